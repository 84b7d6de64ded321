"""What the store of what people meant promises, on every storage."""

from dataclasses import replace

import pytest

from bot.domain.learning import How, Meant, NameState, SuggestedName
from bot.engine.storage_ports import Storage
from storage.errors import ReadOnly, StorageInconsistent
from tests.contract.storages import ALICE, NOW, a_person, later, rolled_back, saved

ODD = "the\0 reed \ud83d “é” 😀"


def a_meaning(**changes: object) -> Meant:
    values = {
        "collaboration": "c1",
        "words": "path read",
        "said": ODD,
        "section": "areas",
        "item": "histopathology",
        "how": How.PICKED,
        "asker": "0123456789abcdef",
        "party": "cro",
        "day": "2026-12-04",
        "at": later(microseconds=1),
        **changes,
    }
    return Meant(**values)  # type: ignore[arg-type]  # a builder names only what matters


def a_name(id_: str = "n1", **changes: object) -> SuggestedName:
    values = {
        "id": id_,
        "collaboration": "c1",
        "words": "path read",
        "said": ODD,
        "section": "areas",
        "item": "histopathology",
        "party": "cro",
        "times": 3,
        "people": 2,
        "since": later(microseconds=1),
        **changes,
    }
    return SuggestedName(**values)  # type: ignore[arg-type]  # likewise


async def _ready(storage: Storage) -> None:
    await saved(storage, "c1", "c2")
    async with storage.transaction() as tx:
        await tx.directory.save_person(a_person("alice", ALICE))


async def _keep(storage: Storage, *things: Meant | SuggestedName) -> None:
    async with storage.transaction() as tx:
        for thing in things:
            if isinstance(thing, Meant):
                await tx.learning.keep(thing)
            else:
                await tx.learning.save(thing)


async def test_what_was_meant_comes_back_equal_in_every_field_oldest_first(
    storage: Storage,
) -> None:
    await _ready(storage)
    first, missed = a_meaning(at=NOW, how=How.CORRECTED), a_meaning(section="", item="")
    other_day = a_meaning(day="2026-12-05", at=later(days=1))
    elsewhere, others = a_meaning(collaboration="c2"), a_meaning(words="read")
    await _keep(storage, other_day, missed, first, elsewhere, others)
    async with storage.reading() as tx:
        assert await tx.learning.meant_by("c1", "path read") == [first, missed, other_day]
        assert await tx.learning.meant_by("c2", "path read") == [elsewhere]
        assert await tx.learning.meant_by("c2", "read") == []


async def test_the_same_meant_twice_on_a_day_is_kept_once(storage: Storage) -> None:
    await _ready(storage)
    again = a_meaning(how=How.CORRECTED, at=later(hours=1), said="path read", party="sponsor")
    another = a_meaning(asker="fedcba9876543210", at=later(hours=2))
    await _keep(storage, a_meaning(), again, another)
    async with storage.reading() as tx:
        assert await tx.learning.meant_by("c1", "path read") == [again, another]


async def test_a_suggested_name_comes_back_equal_in_every_field(storage: Storage) -> None:
    await _ready(storage)
    asked = a_name().asked("alice", later(hours=1))
    ended = replace(a_name("n2", since=NOW), state=NameState.NOT_NOW, ended_at=later(days=1))
    await _keep(storage, a_name(), asked, ended, a_name("n3", collaboration="c2"))
    async with storage.reading() as tx:
        assert await tx.learning.suggested("c1") == [ended, asked]
        assert await tx.learning.get("n1") == asked
        assert await tx.learning.get("n9") is None


async def test_what_is_old_is_forgotten_but_not_what_a_lead_has_or_put_aside(
    storage: Storage,
) -> None:
    await _ready(storage)
    kept = [a_name(state.value, state=state, since=NOW) for state in NameState]
    young = a_name("young", since=later(days=2))
    old, new = a_meaning(at=NOW), a_meaning(day="2026-12-05", at=later(days=1))
    await _keep(storage, *kept, young, old, new)
    async with storage.transaction() as tx:
        assert await tx.learning.forget_before(later(days=1)) == 4
    async with storage.reading() as tx:
        assert await tx.learning.meant_by("c1", "path read") == [new]
        assert [each.id for each in await tx.learning.suggested("c1")] == [
            "asked",
            "not_now",
            "young",
        ]


@pytest.mark.parametrize(
    "lost", [a_meaning(collaboration="c9"), a_name(collaboration="c9"), a_name(lead="nobody")]
)
async def test_a_collaboration_or_lead_that_is_not_there_is_refused(
    storage: Storage, lost: Meant | SuggestedName
) -> None:
    await _ready(storage)
    with pytest.raises(StorageInconsistent):
        await _keep(storage, lost)


async def test_what_fails_leaves_nothing_and_reading_changes_nothing(storage: Storage) -> None:
    await _ready(storage)
    await _keep(storage, a_name())
    async with rolled_back(storage) as tx:
        await tx.learning.keep(a_meaning())
        await tx.learning.save(a_name().asked("alice", NOW))
    async with storage.reading() as tx:
        assert await tx.learning.meant_by("c1", "path read") == []
        assert await tx.learning.get("n1") == a_name()
        with pytest.raises(ReadOnly):
            await tx.learning.keep(a_meaning())
