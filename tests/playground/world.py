"""A sponsor in Slack, a CRO in the Playground's Teams: example 1 in force, or nothing yet.

Accord is assembled as for development: without an app id, on a port of this machine alone. Slack is
the fake one; the Playground is a client that is not ours.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession

from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsSettings
from bot.config import Settings
from bot.domain.people import Collaboration
from bot.engine.record import Recorded
from bot.main import assemble
from schedules.clock import StandingClock
from storage.schema import upgrade
from storage.settings import StorageSettings
from tests.fakes.slack_requests import SlackRequests
from tests.fakes.slack_server import FakeSlack
from tests.journeys.world import (
    BEGIN,
    SIGNING_SECRET,
    AtWork,
    Journey,
    put_in_force,
    serve,
    sponsor_in_slack,
)
from tests.playground.clicking import Page
from tests.playground.playground import PERSONAL_CHAT, STUDY_CHANNEL, Playground


@dataclass(kw_only=True)
class AtThePage(AtWork):
    """Accord at work for a person in front of the Playground's page."""

    playground: Playground
    page: Page
    """In front of the CRO's project manager: the Playground sends everything as this person."""

    async def at_the_page(self, *steps: dict[str, Any]) -> str:
        """Take steps at the page, and give the text that can be read there afterwards."""
        result = await self.page.take(list(steps))
        assert result["ok"], result
        await self.settled()
        return str(result["text"])


@dataclass(kw_only=True)
class PlaygroundWorld(AtThePage, Journey):
    """With example 1 in force."""


@dataclass(kw_only=True)
class EmptyPlayground(AtThePage):
    """With nothing: Accord is in no room, and no collaboration is there."""

    from_slack: SlackRequests

    async def the_only_collaboration(self) -> Collaboration:
        """What was set up, as it is now."""
        async with self.accord.storage.reading() as tx:
            directory = await self.accord.directory.current(tx)
        (only,) = directory.collaborations.values()
        return only

    async def record(self) -> Sequence[Recorded]:
        """Everything on record of what was set up."""
        only = await self.the_only_collaboration()
        async with self.accord.storage.reading() as tx:
            return await tx.record.entries(only.id)


@asynccontextmanager
async def a_playground_world(database: str) -> AsyncIterator[PlaygroundWorld]:
    """The world, with the agreement in force and Accord added to the channel and the chat."""
    async with AsyncExitStack() as stack:
        at_work, url = await _at_work(stack, database)
        playground = await stack.enter_async_context(Playground(f"{url}/api/messages"))
        world = PlaygroundWorld(
            slack=at_work.slack,
            accord=at_work.accord,
            clock=at_work.clock,
            collaboration=await put_in_force(at_work.accord, _bindings(playground.config)),
            playground=playground,
            page=await stack.enter_async_context(Page(playground.url)),
        )
        for conversation in (STUDY_CHANNEL, PERSONAL_CHAT):
            await add_accord(playground, conversation)
        await world.settled()
        yield world


@asynccontextmanager
async def an_empty_playground(database: str) -> AsyncIterator[EmptyPlayground]:
    """The world before anything: nobody has added Accord yet."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(ClientSession())
        at_work, url = await _at_work(stack, database)
        playground = await stack.enter_async_context(Playground(f"{url}/api/messages"))
        slack = at_work.slack
        yield EmptyPlayground(
            slack=slack,
            accord=at_work.accord,
            clock=at_work.clock,
            playground=playground,
            page=await stack.enter_async_context(Page(playground.url)),
            from_slack=SlackRequests(f"{url}/slack/events", SIGNING_SECRET, session, slack),
        )


async def _at_work(stack: AsyncExitStack, database: str) -> tuple[AtWork, str]:
    """Accord on an empty database beside the sponsor's Slack, and its address."""
    slack = await stack.enter_async_context(FakeSlack())
    sponsor_in_slack(slack)
    upgrade(database)
    clock = StandingClock(BEGIN)
    accord = assemble(_settings(database, slack), clock=clock)
    stack.push_async_callback(accord.close)
    return AtWork(slack=slack, accord=accord, clock=clock), await serve(stack, accord)


async def add_accord(playground: Playground, conversation: str) -> None:
    """Add Accord and wait for its greeting.

    Whatever comes next keeps a distance to the greeting, on a clock that stands still.
    """
    await playground.install(conversation)
    await playground.wait_for(lambda event: event.get("actionConversationId") == conversation)


def _settings(database: str, slack: FakeSlack) -> Settings:
    return Settings(
        storage=StorageSettings(url=database),
        slack=SlackSettings(
            signing_secret=SIGNING_SECRET, bot_token="xoxb-sponsor", api_url=slack.api_url
        ),
        teams=TeamsSettings(allow_unauthenticated=True, host="127.0.0.1"),
    )


def _bindings(config: dict[str, Any]) -> str:
    """Who and where, as the Playground says of its tenant."""
    tenant = config["tenantId"]
    people = (config["currentUser"], *config["users"])
    pm, director, pathologist, *_ = (f"teams:{tenant}/{one['aadObjectId']}" for one in people)
    return f"""
tenants:
  - {{party: sponsor, address: "slack:T0SPONSOR"}}
  - {{party: cro, address: "teams:{tenant}"}}
rooms:
  - {{party: sponsor, address: "slack:T0SPONSOR/C0STUDY"}}
  - {{party: cro, address: "teams:{tenant}/{STUDY_CHANNEL}"}}
people:
  - name: Sponsor program manager
    addresses: ["slack:T0SPONSOR/U0PM"]
    seats: [program_manager]
    lead: true
  - {{name: Study monitor, addresses: ["slack:T0SPONSOR/U0MONITOR"], seats: [study_monitor]}}
  - {{name: Client project manager, addresses: ["{pm}"], seats: [cro_pm], lead: true}}
  - {{name: Study director, addresses: ["{director}"], seats: [study_director]}}
  - {{name: Study pathologist, addresses: ["{pathologist}"], seats: [study_pathologist]}}
"""
