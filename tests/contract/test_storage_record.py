"""What the record promises, on every storage."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.engine.record import GENESIS, Entry, Recorded, chained
from bot.engine.storage_ports import Storage
from tests.contract.storages import NOW, Place, later, rolled_back


def an_entry(number: int = 1, **changes: object) -> Entry:
    values = {
        "collaboration": "c1",
        "kind": "checkin.answered",
        "at": later(seconds=number, microseconds=7),
        "version": 2,
        "subject": f"c1/weekly/{number}",
        "data": {"old": None, "new": [1, 2.5, True, "é😀\u0000"], "nested": {"z": 1, "a": []}},
        **changes,
    }
    return Entry(**values)  # type: ignore[arg-type]  # a builder names only what matters


async def _append(storage: Storage, *entries: Entry) -> list[Recorded]:
    async with storage.transaction() as tx:
        return [await tx.record.append(entry) for entry in entries]


async def _entries(storage: Storage, collaboration: str = "c1") -> list[Recorded]:
    async with storage.reading() as tx:
        return list(await tx.record.entries(collaboration))


def _is_whole(entries: list[Recorded]) -> bool:
    previous = GENESIS
    for seq, recorded in enumerate(entries, 1):
        if recorded != chained(previous, seq, recorded.entry):
            return False
        previous = recorded.hash
    return True


async def test_entries_come_back_in_order_as_they_were_recorded(storage: Storage) -> None:
    by_hand = an_entry(2, person="alice", seat="cro_pm", party="cro", source="Ev1")
    recorded = await _append(storage, an_entry(1), by_hand)
    recorded += await _append(storage, an_entry(3))
    entries = await _entries(storage)
    assert entries == recorded
    assert entries[1].entry == by_hand
    assert [each.seq for each in entries] == [1, 2, 3]
    assert _is_whole(entries)


async def test_the_hash_is_over_the_data_as_it_will_be_read(storage: Storage) -> None:
    await _append(storage, an_entry(data={"pair": (1, 2), 10: "ten", 9: "nine"}))
    (recorded,) = await _entries(storage)
    assert recorded.entry.data == {"pair": [1, 2], "10": "ten", "9": "nine"}
    assert _is_whole([recorded])


async def test_data_that_is_not_json_is_refused_before_anything_is_written(
    storage: Storage,
) -> None:
    with pytest.raises(TypeError):
        await _append(storage, an_entry(data={"at": NOW}))
    with pytest.raises(ValueError, match="JSON"):
        await _append(storage, an_entry(data={"n": float("nan")}))
    assert await _entries(storage) == []


async def test_each_collaboration_has_a_chain_of_its_own(storage: Storage) -> None:
    await _append(storage, an_entry(1), an_entry(1, collaboration="c2"), an_entry(2))
    assert _is_whole(await _entries(storage))
    assert [each.seq for each in await _entries(storage, "c2")] == [1]
    assert await _entries(storage, "c3") == []


async def test_what_was_rolled_back_leaves_no_gap(storage: Storage) -> None:
    await _append(storage, an_entry(1))
    async with rolled_back(storage) as tx:
        await tx.record.append(an_entry(2))
    await _append(storage, an_entry(3))
    entries = await _entries(storage)
    assert [each.entry.subject for each in entries] == ["c1/weekly/1", "c1/weekly/3"]
    assert _is_whole(entries)


async def test_appends_of_many_tasks_and_replicas_leave_no_gap(place: Place) -> None:
    storages = [place.open(), place.open()]
    await asyncio.gather(
        *(_append(storages[n % 2], an_entry(n), an_entry(100 + n)) for n in range(20))
    )
    entries = await _entries(storages[0])
    assert len(entries) == 40
    assert _is_whole(entries)
    assert len({each.entry.subject for each in entries}) == 40


@pytest.mark.parametrize("change", ["UPDATE record SET kind = 'x'", "DELETE FROM record"])
async def test_the_database_itself_refuses_to_change_the_record(place: Place, change: str) -> None:
    if place.is_memory:
        pytest.skip("in memory there is no way in from outside")
    await _append(place.open(), an_entry())
    with pytest.raises(DBAPIError, match="append-only"):
        async with place.engines().writer.begin() as connection:
            await connection.execute(text(change))


async def test_postgresql_refuses_to_empty_the_record(place: Place) -> None:
    if not place.is_postgresql:
        pytest.skip("only there a table can be emptied without deleting its rows")
    with pytest.raises(DBAPIError, match="append-only"):
        async with place.engines().writer.begin() as connection:
            await connection.execute(text("TRUNCATE record"))


async def test_entries_about_some_things_come_in_order(storage: Storage) -> None:
    recorded = await _append(
        storage, an_entry(1), an_entry(2), an_entry(1, kind="checkin.edited"), an_entry(3)
    )
    async with storage.reading() as tx:
        found = await tx.record.about("c1", ["c1/weekly/3", "c1/weekly/1"])
        assert list(found) == [recorded[0], recorded[2], recorded[3]]
        assert list(await tx.record.about("c2", ["c1/weekly/1"])) == []
        assert list(await tx.record.about("c1", [])) == []
