"""Whether two parties are ever in the office together, against counting minutes one by one."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agreement.parties import OfficeHours, Party, Weekday
from bot.domain.shared_hours import shared_office_time, weeks_without_shared_hours
from tests.builders import HYDERABAD, SAN_DIEGO, SUNDAY_TO_THURSDAY, WEEKDAYS, a_cro, a_party

MONDAY = date(2027, 3, 1)
HALF_HOURS = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
SOME_ZONES = [SAN_DIEGO, HYDERABAD, "Europe/London", "Australia/Melbourne", "Asia/Jerusalem"]


def office(zone: str, hours: str, **more: Any) -> Party:
    return a_party(zone=zone, hours=OfficeHours.parse(hours), **more)


def test_san_diego_and_hyderabad_are_never_in_the_office_together() -> None:
    one, other = office(SAN_DIEGO, "08:30-17:00"), office(HYDERABAD, "09:00-18:00")
    assert shared_office_time(one, other, MONDAY, 7) == timedelta()
    assert weeks_without_shared_hours(one, other, MONDAY, 4) == 4


def test_an_early_hour_on_one_side_is_counted_on_each_day_that_both_work() -> None:
    london, hyderabad = office("Europe/London", "08:00-17:00"), office(HYDERABAD, "09:00-18:00")
    assert shared_office_time(london, hyderabad, MONDAY, 7) == timedelta(hours=4.5) * 5


def test_different_working_weeks_share_the_days_both_work() -> None:
    one = office("Europe/London", "09:00-17:00", working_week=WEEKDAYS)
    other = office("Europe/London", "09:00-17:00", working_week=SUNDAY_TO_THURSDAY)
    assert shared_office_time(one, other, MONDAY, 7) == timedelta(hours=8) * 4


def test_days_off_make_a_week_no_shorter() -> None:
    christmas = date(2026, 12, 21)
    assert shared_office_time(a_cro(), a_cro(), christmas, 7) == timedelta(hours=9) * 6


def test_each_week_is_looked_at_on_its_own_clocks() -> None:
    """London is an hour closer to Hyderabad in summer, from 28 March 2027 on."""
    london, hyderabad = office("Europe/London", "12:00-17:00"), office(HYDERABAD, "09:00-17:00")
    assert weeks_without_shared_hours(london, hyderabad, date(2027, 3, 15), 4) == 2
    assert weeks_without_shared_hours(london, hyderabad, date(2027, 3, 29), 4) == 0


@given(
    zones=st.tuples(st.sampled_from(SOME_ZONES), st.sampled_from(SOME_ZONES)),
    hours=st.lists(st.sampled_from(HALF_HOURS), min_size=4, max_size=4, unique=True),
    weeks=st.tuples(
        st.sets(st.sampled_from(Weekday), min_size=1), st.sets(st.sampled_from(Weekday), min_size=1)
    ),
    first=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_it_is_the_minutes_in_which_both_clocks_show_office_hours(
    zones: tuple[str, str],
    hours: list[time],
    weeks: tuple[set[Weekday], set[Weekday]],
    first: date,
) -> None:
    one, other = (
        a_party(
            zone=zone,
            hours=OfficeHours(*sorted(two)),
            working_week=tuple(sorted(week, key=lambda day: day.number)),
        )
        for zone, two, week in zip(zones, (hours[:2], hours[2:]), weeks, strict=True)
    )
    counted = timedelta()
    step = timedelta(minutes=30)
    moment = datetime.combine(first, time(), UTC) - timedelta(days=2)
    while moment < datetime.combine(first, time(), UTC) + timedelta(days=10):
        day = moment.astimezone(ZoneInfo(one.zone)).date()
        if 0 <= (day - first).days < 7 and _works(one, moment) and _works(other, moment):
            counted += step
        moment += step
    assert shared_office_time(one, other, first, 7) == counted


def _works(party: Party, moment: datetime) -> bool:
    wall = moment.astimezone(ZoneInfo(party.zone))
    week = {day.number for day in party.working_week}
    return wall.weekday() in week and party.hours.start <= wall.time() < party.hours.end
