"""How much working time lies between two moments."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.agreement.parties import OfficeHours
from bot.domain.business_time import working_time_between
from bot.domain.instant import Instant, instant
from bot.domain.workdays import Workdays, working_days
from tests.builders import HYDERABAD, a_cro, a_sponsor, at

DECCAN = working_days(a_cro())
LARKSPUR = working_days(a_sponsor())
NINE_TO_SIX = OfficeHours(time(9), time(18))
ZONES = ("Asia/Kolkata", "America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe")
QUARTER = timedelta(minutes=15)

#: Half a year with two changes of the clock.
MOMENTS = st.integers(0, 180 * 96).map(
    lambda number: instant(datetime(2026, 9, 20, tzinfo=UTC) + number * QUARTER)
)
WAITS = st.integers(0, 12 * 96).map(lambda number: number * QUARTER)
HOURS = st.builds(
    lambda start, end: OfficeHours(time(start), time(end)),
    st.integers(4, 12),
    st.integers(13, 23),
)
CALENDARS = st.sampled_from([DECCAN, LARKSPUR])


@pytest.mark.parametrize(
    ("start", "end", "worked"),
    [
        ("2026-12-18T17:00", "2026-12-18T17:40", timedelta(minutes=40)),
        ("2026-12-18T17:00", "2026-12-18T23:00", timedelta(hours=1)),
        ("2026-12-18T17:00", "2026-12-19T10:00", timedelta(hours=2)),  # Saturdays are worked
        ("2026-12-19T18:00", "2026-12-21T09:00", timedelta()),  # over a Sunday
        ("2026-12-24T17:00", "2026-12-26T10:30", timedelta(hours=2, minutes=30)),  # Christmas
        ("2026-12-18T17:00", "2026-12-18T16:00", timedelta()),
    ],
)
def test_only_office_hours_of_working_days_count(start: str, end: str, worked: timedelta) -> None:
    assert between(at(start, HYDERABAD), at(end, HYDERABAD), hours=NINE_TO_SIX) == worked


def test_a_night_shift_belongs_to_the_day_it_begins_on() -> None:
    nights = OfficeHours(time(22), time(6))
    saturday, monday = at("2026-12-19T20:00", HYDERABAD), at("2026-12-21T20:00", HYDERABAD)
    assert between(saturday, monday, hours=nights) == timedelta(hours=8)


@given(MOMENTS, WAITS, HOURS, CALENDARS, st.sampled_from(ZONES))
@settings(deadline=None)
def test_it_is_what_counting_every_quarter_of_an_hour_gives(
    start: Instant, wait: timedelta, hours: OfficeHours, workdays: Workdays, zone: str
) -> None:
    quarters = (start + number * QUARTER for number in range(wait // QUARTER))
    walls = (moment.astimezone(ZoneInfo(zone)) for moment in quarters)
    counted = sum(
        hours.start <= wall.time() < hours.end and workdays.is_working(wall.date())
        for wall in walls
    )
    end = instant(start + wait)
    found = working_time_between(start, end, zone=zone, workdays=workdays, hours=hours)
    assert found == counted * QUARTER


@given(MOMENTS, st.tuples(WAITS, WAITS), HOURS, CALENDARS, st.sampled_from(ZONES))
@settings(deadline=None)
def test_two_spans_that_meet_are_as_long_as_both(
    start: Instant,
    waits: tuple[timedelta, timedelta],
    hours: OfficeHours,
    workdays: Workdays,
    zone: str,
) -> None:
    middle, end = instant(start + waits[0]), instant(start + sum(waits, timedelta()))
    spans = [(start, middle), (middle, end), (start, end)]
    one, other, both = (
        working_time_between(begin, stop, zone=zone, workdays=workdays, hours=hours)
        for begin, stop in spans
    )
    assert one + other == both <= end - start


def between(start: Instant, end: Instant, *, hours: OfficeHours) -> timedelta:
    return working_time_between(start, end, zone=HYDERABAD, workdays=DECCAN, hours=hours)
