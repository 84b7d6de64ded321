"""Words behind `partners` that make it a command.

Others do not: “Partners confirmed the dates” is somebody's update. Behind a slash it cannot be one,
so there everything is taken for a name or a need.
"""

FIRST = "partners"

PARTNER_WORDS = frozenset(
    {"help", "find", "search", "list", "show", "add", "edit", "remove", "restore"}
    | {"recommend", "withdraw", "history", "link", "unlink", "import", "export"}
)


def is_of_partners(rest: str) -> bool:
    """Whether what stands behind the word makes it a command."""
    said = rest.split(maxsplit=1)
    return not said or said[0].casefold().rstrip(":,") in PARTNER_WORDS


def behind_the_word(text: str) -> str | None:
    """What stands behind the word, whatever it is; none where it does not come first."""
    first, *rest = text.split(maxsplit=1) or [""]
    return (rest[0] if rest else "") if first.casefold().rstrip(":") == FIRST else None
