"""Sentences of suggestions to the other side, and what becomes of them."""

from bot.cards.words.status import SIDE
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Side
from bot.domain.duration import Duration
from bot.domain.suggestion import Reminder, Verdict

SUGGEST = "Make a suggestion"
ADOPT, NOT_NOW, NO, HAND_OVER = "Adopt", "Not now", "No", "Not mine: pass on"
EDIT, WITHDRAW = "Edit", "Take it back"
CHANGE_AGREED = "Change what is agreed"
WITHOUT_NAME = "Suggest without my name"

BY, TO, ABOUT, ANSWER_BY = "Suggested by", "To", "About", "Answer by"
COMES_BACK, CAME_OF, READ_BY = "Comes back on", "Came of it", "Read by"
IN_BOTH_ROOMS, IN_PRIVATE = "the rooms of every side", "only who it is for"

FORM_TITLE = "Suggest something"
TOPIC_LABEL = "What is it about?"
TOPIC_HINT = "A topic, a deliverable or a seat. Left empty, Accord reads it from your idea."
TEXT_LABEL, TEXT_HINT = "Your idea", "What could be better, and what it would help with."
READERS_LABEL = "Who reads it?"
READERS_PRIVATE, READERS_ROOMS = "Only who it is for", "The rooms of every side as well"
NAME_LABEL = "From whom is it?"
NAME_WITH = "From me, with my name"
SEND = "Send"

ADOPT_TITLE, NOT_NOW_TITLE, NO_TITLE = "Adopt a suggestion", "Not now", "Say no to it"
REASON_LABEL = "Why?"
REASON_HINT = {
    Verdict.ADOPTED: "One or two lines. Whoever suggested it reads them.",
    Verdict.NOT_NOW: "What would have to change first? Whoever suggested it reads it.",
    Verdict.NO: "What speaks against it? A clear reason helps with the next idea.",
}
WHAT_COMES_LABEL = "What comes of it?"
JUST_ADOPTED = "It is done as suggested"
AS_AMENDMENT = "A change of what is agreed"
AS_ACTION = "An action for somebody"
AGAIN_LABEL = "When shall it come back to you?"
AGAIN_HINT = "You can leave this empty. On that day you are asked once more."
AGAIN_NO_DAY = "Choose a day after today, within the next two years, or leave it empty."
HAND_OVER_TITLE = "Pass a suggestion on"
HAND_OVER_HINT = "They get it as it is, and their time to answer begins now."
EDIT_TITLE = "Edit a suggestion"

HOW_TO_ANSWER = (
    "Adopt it, say not now, or no: each with a reason that whoever suggested it reads. If it is"
    " somebody else's, pass it on."
)
HALF_WAY_HOW = "Half of the agreed time is over. A short answer is enough; not now is one, too."
DUE_HOW = (
    "The agreed time ends now. A short answer is enough: not now, with a day on which it comes"
    " back, is one, too."
)
MADE_HOW = "They have it in their own chat. You get the answer here as soon as it comes."
NOBODY_READS_WHO = (
    "Nobody is shown that it is yours: not another side, not your own. Accord knows, so that the"
    " answer comes to you alone."
)
IN_ROOM_HOW = "Whoever it is for can press a button here, or in their own chat."
ANSWERED_HOW = "It is answered. If you see it otherwise by now, press Adopt."
ADOPTED_HOW = "You can still make a change of what is agreed, or an action, of it."
PASSED_HOW = "It is with somebody else of your side now."
WITHDRAWN_HOW = "It was taken back, so nobody waits for an answer."
WHAT_COMES_HOW = "If a change or an action comes of it, you read here what becomes of that."
IN_ROOM_NEXT = "Type suggestions to see what waits, and what became of the others."
THANKS_FOR_IT = "If you see a way around the reason, you can suggest it anew with suggest."
COMES_BACK_HOW = "It comes back to them on that day, and you get their answer here."

SENT_TITLE = "Your answer is sent"
SENT_HOW = "Whoever suggested it has it, with your reason."
PASSED_TITLE = "The suggestion is passed on"
UNKNOWN = "This suggestion is not known here any more. Type suggestions to see what there is."
NOT_FOR_YOU = (
    "This suggestion is for the {seat} ({party}). They, their deputy or a lead of their side can"
    " answer it."
)
NOT_THE_MAKER = "Only whoever made this suggestion can do that. You can make one with suggest."
WRITE_A_REASON = "Write a line why. Whoever suggested it reads it."
NOT_ADOPTED = "Adopt the suggestion first; then a change or an action can come of it."
HOW_TO = (
    "Type suggest and your idea, for example: suggest histo slides: one shipment instead of two."
    " It goes to who owns the topic on another side."
)
STANDS_IN_THE_ROOM = (
    "What you typed stands in the room under your name, so it was not sent on. Delete it there, and"
    " open the form: what you write in it is read without a name."
)

LIST_TITLE, MINE_TITLE = "Suggestions", "Your suggestions"
WAITING_FOR_YOU, ALL_WAITING, ANSWERED, YOURS = (
    "For you to answer",
    "Waiting for an answer",
    "Answered",
    "Made by you",
)
NONE = "There is no suggestion yet."
READ_ONE = "To read one, press its button, or type suggestions and its number."
NONE_MINE = "You have made no suggestion yet."
WAITING = "Suggestions that wait for an answer"
TO_YOU = "Suggested to you"

_VERDICTS = {Verdict.ADOPTED: "adopted", Verdict.NOT_NOW: "not now", Verdict.NO: "no"}


def side(agreement: Agreement, party: str) -> str:
    """`CRO`: a side of which there is one; else what people call the party."""
    known = agreement.party.get(party)
    if known is None:
        return party
    several = sum(each.side is known.side for each in agreement.parties) > 1
    return known.short if several or known.side is Side.OTHER else SIDE[known.side]


def by_side(side: str) -> str:
    """Who made a suggestion that carries no name."""
    return f"the {side} side"


def name_without(side: str) -> str:
    """A choice of the form."""
    return f"Without my name: “Suggested by {by_side(side)}”"


def few_people(count: int) -> str:
    """For who writes without a name on a small side."""
    who = "Only you are" if count == 1 else f"Only {count} people of your side are"
    return f"{who} here, so it may be guessed whose idea it is."


def title(label: str, topic: str) -> str:
    """The first line for whoever gets it."""
    return f"Suggestion {label}: {topic}"


def made(label: str) -> str:
    """The first line for whoever made it."""
    return f"Suggestion {label} is on its way"


def reminder(label: str, topic: str, which: Reminder) -> str:
    """The first line of a reminder."""
    if which is Reminder.HALF_WAY:
        return f"Suggestion {label} is with you: {topic}"
    return f"Suggestion {label} waits for an answer: {topic}"


def answered(label: str, topic: str, verdict: Verdict) -> str:
    """The first line of an answer."""
    match verdict:
        case Verdict.ADOPTED:
            return f"Suggestion {label} is adopted: {topic}"
        case Verdict.NOT_NOW:
            return f"Suggestion {label}, not now: {topic}"
        case Verdict.NO:
            return f"Suggestion {label}, answered with no: {topic}"


def says(who: str, verdict: Verdict) -> str:
    """Above the reason of an answer."""
    match verdict:
        case Verdict.ADOPTED:
            return f"{who} adopts it"
        case Verdict.NOT_NOW:
            return f"{who}: not now"
        case Verdict.NO:
            return f"{who}: no"


def suggests(who: str) -> str:
    """Above the idea."""
    return f"{who[:1].upper()}{who[1:]} suggests"


def passes_on(who: str, to: str) -> str:
    """Above the word that went with passing it on."""
    return f"{who} passes it on to the {to}" if to else f"{who} passes it on"


def came_back(label: str, topic: str) -> str:
    """The first line on the day that *Not now* named."""
    return f"Suggestion {label} is back, as you asked: {topic}"


def withdrawn(label: str) -> str:
    """The first line once it is taken back."""
    return f"Suggestion {label} is taken back"


def passed(label: str) -> str:
    """The first line for whoever passed it on."""
    return f"Suggestion {label} is passed on"


def now_with(seat: str) -> str:
    """For whoever passed it on."""
    return f"The {seat} has it now. Whoever suggested it sees that."


def edited(count: int) -> str:
    """Behind something that was reworded."""
    return " (edited)" if count > 1 else ""


def answered_within(within: Duration, *, agreed: bool) -> str:
    """How soon an answer comes, for whoever made it."""
    if agreed:
        return f"You agreed on an answer within {within.in_words()}."
    return (
        f"Nothing is agreed on how soon suggestions are answered, so {within.in_words()} count."
        " Type propose suggestions to agree on it."
    )


def because_of(label: str, text: str, reason: str) -> str:
    """The reason that a proposal begins with which comes of a suggestion."""
    return f"Suggestion {label}, adopted: “{text}”. {reason}"


def became_proposal(label: str, number: int) -> str:
    """The first line when a proposal that came of it was sent."""
    return f"Suggestion {label} became proposal {number}"


def became_version(label: str, version: int) -> str:
    """The first line when what it proposed is in force."""
    return f"Suggestion {label} is agreed: version {version} is in force"


def became_nothing(label: str, number: int) -> str:
    """The first line when the proposal that came of it ended."""
    return f"Proposal {number}, which came of suggestion {label}, did not come into force"


def became_done(label: str, action: str) -> str:
    """The first line when an action that came of it is done."""
    return f"Action {action}, which came of suggestion {label}, is done"


def became_dropped(label: str, action: str) -> str:
    """The first line when an action that came of it is not needed any more."""
    return f"Action {action}, which came of suggestion {label}, is not needed any more"


PROPOSAL_HOW = "It is in force when every party has accepted it. You read here what becomes of it."
VERSION_HOW = "Type agreement history to read what changed. Thank you for the idea."
NOTHING_HOW = "Type suggestions to see how it stands, or suggest to put it another way."
DONE_HOW = "Thank you for the idea."


def proposal(number: int, version: int | None, *, ended: bool) -> str:
    """What became of a proposal, in a line."""
    if version is not None:
        return f"proposal {number}, in force as version {version}"
    return f"proposal {number}, not in force" if ended else f"proposal {number}, waiting for a yes"


def waiting_line(side: str, seat: str, days: int) -> str:
    """Behind the name of one that waits: from whom, with whom, and for how long."""
    return f", from {by_side(side)}, with the {seat}: {days_waited(days)}"


def days_waited(days: int) -> str:
    """How long something waits, in the working days of who is asked."""
    if days == 0:
        return "came today"
    return f"{days} working day" + ("s" if days > 1 else "")


TIME_IS_OVER = ", the agreed time is over"


def is_over_for(days: int) -> str:
    """Behind one whose agreed time is over."""
    return TIME_IS_OVER if days < 1 else f"{TIME_IS_OVER} for {days_waited(days)}"


def suggested_by(who: str, text: str) -> str:
    """Behind what a suggestion that waits is about: who makes it, and the idea."""
    return f", suggested by {who}: {text}"


def named(label: str, topic: str) -> str:
    """One in a list."""
    return f"Suggestion {label}, {topic}"


def idea(text: str) -> str:
    """Behind the name of one in a list that its reader alone reads."""
    return f": “{text}”"


def short(label: str) -> str:
    """A button that shows one."""
    return f"Suggestion {label}"


def verdict(given: Verdict, again: str) -> str:
    """What one was answered with, and the day on which it comes back."""
    return f"{_VERDICTS[given]}, comes back on {again}" if again else _VERDICTS[given]


def verdict_line(given: Verdict, again: str) -> str:
    """Behind one that is answered, in a list."""
    return f": {verdict(given, again)}"


TAKEN_BACK = ": taken back"


def no_such(label: str) -> str:
    """For a number that is not there for the reader."""
    return f"There is no suggestion {label} for you here. Type suggestions to see what there is."
