"""Sentences of `who am I`."""

from collections.abc import Sequence
from datetime import date

from bot.cards.words.answers import join
from bot.cards.words.cut import shortened
from bot.cards.words.dates import day

TITLE = "What you hold, own and owe"
SEATS, DEPUTY_FOR, STANDS_IN, AWAY = "Your seats", "Deputy for", "You stand in for", "Away"
OWNS, DOES, ASKED_ABOUT, OWES = "You answer for", "You do", "You are asked about", "You owe next"
WAITS = "Waits for you"
DUE_ME = "Due me"
WRONG = "Something is not right"
CONFIRM = "Confirm your areas"
NOTHING_WAITS = "Nothing waits for you at the moment."
NOT_AGREED_YET = "Nothing is in force yet: the first version is still being agreed."
NO_SEAT = "none at the moment"
NEXT = "Type due me for all that comes, or who <topic> to find an owner."
_LONGEST, _SHORT = 60, 30


def wrong_in(study: str) -> str:
    """The button where there are several collaborations."""
    return f"Not right: {shortened(study, _SHORT)}"


def leads(party: str) -> str:
    """Beside the seats."""
    return f"lead of {party}"


def counted(label: str, count: int) -> str:
    """A label with how many there are; a bracket at its end would be left out of what is bold."""
    return f"{label} {count}" if count > 1 else label


def named(titles: Sequence[str], at_most: int) -> str:
    """The first of them, and how many more."""
    shown = [shortened(each, _LONGEST) for each in titles[:at_most]]
    more = len(titles) - len(shown)
    return "; ".join([*shown, *([f"and {more} more"] if more else [])])


def for_seats(titles: Sequence[str]) -> str:
    """Seats in a line."""
    return join(list(titles))


def away_until(first: date | None, back: date) -> str:
    """`until Fri 1 Jan 2027`, or from when."""
    begin = f"from {day(first)}, " if first else ""
    return f"{begin}back on {day(back)}"


def to_confirm(count: int, *, places: bool) -> str:
    """Areas, and places when there are some, whose owner was asked in this round."""
    what = "areas and places" if places else "areas"
    return f"{count} of your {what} to confirm" if count > 1 else f"One of your {what} to confirm"


def to_settle(count: int, by: date) -> str:
    """Areas that nobody surely owns, for a lead."""
    what = f"{count} areas" if count > 1 else "One area"
    return f"{what} to settle by {day(by)}"


def more(count: int) -> str:
    """Collaborations, or things, that are left out."""
    return f"and {count} more: type due me to see what waits there"
