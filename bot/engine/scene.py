"""Everything known about an event before it is handled: who, where, when, under which rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.errors import Refused
from bot.domain.instant import Instant
from bot.domain.people import Collaboration, Person
from bot.domain.stands_since import NOTHING_KNOWN, StandsSince
from bot.domain.visibility import A_ROOM, EVERYTHING, OUTSIDE, Reader, seated
from bot.engine.directory import Directory
from bot.engine.inbound import Origin
from bot.engine.platform import Member
from bot.engine.record import Entry


@dataclass(frozen=True, kw_only=True)
class Actor:
    """The person an event came from, as seen in one collaboration."""

    name: str
    """For showing only."""
    person: Person | None
    party: str | None
    """The party the person's seats, or else their own workspace, belong to."""
    seats: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """When, and in which collaboration, something happens."""

    now: Instant
    directory: Directory
    collaboration: Collaboration
    agreement: Agreement
    """The version in force; while the collaboration is at version 0, the first one as written."""

    @property
    def source(self) -> str | None:
        """The platform event that brings this about; none when Accord does something by itself."""
        return None

    def entry(
        self,
        kind: str,
        subject: str,
        *,
        person: str | None = None,
        seat: str | None = None,
        party: str | None = None,
        data: Mapping[str, object] = MappingProxyType({}),
    ) -> Entry:
        """What happens now in this collaboration, for its record.

        Args:
            kind: what happened, past tense, for example `area.done`.
            subject: id or key of what it happened to.
            person: id of who did it; none when Accord did.
            seat: key of the seat they acted for.
            party: key of the party they acted for.
            data: old and new values, reasons: JSON-able.
        """
        return Entry(
            collaboration=self.collaboration.id,
            kind=kind,
            at=self.now,
            version=self.collaboration.version,
            subject=subject,
            person=person,
            seat=seat,
            party=party,
            source=self.source,
            data=data,
        )

    @property
    def asked(self) -> tuple[str, ...]:
        """Keys of the parties that must accept a change: all that are here.

        A party that was added and has not joined has nobody who could answer; until it joins,
        nothing could be agreed, not even to take it out again.
        """
        leads = self.directory.leads
        return tuple(key for key in self.agreement.party if leads(self.collaboration.id, key))

    def reader_of(self, person: Person) -> Reader:
        """What somebody may see who reads alone.

        Until a first version is in force nothing can be unblinded by it, and whoever speaks for a
        party has to read all that they are asked to accept.
        """
        id_ = self.collaboration.id
        if self.collaboration.version == 0 and self.directory.leads_in(id_, person):
            return EVERYTHING
        held = self.directory.seats_of(id_, person, self.now)
        return seated(*(seat for seat in held if seat in self.agreement.seat))

    def is_here(self, person: Person) -> bool:
        """Whether somebody still holds a seat or leads a side; who left reads no more of it."""
        found = self.directory.collaborations_of(person)
        return self.collaboration.id in [each.id for each in found]

    def zone_of(self, party: str | None) -> str:
        """IANA zone in which somebody of a party reads; without a party that of the first one."""
        known = self.agreement.party.get(party or "")
        return (known or self.agreement.parties[0]).zone

    def zone_in(self, room: Address) -> str:
        """IANA zone in which a room reads: that of the first party it serves."""
        served = self.directory.parties_in(room)
        return self.zone_of(next((key for key in self.agreement.party if key in served), None))


@dataclass(frozen=True, kw_only=True)
class Scene(Setting):
    """The setting of something a person did."""

    origin: Origin
    actor: Actor
    members: tuple[Member, ...] = ()
    """Who is in the rooms, where a form picks people."""
    stands_since: StandsSince = NOTHING_KNOWN
    """Since which version things stand as they do."""

    @property
    def source(self) -> str | None:
        """The platform event that brings this about."""
        return self.origin.event_id

    @property
    def zone(self) -> str:
        """IANA zone in which the answer is read: the actor's own side's."""
        return self.zone_of(self.leading or self.actor.party)

    @property
    def alone(self) -> Reader:
        """What the actor may see of what only they read: forms, answers to presses."""
        if not self.is_member or self.actor.person is None:
            return self._anybody
        return self.reader_of(self.actor.person)

    @property
    def reader(self) -> Reader:
        """Who reads an answer: the actor alone, or everybody in the room."""
        return self.alone if self.private else self._anybody

    @property
    def _anybody(self) -> Reader:
        """Anybody in the room; numbers and addresses only where a member of it asks."""
        return A_ROOM if self.is_member else OUTSIDE

    @property
    def is_member(self) -> bool:
        """Whether the actor belongs to one of the parties: by seat, as a lead, or by workspace."""
        return bool(self.actor.party or self.actor.seats or self.leading)

    @property
    def private(self) -> bool:
        """Whether only the actor sees the answer."""
        return self.origin.personal or self.origin.immediate

    def seated(self) -> Person:
        """The actor as a person of this collaboration.

        Raises:
            Refused: the actor is not known here.
        """
        if self.actor.person is None or not (self.actor.seats or self.leading):
            raise Refused(
                "You have no seat in this collaboration yet, so this is not yours to do. Ask the"
                f" lead of your side ({self.leads_in_words()}) to give you one."
            )
        return self.actor.person

    def leads_in_words(self) -> str:
        """The leads of the actor's side, or of every side, by name."""
        parties = [self.actor.party] if self.actor.party else list(self.agreement.party)
        names = [
            lead.name
            for party in parties
            for lead in self.directory.leads(self.collaboration.id, party)
        ]
        return " or ".join(dict.fromkeys(names)) or "not named yet"

    @property
    def leading(self) -> str | None:
        """The party the actor speaks for, if any."""
        return next((party for party in self.agreement.party if self.is_lead_of(party)), None)

    def is_lead_of(self, party: str) -> bool:
        """Whether the actor speaks for a party."""
        leads = self.directory.leads(self.collaboration.id, party)
        return self.actor.person is not None and self.actor.person in leads


def actor_in(
    origin: Origin,
    directory: Directory,
    collaboration: Collaboration,
    agreement: Agreement,
    now: Instant,
) -> Actor:
    """Who the sender of an event is in a collaboration.

    A person's own workspace or tenant decides the side when they hold no seat, never the place
    where they happen to write.
    """
    person = directory.person_at(origin.actor)
    seats = directory.seats_of(collaboration.id, person, now) if person else ()
    known = tuple(seat for seat in seats if seat in agreement.seat)
    party = (
        agreement.seat[known[0]].party
        if known
        else directory.party_of_tenant(collaboration.id, origin.actor.home)
    )
    name = person.name if person else origin.actor_name or "Somebody"
    return Actor(name=name, person=person, party=party, seats=known)
