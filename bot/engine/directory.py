"""Who and where, as of one revision: finding collaborations, people and rooms by address."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.domain.absence import Absence
from bot.domain.address import Address
from bot.domain.instant import Instant
from bot.domain.manners import Preferences
from bot.domain.owned import Owned
from bot.domain.people import Collaboration, Holding, Lead, Person, Room
from bot.engine.storage_ports import DirectoryData, Transaction


class Directory:
    """An immutable snapshot of the directory with the indices the engine needs."""

    def __init__(self, data: DirectoryData) -> None:
        self.revision = data.revision
        self.collaborations: Mapping[str, Collaboration] = {c.id: c for c in data.collaborations}
        self._data = data
        self._people = {p.id: p for p in data.people}
        self._person_at = {address: p for p in data.people for address in p.addresses}
        self._room = {room.address: room.collaboration for room in data.rooms}
        self._of_person = _collaborations_by_person(data.holdings, data.leads)
        self._holdings: Mapping[str, list[Holding]] = _by_collaboration(data.holdings)
        self._rooms = _rooms_by_collaboration(data.rooms)
        self._parties_in = _parties_by_room(data.rooms)
        self._preferences = {p.person: p for p in data.preferences}
        self._confirmations = {(c.collaboration, c.area): c for c in data.confirmations}

    def by_key(self, key: str) -> Collaboration | None:
        """The collaboration whose agreement has this `study.id`."""
        return next((c for c in self.collaborations.values() if c.key == key), None)

    def in_room(self, room: Address) -> Collaboration | None:
        """The collaboration a room is bound to."""
        found = self._room.get(room)
        return self.collaborations[found] if found else None

    def rooms(self, collaboration: str, party: str | None = None) -> tuple[Address, ...]:
        """Rooms of a collaboration, of one party or of all, each once."""
        found = self._rooms.get(collaboration, ())
        return tuple(dict.fromkeys(r.address for r in found if party in (None, r.party)))

    def parties_in(self, room: Address) -> frozenset[str]:
        """The parties a room serves."""
        return frozenset(self._parties_in.get(room, ()))

    def person(self, id_: str) -> Person:
        """A person by id."""
        return self._people[id_]

    def person_at(self, address: Address) -> Person | None:
        """The person with this chat address."""
        return self._person_at.get(address)

    def collaborations_of(self, person: Person) -> tuple[Collaboration, ...]:
        """Those in which the person holds a seat or is a lead; who left reads no more of it."""
        ids = self._of_person.get(person.id, ())
        return tuple(self.collaborations[id_] for id_ in ids)

    def holdings(self, collaboration: str) -> tuple[Holding, ...]:
        """All holdings of a collaboration, ended ones too."""
        return tuple(self._holdings.get(collaboration, ()))

    def holders(self, collaboration: str, at: Instant) -> Mapping[str, Person]:
        """Who holds each seat at a moment; for a seat with several, the one who came first."""
        found: dict[str, Person] = {}
        for holding in self._holdings.get(collaboration, ()):
            if _holds(holding, at):
                found.setdefault(holding.seat, self._people[holding.person])
        return found

    def holder(self, collaboration: str, seat: str, at: Instant) -> Person | None:
        """Who holds one seat at a moment."""
        return self.holders(collaboration, at).get(seat)

    def all_holders(self, collaboration: str, seat: str, at: Instant) -> tuple[Person, ...]:
        """Everybody who holds one seat at a moment, who came first before the others."""
        held = self._holdings.get(collaboration, ())
        return tuple(self._people[h.person] for h in held if h.seat == seat and _holds(h, at))

    def seats_of(self, collaboration: str, person: Person, at: Instant) -> tuple[str, ...]:
        """The seats a person holds at a moment."""
        return tuple(
            h.seat
            for h in self._holdings.get(collaboration, ())
            if h.person == person.id and _holds(h, at)
        )

    def leads(self, collaboration: str, party: str) -> tuple[Person, ...]:
        """Who speaks for a party."""
        return tuple(
            self._people[lead.person]
            for lead in self._data.leads
            if lead.collaboration == collaboration and lead.party == party
        )

    def leads_in(self, collaboration: str, person: Person) -> bool:
        """Whether a person speaks for any party of a collaboration."""
        return any(
            lead.collaboration == collaboration and lead.person == person.id
            for lead in self._data.leads
        )

    def preferences(self, person: Person) -> Preferences:
        """How a person wants to be written to; the usual for who said nothing."""
        return self._preferences.get(person.id) or Preferences(person=person.id)

    def absences(self, collaboration: str, person: Person) -> tuple[Absence, ...]:
        """When a person is, was or will be away, earliest first."""
        return tuple(
            absence
            for absence in self._data.absences
            if absence.collaboration == collaboration and absence.person == person.id
        )

    def with_absence(self, absence: Absence) -> "Directory":
        """As it would be with one absence more."""
        return Directory(replace(self._data, absences=(*self._data.absences, absence)))

    def absence(self, collaboration: str, person: Person, at: Instant) -> Absence | None:
        """The absence of a person at a moment, if they are away."""
        return next((a for a in self.absences(collaboration, person) if a.covers(at)), None)

    def confirmed_at(self, collaboration: str, owned: Owned) -> Instant | None:
        """When whoever answers for something last said that it is; none of who held it before."""
        said = self._confirmations.get((collaboration, owned.key))
        if said is None or said.seat != owned.accountable:
            return None
        held = self._holdings.get(collaboration, ())
        taken = [h.since for h in held if h.seat == said.seat and h.until is None]
        return said.at if said.at >= max(taken, default=said.at) else None

    def party_of_tenant(self, collaboration: str, tenant: Address) -> str | None:
        """The party a workspace or tenant belongs to in a collaboration."""
        return next(
            (
                t.party
                for t in self._data.tenants
                if t.collaboration == collaboration and t.address == tenant
            ),
            None,
        )

    def bound(self, collaboration: str) -> DirectoryData:
        """What is bound to one collaboration, for comparing with a bindings file."""
        return DirectoryData(
            revision=self.revision,
            rooms=tuple(r for r in self._data.rooms if r.collaboration == collaboration),
            tenants=tuple(t for t in self._data.tenants if t.collaboration == collaboration),
            holdings=self.holdings(collaboration),
            leads=tuple(x for x in self._data.leads if x.collaboration == collaboration),
        )


def _holds(holding: Holding, at: Instant) -> bool:
    return holding.since <= at and (holding.until is None or at < holding.until)


def _by_collaboration(holdings: Iterable[Holding]) -> Mapping[str, list[Holding]]:
    found: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        found[holding.collaboration].append(holding)
    return found


def _rooms_by_collaboration(rooms: Iterable[Room]) -> Mapping[str, list[Room]]:
    found: dict[str, list[Room]] = defaultdict(list)
    for room in rooms:
        found[room.collaboration].append(room)
    return found


def _parties_by_room(rooms: Iterable[Room]) -> Mapping[Address, set[str]]:
    found: dict[Address, set[str]] = defaultdict(set)
    for room in rooms:
        found[room.address].add(room.party)
    return found


def _collaborations_by_person(
    holdings: Iterable[Holding], leads: Iterable[Lead]
) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    held = (holding for holding in holdings if holding.until is None)
    rows: tuple[Holding | Lead, ...] = (*held, *leads)
    for row in rows:
        found[row.person][row.collaboration] = None
    return {person: tuple(ids) for person, ids in found.items()}


class DirectoryCache:
    """The newest snapshot seen.

    Look-ups use it without touching the database; each tick and each writing transaction brings it
    up to date, so another replica's change is seen within a second, and a change is never decided
    on an old snapshot.
    """

    def __init__(self) -> None:
        self.snapshot = Directory(DirectoryData(revision=-1))

    async def current(self, tx: Transaction) -> Directory:
        """The snapshot as of the transaction.

        Asked before the transaction changes the directory: what it would see after could still be
        rolled back.
        """
        revision = await tx.directory.revision()
        if revision == self.snapshot.revision:
            return self.snapshot
        directory = Directory(await tx.directory.load())
        if directory.revision > self.snapshot.revision:
            self.snapshot = directory
        return directory
