"""Something is done: the updates promised for it begin, and it can be taken back."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.address import Address
from bot.domain.agreement.parties import Holiday
from bot.domain.checkin import CheckInState
from bot.domain.deliverables import watched_deliverables
from bot.domain.instant import local
from bot.engine.planning import milestones_ahead, plan_all
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    said,
    seat_address,
)

DIRECTOR = seat_address("study_director")


def title(stage: Stage, by: Address) -> str:
    return stage.received(by)[-1].card.title


async def data_drops(stage: Stage) -> list[CheckInState]:
    async with stage.accord.storage.reading() as tx:
        found = await tx.checkins.latest(stage.collaboration.id, "pathology_data_drop", 9)
    return [each.state for each in found]


async def test_both_rooms_are_told_and_the_update_comes_when_it_was_promised() -> None:
    stage = await a_stage()

    await stage.say(DIRECTOR, "done necropsy")

    for room in (SPONSOR_ROOM, CRO_ROOM):
        assert "done" in title(stage, room)
        assert "data release" in stage.last_text(room)
    assert "area.done" in await stage.kinds()
    await stage.until("2026-12-07T16:54")  # Friday 16:55, and two working days of six a week
    assert not await data_drops(stage)
    await stage.until("2026-12-07T16:56")
    assert await data_drops(stage) == [CheckInState.OPEN]
    assert title(stage, DIRECTOR).endswith("data release is due")


async def test_two_areas_done_in_the_same_minute_are_two_promises() -> None:
    stage = await a_stage()

    await stage.say(DIRECTOR, "done necropsy")
    await stage.say(PM, "done clin path")
    await stage.until("2026-12-07T17:00")

    assert await data_drops(stage) == [CheckInState.OPEN, CheckInState.OPEN]


async def test_a_day_before_counts_from_that_day_and_one_ahead_is_refused() -> None:
    stage = await a_stage()

    await stage.say(DIRECTOR, "done necropsy on 10 Dec 2026")
    assert "still ahead" in stage.last_text(DIRECTOR)
    await stage.say(DIRECTOR, "done necropsy on 1 Jan 0001")
    assert "Say what is done, for example" in stage.last_text(DIRECTOR)
    await stage.say(DIRECTOR, "done necropsy on 3 Dec 2026")
    await stage.until("2026-12-05T17:00")

    assert await data_drops(stage) == [CheckInState.OPEN]


async def test_said_twice_it_is_told_and_promised_once() -> None:
    stage = await a_stage()
    await stage.say(DIRECTOR, "done necropsy")

    await stage.say(PM, "done necropsy")

    assert "recorded as done already" in stage.last_text(PM)
    await stage.until("2026-12-08T17:00")
    await stage.say(PM, "done necropsy")
    assert "recorded as done already" in stage.last_text(PM)
    assert len(await data_drops(stage)) == 1
    assert (await stage.kinds()).count("area.done") == 1


async def test_undo_takes_it_back_in_the_same_messages_and_it_can_be_said_again() -> None:
    stage = await a_stage()
    await stage.say(DIRECTOR, "done necropsy")
    before = len(stage.received(SPONSOR_ROOM))

    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Undo")

    assert "not done yet after all" in title(stage, SPONSOR_ROOM)
    assert len(stage.received(SPONSOR_ROOM)) == before
    await stage.say(DIRECTOR, "done necropsy")
    await stage.until("2026-12-07T17:00")
    assert await data_drops(stage) == [CheckInState.OPEN]
    assert (await stage.kinds()).count("checkin.opened") == 2  # with the weekly status


async def test_undo_ends_what_was_asked_for_and_not_what_was_sent() -> None:
    stage = await a_stage()
    await stage.say(DIRECTOR, "done necropsy")
    undo = stage.received(DIRECTOR)[-1]
    await stage.until("2026-12-07T17:00")
    await stage.press(DIRECTOR, undo, "Undo")
    assert await data_drops(stage) == [CheckInState.EXCUSED]
    nudge = next(s.card for s in stage.received(DIRECTOR) if "is excused" in s.card.title)
    assert not nudge.buttons

    await stage.say(DIRECTOR, "done necropsy")
    undo = stage.received(DIRECTOR)[-1]
    await stage.until("2026-12-09T17:01")
    form = (await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Update")).form
    assert form is not None
    await stage.send(DIRECTOR, form, **said())
    await stage.press(DIRECTOR, undo, "Undo")
    assert "nothing to take back" in stage.last_text(DIRECTOR).casefold()
    assert (await data_drops(stage))[0] is CheckInState.ANSWERED


async def test_a_further_cohort_is_promised_again_at_a_press() -> None:
    stage = await a_stage()
    await stage.say(DIRECTOR, "done necropsy")
    await stage.until("2026-12-07T17:00")
    form = (await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Update")).form
    assert form is not None
    await stage.send(DIRECTOR, form, **said())

    stage.clock.advance(timedelta(days=1))
    await stage.say(DIRECTOR, "done necropsy")
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Done once more")
    await stage.until("2026-12-10T17:02")

    assert (await data_drops(stage)) == [CheckInState.OPEN, CheckInState.ANSWERED]


async def test_only_the_side_that_answers_for_it_may_say_so() -> None:
    stage = await a_stage()

    await stage.say(SPONSOR_PM, "done necropsy")

    assert "is for the Study director to say" in stage.last_text(SPONSOR_PM)
    assert "area.done" not in await stage.kinds()


async def test_what_nothing_hangs_on_and_what_is_no_area_is_answered_with_a_next_step() -> None:
    stage = await a_stage()
    hanging = {k for c in stage.agreement.cadences for k in c.rule.areas}
    hanging |= {each.area.key for each in watched_deliverables(stage.agreement)}
    free = next(
        a
        for a in stage.agreement.areas
        if a.key not in hanging and stage.agreement.seat[a.accountable].party == "cro"
    )

    await stage.say(PM, f"done {free.title}")
    assert "No update is promised for when" in stage.last_text(PM)
    await stage.say(PM, "done the moon landing")
    assert "No area of the agreement is called" in stage.last_text(PM)
    await stage.say(PM, "done")
    assert "for example done necropsy" in stage.last_text(PM)


async def test_due_lists_what_is_promised_for_it() -> None:
    stage = await a_stage()
    await stage.say(DIRECTOR, "done necropsy")

    for words in ("due", "due me"):
        await stage.say(DIRECTOR, words)
        assert "data release, from the Study director (Necropsy" in stage.last_text(DIRECTOR)
    await stage.say(SPONSOR_PM, "due me")
    assert "Necropsy" not in stage.last_text(SPONSOR_PM)


async def test_a_day_off_that_is_added_later_moves_what_is_promised() -> None:
    stage = await a_stage()
    await stage.say(DIRECTOR, "done necropsy")
    monday = Holiday(date=date(2026, 12, 7), name="Founders' day")
    parties = tuple(
        replace(each, holidays=(*each.holidays, monday)) if each.key == "cro" else each
        for each in stage.agreement.parties
    )

    async with stage.accord.storage.transaction() as tx:
        moved = replace(stage.agreement, parties=parties)
        for _ in range(2):  # again changes nothing
            await plan_all(tx, stage.collaboration.id, moved, stage.clock.now())
        ahead = await milestones_ahead(tx, stage.collaboration.id)

    assert [f"{local(each.row.due, 'Asia/Kolkata'):%a %d %H:%M}" for each in ahead] == [
        "Mon 07 16:55",  # decided again when it comes up: no longer promised then
        "Tue 08 16:55",
    ]
