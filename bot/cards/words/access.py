"""Sentences about access that ends on a day: extend it, or let it end."""

from datetime import date

from bot.cards.words.dates import day

EXTEND, LET_IT_END, SHOW = "Extend", "Let it end", "Extend or end?"
STUDY, WHERE, UNTIL = "Study", "Where", "Last day"
ASK_HOW = (
    "Extend opens a proposal with another last day, which every side accepts. Let it end keeps the"
    " day as it is, and nobody is asked again. Nothing in the system itself is changed by Accord."
)
ENDS_NEXT = (
    "It is on record that it ends as agreed. Take it away where it is given; if it is needed for"
    " longer after all, type propose and give it another last day."
)
NO_MORE = (
    "This is not agreed any more, or was chosen already. Type where and the name of the place to"
    " read who has access until when."
)
NOT_YOURS = "Whoever grants this access chooses, their deputy or a lead of their side. Ask them."


#: Behind what ends, in a list of what waits.
CHOOSE = ". Extend it, or let it end?"


def show(seat: str) -> str:
    """Label of the button that opens the question from a list of what waits."""
    return f"{SHOW} {seat}"


def is_asked(seat: str, place: str) -> str:
    """The title of the question."""
    return f"Access ends soon: {seat}, {place}"


def ends(seat: str, place: str, until: date) -> str:
    """What the question becomes."""
    return f"Access ends on {day(until)}: {seat}, {place}"


def nobody_chose(seat: str, place: str, until: date) -> str:
    """Why one was raised by itself."""
    return (
        f"Access of the {seat} to {place} has {day(until)} as its last day, and nobody has chosen"
        " yet to extend it or to let it end"
    )
