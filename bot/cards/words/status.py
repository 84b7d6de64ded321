"""Sentences of `status`, `due` and `agreement`, which the digest says too."""

from datetime import date

from bot.cards.words.dates import day
from bot.domain.agreement.parties import Side

SIDE = {Side.SPONSOR: "sponsor", Side.CRO: "CRO", Side.OTHER: "other"}
STATUS_TITLE = "Status"
NOBODY = "nobody"
ALL_WELL = "Nothing is open, late or missing."
OPEN = "Open"
ESCALATED = "Escalations"
LATE = "Late"
KEPT = "Promised and kept"
KEPT_WEEK = "Promised and kept in the last seven days"
COMING = "Coming in two weeks"
GAPS = "Needs attention"
PROPOSALS = "Proposals"
ALL_SEATS, WHAT_IS_DUE = "All seats", "What is due"
OWN_CHANGES = "Changed by one side, its own to change"
VERSION, LAST_CHANGE, PHASE_NOW = "Version", "Last change", "Phase now"
NOT_AGREED_YET = "Nothing is in force yet: the first version is still being agreed."
DUE_TITLE = "Due in the next two weeks"
DUE_ME_TITLE = "What you owe in the next two weeks"
NOTHING_DUE = "Nothing falls due in the next two weeks."
NOTHING_DUE_ME = "You owe nothing in the next two weeks."
NEXT_STEP_STATUS = "Type due to see what comes, or who <topic> to find an owner."
NEXT_STEP_DUE = "Type update to send one of yours."


def seats_empty(party: str, titles: str) -> str:
    """A gap."""
    return f"Seats of {party} nobody holds: {titles}. The lead of that side can fill them."


def empty_seat(title: str, since: str | None) -> str:
    """A seat in the list of those nobody holds; nobody ever did when there is no day."""
    return f"{title} (since {since})" if since else title


def areas_without(party: str, titles: str) -> str:
    """A gap: the seats that answer for these areas are empty."""
    return f"Areas of {party} nobody answers for, because the seat is empty: {titles}."


def not_delivered(party: str, count: int) -> str:
    """A gap. What the messages said is between Accord and those they were for."""
    what = "A message" if count == 1 else f"{count} messages"
    return (
        f"{what} to {party} could not be delivered to anybody agreed. The lead of that side can"
        " check how they are reached."
    )


def provisional(name: str, day: str, party: str) -> str:
    """A gap."""
    return f"{name} ({day}) is not confirmed yet by {party}."


def dated(on: date, area: str, what: str | None, owner: str) -> str:
    """A day on which something of an area is due."""
    named = f"{area} ({what})" if what else area
    return f"{day(on)}: {named}, {owner} answers for it"


def more(count: int) -> str:
    """When a list is cut."""
    return f"and {count} more"


def claim_waits(name: str, seat: str) -> str:
    """A gap."""
    return f"{name} says: I am the {seat}. The lead of that side can confirm it."


def since(day: str) -> str:
    """Behind the number of a version."""
    return f", in force since {day}"
