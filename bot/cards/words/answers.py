"""Sentences of the answers to who, how, where, what if and when."""

from datetime import date, datetime

from bot.cards.words.dates import clock_of, day, rule_day
from bot.domain.agreement.areas import AccessLevel, Due, Transferred
from bot.domain.agreement.cadences import Every, Rule
from bot.domain.duration import Duration
from bot.domain.reach import Availability, Reach
from bot.domain.ways import Way

ANSWERS_FOR_IT = "Answers for it"
DOES_IT = "Does it"
REACH_NOW = "How to reach"
REACH_THEN = "At the hour you ask about"
COUNTS_THERE = ", where it counts as delivered"
GOOD_TO_KNOW = "Good to know"
LIVES_IN = "Output lives in"
DUE = "Due"
PARTY = "Party"
HELD_BY = "Held by"
DEPUTY = "Deputy"
REPLIES = "Replies"
OWNS = "Answers for"
ADDRESS = "Where"
HOLDS = "Holds"
LOOKS_AFTER_IT = "Looks after it"
ACCESS = "Access"
FILED = "A copy is filed in"
FIRST_NOTICE = "First notice"
CLOCK_STARTS = "Clock starts"
SAY = "Say at least"
UNTIL_DECIDED = "Until decided"
FROM, TO, BY, WHEN, NEXT = "From", "To", "By", "When", "Next"

NOBODY_YET = "nobody named yet"
FORMAL = "What is put there counts as delivered under the contract."
NOT_FORMAL = "What is put there does not count as delivered under the contract."
WHICH_TITLE = "Which one do you mean?"
NONE_TITLE = "Nothing is agreed on this"
NOT_TRANSFERRED = (
    "Not in the agreement: so it was not transferred and stays with the sponsor (what is not listed"
    " stays with the sponsor)."
)
NOT_AGREED = "Not in the agreement."
ASK_LEADS = "Ask "
PROPOSE_IT, NOTE_THE_GAP = "Propose to add it", "Note it as an action"
SHOW_ESCALATION = "Show the agreed escalation"
WHAT_CAN_I_ASK = "What can I ask?"
EVERYONE_HAS_ACCESS = "everyone in the shared rooms"

_LEVELS = {
    AccessLevel.READ: "may read",
    AccessLevel.GUEST: "gets in as a guest",
    AccessLevel.EDIT: "may edit",
}
_EVERY = {
    Every.DAY: "every day",
    Every.WEEK: "every week",
    Every.TWO_WEEKS: "every two weeks",
    Every.MONTH: "every month",
    Every.QUARTER: "every quarter",
    Every.MILESTONE: "at each milestone",
    Every.ONCE: "once",
}


def agree_on(subject: str) -> str:
    """What an action about something missing is: a gap is closed by agreeing."""
    return f"Agree on: {subject}"


def counterpart_at(party: str) -> str:
    """Label of the counterpart: whom to ask on the other side."""
    return f"Ask at {party}"


def owner_in_a_line(title: str, owner: str | None) -> str:
    """The one sentence of an area."""
    return f"{title}: {owner} answers for it." if owner else f"{title} is in the agreement."


def since(version: int, effective: date | None) -> str:
    """Under which version the answer holds."""
    start = f", in force since {day(effective)}" if effective else ""
    return f"Agreement version {version}{start}."


def stands_since(version: int, effective: date | None, *, newest: bool) -> str:
    """Since which version what the answer is about is as it is."""
    if newest:
        return "What is said here was last changed in this version."
    start = f", {day(effective)}" if effective else ""
    return f"What is said here stands since version {version}{start}."


def confirmed(on: date) -> str:
    """When whoever answers for it last said so."""
    return f"Confirmed as still right on {day(on)}."


def transferred(value: Transferred, *, obligation: bool, sponsor: str) -> str | None:
    """What was moved to the CRO in writing, where it matters."""
    if value is Transferred.NO:
        return f"Not transferred to the CRO: it stays with {sponsor}."
    if value is Transferred.YES and obligation:
        return "Transferred to the CRO in writing."
    return None


def ways(way: Way) -> str:
    """`Phone +91 ...`, or the method alone."""
    return f"{way.method} {way.address}" if way.address else way.method


def within(duration: Duration) -> str:
    """`within 2 business days`, or `at once`."""
    return f"within {duration.in_words()}" if duration.amount else "at once"


def reply_times(normal: Duration, urgent: Duration) -> str:
    """How fast a seat answers."""
    return f"{within(normal)}; when it cannot wait {within(urgent)}"


def reach(found: Reach, *, then: bool = False) -> str:
    """How to reach a seat now, or then, without the seat that stands in."""
    clock = hour_there(found) if then else now_there(found)
    return f"{clock}, {_how(found)}"


def now_there(found: Reach) -> str:
    """`Now Fri 02:00 in Hyderabad`."""
    return f"Now {found.wall:%a %H:%M} in {found.place}"


def hour_there(found: Reach) -> str:
    """`Fri 27 Nov 2026, 02:00 in Hyderabad`."""
    return f"{day(found.wall.date())}, {found.wall:%H:%M} in {found.place}"


def instead(found: Reach) -> str:
    """What leads to the seat that stands in."""
    match found.availability:
        case Availability.VACANT:
            return "Nobody is named for this seat yet. Ask the deputy: "
        case Availability.COVERED:
            return " Covered by "
        case _:
            return " Ask instead: "


def _how(found: Reach) -> str:
    later = f"{ways(found.later)}, answered {within(found.normal_reply)}"
    urgent = f"{ways(found.urgent)}, answered {within(found.urgent_reply)}"
    match found.availability:
        case Availability.IN_HOURS:
            best = f"in office hours until {_time(found.until)}: {ways(found.now)}{_why(found)}."
            return best + ("" if found.urgent == found.now else f" Urgent: {urgent}.")
        case Availability.ON_CALL:
            until = f"until {_time(found.until)}" if found.until else "around the clock"
            best = f"outside office hours; on call {until}: {ways(found.now)}{_why(found)}."
            return best + ("" if found.later == found.now else f" What can wait: {later}.")
        case Availability.UNAVAILABLE:
            place = found.why or "not reachable"
            rest = f" Urgent: {urgent}." if found.gets_through else ""
            return f"{place} until {_time(found.until)}.{rest}"
        case Availability.COVERED:
            note = f" ({found.why})" if found.why else ""
            return f"a day off{note}{_back(found)}."
        case Availability.OUT_OF_HOURS:
            # A rule for this hour is about the way to use now, not about what can wait.
            at_once = found.now != found.later
            best = f"outside office hours{_back(found)}: {later}{'' if at_once else _why(found)}."
            urgent += _why(found) if at_once else ""
            return best + ("" if found.urgent == found.later else f" Urgent: {urgent}.")
        case Availability.VACANT:
            return f"{NOBODY_YET}."


def _why(found: Reach) -> str:
    return f" ({found.why})" if found.why else ""


def _back(found: Reach) -> str:
    if found.next_start is None:
        return ""
    same_day = found.next_start.date() == found.wall.date()
    start = found.next_start
    return f", back {start:%H:%M}" if same_day else f", back {day(start.date())} {start:%H:%M}"


def _time(moment: datetime | None) -> str:
    return f"{moment:%H:%M}" if moment else "further notice"


def due(item: Due, phase: str | None) -> str:
    """When something is due, in words."""
    what = f"{item.what}: " if item.what else ""
    return what + (item.text or _due_when(item, phase))


def _due_when(item: Due, phase: str | None) -> str:
    if item.date:
        return day(item.date)
    in_phase = f" of {phase}" if phase else ""
    if item.days:
        numbers = " and ".join(str(number) for number in item.days)
        return f"day{'s' if len(item.days) > 1 else ''} {numbers}{in_phase}"
    if item.every:
        limit = f", {within(item.within)}" if item.within else ""
        return f"every {item.every}{in_phase}{limit}"
    limit = f"{item.within.in_words()} " if item.within else ""
    if item.before:
        return f"{limit}before {item.before}"
    return f"{limit}after {item.after}" if item.after else f"in {phase}" if phase else "as agreed"


def rule(found: Rule, areas: list[str], days_of: str | None) -> str:
    """When a cadence comes round, in words."""
    words = _EVERY[found.every]
    if areas and found.within:
        return f"{within(found.within)} after completion of {join(areas)}"
    if days_of:
        words = f"on every day of {days_of}"
    elif found.days:
        words += f" on {join([rule_day(each) for each in found.days])}"
    if found.at:
        words += f" at {found.at:%H:%M}"
        words += f" {clock_of(found.zone)}" if found.zone else ""
    return words


def granted(seat: str | None, duration: Duration | None, needs: str | None) -> str:
    """Who opens the door and how soon."""
    by = f"from {seat}" if seat else ""
    after = f"needs {needs}" if needs else ""
    return ", ".join(part for part in (by, within(duration) if duration else "", after) if part)


def ask_for_access(seat: str) -> str:
    """Who opens the door where nothing else is agreed."""
    return f"ask {seat}"


def filed(title: str, every: Every) -> str:
    """Where a copy goes again and again."""
    return f"{title}, {_EVERY[every]}"


def party_access(party: str, level: AccessLevel, path: str | None) -> str:
    """What a whole party may do."""
    return f"{party} {_LEVELS[level]}" + (f" in {path}" if path else "")


def grant(seat: str | None, until: date) -> str:
    """Access that ends on a day; of a seat that does not exist for the reader only the day."""
    return f"{seat} until {day(until)}" if seat else f"until {day(until)}"


def only(seats: list[str]) -> str:
    """A closed list of who gets in."""
    return f"only {join(seats)}"


def also(label: str, title: str) -> str:
    """A button to something of another kind by the same name."""
    return f"{label}: {title}"


def several(count: int) -> str:
    """The one sentence of an ambiguous answer."""
    return f"{count} things in the agreement go by that name. Choose one."


def join(parts: list[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def while_away(back: date) -> str:
    """How to reach somebody who is away."""
    return f"Away until {day(back)}."


def ask_instead(name: str) -> str:
    """Who stands in for somebody who is away, by their own word."""
    return f"{name} stands in: ask them."
