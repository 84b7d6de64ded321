"""Sentences about handing over being on call: both are told, and who takes it says so."""

from collections.abc import Sequence
from datetime import date

from bot.cards.words.answers import join
from bot.cards.words.dates import day

I_HAVE_IT, FILL = "I have it", "Fill the seat"
SEAT, UNTIL, HOURS, FROM, TO = "Seat", "On call until", "Hours", "Handed over by", "Goes to"
TAKE = (
    "Have a word with whoever had it about what is open, see that the phone is with you, and press"
    " I have it. Until then a lead of your side looks whether somebody has it."
)
GIVE = (
    "Have a word with whoever takes it about what is open. You are told here once they say that"
    " they have it."
)
GIVEN_DONE, TAKEN_DONE = (
    "Nothing is left to do here. Calls in these hours go there now.",
    "Nothing is left to do here. Type away and the dates if something comes up.",
)
NOT_TAKEN = (
    "Nobody has said yet that they have it. Have a word with whoever holds the seat, fill it, or"
    " press I have it for them once that is sure."
)
GONE = "This handover is over, or not agreed any more. Type due me to see what is yours."
NOT_YOURS = "Who takes it over says so, their deputy or a lead of their side. Ask them."


def to_take(seat: str, begin: date) -> str:
    """The title for who takes it."""
    return f"Being on call passes to you: {seat}, from {day(begin)}"


def to_give(seat: str, begin: date) -> str:
    """The title for who had it."""
    return f"Being on call passes on: {seat}, from {day(begin)}"


def to_settle(seat: str, begin: date) -> str:
    """The title for the lead."""
    return f"Who has being on call as {seat}, from {day(begin)}?"


def taken(seat: str, begin: date) -> str:
    """What all of it becomes."""
    return f"Being on call is handed over: {seat}, from {day(begin)}"


def people(names: Sequence[str]) -> str:
    """Those who had it."""
    return join(list(names))
