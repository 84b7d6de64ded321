"""The occurrences of a cadence: when each promised update is due.

The rule gives days (see `rule_days`) on the wall clock of its zone. The day-off rule (see
`days_off`) may move a day, never the wall time. Then the wall time becomes a moment (see
`wall_time`).

- An occurrence is known by its wall time before the move, so that a holiday added later does not
  make it another one. Only the rule's day must lie in a phase; where it is moved to may not.
- Occurrences moved onto the same day are one: the one that belongs there, if there is one, else
  the earliest. No other is dropped, and moving keeps their order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain import business_time
from bot.domain.agreement.cadences import Cadence, Every
from bot.domain.agreement.document import Agreement
from bot.domain.days_off import DaysOff, days_off, sender_days
from bot.domain.errors import BadAgreement
from bot.domain.instant import Instant, local
from bot.domain.rule_days import RuleDays, rule_days
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import seat_working_days, seat_zone


@dataclass(frozen=True)
class Occurrence:
    """One time that a cadence comes round."""

    cadence: str
    """Key of the cadence."""
    wall: datetime
    """Naive wall time of the rule before the day-off rule: with the cadence, its identity."""
    due: Instant
    """When the update is promised, after the day-off rule."""
    area: str | None = None
    """For a milestone: key of the completed area, then part of the identity."""


@dataclass(frozen=True)
class Schedule:
    """One cadence of one agreement, ready to be asked. Immutable, so it can be kept."""

    cadence: str
    """Key of the cadence."""
    zone: str
    """IANA zone of the wall time."""
    at: time
    """Wall time of the promise."""
    days: RuleDays
    """The days of the rule."""
    off: DaysOff
    """The day-off rule."""

    @classmethod
    def of(cls, agreement: Agreement, cadence: Cadence) -> "Schedule":
        """The schedule of a cadence; without a zone of its own, on the sender's clock.

        Raises:
            BadAgreement: the rule has no wall time.
        """
        at, zone = cadence.rule.at, zone_of(agreement, cadence)
        if at is None:
            raise BadAgreement(f'The rule of cadence "{cadence.key}" needs a time: at: "17:00".')
        sender = sender_days(agreement, cadence, zone=zone, at=at)
        return cls(
            cadence=cadence.key,
            zone=zone,
            at=at,
            days=rule_days(agreement, cadence, sender.works),
            off=days_off(agreement, cadence, zone=zone, at=at),
        )

    def after(self, moment: Instant) -> Iterator[Occurrence]:
        """The occurrences due strictly after a moment, in the order they are due."""
        last_day = None
        start = self.off.earliest_moved_to(local(moment, self.zone).date())
        for day in self.days.since(start):
            due_day = self.off.moved(day)
            if due_day == last_day:
                continue
            last_day = due_day
            due = resolve_wall(datetime.combine(due_day, self.at), self.zone)
            if due > moment:
                named_after = due_day if due_day != day and self.days.has(due_day) else day
                yield Occurrence(self.cadence, datetime.combine(named_after, self.at), due)


def zone_of(agreement: Agreement, cadence: Cadence) -> str:
    """IANA zone of the clock a cadence is promised on: its own, otherwise the sender's."""
    return cadence.rule.zone or seat_zone(agreement, cadence.from_)


def occurrences(agreement: Agreement, cadence: Cadence, *, after: Instant) -> Iterator[Occurrence]:
    """The occurrences due strictly after a moment, in the order they are due.

    The iterator ends with the rule or the phases, and is endless when they are. A milestone rule
    gives none; see `milestone_occurrence`.

    Raises:
        BadAgreement: the rule cannot be followed, or no working day is found within a year.
    """
    if cadence.rule.every is Every.MILESTONE:
        return iter(())
    return Schedule.of(agreement, cadence).after(after)


def next_occurrence(agreement: Agreement, cadence: Cadence, *, after: Instant) -> Occurrence | None:
    """The first occurrence due strictly after a moment, or None when there are no more.

    Asking again with the due time of the answer walks through exactly what `occurrences` gives,
    wherever it starts. The cost does not grow with the age of the rule.

    Raises:
        BadAgreement: the rule cannot be followed, or no working day is found within a year.
    """
    return next(occurrences(agreement, cadence, after=after), None)


def milestone_occurrence(
    agreement: Agreement, cadence: Cadence, area: str, completed: Instant
) -> Occurrence | None:
    """The update that is promised because an area was completed.

    It is due `within` after the completion, counted on the sender's calendar; if the rule has a
    wall time, then at that time of the day. The day-off rule applies, but never moves it to before
    the completion: where the previous working day would be, the next one is taken.

    Returns:
        None when the rule is no milestone rule or does not name the area, or when the completion
        lies outside the phases or the start and end of the rule.

    Raises:
        BadAgreement: the rule does not say how soon, or no working day is found within a year.
    """
    rule, sender_zone = cadence.rule, seat_zone(agreement, cadence.from_)
    zone = rule.zone or sender_zone
    applies = rule_days(agreement, cadence, lambda _: False).covers(local(completed, zone).date())
    if rule.every is not Every.MILESTONE or area not in rule.areas or not applies:
        return None
    if rule.within is None:
        raise BadAgreement(f'The rule of cadence "{cadence.key}" needs within: how soon after.')
    calendar = seat_working_days(agreement, cadence.from_)
    due = business_time.after(completed, rule.within, zone=sender_zone, workdays=calendar)
    if rule.at is not None:
        due = max(_at(due, rule.at, zone), completed)
    wall = local(due, zone).replace(tzinfo=None, fold=0)
    off = days_off(agreement, cadence, zone=zone, at=wall.time())
    return Occurrence(cadence.key, wall, _moved(wall, due, off, completed), area)


def _at(moment: Instant, at: time, zone: str) -> Instant:
    """The moment of a wall time on the day that another moment falls on in the zone."""
    return resolve_wall(datetime.combine(local(moment, zone).date(), at), zone)


def _moved(wall: datetime, due: Instant, off: DaysOff, earliest: Instant) -> Instant:
    """Where the day-off rule puts a single due time, which is never before the earliest."""

    def on(day: date) -> Instant:
        if day == wall.date():
            return due
        return resolve_wall(datetime.combine(day, wall.time()), off.zone)

    moved = on(off.moved(wall.date()))
    if moved < earliest:
        moved = on(replace(off, step=timedelta(days=1)).moved(wall.date()))
    return moved
