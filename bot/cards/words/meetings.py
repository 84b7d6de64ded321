"""Sentences about meetings: what is on the agenda, when it is called off, what becomes of it."""

from collections.abc import Sequence

from bot.cards.words.answers import join
from bot.domain.meeting_agenda import LONGEST_TALK

ADD = "Add a point"
TAKE_BACK = "Take a point back"
TAKE_IT_BACK = "Take it back"
CALL_OFF = "Call it off"
TAKES_PLACE = "It takes place after all"
STANDING, POINTS, OTHER_POINTS = "Standing points", "Points", "Other points"
STARTS, MOVED, CALLED_BY, FOR, MINUTES, MEETING = (
    "Starts",
    "Moved",
    "Called by",
    "For",
    "Minutes",
    "Meeting",
)
POINT = "Point"
NEXT_STEP, APPROVED = "Next step", "Approval"

TEXT_LABEL = "What do you want to speak about?"
TEXT_HINT = "In a few words. Everybody in the rooms of those who meet reads it, with your name."
MINUTES_LABEL = "How many minutes may it take?"
MINUTES_HINT = f"From 1 to {LONGEST_TALK}. Leave it empty when you do not know."
UNDER_LABEL = "Which standing point does it belong to?"
UNDER_HINT = "Leave it empty when it belongs to none."
NOT_A_NUMBER = f"Write a whole number of minutes from 1 to {LONGEST_TALK}, or leave it empty."
NO_SUCH_STANDING = "Choose one of the standing points, or leave it empty."

NO_POINTS = "Nobody has added a point yet."
COLLECTING_HOW = (
    "Anybody of those sides can add a point until it begins. The minutes start with what stands"
    " here."
)
BEGUN_HOW = "It has begun, so nothing more is added here. Type agenda for the next one."
SENT_HOW = "Its minutes are in the channel. Type agenda for the next one."
DROPPED_HOW = (
    "The agreement changed, and this meeting is not on the calendar any more. Its points are on the"
    " agenda of the next one; type agenda to see it."
)
GONE_HOW = (
    "The agreement changed, and this meeting is not promised any more. What is still to be said,"
    " write in the channel."
)
CALLED_OFF_HOW = "No minutes are owed. Its points come back on the agenda of the next one."
ADDED = "Your point is on the agenda"
ADDED_POSTED = "Everybody reads it there now. Was it a slip? Take it back."
TAKEN_BACK = "Your point is taken back"
TAKEN_BACK_HOW = "Type agenda to see what is left, or to add another one."
WHICH_TO_TAKE_BACK = "Which of your points do you take back?"
NONE_OF_YOURS = "None of the points is yours. Press Add a point to add one."
NO_MEETING_OF_YOURS = (
    "Your side has a part in none of the agreed meetings. Type propose to be asked to one of them."
)


def between_others(title: str, parties: Sequence[str]) -> str:
    """Refused: somebody of a side that has no part in a meeting wants to read its agenda."""
    return (
        f"{title} is between {join([*parties])}, and its agenda is theirs. To have a part in it,"
        " type propose."
    )


NO_MEETINGS = (
    "No meeting is agreed here: none of the promised updates has minutes. Type propose to agree on"
    " one."
)
NONE_AHEAD = "No meeting is on the calendar any more. Type due to see what comes."
WHICH_MEETING = "Which meeting is the point for?"
UNKNOWN = "This meeting is not known here any more. Type agenda to see the next one."
PAUSED = "This collaboration is paused, so no agenda is collected. A lead can type resume to go on."
CLOSED = "This collaboration is closed, so no meeting is left. A lead can type resume to go on."
OPEN_POINTS_COME_BACK = (
    "Write behind each point what came of it. One with nothing behind it stays open and comes back"
    " on the next agenda."
)
HEALTH_LABEL = "How does the work stand after it?"
APPROVAL_IS_A_POINT = "At the next meeting; it is a point of its agenda."


def agenda_of(title: str, day: str) -> str:
    """Title of an agenda."""
    return f"Agenda: {title}, {day}"


def called_off_on(title: str, day: str) -> str:
    """Title of the agenda of a meeting that does not take place."""
    return f"Called off: {title}, {day}"


def called_off(title: str) -> str:
    """The first line when it is known that a meeting does not take place."""
    return f"{title} is called off"


def takes_place(title: str) -> str:
    """The first line when it takes place after all."""
    return f"{title} takes place after all"


def dropped(title: str, day: str) -> str:
    """Title of the agenda of a meeting that is no longer on the calendar."""
    return f"{title}, {day}: not on the calendar any more"


def minutes_of(title: str) -> str:
    """What is due of a meeting."""
    return f"Minutes of {title}"


def moved_from(day: str) -> str:
    """Why a meeting is on another day than usual."""
    return f"from {day}, a day off"


def written_by(seat: str) -> str:
    """Who writes the minutes, with the moment they are due behind it."""
    return f"by the {seat}, due "


def minutes_sent(seat: str) -> str:
    """When they have come, with the moment behind it."""
    return f"by the {seat}, sent "


def point(text: str, minutes: int | None, by: str, since: str) -> str:
    """One point of an agenda, with who added it and how old it is."""
    takes = f", {minutes} min" if minutes else ""
    behind = ", ".join(filter(None, (by, f"open from {since}" if since else "")))
    return f"{text}{takes}" + (f" ({behind})" if behind else "")


def points_with(minutes: int) -> str:
    """Heading of the points, with the minutes they were given."""
    return f"{POINTS} ({minutes} min asked for)" if minutes else POINTS


def approve(day: str) -> str:
    """The point that the minutes of the meeting before are."""
    return f"Minutes of {day}: approve"


def on_the_agenda(points: str) -> str:
    """Under an outcome: the points it does not name."""
    return f"Also on the agenda: {points}"


def file_in(location: str, path: str) -> str:
    """Where the minutes are filed."""
    return f"File these minutes in {location} ({path})."


def added_before_posted(title: str) -> str:
    """Behind what was added; the moment the agenda is posted follows."""
    return f"All who meet read it with the agenda of {title}, which comes on "


def has_begun(title: str, following: str) -> str:
    """For a point that comes too late."""
    then = f" To put it on the next one ({following}), type agenda {title}: and your point."
    return f"{title} has begun, so its agenda is closed." + (then if following else "")


def is_called_off(title: str) -> str:
    """For a point on a meeting that does not take place."""
    return f"{title} is called off this time, so nothing is added. Write to whoever calls it."


def no_minutes(title: str) -> str:
    """For an update that is no meeting."""
    return (
        f"No minutes are agreed of {title}, so no agenda is collected for it. Type propose to agree"
        " on some, or agenda for the next meeting."
    )


def minutes_are_there(title: str) -> str:
    """For a point on a meeting whose minutes were sent before it began."""
    return f"The minutes of {title} are there already. Your point can go on the next one's agenda."


def which(names: str, text: str) -> str:
    """For a meeting that nobody knows."""
    return (
        f"There is no meeting called “{text}” here. There are: {names}. To add a point, type"
        " agenda, the meeting, a colon and the point."
    )


def not_yours_to_call_off(title: str, caller: str) -> str:
    """For somebody who neither calls it nor receives it."""
    return (
        f"{title} is called by the {caller}. They call it off, or the lead of a side that receives"
        " its minutes. If you cannot come, write to them in the channel."
    )


def only_receivers_now(title: str) -> str:
    """For a caller who owes the minutes, once the meeting has begun."""
    return (
        f"{title} was to begin already, so whether its minutes are needed is for the side that"
        " receives them to say. If it did not take place, send minutes that say so."
    )
