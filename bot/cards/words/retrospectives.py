"""Sentences about retrospectives."""

from collections.abc import Sequence

from bot.cards.words.cut import one_line, shortened

ANSWER, ANSWER_AGAIN = "Answer", "Change my answer"
ACTION, CHANGE, TALK = "Make it an action", "Propose a change", "Add a point"
SHOW, START = "Show", "Start one"
SEND, NEXT, ADD = "Send", "Next", "Add"

FORM_TITLE, PICK_TITLE, TALK_TITLE = "Retrospective", "Which one?", "Add a point"
WORKED, WORKED_HINT = "What worked?", "For example: the photos with each daily note."
CHANGE_LABEL = "What should we change?"
CHANGE_HINT = "About what is agreed, not about people. For example: dose notes by 16:00, not 18:00."
NAMED, NAMED_NO, NAMED_YES = "Your name", "Show my side only", "Show my name as well"
FORM_HOW = (
    "Nobody reads this before it ends. Then everybody reads it under your side, in no order that"
    " tells who wrote it. Where few are asked, others may still guess."
)
WHICH, SOMETHING_ELSE = "What it is about", "Something else"
TALK_LABEL = "Your point"
TALK_HINT = "Every side reads it below what was said, under the name of your side."
WRITE_IT = "Write in a line what you would like to add, or close the form."

ASK = (
    "A few people of each side are asked two things: what worked, and what should we change? It"
    " takes two minutes and nobody owes an answer."
)
UNTIL, SHOWN_ON, ABOUT = "Until", "Shown on", "About"
REMINDER = "There is still time to say what worked and what to change. This is the only reminder."
ANSWERED_HOW = (
    "Thank you, it is kept. You can change it until it ends; then every side reads everything at"
    " the same moment."
)
YOUR_WORDS = "Your answer"
NOBODY_SAID = "Nothing was said this time, which is fine. Type propose to change what is agreed."
SAID_WORKED, SAID_CHANGE = "what worked", "what to change"
TOLD_HOW = (
    "Every side reads the same words here. Talk about them in the thread below: mention Accord"
    " there, and every side reads it."
)
TOLD_CLOSED = (
    "The collaboration is closed, so nothing is changed here any more. The closing report keeps"
    " these words for the next one: type export."
)
DISCUSSED, LED_TO, EARLIER = "Discussed since", "Led to", "What we said we would change"
EARLIER_HOW = "From earlier ones and still open."

NONE_TITLE = "No retrospective yet"
NONE_HOW = (
    "At the end of each phase, and at the close, Accord asks a few people of each side what worked"
    " and what to change, and shows it to every side at the same moment. A lead can start one at"
    " any time."
)
RUNNING_HOW = "It is being gathered. Every side reads what was said when it ends."
OTHERS_ASKED = (
    "This time others of your side are asked; the discussion afterwards is for everybody."
)

UNKNOWN = "There is no such retrospective. Type retrospective to see the latest."
IS_RUNNING = (
    "One is being gathered already. Type retrospective to see until when; another can be started"
    " when it is shown."
)
ONLY_LEADS = "A lead of any side can start one ({leads}). Please ask them."
NOT_RUNNING = "The collaboration is not active, so none is started. A lead can type resume first."
NOBODY_TO_ASK = (
    "Nobody of at least two sides can be asked yet. Once people hold seats on two sides, start it"
    " again: type seats to see who is missing."
)
NOT_A_WORD = (
    "Type retrospective to see the latest, retrospective start to begin one, or retrospective 2:"
    " with a point of a few words to add to the discussion of number 2."
)
TALK_ADDED = "Added to the discussion"
TALK_ADDED_HOW = "Every side reads it below what was said."
NOT_OVER = (
    "It is still being gathered. Once everybody can read what was said, press this again; to change"
    " something now, type propose."
)
CLOSING, ASKED_FOR = "The whole collaboration", ""


def title(number: int, about: Sequence[str]) -> str:
    """What people call it: its number, and what it is about."""
    named = "; ".join(each for each in about if each)
    return f"Retrospective {number} ({named})" if named else f"Retrospective {number}"


def asked_title(title_: str) -> str:
    """The first line of the message that asks somebody."""
    return f"{title_}: what would you say?"


def reminder_title(title_: str) -> str:
    """The first line of the reminder."""
    return f"{title_}: still open"


def answered_title(title_: str) -> str:
    """The first line once they answered."""
    return f"{title_}: you have answered"


def running_title(title_: str) -> str:
    """The first line while it is gathered, for who is not asked."""
    return f"{title_}: being gathered"


def said_by(party: str, what: str) -> str:
    """Above what the people of a side wrote."""
    return f"{party}: {what}"


def by_name(text: str, name: str) -> str:
    """What somebody wrote who wishes to be named."""
    return f"{text} ({name})"


def talk(party: str, text: str) -> str:
    """A point of the discussion, in a line."""
    return f"{party}: {text}"


def earlier_talks(count: int) -> str:
    """What stands for the points that do not fit."""
    return "1 earlier point" if count == 1 else f"{count} earlier points"


def option(party: str, text: str, limit: int) -> str:
    """Something that was said, to choose."""
    return shortened(f"{party}: {one_line(text, limit)}", limit)


def reason(title_: str, said: tuple[str, str] | None, limit: int) -> str:
    """Why something agreed is to change, to begin with; `said` is a side and its words."""
    after = f"After {title_[0].lower()}{title_[1:]}."
    return shortened(f"{after} {said[0]} would change: “{said[1]}”" if said else after, limit)
