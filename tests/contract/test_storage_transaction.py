"""What a transaction promises, on every storage."""

import asyncio

import pytest

from bot.domain.people import Lead
from bot.engine.storage_ports import Storage
from storage.errors import ReadOnly, StorageInconsistent
from tests.contract.storages import (
    NOW,
    Place,
    a_collaboration,
    a_draft,
    a_person,
    rolled_back,
    saved,
)


async def test_what_a_block_did_is_there_afterwards(storage: Storage) -> None:
    await saved(storage, "c1")
    async with storage.reading() as tx:
        assert (await tx.directory.load()).collaborations == (a_collaboration("c1"),)


async def test_nothing_of_a_block_that_raises_is_kept(storage: Storage) -> None:
    async with rolled_back(storage) as tx:
        await tx.directory.save_collaboration(a_collaboration())
        await tx.inbox.first_time("e1", NOW)
        await tx.outbox.put(a_draft(), NOW)
    async with storage.transaction() as tx:
        assert (await tx.directory.load()).collaborations == ()
        assert await tx.directory.revision() == 0
        assert await tx.outbox.find("m1") is None
        assert await tx.inbox.first_time("e1", NOW)


async def test_a_cancelled_block_leaves_nothing_and_frees_the_storage(storage: Storage) -> None:
    begun = asyncio.Event()

    async def hang() -> None:
        async with storage.transaction() as tx:
            await tx.inbox.first_time("e1", NOW)
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with storage.transaction() as tx:
        assert await tx.inbox.first_time("e1", NOW)


async def test_a_reader_does_not_wait_for_a_writer_and_does_not_see_its_work(
    storage: Storage,
) -> None:
    async with storage.transaction() as writer:
        await writer.directory.save_collaboration(a_collaboration())
        async with storage.reading() as reader:
            assert await reader.directory.revision() == 0
    async with storage.reading() as reader:
        assert await reader.directory.revision() == 1


async def test_a_reader_sees_one_moment_from_beginning_to_end(storage: Storage) -> None:
    async with storage.reading() as reader:
        assert await reader.directory.revision() == 0
        await saved(storage, "c1")
        assert (await reader.directory.load()).collaborations == ()


async def test_writing_in_a_reading_transaction_is_an_error(storage: Storage) -> None:
    with pytest.raises(ReadOnly, match="for reading"):
        async with storage.reading() as tx:
            await tx.inbox.first_time("e1", NOW)


async def test_after_such_an_error_reading_and_writing_work_as_before(storage: Storage) -> None:
    for _ in range(12):
        with pytest.raises(ReadOnly):
            async with storage.reading() as tx:
                await tx.outbox.put(a_draft(), NOW)
    async with storage.reading() as tx:
        assert await tx.outbox.find("m1") is None
    await saved(storage, "c1")


async def test_the_order_of_saving_does_not_matter(storage: Storage) -> None:
    async with storage.transaction() as tx:
        await tx.directory.name_lead(Lead(collaboration="c1", party="cro", person="alice"))
        await tx.directory.save_collaboration(a_collaboration())
        await tx.directory.save_person(a_person("alice"))
    async with storage.reading() as tx:
        assert len((await tx.directory.load()).leads) == 1


async def test_what_refers_to_nothing_is_refused_at_the_end(storage: Storage) -> None:
    await saved(storage, "c1")
    with pytest.raises(StorageInconsistent):
        async with storage.transaction() as tx:
            await tx.directory.name_lead(Lead(collaboration="c1", party="cro", person="nobody"))
    async with storage.reading() as tx:
        assert (await tx.directory.load()).leads == ()


async def test_many_writers_at_once_all_get_through(place: Place) -> None:
    storages = [place.open(), place.open()]

    async def write(number: int) -> None:
        async with storages[number % 2].transaction() as tx:
            await tx.outbox.put(a_draft(f"m{number}"), NOW)

    await asyncio.gather(*(write(number) for number in range(40)))
    async with storages[0].reading() as tx:
        found = [await tx.outbox.find(f"m{number}") for number in range(40)]
    assert all(found)


async def test_everything_is_still_there_after_opening_again(place: Place) -> None:
    if place.is_memory:
        pytest.skip("memory is gone with the process, as it says")
    storage = place.open()
    await saved(storage, "c1")
    async with storage.transaction() as tx:
        await tx.inbox.first_time("e1", NOW)
        id_ = await tx.outbox.put(a_draft(), NOW)
    await place.close()
    async with place.open().transaction() as tx:
        assert (await tx.directory.load()).collaborations == (a_collaboration("c1"),)
        assert not await tx.inbox.first_time("e1", NOW)
        message = await tx.outbox.get(id_)
    assert message is not None
    assert message.card == a_draft().card
