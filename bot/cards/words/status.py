"""Sentences of `status`, `due` and `agreement`, which the digest says too."""

from collections.abc import Sequence
from datetime import date

from bot.cards.card import Moment, Part, Strong
from bot.cards.words.cut import shortened
from bot.cards.words.dates import day
from bot.domain.agreement.parties import Side

_LONGEST = 160
#: Names in one sentence, and characters in them; `seats` and `agreement` list all.
_NAMED, _NAMED_LONG = 4, 100

SIDE = {Side.SPONSOR: "sponsor", Side.CRO: "CRO", Side.OTHER: "other"}
STATUS_TITLE = "Status"
NOBODY = "nobody"
ALL_WELL = "Nothing is open, late or missing."
OPEN = "Open"
ESCALATED = "Escalations"
LATE = "Late"
UNANSWERED = "Questions that wait for an answer"
SPOKEN = "Said early, and answered"
KEPT = "Promised and kept"
KEPT_WEEK = "Promised and kept in the last seven days"
REACHED = "Done"
AWAY = "Away"
COMING = "Coming in two weeks"
GAPS = "Needs attention"
PROPOSALS = "Proposals"
ALL_SEATS, WHAT_IS_DUE = "All seats", "What is due"
OWN_CHANGES = "Own changes of each side"
VERSION, LAST_CHANGE, PHASE_NOW = "Version", "Last change", "Phase now"
NOT_AGREED_YET = "Nothing is in force yet: the first version is still being agreed."
DUE_TITLE = "Due in the next two weeks"
DUE_ME_TITLE = "What you owe now and in the next two weeks"
OPEN_NOW = "Open now"
QUESTIONS = "Asked of you"
BY_DAY = "For you to say"
YOUR_ANSWER = "Waits for your side's answer"
NOTHING_DUE = "Nothing falls due in the next two weeks."
NOTHING_DUE_ME = "You owe nothing now or in the next two weeks."
NEXT_STEP_STATUS = "Type due to see what comes, or who <topic> to find an owner."
NEXT_STEP_DUE_ME = "Type due for what everybody owes, or status for how it stands."
NEXT_STEP_DUE = "Type update to send one of yours."


def seats_empty(party: str, titles: Sequence[str]) -> str:
    """A gap."""
    return f"Seats of {party} nobody holds: {_some(titles)}. The lead of that side can fill them."


def empty_seat(title: str, since: str | None) -> str:
    """A seat in the list of those nobody holds; nobody ever did when there is no day."""
    return f"{title} (since {since})" if since else title


def areas_without(party: str, titles: Sequence[str]) -> str:
    """A gap: the seats that answer for these areas are empty."""
    return f"Areas of {party} nobody answers for, because the seat is empty: {_some(titles)}."


def not_delivered(party: str, count: int) -> str:
    """A gap. What the messages said is between Accord and those they were for."""
    what = "A message" if count == 1 else f"{count} messages"
    return (
        f"{what} to {party} could not be delivered to anybody agreed. The lead of that side can"
        " check how they are reached."
    )


def asked_by(seat: str, question: str) -> str:
    """Behind what a question that waits is about: the seat that asks, and the question."""
    return f", asked by the {seat}: {shortened(question, _LONGEST)}"


def expected(when: Moment, title: str, writer: str, *, minutes: bool) -> tuple[Part, ...]:
    """An update that is going to be due, or a meeting that is going to begin."""
    return when, ": ", Strong(title), f", {'minutes by' if minutes else 'from'} the {writer}"


def dated(on: date, area: str, what: str | None, owner: str) -> tuple[Part, ...]:
    """A day on which something of an area is due."""
    named = f"{area} ({what})" if what else area
    return f"{day(on)}: ", Strong(named), f", the {owner} answers for it"


def awaited(title: str, owner: str, since: Moment) -> tuple[Part, ...]:
    """An update that is late."""
    return Strong(title), f", from the {owner}, due since ", since


def open_until(title: str, owner: str, due: Moment) -> tuple[Part, ...]:
    """An update that was asked for and is in its time."""
    return Strong(title), f", from the {owner}, due ", due


def _some(titles: Sequence[str]) -> str:
    """The first of them, and how many more."""
    shown = list(titles[:_NAMED])
    while len(shown) > 1 and len("; ".join(shown)) > _NAMED_LONG:
        shown.pop()
    named = "; ".join(shown)
    return named if len(titles) == len(shown) else f"{named}; {more(len(titles) - len(shown))}"


def more(count: int) -> str:
    """When a list is cut."""
    return f"and {count} more"


def claim_waits(name: str, seat: str) -> str:
    """A gap."""
    return f"{name} says: I am the {seat}. The lead of that side can confirm it."


def since(day: str) -> str:
    """Behind the number of a version."""
    return f", in force since {day}"
