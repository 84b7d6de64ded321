"""What the platforms tell about the rooms and people of a collaboration."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from bot.cards.compose.preflight import finding
from bot.cards.words import preflight as words
from bot.domain.address import Address
from bot.domain.finding import Finding, FindingKind
from bot.domain.joining import Gap
from bot.domain.people import Person
from bot.domain.visibility import View
from bot.engine.gaps import standing
from bot.engine.outgoing import DeliveryError
from bot.engine.platform import ChatPlatform, ChecksPlaces, Fault, FaultKind, KnowsMembers, Member
from bot.engine.scene import Setting

_LOG = logging.getLogger(__name__)
#: How long a platform may take for one place.
TIME_LIMIT = 10.0
#: How many places are asked at a time: enough to be quick, few enough for every platform's pace.
_AT_ONCE = 8
_TOO_SLOW = "no answer in time"

T = TypeVar("T")


async def check_places(
    setting: Setting,
    platforms: Mapping[str, ChatPlatform],
    visible: View,
    gaps: Sequence[Gap],
) -> tuple[Finding, ...]:
    """Ask about each bound room, and each person who holds a seat or leads."""
    asking = _Asking(setting, platforms, asyncio.Semaphore(_AT_ONCE))
    rooms = setting.directory.rooms(setting.collaboration.id)
    gone = {gap.person for gap in standing(gaps, setting)}
    people = [each for each in _people(setting, visible) if each.person.id not in gone]
    found = await asyncio.gather(
        *(asking.room(room) for room in rooms),
        *(asking.person(each, rooms) for each in people),
    )
    missing = dict.fromkeys(
        address.platform
        for address in (*rooms, *(a for each in people for a in each.person.addresses))
        if address.platform not in platforms
    )
    return (
        *(
            finding(FindingKind.NO_PLATFORM, called, None, words.no_platform(called))
            for called in map(words.platform, missing)
        ),
        *(each for several in found for each in several),
    )


@dataclass(frozen=True, kw_only=True)
class _Reached:
    """Somebody who must be reached, as the reader knows them."""

    person: Person
    party: str
    titles: str
    in_room: bool
    """Whether one of the seats takes part in the rooms."""


def _people(setting: Setting, visible: View) -> Iterator[_Reached]:
    """Holders of seats the reader knows of, and leads; each once."""
    id_, directory, now = setting.collaboration.id, setting.directory, setting.now
    led = {
        lead.id: party.key
        for party in setting.agreement.parties
        for lead in directory.leads(id_, party.key)
    }
    holders = [holding.person for holding in directory.holdings(id_)]
    for person in map(directory.person, dict.fromkeys([*holders, *led])):
        seats = visible.seats_of(directory.seats_of(id_, person, now))
        in_chat = [seat for seat in seats if seat.contact.in_chat]
        if not in_chat and person.id not in led:
            continue
        yield _Reached(
            person=person,
            party=seats[0].party if seats else led[person.id],
            titles=", ".join(seat.title for seat in seats),
            in_room=any(seat.contact.in_room for seat in in_chat),
        )


@dataclass(frozen=True)
class _Asking:
    """Asks a few places at a time, each for a limited time."""

    setting: Setting
    platforms: Mapping[str, ChatPlatform]
    slots: asyncio.Semaphore

    async def room(self, room: Address) -> list[Finding]:
        """What stands in the way of working in a room, and who in it belongs to no party."""
        platform, party = self.platforms.get(room.platform), self._host(room)
        if platform is None or party is None:
            return []
        faults: Sequence[Fault] = ()
        if isinstance(platform, ChecksPlaces):
            faults = await self._faults(partial(platform.check_room, room))
        found = [self._room_finding(room, party, fault) for fault in faults]
        if not faults and isinstance(platform, KnowsMembers):
            found += await self._strangers(room, party, platform)
        return found

    async def person(self, reached: _Reached, rooms: Sequence[Address]) -> list[Finding]:
        """What stands in the way of reaching somebody."""
        found = []
        addresses = reached.person.addresses
        faults_at = [(address, await self._person_faults(address, rooms)) for address in addresses]
        absent = all(FaultKind.NOT_IN_ANY_ROOM in {f.kind for f in fs} for _, fs in faults_at)
        for address, faults in faults_at:
            for fault in faults:
                if fault.kind is FaultKind.NOT_IN_ANY_ROOM and not (absent and reached.in_room):
                    continue
                found.append(self._person_finding(reached, address, fault))
        return list(dict.fromkeys(found))

    async def _person_faults(self, address: Address, rooms: Sequence[Address]) -> Sequence[Fault]:
        platform = self.platforms.get(address.platform)
        if not isinstance(platform, ChecksPlaces):
            return ()
        there = [room for room in rooms if room.platform == address.platform]
        return await self._faults(partial(platform.check_person, address, there))

    async def _strangers(self, room: Address, party: str, platform: KnowsMembers) -> list[Finding]:
        members = await self._within_limits(partial(platform.members, room))
        if isinstance(members, Fault):
            return [self._room_finding(room, party, members)]
        strangers = sum(map(self._is_stranger, members))
        if not strangers:
            return []
        remedy = words.unknown_tenant(room.platform, strangers, self._short(party))
        return [finding(FindingKind.UNKNOWN_TENANT, self._room_name(room, party), party, remedy)]

    def _is_stranger(self, member: Member) -> bool:
        id_, directory = self.setting.collaboration.id, self.setting.directory
        if directory.party_of_tenant(id_, member.address.home) is not None:
            return False
        known = directory.person_at(member.address)
        return known is None or not (
            directory.seats_of(id_, known, self.setting.now)
            or any(known in directory.leads(id_, party) for party in self.setting.agreement.party)
        )

    async def _faults(self, ask: Callable[[], Awaitable[Sequence[Fault]]]) -> Sequence[Fault]:
        answer = await self._within_limits(ask)
        return (answer,) if isinstance(answer, Fault) else answer

    async def _within_limits(self, ask: Callable[[], Awaitable[T]]) -> T | Fault:
        """What a platform answers, or that it did not."""
        async with self.slots:
            try:
                async with asyncio.timeout(TIME_LIMIT):
                    return await ask()
            except DeliveryError as error:
                return Fault(kind=FaultKind.CANNOT_CHECK, detail=str(error))
            except TimeoutError:
                return Fault(kind=FaultKind.CANNOT_CHECK, detail=_TOO_SLOW)
            except Exception as error:  # noqa: BLE001 - must not hide what others found
                _LOG.exception("An adapter failed", extra={"action": "preflight.bug"})
                return Fault(kind=FaultKind.CANNOT_CHECK, detail=type(error).__name__)

    def _host(self, room: Address) -> str | None:
        """The party whose side can change something about a room."""
        id_, directory = self.setting.collaboration.id, self.setting.directory
        served = directory.parties_in(room)
        hosting = directory.party_of_tenant(id_, room.home)
        if hosting is not None and hosting in self.setting.agreement.party:
            return hosting
        return next((party for party in self.setting.agreement.party if party in served), None)

    def _room_finding(self, room: Address, party: str, fault: Fault) -> Finding:
        kind = FindingKind(fault.kind.value)
        remedy = words.room_remedy(kind, room.platform, self._short(party), fault.detail)
        return finding(kind, self._room_name(room, party), party, remedy)

    def _person_finding(self, reached: _Reached, address: Address, fault: Fault) -> Finding:
        kind = FindingKind(fault.kind.value)
        id_, directory = self.setting.collaboration.id, self.setting.directory
        host = directory.party_of_tenant(id_, address.home) or reached.party
        side, hosting = self._short(reached.party), self._short(host)
        remedy = words.person_remedy(kind, address.platform, side, hosting, fault.detail)
        acting = reached.party if remedy.who == words.lead(side) else host
        subject = words.person(reached.person.name, reached.titles)
        return finding(kind, subject, acting, remedy)

    def _room_name(self, room: Address, party: str) -> str:
        rooms = self.setting.directory.rooms(self.setting.collaboration.id)
        alike = [r for r in rooms if r.platform == room.platform and self._host(r) == party]
        id_ = (room.local or "") if len(alike) > 1 else ""
        return words.room(room.platform, self._short(party), id_)

    def _short(self, party: str) -> str:
        known = self.setting.agreement.party.get(party)
        return known.short if known else party
