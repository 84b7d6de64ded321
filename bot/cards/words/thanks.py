"""Sentences of thanks: what somebody did well. It asks for nothing, and nobody counts it."""

from bot.cards.words.capital import capital
from bot.domain.thanks import IN_ROOMS_A_DAY

SAY, TAKE_BACK = "Say thanks", "Take it back"
TITLE = "Thanks"
FROM, TO, FOR = "From", "To", "For"
FORM_TITLE = "Say thanks"
WHOM, WHAT_FOR, WHERE = "Whom?", "For what?", "Who reads it?"
WHAT_HINT = "One line about what was done, such as: the quick answer about the slides."
IN_ROOMS, IN_PRIVATE = "Everybody, in the rooms of all sides", "Only the person"
POST, ONLY_THEM = "Post it in the rooms", "Only to them"
SEND = "Send"
WHERE_HOW = (
    "In the rooms everybody of all sides reads it, and the weekly digest names it. Given to them"
    " alone, nobody else reads it."
)
ASKS_NOTHING = "It asks for nothing, and nothing counts who is thanked or who thanks."
FOR_YOU_ALONE = "You alone read this. It asks for nothing, not even for an answer."
TAKEN_BACK_TITLE = "Thanks were taken back"
TAKEN_BACK = "Nothing is to be done."
TAKEN_BACK_FOR_GIVER = (
    "Nobody reads the words any more. Type thanks and a name to say it another way."
)
POSTED_TITLE, GIVEN_TITLE = "Your thanks are posted", "Your thanks are on their way"
CHANGEABLE = "You can take your thanks back for 15 minutes."
IN_THEIR_HOURS = f"They read it alone, in their working hours. {CHANGEABLE}"
HOW_TITLE = "How to say thanks"
HOW = (
    "Type thanks, who, and what for: thanks study director for the quick answer. A name, a seat or"
    " a mention will do, on any side. In a room everybody reads it; in your own chat you choose"
    " who does."
)
RECENT = "Said lately"
TO_YOU_ALONE = "to you alone"
FROM_YOU_ALONE = "from you, to them alone"
WELCOME = "You are welcome. To thank somebody here, type thanks, who, and what for."
WHO_TITLE = "Whom would you like to thank?"
WHO_HOW = "Say who with the line, or press the button and choose: a name, a seat or a mention."

NOT_YOURSELF = (
    "This would thank yourself. Thank whoever helped you with it: type thanks, who, and what for."
)
YOUR_OWN = (
    "This came from you, so it is for the others to thank for. To thank somebody yourself, type"
    " thanks, who, and what for."
)
ONE_AT_A_TIME = (
    "Thanks go to one person at a time, so that each reads what they did. Type it once for each"
    " of them."
)
SAY_WHAT = "Say in one line what it was for."
NOT_FOUND = (
    "Nobody by the name “{text}” has a seat here. Type seats to see who sits where, then thanks,"
    " the seat, and what for."
)
NOT_FOUND_MENTION = (
    "Whom you mention has no seat here. Type seats to see who sits where, then thanks, the seat,"
    " and what for."
)
SEVERAL = "Several people may be meant: {names}. Type it again with the whole name or the seat."
NOBODY_SITS = (
    "Nobody holds the seat {seat} now. To thank who held it or who helped, type thanks and their"
    " name."
)
UNKNOWN = "These thanks are not known here any more. Type thanks to see what was said lately."
UNKNOWN_SOURCE = "This is not here to thank for any more. Type thanks, who, and what for."
NOT_YOURS = (
    "Only whoever said thanks here can take it back. To thank somebody yourself, type thanks, who,"
    " and what for."
)
NOT_RECEIVED = (
    "Only whoever received it can say thanks for it here. To thank somebody yourself, type thanks,"
    " who, and what for."
)
NOTHING_SENT = "Nothing was sent here yet. To thank somebody, type thanks, who, and what for."
NOT_TO_THEM = (
    "Not everybody may know of your seat, so your thanks cannot be said here. Thank them when"
    " you meet or talk."
)
NAMES_TOO_MUCH = (
    "This names something that they may not know of, so nothing was sent. Say what it was for"
    " without that name."
)
NOT_IN_CHAT = "{name} cannot be written to alone. Choose the rooms, or thank them when you talk."
NOT_IN_FORCE = (
    "Nothing is agreed here yet. Once the first version is in force, thanks go both ways."
)
PUT_AWAY = "This collaboration is put away, so nothing is sent here any more. Thank them directly."
ONLY_ALONE = "Not everybody may read what this is about, so it can go to them alone."
ENOUGH_TODAY = (
    f"You posted {IN_ROOMS_A_DAY} thanks in the rooms today, as many as they take from one person,"
    " so that each is read. This one can go to them alone, or into the rooms tomorrow."
)


def title_for(name: str) -> str:
    """The one line of a notification."""
    return f"Thanks to {name}"


def to_you(name: str) -> str:
    """The first line for the person thanked, who reads it alone."""
    return f"Thanks to you, from {name}"


def who(name: str, title: str, side: str) -> str:
    """Somebody with seat and side; whoever is known by the name of their seat is named once."""
    said = ", ".join(dict.fromkeys(part for part in (name, title) if part))
    return f"{said} ({side})"


def what_for(text: str) -> str:
    """What it was for, as a sentence of its own."""
    return capital(f"for {text}")


def in_digest(text: str, side: str) -> str:
    """What stands behind the name in the weekly digest."""
    return f": for {text} (from {side})"


def for_update(title: str, day: str) -> str:
    """What an update is thanked for, to begin the line with."""
    return f"the {_lower(title)} of {day}"


def for_answer(topic: str) -> str:
    """What an answer is thanked for, to begin the line with."""
    return f"the answer about {_lower(topic)}"


def for_heads_up(area: str) -> str:
    """What an early word is thanked for, to begin the line with."""
    return f"the early word about {_lower(area)}" if area else "the early word"


def _lower(title: str) -> str:
    """A title inside a sentence; what is written in capitals stays."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
