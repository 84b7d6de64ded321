"""The days of a rule, before anybody's days off."""

from datetime import date, time
from itertools import islice
from typing import Any

import pytest
from dateutil.rrule import FR, MO, MONTHLY, SU, TH, TU, WEEKLY, rrule

from bot.domain.agreement.cadences import Every
from bot.domain.agreement.parties import Weekday
from bot.domain.errors import BadAgreement
from bot.domain.rule_days import rule_days
from bot.domain.workdays import working_days
from tests.builders import (
    AREAS,
    a_cadence,
    a_party,
    a_phase,
    a_rule,
    an_agreement,
    an_area,
)

PHASES = (
    a_phase("late", date(2027, 3, 1), date(2027, 3, 10)),
    a_phase("early", date(2027, 1, 4), date(2027, 1, 10)),
    a_phase("within", date(2027, 1, 6), date(2027, 1, 7)),
    a_phase("next", date(2027, 1, 11), date(2027, 1, 12)),
)
MARKED = an_area("dosing", days=(date(2027, 2, 3), date(2027, 1, 6), date(2027, 1, 9)))
UNMARKED = an_area("unplanned")
AGREEMENT = an_agreement(phases=PHASES, areas=(*AREAS, MARKED, UNMARKED))
OFFICE = working_days(a_party())


def days_of(
    since: str = "2027-01-01", count: int = 4, phases: tuple[str, ...] = (), **rule: Any
) -> list[str]:
    cadence = a_cadence(rule=a_rule(**rule), phases=phases)
    days = rule_days(AGREEMENT, cadence, OFFICE.is_working)
    return [f"{day:%m-%d}" for day in islice(days.since(date.fromisoformat(since)), count)]


def test_a_daily_rule_comes_every_day_or_on_its_weekdays() -> None:
    assert days_of(every=Every.DAY, days=()) == ["01-01", "01-02", "01-03", "01-04"]
    assert days_of(every=Every.DAY, days=("sat", "mon")) == ["01-02", "01-04", "01-09", "01-11"]


def test_a_weekly_rule_can_have_several_days() -> None:
    assert days_of(every=Every.WEEK, days=("thu", "tue")) == ["01-05", "01-07", "01-12", "01-14"]


def test_a_weekly_rule_without_days_comes_on_the_weekday_it_starts() -> None:
    start = date(2027, 1, 6)

    assert days_of(every=Every.WEEK, days=(), start=start) == ["01-06", "01-13", "01-20", "01-27"]


def test_every_other_week_is_known_by_the_anchor_before_and_after_it() -> None:
    rule: dict[str, Any] = {"every": Every.TWO_WEEKS, "days": ("tue",), "anchor": date(2027, 1, 19)}

    assert days_of(**rule) == ["01-05", "01-19", "02-02", "02-16"]
    assert days_of(**rule, start=date(2027, 1, 6), count=1) == ["01-19"]


def test_weeks_are_counted_from_monday() -> None:
    found = days_of(every=Every.TWO_WEEKS, days=("sun", "mon"), anchor=date(2027, 1, 4))

    assert found == ["01-04", "01-10", "01-18", "01-24"]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("day_15", ["01-15", "02-15", "03-15", "04-15"]),
        ("day_31", ["01-31", "02-28", "03-31", "04-30"]),
        ("last_day", ["01-31", "02-28", "03-31", "04-30"]),
        ("second_thu", ["01-14", "02-11", "03-11", "04-08"]),
        ("last_fri", ["01-29", "02-26", "03-26", "04-30"]),
        ("fifth_fri", ["01-29", "04-30", "07-30", "10-29"]),
        ("any_sat", ["01-30", "02-27", "03-27", "04-24"]),
        ("first_working_day", ["01-01", "02-01", "03-01", "04-01"]),
        ("third_working_day", ["01-05", "02-03", "03-03", "04-05"]),
        ("last_working_day", ["01-29", "02-26", "03-31", "04-30"]),
        ("wed", ["01-06", "01-13", "01-20", "01-27"]),
    ],
)
def test_days_of_the_month(day: str, found: list[str]) -> None:
    assert days_of(every=Every.MONTH, days=(day,)) == found


def test_two_names_for_one_day_of_the_month_are_one_day() -> None:
    found = days_of(every=Every.MONTH, days=("last_day", "day_31", "day_1"))

    assert found == ["01-01", "01-31", "02-01", "02-28"]


def test_the_29th_of_february_is_the_last_day_in_a_leap_year() -> None:
    assert days_of("2028-02-10", 1, every=Every.MONTH, days=("day_30",)) == ["02-29"]


def test_a_quarterly_rule_comes_in_the_first_months_of_quarters() -> None:
    found = days_of(every=Every.QUARTER, days=("first_working_day",))

    assert found == ["01-01", "04-01", "07-01", "10-01"]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("last_working_day", ["03-31", "06-30", "09-30", "12-31"]),
        ("last_fri", ["03-26", "06-25", "09-24", "12-31"]),
        ("last_day", ["03-31", "06-30", "09-30", "12-31"]),
        ("any_sat", ["03-27", "06-26", "09-25", "12-25"]),
        ("day_31", ["01-31", "04-30", "07-31", "10-31"]),
        ("second_mon", ["01-11", "04-12", "07-12", "10-11"]),
    ],
)
def test_a_quarter_is_counted_from_both_of_its_ends(day: str, found: list[str]) -> None:
    assert days_of(every=Every.QUARTER, days=(day,)) == found


def test_one_quarterly_rule_can_name_its_beginning_and_its_end() -> None:
    found = days_of(every=Every.QUARTER, days=("last_working_day", "first_mon"))

    assert found == ["01-04", "03-31", "04-05", "06-30"]


def test_a_rule_for_once_comes_on_its_start() -> None:
    rule: dict[str, Any] = {"every": Every.ONCE, "days": (), "start": date(2027, 1, 20)}

    assert days_of(**rule) == ["01-20"]
    assert days_of("2027-01-21", **rule) == []


def test_a_milestone_has_no_days_of_its_own() -> None:
    assert days_of(every=Every.MILESTONE, days=()) == []


def test_start_and_end_belong_to_the_rule() -> None:
    found = days_of(every=Every.DAY, days=(), start=date(2027, 1, 3), end=date(2027, 1, 4))

    assert found == ["01-03", "01-04"]


def test_the_days_lie_in_any_of_the_phases_each_once() -> None:
    phases = ("late", "early", "within", "next")

    assert days_of(every=Every.DAY, days=("wed", "mon"), phases=phases, count=9) == [
        "01-04",
        "01-06",
        "01-11",
        "03-01",
        "03-03",
        "03-08",
        "03-10",
    ]


def test_a_phase_that_the_rule_starts_after_gives_no_days() -> None:
    assert days_of(every=Every.DAY, days=(), phases=("early",), start=date(2027, 2, 1)) == []


def test_the_days_can_be_limited_to_those_of_an_area() -> None:
    assert days_of(every=Every.DAY, days=(), on_days_of="dosing") == ["01-06", "01-09", "02-03"]
    assert days_of(every=Every.WEEK, days=("wed",), on_days_of="dosing") == ["01-06", "02-03"]
    assert days_of(every=Every.DAY, days=(), on_days_of="dosing", end=date(2027, 1, 8)) == ["01-06"]
    assert days_of(every=Every.DAY, days=(), on_days_of="unplanned") == []


def test_the_end_of_the_calendar_is_no_error() -> None:
    assert days_of("9999-12-30", every=Every.DAY, days=()) == ["12-30", "12-31"]
    assert days_of("9999-12-01", every=Every.MONTH, days=("last_day",)) == ["12-31"]


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ({"every": Every.WEEK, "days": ()}, "needs weekdays"),
        ({"every": Every.DAY, "days": ("last_day",)}, "needs weekdays"),
        ({"every": Every.TWO_WEEKS, "days": ("tue",)}, "needs an anchor"),
        ({"every": Every.MONTH, "days": ()}, "needs days of the month"),
        ({"every": Every.MONTH, "days": ("someday",)}, 'cannot use the day "someday"'),
        ({"every": Every.ONCE}, "needs a start"),
    ],
)
def test_a_rule_that_cannot_be_followed_says_what_is_missing(
    rule: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(BadAgreement, match=complaint):
        days_of(**rule)


def test_a_day_that_never_comes_is_an_error_and_no_endless_search() -> None:
    cadence = a_cadence(rule=a_rule(every=Every.MONTH, days=("first_working_day",)))
    never = working_days(a_party(working_week=()))

    with pytest.raises(BadAgreement, match="never comes round"):
        next(rule_days(AGREEMENT, cadence, never.is_working).since(date(2027, 1, 1)))


@pytest.mark.parametrize(
    ("rule", "reference"),
    [
        ({"every": Every.WEEK, "days": ("fri", "mon")}, {"freq": WEEKLY, "byweekday": (FR, MO)}),
        (
            {"every": Every.TWO_WEEKS, "days": ("sun", "tue"), "anchor": date(2024, 1, 2)},
            {"freq": WEEKLY, "interval": 2, "byweekday": (SU, TU), "wkst": MO},
        ),
        ({"every": Every.MONTH, "days": ("second_thu",)}, {"freq": MONTHLY, "byweekday": TH(2)}),
        ({"every": Every.MONTH, "days": ("last_fri",)}, {"freq": MONTHLY, "byweekday": FR(-1)}),
        ({"every": Every.MONTH, "days": ("fifth_mon",)}, {"freq": MONTHLY, "byweekday": MO(5)}),
        ({"every": Every.MONTH, "days": ("last_day",)}, {"freq": MONTHLY, "bymonthday": -1}),
        (
            {"every": Every.QUARTER, "days": ("day_28",)},
            {"freq": MONTHLY, "bymonth": (1, 4, 7, 10), "bymonthday": 28},
        ),
        (
            {"every": Every.QUARTER, "days": ("last_thu",)},
            {"freq": MONTHLY, "bymonth": (3, 6, 9, 12), "byweekday": TH(-1)},
        ),
    ],
)
def test_the_days_are_those_of_the_calendar_standard(
    rule: dict[str, Any], reference: dict[str, Any]
) -> None:
    last = date(2030, 12, 31)
    cadence = a_cadence(rule=a_rule(**rule, at=time(0), end=last))
    start = date(2024, 1, 1)

    found = list(rule_days(AGREEMENT, cadence, OFFICE.is_working).since(start))

    standard = rrule(dtstart=start, until=last, **reference)
    assert found == [each.date() for each in standard]


def test_all_weekdays_can_be_named() -> None:
    assert days_of(every=Every.WEEK, days=tuple(Weekday), count=7) == [
        f"01-0{number}" for number in range(1, 8)
    ]
