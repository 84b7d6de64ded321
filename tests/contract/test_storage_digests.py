"""What the store of weekly digests promises, on every storage."""

import pytest

from bot.engine.digests import Digest
from bot.engine.storage_ports import Storage
from storage.errors import ReadOnly, StorageInconsistent
from tests.contract.storages import a_card, a_collaboration, a_person, later, rolled_back, waits


def a_digest(number: int = 1, collaboration: str = "c1") -> Digest:
    return Digest(
        collaboration=collaboration,
        at=later(days=7 * number, microseconds=5),
        shared=a_card(f"Shared “{number}” é😀"),
        short=a_card(f"Short {number}"),
        left_over=frozenset({f"c1/weekly/{number}", "c1/é/2"}),
    )


@pytest.fixture
async def _there(storage: Storage) -> None:
    async with storage.transaction() as tx:
        for id_ in ("c1", "c2"):
            await tx.directory.save_collaboration(a_collaboration(id_))
        for person in ("alice", "bob"):
            await tx.directory.save_person(a_person(person))


@pytest.mark.usefixtures("_there")
async def test_the_newest_of_a_collaboration_comes_back_as_it_was_written(
    storage: Storage,
) -> None:
    async with storage.transaction() as tx:
        assert await tx.digests.latest("c1") is None
        for digest in (a_digest(2), a_digest(1), a_digest(9, "c2")):
            await tx.digests.keep(digest)
        assert await tx.digests.latest("c1") == a_digest(2)
    async with storage.reading() as tx:
        assert await tx.digests.latest("c1") == a_digest(2)
        assert await tx.digests.latest("c2") == a_digest(9, "c2")


@pytest.mark.usefixtures("_there")
async def test_two_parties_whose_digests_fall_due_together_read_one_and_the_same(
    storage: Storage,
) -> None:
    async with storage.transaction() as tx:
        assert await tx.digests.latest("c1") is None
        other = await waits(storage, lambda own: own.digests.latest("c1"))
        await tx.digests.keep(a_digest())
    assert await other == a_digest()


@pytest.mark.usefixtures("_there")
async def test_the_same_moment_is_written_over(storage: Storage) -> None:
    again = Digest(collaboration="c1", at=a_digest().at, shared=a_card("x"), short=a_card("y"))
    async with storage.transaction() as tx:
        await tx.digests.keep(a_digest())
        await tx.digests.keep(again)
    async with storage.reading() as tx:
        assert await tx.digests.latest("c1") == again


@pytest.mark.usefixtures("_there")
async def test_who_wants_it_short_is_kept_by_collaboration(storage: Storage) -> None:
    async with storage.transaction() as tx:
        for _ in range(2):
            await tx.digests.want_short("c1", "alice", short=True)
        await tx.digests.want_short("c1", "bob", short=True)
        await tx.digests.want_short("c2", "bob", short=True)
        assert await tx.digests.short_readers("c1") == {"alice", "bob"}
    async with storage.transaction() as tx:
        for _ in range(2):
            await tx.digests.want_short("c1", "bob", short=False)
    async with storage.reading() as tx:
        assert await tx.digests.short_readers("c1") == {"alice"}
        assert await tx.digests.short_readers("c2") == {"bob"}
        assert await tx.digests.short_readers("c3") == frozenset()


@pytest.mark.usefixtures("_there")
async def test_what_is_rolled_back_was_never_there(storage: Storage) -> None:
    async with rolled_back(storage) as tx:
        await tx.digests.keep(a_digest())
        await tx.digests.want_short("c1", "alice", short=True)
    async with storage.reading() as tx:
        assert await tx.digests.latest("c1") is None
        assert await tx.digests.short_readers("c1") == frozenset()
        with pytest.raises(ReadOnly):
            await tx.digests.keep(a_digest())


async def test_a_digest_of_nothing_known_is_refused(storage: Storage) -> None:
    with pytest.raises(StorageInconsistent):
        async with storage.transaction() as tx:
            await tx.digests.keep(a_digest())
    with pytest.raises(StorageInconsistent):
        async with storage.transaction() as tx:
            await tx.digests.want_short("c1", "nobody", short=True)
