"""Teams as the engine sees it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from adapters.teams.capabilities import TEAMS
from adapters.teams.chats import PersonalChats
from adapters.teams.checks import Checks
from adapters.teams.connector import Connector
from adapters.teams.ids import (
    PLATFORM,
    UNKNOWN_TENANT,
    in_thread,
    pack_reference,
    unpack_reference,
)
from adapters.teams.members import Members
from adapters.teams.parts import mentionable
from adapters.teams.references import Reference, References, same_tenant
from adapters.teams.render import activity_of, render_card, summary_of
from bot.cards.capabilities import Capabilities
from bot.cards.mentions import people_in
from bot.domain.address import Address
from bot.engine.outgoing import MessageGone, Unreachable
from bot.engine.platform import (
    ChatPlatform,
    ChecksPlaces,
    Fault,
    KnowsMembers,
    KnowsOwnPeople,
    LinksToItself,
    Member,
    Outgoing,
)


class TeamsPlatform:
    """Posts and edits cards, lists rooms, and looks for what would fail later."""

    name = PLATFORM
    own_hosts = frozenset({"teams.microsoft.com", "teams.cloud.microsoft", "teams.live.com"})

    def __init__(
        self,
        connector: Connector,
        references: References,
        chats: PersonalChats,
        members: Members,
        checks: Checks,
    ) -> None:
        self._connector = connector
        self._references = references
        self._chats = chats
        self._members = members
        self._checks = checks

    def capabilities(self, to: Address) -> Capabilities:  # noqa: ARG002 - the port asks per place
        """The same everywhere in Teams."""
        return TEAMS

    async def post(self, message: Outgoing) -> str:
        """Show a card in a room, a thread or the personal chat with somebody."""
        _refuse_private_in_room(message)
        reference = await self._references.find(message.to)
        conversation = reference.conversation_id or await self._chats.open(message.to, reference)
        place = conversation if reference.personal else in_thread(conversation, message.thread)
        activity = await self._activity(message, reference, place)
        sent = await self._connector.send(reference.service_url, place, activity)
        return pack_reference(conversation, sent)

    async def update(self, native_ref: str, message: Outgoing) -> None:
        """Replace a card that is shown."""
        _refuse_private_in_room(message)
        place = unpack_reference(native_ref)
        if place is None:
            raise MessageGone("Teams gave no id for this message, so it cannot be edited.")
        conversation, activity_id = place
        reference = await self._references.find(message.to)
        activity = await self._activity(message, reference, conversation)
        await self._connector.edit(
            reference.service_url, conversation, activity_id, {**activity, "id": activity_id}
        )

    async def members(self, room: Address) -> Sequence[Member]:
        """The people in a room, by name, as of at most a minute ago."""
        return await self._members.of(room)

    async def own_member(self, person: Address) -> Member | None:
        """Somebody whose own tenant is known, and who was met there last.

        The roster names no tenant for a guest, or their home (`Roster`). A chat with Accord in a
        tenant that they only visit belongs to that tenant.
        """
        if person.tenant == UNKNOWN_TENANT:
            return None
        at_home = same_tenant(person, await self._references.find(person))
        return Member(address=person, name="") if at_home else None

    async def check_room(self, room: Address) -> Sequence[Fault]:
        """What stands in the way of working in a room."""
        return await self._checks.room(room)

    async def check_person(self, person: Address, rooms: Sequence[Address]) -> Sequence[Fault]:
        """What stands in the way of reaching a person who should be in one of the rooms."""
        return await self._checks.person(person, rooms)

    async def accounts(self, people: Iterable[Address], tenant: str) -> Mapping[Address, str]:
        """The accounts of those who can be mentioned in a conversation hosted by a tenant."""
        found = {}
        for person in set(people):
            if not mentionable(person) or person.local is None:
                continue
            account = await self._references.account(person)
            # Nobody has met them yet: Teams finds its own people by their object id.
            if account is None and person.tenant == tenant:
                account = person.local
            if account is not None:
                found[person] = account
        return found

    async def _activity(
        self, message: Outgoing, reference: Reference, conversation: str
    ) -> dict[str, Any]:
        # In a personal chat Teams refuses a mention of anybody who is not in it.
        people = people_in(message.card)
        called = [p for p in people if p == message.to] if reference.personal else people
        ids = await self.accounts(called, reference.tenant)
        card = render_card(message.card, ids)
        return {
            **activity_of(card, summary_of(message.card)),
            "from": {"id": reference.bot_id},
            "conversation": {"id": conversation},
        }


def _refuse_private_in_room(message: Outgoing) -> None:
    """Keep a private message from being shown to a whole room."""
    if message.only_for is not None and message.only_for != message.to:
        raise Unreachable("Teams cannot show a message in a room to one person only.")


def satisfies_ports(
    platform: TeamsPlatform,
) -> tuple[ChatPlatform, KnowsMembers, KnowsOwnPeople, ChecksPlaces, LinksToItself]:
    """Let the type checker object here when the ports and this class drift apart."""
    return platform, platform, platform, platform, platform
