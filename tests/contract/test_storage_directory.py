"""What the directory promises, on every storage."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.domain.address import Address
from bot.domain.errors import Refused
from bot.domain.people import CollaborationState, Holding, Lead, Room, Tenant
from bot.engine.storage_ports import DirectoryData, DirectoryStore, Storage
from tests.contract.storages import (
    ALICE,
    BOB,
    NOW,
    ROOM,
    Place,
    a_collaboration,
    a_person,
    later,
    saved,
)

SPONSORS = Room(collaboration="c1", party="sponsor", address=ROOM)
HELD = Holding(collaboration="c1", seat="cro_pm", person="alice", since=NOW)


async def _load(storage: Storage) -> DirectoryData:
    async with storage.reading() as tx:
        return await tx.directory.load()


@asynccontextmanager
async def _changing(storage: Storage, *, by: int | None = None) -> AsyncIterator[DirectoryStore]:
    """A change of the directory; checks that the revision grew, or by how much."""
    async with storage.reading() as tx:
        before = await tx.directory.revision()
    async with storage.transaction() as tx:
        yield tx.directory
    async with storage.reading() as tx:
        grown = await tx.directory.revision() - before
    assert grown > 0 if by is None else grown == by


async def _ready(storage: Storage) -> None:
    await saved(storage, "c1", "c2")
    async with storage.transaction() as tx:
        await tx.directory.save_person(a_person("alice", ALICE))
        await tx.directory.save_person(a_person("bob", BOB))


async def test_an_empty_directory_is_at_revision_zero(storage: Storage) -> None:
    assert await _load(storage) == DirectoryData(revision=0)


async def test_a_collaboration_is_replaced_by_id(storage: Storage) -> None:
    await saved(storage, "c1")
    paused = a_collaboration(title="Renamed", version=2, state=CollaborationState.PAUSED)
    async with _changing(storage) as directory:
        await directory.save_collaboration(paused)
    assert (await _load(storage)).collaborations == (paused,)


async def test_a_study_id_cannot_be_used_twice_and_the_refusal_spoils_nothing(
    storage: Storage,
) -> None:
    await saved(storage, "c1")
    async with storage.transaction() as tx:
        with pytest.raises(Refused, match="study id"):
            await tx.directory.save_collaboration(a_collaboration("c2", key="study-c1"))
        await tx.directory.save_collaboration(a_collaboration("c3"))
    assert [c.id for c in (await _load(storage)).collaborations] == ["c1", "c3"]


async def test_a_person_has_exactly_the_addresses_saved_last_in_their_order(
    storage: Storage,
) -> None:
    other = Address("teams", "t-cro", "alice")
    async with _changing(storage) as directory:
        await directory.save_person(a_person("alice", other, ALICE))
    assert (await _load(storage)).people == (a_person("alice", other, ALICE),)
    async with _changing(storage) as directory:
        await directory.save_person(a_person("alice", ALICE))
    assert (await _load(storage)).people == (a_person("alice", ALICE),)
    async with _changing(storage) as directory:
        await directory.save_person(a_person("alice"))
    assert (await _load(storage)).people == (a_person("alice"),)


async def test_an_address_belongs_to_one_person(storage: Storage) -> None:
    await _ready(storage)
    async with storage.transaction() as tx:
        with pytest.raises(Refused, match="another person"):
            await tx.directory.save_person(a_person("carol", BOB))
        await tx.directory.save_person(a_person("carol"))
    assert a_person("bob", BOB) in (await _load(storage)).people


async def test_a_room_can_serve_several_parties_of_one_collaboration(storage: Storage) -> None:
    await _ready(storage)
    shared = replace(SPONSORS, party="cro")
    async with _changing(storage) as directory:
        await directory.bind_room(SPONSORS)
        await directory.bind_room(shared)
    assert (await _load(storage)).rooms == (shared, SPONSORS)


async def test_a_party_can_have_several_rooms(storage: Storage) -> None:
    await _ready(storage)
    second = replace(SPONSORS, address=Address("slack", "T0SPONSOR", "C1OTHER"))
    async with _changing(storage) as directory:
        await directory.bind_room(SPONSORS)
        await directory.bind_room(second)
    assert (await _load(storage)).rooms == (SPONSORS, second)


async def test_binding_a_room_again_changes_nothing(storage: Storage) -> None:
    await _ready(storage)
    async with _changing(storage) as directory:
        await directory.bind_room(SPONSORS)
    async with _changing(storage, by=0) as directory:
        await directory.bind_room(SPONSORS)


async def test_a_room_of_one_collaboration_is_refused_to_another_and_that_spoils_nothing(
    storage: Storage,
) -> None:
    await _ready(storage)
    async with storage.transaction() as tx:
        await tx.directory.bind_room(SPONSORS)
        with pytest.raises(Refused, match="in use"):
            await tx.directory.bind_room(replace(SPONSORS, collaboration="c2", party="cro"))
        await tx.inbox.first_time("e1", NOW)
    assert (await _load(storage)).rooms == (SPONSORS,)


async def test_a_room_is_free_again_when_its_last_party_is_unbound(storage: Storage) -> None:
    await _ready(storage)
    shared = replace(SPONSORS, party="cro")
    elsewhere = replace(SPONSORS, collaboration="c2")
    async with storage.transaction() as tx:
        await tx.directory.bind_room(SPONSORS)
        await tx.directory.bind_room(shared)
    async with _changing(storage) as directory:
        await directory.unbind_room(SPONSORS)
        with pytest.raises(Refused):
            await directory.bind_room(elsewhere)
    async with _changing(storage) as directory:
        await directory.unbind_room(shared)
        await directory.bind_room(elsewhere)
    assert (await _load(storage)).rooms == (elsewhere,)


async def test_unbinding_what_is_not_bound_changes_nothing(storage: Storage) -> None:
    await _ready(storage)
    async with storage.transaction() as tx:
        await tx.directory.bind_room(SPONSORS)
    async with _changing(storage, by=0) as directory:
        await directory.unbind_room(replace(SPONSORS, collaboration="c2"))
        await directory.unbind_room(replace(SPONSORS, party="cro"))
    assert (await _load(storage)).rooms == (SPONSORS,)


async def test_of_two_collaborations_binding_a_room_at_once_one_is_refused(place: Place) -> None:
    storages = [place.open(), place.open()]
    await _ready(storages[0])

    async def bind(number: int) -> None:
        async with storages[number % 2].transaction() as tx:
            room = replace(SPONSORS, collaboration=f"c{number % 2 + 1}", party=f"p{number}")
            await tx.directory.bind_room(room)

    outcomes = await asyncio.gather(*(bind(n) for n in range(8)), return_exceptions=True)
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert len(refused) == 4
    assert len({room.collaboration for room in (await _load(storages[0])).rooms}) == 1


async def test_a_tenant_can_belong_to_parties_of_several_collaborations(storage: Storage) -> None:
    await _ready(storage)
    first = Tenant(collaboration="c1", party="sponsor", address=ROOM.home)
    second = replace(first, collaboration="c2", party="other")
    async with _changing(storage) as directory:
        await directory.bind_tenant(first)
        await directory.bind_tenant(second)
    async with _changing(storage, by=0) as directory:
        await directory.bind_tenant(first)
    assert (await _load(storage)).tenants == (first, second)
    async with _changing(storage) as directory:
        await directory.unbind_tenant(first)
    async with _changing(storage, by=0) as directory:
        await directory.unbind_tenant(first)
    assert (await _load(storage)).tenants == (second,)


async def test_holdings_are_kept_after_they_end_oldest_first(storage: Storage) -> None:
    await _ready(storage)
    second = replace(HELD, person="bob", since=later(days=2))
    async with _changing(storage) as directory:
        await directory.appoint(second)
        await directory.appoint(HELD)
    async with _changing(storage) as directory:
        await directory.end_holding(HELD, later(days=2))
    assert (await _load(storage)).holdings == (replace(HELD, until=later(days=2)), second)


async def test_appointing_somebody_who_sits_there_changes_nothing(storage: Storage) -> None:
    await _ready(storage)
    async with _changing(storage) as directory:
        await directory.appoint(HELD)
    async with _changing(storage, by=0) as directory:
        await directory.appoint(HELD)
        await directory.appoint(replace(HELD, since=later(days=1)))
    assert (await _load(storage)).holdings == (HELD,)


async def test_somebody_can_come_back_to_a_seat(storage: Storage) -> None:
    await _ready(storage)
    again = replace(HELD, since=later(days=9))
    async with _changing(storage) as directory:
        await directory.appoint(HELD)
        await directory.end_holding(HELD, later(days=1))
        await directory.appoint(again)
    assert (await _load(storage)).holdings == (replace(HELD, until=later(days=1)), again)


async def test_ending_what_never_began_changes_nothing(storage: Storage) -> None:
    async with _changing(storage, by=0) as directory:
        await directory.end_holding(HELD, NOW)


async def test_a_person_can_be_lead_of_several_parties_and_stop_being_one(
    storage: Storage,
) -> None:
    await _ready(storage)
    cro = Lead(collaboration="c1", party="cro", person="bob")
    other = Lead(collaboration="c2", party="other", person="bob")
    async with _changing(storage) as directory:
        await directory.name_lead(cro)
        await directory.name_lead(other)
    async with _changing(storage, by=0) as directory:
        await directory.name_lead(cro)
    assert (await _load(storage)).leads == (cro, other)
    async with _changing(storage) as directory:
        await directory.unname_lead(cro)
    async with _changing(storage, by=0) as directory:
        await directory.unname_lead(cro)
    assert (await _load(storage)).leads == (other,)


async def test_revisions_of_concurrent_changes_are_all_counted(place: Place) -> None:
    storages = [place.open(), place.open()]

    async def save(number: int) -> None:
        async with storages[number % 2].transaction() as tx:
            before = await tx.directory.load()
            await tx.directory.save_person(a_person(f"p{number}"))
            assert await tx.directory.revision() > before.revision

    await asyncio.gather(*(save(number) for number in range(12)))
    data = await _load(storages[0])
    assert data.revision == 12
    assert len(data.people) == 12
