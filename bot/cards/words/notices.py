"""Sentences about notices outside of chat: where, by when, and who said that they are done."""

from bot.cards.words.cut import one_line

#: As much of what must follow as a title says; the card says it whole.
_IN_A_TITLE = 60

WHEN_DONE = "When was it done?"
FORM_TITLE = "Done outside of chat"
FORM_HOW = (
    "This puts on record that it was done, and who says so. It takes the place of nothing that is"
    " agreed to be sent or signed."
)
BEFORE_IT_HAPPENED = "That is before it happened. Write when it was done, or now."
TO, BY, WHAT, STATE = "To", "By", "What", "How it stands"
NOT_INSTEAD = "What is written here does not take its place."
REMINDER_NEXT = "When it is done, press the button below: it asks when that was."
LEAD_NEXT = (
    "It may be done and only not be noted. Ask whoever gives it; whoever of your side knows that it"
    " is done presses the button below."
)
RECORDED_NEXT = "Nothing more is asked of you here. Press Show to read how all of it stands."


def by(method: str) -> str:
    """How a notice is told from others: by its method."""
    return f"by {method}"


def what(follows: str) -> str:
    """How a notice is told from others where no method is agreed: by what must be sent."""
    return f"({one_line(follows, _IN_A_TITLE)})"


def due_by(named: str) -> str:
    """In the title of what reminds somebody, behind what it is about."""
    return f"a notice {named} is due"


def not_on_record(named: str) -> str:
    """In the title of what a lead is told, behind what it is about."""
    return f"a notice {named} is not on record yet"


def on_record(named: str) -> str:
    """In the title, once somebody said that it is done."""
    return f"the notice {named} is on record"


def agreed_with(method: str) -> str:
    """What was agreed."""
    return f"It is agreed that this is given by {method}. {NOT_INSTEAD}"


def agreed_after(method: str) -> str:
    """What was agreed, where it is what must follow a notice, whatever it is sent by."""
    return f"It is agreed that this follows the notice by {method}. {NOT_INSTEAD}"


NOT_YET = "not on record yet"
DUE, WAS_DUE = ", due ", ", was due "
