"""Sentences of questions to another side and their answers."""

ANSWER, BACK, HAND_OVER = "Answer", "Ask back", "Not mine: pass on"
EDIT, WITHDRAW, FURTHER, MORE = "Edit", "Take it back", "Ask further", "Say more"
ASK, SEND_ANSWER = "Ask a question", "Send as the answer"

TO, FROM, ABOUT, UPDATE = "To", "From", "About", "Update"
ANSWER_BY, ANSWER_WAS_BY, OFFERED_TO = "Answer by", "Agreed for", "Also with"
URGENT = "Urgent"
CANNOT_WAIT = "it cannot wait"

FORM_TITLE = "Ask another side"
TOPIC_LABEL = "What is it about?"
TOPIC_HINT = "A topic, a deliverable or a seat, in your own words: histo slides, study director."
TEXT_LABEL = "Your question"
TEXT_HINT = "One question. What you need it for helps."
URGENCY_LABEL = "Can it wait?"
NORMAL_OPTION, URGENT_OPTION = "Yes, the usual time is fine", "No, it cannot wait"
SEND = "Send"
ANSWER_TITLE, ANSWER_LABEL = "Answer a question", "Your answer"
ANSWER_HINT = "A short answer is enough. It goes to whoever asked, and to where it was asked."
BACK_TITLE, BACK_LABEL = "Ask back", "What do you need to know?"
BACK_HINT = "The clock stands still until they have said more."
HAND_OVER_TITLE = "Pass a question on"
HAND_OVER_HINT = "They get it with everything said so far, and their time to answer begins now."
MORE_TITLE, MORE_LABEL = "Ask further", "What else do you want to know, or say?"
EDIT_TITLE = "Edit a question"
WRITE_SOMETHING = "Write a short line here."

HOW_TO_ANSWER = "A short answer is enough: press Answer, or reply here."
IN_ROOM_HOW = "Whoever is asked can press Answer."
ASKED_HOW = "They have it in their own chat. You get the answer here as soon as it comes."
ANSWERED_HOW = "It is answered."
WITHDRAWN_HOW = "It was taken back, so nobody waits for an answer."
BACK_HOW = "It waits for whoever asked to say more."
BACK_FOR_ASKER = "Press Say more to answer; then their time to answer begins anew."
PASSED_HOW = "It is with somebody else of your side now."
NUDGE_HOW = (
    "The time agreed for an answer is over. If you need longer, a line with a day helps; if it is"
    " not yours, pass it on."
)
OFFERED_HOW = (
    "The agreed time for an answer is over, so it comes to you as the deputy. Whoever answers first"
    " does so for both."
)

REPLIED_TITLE = "Your answer is sent"
REPLIED_HOW = "Whoever asked has it."
BACK_SENT_TITLE = "Your question back is sent"
BACK_SENT_HOW = "The clock stands still until they have said more."
PASSED_TITLE = "The question is passed on"

UNKNOWN = "This question is not known here any more. Type answer to see what waits for you."
NO_SUCH = "There is no question {label} for you here. Type answer to see what waits for you."
WHICH = "Which question do you answer?"
NOTHING_WAITS = "No question waits for you."
NOTHING_HOW = "To ask one, type ask, a topic, a colon and the question."
NOT_FOR_YOU = (
    "This question is for the {seat} ({party}). They, their deputy or a lead of their side can"
    " answer it."
)
NOT_THE_ASKER = (
    "Only whoever asked this question can do that. You can ask one of your own with ask."
)
CHANGED_MEANWHILE = "The answer is already there:"
OFFER_HOW = (
    "Type ask, a topic, a colon and the question, for example: ask histo slides: when do they ship?"
    " With ask urgent it is for what cannot wait."
)
ONE_EACH = (
    "You have asked your question about this update. Press Ask further on it, or ask another way:"
    " type ask, a topic, a colon and the question."
)
WAITING_MINE, WAITING_ASKED = "Waiting for you", "You asked"


def title(label: str, topic: str) -> str:
    """The first line of a question for whoever is asked."""
    return f"Question {label}: {topic}"


def asked(label: str) -> str:
    """The first line for whoever asked."""
    return f"Question {label} is on its way"


def reminder(label: str, topic: str) -> str:
    """The first line of the one reminder."""
    return f"Question {label} waits for an answer: {topic}"


def offered(label: str, topic: str) -> str:
    """The first line for the deputy."""
    return f"Question {label} waits, and you may answer it: {topic}"


def answered(label: str, topic: str) -> str:
    """The first line of an answer."""
    return f"Answer to question {label}: {topic}"


def asked_back(label: str, topic: str) -> str:
    """The first line of a question back."""
    return f"A question back on question {label}: {topic}"


def withdrawn(label: str) -> str:
    """The first line once it is taken back."""
    return f"Question {label} is taken back"


def passed(label: str) -> str:
    """The first line for whoever passed it on."""
    return f"Question {label} is passed on"


def asks(who: str) -> str:
    """Above what somebody asked."""
    return f"{who} asks"


def answers(who: str) -> str:
    """Above an answer."""
    return f"{who} answers"


def asks_back(who: str) -> str:
    """Above a question back."""
    return f"{who} asks back"


def passes_on(who: str, to: str) -> str:
    """Above the word that went with passing it on."""
    return f"{who} passes it on to the {to}"


def edited(count: int) -> str:
    """Behind something that was reworded."""
    return " (edited)" if count > 1 else ""


def now_with(seat: str) -> str:
    """For whoever passed it on."""
    return f"The {seat} has it now. Whoever asked sees that."


def shall_i_send(label: str, topic: str) -> str:
    """Offer to use what was typed."""
    return f"Shall I send this as your answer to question {label} ({topic})?"


SHALL_I_HOW = "Nothing is sent before you press the button. For anything else, type help."


def answer_number(label: str) -> str:
    """Label of a button that answers one question of a list."""
    return f"{ANSWER} question {label}"


def waiting_line(label: str, topic: str, seat: str, age: str) -> str:
    """One question that waits, in a list: to which seat, and for how long."""
    return f"Question {label} to the {seat}, {topic}: waiting for {age} of working time"


def list_line(label: str, topic: str, text: str) -> str:
    """One question in the list of one's own."""
    return f"Question {label}, {topic}: {text}"
