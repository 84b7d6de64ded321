"""What the store of meeting agendas promises, on every storage."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.checkin import checkin_id
from bot.domain.meeting_agenda import MOST_POINTS, MeetingAgenda, Point
from bot.engine.storage_ports import Storage, TransactionConflictError
from storage.errors import ReadOnly
from tests.contract.storages import NOW, Place, later

WALL = datetime(2026, 12, 4, 17, 0)  # noqa: DTZ001  # a wall time has no zone


def a_meeting(week: int = 0, **changes: object) -> MeetingAgenda:
    wall = WALL + timedelta(weeks=week)
    collaboration, cadence = changes.get("collaboration", "c1"), changes.get("cadence", "call")
    values = {
        "id": checkin_id(str(collaboration), str(cadence), wall),
        "collaboration": collaboration,
        "cadence": cadence,
        "wall": wall,
        "start": later(weeks=week),
        **changes,
    }
    return MeetingAgenda(**values)  # type: ignore[arg-type]  # a builder names only what matters


def a_point(id_: str = "e1", **changes: object) -> Point:
    values = {"id": id_, "text": "Vials", "person": "alice", "at": later(microseconds=1), **changes}
    return Point(**values)  # type: ignore[arg-type]  # likewise


async def _save(storage: Storage, *agendas: MeetingAgenda) -> None:
    async with storage.transaction() as tx:
        for agenda in agendas:
            await tx.meetings.save(agenda)


async def test_an_agenda_comes_back_equal_in_every_field(storage: Storage) -> None:
    plain = a_meeting()
    full = a_meeting(
        1,
        points=(
            a_point("e0", person=None, since=WALL, text="Minutes: approve"),
            a_point("e1", minutes=10, under="risks", text="Vials\0 \ud83d “é” 😀"),
        ),
        declined=("e7", "e8"),
        posted_at=later(hours=1, microseconds=5),
        dropped=True,
        writing=(("alice", later(hours=2, microseconds=7)),),
    )
    await _save(storage, plain, full)
    async with storage.reading() as tx:
        assert await tx.meetings.get(plain.id) == plain
        assert await tx.meetings.get(full.id) == full
        assert await tx.meetings.get("c1/call/never") is None


async def test_an_agenda_is_replaced_by_id_and_not_added_twice(storage: Storage) -> None:
    async with storage.transaction() as tx:
        await tx.meetings.add(a_meeting())
    filled = a_meeting(points=(a_point(),))
    await _save(storage, filled)
    with pytest.raises(TransactionConflictError):
        async with storage.transaction() as tx:
            await tx.meetings.add(a_meeting())
    async with storage.reading() as tx:
        assert await tx.meetings.get(filled.id) == filled


async def test_the_newest_before_a_moment_is_of_one_cadence_and_was_not_dropped(
    storage: Storage,
) -> None:
    first, second = a_meeting(0), a_meeting(1)
    await _save(
        storage,
        second,
        first,
        a_meeting(2, dropped=True),
        a_meeting(2, cadence="steering"),
        a_meeting(2, collaboration="c2"),
        a_meeting(3),
    )
    async with storage.reading() as tx:
        assert await tx.meetings.before("c1", "call", later(weeks=3)) == second
        assert await tx.meetings.before("c1", "call", second.start) == first
        assert await tx.meetings.before("c1", "call", first.start) is None


async def test_those_ahead_are_of_all_cadences_and_were_not_dropped_the_earliest_first(
    storage: Storage,
) -> None:
    calls = [a_meeting(week) for week in range(3)]
    steering = a_meeting(1, cadence="steering", start=later(weeks=1, minutes=1))
    await _save(
        storage,
        steering,
        *reversed(calls),
        a_meeting(4, dropped=True),
        a_meeting(1, collaboration="c2"),
    )
    async with storage.reading() as tx:
        assert list(await tx.meetings.ahead("c1", NOW)) == [calls[1], steering, calls[2]]
        assert list(await tx.meetings.ahead("c1", calls[2].start)) == []


async def test_points_added_at_the_same_moment_by_many_are_all_kept(place: Place) -> None:
    storages = [place.open(), place.open()]
    agenda = a_meeting()
    await _save(storages[0], agenda)

    async def add(number: int) -> None:
        async with storages[number % 2].transaction() as tx:
            found = await tx.meetings.get(agenda.id)
            assert found is not None
            point = a_point(f"e{number}", text=f"Point {number}")
            await tx.meetings.save(found.with_point(point))

    await asyncio.gather(*(add(number) for number in range(MOST_POINTS)))
    async with storages[0].reading() as tx:
        found = await tx.meetings.get(agenda.id)
    assert found is not None
    assert {point.id for point in found.points} == {f"e{n}" for n in range(MOST_POINTS)}


async def test_of_two_who_begin_the_same_agenda_at_once_one_is_done_again(place: Place) -> None:
    storages = [place.open(), place.open()]

    async def begin(number: int) -> bool:
        try:
            async with storages[number].transaction() as tx:
                if await tx.meetings.get(a_meeting().id) is not None:
                    return False
                await tx.meetings.add(a_meeting(points=(a_point(f"e{number}"),)))
        except TransactionConflictError:
            return False
        return True

    assert sum(await asyncio.gather(begin(0), begin(1))) == 1


async def test_nothing_is_kept_of_what_was_rolled_back_or_only_read(storage: Storage) -> None:
    await _save(storage, a_meeting())
    with pytest.raises(ReadOnly):
        async with storage.reading() as tx:
            await tx.meetings.save(replace(a_meeting(), dropped=True))
    async with storage.reading() as tx:
        assert await tx.meetings.get(a_meeting().id) == a_meeting()
