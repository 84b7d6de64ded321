"""Sentences of `status`, `due` and `agreement`."""

from bot.domain.agreement.parties import Side

SIDE = {Side.SPONSOR: "sponsor", Side.CRO: "CRO", Side.OTHER: "other"}
STATUS_TITLE = "Status"
ALL_WELL = "Nothing is open, late or missing."
OPEN = "Open"
ESCALATED = "Escalations"
LATE = "Late"
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


def claim_waits(name: str, seat: str) -> str:
    """A gap."""
    return f"{name} says: I am the {seat}. The lead of that side can confirm it."


def own_change(party: str, version: int) -> str:
    """A line about a side's own change."""
    return f"{party} (version {version}): type agreement diff {version - 1} {version}"


def since(day: str) -> str:
    """Behind the number of a version."""
    return f", in force since {day}"
