"""What hangs on an uncertain day, when it is asked about, and what a change of days off moved."""

from dataclasses import replace
from datetime import date, time

from bot.domain.agreement.cadences import Cadence, Every, IfDayOff
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import ExtraWorkingDay, HolidayCalendar, Party
from bot.domain.calendar_effects import hanging_on, moved_promises
from bot.domain.confirming import ask_again_at, ask_at
from bot.domain.uncertain_days import Span, UncertainDays, settled, uncertain_days
from tests.builders import (
    HYDERABAD,
    a_cadence,
    a_cro,
    a_holiday,
    a_rule,
    a_sponsor,
    an_agreement,
    at,
)

FRIDAY = date(2027, 3, 12)
BEFORE = at("2027-02-01T09:00", HYDERABAD)


def with_eid_on(day: date, *cadences: Cadence, **party: object) -> Agreement:
    cro = a_cro(holidays=(a_holiday(day, "Eid al-Fitr", provisional=True),), **party)
    return an_agreement(parties=(a_sponsor(), cro), cadences=cadences)


def the_one(agreement: Agreement, party: str = "cro") -> UncertainDays:
    (found,) = uncertain_days(agreement.party[party], date(2027, 1, 1), date(2027, 12, 31))
    return found


def answered(agreement: Agreement, to: Span | None) -> Agreement:
    party: Party = settled(agreement.party["cro"], the_one(agreement), to)
    parties = tuple(party if each.key == "cro" else each for each in agreement.parties)
    return replace(agreement, parties=parties)


def dues(agreement: Agreement) -> list[str]:
    found = hanging_on(agreement, the_one(agreement), after=BEFORE)
    return [f"{each.cadence} {each.due:%d %b %H:%M}" for each in found]


def test_an_update_of_the_working_day_before_hangs_on_the_day() -> None:
    """Friday 17:00 in Hyderabad is 11:30; were Thursday off as well it would be on Wednesday."""
    assert dues(with_eid_on(FRIDAY, a_cadence("weekly_status"))) == ["weekly_status 11 Mar 11:30"]


def test_an_update_that_is_sent_anyway_hangs_on_no_day() -> None:
    always = a_cadence("note", if_day_off=IfDayOff.SEND_ANYWAY)
    assert dues(with_eid_on(FRIDAY, always)) == []


def test_the_first_working_day_of_a_month_hangs_on_the_first() -> None:
    budget = a_cadence(
        "budget",
        rule=a_rule(every=Every.MONTH, days=("first_working_day",), at=time(12)),
        if_day_off=IfDayOff.NEXT_WORKING_DAY,
    )
    assert dues(with_eid_on(date(2027, 3, 1), budget))[0] == "budget 01 Mar 06:30"


def test_an_update_of_the_other_side_on_shared_days_hangs_on_it_too() -> None:
    call = a_cadence(
        "call",
        from_="program_manager",
        to=("cro_pm",),
        if_day_off=IfDayOff.NEXT_SHARED_WORKING_DAY,
    )
    assert dues(with_eid_on(FRIDAY, call)) == ["call 12 Mar 11:30"]
    assert dues(with_eid_on(FRIDAY, replace(call, to=("study_monitor",)))) == []


def test_it_is_asked_ten_working_days_before_the_first_promise_it_could_move() -> None:
    """Back from Thursday 11 March on six days a week: Saturday 27 February, when it opens."""
    agreement = with_eid_on(FRIDAY, a_cadence("weekly_status"))
    assert ask_at(agreement, the_one(agreement)) == at("2027-02-27T09:00", HYDERABAD)


def test_where_nothing_hangs_on_it_ten_working_days_before_the_day_itself() -> None:
    agreement = with_eid_on(FRIDAY)
    assert ask_at(agreement, the_one(agreement)) == at("2027-03-01T09:00", HYDERABAD)


def test_it_is_asked_again_three_working_days_later_or_the_day_before_it_matters() -> None:
    agreement = with_eid_on(FRIDAY, a_cadence("weekly_status"))
    found = the_one(agreement)
    for now, again in (
        ("2027-02-27T10:00", "2027-03-03T09:00"),  # Saturday: Mon, Tue, Wednesday
        ("2027-03-08T10:00", "2027-03-10T09:00"),  # the status could be due on Thursday
    ):
        expected = at(again, HYDERABAD)
        assert ask_again_at(agreement, found, at(now, HYDERABAD)) == expected
    # What could have been due on Thursday is past; Thursday is the last day before the holiday.
    late = at("2027-03-10T10:00", HYDERABAD)
    assert ask_again_at(agreement, found, late) is None
    assert ask_again_at(agreement, found, at("2027-03-11T18:00", HYDERABAD)) is None


def test_a_change_by_more_than_a_day_is_told_and_a_smaller_one_is_not() -> None:
    """With Monday off, what is sent on the working day before moves from Monday to Saturday."""
    monday = date(2027, 3, 15)
    drop = a_cadence("drop", rule=a_rule(days=("mon",)))
    agreement = with_eid_on(FRIDAY, a_cadence("weekly_status"), drop)
    moved = answered(agreement, Span(first=monday, last=monday))
    (found,) = moved_promises(agreement, moved, since=BEFORE)
    assert (found.cadence, found.was, found.now) == (
        "drop",
        at("2027-03-15T17:00", HYDERABAD),
        at("2027-03-13T17:00", HYDERABAD),
    )
    assert moved_promises(agreement, answered(agreement, None), since=BEFORE) == ()


def test_the_first_working_day_that_becomes_another_is_told_when_it_is_days_later() -> None:
    budget = a_cadence("budget", rule=a_rule(every=Every.MONTH, days=("first_working_day",)))
    agreement = with_eid_on(date(2027, 5, 5), budget, working_week=a_sponsor().working_week)
    friday = date(2027, 10, 1)
    moved = answered(agreement, Span(first=friday, last=friday))
    (found,) = moved_promises(agreement, moved, since=BEFORE)
    assert (found.was, found.now) == (
        at("2027-10-01T17:00", HYDERABAD),
        at("2027-10-04T17:00", HYDERABAD),
    )


def test_nothing_is_told_of_what_was_due_before_or_has_another_rule_now() -> None:
    monday = date(2027, 3, 15)
    agreement = with_eid_on(FRIDAY, a_cadence("drop", rule=a_rule(days=("mon",))))
    moved = answered(agreement, Span(first=monday, last=monday))
    assert moved_promises(agreement, moved, since=at("2027-03-16T09:00", HYDERABAD)) == ()
    rule = a_rule(days=("mon",), at=time(9))
    other = replace(moved, cadences=(a_cadence("drop", rule=rule),))
    assert moved_promises(agreement, other, since=BEFORE) == ()


def test_a_make_up_day_and_an_estimated_holiday_hang_like_others() -> None:
    saturday = ExtraWorkingDay(date=date(2027, 3, 13), name="Make-up day", provisional=True)
    drop = a_cadence("drop", rule=a_rule(days=("sat",)), if_day_off=IfDayOff.NEXT_WORKING_DAY)
    weekdays = a_sponsor().working_week
    agreement = an_agreement(
        parties=(
            a_sponsor(),
            a_cro(holidays=(), extra_working_days=(saturday,), working_week=weekdays),
        ),
        cadences=(drop,),
    )
    assert dues(agreement)[0] == "drop 13 Mar 11:30"
    emirates = a_cro(holidays=(), holiday_calendar=HolidayCalendar(country="AE"))
    agreement = an_agreement(parties=(a_sponsor(), emirates), cadences=(a_cadence(),))
    eid = uncertain_days(emirates, date(2027, 3, 1), date(2027, 3, 31))[0]
    hanging = hanging_on(agreement, eid, after=BEFORE)
    assert [each.due for each in hanging] == [at("2027-03-09T17:00", HYDERABAD)]
