"""Sentences about days off, and make-up days, that are not certain yet."""

from datetime import date, time

from bot.cards.words.dates import day
from bot.domain.uncertain_days import Span, Stands, UncertainDays

YES_ONE, YES_MORE = "Yes, that day", "Yes, those days"
ANOTHER_ONE, ANOTHER_MORE = "Another day", "Other days"
WORKED_ONE, WORKED_MORE = "A working day", "Working days"
NOT_WORKED = "Not worked"
LATER = "Ask me in a few days"
OPEN_PARTIES = "Open the parties"
STUDY, UNTIL_THEN, MATTERS_FROM, FIRST_PROMISE = (
    "Study",
    "Until you answer",
    "It matters from",
    "First promise it can move",
)
ANSWERED_BY, IN_FORCE = "Answered by", "In force as"
FORM_TITLE = "When is it?"
FORM_SAVE = "Save"
FIRST_DAY, LAST_DAY, THE_DAY = "First day", "Last day", "Day"
NOTHING_MOVES = "No promised time moves by more than a day."
MOVES = "Promised times that move"
BECOMES = " becomes "
PAUSED = "The collaboration is paused: the answer is kept, and counts when it goes on."
CHANGE_AGAIN = "To change it again, open the parties and edit their days off or make-up days."
NOT_A_DAY = "Choose a day."
BACKWARDS = "The last day lies before the first. Choose the same day, or a later one."
MAKE_UP = "Make-up day"
WHY_ASKED = "Why this question came"
WHY_ASKED_NOW = (
    "A day of your side's calendar is not certain yet: it is written as provisional, or its date"
    " is only calculated. It is asked about once, ten of your working days before a promised time"
    " could move with it, or at once when that was nearer."
)
WHY_ASKED_YOU = (
    "The leads of the side whose day it is are asked, in their hours, and who stands in while one"
    " is away. To be asked less, open the parties and confirm the days that you know."
)
UNKNOWN = (
    "This question is not known here any more. Type status to see which days are still to be"
    " confirmed."
)
NOBODY = "nobody at the moment"
TOO_MANY = "That is more than a month. Choose an earlier last day."
_COUNTS = {Stands.OFF: "a day off", Stands.HALF: "a half day", Stands.WORKED: "a working day"}
_COUNT = {Stands.OFF: "days off", Stands.HALF: "half days", Stands.WORKED: "working days"}


def name(found: UncertainDays) -> str:
    """What it is called; a make-up day may have no name."""
    return found.name or MAKE_UP


def days(span: Span) -> str:
    """`Wed 10 Mar 2027`, or `Tue 9 Mar 2027 to Thu 11 Mar 2027`."""
    if span.first == span.last:
        return day(span.first)
    return f"{day(span.first)} to {day(span.last)}"


def several(span: Span) -> bool:
    """Whether it is more than one day."""
    return span.first != span.last


def counts_as(stands: Stands, span: Span) -> str:
    """`a day off`, `days off`."""
    return (_COUNT if several(span) else _COUNTS)[stands]


def title(found: UncertainDays) -> str:
    """The first line of the question."""
    verb = "are" if several(found.span) else "is"
    return f"{name(found)}: {verb} {days(found.span)} {counts_as(found.stands, found.span)}?"


def question(found: UncertainDays, party: str, works_until: time | None) -> str:
    """What is asked, and of whom."""
    until = f", worked until {works_until:%H:%M}" if works_until else ""
    plural = several(found.span)
    if found.stands is Stands.WORKED:
        ask = f"Do you work that day at {party}?"
    else:
        ask = (
            f"{'Are they' if plural else 'Is it'} {counts_as(found.stands, found.span)} for you at"
            f" {party}?"
        )
    return f"{name(found)} is written as {days(found.span)}{until}, not certain yet. {ask}"


def counts_meanwhile(found: UncertainDays) -> str:
    """What counts until somebody answers."""
    it = "they count as" if several(found.span) else "it counts as"
    return f"{it} {counts_as(found.stands, found.span)}"


def off_anyway(found: UncertainDays) -> str:
    """For an estimate that falls on another holiday."""
    return f"It stays a day off whatever you answer: it is {found.off_anyway} as well."


def why_you(party: str) -> str:
    """Why it is asked here, and what an answer does."""
    return (
        f"You are asked because you speak for {party} here. The answer is {party}'s own: it counts"
        " at once, and the others read it in the weekly digest."
    )


def answered_title(found: UncertainDays, to: Span | None) -> str:
    """What the question becomes."""
    if to is not None:
        return f"{name(found)}: {counts_as(found.stands, to)} on {days(to)}"
    if found.stands is Stands.WORKED:
        return f"{name(found)}: {days(found.span)} is not worked"
    if found.off_anyway:
        return f"{name(found)}: not on {days(found.span)}, which is {found.off_anyway}"
    verb = "are" if several(found.span) else "is"
    return f"{name(found)}: {days(found.span)} {verb} {counts_as(Stands.WORKED, found.span)}"


def reason(party: str, found: UncertainDays, to: Span | None) -> str:
    """The reason kept with the version."""
    return f"{party} confirmed its calendar. {answered_title(found, to)}"


def version(number: int) -> str:
    """`version 5`."""
    return f"version {number}"


def nothing_left(called: str, span: Span, party: str, counts: str) -> str:
    """Refused: answered by somebody else, pressed twice, or changed in the agreement."""
    return (
        f"Nothing is left to confirm about {called}: what stood there, {days(span)}, was settled"
        f" meanwhile. Now {days(span)} {counts} at {party}. To change that, type propose parties."
    )


def now_counts(span: Span, *, worked: int) -> str:
    """How days count now, given how many of them are worked."""
    if several(span):
        if worked in (0, len(span.days)):
            return "are working days" if worked else "are days off"
        return f"are partly worked ({worked} of {len(span.days)} days)"
    return "is a working day" if worked else "is a day off"


def over(found: UncertainDays) -> str:
    """Refused: nothing depends on it any more."""
    were = "counted as " + counts_as(found.stands, found.span)
    return (
        f"{name(found)} ({days(found.span)}) is over; nobody confirmed it in time, so it {were}."
        " To change what stands there, type propose parties."
    )


def not_yours(party: str, leads: str) -> str:
    """Refused: of the other side, or no lead."""
    return (
        f"Which days {party} works is for its leads to say: {leads}. If you know the day, write to"
        " them."
    )


def asked_again_title(found: UncertainDays, on: date) -> str:
    """The answer to *Ask me in a few days*."""
    return f"{name(found)}: asked again on {day(on)}"


def asked_again_how(found: UncertainDays) -> str:
    """What counts until then."""
    meanwhile = counts_meanwhile(found)
    return f"Until somebody answers {meanwhile}. The buttons of the question go on working."


def too_late_to_wait(found: UncertainDays) -> str:
    """Refused: the last working day before it matters is here."""
    return (
        f"There is no later day to ask on: {name(found)} begins to matter before that. Until"
        f" somebody answers {counts_meanwhile(found)}; the other buttons go on working for when"
        " you know."
    )


def too_far(found: UncertainDays) -> str:
    """Beside a day that is far from the one that stands there."""
    return (
        f"That is more than a month from {day(found.span.first)}. Choose a nearer day; for one that"
        " is far away, type propose parties and edit the days off."
    )


def past(today: date) -> str:
    """Beside a day that is over."""
    return f"That day is over. Choose one from {day(today)} on."


def form_intro(found: UncertainDays) -> str:
    """What the form is about."""
    return f"{name(found)} is written as {days(found.span)}."


def still_to_confirm(party: str, found: UncertainDays) -> str:
    """A gap in `status` and the digest, for every side."""
    return (
        f"{party}: {name(found)} ({days(found.span)}) still to be confirmed; until then"
        f" {counts_meanwhile(found)}."
    )


def due_time(title: str) -> str:
    """Heads a promised time that moved."""
    return f"{title}, due"
