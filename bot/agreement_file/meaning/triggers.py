"""Triggers: a clock that can be counted, a ladder that climbs on every side."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.agreement_file.meaning.lookup import Lookup, sender_faults
from bot.agreement_file.mistakes import Fault, instead
from bot.agreement_file.parts import Part, repeated
from bot.domain import access_ends, unanswered
from bot.domain.agreement.triggers import CLOCK_HOURS, ClockStart, Operator, StepIf, TriggerType
from bot.domain.duration import Duration, Unit

_COUNTED = frozenset({TriggerType.THRESHOLD, TriggerType.OVERDUE})


@dataclass(frozen=True)
class _Rule:
    """What a limit that Accord counts by itself may say."""

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    """The items of which a key may be named instead."""
    of: str
    units: tuple[str, ...]
    ops: tuple[Operator, ...]
    compared: str


_LATER = (Operator.GREATER, Operator.AT_LEAST)
_RULES = {
    TriggerType.UNANSWERED_QUESTION: _Rule(
        words=(unanswered.ANY, unanswered.URGENT),
        kinds=("areas", "seats"),
        of="area or seat",
        units=tuple(unanswered.UNITS),
        ops=_LATER,
        compared="a question waits for longer than agreed",
    ),
    TriggerType.EXPIRING_ACCESS: _Rule(
        words=(access_ends.ANY,),
        kinds=("locations",),
        of="location",
        units=tuple(access_ends.UNITS),
        ops=(*_LATER, Operator.LESS, Operator.AT_MOST),
        compared="access has some days left, or ended some days ago",
    ),
}
_MINUTES = {
    Unit.MINUTES: 1,
    Unit.HOURS: 60,
    Unit.CALENDAR_DAYS: 24 * 60,
    Unit.BUSINESS_DAYS: 24 * 60,
    Unit.WEEKS: 7 * 24 * 60,
}


def trigger_faults(lookup: Lookup) -> Iterator[Fault]:
    """What is wrong with the triggers."""
    for trigger in lookup.document.parts("triggers"):
        occurrence = trigger.part("trigger")
        if occurrence is not None:
            yield from _occurrence_faults(occurrence)
            yield from _counted_faults(occurrence, lookup)
        yield from _clock_faults(trigger)
        notice = trigger.part("first_notice")
        if notice is not None:
            yield from _notice_faults(notice, lookup)
        steps = list(trigger.parts("ladder"))
        yield from _order_faults(steps)
        yield from _condition_faults(steps)
        for step in steps:
            yield from _seat_faults(step, lookup)
        if len(steps) == trigger.length("ladder"):
            yield from _side_faults(trigger, steps, lookup)


def _occurrence_faults(occurrence: Part) -> Iterator[Fault]:
    kind = occurrence.word("type", TriggerType)
    given = [name for name in ("measure", "op", "value") if occurrence.has(name)]
    missing = [name for name in ("measure", "op", "value") if name not in given]
    if (kind in _COUNTED and missing) or (given and missing):
        sentence = "a limit needs measure, op and value to be counted; add " + ", ".join(missing)
        yield Fault(occurrence.path, sentence)
    for name in ("unit", "for"):
        if occurrence.has(name) and not given and kind not in _COUNTED:
            yield occurrence.fault(name, f"{name} belongs to a limit; add measure, op and value")


def _counted_faults(occurrence: Part, lookup: Lookup) -> Iterator[Fault]:
    """A limit that Accord counts by itself, and could not."""
    kind = occurrence.word("type", TriggerType)
    rule = _RULES.get(kind) if kind else None
    if rule is None or not occurrence.has("measure"):
        return
    measure = occurrence.text("measure")
    known = [*rule.words, *(key for kind in rule.kinds for key in lookup.keys(kind))]
    if measure is not None and measure not in known:
        sentence = f'no {rule.of} has the key "{measure}"'
        yield occurrence.fault("measure", f"{sentence}; {instead(measure, known)}")
    elif measure in lookup.not_for_all:
        sentence = f'not everybody may know of "{measure}", and everybody reads this'
        yield occurrence.fault("measure", f"{sentence}; write any, and restricted: true")
    if occurrence.text("unit") not in rule.units:
        units = " or ".join(rule.units)
        yield occurrence.fault("unit", f"this is counted in {units}; write one of them")
    if occurrence.word("op", Operator) not in {*rule.ops, None}:
        ops = ", ".join(f'"{op.value}"' for op in rule.ops)
        yield occurrence.fault("op", f"{rule.compared}; write one of {ops}")
    value = occurrence.data.get("value")
    if isinstance(value, int | float) and (value < 0 or value != int(value)):
        yield occurrence.fault("value", f"{value} cannot be counted; write a whole number")
    if occurrence.has("also") or occurrence.has("for"):
        name = "also" if occurrence.has("also") else "for"
        yield occurrence.fault(name, "one limit is counted here; leave it out")


def _clock_faults(trigger: Part) -> Iterator[Fault]:
    clock = trigger.part("clock")
    if clock is None:
        return
    starts = clock.word("starts", ClockStart)
    if clock.has("aware") and starts not in {ClockStart.AWARENESS, None}:
        sentence = f"nobody's awareness counts with starts: {starts.value if starts else ''}"
        yield clock.fault("aware", f"{sentence}; leave it out, or write starts: awareness")
    calendar = clock.text("calendar")
    if calendar is None:
        return
    if calendar != CLOCK_HOURS and clock.has("business_days"):
        sentence = f"business days are counted on the calendar {calendar} already; leave it out"
        yield clock.fault("business_days", sentence)
    counted = [str(each) for each in _durations(trigger) if each.needs_calendar]
    if calendar == CLOCK_HOURS and counted and not clock.has("business_days"):
        sentence = f"{', '.join(counted)} cannot be counted in clock hours"
        remedy = 'add "business_days" with a party or both'
        yield clock.fault("calendar", f"{sentence}: no calendar is named; {remedy}")


def _durations(trigger: Part) -> Iterator[Duration]:
    notice = trigger.part("first_notice")
    if notice is not None and (within := notice.duration("within")) is not None:
        yield within
    if (counts := trigger.duration("acknowledged_for")) is not None:
        yield counts
    for step in trigger.parts("ladder"):
        for name in ("after", "repeat_every"):
            if (length := step.duration(name)) is not None:
                yield length


def _notice_faults(notice: Part, lookup: Lookup) -> Iterator[Fault]:
    sender = notice.text("from")
    if sender is not None and sender == notice.text("to"):
        yield notice.fault("to", f'"{sender}" would tell itself; name the seat to be told')
    yield from sender_faults(notice, lookup)


def _order_faults(steps: list[Part]) -> Iterator[Fault]:
    last: Duration | None = None
    for number, step in enumerate(steps, start=1):
        written = step.number("step")
        if written is not None and written != number:
            sentence = f"this is rung {number} of the ladder, not {written}; number them 1, 2, 3"
            yield step.fault("step", sentence)
        after = step.duration("after")
        if after is None:
            continue
        if number == 1 and after.amount != 0:
            sentence = f"the first rung starts with the clock, not {after.in_words()} later"
            yield step.fault("after", f"{sentence}; write 0h")
        elif last is not None and _length(after) <= _length(last):
            sentence = f"{after} does not come after {last} of the rung above"
            yield step.fault("after", f"{sentence}; the times must rise from rung to rung")
        last = after


def _length(duration: Duration) -> tuple[int, bool]:
    """The shortest time it can be. A business day may last longer, so it may follow a day."""
    return duration.amount * _MINUTES[duration.unit], duration.needs_calendar


def _condition_faults(steps: list[Part]) -> Iterator[Fault]:
    for number, step in enumerate(steps, start=1):
        yield from repeated(step, "if", "the condition")
        words = [word for _, word in step.texts("if")]
        named = any(step.has(name) for name in ("if", "or_reported", "unless_reported"))
        if number == 1 and not step.has("if"):
            yield step.fault("if", "the first rung begins with the clock; add if: [start]")
        elif number == 1 and words and words != [StepIf.START.value]:
            yield step.fault("if", "the first rung begins with the clock; write if: [start]")
        elif number > 1 and StepIf.START.value in words:
            sentence = (
                "only the first rung has start; write not_acknowledged, not_resolved or always"
            )
            yield step.fault("if", sentence)
        elif not named:
            sentence = "it does not say what moves it here; add if, or_reported or unless_reported"
            yield Fault(step.path, sentence)


def _seat_faults(step: Part, lookup: Lookup) -> Iterator[Fault]:
    seats = step.part("seats")
    if seats is None:
        return
    for party in seats.data:
        of = lookup.party_of(seats.text(party))
        if lookup.parties and party not in lookup.parties:
            if len(lookup.parties) == lookup.document.length("parties"):
                sentence = f'no party has the key "{party}"; {instead(party, lookup.parties)}'
                yield Fault((*seats.path, party), sentence, on_key=True)
        elif of is not None and of != party:
            sentence = f'the seat "{seats.text(party)}" belongs to {of}; name a seat of {party}'
            yield seats.fault(party, sentence)


def _side_faults(trigger: Part, steps: list[Part], lookup: Lookup) -> Iterator[Fault]:
    climbing: set[str] = set()
    for step in steps:
        seats = step.part("seats")
        if seats is None or any(lookup.side_of(seats.text(each)) is None for each in seats.data):
            return
        climbing |= {str(lookup.side_of(seats.text(each))) for each in seats.data}
    notice = trigger.part("first_notice")
    needed = {lookup.side_of(notice.text(each)) for each in ("from", "to")} if notice else set()
    missing = sorted(str(side) for side in needed - climbing if side is not None)
    if missing:
        sentence = f"the first notice reaches the side {missing[0]}, and no rung has a seat there"
        yield trigger.fault("ladder", f"{sentence}; a ladder climbs on both sides, add the seats")
    elif len(climbing) == 1 and len(lookup.sides) > 1:
        sentence = f"every rung is on the side {next(iter(climbing))}"
        yield trigger.fault("ladder", f"{sentence}; a ladder climbs on both sides, add the other")
