"""Sentences for help, the unknown, the unbound and what went wrong."""

HELP_TITLE = "What you can ask Accord"
HELP_INTRO = (
    "I keep what was agreed. Just ask, as in “who owns the slides?”, or type one of these words."
)
HELP_MORE = (
    "To see what a word does, type help and the word, as in help update; help all explains each."
)
HELP_ALL_TITLE = "All commands"
HELP_HOW = "In a channel, mention me first. In Slack you can also type /accord and the same words."
NOT_A_RECORD = (
    "Accord is a coordination record. It is no safety database, TMF, EDC or signature system."
)

NOT_UNDERSTOOD = "I did not understand that"


_QUOTED = 60


def not_understood(text: str) -> str:
    """Quote what was typed, short."""
    short = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    return f"I do not know what to do with “{short}”. The nearest I can do:"


def too_long(limit: int) -> str:
    """For a command nobody could mean."""
    return f"That is too long to read as a command. Please keep it under {limit} characters."


NOT_BOUND_TITLE = "Not connected yet"
NOT_BOUND_ROOM = (
    "This channel is not part of a collaboration I know. Press Set up to begin one, type connect"
    " and the code if the other company gave you one, or connect here if you lead one already."
)
NOT_KNOWN_PERSON = (
    "I do not know you yet in any collaboration that is running, so I cannot show you anything"
    " here. Ask the lead of your side to add you, mention me in the collaboration's channel, or"
    " press Set up to begin a new one. To look for a partner first, type partners."
)

WHICH_TITLE = "In which collaboration?"
WHICH = "You are in several. Choose the one you mean."
WHICH_LONG = (
    "You are in several. Choose the one you mean. Your text is too long to go along, so copy it:"
    " a form opens to put it in."
)

MESSAGE_WHICH = (
    "You are in several collaborations, and this message is in no channel of one of them. Choose it"
    " in a channel that is, or write to Accord yourself, for example: heads-up and a sentence."
)

WELCOME_TITLE = "Hello, I am Accord"


def welcome(title: str) -> str:
    """Said once, in a room that is bound."""
    return (
        f"I keep the working agreement for “{title}”: who owns what, which updates are promised and"
        " when. Try “who owns the report?” or “due”, or press a button."
    )


WELCOME_UNBOUND = (
    "I keep what a sponsor and its CRO agreed: who owns what, which updates come when, and what"
    " happens when something needs attention. To begin, press Set up: it is one form, and"
    " everything in the draft can be changed before anybody agrees."
)
WELCOME_CODE = (
    "Did the other company give you a code? Then mention me here and type connect and the code."
)
ONLY_FOR_YOU_TITLE = "An answer for you alone"
ONLY_FOR_YOU = "In a channel I cannot show it to one person only. Press the button to see it."
REFUSED_TITLE = "That did not work"
YOU_WROTE = "So that it is not lost, this is what you wrote:"
NOTHING_OWED_TITLE = "Nothing to send"


def undeliverable(title: str, why: str) -> str:
    """For the leads of the other side."""
    return (
        f"“{title}” could not be delivered to anybody it was agreed for ({why}). Please tell"
        " them another way, and ask their lead to check how they are reached."
    )


UNDELIVERABLE_TITLE = "A message could not be delivered"
