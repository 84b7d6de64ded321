"""Sentences about promised updates: event first, no blame, always with a next step."""

from bot.domain.checkin import Health

HEALTH = {
    Health.ON_TRACK: "On track",
    Health.AT_RISK: "At risk",
    Health.OFF_TRACK: "Off track",
}

HEALTH_LABEL = "How does it stand?"
HELP_LABEL = "Help needed from the others"
CONTENT_HINT = "A short line; “nothing” is fine."
HELP_HINT = "Leave empty when nothing is needed."
UPDATE = "Update"
NO_CHANGE = "No change"
EDIT = "Edit"
WHY = "Why?"
SEND = "Send"


def be(*, plural: bool) -> str:
    """`are` for minutes, `is` for every other update."""
    return "are" if plural else "is"


def have(*, plural: bool) -> str:
    """`have` for minutes, `has` for every other update."""
    return "have" if plural else "has"


def due_now(title: str, *, plural: bool = False) -> str:
    """The first line of a nudge."""
    return f"{title} {be(plural=plural)} due"


def reminder(title: str, *, plural: bool = False) -> str:
    """The first line of a reminder."""
    return f"{title} {be(plural=plural)} still open"


def late_for_sender(title: str, *, plural: bool = False) -> str:
    """What the sender sees after the grace."""
    return f"{title} {be(plural=plural)} late"


def sent(title: str, *, plural: bool = False) -> str:
    """What the sender sees after sending."""
    return f"{title} {be(plural=plural)} sent"


def closed(title: str) -> str:
    """What the sender sees when the next one came round first."""
    return f"{title}: this one is closed"


def not_come(title: str, *, plural: bool = False) -> str:
    """What the agreed person is told. The update is named, no person is."""
    return f"{title} {have(plural=plural)} not come yet"


def come(title: str, *, plural: bool = False) -> str:
    """What that message becomes afterwards."""
    return f"{title} {have(plural=plural)} come"


NUDGE_HOW = (
    "Press Update to write it, or No change when the last one still holds. It goes to the other"
    " side as soon as you send it, and you can edit it afterwards."
)
NUDGE_HOW_FIRST = (
    "Press Update to write it. It goes to the others as soon as you send it, and you can edit"
    " it afterwards."
)
REMINDER_HOW = "A short update is better than none. Nobody else has been told."
LATE_HOW = "It is still welcome: send it when you can, it will be shown as late."
SENT_HOW = "Need to correct something? Press Edit: the same message changes for everybody."
CLOSED_HOW = "The next one has come round. If this one still matters, you can send it all the same."
COME_HOW = "It stands in the channel."
TOLD_HOW = (
    "Nothing is decided by this. It may be on its way; ask the sender how it stands if it holds you"
    " up."
)


def agreed(version: int, parties: str) -> str:
    """Under each message about a promise: who made it, and how to change or stop it."""
    return (
        f"Agreed by {parties} in version {version} of the agreement. To change or stop it, type"
        " propose."
    )


NOTHING_EARLIER = (
    "There is no earlier update to repeat yet, so please fill in this one. Next time, No change"
    " will do."
)


NO_CHANGE_SINCE_LAST = "None since the last update"


def already_sent(title: str, by: str, *, plural: bool = False) -> str:
    """For a second press of the same button."""
    return (
        f"{title} {have(plural=plural)} already been sent by {by}. Press Edit on it, or type"
        " update, to change it."
    )


def not_yours(title: str, seat: str, *, plural: bool = False) -> str:
    """For somebody who may not send it."""
    return (
        f"{title} {be(plural=plural)} for the {seat} to send, or their deputy or lead. If you have"
        " news for them, write to them in the channel."
    )


UNKNOWN = (
    "This update is not known here any more. Type due to see what is open, or update to send one."
)
NOTHING_DUE = "Nothing is owed by you right now."


def next_one(title: str) -> str:
    """Label of the next occurrence."""
    return f"Next: {title}"


CHOOSE = "Which update do you want to send?"


def unknown_cadence(text: str, names: str) -> str:
    """For `update <something>` that is no cadence of the person."""
    return f"You owe no update called “{text}”. Yours are: {names}."


PICK_HEALTH = "Choose one: on track, at risk or off track."
SAY_SOMETHING = "Write a short line here; “nothing” is fine."


def too_long(limit: int) -> str:
    """For a field over the limit."""
    return f"Please keep this under {limit} characters and put the rest in a shared place."


NOT_A_NUMBER = "Write a number, for example 12 or 0.5."
NOT_A_DATE = "Write a day as 2026-12-04."


def not_a_choice(options: str) -> str:
    """For an option that is not on the list."""
    return f"Choose one of: {options}."


NOTHING_OWED_WHEN_CLOSED = (
    "This collaboration is closed, so nothing is owed any more. A lead can type resume to go on."
)
