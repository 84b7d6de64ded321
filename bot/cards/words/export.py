"""Sentences of the printable page and of the head of an exported file."""

from collections.abc import Iterable
from datetime import date

from bot.cards.words.answers import join, within
from bot.cards.words.dates import WEEKDAYS, clock_of, day
from bot.domain.agreement.areas import AreaKind, Transferred
from bot.domain.agreement.cadences import ContentItem, ContentType, Every, IfDayOff
from bot.domain.agreement.conduct import InputLevel
from bot.domain.agreement.ownership import Rhythm
from bot.domain.agreement.parties import DigestTime, Holiday, Weekday
from bot.domain.agreement.pulse import Comments, Scale
from bot.domain.agreement.seats import ContactHours, Unavailable
from bot.domain.agreement.study import Basis
from bot.domain.agreement.triggers import (
    BOTH,
    CLOCK_HOURS,
    REPEATS,
    Limit,
    Occurrence,
    Operator,
    Severity,
    StepIf,
    TriggerClock,
    TriggerType,
)
from bot.domain.duration import Duration
from bot.domain.instant import Instant

DOCUMENT = "Working agreement"
EXTRACT = (
    "This is an extract: it holds what the person it was made for may know. Where something is left"
    " out, the lead of that party stands in its place."
)
NO_IMPORT = "Taking it over again would take out what is left out; use the whole file for that."
AS_PDF = "To keep this page as a PDF, print it from the browser and choose “Save as PDF”."
NOT_RECORDED = "Not recorded"
NOT_LOOKED_BACK_ON = "Not looked back on"
HANDED_OVER = "Handed over with a word: both are told, and the new one says that they have it"
TO_BE_CONFIRMED = "to be confirmed"
ACCEPTED_BY = "Accepted by"
NOTHING = "Nothing"
ONE_ANSWERS = (
    "One seat answers for each area (A). Another may do it (R). The counterpart is whom to ask on"
    " another side."
)
NOT_IN_CHAT = "Not reached in chat"
PRIVATE_ONLY = "Private messages only, not in the shared rooms"
RESTRICTED = "Restricted: it does not exist for anybody else"
RESTRICTED_TRIGGER = (
    "Restricted: an escalation of it exists only for who is told, and for unblinded seats"
)
NOT_FORMAL = "No notice under the contract"
FORMAL = "Counts as notice under the contract"
DELIVERED = "What is put there counts as delivered under the contract"

AREA_KIND = {
    AreaKind.DELIVERABLE: "Deliverable",
    AreaKind.ACTIVITY: "Activity",
    AreaKind.OBLIGATION: "Obligation",
    AreaKind.COMMERCIAL: "Commercial",
}
TRANSFERRED = {
    Transferred.YES: "transferred to the CRO in writing",
    Transferred.NO: "not transferred, stays with the sponsor",
    Transferred.NOT_APPLICABLE: "",
}
BASIS = {
    Basis.REGULATION: "Set by regulation",
    Basis.PUBLISHED_PRACTICE: "Published practice",
    Basis.EXAMPLE_VALUE: "An example value",
}
SEVERITY = {
    Severity.CRITICAL: "Critical",
    Severity.HIGH: "High",
    Severity.MEDIUM: "Medium",
    Severity.LOW: "Low",
}
LEVEL = {
    InputLevel.DECIDE: "Decide: the CRO decides and tells",
    InputLevel.RECOMMEND: "Recommend: the CRO proposes, the sponsor decides",
    InputLevel.CONSULT: "Consult: ask first",
    InputLevel.FOLLOW: "Follow: exactly as the document says",
}
KIND = {
    "agreed": "Agreed by the parties",
    "own": "One side changed what is its own",
    "imported": "Taken over from an agreement file",
}
RHYTHM = {
    Every.DAY: "Every day",
    Every.WEEK: "Every week",
    Every.TWO_WEEKS: "Every two weeks",
    Every.MONTH: "Every month",
    Every.QUARTER: "Every quarter",
    Every.MILESTONE: "At each milestone",
    Every.ONCE: "Once",
}
COMMENTS = {
    Comments.WITHOUT_NAME: "Comments are shown without a name",
    Comments.NEVER: "Comments are not shown",
}
PULSE_SHOWN = "The average of each side and the gap between them; single answers are never shown"
SCALE = {Scale.ONE_TO_FIVE: "1 to 5", Scale.TEXT: "in own words"}
_STEP_IF = {
    StepIf.START: "with the clock",
    StepIf.NOT_ACKNOWLEDGED: "when it is not acknowledged by then",
    StepIf.NOT_RESOLVED: "when it is not resolved by then",
    StepIf.ALWAYS: "in any case",
}
_OPERATOR = {
    Operator.GREATER: "more than",
    Operator.AT_LEAST: "at least",
    Operator.LESS: "less than",
    Operator.AT_MOST: "at most",
    Operator.EQUAL: "exactly",
}


def sentence(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]


def looks(shape: str, example: str) -> str:
    """How a code looks: `R-#### (for example R-1234)`."""
    return shape if shape == example else f"{shape} (for example {example})"


def version(number: int) -> str:
    """`Version 2`."""
    return f"Version {number}"


def regime(name: str | None, *, blinded: bool) -> str:
    """The quality regime, and whether the study is blinded."""
    return ", ".join(part for part in (name or "", "blinded" if blinded else "") if part)


def in_force_from(number: int, effective: date) -> str:
    """Heading of a version in the history."""
    return f"Version {number}, in force from {day(effective)}"


def accepted_in(number: int) -> str:
    """Label of who accepted, when the version at hand changed only what is one side's own."""
    return f"Version {number} accepted by"


def accepted(who: str, seat: str, party: str, when: str) -> str:
    """`Name, Program manager (Larkspur), Fri 20 Nov 2026, 17:00 Kolkata time`."""
    named = ", ".join(part for part in (who, seat) if part)
    return f"{named} ({party})" + (f", {when}" if when else "")


def held(name: str, since: date, until: date | None) -> str:
    """Who holds or held a seat."""
    return f"{name}, {day(since)} to {day(until)}" if until else f"{name}, since {day(since)}"


def urgently(limit: Duration) -> str:
    """How fast a seat answers what cannot wait."""
    return f"Urgent: {within(limit)}"


def own_time(zone: str | None, week: str) -> str:
    """A zone or a working week that is the seat's own."""
    return "; ".join(part for part in (clock_of(zone) if zone else "", week) if part)


def reached(normally: str, urgent: str) -> str:
    """By which methods a seat is reached."""
    return normally if normally == urgent else f"{normally}; urgent: {urgent}"


def deputy(title: str) -> str:
    """Who stands in."""
    return f"Deputy: {title}"


def area_kind(kind: AreaKind, moved: Transferred) -> str:
    """What sort of thing an area is, and whether the duty was moved."""
    return ", ".join(part for part in (AREA_KIND[kind], TRANSFERRED[moved]) if part)


def consulted(titles: str) -> str:
    """Who is asked before, or an empty text."""
    return f"Consulted: {titles}" if titles else ""


def informed(titles: str) -> str:
    """Who is told after, or an empty text."""
    return f"Informed: {titles}" if titles else ""


def days(found: Iterable[date]) -> str:
    """The days of an activity that are known so far."""
    return f"Days known so far: {', '.join(map(day, found))}"


def lives_in(location: str) -> str:
    """Where the output of an area lives."""
    return f"In {location}"


def about_area(title: str) -> str:
    """The area a topic belongs to."""
    return f"Area: {title}"


def span(start: date | None, end: date | None) -> str:
    """First and last day of a rule, where it has them."""
    first = f"from {day(start)}" if start else ""
    last = f"until {day(end)}" if end else ""
    return sentence(" ".join(part for part in (first, last) if part))


def clock_starts(text: str, aware: str | None) -> str:
    """What starts a trigger's clock, and whose awareness counts."""
    return f"Starts: {text}" + (f" (awareness of {aware})" if aware else "")


def ladder_of(title: str) -> str:
    """Caption of a ladder."""
    return f"Ladder: {title}"


def changed_in(number: int) -> str:
    """Caption of what a version changed."""
    return f"What version {number} changed"


def between(first: date, last: date) -> str:
    """A range of days, both included."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def weekdays(days: Iterable[Weekday]) -> str:
    """`Monday, Tuesday and Friday`."""
    return join([WEEKDAYS[each] for each in days])


def digest_time(chosen: DigestTime) -> str:
    """`Monday, 09:00`."""
    return f"{WEEKDAYS[chosen.day]}, {chosen.at:%H:%M}"


def holiday(found: Holiday) -> str:
    """What is special about a day off, or an empty text."""
    half = f"half day, works until {found.works_until:%H:%M}" if found.works_until else ""
    confirm = TO_BE_CONFIRMED if found.provisional else ""
    return "; ".join(part for part in (half, confirm, found.note or "") if part)


def public_holidays(country: str, subdivision: str | None, worked: Iterable[str]) -> str:
    """Which public holidays count as days off."""
    where = f"{country} ({subdivision})" if subdivision else country
    text = f"The public holidays of {where}"
    but = join(list(worked))
    return f"{text}, except {but}" if but else text


def covers(seat: str, phases: str, method: str | None, note: str | None) -> str:
    """Who covers a party on its days off."""
    by = f", by {method} only" if method else ""
    return f"{seat}, in {phases}{by}" + (f" ({note})" if note else "")


def past_work(parties: list[str]) -> str | None:
    """Who may keep the numbers of this work in a partner directory; none when nobody may."""
    return "Its numbers may be kept by " + join(parties) if parties else None


def by_hour(hours: ContactHours, method: str) -> str:
    """Hours in which one method only is right."""
    end = f"{hours.to:%H:%M}" if hours.to else "the office hours begin"
    why = f" ({hours.why})" if hours.why else ""
    return f"From {hours.from_:%H:%M} until {end} only by {method}{why}"


def absence(span: Unavailable, instead: str | None, when: str) -> str:
    """Hours in which a seat cannot be reached."""
    text = f"{span.from_:%H:%M} to {span.to:%H:%M}{when}: {span.why or 'not reachable'}"
    if instead:
        text += f"; ask the {instead} then"
    return text + ("; urgent calls get through" if span.urgent_gets_through else "")


def in_phases(phases: str) -> str:
    """`in Dosing and Recovery`, or an empty text."""
    return f" in {phases}" if phases else ""


def on_days_of(area: str | None) -> str:
    """`on days of Dosing`, or an empty text."""
    return f" on days of {area}" if area else ""


def on_call(hours: str | None, phases: str | None, asked: Duration | None) -> str:
    """When a seat is on call, and how long before it is asked whether it can be reached."""
    when = f"in {phases}" if phases else "in all phases"
    said = f"On call {hours or 'around the clock'} {when}"
    return f"{said}, asked {asked.in_words()} before whether it can be reached" if asked else said


def after(duration: Duration) -> str:
    """When a rung is climbed."""
    return f"After {duration.in_words()}" if duration.amount else "At once"


def late_after(grace: Duration, sender: str) -> str:
    """When an update counts as late."""
    if not grace.amount:
        return "When the agreed time has passed"
    days = f" (working days of {sender})" if grace.needs_calendar else ""
    return f"{sentence(grace.in_words())} after the agreed time{days}"


def day_off(rule: IfDayOff, sender: str, parties: list[str]) -> str:
    """What happens to an update on a day off."""
    match rule:
        case IfDayOff.SEND_ANYWAY:
            return "It comes all the same"
        case IfDayOff.PREVIOUS_WORKING_DAY:
            return f"It comes on the previous working day of {sender}"
        case IfDayOff.NEXT_WORKING_DAY:
            return f"It comes on the next working day of {sender}"
        case IfDayOff.NEXT_SHARED_WORKING_DAY:
            return f"It comes on the next day on which {join(parties)} work"


def clock_of_parties(parties: list[str]) -> str:
    """On whose clock an update is promised, or an empty text when it is nobody's."""
    return f"On the clock of {join(parties)}" if parties else ""


def reminded(seat: str, late: Duration) -> str:
    """Who is reminded privately."""
    return f"The {seat} is reminded {late.in_words()} after the agreed time"


def told(seat: str, late: Duration) -> str:
    """Who is told after that."""
    return f"The {seat} is told {late.in_words()} after the agreed time"


def meanwhile(text: str) -> str:
    """What happens to the work until an update comes."""
    return f"Until it comes: {text}"


def minutes(seat: str, limit: Duration, filed_in: str | None, approved: str | None) -> str:
    """Who writes the minutes."""
    text = f"The {seat} writes them {within(limit)}"
    text += f", filed in {filed_in}" if filed_in else ""
    return text + (f", approved {approved}" if approved else "")


def content(item: ContentItem) -> str:
    """One thing an update says."""
    match item.type:
        case ContentType.TEXT:
            return item.title
        case ContentType.NUMBER:
            return f"{item.title} (number{f' of {item.unit}' if item.unit else ''})"
        case ContentType.CHOICE:
            return f"{item.title} (one of: {', '.join(item.choices)})"
        case ContentType.DATE:
            return f"{item.title} (a day)"
        case ContentType.YES_NO:
            return f"{item.title} (yes or no)"


def limits(found: Occurrence) -> tuple[str, ...]:
    """The limits that can be counted, in words."""
    own: tuple[Limit, ...] = ()
    question = found.type is TriggerType.UNANSWERED_QUESTION
    waits = f"a question waits beyond its reply time ({found.measure})" if question else ""
    if found.measure is not None and found.op is not None and found.value is not None:
        own = (
            Limit(
                measure=found.measure,
                op=found.op,
                value=found.value,
                unit=found.unit,
                for_=found.for_,
            ),
        )
    return tuple(_limit(each, waits) for each in (*own, *found.also))


def _limit(found: Limit, of: str = "") -> str:
    what = of or found.measure.replace("_", " ")
    text = f"{sentence(what)}: {_OPERATOR[found.op]} {found.value:g}"
    unit = {"bd": "business days", "cd": "days", "h": "hours"}.get(found.unit or "", found.unit)
    text += f" {unit}" if unit else ""
    return text + (f" for {found.for_.in_words()}" if found.for_ else "")


def counted(found: TriggerClock, calendar: str, days: str) -> str:
    """What a trigger's clock counts; the calendars are named by their parties."""
    if found.calendar != CLOCK_HOURS:
        return f"It counts the working days of {calendar}"
    text = "It runs through nights and weekends"
    return f"{text}; business days are those of {days}" if found.business_days else text


def calendar_of(key: str | None, names: dict[str, str]) -> str:
    """Whose calendar counts: a party, or all of them."""
    shared = f"{join(list(names.values()))} together"
    return shared if key == BOTH else names.get(key or "", "")


def notice(sender: str, receiver: str, limit: Duration, method: str) -> str:
    """The first notice of an occurrence."""
    return f"From the {sender} to the {receiver}, {within(limit)}, by {method}"


def moves(if_: Iterable[StepIf], reported: Iterable[str], unless: str | None) -> str:
    """What moves an escalation to a rung."""
    parts = [_STEP_IF[each] for each in if_]
    parts += [f"when it is reported: {fact}" for fact in reported]
    parts += [f"unless it is reported by then: {unless}"] if unless else []
    return sentence(" or ".join(parts))


def counts_for(limit: Duration) -> str:
    """How long an acknowledgement counts."""
    return f"An acknowledgement counts for {limit.in_words()}"


def told_again(every: Duration | None, at_most: int | None) -> str | None:
    """How often a rung is told again."""
    if every is None:
        return None
    return f"Told again every {every.in_words()}, at most {at_most or REPEATS} times"


def follow_up(what: str, limit: Duration | None, method: str | None) -> str:
    """What must follow a message in writing."""
    text = sentence(what) + (f" {within(limit)}" if limit else "")
    return text + (f" ({method})" if method else "")


def told_within(limit: Duration) -> str:
    """How soon the other side is told of a decision."""
    return f"The others are told {within(limit)}"


def kept(years: int, then: str | None) -> str:
    """How long the output of an area is kept."""
    return f"Kept for {years} years" + (f", then {then}" if then else "")


def filed(location: str, every: Every) -> str:
    """Where a copy goes again and again."""
    return f"Copied to {location} {RHYTHM[every].lower()}"


def pulse_minimum(count: int) -> str:
    """Answers before anything is shown."""
    return f"{count} answers from a side before anything of it is shown"


def pulse_acts(average: float, gap: float, agenda: str) -> str:
    """What the answers do."""
    return f"An average under {average:g}, or a gap over {gap:g}, goes on the agenda of {agenda}"


OWNERSHIP = {Rhythm.MONTH: "month", Rhythm.QUARTER: "quarter"}


def ownership(every: Rhythm, answer_within: Duration, vacant_for: Duration) -> str:
    """How owners confirm what is theirs."""
    return (
        f"At the start of each {OWNERSHIP[every]} every owner is asked whether their areas are"
        f" still theirs. What is not confirmed within {answer_within.in_words()}, and what a seat"
        f" answers for that is empty for {vacant_for.in_words()}, is settled by a lead of that"
        " side. Business days are those of the owner's party."
    )


def suggestions(answer_within: Duration) -> str:
    """How soon suggestions are answered."""
    return (
        f"A suggestion to another side is answered within {answer_within.in_words()}, counted on"
        " the calendar of the seat that gets it: adopted, not now, or no, each with a reason."
    )


def amending(remind: Duration, lapse: Duration) -> str:
    """How long a proposed change waits."""
    return (
        "A proposed change is in force when every party has accepted it. Who is asked is reminded"
        f" after {remind.in_words()}; without an answer it lapses after {lapse.in_words()}."
        " Business days are those of the party that is asked."
    )


def exported(now: Instant) -> str:
    """When the export was made."""
    return f"Exported on {day(now.date())}, {now:%H:%M} UTC."


def listed(items: Iterable[str]) -> str:
    """Several things in one line."""
    return sentence("; ".join(items))
