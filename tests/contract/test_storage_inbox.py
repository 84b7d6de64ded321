"""What the inbox promises, on every storage."""

import asyncio

from bot.domain.instant import Instant
from bot.engine.storage_ports import Storage
from tests.contract.storages import NOW, Place, later


async def _note(storage: Storage, event: str, now: Instant = NOW) -> bool:
    async with storage.transaction() as tx:
        return await tx.inbox.first_time(event, now)


async def test_an_event_is_new_only_once(storage: Storage) -> None:
    assert await _note(storage, "e1")
    assert not await _note(storage, "e1")
    assert await _note(storage, "e2")


async def test_an_event_is_new_only_once_within_a_transaction(storage: Storage) -> None:
    async with storage.transaction() as tx:
        assert await tx.inbox.first_time("e1", NOW)
        assert not await tx.inbox.first_time("e1", NOW)


async def test_of_many_replicas_with_the_same_event_one_handles_it(place: Place) -> None:
    storages = [place.open(), place.open()]
    answers = await asyncio.gather(*(_note(storages[n % 2], "e1") for n in range(16)))
    assert sorted(answers) == [False] * 15 + [True]


async def test_notes_before_a_moment_are_dropped_and_counted(storage: Storage) -> None:
    await _note(storage, "old")
    await _note(storage, "edge", later(hours=1))
    async with storage.transaction() as tx:
        assert await tx.inbox.forget_before(later(hours=1)) == 1
        assert await tx.inbox.forget_before(later(hours=1)) == 0
    assert await _note(storage, "old")
    assert not await _note(storage, "edge")
