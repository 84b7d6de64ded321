"""Sentences of `agreement history` and `agreement diff`."""

HISTORY_TITLE = "How the agreement came about"
NO_VERSION = "I do not have both of these versions. The newest is {last}; see agreement history."
SAY_TWO = "Name two versions, as in agreement diff 2 4."
SAME = "These two versions say the same."
OLDER, CHANGED_LAST, COPY = "Older versions", "What changed last", "Take a copy"
NEXT = "Type agreement diff and two numbers to see what changed between two versions."


def version(number: int, day: str) -> str:
    """The first words of a line."""
    return f"Version {number}, in force since {day}"


def how(kind: str, who: str) -> str:
    """How a version came about; `who` are the people who accepted it, empty when unknown."""
    if kind == "own":
        return f"changed by {who}, whose own it is" if who else "a side's own change"
    accepted = f"accepted by {who}" if who else ""
    return ", ".join(filter(None, ["from a file" if kind == "imported" else "", accepted]))


def diff_title(older: int, newer: int) -> str:
    """A comparison."""
    return f"What changed from version {older} to {newer}"
