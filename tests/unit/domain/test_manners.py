"""When somebody may be written to, against a look at every quarter of an hour."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agreement_file.check import read_agreement
from bot.domain.agreement.parties import OfficeHours
from bot.domain.errors import InvalidInput
from bot.domain.instant import Instant, instant
from bot.domain.manners import Hours, Preferences

AGREEMENT = read_agreement(
    (Path(__file__).parents[3] / "examples" / "01_rat_tox_in_vivo.yaml").read_bytes()
)
QUARTER = timedelta(minutes=15)
BEGIN = datetime(2026, 10, 20, tzinfo=UTC)

moments = st.integers(0, 4 * 24 * 160).map(lambda n: instant(BEGIN + n * QUARTER))
quarters = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
seats = st.sampled_from([seat.key for seat in AGREEMENT.seats])
preferences = st.builds(
    Preferences,
    person=st.just("p"),
    quiet=st.none() | st.builds(OfficeHours, quarters, quarters),
    zone=st.sampled_from([None, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
    lead=st.integers(0, 32).map(lambda n: n * QUARTER),
)


def of(seat: str, liked: Preferences) -> Hours:
    return Hours.of(AGREEMENT, AGREEMENT.seat[seat].party, seat, liked)


def naively_allowed(seat: str, liked: Preferences, moment: Instant) -> bool:
    """Read off the clocks on the wall, without any window."""
    party = AGREEMENT.party_of(seat)
    hours = of(seat, liked)
    here = moment.astimezone(ZoneInfo(hours.zone))
    if not hours.workdays.is_working(here.date()):
        return False
    end = party.hours.end
    for holiday in party.holidays:
        day = holiday.date or holiday.from_
        if holiday.works_until and day and day <= here.date() <= (holiday.to or day):
            end = holiday.works_until
    if not party.hours.start <= here.time() < end:
        return False
    if liked.quiet is None or liked.quiet.start == liked.quiet.end:
        return True
    there = moment.astimezone(ZoneInfo(liked.zone or hours.zone)).time()
    start, stop = liked.quiet.start, liked.quiet.end
    silent = start <= there < stop if start < stop else there >= start or there < stop
    return not silent


@given(seats, preferences, moments)
def test_the_next_moment_is_the_first_one_both_clocks_allow(
    seat: str, liked: Preferences, moment: Instant
) -> None:
    hours = of(seat, liked)
    if not hours.leave_some(moment):
        return
    found = hours.next_allowed(moment)
    assert naively_allowed(seat, liked, found)
    before = moment
    while before < found:
        assert not naively_allowed(seat, liked, before)
        before = instant(before + QUARTER)
    assert hours.allow(moment) == (found == moment)


@given(seats, preferences, moments, st.integers(1, 96))
def test_nobody_is_asked_outside_their_hours_nor_needlessly_late(
    seat: str, liked: Preferences, due: Instant, grace: int
) -> None:
    hours = of(seat, liked)
    late_at = instant(due + grace * QUARTER)
    if not hours.leave_some(instant(due - timedelta(days=16))):
        return
    asked = hours.ask_at(due, late_at)
    assert naively_allowed(seat, liked, asked)
    assert asked < late_at
    wished = instant(due - liked.lead)
    if naively_allowed(seat, liked, wished):
        assert asked == wished


@given(seats, preferences, moments)
def test_the_next_morning_begins_on_another_day_in_their_hours(
    seat: str, liked: Preferences, moment: Instant
) -> None:
    hours = of(seat, liked)
    if not hours.leave_some(moment):
        return
    morning = hours.next_morning(moment)
    zone = ZoneInfo(hours.zone)
    assert morning.astimezone(zone).date() > moment.astimezone(zone).date()
    assert naively_allowed(seat, liked, morning)


def test_an_evening_note_is_asked_for_an_hour_before_the_end_of_the_day() -> None:
    hours = of("inlife_supervisor", Preferences(person="p"))
    kolkata = ZoneInfo("Asia/Kolkata")
    due = instant(datetime(2026, 12, 8, 18, 30, tzinfo=kolkata))
    asked = hours.ask_at(due, instant(due + timedelta(hours=3)))
    assert asked.astimezone(kolkata) == datetime(2026, 12, 8, 17, 0, tzinfo=kolkata)


def test_who_leaves_no_hour_free_is_not_cut_off_for_ever() -> None:
    all_day = Preferences(person="p", quiet=OfficeHours.parse("08:00-20:00"))
    hours = of("cro_pm", all_day)
    moment = instant(BEGIN)
    assert not hours.leave_some(moment)
    assert hours.next_allowed(moment) == moment


@pytest.mark.parametrize(
    "wrong", [{"budget": 0}, {"budget": 51}, {"lead": timedelta(hours=9)}, {"lead": -QUARTER}]
)
def test_preferences_out_of_range_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        Preferences(person="p", **wrong)  # type: ignore[arg-type]  # as they come from a form
