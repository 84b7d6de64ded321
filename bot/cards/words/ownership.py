"""Sentences about whether areas are still with their owners: what is asked, and what is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards.words.cut import shortened
from bot.cards.words.dates import day
from bot.domain.agreement.ownership import Rhythm
from bot.domain.ownership import Settled, Unsettled

ALL_RIGHT, CHANGED = "All still right", "Something changed"
ONE_CHANGED = "Change an area"
FILL = "Fill the seat"
PROPOSE = "Look at the area"
STUDY, ANSWER_BY, SETTLE_BY, SINCE = "Study", "Answer by", "Settle by", "Since"
FORM_TITLE, FORM_SEND = "What changed?", "Go on"
WHICH, WHICH_ONE, WHAT = "Which area?", "Which one is it?", "What is it?"
NOT_MINE = "It is not mine any more"
MINE_BUT = "It is mine, and something about it changed"
#: Areas in one message, and characters of a title among others.
MOST_LISTED, _LONGEST = 60, 90
#: Titles in a line of `status`, and their characters: the lead and the day are read before them.
_NAMED, _NAMED_LONG = 3, 40

NOBODY = "a lead, once one is named"
UNKNOWN = "This question is not known here any more. Type who am I to see what is with you now."
OTHERS = "This question was for somebody else. Type who am I to see what is with you."
NOTHING_LEFT = "None of these areas is with you any more. Type who am I to see what is."
NOT_A_LEAD = "A lead of that side settles this. Type status to see who."
CHOOSE = "Choose an area that is with you."
ALREADY_ASKED = "A lead settles this area already. Type status to see who, and until when."
NOTHING_OWNED = (
    "You answer for no area here. To change something else that was agreed, type propose."
)
LIST_CHANGED = (
    "What you answer for changed since you were asked. This is the list as it is now: please look"
    " at it once more."
)
CONFIRMED_HOW = "Thank you. Whoever asks is sent to you. Type who am I to read the list."
NOTED_HOW = "The lead has a message about it. You can say yourself who should answer for it."
SETTLED_HOW = "Nothing is left to do here. Type status to see what else is open."
WHY_ASKED = (
    "You all agreed that owners confirm what is theirs at the start of each {rhythm}, so that"
    " whoever asks is sent to the right person."
)
_RHYTHM = {Rhythm.MONTH: "month", Rhythm.QUARTER: "quarter"}
_OPEN = {
    Unsettled.UNCONFIRMED: "not confirmed in time",
    Unsettled.NOT_MINE: "with a new owner to be named",
    Unsettled.VACANT: "without anybody in the seat",
}
YOURS = (
    "They are with you. Press All still right when they still are, or change what is not, so that"
    " whoever asks is sent to the right person."
)
_WHAT_TO_DO = {
    Unsettled.UNCONFIRMED: (
        "No answer has come yet. Have a word with whoever holds the seat; press All still right"
        " when they are, or change what is not."
    ),
    Unsettled.NOT_MINE: (
        "The holder says that it is not theirs any more. Change who answers for it, or press All"
        " still right when it stays."
    ),
    Unsettled.VACANT: (
        "Nobody holds the seat that answers for them. Fill the seat, change who answers, or press"
        " All still right when it is looked after."
    ),
}
_ENDED = {
    Settled.CONFIRMED: "confirmed",
    Settled.CHANGED: "changed by a new version",
    Settled.FILLED: "the seat is filled",
    Settled.GIVEN_UP: "the owner answered; another message says how",
}


@dataclass(frozen=True)
class Count:
    """How many areas and places something is about."""

    areas: int
    places: int = 0

    def __str__(self) -> str:
        """`3 areas`, `1 area and 2 places`."""
        counted = ((self.areas, "area"), (self.places, "place"))
        said = [f"{n} {noun}" if n == 1 else f"{n} {noun}s" for n, noun in counted if n]
        return " and ".join(said)


def question_title(count: Count, *, again: bool) -> str:
    """The first line for the owner."""
    if again:
        return f"Still to confirm: {count}"
    if count.areas + count.places == 1:
        return f"Is this {'area' if count.areas else 'place'} still yours?"
    if count.areas and count.places:
        return f"Are these still yours: {count}?"
    return f"Are these {count} still yours?"


def owned(seats: Sequence[str]) -> str:
    """Before the list of areas."""
    return f"You answer for this, as {' and '.join(seats)}:"


def area_line(title: str) -> str:
    """An area in a list."""
    return shortened(title, _LONGEST)


def place_line(title: str, path: str) -> str:
    """A place in a list, behind the areas."""
    return f"{area_line(title)}, at {area_line(path)}"


def area_of_seat(title: str, seat: str) -> str:
    """An area in the list of a lead."""
    return f"{area_line(title)} ({shortened(seat, _NAMED_LONG)})"


def and_more(count: int) -> str:
    """Below a list that is cut."""
    return f"and {count} more: type who am I to read them all"


def why_asked(rhythm: Rhythm) -> str:
    """The reason, below the list."""
    return WHY_ASKED.format(rhythm=_RHYTHM[rhythm])


def confirmed_title(count: Count, on: date) -> str:
    """What the question becomes."""
    return f"Confirmed on {day(on)}: {count}"


def already_title(on: date) -> str:
    """When it was confirmed before."""
    return f"Confirmed already, on {day(on)}"


def noted_title(area: str) -> str:
    """After an owner said that something is not theirs any more."""
    return f"Noted: a new owner is wanted for {area_line(area)}"


def noted(lead: str, until: date) -> str:
    """Who settles it."""
    return f"{lead} is asked to settle it by {day(until)}."


def gap_title(because: Unsettled, count: Count, *, again: bool) -> str:
    """The first line for the lead."""
    still = "Still to settle: " if again else ""
    return f"{still}{count} {_OPEN[because]}"


def what_to_do(because: Unsettled, *, own: bool) -> str:
    """What the lead can do; nobody is told to have a word with themselves."""
    return YOURS if own and because is Unsettled.UNCONFIRMED else _WHAT_TO_DO[because]


def settled_title(how: Settled, count: Count) -> str:
    """What the lead's message becomes."""
    return f"Settled, {count}: {_ENDED[how]}"


def status_line(
    *,
    count: Count,
    party: str,
    because: Unsettled,
    since: date,
    lead: str | None,
    due: date,
    titles: list[str],
) -> str:
    """A line of `status`: what is open, with whom and until when, then the areas."""
    shown = [shortened(each, _NAMED_LONG) for each in titles[:_NAMED]]
    more = [f"and {len(titles) - len(shown)} more"] if len(titles) > len(shown) else []
    return (
        f"{count} of {party} {_OPEN[because]}, since {day(since)}."
        f" {lead or NOBODY} settles it by {day(due)}: {'; '.join([*shown, *more])}"
    )
