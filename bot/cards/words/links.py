"""Sentences about a link that leads to no known location."""

from bot.cards.words.cut import shortened

TITLE = "A place that is not in the register yet"
ASKED = (
    "You agreed where shared things live. When this is one of those places, add it, so that"
    " everybody finds it by asking where it is. Only the address is kept, never what is in it."
)
PLACE = "Posted"
ADD, NEVER = "Add to the register", "Never ask for this"
BECAUSE = "A link to it was posted in the room."
NOTED_HOW = "To add a place anyway, type propose locations."
UNKNOWN = "This link is not known here any more. To add a place, type propose locations."
_LONGEST = 200


def place(found: str) -> str:
    """Where a link leads, for reading."""
    return shortened(found, _LONGEST)


def never(host: str) -> str:
    """After *Never ask for this*."""
    return f"Noted: nobody is asked about links to {shortened(host, _LONGEST)}"
