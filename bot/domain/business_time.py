"""Adding an agreed duration to a moment, or counting one, on somebody's clock and calendar.

Minutes and hours run on the clock, through nights and days off. Calendar days and weeks keep the
wall time in a zone. Business days keep the wall time too and count only working days. Nothing is
rounded to office hours: what falls at night stays at night.

Business days in examples, for a week from Monday to Saturday: one business day after Friday 17:00
is Saturday 17:00; two are Monday 17:00. What begins on a day off counts as if it had begun on the
next working day at the same wall time, as notices under contracts do: one business day after
Sunday 10:00 is Tuesday 10:00, and none at all is Monday 10:00. Backwards it is the mirror image.

Working time is what lies inside the office hours of working days. Hours that end before they begin
run into the day after; they belong to the day they begin on.
"""

from datetime import date, datetime, timedelta

from bot.domain.agreement.parties import OfficeHours
from bot.domain.duration import Duration, Unit
from bot.domain.instant import Instant, local
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import Workdays

_ON_THE_CLOCK = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1)}
_IN_DAYS = {Unit.CALENDAR_DAYS: timedelta(days=1), Unit.WEEKS: timedelta(weeks=1)}


def after(start: Instant, duration: Duration, *, zone: str, workdays: Workdays) -> Instant:
    """The moment that lies a duration after another.

    Args:
        start: where the count begins.
        duration: how much later.
        zone: IANA zone whose wall time is kept and whose days are counted.
        workdays: the calendar that business days are counted on.

    Raises:
        BadAgreement: the calendar has no working day within a year.
    """
    return _away(start, duration, zone=zone, workdays=workdays, sign=1)


def before(end: Instant, duration: Duration, *, zone: str, workdays: Workdays) -> Instant:
    """The moment that lies a duration before another; the mirror image of `after`.

    Raises:
        BadAgreement: the calendar has no working day within a year.
    """
    return _away(end, duration, zone=zone, workdays=workdays, sign=-1)


def working_time_between(
    start: Instant, end: Instant, *, zone: str, workdays: Workdays, hours: OfficeHours
) -> timedelta:
    """How much of somebody's office time lies between two moments; none when it ends before.

    Hours that end before they begin go on into the next day. Half days count whole: `Workdays`
    knows days, not hours.

    Args:
        start: where the time begins.
        end: where it ends.
        zone: IANA zone whose wall clock the hours are read on.
        workdays: the days that are worked.
        hours: the hours that are worked on each of them.
    """
    if end <= start:
        return timedelta()
    # What began the evening before may go on until after the start.
    first, last = local(start, zone).date().toordinal() - 1, local(end, zone).date().toordinal()
    worked = timedelta()
    for day in map(date.fromordinal, range(first, last + 1)):
        if workdays.is_working(day):
            opens, closes = office_hours_on(day, hours, zone)
            worked += max(min(end, closes) - max(start, opens), timedelta())
    return worked


def after_working_time(
    start: Instant, worked: timedelta, *, zone: str, workdays: Workdays, hours: OfficeHours
) -> Instant:
    """The moment at which so much of somebody's office time has passed since another.

    With no time at all it is the first moment of office time: the start itself, or when the office
    opens next. Half days count whole, as in `working_time_between`.

    Args:
        start: where the time begins.
        worked: how much office time.
        zone: IANA zone whose wall clock the hours are read on.
        workdays: the days that are worked.
        hours: the hours that are worked on each of them.

    Raises:
        BadAgreement: the calendar has no working day within a year.
    """
    day = local(start, zone).date() - timedelta(days=1)
    left = worked
    while True:
        day = workdays.next_working(day - timedelta(days=1))
        opens, closes = office_hours_on(day, hours, zone)
        begins = max(start, opens)
        if begins < closes:
            if left <= closes - begins:
                return Instant(begins + left)
            left -= closes - begins
        day += timedelta(days=1)


def office_hours_on(day: date, hours: OfficeHours, zone: str) -> tuple[Instant, Instant]:
    """When an office opens on a day, and when it closes, which may be on the day after."""
    closing_day = day if hours.end > hours.start else day + timedelta(days=1)
    return (
        resolve_wall(datetime.combine(day, hours.start), zone),
        resolve_wall(datetime.combine(closing_day, hours.end), zone),
    )


def _away(
    start: Instant, duration: Duration, *, zone: str, workdays: Workdays, sign: int
) -> Instant:
    if duration.unit in _ON_THE_CLOCK:
        return Instant(start + sign * duration.amount * _ON_THE_CLOCK[duration.unit])
    today = local(start, zone).date()
    if duration.unit is Unit.BUSINESS_DAYS:
        return _on_other_day(start, _count(today, duration.amount, workdays, sign), zone)
    return _on_other_day(start, today + sign * duration.amount * _IN_DAYS[duration.unit], zone)


def _count(day: date, amount: int, workdays: Workdays, sign: int) -> date:
    step = workdays.next_working if sign > 0 else workdays.previous_working
    if not workdays.is_working(day):
        day = step(day)
    for _ in range(amount):
        day = step(day)
    return day


def _on_other_day(start: Instant, day: date, zone: str) -> Instant:
    """The same wall time on another day; on the same day it is the same moment."""
    wall = local(start, zone)
    if day == wall.date():
        # Resolving it again would move a start in the second pass of the autumn hour to the first.
        return start
    return resolve_wall(datetime.combine(day, wall.time()), zone)
