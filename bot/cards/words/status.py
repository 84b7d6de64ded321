"""Sentences of `status`, `due` and `agreement`."""

from bot.domain.agreement.parties import Side

SIDE = {Side.SPONSOR: "sponsor", Side.CRO: "CRO", Side.OTHER: "other"}
STATUS_TITLE = "Status"
ALL_WELL = "Nothing is open, late or missing."
OPEN = "Open"
LATE = "Late"
COMING = "Coming in two weeks"
GAPS = "Needs attention"
DUE_TITLE = "Due in the next two weeks"
DUE_ME_TITLE = "What you owe in the next two weeks"
NOTHING_DUE = "Nothing falls due in the next two weeks."
NOTHING_DUE_ME = "You owe nothing in the next two weeks."
AGREEMENT_TITLE = "The agreement"
NEXT_STEP_STATUS = "Type due to see what comes, or who <topic> to find an owner."
NEXT_STEP_DUE = "Type update to send one of yours."
NEXT_STEP_AGREEMENT = "Ask who <topic> for an owner, or due for what comes next."


def seats_empty(party: str, titles: str) -> str:
    """A gap."""
    return f"Seats of {party} nobody holds: {titles}. The lead of that side can fill them."


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


def more(count: int) -> str:
    """When a list is cut."""
    return f"and {count} more"
