"""Sentences about seats whose holder is gone: the seat is named first, and what to do."""

from bot.domain.joining import GoneBecause

FILL = "Fill the seat"
STILL = "Still in the seat"
HOW_TO_CLOSE = (
    "Fill the seat with somebody else, or press Still in the seat when nothing changes for it."
)
CLOSED_HOW = "Nothing is left to do here. Type status to see what else is open."

_HAPPENED = {
    GoneBecause.LEFT: "left the room",
    GoneBecause.DEACTIVATED: "no longer has an open chat account",
    GoneBecause.UNREACHABLE: "can no longer be reached by Accord",
}
_SINCE = {
    GoneBecause.LEFT: "its holder left the room",
    GoneBecause.DEACTIVATED: "the chat account of its holder was closed",
    GoneBecause.UNREACHABLE: "Accord's messages to its holder no longer arrive",
}


def title(seat: str) -> str:
    """The first line for the lead."""
    return f"{seat}: the seat may need somebody"


def happened(name: str, because: GoneBecause) -> str:
    """For the lead of the same side, who has to act; the moment follows."""
    return f"{name}, who holds this seat, {_HAPPENED[because]}: "


def filled(seat: str) -> str:
    """When somebody else sits there."""
    return f"{seat}: the seat is filled again"


def back(seat: str) -> str:
    """When the holder came back."""
    return f"{seat}: the holder is back"


def still(seat: str) -> str:
    """When a lead says that nothing changed."""
    return f"{seat}: the holder stays in the seat"


def gone(because: GoneBecause, since: str) -> str:
    """A gap beside its seat. The person is not named."""
    return f"{_SINCE[because]}, {since}"


def status_line(seat: str, party: str, gone_words: str) -> str:
    """A gap in `status`."""
    return f"{seat} of {party}: {gone_words}. The lead of {party} can fill it: “seats fill”."


def no_lead_title(party: str) -> str:
    """The first line for the leads of the other sides."""
    return f"{party} may have no lead now"


def no_lead(party: str, because: GoneBecause) -> str:
    """For the leads of the other sides; the moment follows."""
    return f"The only lead of {party} {_HAPPENED[because]}: "


def no_lead_how(party: str) -> str:
    """What they can do."""
    return (
        f"Nobody else fills seats or accepts changes for {party}. Please ask {party}, another way,"
        " who speaks for it now."
    )


def lead_again(party: str) -> str:
    """What that message becomes."""
    return f"{party} has a lead"
