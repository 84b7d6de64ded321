"""Asks Teams beforehand what would fail later. Nothing is shown to anybody."""

from collections.abc import Sequence

from adapters.teams.chats import PersonalChats
from adapters.teams.connector import Connector
from adapters.teams.errors import NotThere
from adapters.teams.ids import PLATFORM
from adapters.teams.members import Members
from adapters.teams.references import Reference, References, same_tenant
from bot.domain.address import Address
from bot.engine.outgoing import DeliveryError, Rejected, Unreachable
from bot.engine.platform import Fault, FaultKind


class Checks:
    """Looks at one room or person at a time."""

    def __init__(
        self,
        connector: Connector,
        references: References,
        members: Members,
        chats: PersonalChats,
    ) -> None:
        self._connector = connector
        self._references = references
        self._members = members
        self._chats = chats

    async def room(self, room: Address) -> Sequence[Fault]:
        """What stands in the way of working in a room.

        Teams answers 403 where the app is not in a conversation, and 404 for one that was deleted
        or never was, to an app that is not in the tenant as well. So 404 means a deleted room only
        where Accord was before.
        """
        reference = await self._references.find(room)
        if reference.lost is not None:
            return (Fault(kind=FaultKind.ROOM_GONE, detail=reference.lost.value),)
        try:
            await self._members.ask(room)
        except NotThere as error:
            kind = FaultKind.ROOM_GONE if reference.heard else FaultKind.APP_NOT_ADDED
            return (Fault(kind=kind, detail=str(error)),)
        except (Unreachable, Rejected) as error:
            return (Fault(kind=FaultKind.APP_NOT_ADDED, detail=str(error)),)
        except DeliveryError as error:
            return (Fault(kind=FaultKind.CANNOT_CHECK, detail=str(error)),)
        return ()

    async def person(self, person: Address, rooms: Sequence[Address]) -> Sequence[Fault]:
        """What stands in the way of reaching a person who should be in one of the rooms.

        What is wrong with a room is told by `room`; such a room says nothing about people.
        """
        lists = []
        for room in rooms:
            if room.platform != PLATFORM:
                continue
            try:
                lists.append(await self._members.of(room))
            except (Unreachable, Rejected):
                continue
            except DeliveryError as error:
                return (Fault(kind=FaultKind.CANNOT_CHECK, detail=str(error)),)
        reference = await self._references.find(person)
        chat = await self._chat(person, reference)
        missing = bool(lists) and not any(
            one.address == person for listed in lists for one in listed
        )
        if not missing:
            return (chat,) if chat else ()
        if chat is None:
            return (Fault(kind=FaultKind.NOT_IN_ANY_ROOM),)
        if chat.kind is FaultKind.NO_DIRECT_MESSAGES and same_tenant(person, reference):
            # In no room, and Teams opens no chat with somebody of our own tenant.
            return (Fault(kind=FaultKind.PERSON_GONE, detail=chat.detail),)
        return (Fault(kind=FaultKind.NOT_IN_ANY_ROOM), chat)

    async def _chat(self, person: Address, reference: Reference) -> Fault | None:
        try:
            if reference.conversation_id:
                await self._connector.members(reference.service_url, reference.conversation_id)
            else:
                await self._chats.open(person, reference)
        except (Unreachable, Rejected) as error:
            return Fault(kind=FaultKind.NO_DIRECT_MESSAGES, detail=str(error))
        except DeliveryError as error:
            return Fault(kind=FaultKind.CANNOT_CHECK, detail=str(error))
        return None
