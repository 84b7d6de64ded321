"""Sentences about a test call: whether the agreed number is answered, before it is needed."""

from datetime import date

from bot.cards.words.dates import day

REACHED, NOBODY = "Reached", "Nobody answered"
CALL, ON_CALL_FROM, HOURS = "Call", "On call from", "Hours there"
CALL_IT = (
    "Call it in these hours, say that it is the agreed test call, and press what came of it. Nobody"
    " is judged by it: a number that does not work is found while there is time."
)
NOT_SAID = (
    "Nobody has said yet how it went. Have a word with whoever is to call, or call yourself, and"
    " press what came of it."
)
REACHED_NEXT = "Nothing is left to do here. Type why to see why it was asked."
FAILED_NEXT = "Try once more when you like and press Reached once somebody answers."
SETTLE = (
    "The test call was not answered. See that the number is right and somebody has it, or fill the"
    " seat; then let it be called again, and press Reached once somebody answered."
)
SETTLE_AGAIN = "This is still open, and its day has come."
SETTLE_BY, SINCE = "To settle by", "Open since"
SEE_SEAT, FILL = "See the seat", "Fill the seat"
GONE = "This test call is over, or not agreed any more. Type due me to see what is yours."
NOT_YOURS = "Who makes the call says how it went, or a lead of any side. Ask them."


def to_call(seat: str, first: date) -> str:
    """The title for who calls."""
    return f"Test call to the {seat}, on call from {day(first)}"


def reached(seat: str, first: date) -> str:
    """What the question becomes."""
    return f"The {seat} answered the test call, on call from {day(first)}"


def failed(seat: str, first: date) -> str:
    """What the question becomes when nobody answered."""
    return f"Nobody answered the test call to the {seat}, on call from {day(first)}"


def passed_on(lead: str | None, by: date) -> str:
    """Who settles it, and by when."""
    if lead is None:
        return f"It stands in status until somebody answers; it is to be settled by {day(by)}."
    return f"{lead} is asked to settle it by {day(by)}."


def status_line(*, seat: str, party: str, since: date, lead: str | None, by: date) -> str:
    """A gap in `status`."""
    what = f"{seat} of {party}: nobody answered the test call on {day(since)}"
    return f"{what}. {lead or 'Whoever can'} settles it by {day(by)}."
