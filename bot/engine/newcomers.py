"""People, companies and rooms that come into a collaboration, and leave it."""

import uuid
from collections.abc import Iterable

from bot.domain.address import Address
from bot.domain.people import Holding, Lead, Person, Room, Tenant
from bot.engine.directory import Directory
from bot.engine.inbound import Origin
from bot.engine.platform import Member
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

#: What an adapter gives as the tenant of somebody whose own one nobody can tell.
UNKNOWN_TENANT = "unknown"


def is_guest(address: Address) -> bool:
    """Whether nobody can tell which company somebody is from."""
    return address.tenant == UNKNOWN_TENANT


def name_of(
    address: Address, known: Person | None, members: Iterable[Member], said: str | None
) -> str:
    """What a person is called: as known here, as the room's roster says, as the event said."""
    listed = next((member.name for member in members if member.address == address), None)
    return (known.name if known else None) or listed or said or "Somebody"


async def person_for(tx: Transaction, directory: Directory, address: Address, name: str) -> Person:
    """The person with this address; somebody new is kept under the name."""
    known = directory.person_at(address)
    if known is not None:
        return known
    person = Person(id=uuid.uuid4().hex[:12], name=name, addresses=(address,))
    await tx.directory.save_person(person)
    return person


async def asker(
    tx: Transaction, directory: Directory, origin: Origin, members: Iterable[Member]
) -> Person:
    """The person an event came from, kept if they are new."""
    known = directory.person_at(origin.actor)
    name = name_of(origin.actor, known, members, origin.actor_name)
    return await person_for(tx, directory, origin.actor, name)


async def let_lead(
    tx: Transaction, setting: Setting, party: str, person: Person, address: Address
) -> None:
    """Let somebody speak for a party, from their own workspace, in its first seat if that is free.

    Raises:
        Refused: the workspace belongs to another party of the collaboration.
    """
    id_ = setting.collaboration.id
    await tx.directory.bind_tenant(Tenant(collaboration=id_, party=party, address=address.home))
    await tx.directory.name_lead(Lead(collaboration=id_, party=party, person=person.id))
    first = next((s.key for s in setting.agreement.seats if s.party == party), None)
    if first is not None and setting.directory.holder(id_, first, setting.now) is None:
        await appoint(tx, setting, first, person)


async def appoint(tx: Transaction, setting: Setting, seat: str, person: Person) -> None:
    """Seat a person; whoever held the seat before stays in its history."""
    id_, now = setting.collaboration.id, setting.now
    for holding in current_holdings(setting, seat):
        await tx.directory.end_holding(holding, now)
    await tx.directory.appoint(Holding(collaboration=id_, seat=seat, person=person.id, since=now))


def current_holdings(setting: Setting, seat: str) -> list[Holding]:
    """Who holds a seat now."""
    return [
        holding
        for holding in setting.directory.holdings(setting.collaboration.id)
        if holding.seat == seat and holding.until is None
    ]


async def bind_rooms(
    tx: Transaction, collaboration: str, room: Address, parties: Iterable[str]
) -> None:
    """Let a room serve parties.

    Raises:
        Refused: the room belongs to another collaboration.
    """
    for party in parties:
        await tx.directory.bind_room(Room(collaboration=collaboration, party=party, address=room))


async def let_go(tx: Transaction, setting: Setting) -> None:
    """End what belongs to seats and parties that the version in force no longer knows."""
    bound = setting.directory.bound(setting.collaboration.id)
    for holding in bound.holdings:
        if holding.until is None and holding.seat not in setting.agreement.seat:
            await tx.directory.end_holding(holding, setting.now)
    for room in bound.rooms:
        if room.party not in setting.agreement.party:
            await tx.directory.unbind_room(room)
    for tenant in bound.tenants:
        if tenant.party not in setting.agreement.party:
            await tx.directory.unbind_tenant(tenant)
    for lead in bound.leads:
        if lead.party not in setting.agreement.party:
            await tx.directory.unname_lead(lead)


async def fresh_directory(tx: Transaction) -> Directory:
    """The directory with what this very transaction changed; it may still be rolled back."""
    return Directory(await tx.directory.load())
