"""Sentences about looking back on an escalation, and about what it changes."""

from collections.abc import Sequence

from bot.cards.words.answers import join

LOOK_BACK = "Look back"
CHANGE = "Change what is agreed"
NEXT_TIME = "Agree what happens next time"

FORM_TITLE = "Look back"
HELPED, HELPED_HINT = "What helped?", "For example: the call within the hour, the photos."
CHANGE_LABEL = "What should we change?"
CHANGE_HINT = "About what is agreed, not about people. For example: a limit of 10 minutes, not 5."
JUDGED = "Looking at it now"
FALSE_ALARM, RIGHT = "It was a false alarm", "It was right to raise it"
SAY_SOMETHING = "Write a line here or below, or choose one of the two. To leave it, close the form."
FORM_HOW = (
    "The others read this when they have answered too, or when the time for it is over; with the"
    " name of your side and not yours."
)

ASK = (
    "It is closed. If you like, say in two lines what helped and what should change; nobody owes"
    " an answer, and there is no reminder."
)
UNTIL = "Until"
ANSWERED_HOW = (
    "Thank you, it is kept. Every side reads what was said when all have answered, or when the time"
    " for it is over."
)
NOBODY_SAID = "Nothing was said, which is fine. Type propose to change what is agreed at any time."
TOLD_HOW = "Every side reads the same words here."
TO_CHANGE = "If something agreed should change, the button below opens it with these words."
WITHDRAWN = (
    "It was reopened, so there is nothing to look back on yet. Press Show to read how it stands."
)
HEADING = "Looking back"
JUDGED_SHORT = "In hindsight"

LED_TO = "Led to"

NOT_YOURS = (
    "Whoever is on its ladder, their deputies and the leads look back on it. Tell one of your side"
    " what you would change, or type propose."
)
NOT_CLOSED_TO_CHANGE = (
    "It is not closed yet. Once it is, press this again; to change something now, type propose."
)
NOT_CLOSED = "It is not closed yet, so there is nothing to look back on. Press Show to read it."


def asked_title(label: str) -> str:
    """The first line of the one message that asks."""
    return f"Looking back on {label}"


def answered_title(label: str) -> str:
    """The first line once the side has answered."""
    return f"Your side has looked back on {label}"


def told_title(label: str) -> str:
    """The first line once everybody may read it."""
    return f"What was learnt from {label}"


def over_title(label: str) -> str:
    """The first line when the time went by without a word."""
    return f"Looking back on {label} is closed"


def reopened_title(label: str) -> str:
    """The first line when it went on."""
    return f"Looking back on {label} can wait"


def said_by(party: str) -> str:
    """Above the words of a side."""
    return f"{HEADING}: {party}"


def proposal(number: int, version: int | None, *, ended: bool) -> str:
    """What came of it."""
    if version is not None:
        return f"proposal {number}, in force as version {version}"
    return f"proposal {number}, which changed nothing" if ended else f"proposal {number}"


def led_in_line(number: int, version: int | None) -> str:
    """The same in a list."""
    return f"led to proposal {number}" if version is None else f"changed in version {version}"


def reason(label: str, changes: Sequence[tuple[str, str]], false_alarm: Sequence[str]) -> str:
    """Why something agreed is to change, to begin with.

    Args:
        label: what the escalation is called.
        changes: side and what it would change.
        false_alarm: the sides that call it a false alarm.
    """
    said = [f"{party} would change: “{text}”." for party, text in changes]
    alarm = [f"{join(list(false_alarm))} call it a false alarm."] if len(false_alarm) > 1 else []
    alarm += [f"{false_alarm[0]} calls it a false alarm."] if len(false_alarm) == 1 else []
    return " ".join([f"After {label}.", *alarm, *said])
