"""Sentences about what is done: what follows, by when, and how to take it back."""

from datetime import date

from bot.cards.words.dates import day

UNDO = "Undo"
ONCE_MORE = "Done once more"
FOLLOWS, BY_WHOM, COMPLETED = "Follows", "Said by", "Completed"
WHICH = "Say what is done, for example done necropsy or done necropsy on 3 Dec 2026."
NOT_YET = "It is still ahead. Type done when it is, or give the day it was done on."
UNDO_HOW = "Was that too early? Undo takes it back as long as nothing was sent."
TAKEN_BACK_HOW = "Nothing is promised by it any more. Type done again when it is."
ALREADY_THERE_HOW = "Nothing was changed. If it is not there after all, Undo takes it back."
TAKEN_BACK_JUST_NOW = "This was taken back a moment ago. Type it again in a minute."
NOTHING_TO_UNDO = (
    "There is nothing to take back any more: what was promised was sent, or was taken back already."
    " Type due to see what is open."
)


def done(area: str) -> str:
    """The first line when something is done."""
    return f"{area}: done"


def taken_back(area: str) -> str:
    """What that message becomes."""
    return f"{area}: not done yet after all"


def already(area: str) -> str:
    """For what was said before."""
    return f"{area} is recorded as done already"


def already_how(title: str) -> str:
    """What it waits for."""
    return f"{title} is on its way for it. Type due to see when it is promised."


def earlier_how(title: str) -> str:
    """When what was promised then has been sent or is over."""
    return (
        f"{title} was promised for it before. If it is done a second time, as a further cohort"
        " would be, press the button: it is promised again."
    )


def nothing_hangs_on(area: str) -> str:
    """When no promised update waits for it."""
    return (
        f"No update is promised for when {area} is done, and no agreed limit counts its day, so"
        " there is nothing to start. To agree on one, type propose and give an update the rhythm"
        " within 2 business days after it."
    )


def no_such_area(text: str, names: str) -> str:
    """For a name that is none."""
    return f"No area of the agreement is called “{text}”. This is waited for: {names}."


def not_yours(area: str, seat: str) -> str:
    """For somebody who does not answer for it."""
    return (
        f"Whether {area} is done is for the {seat} to say, their deputy or a lead of their side. If"
        " you know that it is, write to them in the channel."
    )


def because(area: str) -> str:
    """Behind what comes because something is done."""
    return f" ({area}: done)"


DONE_SINCE = ": "


def said_by(seat: str) -> str:
    """Behind what is done."""
    return f", said by the {seat}"


def expected(area: str, due: date, then: date, owner: str) -> str:
    """The same, where whoever answers for it has said a later day that is still ahead."""
    return (
        f"{area} was due on {day(due)} and is expected on {day(then)}, said early by the {owner}."
    )


def overdue(area: str, due: date, owner: str) -> str:
    """A gap: what updates wait for was due and is not said to be done."""
    return (
        f"{area} was due on {day(due)}, and nobody has said that it is done. The {owner} can type"
        f" done {area}, or propose another date."
    )
