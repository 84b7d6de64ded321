"""Counting somebody's working hours between two moments."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.agreement.parties import OfficeHours
from bot.domain.business_time import working_time_between
from bot.domain.instant import Instant, instant
from bot.domain.workdays import Workdays, working_days
from tests.builders import HYDERABAD, SAN_DIEGO, a_cro, a_sponsor, at

DAY = OfficeHours(time(9), time(17, 30))
NIGHT = OfficeHours(time(22), time(6))
DECCAN, LARKSPUR = working_days(a_cro()), working_days(a_sponsor())
#: Both changes of the clocks in San Diego and Deccan's days off around Christmas lie in it.
MOMENTS = st.datetimes(datetime(2026, 10, 20), datetime(2027, 3, 25)).map(  # noqa: DTZ001
    lambda wall: instant(wall.replace(second=0, microsecond=0, tzinfo=ZoneInfo("UTC")))
)
PLACES = st.sampled_from([(HYDERABAD, DECCAN), (SAN_DIEGO, LARKSPUR)])


@pytest.mark.parametrize(
    ("start", "end", "worked"),
    [
        ("2026-12-04T17:00", "2026-12-04T17:20", "0:20:00"),  # Friday, in the office
        ("2026-12-04T17:00", "2026-12-05T09:30", "1:00:00"),  # Deccan works on Saturdays
        ("2026-12-05T17:00", "2026-12-07T10:00", "1:30:00"),  # and not on Sundays
        ("2026-12-05T18:00", "2026-12-06T20:00", "0:00:00"),
        ("2026-12-04T17:00", "2026-12-04T16:00", "0:00:00"),  # it ends before it begins
    ],
)
def test_nights_and_days_off_do_not_count(start: str, end: str, worked: str) -> None:
    found = working_time_between(
        at(start, HYDERABAD), at(end, HYDERABAD), zone=HYDERABAD, workdays=DECCAN, hours=DAY
    )
    assert str(found) == worked


def test_hours_that_end_on_the_next_day_belong_to_the_day_they_began_on() -> None:
    # Saturday's night is worked until Sunday 6:00; Sunday's is not.
    start, end = at("2026-12-06T04:00", HYDERABAD), at("2026-12-07T05:00", HYDERABAD)
    found = working_time_between(start, end, zone=HYDERABAD, workdays=DECCAN, hours=NIGHT)
    assert found == timedelta(hours=2)


def _counted_by_the_quarter(
    start: Instant, end: Instant, zone: str, workdays: Workdays, hours: OfficeHours
) -> timedelta:
    """The slow way: look at the clock on the wall in every quarter of an hour."""
    quarter, worked, now = timedelta(minutes=15), timedelta(), start
    while now < end:
        wall = now.astimezone(ZoneInfo(zone))
        if workdays.is_working(wall.date()) and hours.start <= wall.time() < hours.end:
            worked += quarter
        now = instant(now + quarter)
    return worked


@settings(max_examples=60, deadline=None)
@given(MOMENTS, st.integers(0, 4 * 24 * 12), PLACES)
def test_it_is_what_a_slow_count_finds(
    start: Instant, quarters: int, place: tuple[str, Workdays]
) -> None:
    zone, workdays = place
    start = instant(start.replace(minute=start.minute // 15 * 15))
    end = instant(start + quarters * timedelta(minutes=15))
    found = working_time_between(start, end, zone=zone, workdays=workdays, hours=DAY)
    assert found == _counted_by_the_quarter(start, end, zone, workdays, DAY)


@settings(deadline=None)
@given(st.lists(MOMENTS, min_size=3, max_size=3).map(sorted), PLACES, st.sampled_from([DAY, NIGHT]))
def test_two_spans_that_meet_add_up(
    moments: list[Instant], place: tuple[str, Workdays], hours: OfficeHours
) -> None:
    def worked(start: Instant, end: Instant) -> timedelta:
        return working_time_between(start, end, zone=place[0], workdays=place[1], hours=hours)

    first, middle, last = moments
    assert worked(first, last) == worked(first, middle) + worked(middle, last)
    assert worked(last, first) == timedelta()
    assert timedelta() <= worked(first, last) <= last - first
