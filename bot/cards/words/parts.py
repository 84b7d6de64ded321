"""Sentences of reading and changing the agreement part by part, and what is not possible."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.cards.words import part_labels
from bot.cards.words.dates import clock_of, day, moment_in_words
from bot.domain.agreement.parties import OfficeHours
from bot.domain.duration import Duration
from bot.domain.instant import Instant, local

YES, NO, NONE = "Yes", "No", "None"
OPEN_A_PART = "Open a part"
OPEN_ONE, OPEN_OR_CHANGE = "Open one", "Open or change one"
EDIT, REMOVE, BACK, OVERVIEW = "Edit", "Remove", "Back", "All parts"
ENTRY = "entry"
CHANGE_ENTRY = "Change an entry"
SET_UP = "Set it up"
OVERVIEW_TITLE = "The agreement, part by part"
OVERVIEW_HOW = "Open a part to read it; each part has a button to change it."
OVERVIEW_HOW_READER = "Open a part to read it."
NOTHING_HERE = "Nothing is agreed here yet."
ENTRIES_HOW = "Choose Change an entry to change or remove one line of a list."
WHICH_PART, WHICH_ONE, WHAT_TO_DO = "Which part", "Which one", "What to do"
DO = {"open": "Read it", "change": "Change it", "remove": "Remove it"}

CHOOSE = "Choose"
SAVE = "Continue"
FIRST_SEAT = "Title of its leading role"
FIRST_SEAT_HINT = "It becomes the first seat of the party. Its details can be changed under Seats."
LINES_LABEL = "One a line"

#: Sentences about what was typed.
FILL_IN = "This is needed. Please fill it in."
CHOOSE_ONE = "This is not on the list. Please choose again."
NOT_A_LENGTH = "Write a number and a unit: 30 minutes, 4 hours, 2 business days, 3 days or 1 week."
NOT_A_TIME = "Write a time of day, for example 17:00 or 5 pm."
NOT_HOURS = "Write two times of day, for example 8:30 to 17:00."
NOT_A_DAY = "Write a day, for example 5 Jan 2027."
NOT_DAYS = "Write whole numbers of 1 or more with commas between them, for example 1, 28."
NOT_WHOLE = "Write a whole number of 1 or more."
NOT_A_NUMBER = "Write a number, for example 1.5."
NOT_A_PLACE = "No time zone is known for this. Write a large city in the same zone."
NOT_WHEN = (
    "This cannot be read as a rhythm. Write it like one of these: every Friday at 17:00 Basel time;"
    " every other Tuesday at 9:30 San Diego time from 17 Nov 2026; first working day of the month"
    " at 10:00."
)

WHEN_NEEDS_TIME = "The time of day is missing. Add it, for example at 17:00."
WHEN_NEEDS_START = (
    "Every other week needs one day on which it happens. Add it, for example from 17 Nov 2026."
)

WHEN_NEEDS_DAY = "The day is missing. Write it like: every Friday at 17:00."
WHEN_NEEDS_MONTH_DAY = (
    "This comes several times a month. Write which, for example the first or the last Friday of the"
    " month."
)

WHEN_NEEDS_PLACE = "Whose clock counts is not clear. Add a city, for example at 17:00 Basel time."
NOT_OF_A_QUARTER = (
    "A quarter begins in January, April, July and October and ends in March, June, September and"
    " December. Write for example the first Monday of the quarter at 10:00, or the last working day"
    " of the quarter at 10:00."
)
WHEN_NEEDS_DAYS = (
    "Which days it comes on is missing. Name them, for example every Tuesday and Thursday at 10:00,"
    " or the first and third Monday of the month at 10:00."
)
WHEN_NEEDS_DAY_OF_MONTH = (
    "Which day it comes on is missing. Write it like: the first working day of the month at 10:00,"
    " or the 15th of the month at 10:00."
)
WHEN_NEEDS_CLOCK = (
    "That is another hour on each side. Write the time, for example every Friday at 17:00 Basel"
    " time."
)
WHEN_NEEDS_WEEKDAY = (
    "Weeks begin and end on other days in other places. Name the day, for example every Friday at"
    " 17:00, or every Saturday and Sunday at 10:00."
)
WHEN_MID_MONTH = "Name the day, for example the 15th of the month at 10:00."
WHEN_TWO_MONTHS = (
    "This is read as twice a month by some and as every two months by others. For twice a month"
    " write the 1st and the 15th of the month at 10:00; for every two months propose an update for"
    " each date, for example once on 5 March 2027 at 10:00."
)
WHEN_BI_WEEKLY = (
    "Bi-weekly is read as every other week by some and as twice a week by others. Write every other"
    " Wednesday at 11:00 from 6 Jan 2027, or every Monday and Thursday at 11:00."
)
WHEN_NO_SUCH_RHYTHM = (
    "An update comes by days, weeks, every other week, months or quarters. Write for example the"
    " first Monday of the quarter at 10:00; for anything rarer, once on 5 March 2027 at 10:00."
)
WHEN_DATE = (
    "Write the date of something that comes once, for example once on 5 March 2027 at 10:00, or the"
    " rhythm of what comes again, for example every Friday at 17:00."
)
WHEN_DAY_AFTER = (
    "A weekday after something is not a rhythm here. Write for example the first Monday of the"
    " month at 10:00; or how soon after an area is done: within 2 business days after, and its"
    " title."
)
WHEN_TWO_TIMES = (
    "An update is due at one time of day. Write for example every Monday at 9:00, and propose"
    " another update for the second time."
)
WHEN_TWICE_A_DAY = (
    "An update comes once a day at most. Write for example every day at 9:00, and propose another"
    " update for the second time."
)
WHEN_WORKING_DAYS = (
    "Working days differ between the sides, so name the weekdays, for example Monday to Saturday at"
    " 17:00. What happens on days off is a question of its own in this form."
)
WHEN_ENDS_BELOW = (
    "The last day is a question of its own in this form. Write only the rhythm here, for example"
    " every Friday at 17:00."
)


def which_half(hour: int) -> str:
    """For a bare hour: it could be before or after noon."""
    return (
        f"{hour} can be in the morning or in the afternoon. Write {hour} am, {hour} pm or a time"
        f" such as {hour % 12 + 12}:00."
    )


NEXT_FIVE = "Next five"
NOT_LOOKED_BACK_ON = "not looked back on at its end"
NO_DATES_AHEAD = "No date lies ahead: the phases, or the last day of the rule, are over before one."


def next_five_of(title: str) -> str:
    """Heading of the dates that a changed rule would give."""
    return f"{title}: the next five, with days off counted in"


def on_clocks(at: Instant, zones: Sequence[str]) -> str:
    """`Fri 4 Dec 2026, 17:00 Kolkata time; Fri 03:30 Los Angeles time`."""
    first, *others = zones
    said = (f"{local(at, zone):%a %H:%M} {clock_of(zone)}" for zone in others)
    return "; ".join((moment_in_words(at, first), *said))


DOES_NOT_FIT = "This does not fit together with another part of the agreement. Choose differently."
#: The same among other sentences about a whole text.
SOMETHING_DOES_NOT_FIT = "something in it does not fit together with another part"
GONE = (
    "This part is no longer in the agreement as it was. Open the part again to see what it says"
    " now."
)

CHANGED_MEANWHILE = (
    "This part changed while the form was open. Nothing was written over; open the form again to"
    " see the newer text."
)

FIRST_STEP_STAYS = "The first step begins with the clock and stays. Change whom it asks instead."


def too_long(limit: int) -> str:
    """At an input: more than an input of any platform takes."""
    return f"That is too long. Please keep it under {limit} characters, and put the rest in a file."


NOT_REMOVABLE = "This part always stays in the agreement. Choose Edit to change it."
ACCEPTED_A_VERSION = (
    "This seat accepted a version of the agreement, so it stays in it. Change its title, or leave"
    " it without a holder."
)

ONE_MUST_STAY = "At least one entry stays here. Add another one first, or change this one."
CHANGE_THOSE_FIRST = "Change that first, then remove this."
ANOTHER_PART = "Another part of the agreement"

_MOST_NAMED = 5


def form_title(noun: str, *, new: bool) -> str:
    """The title of a form; at most 24 characters."""
    return f"{'Add' if new else 'Change'} {noun}"


def add(noun: str) -> str:
    """A button that adds."""
    return f"Add {noun}"


def of_party(party: str, title: str) -> str:
    """A seat in a list that mixes parties; the party stands first because long lines are cut."""
    return f"{party}: {title}"


def on_days_of_party(party: str) -> str:
    """A calendar to count on."""
    return f"Working days of {party}"


def seat_at(party: str) -> str:
    """Label of a ladder step's seat."""
    return f"Seat at {party}"


def first_step_at(party: str) -> str:
    """Label of the first ladder step's seat, when a trigger is new."""
    return f"First step of the ladder at {party}"


def still_named(names: Sequence[str]) -> str:
    """Why something cannot be removed: what refers to it."""
    shown = [f"{name} still names it." for name in names[:_MOST_NAMED]]
    rest = len(names) - len(shown)
    more = f" And {rest} more." if rest > 0 else ""
    return f"{' '.join(shown)}{more} {CHANGE_THOSE_FIRST}"


def named_by(noun: str, title: str, field: str) -> str:
    """What refers to something: `The area Histology (answers for it)`."""
    return f"The {noun} “{title}” ({field[:1].lower()}{field[1:]})"


def elsewhere(title: str, sentence: str) -> str:
    """A mistake that shows in another part."""
    return f"{title}: {sentence}"


def not_an_area(name: str) -> str:
    """A rhythm names something that is no area."""
    return f"No area is called “{name}”. Write its title as it stands under Areas."


def which_place(zones: Sequence[str]) -> str:
    """Several zones fit a place."""
    return f"Several time zones fit: {', '.join(zones[:4])}. Write one of these."


def other_names(names: Sequence[str], most: int = 2) -> str:
    """`12: one; two and 10 more`."""
    shown = "; ".join(names[:most]).rstrip(".")
    rest = len(names) - most
    return f"{len(names)}: {shown}" + (f" and {rest} more" if rest > 0 else "")


def counted(count: int, what: str) -> str:
    """`2 questions`."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def span(first: date, last: date) -> str:
    """From one day to another."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def entry(noun: str, line: str) -> str:
    """An entry in a list that mixes several kinds."""
    return f"{noun[:1].upper()}{noun[1:]}: {line}"


def choose(noun: str) -> str:
    """The title of a form to choose something; at most 24 characters."""
    return f"Choose: {noun}"


def sentence_of(*said: str) -> str:
    """What is said, with commas between; what is empty is left out."""
    return ", ".join(each for each in said if each)


def deputy(title: str) -> str:
    """Who stands in for a seat."""
    return f"deputy: {title}"


def no_deputy() -> str:
    """A seat nobody stands in for."""
    return "no deputy"


def found_like(shape: str, example: str) -> str:
    """A code in a few words: `R-####, for example R-1234`."""
    return shape if shape == example else f"{shape}, for example {example}"


def trigger(severity: str, within: str) -> str:
    """A trigger in a few words."""
    return f"{severity.lower()}, first notice within {within}"


def seats_each(counts: Mapping[str, int]) -> str:
    """`10 at Larkspur, 9 at Deccan`."""
    return ", ".join(f"{count} at {short}" for short, count in counts.items())


def by_severity(severities: Sequence[str]) -> str:
    """`10: 1 critical, 5 high, 4 medium`."""
    counts = [
        (severities.count(each), each.lower()) for each in part_labels.CHOICES["Severity"].values()
    ]
    return f"{len(severities)}: " + ", ".join(f"{count} {name}" for count, name in counts if count)


def amending(remind_after: Duration, lapse_after: Duration) -> str:
    """How long a proposal waits."""
    return (
        f"a reminder after {remind_after.in_words()}, without an answer it lapses after"
        f" {lapse_after.in_words()}"
    )


def ownership(rhythm: str, answer_within: Duration) -> str:
    """How often owners confirm."""
    return f"{rhythm}, answer within {answer_within.in_words()}"


def suggesting(answer_within: Duration) -> str:
    """How soon suggestions are answered."""
    return f"answered within {answer_within.in_words()}"


def nothing_to_choose(label: str) -> str:
    """A form that needs something which is not in the agreement yet."""
    return f"Nothing can be chosen for “{label}” yet. Add it to its own part first, then come back."


def hours(found: OfficeHours) -> str:
    """`08:30 to 17:00`; a hyphen between times makes an emoji of them in some chats."""
    return f"{found.start:%H:%M} to {found.end:%H:%M}"


CHANGE_WHAT = "What should change?"
NEXT, NEXT_OR_SEND = "Next", "Next or send"
SOMETHING_NEW = "add something new"
SEND_NOW = "Send it now? Then say why"
SEND_NOW_HINT = "One sentence for the others. Leave it empty to change more first."


def of_part(part: str, title: str) -> str:
    """An item in a list of everything."""
    return f"{part}: {title}"


def no_part(text: str) -> str:
    """Above all parts, when what somebody named is none of them."""
    return f"I know no part called “{text.strip()[:40]}”. These are all of them:"
