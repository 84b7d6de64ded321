"""Makes the core's news of what Teams told: which rooms are meant, and who the people are."""

from collections.abc import Sequence
from contextlib import suppress

from adapters.teams.activity import Place, Sender
from adapters.teams.changes import Came, Found, Left, Lost, Renamed
from adapters.teams.ids import person_address, room_address
from adapters.teams.inbound import Told
from adapters.teams.members import Members
from adapters.teams.references import References
from adapters.teams.roster import Person, Roster, RosterUnavailableError, stranger
from bot.domain.address import Address
from bot.domain.joining import GoneBecause
from bot.engine.inbound import LostBecause, News, PersonBack, PersonGone, RoomLost, RoomRenamed
from bot.engine.outgoing import DeliveryError

_SHUT = frozenset({LostBecause.DELETED, LostBecause.ARCHIVED})
# From here on one list of the room is less to ask for than each of them.
_MANY = 5


class Reporter:
    """Turns `Told` into news, and keeps what the adapter itself has to know of it."""

    def __init__(self, roster: Roster, references: References, members: Members) -> None:
        self._roster = roster
        self._references = references
        self._members = members

    async def news(self, told: Told) -> Sequence[News]:
        """The news for the core, one for each room and person; a repeat has the same ids."""
        match told.change:
            case Lost():
                return await self._lost(told, told.change)
            case Found(conversation_id=conversation_id):
                for room in await self._rooms(told.place, conversation_id):
                    await self._references.found(room)
                return ()
            case Renamed(conversation_id=conversation_id, name=name):
                rooms = await self._rooms(told.place, conversation_id)
                return [
                    RoomRenamed(event_id=f"{told.event_id}/{room.local}", room=room, name=name)
                    for room in rooms
                ]
            case Left():
                return await self._left(told, told.change)
            case Came():
                return await self._came(told, told.change)

    async def _lost(self, told: Told, change: Lost) -> Sequence[News]:
        event_id = told.event_id
        if change.because is LostBecause.REMOVED:
            # The change of the installation and that of the members both tell it.
            count = await self._references.went_out(told.place)
            event_id = f"teams:{told.place.conversation_id}/removed/{count}"
        rooms = await self._rooms(told.place, change.conversation_id)
        if told.place.personal:
            rooms = await self._personal(told)
        for room in rooms:
            self._members.forget(room)
            if change.because in _SHUT:
                await self._references.lost(room, change.because)
        return [
            RoomLost(event_id=f"{event_id}/{room.local}", room=room, because=change.because)
            for room in rooms
        ]

    async def _left(self, told: Told, change: Left) -> Sequence[News]:
        rooms = await self._rooms_of_members(told.place, change.conversation_id)
        people = [await self._gone(told.place, sender) for sender in change.people]
        return [
            PersonGone(
                event_id=f"{told.event_id}/{room.local}/{person.local}",
                person=person,
                room=room,
                because=GoneBecause.LEFT,
            )
            for room in rooms
            for person in people
        ]

    async def _came(self, told: Told, change: Came) -> Sequence[News]:
        rooms = await self._rooms_of_members(told.place, change.conversation_id)
        if rooms and len(change.people) >= _MANY:
            with suppress(DeliveryError):
                await self._members.ask(rooms[0])
        people = [await self._person(told.place, sender) for sender in change.people]
        return [
            PersonBack(
                event_id=f"{told.event_id}/{room.local}/{person.address.local}",
                person=person.address,
                room=room,
            )
            for room in rooms
            for person in people
        ]

    async def _rooms(self, place: Place, conversation_id: str | None) -> list[Address]:
        """The rooms that are meant; none given means all known ones of the team."""
        known = await self._references.rooms_of(place.team_id) if place.team_id else []
        here = room_address(place.tenant, conversation_id or place.conversation_id)
        if conversation_id is None:
            return list(dict.fromkeys([*known, here]))
        # The tenant that hosts a shared channel is surest where the channel itself was heard.
        return [next((room for room in known if room.local == conversation_id), here)]

    async def _rooms_of_members(self, place: Place, conversation_id: str | None) -> list[Address]:
        """The rooms whose members have changed."""
        rooms = await self._rooms(place, conversation_id)
        for room in rooms:
            self._members.forget(room)
        if conversation_id is not None:
            return rooms
        return [room for room in rooms if not await self._references.has_own_members(room)]

    async def _personal(self, told: Told) -> list[Address]:
        """The address of a personal chat, which is that of the person."""
        return [await self._gone(told.place, told.sender)] if told.sender else []

    async def _gone(self, place: Place, sender: Sender) -> Address:
        """Who somebody was who cannot be looked up any more."""
        seen = await self._roster.last_seen(place, sender)
        if seen is not None:
            return seen.address
        if sender.object_id is not None:
            # Accord has met or written to somebody of the hosting tenant with this object id.
            known = person_address(place.tenant, sender.object_id)
            if await self._references.account(known) is not None:
                return known
        return (await self._person(place, sender)).address

    async def _person(self, place: Place, sender: Sender) -> Person:
        try:
            return await self._roster.person(place, sender)
        except RosterUnavailableError:
            return stranger(sender)
