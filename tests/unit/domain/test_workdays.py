"""Which days a party or a seat works."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.agreement.parties import ExtraWorkingDay, Holiday, HolidayCalendar, Weekday
from bot.domain.errors import BadAgreement
from bot.domain.workdays import (
    ProvisionalDay,
    seat_working_days,
    seat_zone,
    shared,
    working_days,
)
from tests.builders import (
    SEATS,
    SIX_DAYS,
    SUNDAY_TO_THURSDAY,
    WEEKDAYS,
    a_cro,
    a_holiday,
    a_party,
    a_seat,
    a_sponsor,
    an_agreement,
)
from tests.unit.domain import naive_calendar

CHRISTMAS = date(2026, 12, 25)
SATURDAY = date(2026, 12, 19)
SUNDAY = date(2026, 12, 20)
MONDAY = date(2026, 12, 21)
INDIA = HolidayCalendar(country="IN", subdivision="TS")


def test_the_working_week_is_the_party_s_own() -> None:
    assert working_days(a_cro()).is_working(SATURDAY)
    assert not working_days(a_sponsor()).is_working(SATURDAY)


def test_a_week_can_run_from_sunday_to_thursday() -> None:
    haifa = working_days(a_party(working_week=SUNDAY_TO_THURSDAY))

    assert haifa.is_working(SUNDAY)
    assert haifa.next_working(date(2026, 12, 17)) == SUNDAY
    assert haifa.previous_working(SUNDAY) == date(2026, 12, 17)


def test_own_days_off_are_not_worked() -> None:
    deccan = working_days(a_cro())

    assert not deccan.is_working(CHRISTMAS)
    assert deccan.previous_working(CHRISTMAS) == date(2026, 12, 24)
    assert deccan.next_working(CHRISTMAS) == date(2026, 12, 26)


def test_a_run_of_days_off_counts_with_its_first_and_last_day() -> None:
    golden_week = Holiday(name="National Day", from_=date(2026, 10, 1), to=date(2026, 10, 7))
    suzhou = working_days(a_party(holidays=(golden_week,)))

    assert suzhou.next_working(date(2026, 9, 30)) == date(2026, 10, 8)


def test_a_holiday_without_a_day_takes_none_away() -> None:
    assert working_days(a_party(holidays=(Holiday(name="To be announced"),))).is_working(MONDAY)


def test_a_half_day_is_worked() -> None:
    eve = a_holiday(date(2027, 4, 21), "Passover eve", works_until=time(12))

    assert working_days(a_party(holidays=(eve,))).is_working(date(2027, 4, 21))


def test_a_half_day_of_its_own_wins_over_the_public_holiday() -> None:
    short = a_holiday(CHRISTMAS, "Christmas, until noon", works_until=time(12))

    assert working_days(a_party(holiday_calendar=INDIA, holidays=(short,))).is_working(CHRISTMAS)


def test_a_half_day_does_not_make_the_weekend_a_working_day() -> None:
    short = a_holiday(SUNDAY, "Inventory", works_until=time(12))

    assert not working_days(a_party(holidays=(short,))).is_working(SUNDAY)


def test_an_extra_working_day_wins_over_weekend_and_holiday() -> None:
    extra = (ExtraWorkingDay(date=SUNDAY), ExtraWorkingDay(date=CHRISTMAS))
    party = working_days(a_cro(extra_working_days=extra, holiday_calendar=INDIA))

    assert party.is_working(SUNDAY)
    assert party.is_working(CHRISTMAS)


def test_public_holidays_come_from_the_library() -> None:
    state = working_days(a_party(holiday_calendar=HolidayCalendar(country="AU", subdivision="VIC")))
    country = working_days(a_party(holiday_calendar=HolidayCalendar(country="AU")))

    assert not state.is_working(date(2026, 11, 3))  # Melbourne Cup Day
    assert country.is_working(date(2026, 11, 3))


def test_a_party_can_work_on_a_public_holiday() -> None:
    calendar = HolidayCalendar(country="IN", subdivision="TS", except_=(CHRISTMAS,))

    assert working_days(a_party(holiday_calendar=calendar)).is_working(CHRISTMAS)


def test_far_from_today_the_holidays_with_a_fixed_date_are_known() -> None:
    india = working_days(a_party(holiday_calendar=INDIA))

    assert not india.is_working(date(2037, 1, 26))
    assert india.is_working(date(2037, 11, 6))  # Diwali, which the library knows until 2035


@pytest.mark.parametrize(("country", "subdivision"), [("XX", None), ("IN", "ZZ")])
def test_an_unknown_holiday_calendar_is_refused(country: str, subdivision: str | None) -> None:
    party = a_party(holiday_calendar=HolidayCalendar(country=country, subdivision=subdivision))

    with pytest.raises(BadAgreement, match="no holiday calendar"):
        working_days(party).is_working(MONDAY)


def test_a_seat_has_its_party_s_days_unless_its_week_is_its_own() -> None:
    consultant = a_seat(
        "tox_consultant", "sponsor", working_week=(Weekday.MON, Weekday.WED, Weekday.FRI)
    )
    agreement = an_agreement(seats=(*SEATS, consultant))
    days = seat_working_days(agreement, "tox_consultant")

    assert seat_working_days(agreement, "vp_rd") == working_days(a_sponsor())
    assert days.next_working(MONDAY) == date(2026, 12, 23)
    assert not days.is_working(CHRISTMAS)


def test_a_seat_lives_in_its_party_s_zone_unless_it_has_its_own() -> None:
    agreement = an_agreement(seats=(*SEATS, a_seat("peer", "sponsor", zone="Europe/London")))

    assert seat_zone(agreement, "peer") == "Europe/London"
    assert seat_zone(agreement, "vp_rd") == "America/Los_Angeles"


def test_shared_days_are_worked_by_everybody() -> None:
    haifa, melbourne = a_party("haifa", working_week=SUNDAY_TO_THURSDAY), a_party("melbourne")
    both = shared(working_days(haifa), working_days(melbourne))

    assert both.next_working(date(2026, 12, 17)) == MONDAY
    assert not both.is_working(SUNDAY)


def test_a_calendar_without_working_days_is_an_error_and_no_endless_search() -> None:
    weekdays, weekend = a_party("a"), a_party("b", short="Weekender", working_week=(Weekday.SUN,))

    with pytest.raises(BadAgreement, match="on which Thames and Weekender work"):
        shared(working_days(weekdays), working_days(weekend)).next_working(MONDAY)
    with pytest.raises(BadAgreement, match="within a year of 2026-12-21"):
        working_days(a_party(working_week=())).previous_working(MONDAY)


def test_provisional_days_are_those_to_confirm() -> None:
    party = a_party(
        holidays=(
            Holiday(name="Eid", from_=date(2027, 3, 9), to=date(2027, 3, 10), provisional=True),
            a_holiday(date(2027, 3, 22), "Holi"),
            a_holiday(date(2027, 4, 1), "Short day", works_until=time(12), provisional=True),
        ),
        extra_working_days=(
            ExtraWorkingDay(date=date(2027, 3, 13), provisional=True),
            ExtraWorkingDay(date=date(2027, 3, 14)),
        ),
    )

    assert working_days(party).provisional_days(date(2027, 3, 10), date(2027, 4, 1)) == (
        ProvisionalDay(date(2027, 3, 10), "Eid", "lab", off=True),
        ProvisionalDay(date(2027, 3, 13), "Extra working day", "lab", off=False),
        ProvisionalDay(date(2027, 4, 1), "Short day", "lab", off=False),
    )


def test_public_holidays_that_wait_for_the_moon_are_provisional() -> None:
    found = working_days(a_party(holiday_calendar=INDIA)).provisional_days(
        date(2027, 1, 1), date(2027, 12, 31)
    )

    assert "Eid al-Fitr (estimated)" in [each.name for each in found]
    assert all(each.off for each in found)


def test_an_estimated_holiday_is_settled_once_the_party_says_it_works() -> None:
    eid = next(
        each.day
        for each in working_days(a_party(holiday_calendar=INDIA)).provisional_days(
            date(2027, 1, 1), date(2027, 12, 31)
        )
    )
    excepted = HolidayCalendar(country="IN", subdivision="TS", except_=(eid,))
    extra = (ExtraWorkingDay(date=eid),)

    for party in (
        a_party(holiday_calendar=excepted),
        a_party(holiday_calendar=INDIA, extra_working_days=extra),
    ):
        assert working_days(party).provisional_days(eid, eid) == ()


@settings(max_examples=100, deadline=None)
@given(
    day=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    week=st.sampled_from([WEEKDAYS, SIX_DAYS, SUNDAY_TO_THURSDAY]),
    country=st.sampled_from(["IN", "US", "IL", "AU", "CN", "DE", "DK", "AE"]),
    off=st.lists(st.dates(date(2024, 1, 1), date(2030, 12, 31)), max_size=9),
)
def test_a_search_finds_the_nearest_day_that_a_naive_look_up_calls_worked(
    day: date, week: tuple[Weekday, ...], country: str, off: list[date]
) -> None:
    party = a_party(
        working_week=week,
        holiday_calendar=HolidayCalendar(country=country),
        holidays=tuple(map(a_holiday, off)),
    )
    days = working_days(party)

    later, earlier = day + naive_calendar.DAY, day - naive_calendar.DAY
    while not naive_calendar.party_works(party, week, later):
        later += naive_calendar.DAY
    while not naive_calendar.party_works(party, week, earlier):
        earlier -= naive_calendar.DAY
    assert (days.previous_working(day), days.next_working(day)) == (earlier, later)
    assert days.is_working(day) == naive_calendar.party_works(party, week, day)
