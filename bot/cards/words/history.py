"""Sentences of `agreement history` and `agreement diff`."""

HISTORY_TITLE = "How the agreement came about"
NO_VERSION = "I do not have both of these versions. The newest is {last}; see agreement history."
SAY_TWO = "Name two versions, as in agreement diff 2 4."
SAME = "These two versions say the same."
ACCEPTED = "accepted by"
OWN = "own change, nothing to accept"
IMPORTED = "from a file"
MORE = "More"
NEXT = "Type agreement diff 1 2 to see what changed between two versions."


def version(number: int, day: str) -> str:
    """The first words of a line."""
    return f"Version {number}, in force since {day}"


def diff_title(older: int, newer: int) -> str:
    """A comparison."""
    return f"What changed from version {older} to {newer}"
