"""Sentences of a heads-up: an early word, thanked, that asks for nothing."""

SEEN, EDIT, WITHDRAW, GIVE = "Seen", "Edit", "Take it back", "Give a heads-up"
ESCALATE, SHOW = "Make it an escalation", "Show the escalation"
BECAME = "Became"
THANKS = "Thank you for saying this early."
NOTHING_OWED = "It asks for nothing but Seen: no answer is owed, and nothing is late."
COUNTED = "It counts as speaking early, never as a failure."
CHANGEABLE = "You can edit it or take it back for 15 minutes."
WITHDRAWN = "It was taken back, so there is nothing to do."
FORM_TITLE = "Heads-up"
FORM_LABEL = "What may be coming?"
FORM_HINT = (
    "One or two sentences: what you see, and what it could mean. It need not be certain, and"
    " nothing has to be solved yet."
)
SEND, SAVE = "Give it", "Save"
OFFER_REPLYING = (
    "Accord reads only what is said to it, so the message above does not come along. Say it again:"
    " type heads-up and one or two sentences, or press the button."
)
OFFER_HOW = (
    "Type heads-up and one or two sentences, for example: heads-up the slides may be a few days"
    " late. Or press the button."
)
FROM, TO, ABOUT, GIVEN, SEEN_LABEL, EDITED = "From", "To", "About", "Given", "Seen", "Edited"
NOT_SEEN_YET = "not yet"
UNKNOWN = (
    "This heads-up is not known here any more. Type heads-up and a sentence to give a new one."
)
NOT_YOURS = (
    "Only whoever gave this heads-up can change it. To add something, give one of your own: type"
    " heads-up and a sentence."
)
ONLY_RECEIVERS = (
    "Seen is for the side it went to ({party}). You have done your part: they have it in their"
    " chat."
)
NOT_YOURS_TO_ESCALATE = (
    "Whoever gave this heads-up, whoever got it, and the leads of both can make it an escalation."
    " If something happened, type raise and a few words about it."
)
SEEN_BEFORE = "It was seen already: by {name}."


def title(label: str) -> str:
    """The first line of a heads-up for whoever gets it."""
    return f"Heads-up {label}"


def given(label: str) -> str:
    """The first line for whoever gave it."""
    return f"Heads-up {label} is given"


def withdrawn(label: str) -> str:
    """The first line once it is taken back."""
    return f"Heads-up {label} is taken back"


def seen(label: str) -> str:
    """What is said to whoever pressed *Seen*."""
    return f"Heads-up {label} is marked as seen"


def escalation(label: str) -> str:
    """What it became."""
    return f"escalation {label}"


def escalation_open(label: str) -> str:
    """What it became, while that runs."""
    return f"escalation {label}, open"


def escalation_decided(label: str, what: str) -> str:
    """What it became, once it is decided what happens to the work."""
    return f"escalation {label}, decided: {what}"


def became_meanwhile(label: str) -> str:
    """For whoever raises what somebody raised from the same heads-up before."""
    return (
        f"This heads-up was made escalation {label} meanwhile, so nothing more was raised. Press"
        f" Report a fact on {label} to add what you wrote."
    )


SEEN_HOW = "Whoever gave it sees that. Nothing else is asked of you."


def how_many(count: int, seen: int) -> str:
    """How many a side gave, and the other side saw, in the record of kept promises."""
    return f"Heads-ups given: {count}, seen by who got them: {seen}"
