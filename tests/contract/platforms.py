"""The three platforms that one contract suite runs on, each before what stands for its service."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.console.platform import ConsolePlatform
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.engine.platform import ChatPlatform, Member
from tests.adapters.slack.world import slack_side
from tests.adapters.teams.world import a_world

NAMES = ("console", "slack", "teams")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A platform, where it can show something, and what can be read there."""

    platform: ChatPlatform
    room: Address
    person: Address
    nowhere: Address
    """A room that does not exist; on the terminal every room does."""
    nobody: Address | None = None
    """A person that does not exist; none where every name is a person."""
    read: Callable[[Address], list[str]]
    """The messages at an address as they stand now, each as text."""
    complaints: Callable[[], list[str]]
    """What independent judges say about everything that was sent."""


@asynccontextmanager
async def a_place(name: str) -> AsyncIterator[Place]:
    """One of the platforms."""
    match name:
        case "slack":
            async with _slack() as place:
                yield place
        case "teams":
            async with _teams() as place:
                yield place
        case _:
            yield _console()


def _console() -> Place:
    room, person = Address("console", "a", "room"), Address("console", "a", "person")
    platform = ConsolePlatform(members={room: [Member(address=person, name="Somebody")]})
    return Place(
        platform=platform,
        room=room,
        person=person,
        nowhere=Address("console", "a", "nowhere"),
        read=lambda at: [card_text(shown.card) for shown in platform.received(at)],
        complaints=list,
    )


@asynccontextmanager
async def _slack() -> AsyncIterator[Place]:
    async with slack_side() as side:
        yield Place(
            platform=side.adapter.platform,
            room=Address("slack", "T0SPONSOR", "C0STUDY"),
            person=Address("slack", "T0SPONSOR", "U0PM"),
            nowhere=Address("slack", "T0SPONSOR", "C0NOWHERE"),
            nobody=Address("slack", "T0SPONSOR", "U0NOBODY"),
            read=lambda at: [
                json.dumps(message, ensure_ascii=False)
                for message in side.slack.messages(at.local or "")
            ],
            complaints=side.slack.complaints,
        )


@asynccontextmanager
async def _teams() -> AsyncIterator[Place]:
    async with a_world() as world:
        chat = world.teams.chat_with(world.ann)
        await world.people.install(chat, world.ann)
        await world.people.install(world.channel, world.ann)
        rooms = {world.channel.address: world.channel, world.ann.address: chat}
        yield Place(
            platform=world.platform,
            room=Address.parse(world.channel.address),
            person=Address.parse(world.ann.address),
            nowhere=Address("teams", world.ann.tenant, "19:nowhere@thread.tacv2"),
            nobody=Address.parse(world.teams.person("Nobody").address),
            read=lambda at: [
                json.dumps(shown.card, ensure_ascii=False)
                for shown in world.teams.activities(rooms[str(at)])
            ],
            complaints=world.teams.complaints,
        )
