"""Example 1 in force between a sponsor in Slack and a CRO in the Playground's Teams.

Accord is assembled as for development: without an app id, on a port of this machine alone. Slack is
the fake one; the Playground is a client that is not ours.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsSettings
from bot.config import Settings
from bot.main import assemble
from schedules.clock import StandingClock
from storage.schema import upgrade
from storage.settings import StorageSettings
from tests.fakes.slack_server import FakeSlack
from tests.journeys.world import (
    BEGIN,
    SIGNING_SECRET,
    Journey,
    put_in_force,
    serve,
    sponsor_in_slack,
)
from tests.playground.clicking import Page
from tests.playground.playground import PERSONAL_CHAT, STUDY_CHANNEL, Playground


@dataclass(kw_only=True)
class PlaygroundWorld(Journey):
    """Everything a journey with the Playground touches."""

    playground: Playground
    page: Page
    """In front of the CRO's project manager: the Playground sends everything as this person."""

    async def at_the_page(self, *steps: dict[str, Any]) -> str:
        """Take steps at the page, and give the text that can be read there afterwards."""
        result = await self.page.take(list(steps))
        assert result["ok"], result
        await self.settled()
        return str(result["text"])


@asynccontextmanager
async def a_playground_world(database: str) -> AsyncIterator[PlaygroundWorld]:
    """The world, with the agreement in force and Accord added to the channel and the chat."""
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(FakeSlack())
        sponsor_in_slack(slack)
        upgrade(database)
        clock = StandingClock(BEGIN)
        accord = assemble(_settings(database, slack), clock=clock)
        stack.push_async_callback(accord.close)
        url = await serve(stack, accord)
        playground = await stack.enter_async_context(Playground(f"{url}/api/messages"))
        world = PlaygroundWorld(
            slack=slack,
            accord=accord,
            clock=clock,
            collaboration=await put_in_force(accord, _bindings(playground.config)),
            playground=playground,
            page=await stack.enter_async_context(Page(playground.url)),
        )
        for conversation in (STUDY_CHANNEL, PERSONAL_CHAT):
            await _add_accord(playground, conversation)
        await world.settled()
        yield world


async def _add_accord(playground: Playground, conversation: str) -> None:
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
