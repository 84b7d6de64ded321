"""When promised updates are due."""

from datetime import date, datetime, time
from itertools import islice

import pytest

from bot.domain.agreement.cadences import Cadence, Every, IfDayOff, Rule
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import DaysOffCover, ExtraWorkingDay, Weekday
from bot.domain.errors import BadAgreement
from bot.domain.instant import Instant, local
from bot.domain.occurrences import (
    Occurrence,
    Schedule,
    next_occurrence,
    occurrences,
)
from tests.builders import (
    HYDERABAD,
    SAN_DIEGO,
    SEATS,
    SUNDAY_TO_THURSDAY,
    WEEKDAYS,
    a_cadence,
    a_cro,
    a_holiday,
    a_party,
    a_phase,
    a_rule,
    a_seat,
    a_sponsor,
    an_agreement,
    at,
)

AGREEMENT = an_agreement()
MELBOURNE, HAIFA, BERLIN = "Australia/Melbourne", "Asia/Jerusalem", "Europe/Berlin"


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def following(agreement: Agreement, cadence: Cadence, after: Instant, count: int) -> list[str]:
    """The next due times on the rule's own clock."""
    zone = cadence.rule.zone or ""
    found = islice(occurrences(agreement, cadence, after=after), count)
    return [f"{local(each.due, zone):%a %m-%d %H:%M}" for each in found]


# The day-off rule


def test_the_status_of_christmas_week_comes_a_day_earlier() -> None:
    found = next_occurrence(
        AGREEMENT, AGREEMENT.cadence["weekly_status"], after=at("2026-12-19T00:00", HYDERABAD)
    )

    assert found == Occurrence(
        cadence="weekly_status",
        wall=wall("2026-12-25T17:00"),
        due=at("2026-12-24T17:00", HYDERABAD),
    )


def test_a_moved_occurrence_comes_once() -> None:
    moved = at("2026-12-24T17:00", HYDERABAD)

    assert following(AGREEMENT, a_cadence(), moved, 1) == ["Fri 01-01 17:00"]


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        (IfDayOff.SEND_ANYWAY, "Fri 12-25 17:00"),
        (IfDayOff.PREVIOUS_WORKING_DAY, "Thu 12-24 17:00"),
        (IfDayOff.NEXT_WORKING_DAY, "Sat 12-26 17:00"),
        (IfDayOff.NEXT_SHARED_WORKING_DAY, "Mon 12-28 17:00"),
    ],
)
def test_each_day_off_rule_on_christmas_day(rule: IfDayOff, due: str) -> None:
    cadence = a_cadence(if_day_off=rule)

    assert following(AGREEMENT, cadence, at("2026-12-21T12:00"), 1) == [due]


def test_cover_on_days_off_moves_nothing_and_changes_nothing() -> None:
    cover = DaysOffCover(phases=("planning",), seat="site_head")
    covered = an_agreement(parties=(a_sponsor(), a_cro(days_off_cover=cover)))

    assert following(covered, a_cadence(), at("2026-12-21T12:00"), 1) == ["Thu 12-24 17:00"]


def test_days_moved_onto_another_s_day_are_one_named_after_the_one_that_belongs_there() -> None:
    daily = a_cadence(rule=a_rule(every=Every.DAY, days=()), if_day_off=IfDayOff.NEXT_WORKING_DAY)
    found = occurrences(AGREEMENT, daily, after=at("2026-12-24T17:00", HYDERABAD))

    assert [each.wall.day for each in islice(found, 3)] == [26, 28, 29]  # 25 and 27 are off


def test_days_moved_onto_a_free_day_are_one_named_after_the_earliest() -> None:
    weekend = a_cadence(
        rule=a_rule(days=("sun", "sat")), if_day_off=IfDayOff.NEXT_SHARED_WORKING_DAY
    )
    found = next_occurrence(AGREEMENT, weekend, after=at("2026-12-19T12:00"))

    assert found is not None
    assert (found.wall, found.due) == (
        wall("2026-12-19T17:00"),
        at("2026-12-21T17:00", HYDERABAD),
    )


@pytest.mark.parametrize("start", ["2026-12-24T17:00", "2026-12-25T17:00", "2026-12-26T16:59"])
def test_where_one_starts_to_look_does_not_change_what_it_is_called(start: str) -> None:
    both = a_cadence(rule=a_rule(days=("fri", "sat")), if_day_off=IfDayOff.NEXT_WORKING_DAY)
    found = next_occurrence(AGREEMENT, both, after=at(start, HYDERABAD))

    assert found is not None
    assert found.wall == wall("2026-12-26T17:00")


def test_a_seat_s_own_week_moves_its_updates() -> None:
    part_time = a_seat("consultant", working_week=(Weekday.MON, Weekday.WED))
    agreement = an_agreement(seats=(*SEATS, part_time))
    cadence = a_cadence(from_="consultant")

    assert following(agreement, cadence, at("2026-12-14T12:00"), 1) == ["Wed 12-16 17:00"]


def test_a_make_up_working_day_is_used() -> None:
    extra = ExtraWorkingDay(date=date(2026, 12, 25), name="instead of 2 January")
    agreement = an_agreement(parties=(a_sponsor(), a_cro(extra_working_days=(extra,))))

    assert following(agreement, a_cadence(), at("2026-12-21T12:00"), 1) == ["Fri 12-25 17:00"]


def test_whether_somebody_works_is_asked_on_their_own_date() -> None:
    # Thursday evening in San Diego is Friday morning in Hyderabad, and 22 January is off there.
    cro = a_cro(holidays=(a_holiday(date(2027, 1, 22)),))
    call = a_cadence(
        from_="program_manager",
        to=("cro_pm",),
        rule=Rule(every=Every.WEEK, days=("thu",), at=time(18), zone=SAN_DIEGO),
        if_day_off=IfDayOff.NEXT_SHARED_WORKING_DAY,
    )
    agreement = an_agreement(parties=(a_sponsor(), cro))

    found = following(agreement, call, at("2027-01-11T12:00"), 2)

    assert found == ["Thu 01-14 18:00", "Fri 01-22 18:00"]


def test_a_gap_before_midnight_is_due_on_the_next_day_and_that_has_to_be_worked() -> None:
    # On Saturday 30 March 2030 the clocks of Nuuk go from 23:00 to Sunday 0:00.
    nuuk = a_cro(zone="America/Nuuk")
    every_day = a_cadence(
        rule=Rule(every=Every.DAY, at=time(23, 30), zone="America/Nuuk"),
        if_day_off=IfDayOff.NEXT_WORKING_DAY,
    )
    agreement = an_agreement(parties=(a_sponsor(), nuuk))

    found = following(agreement, every_day, at("2030-03-29T12:00"), 2)

    assert found == ["Fri 03-29 23:30", "Mon 04-01 23:30"]


def test_haifa_and_melbourne_share_monday_to_thursday() -> None:
    haifa = a_party("sponsor", zone=HAIFA, working_week=SUNDAY_TO_THURSDAY)
    yarra = a_party("cro", zone=MELBOURNE, working_week=WEEKDAYS)
    agreement = an_agreement(parties=(haifa, yarra))
    call = a_cadence(
        rule=Rule(every=Every.WEEK, days=("fri", "sun"), at=time(9, 30), zone=HAIFA),
        if_day_off=IfDayOff.NEXT_SHARED_WORKING_DAY,
    )

    assert following(agreement, call, at("2027-02-02T00:00"), 2) == [
        "Mon 02-08 09:30",
        "Mon 02-15 09:30",
    ]


def test_a_haifa_sender_works_on_sunday_and_not_on_friday() -> None:
    haifa = a_party("sponsor", zone=HAIFA, working_week=SUNDAY_TO_THURSDAY)
    agreement = an_agreement(parties=(haifa, a_cro()))
    note = a_cadence(
        from_="program_manager",
        rule=Rule(every=Every.WEEK, days=("fri", "sun"), at=time(9), zone=HAIFA),
        if_day_off=IfDayOff.PREVIOUS_WORKING_DAY,
    )

    assert following(agreement, note, at("2027-02-01T00:00"), 3) == [
        "Thu 02-04 09:00",
        "Sun 02-07 09:00",
        "Thu 02-11 09:00",
    ]


def test_parties_that_share_no_day_are_an_error_and_no_endless_search() -> None:
    weekend = a_party("sponsor", short="Weekender", working_week=(Weekday.SUN,))
    agreement = an_agreement(parties=(weekend, a_cro()))
    cadence = a_cadence(if_day_off=IfDayOff.NEXT_SHARED_WORKING_DAY)

    with pytest.raises(BadAgreement, match="Deccan and Weekender work"):
        next_occurrence(agreement, cadence, after=at("2026-12-14T12:00"))


# Clocks that change


def on_the_clock_of(zone: str, days: tuple[str, ...], wall_time: time) -> Cadence:
    rule = a_rule(zone=zone, days=days, at=wall_time)
    return a_cadence(rule=rule, if_day_off=IfDayOff.SEND_ANYWAY)


def test_melbourne_keeps_its_wall_time_when_summer_ends() -> None:
    report = on_the_clock_of(MELBOURNE, ("sat", "sun", "mon"), time(15))
    found = islice(occurrences(AGREEMENT, report, after=at("2027-04-03T00:00", MELBOURNE)), 3)

    assert [each.due for each in found] == [
        at("2027-04-03T04:00"),
        at("2027-04-04T05:00"),
        at("2027-04-05T05:00"),
    ]


def test_a_skipped_wall_time_is_kept_as_the_name_and_due_after_the_gap() -> None:
    report = on_the_clock_of(BERLIN, ("sun",), time(2, 30))
    found = next_occurrence(AGREEMENT, report, after=at("2026-03-28T00:00"))

    assert found == Occurrence(report.key, wall("2026-03-29T02:30"), at("2026-03-29T01:00"))


def test_a_wall_time_that_comes_twice_is_due_once() -> None:
    report = on_the_clock_of(BERLIN, ("sun",), time(2, 30))
    found = list(islice(occurrences(AGREEMENT, report, after=at("2026-10-24T00:00")), 2))

    assert [each.due for each in found] == [at("2026-10-25T00:30"), at("2026-11-01T01:30")]
    between_the_passes = next_occurrence(AGREEMENT, report, after=at("2026-10-25T01:00"))
    assert between_the_passes == found[1]


# Phases and the ends of a rule


def test_a_daily_note_comes_in_its_phase_only() -> None:
    note = AGREEMENT.cadence["dosing_note"]
    found = list(occurrences(AGREEMENT, note, after=at("2026-11-01T00:00")))

    assert len(found) == 28
    assert found[0].due == at("2027-01-11T18:30", HYDERABAD)
    assert next_occurrence(AGREEMENT, note, after=found[-1].due) is None


def test_an_occurrence_moved_out_of_its_phase_still_comes() -> None:
    phase = a_phase("week", date(2026, 12, 21), date(2026, 12, 25))
    agreement = an_agreement(phases=(phase,))
    cadence = a_cadence(phases=("week",), if_day_off=IfDayOff.NEXT_WORKING_DAY)

    assert following(agreement, cadence, at("2026-12-01T00:00"), 9) == ["Sat 12-26 17:00"]


def test_a_day_off_in_the_phase_is_not_filled_from_outside() -> None:
    phase = a_phase("weekend", date(2026, 12, 26), date(2026, 12, 27))
    agreement = an_agreement(phases=(phase,))

    assert following(agreement, a_cadence(phases=("weekend",)), at("2026-12-01T00:00"), 9) == []


def test_something_due_once_is_moved_off_a_day_off() -> None:
    rule = a_rule(every=Every.ONCE, days=(), start=date(2026, 12, 25))

    assert following(AGREEMENT, a_cadence(rule=rule), at("2026-12-01T00:00"), 9) == [
        "Thu 12-24 17:00"
    ]


def test_due_is_strictly_after_the_moment_asked_for() -> None:
    due = at("2026-12-18T17:00", HYDERABAD)

    assert following(AGREEMENT, a_cadence(), due, 1) == ["Thu 12-24 17:00"]


def test_without_a_zone_the_rule_is_on_the_sender_s_clock() -> None:
    found = next_occurrence(
        AGREEMENT, a_cadence(rule=a_rule(zone=None)), after=at("2026-12-14T00:00")
    )

    assert found is not None
    assert found.due == at("2026-12-18T17:00", HYDERABAD)


def test_a_rule_without_a_wall_time_says_so() -> None:
    with pytest.raises(BadAgreement, match="needs a time"):
        next_occurrence(AGREEMENT, a_cadence(rule=a_rule(at=None)), after=at("2026-12-14T00:00"))


def test_a_schedule_can_be_kept_and_asked_again() -> None:
    schedule = Schedule.of(AGREEMENT, a_cadence())
    first = next(schedule.after(at("2026-12-14T00:00")))

    assert next(schedule.after(at("2026-12-14T00:00"))) == first
    assert next(schedule.after(first.due)).due == at("2026-12-24T17:00", HYDERABAD)
