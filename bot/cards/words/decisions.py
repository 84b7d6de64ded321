"""Sentences about decisions: what was decided, by whom, and what came in its place."""

RECORD, CONFIRM, NOT_SO = "Record a decision", "Yes, decided", "Not so"
OPEN_ESCALATION = "Open the escalation"
DECIDE_ANEW, MORE, CHANGE_IT, RECORD_IT = "Decide anew", "More", "Change it", "Record it"

TITLE = "Decisions"
NONE = "No decision is on record yet."
NEXT_STEP = "To write one down, type decision <what was decided>, or press the button."
TO_CONFIRM = "Decisions to confirm"

QUESTION, OPTIONS, OUTCOME = "Question", "Options", "Decided"
TOPIC, NOTE, DECIDES, DECIDED_BY = "About", "Note", "Who decides", "Decided by"
WRITTEN_BY, FROM, BECAUSE, REPLACES = "Written down by", "From", "Because", "In place of"
NOT_SO_BY = "Said not to be so by"

FORM, FORM_NOT_SO = "Record a decision", "Not decided so"
OUTCOME_LABEL, OUTCOME_HINT = "What was decided", "For example: vehicle A for all groups"
QUESTION_LABEL, QUESTION_HINT = "What was the question", "You can leave this empty"
OPTIONS_LABEL, OPTIONS_HINT = "What could have been chosen", "One a line; you can leave it empty"
TOPIC_LABEL = "What it is about"
TOPIC_HINT = "This says who may decide it, as you agreed"
NOTE_LABEL, NOTE_HINT = "Note", "For example where it is documented; you can leave it empty"
WHY_LABEL, WHY_HINT = "What is right instead", "One line, for the one who wrote it down"
SEND, SAVE = "Record", "Send"

WRITE_OUTCOME = "Write what was decided."
CHOOSE_TOPIC = "Choose what it is about."
SAY_WHY = "Write one line, so that they know."
CHECK = "Is this right?"
PROPOSED_HOW = "It counts once they say that it is so. You read it then, and so does every side."
RECORDED_HOW = "Every side reads it in its room."
RECORDED_RESTRICTED = "Only who may know about it reads it."
CONFIRM_HOW = (
    "This was written down as your decision. Press Yes, decided to put it on record for everybody,"
    " or Not so to say what is right."
)
STILL_HOW = (
    "It waits for your word: press Yes, decided, or Not so to say what is right. You are not"
    " reminded of it again."
)
ALREADY_WRITTEN = "This was written down already."
UNKNOWN = "I do not know this decision. Type decisions to see what is on record."
LONGEST_SAID = "Keep what was decided under 500 characters; more belongs into the note."
NOT_RUNNING = (
    "The collaboration is closed, so nothing more is decided in it. A lead can open it again."
)
DECIDE_THERE = (
    "This was decided on an escalation. Type escalations, open it there and press Decide: that also"
    " says what happens to the work from now on."
)
HALF_SAID = "Almost a decision"
HALF_HOW = "Press the button to say what it is about; that also says who may decide it."
EXAMPLE = "For example: decision vehicle A for all groups."


def decided(label: str, outcome: str) -> str:
    """Title of one that is on record."""
    return f"Decision {label}: {outcome}"


def proposed(label: str, outcome: str) -> str:
    """Title of one that waits for who may decide."""
    return f"Decision {label} to confirm: {outcome}"


def not_so(label: str) -> str:
    """Title of one that was said not to be so."""
    return f"Decision {label} was not taken"


def replaced(label: str, by: str) -> str:
    """Title of one that no longer counts."""
    return f"Decision {label} was replaced by decision {by}"


def named(label: str) -> str:
    """What people call it."""
    return f"Decision {label}"


def open_it(label: str) -> str:
    """Button that shows one."""
    return f"Decision {label}"


def a_lead_of(party: str) -> str:
    """Who decides where no seat is named."""
    return f"a lead of {party}"


def topic_of_side(party: str) -> str:
    """A topic of the form, when it is about nothing that is agreed."""
    return f"Something else that {party} decides"


def area(title: str) -> str:
    """A topic of the form."""
    return f"Area: {title}"


def with_level(topic: str, who: str) -> str:
    """A topic of the form, with who decides it."""
    return f"{topic} ({who})"


def not_yours(label: str, who: str) -> str:
    """For somebody who may not say that it is decided."""
    return (
        f"Whether decision {label} was taken is for {who} to say. They have it in their chat; you"
        " can write to them in the channel."
    )


def waits_for(who: str) -> str:
    """Behind one in a list."""
    return f", waits for {who}"


def was_replaced(by: str) -> str:
    """Behind one in a list."""
    return f", replaced by decision {by}"


NOT_TAKEN = ", not taken"
WAS_NOT_TAKEN = "not taken"


def waits_for_word(who: str) -> str:
    """Behind one on the card of what it came from."""
    return f"to be confirmed by {who}" if who else "to be confirmed"


def propose_to(who: str) -> str:
    """Button that sends it to who may decide."""
    return f"Propose it to {who}"


def nobody_decides(who: str) -> str:
    """When nobody can be asked to confirm it."""
    return (
        f"This is for {who} to decide, and nobody can be written to there. Ask a lead of that side"
        " to fill the seat with seats fill."
    )


def none_about(word: str) -> str:
    """For a word that no decision holds."""
    return f"No decision on record says “{word}”. Type decisions to see all of them."


def titled(word: str) -> str:
    """Title of those that hold a word."""
    return f"Decisions about “{word}”"


def waits(label: str, who: str) -> str:
    """The begin of a line of the status."""
    return f"Decision {label} waits for {who}"


def to_confirm(outcome: str) -> str:
    """The rest of it."""
    return f" to confirm it: {outcome}"


def page(number: int, pages: int, count: int) -> str:
    """Under a list that goes on."""
    return f"Page {number} of {pages}, {count} in all."
