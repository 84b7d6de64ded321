"""Sentences of finding an owner: from a message, and by typing."""

SEVERAL_TITLE = "Which one do you mean?"
NOWHERE_TITLE = "Nothing is agreed on this"
NOWHERE = (
    "It is in none of the agreements you are in. Choose a collaboration to see whom to ask there,"
    " and to propose what is missing."
)

ABOVE_TITLE = "I cannot read the message above"
ABOVE = (
    "I only see what is said to me. Say it in your words, as in “who owns the histo slides?”,"
    " forward or quote the message to me, or choose Find the owner in its menu."
)

OF_WHAT_TITLE = "Of what?"
OF_WHAT = (
    "Say what it is about, as in “who owns the histo slides?”, or press the button and look it up."
)

FORM_TITLE, FORM_SEND = "Find the owner", "Look it up"
FORM_ASKS = "What is it about?"
FORM_HINT = (
    "A deliverable, a role, a place, an update, or something that happened. Type, then choose."
)
OTHERWISE = "Something else"

MORE = "More, for me alone"

NOT_POSTED_TITLE = "Not in this chat"
NOT_POSTED = (
    "This chat is not connected to a collaboration, so nothing of one is put into it. Search in the"
    " channel of yours or in your chat with Accord, or ask there: who owns, and the topic."
)
NOT_KNOWN = (
    "I do not know you yet in any collaboration that is running, so there is nothing to find here."
    " Ask the lead of your side to add you, or mention me in the collaboration's channel."
)
NOTHING_FOUND = (
    "Nothing in the agreement goes by these words. Try another word for it, or ask Accord in a"
    " message: it then says whom to ask, and lets you propose what is missing."
)

_GROUPS = {
    "area": "Owners",
    "seat": "Roles",
    "location": "Places",
    "trigger": "What if",
    "cadence": "Updates",
}


def several(count: int) -> str:
    """The one sentence of a message that is about several things."""
    return f"The message may be about {count} things that are agreed. Choose one."


def group(kind: str, study: str) -> str:
    """What stands over things of one kind in a list."""
    return f"{_GROUPS[kind]}, {study}"


def in_study(title: str, study: str) -> str:
    """A thing beside those of other collaborations."""
    return f"{title}, {study}"


def whose(names: tuple[str, ...], party: str) -> str:
    """Whose something is, in a line: the role and who holds it, where they are named."""
    return f"{', '.join(names)} ({party})" if names else party


def ask_in_words(text: str) -> str:
    """To look up what was typed, whatever was suggested."""
    return f"Look up: {text}"
