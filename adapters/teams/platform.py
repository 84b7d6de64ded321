"""Teams as the engine sees it."""

from collections.abc import Iterable, Mapping
from typing import Any

from adapters.teams.capabilities import TEAMS
from adapters.teams.connector import Connector
from adapters.teams.ids import (
    PLATFORM,
    in_thread,
    pack_reference,
    unpack_reference,
)
from adapters.teams.parts import mentionable
from adapters.teams.references import Reference, References, same_tenant
from adapters.teams.render import activity_of, render_card, summary_of
from bot.cards.capabilities import Capabilities
from bot.cards.mentions import people_in
from bot.domain.address import Address
from bot.engine.outgoing import (
    MessageGone,
    OutcomeUnknown,
    Rejected,
    TryLater,
    Unreachable,
)
from bot.engine.platform import ChatPlatform, Outgoing


class TeamsPlatform:
    """Posts and edits cards."""

    name = PLATFORM

    def __init__(self, connector: Connector, references: References) -> None:
        self._connector = connector
        self._references = references

    def capabilities(self, to: Address) -> Capabilities:  # noqa: ARG002 - the port asks per place
        """The same everywhere in Teams."""
        return TEAMS

    async def post(self, message: Outgoing) -> str:
        """Show a card in a room, a thread or the personal chat with somebody."""
        _refuse_private_in_room(message)
        reference = await self._references.find(message.to)
        conversation = reference.conversation_id or await self._open_chat(message.to, reference)
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

    async def _open_chat(self, person: Address, reference: Reference) -> str:
        if not same_tenant(person, reference):
            raise Unreachable(
                "Teams lets Accord write personally only to people of a tenant it is installed in."
            )
        try:
            conversation = await self._connector.open_chat(
                reference.service_url, reference.bot_id, reference.account, reference.tenant
            )
        except OutcomeUnknown as error:
            # The chat is the same one however often it is opened, and nothing was said in it.
            raise TryLater(str(error)) from error
        except Rejected as error:
            raise Unreachable(str(error)) from error
        if not conversation:
            raise TryLater("Teams opened a personal chat without telling its id.")
        await self._references.opened(person, reference, conversation)
        return conversation

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


def satisfies_port(platform: TeamsPlatform) -> ChatPlatform:
    """Let the type checker object here when the port and this class drift apart."""
    return platform
