"""What is kept of people's preferences, days away and unasked messages, on every storage."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.absence import Absence
from bot.domain.agreement.parties import OfficeHours
from bot.domain.manners import Preferences
from bot.engine.storage_ports import DirectoryData, Storage
from storage.errors import StorageInconsistent
from tests.contract.storages import (
    ALICE,
    BOB,
    NOW,
    ROOM,
    a_draft,
    a_person,
    later,
    saved,
    waits,
)
from tests.contract.storages_outbox import put, sent

HERS = Preferences(
    person="alice",
    quiet=OfficeHours.parse("21:30-07:00"),
    zone="Asia/Kolkata",
    lead=timedelta(minutes=45),
    budget=3,
)
CHRISTMAS = Absence(
    collaboration="c1",
    person="alice",
    since=later(days=20),
    until=later(days=31),
    zone="Asia/Kolkata",
    cover="bob",
)


async def _ready(storage: Storage) -> int:
    await saved(storage, "c1", "c2")
    async with storage.transaction() as tx:
        await tx.directory.save_person(a_person("alice", ALICE))
        await tx.directory.save_person(a_person("bob", BOB))
        return await tx.directory.revision()


async def _load(storage: Storage) -> DirectoryData:
    async with storage.reading() as tx:
        return await tx.directory.load()


async def test_preferences_come_back_and_are_replaced_by_person(storage: Storage) -> None:
    revision = await _ready(storage)
    usual = Preferences(person="bob")
    async with storage.transaction() as tx:
        await tx.directory.save_preferences(usual)
        await tx.directory.save_preferences(replace(HERS, budget=50))
        await tx.directory.save_preferences(HERS)
    data = await _load(storage)
    assert data.preferences == (HERS, usual)
    assert data.revision > revision


async def test_absences_come_back_earliest_first_and_end_where_they_are_replaced(
    storage: Storage,
) -> None:
    revision = await _ready(storage)
    elsewhere = replace(CHRISTMAS, collaboration="c2", since=NOW, cover=None)
    async with storage.transaction() as tx:
        await tx.directory.save_absence(CHRISTMAS)
        await tx.directory.save_absence(elsewhere)
    shorter = replace(CHRISTMAS, until=later(days=22))
    async with storage.transaction() as tx:
        await tx.directory.save_absence(shorter)
    data = await _load(storage)
    assert data.absences == (elsewhere, shorter)
    assert data.revision > revision


@pytest.mark.parametrize(
    "wrong", [{"person": "nobody"}, {"cover": "nobody"}, {"collaboration": "nothing"}]
)
async def test_an_absence_of_nobody_known_is_not_kept(
    storage: Storage, wrong: dict[str, str]
) -> None:
    await _ready(storage)
    with pytest.raises(StorageInconsistent):
        async with storage.transaction() as tx:
            await tx.directory.save_absence(replace(CHRISTMAS, **wrong))  # type: ignore[arg-type]
    assert (await _load(storage)).absences == ()


async def test_preferences_of_nobody_known_are_not_kept(storage: Storage) -> None:
    with pytest.raises(StorageInconsistent):
        async with storage.transaction() as tx:
            await tx.directory.save_preferences(HERS)


async def test_pushes_are_counted_by_address_and_by_the_moment_they_were_put_for(
    storage: Storage,
) -> None:
    await put(storage, a_draft("first", to=ALICE, push=True))
    await put(storage, a_draft("to-come", to=ALICE, push=True, not_before=later(days=1)))
    await put(storage, a_draft("elsewhere", to=BOB, push=True))
    await put(storage, a_draft("an answer", to=ALICE))
    async with storage.reading() as tx:
        assert await tx.outbox.pushes([ALICE], NOW, later(days=1)) == 1
        assert await tx.outbox.pushes([ALICE], NOW, later(days=1, seconds=1)) == 2
        assert await tx.outbox.pushes([ALICE, BOB], NOW, later(hours=1)) == 2
        assert await tx.outbox.pushes([ALICE], later(seconds=1), later(hours=1)) == 0
        assert await tx.outbox.pushes([ROOM], NOW, later(days=9)) == 0
        assert await tx.outbox.pushes([], NOW, later(days=9)) == 0


async def test_who_counts_sees_what_another_who_counted_first_puts(storage: Storage) -> None:
    await _ready(storage)
    async with storage.transaction() as tx:
        assert await tx.outbox.pushes([ALICE], NOW, later(days=1)) == 0
        other = await waits(storage, lambda own: own.outbox.pushes([ALICE], NOW, later(days=1)))
        await tx.outbox.put(a_draft("first", to=ALICE, push=True), NOW)
    assert await other == 1


async def test_an_edit_of_a_push_counts_for_nothing_new(storage: Storage) -> None:
    draft = a_draft("first", to=ALICE, push=True)
    await sent(storage, draft)
    other = replace(draft.card, title="Late")
    await put(storage, replace(draft, card=other), later(days=1))
    async with storage.reading() as tx:
        assert await tx.outbox.pushes([ALICE], NOW, later(hours=1)) == 1
        assert await tx.outbox.pushes([ALICE], later(hours=1), later(days=9)) == 0
