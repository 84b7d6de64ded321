"""Adding agreed durations on somebody's clock and calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.agreement.parties import Party, Weekday
from bot.domain.business_time import after, before
from bot.domain.duration import Duration, Unit
from bot.domain.errors import BadAgreement
from bot.domain.instant import Instant, instant, local
from bot.domain.workdays import working_days
from tests.builders import HYDERABAD, a_cro, a_holiday, a_party, a_sponsor, at
from tests.unit.domain import naive_calendar

BERLIN = "Europe/Berlin"
DECCAN = working_days(a_cro())
OFFICE = working_days(a_party())


def in_hyderabad(start: str, duration: str) -> str:
    moment = after(at(start, HYDERABAD), Duration.parse(duration), zone=HYDERABAD, workdays=DECCAN)
    return f"{local(moment, HYDERABAD):%a %Y-%m-%d %H:%M}"


def in_berlin(start: Instant, duration: str) -> str:
    moment = after(start, Duration.parse(duration), zone=BERLIN, workdays=OFFICE)
    return local(moment, BERLIN).isoformat()


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2026-12-18T17:00", "1bd", "Sat 2026-12-19 17:00"),  # Deccan works on Saturdays
        ("2026-12-18T17:00", "2bd", "Mon 2026-12-21 17:00"),
        ("2026-12-24T09:15", "1bd", "Sat 2026-12-26 09:15"),  # over Christmas
        ("2026-12-18T17:00", "0bd", "Fri 2026-12-18 17:00"),
        ("2026-12-20T10:00", "0bd", "Mon 2026-12-21 10:00"),  # a Sunday counts as the Monday
        ("2026-12-20T10:00", "1bd", "Tue 2026-12-22 10:00"),
        ("2026-12-25T10:00", "1bd", "Mon 2026-12-28 10:00"),
        ("2026-12-18T23:30", "1bd", "Sat 2026-12-19 23:30"),  # nothing is moved to office hours
    ],
)
def test_business_days_keep_the_wall_time_and_skip_days_off(
    start: str, duration: str, end: str
) -> None:
    assert in_hyderabad(start, duration) == end


def test_the_days_are_those_of_the_zone_not_of_utc() -> None:
    late_friday = at("2026-12-18T20:00", "America/Los_Angeles")  # Saturday in UTC and Hyderabad
    sponsor = working_days(a_sponsor())

    end = after(late_friday, Duration.parse("1bd"), zone="America/Los_Angeles", workdays=sponsor)

    assert end == at("2026-12-21T20:00", "America/Los_Angeles")


def test_minutes_and_hours_run_through_nights_and_days_off() -> None:
    assert in_hyderabad("2026-12-24T22:00", "4h") == "Fri 2026-12-25 02:00"
    assert in_hyderabad("2026-12-24T23:45", "30m") == "Fri 2026-12-25 00:15"


def test_hours_are_real_hours_on_the_night_the_clocks_change() -> None:
    assert in_berlin(at("2026-03-28T23:00", BERLIN), "4h") == "2026-03-29T04:00:00+02:00"


@pytest.mark.parametrize(("duration", "end"), [("1cd", "2026-03-29"), ("1w", "2026-04-04")])
def test_days_and_weeks_keep_the_wall_time_when_the_clocks_change(duration: str, end: str) -> None:
    assert in_berlin(at("2026-03-28T12:00", BERLIN), duration) == f"{end}T12:00:00+02:00"


def test_a_wall_time_that_is_skipped_becomes_the_first_minute_after() -> None:
    assert in_berlin(at("2026-03-28T02:30", BERLIN), "1cd") == "2026-03-29T03:00:00+02:00"


def test_a_wall_time_that_comes_twice_is_the_first() -> None:
    assert in_berlin(at("2026-10-24T02:30", BERLIN), "1cd") == "2026-10-25T02:30:00+02:00"


@pytest.mark.parametrize("nothing", ["0m", "0h", "0cd", "0w"])
def test_no_time_at_all_stays_in_the_second_pass_of_the_autumn_hour(nothing: str) -> None:
    second_pass = at("2026-10-25T01:30")

    assert in_berlin(second_pass, nothing) == "2026-10-25T02:30:00+01:00"


def test_counting_back_is_the_mirror_image() -> None:
    def back(end: str, duration: str) -> Instant:
        moment = at(end, HYDERABAD)
        return before(moment, Duration.parse(duration), zone=HYDERABAD, workdays=DECCAN)

    assert back("2026-12-21T17:00", "2bd") == at("2026-12-18T17:00", HYDERABAD)
    assert back("2026-12-20T17:00", "1bd") == at("2026-12-18T17:00", HYDERABAD)
    assert back("2026-12-26T09:00", "4h") == at("2026-12-26T05:00", HYDERABAD)
    assert back("2026-12-26T09:00", "3cd") == at("2026-12-23T09:00", HYDERABAD)
    assert back("2026-12-26T09:00", "1w") == at("2026-12-19T09:00", HYDERABAD)
    assert back("2026-12-26T09:00", "30m") == at("2026-12-26T08:30", HYDERABAD)


def test_a_calendar_without_working_days_is_an_error() -> None:
    never = working_days(a_party(working_week=()))

    with pytest.raises(BadAgreement, match="no day within a year"):
        after(at("2026-12-18T17:00"), Duration.parse("1bd"), zone="UTC", workdays=never)


days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
parties = st.builds(
    lambda week, off: a_party(working_week=week, holidays=tuple(map(a_holiday, off))),
    st.sets(st.sampled_from(Weekday), min_size=1).map(tuple),
    st.lists(days, max_size=20),
)
moments = st.integers(0, 7 * 365 * 24 * 60).map(
    lambda minutes: instant(datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
)
zones = st.sampled_from(sorted(available_timezones()))


def worked_dates(party: Party, start: date, step: timedelta) -> list[date]:
    """The start, rolled to a working day, and the forty worked days that follow it."""
    found: list[date] = []
    while len(found) <= 40:
        if naive_calendar.party_works(party, party.working_week, start):
            found.append(start)
        start += step
    return found


@settings(max_examples=300, deadline=None)
@given(start=moments, amount=st.integers(0, 40), party=parties, zone=zones, ahead=st.booleans())
def test_business_days_agree_with_counting_one_by_one(
    start: Instant, amount: int, party: Party, zone: str, *, ahead: bool
) -> None:
    move, step = (after, timedelta(days=1)) if ahead else (before, timedelta(days=-1))
    calendar = working_days(party)

    end = move(start, Duration(amount, Unit.BUSINESS_DAYS), zone=zone, workdays=calendar)

    wall = local(start, zone).replace(tzinfo=None, fold=0)
    day = worked_dates(party, wall.date(), step)[amount]
    assert calendar.is_working(local(end, zone).date())
    if day == wall.date():
        assert end == start
    else:
        assert end == naive_calendar.moment(datetime.combine(day, wall.time()), zone)


@settings(max_examples=200, deadline=None)
@given(start=moments, first=st.integers(0, 20), then=st.integers(0, 20), party=parties)
def test_business_days_add_up(start: Instant, first: int, then: int, party: Party) -> None:
    def add(moment: Instant, amount: int) -> Instant:
        duration = Duration(amount, Unit.BUSINESS_DAYS)
        return after(moment, duration, zone=HYDERABAD, workdays=working_days(party))

    assert add(add(start, first), then) == add(start, first + then)
