"""Who and where, over all collaborations."""

from dataclasses import replace
from typing import TypeVar

from bot.domain.absence import Absence
from bot.domain.errors import Refused
from bot.domain.instant import Instant
from bot.domain.manners import Preferences
from bot.domain.people import Collaboration, Holding, Lead, Person, Room, Tenant
from bot.engine.storage_ports import DirectoryData
from storage.memory.state import State, Work
from storage.wording import ADDRESS_TAKEN, ROOM_TAKEN, STUDY_TAKEN

T = TypeVar("T")


class MemoryDirectory:
    """`bot.engine.storage_ports.DirectoryStore`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def revision(self) -> int:
        """Grows with every change."""
        return self._work.state.revision

    async def load(self) -> DirectoryData:
        """Everything."""
        state = self._work.state
        return DirectoryData(
            revision=state.revision,
            collaborations=tuple(sorted(state.collaborations.values(), key=lambda c: c.key)),
            people=tuple(sorted(state.people.values(), key=lambda p: p.id)),
            rooms=tuple(sorted(state.rooms, key=_order)),
            tenants=tuple(sorted(state.tenants, key=_order)),
            holdings=tuple(
                sorted(
                    state.holdings.values(),
                    key=lambda h: (h.since, h.collaboration, h.seat, h.person),
                )
            ),
            leads=tuple(
                sorted(state.leads, key=lambda lead: (lead.collaboration, lead.party, lead.person))
            ),
            preferences=tuple(sorted(state.preferences.values(), key=lambda p: p.person)),
            absences=tuple(
                sorted(state.absences.values(), key=lambda a: (a.since, a.collaboration, a.person))
            ),
            confirmations=tuple(
                sorted(state.area_confirmations.values(), key=lambda c: (c.collaboration, c.area))
            ),
        )

    async def save_collaboration(self, collaboration: Collaboration) -> None:
        """Insert or replace, by id; the key stays unique."""
        state = self._work.changing
        if any(
            other.key == collaboration.key and other.id != collaboration.id
            for other in state.collaborations.values()
        ):
            raise Refused(STUDY_TAKEN)
        state.collaborations[collaboration.id] = collaboration
        state.revision += 1

    async def save_person(self, person: Person) -> None:
        """Insert or replace, by id; an address stays with one person."""
        state = self._work.changing
        person = replace(person, addresses=tuple(dict.fromkeys(person.addresses)))
        others = (other for other in state.people.values() if other.id != person.id)
        if any(set(other.addresses) & set(person.addresses) for other in others):
            raise Refused(ADDRESS_TAKEN)
        state.people[person.id] = person
        state.revision += 1

    async def bind_room(self, room: Room) -> None:
        """Bind a room for one party; a room belongs to one collaboration."""
        state = self._work.changing
        if any(
            other.address == room.address and other.collaboration != room.collaboration
            for other in state.rooms
        ):
            raise Refused(ROOM_TAKEN)
        _add(state, state.rooms, room)

    async def unbind_room(self, room: Room) -> None:
        """Unbind for one party."""
        _remove(self._work.changing, self._work.state.rooms, room)

    async def bind_tenant(self, tenant: Tenant) -> None:
        """Bind; binding the same again changes nothing."""
        _add(self._work.changing, self._work.state.tenants, tenant)

    async def unbind_tenant(self, tenant: Tenant) -> None:
        """Unbind."""
        _remove(self._work.changing, self._work.state.tenants, tenant)

    async def appoint(self, holding: Holding) -> None:
        """Seat a person; somebody who already sits there stays as they are."""
        state = self._work.changing
        *which, _ = key = _holding_key(holding)
        sits = any(
            list(_holding_key(other)[:3]) == which and other.until is None
            for other in state.holdings.values()
        )
        if key in state.holdings or (sits and holding.until is None):
            return
        state.holdings[key] = holding
        state.revision += 1

    async def end_holding(self, holding: Holding, at: Instant) -> None:
        """Set the end of a holding, found by seat, person and beginning."""
        state = self._work.changing
        key = _holding_key(holding)
        if key in state.holdings:
            state.holdings[key] = replace(state.holdings[key], until=at)
            state.revision += 1

    async def name_lead(self, lead: Lead) -> None:
        """Name a lead; naming the same again changes nothing."""
        _add(self._work.changing, self._work.state.leads, lead)

    async def unname_lead(self, lead: Lead) -> None:
        """Take the lead away."""
        _remove(self._work.changing, self._work.state.leads, lead)

    async def save_preferences(self, preferences: Preferences) -> None:
        """Insert or replace, by person."""
        state = self._work.changing
        state.preferences[preferences.person] = preferences
        state.revision += 1

    async def save_absence(self, absence: Absence) -> None:
        """Insert or replace, by collaboration, person and beginning."""
        state = self._work.changing
        state.absences[absence.collaboration, absence.person, absence.since] = absence
        state.revision += 1


def _add(state: State, table: dict[T, None], item: T) -> None:
    if item not in table:
        table[item] = None
        state.revision += 1


def _remove(state: State, table: dict[T, None], item: T) -> None:
    if item in table:
        del table[item]
        state.revision += 1


def _holding_key(holding: Holding) -> tuple[str, str, str, Instant]:
    return holding.collaboration, holding.seat, holding.person, holding.since


def _order(bound: Room | Tenant) -> tuple[str, str, str]:
    return bound.collaboration, bound.party, str(bound.address)
