"""Sentences about actions: who does what by when, how old it is, and how it ended."""

from bot.cards.words.cut import one_line

#: Characters of what is to be done, where it is one line of many.
_IN_A_LINE = 100

ADD, MORE, MINE, LATE, ALL = "Add an action", "More", "Mine", "Late ones", "All open ones"
ACTIONS = "Actions"
DONE, MOVE, DROP, EDIT, REOPEN = "Done", "Move", "Not any more", "Edit", "Not done yet"
NEEDED_AFTER_ALL = "Needed after all"
SEND, SAVE = "Add", "Save"

OPEN_TITLE, MINE_TITLE = "Open actions", "Your open actions"
LATE_TITLE, DONE_TITLE = "Late actions", "Actions that have ended"
NONE_OPEN = "No action is open."
NONE_MINE = "No action is open for you."
NONE_LATE = "No action is late."
NONE_DONE = "No action has ended yet."
NEXT_STEP = "To add one, type action <what> for <seat or person> by <day>, or press the button."

OWNER, DUE, ABOUT, ASKED_BY, REASON = "For", "Due", "From", "Asked for by", "Reason"
DONE_BY, ENDED_BY, CHANGED, LATE_SINCE = "Done by", "Ended by", "Changed", "Late"
NOBODY = "nobody holds the seat"
NOT_NEEDED = "not needed any more"

FORM, FORM_EDIT, FORM_MOVE = "Add an action", "Change an action", "Another day"
FORM_DROP = "Not needed any more"
WHAT, WHAT_HINT = "What is to be done", "For example: send the revised dosing plan"
WHO, WHO_HINT = "Who does it", "A seat, so that it stays with whoever holds it"
WHEN = "By which day"
WHEN_HINT = "It is due at the end of that day's office hours, where the owner is"
WHY, WHY_HINT = "Why", "One line, for the one who asked for it"

GIVEN_HOW = (
    "You are asked for it again on its day. Move it or say that it is not needed: whoever asked for"
    " it reads why, and nobody else is told."
)
ASKED_HOW = (
    "Press Done when it is done. If it needs another day, press Move: whoever asked for it reads"
    " the new day and why."
)
REMIND_HOW = "Its day is over. Press Done, or Move with a new day. Everybody sees it as late from "
LATE_HOW = "Everybody sees it as late. Press Done, or Move with a day that works."
ADDED_HOW = "Its owner reads it in their own hours and is asked for it on its day."
OWN_HOW = "You are asked for it on its day."
PRESS_HOW = "Press the button for what you want: it asks for what is missing."
NOT_YOURS_NOW = "It is no longer for you. Nothing is left to do here."

WRITE_WHAT = "Write what is to be done."
CHOOSE_OWNER = "Choose who does it."
CHOOSE_DAY = "Choose a day."
SAY_WHY = "Write one line, so that the others know why."
DAY_OVER = "That day is over already where the owner is. Choose a later one."
DAY_TOO_FAR = "Choose a day within the next two years."
NO_OWNER = "This seat is no longer in the agreement. Choose another one."
UNKNOWN = "I do not know this action. Type actions to see the ones that are open."
NOT_RUNNING = (
    "The collaboration is closed, so no action can be added or moved. What is open can still be"
    " marked as done. A lead can open the collaboration again."
)
OTHER_KIND = (
    "Not everybody who reads this action may know about that seat. Add a new action for it instead."
)
WHICH_OWNER = "For which seat?"
HALF_SAID = "Almost an action"
HALF_HOW = "Press the button to fill in what is missing."
EXAMPLE = (
    "For example: action send the revised dosing plan for study director by Friday, action 7 done,"
    " action 7 move 12 Dec, action 7 drop."
)
ALREADY_ADDED = "This was added already."
LONGEST_SAID = "Keep what is to be done under 500 characters; details belong where the work is."


def named(label: str) -> str:
    """What people call it."""
    return f"Action {label}"


def added(label: str, what: str) -> str:
    """Title of an action, wherever it is shown."""
    return f"Action {label}: {what}"


def given(what: str) -> str:
    """Title for its owner when it is new."""
    return f"An action for you: {what}"


def due(label: str) -> str:
    """Title on its day."""
    return f"Action {label} is due"


def still_open(label: str) -> str:
    """Title after its day."""
    return f"Action {label} is still open"


def late(label: str) -> str:
    """Title after the grace."""
    return f"Action {label} is late"


def is_done(label: str) -> str:
    """Title once it is done."""
    return f"Action {label} is done"


def dropped(label: str) -> str:
    """Title once it is not needed."""
    return f"Action {label} is not needed any more"


def moved(label: str) -> str:
    """Title for whoever is told of a change."""
    return f"Action {label} has changed"


def opened_again(label: str) -> str:
    """Title for whoever is told that it is open after all."""
    return f"Action {label} is open again"


def handed_on(seat: str) -> str:
    """Title for somebody who takes over a seat with open actions."""
    return f"Open actions of your seat, {seat}"


def age(days: int) -> str:
    """How long ago it was asked for."""
    match days:
        case 0:
            return "new today"
        case 1:
            return "1 day old"
        case _:
            return f"{days} days old"


def late_by(days: int) -> str:
    """How long after its day."""
    return "1 day late" if days <= 1 else f"{days} days late"


def not_yours(label: str, owner: str) -> str:
    """For somebody who may not say how it stands."""
    return (
        f"Action {label} is for the {owner}. They, their deputy, a lead of their side or whoever"
        " asked for it can change it. You can write to them in the channel."
    )


def changed_meanwhile(label: str) -> str:
    """For a form that was opened before somebody else changed the action."""
    return (
        f"Action {label} was changed while your form was open, so nothing was saved. Type action"
        f" {label} to read it as it stands now."
    )


def next_working(day: str) -> str:
    """When its day is none of the owner's working days."""
    return f"That day is off there, so the next working day counts: {day}."


def was(what: str) -> str:
    """What stood there before a change."""
    return f" (before: {what})"


def not_a_verb(label: str) -> str:
    """For what cannot be done with an action."""
    return (
        f"I can mark action {label} as done, move it or drop it: type action {label} done, action"
        f" {label} move 12 Dec or action {label} drop."
    )


def which_seat(name: str) -> str:
    """Title where somebody holds several seats."""
    return f"{name} holds more than one seat"


def not_reached(owner: str) -> str:
    """When nobody can be written to."""
    return (
        f"Nobody can be written to for the {owner}: no one holds the seat, and no one stands in."
        " Ask a lead of that side to fill it with seats fill."
    )


def page(number: int, pages: int, count: int) -> str:
    """Under a list that goes on."""
    return f"Page {number} of {pages}, {count} in all."


def coming(label: str, what: str, owner: str) -> str:
    """A line of what comes, behind its day."""
    return f": action {label}, {one_line(what, _IN_A_LINE)}, for the {owner}"


def more(count: int) -> str:
    """When a list is cut."""
    return f"and {count} more: type actions"
