"""Which company of the set-up form is which party of the template."""

from collections.abc import Mapping

from bot.templates import facilitated

#: Begin the names of the inputs about each company; the last only where there are three.
MINE, THEIRS, THIRD = "my", "their", "third"
FACILITATOR = "facilitator"
_OTHERS = {
    "sponsor": ("cro", FACILITATOR),
    "cro": ("sponsor", FACILITATOR),
    FACILITATOR: ("sponsor", "cro"),
}


def has_third(values: Mapping[str, str]) -> bool:
    """Whether the chosen kind of work has a facilitator in the middle."""
    return facilitated(values.get("template", ""))


def sides(values: Mapping[str, str]) -> tuple[str, ...]:
    """Keys of the parties that the asker's company can be."""
    return tuple(_OTHERS) if has_third(values) else ("sponsor", "cro")


def party_keys(values: Mapping[str, str]) -> dict[str, str]:
    """Key of the party that each company is, by how its inputs begin; the asker's own first."""
    second, third = _OTHERS[values["side"]]
    keys = {MINE: values["side"], THEIRS: second}
    return {**keys, THIRD: third} if has_third(values) else keys
