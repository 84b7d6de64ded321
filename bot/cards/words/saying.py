"""Sentences between typing something for the other side and sending it: where to, and with care."""

from bot.domain.never_in_chat import Content

SAY_SOMETHING = "There is no text yet. Write one or two sentences."
NO_DRAFT = (
    "This draft is not here any more: it was sent, or it is older than a day. Type it again if it"
    " still matters."
)
FORM_SENT = (
    "This form was sent already, so nothing was sent again. To say something else, type heads-up or"
    " ask and what it is."
)

ANYWAY, CHANGE, WITHOUT = "Send anyway", "Change it", "Send without it"
HINT_TITLE = "Before this is sent"
HINT_SUMMARY = "Nothing is sent yet. Please look at it once more."
NOT_SENT_YET = "Nothing is sent yet, and only you see this."
STANDS_IN_THE_ROOM = (
    "Only you see this, and nothing is sent on yet. What you typed stands in the room until you"
    " edit or delete it there."
)
LINE_LABEL, LINE_SEND = "What you typed", "Send"
AGREED_ON_BLAME = "You agreed: “{rule}”"
AGREED_NEVER = "You agreed never to post in chat: “{rule}”."
YOUR_DRAFT = "Your draft"
LEFT_OUT = "[left out]"

HOW_LABEL = "How shall it be sent?"
HOW_ANYWAY, HOW_WITHOUT = "As it stands now", "Without what is kept out of chat"

WHO_TITLE = "Who should get it?"
WHO_HOW = "Nothing is sent yet. Two or more are close; choose one."
WHO_LABEL = "Who should get it?"
NOT_AGREED_TITLE = "Not in the agreement"
NOT_AGREED_HOW = (
    "The agreement names nobody for this, and nothing is sent yet. A lead of another side can"
    " take it, or you can name the topic in other words."
)
NO_OTHER_SIDE = (
    "There is nobody of another side in this collaboration yet. The lead of your side can invite"
    " them with connect code."
)
CLOSED = (
    "The collaboration is closed, so nothing new is sent to another side here. Write to them"
    " directly, or ask a lead to type resume."
)
SENT_ALREADY = "It is sent"


def too_long(length: int, limit: int) -> str:
    """For a text that fits no message."""
    return (
        f"That is {length:,} characters; up to {limit:,} fit. Say the point, and where the rest is."
    )


def own_side(seat: str) -> str:
    """For a question to somebody of the own side."""
    return (
        f"The {seat} is on your own side, so nothing has to go across. Write to them directly; type"
        f" reach {seat} to see how."
    )


def nobody_in_chat(seat: str) -> str:
    """For a seat nobody can be written to for."""
    return (
        f"Nobody can be written to here for the {seat}: neither the holder, nor the deputy, nor a"
        f" lead of that side. Type reach {seat} to see how to reach them otherwise."
    )


def goes_to(seat: str, party: str) -> str:
    """A choice of who gets it."""
    return f"{seat} ({party})"


def for_topic(topic: str, seat: str, party: str) -> str:
    """A choice of who gets it, with what it would be about."""
    return f"{topic}: {seat} ({party})"


def lead_of(seat: str, party: str) -> str:
    """The lead, where the agreement names nobody."""
    return f"{party}: {seat}"


def blame(found: str, instead: str) -> str:
    """A place that blames somebody, and what to write in its place."""
    return f"“{found}” can read as blame. Say {instead}."


_LOOKS_LIKE = {
    Content.INITIALS: "a participant's initials",
    Content.NAME: "a participant's name",
    Content.BIRTH: "a date of birth",
    Content.MAIL: "a participant's mail address",
    Content.PHONE: "a participant's phone number",
    Content.TREATMENT: "a treatment assignment",
    Content.STRUCTURE: "a chemical structure",
    Content.SEQUENCE: "a sequence",
    Content.OPEN_LINK: "a link that lets anybody in",
    Content.PASSWORD: "a password",
    Content.AGREED: "a code you agreed to keep out of chat",
}
_SHOWN = 4


def never(found: str, content: Content) -> str:
    """A place with content kept out of chat; of the content only so much that it can be found."""
    shown = f"{found[: min(_SHOWN, len(found) // 2)]}…"
    return f"“{shown}” looks like {_LOOKS_LIKE[content]}."
