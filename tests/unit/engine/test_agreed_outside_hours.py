"""What both sides agreed to send on a day off is asked for at its time, whatever the hours are."""

from datetime import timedelta

from bot.domain.agreement.parties import OfficeHours
from bot.domain.instant import instant
from tests.unit.engine.stage import Stage, a_stage, seat_address
from tests.unit.engine.test_manners import SUPERVISOR, at, prefer

NOTE = "Daily dosing note"
DIRECTOR = seat_address("study_director")


async def a_stage_on_a_dosing_saturday() -> Stage:
    """In Hyderabad Saturday is worked and Sunday is not; a note is due at 18:30 on both."""
    return await a_stage(begin=at("2027-01-16T19:00"))


def asked(stage: Stage) -> int:
    return len([s for s in stage.received(SUPERVISOR) if s.card.title.startswith(NOTE)])


async def test_it_is_asked_for_at_its_time_on_the_day_off_and_not_the_evening_before() -> None:
    stage = await a_stage_on_a_dosing_saturday()
    await stage.until("2027-01-17T18:29")
    assert asked(stage) == 0
    await stage.until("2027-01-17T18:30")
    assert asked(stage) == 1
    assert stage.received(SUPERVISOR)[-1].card.title == f"{NOTE} is due"


async def test_neither_quiet_hours_nor_a_lead_time_moves_it() -> None:
    stage = await a_stage_on_a_dosing_saturday()
    quiet = OfficeHours.parse("18:00-08:00")
    await prefer(stage, SUPERVISOR, quiet=quiet, lead=timedelta(hours=2))
    await stage.until("2027-01-17T18:29")
    assert asked(stage) == 0
    await stage.until("2027-01-17T18:30")
    assert asked(stage) == 1


async def test_what_follows_keeps_to_the_hours_again() -> None:
    stage = await a_stage_on_a_dosing_saturday()
    await stage.until("2027-01-18T08:59")  # reminder agreed for 21:30, the director for 00:30
    assert asked(stage) == 1
    assert stage.received(DIRECTOR) == []
    await stage.until("2027-01-18T09:00")
    assert asked(stage) == 2
    assert [s.card.title for s in stage.received(DIRECTOR)] == [f"{NOTE} has not come yet"]


async def test_after_a_downtime_the_agreed_moment_is_over_and_the_hours_count() -> None:
    stage = await a_stage_on_a_dosing_saturday()
    await stage.until("2027-01-17T12:00")
    stage.clock.set(instant(at("2027-01-17T20:00")))
    await stage.accord.settle()
    assert asked(stage) == 0
    await stage.until("2027-01-18T09:00")
    assert asked(stage) >= 1


async def test_on_a_working_day_the_same_update_is_asked_for_in_the_hours() -> None:
    stage = await a_stage(begin=at("2027-01-12T08:00"))
    await stage.until("2027-01-12T17:00")
    assert asked(stage) == 1
