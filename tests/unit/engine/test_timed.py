"""What falls due: late, missed, moved, after a downtime, when nobody sits in the seat."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.checkin import CheckInState
from bot.domain.people import CollaborationState
from tests.unit.engine.stage import PM, SPONSOR_PM, SPONSOR_ROOM, Stage, a_stage, said, seat_address


async def titles(stage: Stage) -> list[str]:
    return [shown.card.title for shown in stage.received(PM)]


async def test_a_downtime_over_several_occurrences_asks_for_the_newest_only() -> None:
    stage = await a_stage()
    director = seat_address("study_director")
    await stage.say(director, "done study plan")  # else it is late by then
    stage.clock.advance(timedelta(days=14, minutes=10))
    await stage.accord.settle()
    (several,) = stage.received(PM)  # two things were overdue, and they come as one message
    weekly = [b.label for b in several.card.buttons if "Weekly" in b.label]
    assert weekly == ["Weekly written status is due"]
    missed = [r for r in await stage.record() if r.entry.kind == "checkin.missed"]
    of_weekly = [r for r in missed if "weekly_status" in r.entry.subject]
    assert len(of_weekly) == 2
    assert {r.entry.data["because"] for r in of_weekly} == {"Accord was not running"}


async def test_after_a_downtime_past_the_grace_a_reminder_makes_way_for_what_came_later() -> None:
    stage = await a_stage()
    stage.clock.advance(timedelta(days=3))
    await stage.accord.settle()
    assert await titles(stage) == ["Weekly written status is late"]
    await stage.until("2026-12-07T22:00")  # Monday morning in San Diego
    assert stage.received(SPONSOR_PM)[-1].card.title == "Weekly written status has not come yet"


async def test_others_are_not_shown_a_miss_before_the_agreed_time() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T22:00")
    await stage.say(SPONSOR_PM, "status")
    theirs = stage.last_text(SPONSOR_PM)
    assert "Late" not in theirs
    assert "Open\n- Weekly written status" in theirs
    await stage.say(PM, "status")
    assert "Late\n- Weekly written status" in stage.last_text(PM)
    await stage.say(PM, "status", SPONSOR_ROOM)
    assert "Late" not in stage.last_text(SPONSOR_ROOM)
    await stage.until("2026-12-05T17:00")
    await stage.say(SPONSOR_PM, "status")
    assert "Late\n- Weekly written status" in stage.last_text(SPONSOR_PM)


async def test_an_empty_seat_is_asked_through_its_deputy() -> None:
    stage = await a_stage()
    directory = stage.accord.directory.snapshot
    holding = next(h for h in directory.holdings(stage.collaboration.id) if h.seat == "cro_pm")
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.end_holding(holding, stage.clock.now())
    await stage.until("2026-12-04T17:00")
    assert (
        stage.received(seat_address("site_head"))[-1].card.title == "Weekly written status is due"
    )
    await stage.say(PM, "status", SPONSOR_ROOM)
    assert "Seats of Deccan nobody holds: Client project manager" in stage.last_text(SPONSOR_ROOM)


async def test_nothing_is_asked_while_the_collaboration_is_paused() -> None:
    stage = await a_stage()
    directory = stage.accord.directory.snapshot
    paused = replace(
        directory.collaborations[stage.collaboration.id], state=CollaborationState.PAUSED
    )
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.save_collaboration(paused)
    await stage.until("2026-12-04T18:00")
    assert stage.received(PM) == []
    running = replace(paused, state=CollaborationState.ACTIVE)
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.save_collaboration(running)
    await stage.until("2026-12-11T17:00")
    assert await titles(stage) == ["Weekly written status is due"]


async def test_a_meeting_is_not_late_before_its_minutes_are_due() -> None:
    stage = await a_stage()

    async def state() -> CheckInState:
        async with stage.accord.storage.reading() as tx:
            (checkin,) = await tx.checkins.latest(stage.collaboration.id, "biweekly_call", 1)
        return checkin.state

    await stage.until("2026-12-16T09:00")  # the call was at 21:00 the evening before
    assert "Minutes of Fortnightly project call are due" in await titles(stage)
    await stage.until("2026-12-17T20:59")  # two business days of Hyderabad later
    assert await state() is CheckInState.OPEN
    await stage.until("2026-12-17T21:01")
    assert await state() is CheckInState.LATE


async def test_an_answer_in_time_is_never_reminded_late_or_told() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    form = (await stage.press(PM, stage.received(PM)[-1], "Update")).form
    assert form is not None
    await stage.send(PM, form, **said())
    await stage.until("2026-12-06T17:00")
    kinds = await stage.kinds()
    assert not {"checkin.reminded", "checkin.late", "checkin.told"} & set(kinds)
    assert await titles(stage) == ["Weekly written status is sent"]
    assert stage.received(SPONSOR_PM) == []


async def test_a_row_that_cannot_be_handled_does_not_stop_the_others() -> None:
    stage = await a_stage()
    from bot.engine.agenda import AgendaKind, AgendaRow  # noqa: PLC0415 - a row nobody would put

    broken = AgendaRow(
        key="broken",
        collaboration=stage.collaboration.id,
        kind=AgendaKind.REMIND,
        due=stage.clock.now(),
        subject={},
    )
    async with stage.accord.storage.transaction() as tx:
        await tx.agenda.put(broken)
    await stage.until("2026-12-04T17:00")
    assert await titles(stage) == ["Weekly written status is due"]
    async with stage.accord.storage.reading() as tx:
        row = next(r for r in await tx.agenda.pending(stage.collaboration.id) if r.key == "broken")
    assert row.attempts > 0
