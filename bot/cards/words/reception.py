"""Sentences about what the receiving side does with an update: event first, no blame."""

from datetime import date, timedelta

from bot.cards.words.checkins import be

EXCUSE = "Not needed this time"
STILL_EXPECTED = "Still expected"
USEFUL = "Useful"
ASK_BACK = "Ask one question"
SHOW_CHANGES = "Show changes"

EXCUSE_FORM = "Not needed this time"
EXCUSE_LABEL = "Why is it not needed?"
EXCUSE_HINT = "The sender reads this, for example: the study is on hold until Monday."
EXCUSE_SEND = "Excuse"
QUESTION_FORM = "One question back"
QUESTION_LABEL = "What do you want to know?"
QUESTION_HINT = "It goes to the sender alone. Their answer is shown under the update."
NOTHING_TO_ASK = "This update has not come yet, so there is nothing to ask about."
SOMEBODY = "person who wrote"
SEND = "Send"
WRITE_SOMETHING = "Write a short line here."


def excused(title: str, *, plural: bool = False) -> str:
    """The first line of an update nobody waits for any more."""
    return f"{title} {be(plural=plural)} excused"


def expected_again(title: str, *, plural: bool = False) -> str:
    """What the sender is told when the excuse is taken back."""
    return f"{title} {be(plural=plural)} expected after all"


EXCUSED_HOW = (
    "Nothing is owed this time, and you will not be reminded. The next one comes as agreed."
)
EXPECTED_HOW = "The receiving side would like to have it all the same. Press Update when you can."
EXCUSED_FOR_RECEIVER = (
    "The sender has been told. Press Still expected to take it back, as long as the next one has"
    " not come round."
)
EXPECTED_FOR_RECEIVER = "The sender has been told. Type status to see how it stands."
NEXT_CAME_ROUND = (
    "The next one has come round, so this one stays excused. Type status to see what is open."
)
NOTHING_TO_EXCUSE = "Nothing that your side waits for is open. Type due to see what comes."
WHICH_EXCUSE = "Which update is not needed this time?"


def not_a_receiver(title: str, seats: str) -> str:
    """For somebody the update is not for."""
    return (
        f"{title} goes to: {seats}. This is for them to do, or for their deputy or lead; ask one of"
        " them, or write in the channel."
    )


def thanked(count: int) -> str:
    """Behind the mark of the one who pressed."""
    others = "" if count == 1 else f" {count} people found it useful so far."
    return f"The sender sees that it was useful.{others}"


USEFUL_TITLE = "Thank you"


def question_from(seat: str) -> str:
    """Label of a question under an update."""
    return f"Question from the {seat}"


def answer_from(seat: str) -> str:
    """Label of its answer."""
    return f"Answer from the {seat}"


def useful_to(seats: str, count: int) -> str:
    """How many found it useful, and in which seats they are."""
    return f"{count} ({seats})"


def changes_of(title: str) -> str:
    """Title of the versions of an update."""
    return f"{title}: what was changed"


def version(number: int) -> str:
    """Heading of one version."""
    return "First version" if number == 1 else f"Version {number}"


def before_and_after(before: str, after: str) -> str:
    """One item that reads differently from the version before."""
    return f"{after or 'nothing'} (before: {before or 'nothing'})"


SAME = "Sent again with the same words."


def late_by(lateness: timedelta) -> str:
    """How late, in the sender's working time."""
    minutes = int(lateness.total_seconds()) // 60
    if minutes == 0:
        return "late, outside working hours, "
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest else ""]
    return f"late, by {' '.join(filter(None, parts))} of working time, "


def with_before(now: str, before: str) -> str:
    """A number beside the one it was."""
    return f"{now} (before: {before})"


def numbers_of(title: str) -> str:
    """Title of the numbers of an update."""
    return f"{title}: the numbers"


NO_NUMBERS_YET = "No number has been sent yet. The next update adds the first."
NUMBERS_NEXT = "Type update to send the next ones, or propose to change what is asked."


def which_numbers(titles: str) -> str:
    """For `numbers` alone where several updates have some."""
    return f"The numbers of which update? Type numbers and one of: {titles}."


def no_numbers(names: str) -> str:
    """For `numbers` where no update has any."""
    return (
        "No update that you may see asks for a number."
        if not names
        else f"That update asks for no number. These do: {names}."
    )


def unknown_update(text: str, names: str) -> str:
    """For the name of an update that is none."""
    return f"There is no update called “{text}” here. There are: {names}."


def not_awaited(text: str, names: str) -> str:
    """For an update that this side does not wait for, so that it is not this side's to excuse."""
    return (
        f"“{text}” is nothing your side waits for, so who gets it says whether it is needed."
        f" Yours to say: {names}. If you only need more time, type snooze."
    )


def filled_with(day: str, *, own: bool) -> str:
    """Intro of a form that begins with the last answer."""
    who = "you wrote" if own else "was written"
    return f"Filled with what {who} on {day}; change what is different."


FILLED_WITH_TYPED = (
    "It begins with what you typed; look at the rest too. Nothing is sent before you press Send."
)


def shall_i_send(title: str) -> str:
    """Offer to use what was typed."""
    return f"Shall I send this as your {title}?"


USE_IT = "Use it"
SHALL_I_HOW = (
    "Press Use it to see it in the form first. Nothing is sent before you press Send there. For"
    " anything else, type help."
)
EARLY_HOW = "You can send the next one now. It counts as sent when it falls due."


def early_button(title: str, day: date) -> str:
    """Label of a button that writes the next update before it is due; as short as it can be."""
    return f"Early: {title}, {day.day} {day:%b}"


def send_button(title: str, day: date) -> str:
    """Label of a button that writes an update that was asked for."""
    return f"Update: {title}, {day.day} {day:%b}"
