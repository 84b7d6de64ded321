"""Who and where, over all collaborations."""

from collections import defaultdict

from sqlalchemy import and_, bindparam, delete, exists, insert, select, update

from bot.domain.absence import Absence
from bot.domain.address import Address
from bot.domain.errors import Refused
from bot.domain.instant import Instant
from bot.domain.manners import Preferences
from bot.domain.people import Collaboration, Holding, Lead, Person, Room, Tenant
from bot.engine.storage_ports import DirectoryData
from storage.ownership_rows import confirmation_of
from storage.rows import (
    absence_of,
    absence_values,
    collaboration_of,
    collaboration_values,
    holding_of,
    holding_values,
    preferences_of,
    preferences_values,
)
from storage.statements import Statements
from storage.tables import (
    absences,
    area_confirmations,
    collaborations,
    directory,
    holdings,
    leads,
    people,
    person_addresses,
    preferences,
    room_parties,
    rooms,
    tenants,
)
from storage.types import UtcDateTime
from storage.upsert import insert_new, insert_or_replace
from storage.wording import ADDRESS_TAKEN, ROOM_TAKEN, STUDY_TAKEN

_REVISION = select(directory.c.revision)
_LOCK = _REVISION.with_for_update()
RAISE = update(directory).values(revision=directory.c.revision + 1)

_SAVE_COLLABORATION = insert_or_replace(collaborations)
_OTHER_WITH_KEY = select(collaborations.c.id).where(
    collaborations.c.key == bindparam("key"), collaborations.c.id != bindparam("id")
)

_SAVE_PERSON = insert_or_replace(people)
_TAKEN = select(person_addresses.c.address).where(
    person_addresses.c.address.in_(bindparam("addresses", expanding=True)),
    person_addresses.c.person != bindparam("person"),
)
_DROP_ADDRESSES = delete(person_addresses).where(person_addresses.c.person == bindparam("person"))
_ADD_ADDRESSES = insert(person_addresses)

_TAKE_ROOM = insert_new(rooms)
_OWNER = select(rooms.c.collaboration).where(rooms.c.address == bindparam("address"))
_SHARE_ROOM = insert_new(room_parties)
_UNBIND_ROOM = delete(room_parties).where(
    room_parties.c.address == bindparam("address"),
    room_parties.c.party == bindparam("party"),
    exists().where(
        rooms.c.address == bindparam("address"),
        rooms.c.collaboration == bindparam("collaboration"),
    ),
)
_FREE_ROOM = delete(rooms).where(
    rooms.c.address == bindparam("address"),
    ~exists().where(room_parties.c.address == rooms.c.address),
)

_BIND_TENANT = insert_new(tenants)
_UNBIND_TENANT = delete(tenants).where(
    and_(*(column == bindparam(column.name) for column in tenants.c))
)

_APPOINT = insert_new(holdings)
_END_HOLDING = (
    update(holdings)
    .where(
        holdings.c.collaboration == bindparam("collaboration_"),
        holdings.c.seat == bindparam("seat_"),
        holdings.c.person == bindparam("person_"),
        holdings.c.since == bindparam("since_", type_=UtcDateTime),
    )
    .values(until=bindparam("at", type_=UtcDateTime))
)

_NAME_LEAD = insert_new(leads)
_UNNAME_LEAD = delete(leads).where(and_(*(column == bindparam(column.name) for column in leads.c)))

_SAVE_PREFERENCES = insert_or_replace(preferences)
_SAVE_ABSENCE = insert_or_replace(absences)

_ALL_COLLABORATIONS = select(collaborations).order_by(collaborations.c.key)
_ALL_PEOPLE = (
    select(people.c.id, people.c.name, person_addresses.c.address)
    .outerjoin(person_addresses, person_addresses.c.person == people.c.id)
    .order_by(people.c.id, person_addresses.c.place)
)
_ALL_ROOMS = (
    select(rooms.c.collaboration, room_parties.c.party, rooms.c.address)
    .join(room_parties, room_parties.c.address == rooms.c.address)
    .order_by(rooms.c.collaboration, room_parties.c.party, rooms.c.address)
)
_ALL_TENANTS = select(tenants).order_by(*tenants.primary_key)
_ALL_HOLDINGS = select(holdings).order_by(
    holdings.c.since, holdings.c.collaboration, holdings.c.seat, holdings.c.person
)
_ALL_LEADS = select(leads).order_by(*leads.primary_key)
_ALL_PREFERENCES = select(preferences).order_by(preferences.c.person)
_ALL_ABSENCES = select(absences).order_by(
    absences.c.since, absences.c.collaboration, absences.c.person
)
_ALL_CONFIRMATIONS = select(area_confirmations).order_by(*area_confirmations.primary_key)


class SqlDirectory:
    """`bot.engine.storage_ports.DirectoryStore`.

    Every change locks the revision first. Changes are rare, and one after the other they can look
    before they write, so that a refusal does not spoil the transaction in PostgreSQL.
    """

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def revision(self) -> int:
        """Grows with every change."""
        return await self._revision(locked=False)

    async def load(self) -> DirectoryData:
        """Everything, as of one revision: a change going on elsewhere is waited for."""
        revision = await self._revision(locked=self._statements.writing)
        rows = self._statements.rows
        names: dict[str, str] = {}
        addresses: dict[str, list[Address]] = defaultdict(list)
        for row in await rows(_ALL_PEOPLE):
            names[row.id] = row.name
            if row.address is not None:
                addresses[row.id].append(Address.parse(row.address))
        return DirectoryData(
            revision=revision,
            collaborations=tuple(collaboration_of(row) for row in await rows(_ALL_COLLABORATIONS)),
            people=tuple(
                Person(id=id_, name=name, addresses=tuple(addresses[id_]))
                for id_, name in names.items()
            ),
            rooms=tuple(
                Room(collaboration=r.collaboration, party=r.party, address=Address.parse(r.address))
                for r in await rows(_ALL_ROOMS)
            ),
            tenants=tuple(
                Tenant(
                    collaboration=r.collaboration, party=r.party, address=Address.parse(r.address)
                )
                for r in await rows(_ALL_TENANTS)
            ),
            holdings=tuple(holding_of(row) for row in await rows(_ALL_HOLDINGS)),
            leads=tuple(
                Lead(collaboration=r.collaboration, party=r.party, person=r.person)
                for r in await rows(_ALL_LEADS)
            ),
            preferences=tuple(preferences_of(row) for row in await rows(_ALL_PREFERENCES)),
            absences=tuple(absence_of(row) for row in await rows(_ALL_ABSENCES)),
            confirmations=tuple(confirmation_of(row) for row in await rows(_ALL_CONFIRMATIONS)),
        )

    async def save_collaboration(self, collaboration: Collaboration) -> None:
        """Insert or replace, by id; the key stays unique."""
        await self._revision(locked=True)
        other = await self._statements.row(
            _OTHER_WITH_KEY, key=collaboration.key, id=collaboration.id
        )
        if other is not None:
            raise Refused(STUDY_TAKEN)
        await self._statements.run(_SAVE_COLLABORATION, collaboration_values(collaboration))
        await self._statements.run(RAISE)

    async def save_person(self, person: Person) -> None:
        """Insert or replace, by id; an address stays with one person."""
        await self._revision(locked=True)
        written = [str(address) for address in person.addresses]
        if await self._statements.row(_TAKEN, addresses=written, person=person.id) is not None:
            raise Refused(ADDRESS_TAKEN)
        await self._statements.run(_SAVE_PERSON, {"id": person.id, "name": person.name})
        await self._statements.run(_DROP_ADDRESSES, {"person": person.id})
        if written:
            places = [
                {"address": address, "person": person.id, "place": place}
                for place, address in enumerate(dict.fromkeys(written))
            ]
            await self._statements.run(_ADD_ADDRESSES, places)
        await self._statements.run(RAISE)

    async def bind_room(self, room: Room) -> None:
        """Bind a room for one party; a room belongs to one collaboration."""
        await self._revision(locked=True)
        address = str(room.address)
        await self._statements.run(
            _TAKE_ROOM, {"address": address, "collaboration": room.collaboration}
        )
        owner = await self._statements.row(_OWNER, address=address)
        if owner is None or owner.collaboration != room.collaboration:
            raise Refused(ROOM_TAKEN)
        if await self._statements.row(_SHARE_ROOM, address=address, party=room.party) is not None:
            await self._statements.run(RAISE)

    async def unbind_room(self, room: Room) -> None:
        """Unbind for one party; without a party left, the room is free."""
        await self._revision(locked=True)
        address = str(room.address)
        unbound = await self._statements.change(
            _UNBIND_ROOM, address=address, party=room.party, collaboration=room.collaboration
        )
        if unbound:
            await self._statements.run(_FREE_ROOM, {"address": address})
            await self._statements.run(RAISE)

    async def bind_tenant(self, tenant: Tenant) -> None:
        """Bind; binding the same again changes nothing."""
        await self._revision(locked=True)
        if await self._statements.row(_BIND_TENANT, **_tenant_values(tenant)) is not None:
            await self._statements.run(RAISE)

    async def unbind_tenant(self, tenant: Tenant) -> None:
        """Unbind."""
        await self._revision(locked=True)
        if await self._statements.change(_UNBIND_TENANT, **_tenant_values(tenant)):
            await self._statements.run(RAISE)

    async def appoint(self, holding: Holding) -> None:
        """Seat a person; somebody who already sits there stays as they are."""
        await self._revision(locked=True)
        if await self._statements.row(_APPOINT, **holding_values(holding)) is not None:
            await self._statements.run(RAISE)

    async def end_holding(self, holding: Holding, at: Instant) -> None:
        """Set the end of a holding, found by seat, person and beginning."""
        await self._revision(locked=True)
        which = {f"{k}_": v for k, v in holding_values(holding).items() if k != "until"}
        if await self._statements.change(_END_HOLDING, at=at, **which):
            await self._statements.run(RAISE)

    async def name_lead(self, lead: Lead) -> None:
        """Name a lead; naming the same again changes nothing."""
        await self._revision(locked=True)
        if await self._statements.row(_NAME_LEAD, **_lead_values(lead)) is not None:
            await self._statements.run(RAISE)

    async def unname_lead(self, lead: Lead) -> None:
        """Take the lead away."""
        await self._revision(locked=True)
        if await self._statements.change(_UNNAME_LEAD, **_lead_values(lead)):
            await self._statements.run(RAISE)

    async def save_preferences(self, preferences: Preferences) -> None:
        """Insert or replace, by person."""
        await self._revision(locked=True)
        await self._statements.run(_SAVE_PREFERENCES, preferences_values(preferences))
        await self._statements.run(RAISE)

    async def save_absence(self, absence: Absence) -> None:
        """Insert or replace, by collaboration, person and beginning."""
        await self._revision(locked=True)
        await self._statements.run(_SAVE_ABSENCE, absence_values(absence))
        await self._statements.run(RAISE)

    async def _revision(self, *, locked: bool) -> int:
        row = await self._statements.row(_LOCK if locked else _REVISION)
        # The migration puts the one row in; without it there is nothing to lock.
        return 0 if row is None else row.revision


def _tenant_values(tenant: Tenant) -> dict[str, str]:
    return {
        "collaboration": tenant.collaboration,
        "party": tenant.party,
        "address": str(tenant.address),
    }


def _lead_values(lead: Lead) -> dict[str, str]:
    return {"collaboration": lead.collaboration, "party": lead.party, "person": lead.person}
