"""What the store of confirmed areas and unsettled ones promises, on every storage."""

from dataclasses import replace

import pytest

from bot.domain.ownership import AreaGap, Confirmation, Unsettled
from bot.engine.storage_ports import Storage
from storage.errors import ReadOnly, StorageInconsistent
from tests.contract.storages import ALICE, BOB, NOW, a_person, later, rolled_back, saved


def confirmed(area: str = "slides", **changes: object) -> Confirmation:
    values = {
        "collaboration": "c1",
        "area": area,
        "seat": "study_director",
        "person": "alice",
        "at": later(microseconds=1),
        **changes,
    }
    return Confirmation(**values)  # type: ignore[arg-type]  # a builder names only what matters


def a_gap(area: str = "slides", **changes: object) -> AreaGap:
    values = {
        "collaboration": "c1",
        "area": area,
        "about": "2027-04-01/alice",
        "seat": "study_director",
        "because": Unsettled.UNCONFIRMED,
        "since": later(microseconds=1),
        "due": later(days=7),
        "lead": "bob",
        **changes,
    }
    return AreaGap(**values)  # type: ignore[arg-type]  # likewise


async def _ready(storage: Storage) -> None:
    await saved(storage, "c1", "c2")
    async with storage.transaction() as tx:
        await tx.directory.save_person(a_person("alice", ALICE))
        await tx.directory.save_person(a_person("bob", BOB))


async def _save(storage: Storage, *things: Confirmation | AreaGap) -> None:
    async with storage.transaction() as tx:
        for thing in things:
            if isinstance(thing, Confirmation):
                await tx.ownership.confirm(thing)
            else:
                await tx.ownership.save_gap(thing)


async def test_of_each_area_the_last_confirmation_is_kept(storage: Storage) -> None:
    await _ready(storage)
    again = confirmed(at=later(days=90), person="bob", seat="cro_pm")
    upper, other = confirmed("Z"), confirmed(collaboration="c2")
    await _save(storage, confirmed(), confirmed("a"), other, upper, again)
    async with storage.reading() as tx:
        assert list(await tx.ownership.confirmations("c1")) == [upper, confirmed("a"), again]
        assert list(await tx.ownership.confirmations("c2")) == [other]
        assert list(await tx.ownership.confirmations("c3")) == []


async def test_the_directory_tells_what_was_confirmed_and_grows_with_it(storage: Storage) -> None:
    await _ready(storage)
    async with storage.reading() as tx:
        before = await tx.directory.revision()
    other = confirmed("a", collaboration="c2")
    await _save(storage, confirmed(at=later(days=-90)), confirmed(), other)
    async with storage.reading() as tx:
        assert await tx.directory.revision() > before
        assert (await tx.directory.load()).confirmations == (confirmed(), other)


@pytest.mark.parametrize("because", Unsettled)
async def test_a_gap_comes_back_equal_until_it_is_settled(
    storage: Storage, because: Unsettled
) -> None:
    await _ready(storage)
    gap = a_gap(because=because, lead=None)
    await _save(storage, gap)
    async with storage.reading() as tx:
        assert list(await tx.ownership.open_gaps("c1")) == [gap]
    await _save(storage, replace(gap, until=NOW))
    async with storage.reading() as tx:
        assert list(await tx.ownership.open_gaps("c1")) == []


async def test_open_gaps_are_listed_for_one_collaboration_the_oldest_first(
    storage: Storage,
) -> None:
    await _ready(storage)
    oldest, upper = a_gap("z", since=later(days=-1)), a_gap("B")
    first, second = a_gap("a"), a_gap("a", about="vacant/cro_pm")
    await _save(storage, second, first, a_gap(collaboration="c2"), upper, oldest)
    async with storage.transaction() as tx:
        assert list(await tx.ownership.open_gaps("c1")) == [oldest, upper, first, second]


async def test_nothing_of_a_block_that_raises_is_kept(storage: Storage) -> None:
    await _ready(storage)
    async with rolled_back(storage) as tx:
        await tx.ownership.confirm(confirmed())
        await tx.ownership.save_gap(a_gap())
    async with storage.reading() as tx:
        assert list(await tx.ownership.confirmations("c1")) == []
        assert list(await tx.ownership.open_gaps("c1")) == []


@pytest.mark.parametrize(
    "thing",
    [
        confirmed(collaboration="c9"),
        confirmed(person="nobody"),
        a_gap(collaboration="c9"),
        a_gap(lead="nobody"),
    ],
    ids=["confirmation", "who confirmed", "gap", "lead"],
)
async def test_what_refers_to_nothing_is_refused(
    storage: Storage, thing: Confirmation | AreaGap
) -> None:
    await _ready(storage)
    with pytest.raises(StorageInconsistent):
        await _save(storage, thing)


async def test_nothing_is_written_by_a_reading_transaction(storage: Storage) -> None:
    await _ready(storage)
    with pytest.raises(ReadOnly):
        async with storage.reading() as tx:
            await tx.ownership.confirm(confirmed())
    with pytest.raises(ReadOnly):
        async with storage.reading() as tx:
            await tx.ownership.save_gap(a_gap())
