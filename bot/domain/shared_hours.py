"""Whether two parties are ever in the office at the same time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.agreement.parties import Party
from bot.domain.business_time import office_hours_on
from bot.domain.instant import Instant
from bot.domain.workdays import working_days

_WEEK = 7
_ONE_DAY = timedelta(days=1)


def shared_office_time(one: Party, other: Party, first: date, days: int) -> timedelta:
    """How long both are in the office on some days of a normal week.

    Working weeks and office hours count, days off do not: it is asked how the parties work, not
    how they work this week. The days are those of the first party; the clocks may change on them.
    """
    theirs = list(_in_office(other, first - _ONE_DAY, days + 2))
    return sum(
        (
            max(min(end, their_end) - max(start, their_start), timedelta())
            for start, end in _in_office(one, first, days)
            for their_start, their_end in theirs
        ),
        timedelta(),
    )


def weeks_without_shared_hours(one: Party, other: Party, first: date, weeks: int) -> int:
    """How many of the coming weeks, from a day on, have not a minute that both work."""
    return sum(
        not shared_office_time(one, other, first + timedelta(days=_WEEK * week), _WEEK)
        for week in range(weeks)
    )


def _in_office(party: Party, first: date, days: int) -> Iterator[tuple[Instant, Instant]]:
    """Start and end of the office hours of each working day; some end on the day after."""
    usual = replace(party, holidays=(), holiday_calendar=None, extra_working_days=())
    works = working_days(usual).is_working
    for number in range(days):
        day = first + timedelta(days=number)
        if works(day):
            yield office_hours_on(day, party.hours, party.zone)
