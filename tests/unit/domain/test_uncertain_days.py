"""Days that are not certain yet: what is asked about, and the calendar as an answer leaves it."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.agreement.parties import ExtraWorkingDay, Holiday, HolidayCalendar, Party
from bot.domain.uncertain_days import Span, Stands, UncertainDays, settled, uncertain_days
from bot.domain.workdays import working_days
from tests.builders import SIX_DAYS, SUNDAY_TO_THURSDAY, WEEKDAYS, a_holiday, a_party

YEAR = (date(2027, 1, 1), date(2027, 12, 31))
EID = date(2027, 3, 10)
INDIA = HolidayCalendar(country="IN")


def of(party: Party) -> tuple[UncertainDays, ...]:
    return uncertain_days(party, *YEAR)


def one_day(day: date) -> Span:
    return Span(first=day, last=day)


def works(party: Party, day: date) -> bool:
    return working_days(party).is_working(day)


def test_each_holiday_is_one_question_however_long_it_is() -> None:
    """Estimated by the library for the Emirates: three days of Eid al-Fitr, four in May."""
    spans = [
        (each.name, each.span.first, each.span.last)
        for each in of(a_party(holiday_calendar=HolidayCalendar(country="AE")))
    ]
    assert spans[:2] == [
        ("Eid al-Fitr", date(2027, 3, 9), date(2027, 3, 11)),
        (
            "Day of Arafah, Eid al-Adha",
            date(2027, 5, 15),
            date(2027, 5, 18),
        ),
    ]


def test_a_run_is_found_whole_from_any_of_its_days() -> None:
    emirates = a_party(holiday_calendar=HolidayCalendar(country="AE"))
    for day in (date(2027, 3, 9), EID, date(2027, 3, 11)):
        (found,) = uncertain_days(emirates, day, day)
        assert (found.span.first, found.span.last) == (date(2027, 3, 9), date(2027, 3, 11))


def test_what_the_own_list_says_is_not_asked_a_second_time_by_the_library() -> None:
    own = a_holiday(EID, "Ramzan", provisional=True)
    names = [each.name for each in of(a_party(holiday_calendar=INDIA, holidays=(own,)))]
    assert names[0] == "Ramzan"
    assert "Eid al-Fitr" not in names

    certain = replace(own, provisional=False)
    names = [each.name for each in of(a_party(holiday_calendar=INDIA, holidays=(certain,)))]
    assert names[0] == "Eid al-Adha"


def test_a_holiday_that_is_confirmed_stays_where_it_is_and_is_certain() -> None:
    for party in (
        a_party(holidays=(a_holiday(EID, "Eid", provisional=True, note="moon"),)),
        a_party(holiday_calendar=INDIA),
    ):
        found = of(party)[0]
        after = settled(party, found, found.span)
        assert not works(after, EID)
        assert found.key not in [each.key for each in of(after)]
        assert not any(EID in each.span for each in of(after))


def test_a_holiday_that_comes_on_another_day_leaves_its_old_one_to_work() -> None:
    friday = one_day(date(2027, 3, 12))
    own = a_holiday(EID, "Eid", provisional=True, note="moon")
    for party in (
        a_party(holidays=(own,)),
        a_party(holiday_calendar=INDIA),
        a_party(holidays=(own,), holiday_calendar=INDIA),
    ):
        after = settled(party, of(party)[0], friday)
        assert works(after, EID)
        assert not works(after, friday.first)
        assert not any(EID in each.span or friday.first in each.span for each in of(after))


def test_a_run_moves_as_a_whole_and_its_length_can_change() -> None:
    run = Holiday(name="Eid", from_=date(2027, 3, 9), to=date(2027, 3, 11), provisional=True)
    party = a_party(holidays=(run,))
    after = settled(party, of(party)[0], Span(first=date(2027, 3, 10), last=date(2027, 3, 11)))
    assert [works(after, date(2027, 3, day)) for day in (9, 10, 11, 12)] == [
        True,
        False,
        False,
        True,
    ]
    assert after.holidays == (Holiday(name="Eid", from_=date(2027, 3, 10), to=date(2027, 3, 11)),)


def test_a_day_that_is_worked_after_all_is_an_ordinary_one() -> None:
    for party in (
        a_party(holidays=(a_holiday(EID, "Eid", provisional=True),)),
        a_party(holidays=(a_holiday(EID, "Eid", provisional=True),), holiday_calendar=INDIA),
        a_party(holiday_calendar=INDIA),
    ):
        after = settled(party, of(party)[0], None)
        assert works(after, EID)
        assert not any(EID in each.span for each in of(after))


def test_another_holiday_on_the_same_day_is_not_lost() -> None:
    """Estimated for 15 August 2027, which is India's Independence Day as well."""
    party = a_party(holiday_calendar=INDIA, working_week=SUNDAY_TO_THURSDAY)
    found = next(each for each in of(party) if each.name == "Prophet's Birthday")
    assert found.off_anyway == "Independence Day"
    day = date(2027, 8, 15)
    for answer in (found.span, one_day(date(2027, 8, 16)), None):
        after = settled(party, found, answer)
        assert not works(after, day)
        assert not any(day in each.span for each in of(after))
    assert not works(settled(party, found, one_day(date(2027, 8, 16))), date(2027, 8, 16))


def test_a_half_day_stays_one() -> None:
    half = a_holiday(EID, "Eve", works_until=time(12), provisional=True)
    party = a_party(holidays=(half,))
    (found,) = of(party)
    assert found.stands is Stands.HALF
    assert settled(party, found, found.span).holidays == (replace(half, provisional=False),)
    assert settled(party, found, None).holidays == ()


def test_a_make_up_day_is_worked_moved_or_dropped() -> None:
    saturday, other = date(2027, 2, 20), date(2027, 2, 27)
    extra = ExtraWorkingDay(date=saturday, name="Make-up day", provisional=True)
    party = a_party(extra_working_days=(extra,))
    (found,) = of(party)
    assert found.stands is Stands.WORKED
    yes, moved, no = (
        settled(party, found, found.span),
        settled(party, found, one_day(other)),
        settled(party, found, None),
    )
    assert [works(each, saturday) for each in (yes, moved, no)] == [True, False, False]
    assert [works(each, other) for each in (yes, moved, no)] == [False, True, False]
    assert not any(of(each) for each in (yes, moved, no))


def test_a_confirmed_day_off_ends_the_make_up_work_on_it() -> None:
    party = a_party(
        holidays=(a_holiday(EID, "Eid", provisional=True),),
        extra_working_days=(ExtraWorkingDay(date=EID),),
    )
    found = of(party)[0]
    assert not works(settled(party, found, found.span), EID)


@settings(max_examples=60, deadline=None)
@given(
    week=st.sampled_from([WEEKDAYS, SIX_DAYS, SUNDAY_TO_THURSDAY]),
    country=st.sampled_from([None, "IN", "IL", "PL", "AE", "ID", "AU"]),
    own=st.lists(
        st.tuples(st.dates(*YEAR), st.integers(0, 3), st.sampled_from(["off", "half", "extra"])),
        max_size=4,
    ),
    which=st.integers(0, 20),
    shift=st.integers(-4, 4),
    worked=st.booleans(),
)
def test_every_answer_settles_its_question_and_touches_no_other_day(
    *,
    week: tuple[object, ...],
    country: str | None,
    own: list[tuple[date, int, str]],
    which: int,
    shift: int,
    worked: bool,
) -> None:
    party = a_party(
        working_week=week,
        holiday_calendar=HolidayCalendar(country=country) if country else None,
        holidays=tuple(
            Holiday(
                name=f"Own {number}",
                from_=day,
                to=day + timedelta(days=length),
                works_until=time(12) if kind == "half" else None,
                provisional=True,
            )
            for number, (day, length, kind) in enumerate(own)
            if kind != "extra"
        ),
        extra_working_days=tuple(
            ExtraWorkingDay(date=day, provisional=True) for day, _, kind in own if kind == "extra"
        ),
    )
    asked = of(party)
    assume(asked)
    found = asked[which % len(asked)]
    answer = None if worked else found.span.moved(timedelta(days=shift))

    after = settled(party, found, answer)

    assert found.key not in [each.key for each in uncertain_days(after, found.span.first, YEAR[1])]
    touched = {*found.span.days, *(answer.days if answer else ())}
    first = YEAR[0].toordinal()
    for day in (date.fromordinal(first + ahead) for ahead in range(365)):
        if day not in touched:
            assert works(after, day) == works(party, day), day
    if answer is not None and found.stands is Stands.OFF:
        assert not any(works(after, day) for day in answer.days)
    if answer is not None and found.stands is Stands.WORKED:
        assert all(works(after, day) for day in answer.days)


def test_the_key_tells_apart_what_has_to_be_asked_apart() -> None:
    eid = a_holiday(EID, "Eid", provisional=True)
    others = (
        replace(eid, name="Other"),
        replace(eid, date=EID + timedelta(days=1)),
        replace(eid, works_until=time(12)),
    )
    keys = {of(a_party(holidays=(each,)))[0].key for each in (eid, *others)}
    assert len(keys) == 1 + len(others)


@pytest.mark.parametrize("name", ["\ud83d", "x" * 5000])
def test_any_name_has_a_short_key(name: str) -> None:
    (found,) = of(a_party(holidays=(a_holiday(EID, name, provisional=True),)))
    assert len(found.key) < 40
