"""Sentences about being on call: whether somebody can be reached, before it is needed."""

from datetime import date

from bot.cards.words.dates import day

YES, SOMEBODY_ELSE, SHOW = "Yes, I can be reached", "Somebody else", "On call: can you be reached?"
SEAT, HOURS, REACHED_BY, BEGINS = "Seat", "Hours", "Reached by", "Begins"
AROUND_THE_CLOCK = "around the clock"
ASKED = (
    "Can you be reached this way in all of these hours? A short test call now shows it. With"
    " Somebody else a lead of your side finds who it is in time."
)
CONFIRMED_NEXT = "Nothing is left to do here. Type away and the dates if something comes up."
OTHER_NEXT = "A lead of your side has a message about it. Say them who it could be."
OTHER_SAID = (
    "The holder says that it is somebody else. Fill the seat, or press Yes, I can be reached for"
    " whoever it is once that is sure."
)
NO_ANSWER = (
    "No answer has come yet. Have a word with whoever holds the seat, fill it, or press Yes, I can"
    " be reached for them once that is sure."
)
NOBODY_ASKED = "Nobody could be asked. Fill the seat, so that somebody can be reached."
FILL = "Fill the seat"
GONE = "This turn is not agreed any more, or has begun. Type due me to see what is yours."
NOT_YOURS = "Who holds the seat answers, their deputy or a lead of their side. Ask them."


def turn(first: date, last: date) -> str:
    """The title of the question."""
    return f"You are on call from {day(first)} to {day(last)}"


def confirmed(seat: str, first: date) -> str:
    """What the question becomes."""
    return f"The {seat} can be reached on call from {day(first)} on"


def somebody_else(seat: str, first: date) -> str:
    """What the question becomes when it is somebody else."""
    return f"Somebody else is to be on call as {seat} from {day(first)} on"


def to_settle(seat: str, first: date) -> str:
    """The title for the lead."""
    return f"Who is on call as {seat} from {day(first)} on?"
