"""Why an update is, or is not, asked for on a day: the agreement's answer, without any history.

It says what `occurrences` does, and why. A day is a date on the wall clock of the cadence's rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.agreement.cadences import Cadence, Every
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party, Weekday
from bot.domain.instant import Instant, instant, local
from bot.domain.occurrences import Occurrence, Schedule
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import day_off_name, working_days

_ONE_DAY = timedelta(days=1)
_A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Off:
    """A party that does not work on a day."""

    party: str
    """What people call it."""
    name: str | None
    """The holiday; none when the day is not in its working week."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An update is due on the day."""

    occurrence: Occurrence
    moved_from: date | None = None
    """The day of the rule, when the day-off rule moved it here."""
    off: tuple[Off, ...] = ()
    """Who does not work on that day."""


class Because(StrEnum):
    """Why no update is due on a day."""

    RHYTHM = "rhythm"
    """The rule does not name the day."""
    SPAN = "span"
    """The day lies outside the phases, or the start and end of the rule."""
    DAY_OFF = "day off"
    """It would be, and the day-off rule moves it."""
    MILESTONE = "milestone"
    """It comes after something is done, on no day known before."""


@dataclass(frozen=True, kw_only=True)
class NotAsked:
    """No update is due on the day."""

    because: Because
    moved_to: Occurrence | None = None
    """For a day off: where it goes. It may be the update that belongs there anyway."""
    off: tuple[Off, ...] = ()
    """For a day off: who does not work, of the sender's party and those that receive it."""
    following: Occurrence | None = None
    """The next one after the day, if there is one."""


def explain_day(agreement: Agreement, cadence: Cadence, day: date) -> Asked | NotAsked:
    """Whether and why an update of a cadence is due on a day.

    Raises:
        BadAgreement: the rule cannot be followed.
    """
    if cadence.rule.every is Every.MILESTONE:
        return NotAsked(because=Because.MILESTONE)
    schedule = Schedule.of(agreement, cadence)
    begin, end = _midnight(schedule, day), _midnight(schedule, day + _ONE_DAY)
    found = next(schedule.after(instant(begin - _A_MOMENT)), None)
    if found is not None and found.due < end:
        return _asked(agreement, cadence, schedule, found, day)
    if schedule.days.has(day):
        to = schedule.off.moved(day)
        moved = next(schedule.after(instant(_midnight(schedule, to) - _A_MOMENT)), None)
        off = tuple(_off(agreement, cadence, schedule, day))
        return NotAsked(because=Because.DAY_OFF, moved_to=moved, off=off, following=found)
    because = Because.RHYTHM if schedule.days.covers(day) else Because.SPAN
    return NotAsked(because=because, following=found)


def _asked(
    agreement: Agreement, cadence: Cadence, schedule: Schedule, found: Occurrence, day: date
) -> Asked:
    belongs = found.wall.date()
    if belongs == day:
        return Asked(occurrence=found)
    off = tuple(_off(agreement, cadence, schedule, belongs))
    return Asked(occurrence=found, moved_from=belongs, off=off)


def _midnight(schedule: Schedule, day: date) -> Instant:
    return resolve_wall(datetime.combine(day, time()), schedule.zone)


def _off(agreement: Agreement, cadence: Cadence, schedule: Schedule, day: date) -> Iterator[Off]:
    """Who does not work when the update would be due, each on the date it then is there."""
    at = resolve_wall(datetime.combine(day, schedule.at), schedule.zone)
    sender = agreement.party_of(cadence.from_)
    for party in (sender, *agreement.receiving_parties(cadence)):
        seat = agreement.seat[cadence.from_] if party is sender else None
        there = local(at, (seat.zone if seat else None) or party.zone).date()
        if not working_days(party, seat).is_working(there):
            week = (seat.working_week if seat else None) or party.working_week
            yield _named(party, week, there)


def _named(party: Party, week: tuple[Weekday, ...], day: date) -> Off:
    in_week = day.weekday() in {each.number for each in week}
    return Off(party.short, day_off_name(party, day) if in_week else None)
