"""Slack as a platform that shows cards."""

import logging
from collections.abc import Sequence
from typing import Any

from adapters.slack.api import SlackApi
from adapters.slack.capabilities import SLACK
from adapters.slack.checks import Checks
from adapters.slack.errors import code_of
from adapters.slack.ids import PLATFORM, NativeRef, is_person
from adapters.slack.installations import Installation, Installations
from adapters.slack.payload import deep, text_at
from adapters.slack.people import People
from adapters.slack.render import Json, render
from adapters.slack.roster import Roster
from bot.cards.capabilities import Capabilities
from bot.cards.card import Card
from bot.cards.charts import without_charts
from bot.cards.mentions import people_in
from bot.domain.address import Address
from bot.engine.outgoing import DeliveryError, MessageGone, Rejected, Unreachable
from bot.engine.platform import (
    ChatPlatform,
    ChecksPlaces,
    Fault,
    FindsMessages,
    KnowsMembers,
    KnowsOwnPeople,
    LinksToItself,
    Member,
    Outgoing,
)

_log = logging.getLogger(__name__)
_BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format"})
_PAGES = 5
_PAGE = "200"
_EVENT_TYPE = "accord_message"


class SlackPlatform:
    """Posts, edits and finds messages through the Web API, and looks at rooms and people."""

    name = PLATFORM
    own_hosts = frozenset({"slack.com"})

    def __init__(
        self, api: SlackApi, installations: Installations, people: People, roster: Roster
    ) -> None:
        self._api = api
        self._installations = installations
        self._people = people
        self._roster = roster
        self._checks = Checks(api, installations, people, roster)

    def capabilities(self, to: Address) -> Capabilities:  # noqa: ARG002 - one table for all places
        """What can be shown; the same in rooms and personal chats."""
        return SLACK

    async def post(self, message: Outgoing) -> str:
        """Show a new message; to a person in the chat with them, which Slack opens by itself."""
        installation, channel = await self._target(message.to)
        thread = {"thread_ts": message.thread} if message.thread else {}
        only_for = message.only_for.local if message.only_for else None
        if only_for and not is_person(channel):
            answer = await self._show(
                installation,
                "chat.postEphemeral",
                message.card,
                channel=channel,
                user=only_for,
                **thread,
            )
            ts = str(answer.get("message_ts"))
            return NativeRef(installation.team, channel, ts, ephemeral=True).pack()
        answer = await self._show(
            installation,
            "chat.postMessage",
            message.card,
            channel=channel,
            metadata=_metadata(message),
            unfurl_links=False,
            unfurl_media=False,
            **thread,
        )
        # A message to a person comes back with the channel of the chat, needed to edit it.
        shown_in = text_at(answer, "channel") or channel
        return NativeRef(installation.team, shown_in, str(answer.get("ts"))).pack()

    async def update(self, native_ref: str, message: Outgoing) -> None:
        """Edit a shown message. Slack cannot edit what only one person was shown."""
        ref = NativeRef.unpack(native_ref)
        if ref.ephemeral:
            raise MessageGone("a message only one person was shown cannot be edited in Slack")
        installation = await self._installations.get(ref.team)
        await self._show(
            installation,
            "chat.update",
            message.card,
            channel=ref.channel,
            ts=ref.ts,
            metadata=_metadata(message),
            # Without blocks in the call Slack would keep the old ones.
            blocks=[],
        )

    async def find(self, message: Outgoing) -> str | None:
        """Look for a message that an earlier attempt may have posted.

        Raises:
            Unreachable: it cannot be looked up there: only one person was shown it, or Accord may
                not read the conversation (`im:history` is granted, channels are not), or too much
                was said since.
            DeliveryError: Slack did not answer.
        """
        if message.only_for and not is_person(message.to.local or ""):
            raise Unreachable("Slack keeps no trace of a message only one person was shown")
        installation, channel = await self._target(message.to)
        if is_person(channel):
            opened = await self._call(installation, "conversations.open", users=channel)
            channel = text_at(opened, "channel", "id") or channel
        cursor = ""
        for _ in range(_PAGES):
            page = await self._page(installation, channel, message.thread, cursor)
            if ts := _ts_of(message.id, page):
                return NativeRef(installation.team, channel, ts).pack()
            cursor = text_at(page, "response_metadata", "next_cursor") or ""
            if not cursor:
                return None
        raise Unreachable("too much was said since to find the message")

    async def members(self, room: Address) -> Sequence[Member]:
        """Everybody in a room, by name; see `Roster`."""
        return await self._roster.members(room)

    async def own_member(self, person: Address) -> Member | None:
        """Somebody as a full member of their own workspace; see `People.own_member`."""
        profile = await self._people.own_member(person)
        return Member(address=person, name=profile.name) if profile else None

    async def check_room(self, room: Address) -> Sequence[Fault]:
        """What stands in the way of working in a room; see `Checks`."""
        return await self._checks.room(room)

    async def check_person(self, person: Address, rooms: Sequence[Address]) -> Sequence[Fault]:
        """What stands in the way of reaching a person; see `Checks`."""
        return await self._checks.person(person, rooms)

    async def _page(
        self, installation: Installation, channel: str, thread: str | None, cursor: str
    ) -> dict[str, Any]:
        # History leaves out what was said in threads.
        method = "conversations.replies" if thread else "conversations.history"
        arguments = {"channel": channel, "include_all_metadata": "true", "limit": _PAGE}
        optional = {"ts": thread, "cursor": cursor}
        arguments |= {key: value for key, value in optional.items() if value}
        try:
            return await self._api.query(method, installation.token, **arguments)
        except DeliveryError as error:
            self._installations.doubt(installation, error)
            raise

    async def _show(
        self, installation: Installation, method: str, card: Card, **arguments: object
    ) -> dict[str, Any]:
        """Show a card; without its charts where Slack does not take them.

        A refusal of the blocks says for certain that nothing was shown, so nothing comes twice.
        """
        body = await self._body(card, installation.team)
        try:
            return await self._call(installation, method, **{**arguments, **body})
        except Rejected as error:
            plain = without_charts(card)
            if plain == card or code_of(error.__cause__) not in _BLOCKS_REFUSED:
                raise
            _log.warning("Slack took no chart: %s", error, extra={"action": "slack_chart_refused"})
        body = await self._body(plain, installation.team)
        return await self._call(installation, method, **{**arguments, **body})

    async def _body(self, card: Card, team: str) -> Json:
        called = {person for person in people_in(card) if person.platform == PLATFORM}
        await self._people.look(called, team)
        try:
            return render(card, lambda person: self._people.sees(person, team))
        except ValueError as error:
            raise Rejected(str(error)) from error

    async def _target(self, to: Address) -> tuple[Installation, str]:
        """Through which installation, and to which channel or user id."""
        if to.local is None:
            raise Unreachable(f"{to} is a whole workspace, not a person or channel")
        if is_person(to.local):
            return await self._people.reach(to), to.local
        return await self._installations.get(to.tenant), to.local

    async def _call(
        self, installation: Installation, method: str, **arguments: object
    ) -> dict[str, Any]:
        try:
            return await self._api.call(method, installation.token, **arguments)
        except DeliveryError as error:
            self._installations.doubt(installation, error)
            raise


def _metadata(message: Outgoing) -> Json:
    return {"event_type": _EVENT_TYPE, "event_payload": {"outbox_id": message.id}}


def _ts_of(outbox_id: str, page: dict[str, Any]) -> str | None:
    messages = page.get("messages")
    for said in messages if isinstance(messages, list) else []:
        if deep(said, "metadata", "event_payload", "outbox_id") == outbox_id:
            return text_at(said, "ts")
    return None


def _satisfies(
    platform: SlackPlatform,
) -> tuple[ChatPlatform, FindsMessages, KnowsMembers, KnowsOwnPeople, ChecksPlaces, LinksToItself]:
    """Make the type checker object when the platform stops fitting its ports."""
    return platform, platform, platform, platform, platform, platform
