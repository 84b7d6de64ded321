"""After a pause what waited goes on, and what fell due meanwhile is done, once."""

from bot.domain.checkin import CheckInState
from bot.domain.instant import instant
from tests.unit.engine.stage import PM, SPONSOR_PM, SPONSOR_ROOM, Stage, a_stage, seat_address
from tests.unit.engine.test_manners import TITLE, a_stage_with, at, titles

DIRECTOR = seat_address("study_director")
NOON_MONDAY = "2026-12-07T12:00"
BUDGET = "Monthly budget and forecast"


async def paused(stage: Stage, since: str, until: str) -> None:
    await stage.until(since)
    await stage.say(SPONSOR_PM, "pause", SPONSOR_ROOM)
    await stage.until(until)
    await stage.say(SPONSOR_PM, "resume", SPONSOR_ROOM)


async def kinds(stage: Stage) -> list[str]:
    found = [r.entry for r in await stage.record() if "weekly_status" in r.entry.subject]
    return [entry.kind for entry in found]


async def test_what_became_late_in_a_pause_is_late_after_it_and_is_told() -> None:
    stage = await a_stage()
    await paused(stage, "2026-12-04T17:30", NOON_MONDAY)  # late at 21:00, told on Saturday
    assert await kinds(stage) == ["checkin.opened", "checkin.late"]
    assert titles(stage) == [f"{TITLE} is late"]
    await stage.until("2026-12-07T23:00")  # the sponsor's morning
    assert await kinds(stage) == ["checkin.opened", "checkin.late", "checkin.told"]
    assert titles(stage, SPONSOR_PM)[-1] == f"{TITLE} has not come yet"


async def test_a_reminder_held_up_comes_after_it_while_the_grace_lasts() -> None:
    stage = await a_stage(begin=at("2026-12-01T11:00"))
    # The budget is due at noon, with a grace of two working days; the reminder is half-way.
    await paused(stage, "2026-12-02T11:00", "2026-12-02T13:00")
    about = [title.removeprefix(BUDGET) for title in titles(stage) if title.startswith(BUDGET)]
    assert about == [" is due", " is still open"]


async def test_who_was_to_be_asked_in_the_morning_is_asked_after_it() -> None:
    stage = await a_stage(begin=at("2027-01-12T08:00"))
    supervisor = seat_address("inlife_supervisor")
    await stage.until("2027-01-12T12:00")
    stage.clock.set(instant(at("2027-01-12T18:45")))  # down when it was to be asked for
    await stage.accord.settle()
    assert titles(stage, supervisor) == []
    await paused(stage, "2027-01-12T23:00", "2027-01-13T11:00")
    assert titles(stage, supervisor) == ["Daily dosing note is late"]


async def test_what_was_asked_for_before_it_is_not_asked_for_again() -> None:
    stage = await a_stage_with(7, at("2026-12-04T08:00"))  # two of them in a list
    await stage.until("2026-12-04T12:00")
    before = [shown.card for shown in stage.received(PM)]
    await paused(stage, "2026-12-04T12:10", "2026-12-04T12:20")
    await stage.until("2026-12-04T12:40")
    assert [shown.card for shown in stage.received(PM)] == before


async def test_what_is_promised_because_something_is_done_is_asked_for_after_it() -> None:
    stage = await a_stage()
    await stage.say(DIRECTOR, "done necropsy")  # on Friday; two working days later it is due
    await paused(stage, "2026-12-04T17:30", "2026-12-08T10:00")
    assert titles(stage, DIRECTOR)[-1].endswith("data release is due")
    async with stage.accord.storage.reading() as tx:
        (drop,) = await tx.checkins.latest(stage.collaboration.id, "pathology_data_drop", 9)
    assert drop.state is CheckInState.OPEN
    await paused(stage, "2026-12-08T11:00", "2026-12-08T12:00")
    async with stage.accord.storage.reading() as tx:
        assert len(await tx.checkins.latest(stage.collaboration.id, "pathology_data_drop", 9)) == 1


async def test_what_was_taken_back_or_fell_due_before_the_pause_is_not() -> None:
    stage = await a_stage()
    await stage.say(DIRECTOR, "done necropsy")
    undo = stage.received(DIRECTOR)[-1]
    await stage.press(DIRECTOR, undo, "Undo")
    await paused(stage, "2026-12-04T17:30", "2026-12-09T10:00")
    assert not [t for t in titles(stage, DIRECTOR) if "data release is due" in t]
    async with stage.accord.storage.reading() as tx:
        assert await tx.checkins.latest(stage.collaboration.id, "pathology_data_drop", 9) == []
