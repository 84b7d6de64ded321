"""What the store of thanks promises, on every storage."""

from dataclasses import replace

import pytest

from bot.domain.address import Address
from bot.domain.thanks import Named, Thanks
from bot.engine.storage_ports import Storage
from storage.errors import StorageInconsistent
from tests.contract.storages import NOW, later, saved

ODD = "the slides\0 \ud83d “é” 😀"


def a_thanks(name: str = "one", **changes: object) -> Thanks:
    values = {
        "id": f"c1/thanks/{name}",
        "collaboration": "c1",
        "version": 2,
        "by": Named(person="alice", name=ODD, seat=None, title="", party="sponsor"),
        "to": Named(person="bob", name="Bob", seat="sd", title=f"SD {ODD}", party="cro"),
        "text": ODD,
        "at": NOW,
        "private": False,
        **changes,
    }
    return Thanks(**values)  # type: ignore[arg-type]  # a builder names only what matters


async def test_a_thanks_comes_back_equal_in_every_field(storage: Storage) -> None:
    await saved(storage, "c1", "c2")
    full = replace(
        a_thanks("full"),
        private=True,
        room=Address("teams", "t-cro", "19:study@thread.tacv2"),
        thread="1700000000000",
        withdrawn_at=later(minutes=3),
    )
    async with storage.transaction() as tx:
        await tx.thanks.save(a_thanks("full"))
        await tx.thanks.save(full)
        await tx.thanks.save(a_thanks())
    async with storage.reading() as tx:
        assert await tx.thanks.get(full.id) == full
        assert await tx.thanks.get("c1/thanks/one") == a_thanks()
        assert await tx.thanks.get("c1/thanks/none") is None


async def test_those_since_a_moment_come_oldest_first(storage: Storage) -> None:
    await saved(storage, "c1", "c2")
    before = a_thanks("before", at=later(seconds=-1))
    newer, first = a_thanks("a", at=later(hours=1)), a_thanks("z")
    other = a_thanks("other", collaboration="c2")
    async with storage.transaction() as tx:
        for each in (newer, before, other, first):
            await tx.thanks.save(each)
    async with storage.reading() as tx:
        assert list(await tx.thanks.since("c1", NOW)) == [first, newer]


async def test_it_belongs_to_a_collaboration_that_is_there(storage: Storage) -> None:
    with pytest.raises(StorageInconsistent):
        async with storage.transaction() as tx:
            await tx.thanks.save(a_thanks(collaboration="gone"))
