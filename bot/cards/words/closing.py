"""Sentences of the closing report, and of the links to it."""

from bot.cards.words.cut import shortened
from bot.domain.actions import ActionState
from bot.domain.looking_back import Judged

DOCUMENT, SO_FAR = "Closing report", "Report so far"
SO_FAR_HOW = "The collaboration is not closed, so this tells how it stands at the moment."
STATE, RUNNING = "Closed", "Not closed yet"
PHASES, VERSIONS = "Phases", "Versions agreed"

KEPT_TITLE = "How promised updates were kept"
KEPT_HOW = (
    "Counted the same for every side. On time: it came by the end of the agreed grace. Late: it"
    " came after that. Missed: nothing had come when the next one fell due. Excused: the receiver"
    " said that it need not come; what is excused is not in the percentage."
)
KEPT_COLUMNS = (
    "Update",
    "Owed by",
    "Promised",
    "On time",
    "Late",
    "Missed",
    "Excused",
    "% on time",
)
ALL_UPDATES = "All updates"
NOTHING_PROMISED = "No update was due."

ANSWERED_TITLE = "How each side answered"
MONTH, SIDE, SO_FAR_MARK = "Month", "Side", "so far"
#: Heading, and the column of the responsiveness file that says what it means.
ANSWERED_COLUMNS = {
    "Questions due": "questions_due",
    "In time": "questions_answered_in_time",
    "Median, hours": "answer_median_working_hours",
    "Nine in ten, hours": "answer_90th_percentile_working_hours",
    "Escalations acknowledged in time": "escalations_acknowledged_in_time",
    "Seats changed hands": "seats_changed_hands",
    "Days without holder": "days_without_holder",
}
ANSWERED_MEAN = "What the columns mean"
NOTHING_ANSWERED = "Nothing was asked yet, no escalation was raised and no seat changed hands."

THANKS_TITLE = "Thanks"

ESCALATIONS_TITLE = "Escalations and what was learnt"
ESCALATION_COLUMNS = ("What happened", "Raised", "Closed", "What was learnt")
STILL_OPEN = "Still open"
JUDGED = {
    Judged.FALSE_ALARM: "calls it a false alarm",
    Judged.RIGHT: "it was right to raise it",
}
BETWEEN_OTHERS = "Between other sides"
NONE_RAISED = "Nothing was escalated."

ACTIONS_TITLE = "Open actions, and who takes them over"
ACTIONS_HOW = (
    "Whoever is named last takes an action over when nothing else is agreed: the holder of its"
    " seat, else of its deputy's, else a lead of that side."
)
ACTION_COLUMNS = ("No.", "What", "Owner", "Due", "Taken over by")
NONE_OPEN = "No action is open."
NOBODY = "Nobody yet: agree on somebody"

ACCESS_TITLE = "Access and places to end or hand over"
ACCESS_HOW = (
    "Go through them together: end access that is not needed any more, and say where the record"
    " is kept."
)
ACCESS_COLUMNS = ("Place", "Looked after by", "Who gets in", "To do")
END_ACCESS = "End the access, or agree on its last day"
ENDS_BY_ITSELF = "Ends on its agreed day"
HAND_OVER = "Hand over what is filed there, and say where it is kept"
KEEP = "Nothing to do"
NONE_SHARED = "No shared place is agreed."

RETROSPECTIVES_TITLE = "Retrospectives"
NONE_HELD = "None was held."
WORKED, CHANGE = "What worked", "What to change"
DISCUSSED, LED_TO, BECAME = "Discussed", "Led to", "Actions"
STILL_GATHERED = "It is still being gathered."
STATES = {
    ActionState.OPEN: "open",
    ActionState.DONE: "done",
    ActionState.DROPPED: "not needed",
}

SUGGESTIONS_TITLE = "Suggestions"
SUGGESTIONS_HOW = (
    "The words are here of those that the rooms of both sides read. Of the others there is what"
    " they were about, how they were answered and what came of them."
)
SUGGESTION_COLUMNS = ("No.", "Suggested", "By", "To", "Answer", "What came of it")
TAKEN_BACK, NOT_ANSWERED = "Taken back", "Not answered yet"

LINKS_TITLE = "The closing report"
LINKS_HOW = (
    "What was agreed and how it changed, how it was kept, what happened and was learnt, and what is"
    " left to hand over. Every side reads the same; each copy leaves out what its reader may not"
    " know. The links work for {minutes} minutes, for whoever has them, so do not pass them on."
)
PAGE, FILE, OPEN = "The page", "The file", "Closing report"


def said_by(party: str, text: str) -> str:
    """What one side said, in a line."""
    return f"{party}: {text}"


def action(label: str, what: str, owner: str, state: str) -> str:
    """An action that came of something, in a line."""
    return f"{label}: {what} ({owner}, {state})"


def answered(verdict: str, given: str) -> str:
    """How a suggestion was answered, and when."""
    return f"{verdict[:1].upper()}{verdict[1:]} ({given})"


def helped(text: str) -> str:
    """What one side said that helped in an escalation."""
    return f"helped: {text}"


def change(text: str) -> str:
    """What one side would change after an escalation."""
    return f"would change: {text}"


def title(label: str, text: str) -> str:
    """What an escalation is called, in the words it was raised with."""
    return f"{label}: {shortened(text, 120)}"


def of(number: int, all_: int) -> str:
    """`3 of 4`; empty where there was none."""
    return f"{number} of {all_}" if all_ else ""
