"""Example 1 in force between a sponsor in Slack and a CRO in Teams, over real HTTP.

The fake services are servers of their own; Accord is assembled as in production, on a real
database, with a clock that stands still until it is moved.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import ClientSession, web
from cryptography.fernet import Fernet

from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsSettings
from bot.agreement_file.check import read_bindings
from bot.config import Settings
from bot.domain.instant import Instant, instant
from bot.domain.people import Collaboration
from bot.engine.importing import import_agreement
from bot.engine.record import Recorded
from bot.main import Accord, advance_to, assemble
from schedules.clock import StandingClock
from storage.settings import StorageSettings
from tests.fakes.slack_requests import SlackRequests
from tests.fakes.slack_server import FakeSlack
from tests.fakes.teams_people import TeamsPerson, TeamsRoom
from tests.fakes.teams_requests import TeamsRequests
from tests.fakes.teams_server import FakeTeams, Shown
from tests.unit.engine.examples import RAT, example

EXAMPLES = Path(__file__).parents[2] / "examples"
SIGNING_SECRET = "a signing secret"
#: Monday of the week in which the journey begins; example 1 has been in force since the 20th.
BEGIN = instant(datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Kolkata")))
KOLKATA = ZoneInfo("Asia/Kolkata")


@dataclass(kw_only=True)
class AtWork:
    """Accord at work, with its clock and the sponsor's Slack."""

    slack: FakeSlack
    accord: Accord
    clock: StandingClock

    async def until(self, wall: str, zone: ZoneInfo = KOLKATA) -> None:
        """Let time pass until a wall time, stopping wherever something falls due."""
        moment = instant(datetime.fromisoformat(wall).replace(tzinfo=zone))
        await advance_to(self.accord, self.clock, moment)
        await self.settled()

    async def settled(self) -> None:
        """A few seconds pass, in which messages that keep a distance to each other go out."""
        for _ in range(6):
            await self.accord.settle()
            self.clock.advance(timedelta(seconds=1))
        await self.accord.settle()

    @property
    def channel(self) -> list[dict[str, Any]]:
        """The sponsor's Slack channel, as it can be read now."""
        return self.slack.messages("C0STUDY")


@dataclass(kw_only=True)
class OnBoth(AtWork):
    """Between a fake Slack and a fake Teams."""

    teams: FakeTeams
    from_slack: SlackRequests
    from_teams: TeamsRequests
    session: ClientSession
    url: str


@dataclass(kw_only=True)
class Journey(AtWork):
    """With a collaboration that is there from the start."""

    collaboration: Collaboration

    async def record(self) -> Sequence[Recorded]:
        """Everything on record."""
        async with self.accord.storage.reading() as tx:
            return await tx.record.entries(self.collaboration.id)

    async def kinds(self) -> list[str]:
        """What kind of thing happened, in order."""
        return [recorded.entry.kind for recorded in await self.record()]


@dataclass(kw_only=True)
class World(OnBoth, Journey):
    """Everything a journey between two fake services touches."""

    pm: TeamsPerson
    """Deccan's client project manager, in Teams."""
    director: TeamsPerson
    """Deccan's study director, in Teams."""
    cro_room: TeamsRoom

    @property
    def pm_chat(self) -> list[Shown]:
        """The personal chat of the CRO's project manager, as it can be read now."""
        return self.teams.activities(self.teams.chat_with(self.pm))


@asynccontextmanager
async def a_world(database: str, begin: Instant = BEGIN) -> AsyncIterator[World]:
    """The world, with everybody in place and the agreement in force."""
    async with on_both(database, begin, public_url="https://accord.example.com") as services:
        slack, teams, from_teams = services.slack, services.teams, services.from_teams
        sponsor_in_slack(slack)
        pm, director = teams.person("Client project manager"), teams.person("Study director")
        room = teams.room("study", pm, director)
        collaboration = await put_in_force(services.accord, _bindings(pm, director, room))
        await from_teams.install(room, pm)
        for person in (pm, director):
            await from_teams.install(teams.chat_with(person), person)
        world = World(
            **vars(services),
            collaboration=collaboration,
            pm=pm,
            director=director,
            cro_room=room,
        )
        await world.settled()
        yield world


@asynccontextmanager
async def on_both(database: str, begin: Instant, *, public_url: str) -> AsyncIterator[OnBoth]:
    """Accord assembled as in production, with nobody and nothing in it yet.

    Args:
        database: the address of an empty one.
        begin: where the clock stands.
        public_url: where people reach Accord, as if a proxy in front of it answered there.
    """
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(FakeSlack())
        teams = await stack.enter_async_context(FakeTeams())
        session = await stack.enter_async_context(ClientSession())
        clock = StandingClock(begin)
        slack.now = teams.now = clock.now
        settings = replace(
            settings_for(database, slack, teams),
            public_url=public_url,
            secret_keys=(Fernet.generate_key().decode(),),
        )
        accord = assemble(settings, clock=clock)
        stack.push_async_callback(accord.close)
        url = await serve(stack, accord)
        yield OnBoth(
            slack=slack,
            teams=teams,
            accord=accord,
            clock=clock,
            from_slack=SlackRequests(f"{url}/slack/events", SIGNING_SECRET, session, slack),
            from_teams=TeamsRequests(teams, url),
            session=session,
            url=url,
        )


def sponsor_in_slack(slack: FakeSlack) -> None:
    """Put the sponsor's people, and a guest of the CRO, into the study's channel."""
    people = ("U0PM", "U0MONITOR", "U0VP")
    for user in people:
        slack.add_person(user)
    slack.add_person("U0CRO", team="T0CRO")
    slack.add_channel("C0STUDY", *people, "U0CRO")


def settings_for(database: str, slack: FakeSlack, teams: FakeTeams) -> Settings:
    """Both platforms, as they stand in the environment of a real one."""
    return Settings(
        storage=StorageSettings(url=database),
        slack=SlackSettings(
            signing_secret=SIGNING_SECRET, bot_token="xoxb-sponsor", api_url=slack.api_url
        ),
        teams=TeamsSettings(
            app_id=teams.app_id,
            app_password=teams.app_password,
            app_tenant_id="5b1c0f3e-0000-4000-8000-000000000001",
            openid_metadata_url=teams.metadata_url,
            login_url=teams.login_url,
            service_url=teams.service_url,
            extra_service_urls=(teams.base_url,),
        ),
    )


def _bindings(pm: TeamsPerson, director: TeamsPerson, room: TeamsRoom) -> str:
    return f"""
tenants:
  - {{party: sponsor, address: "slack:T0SPONSOR"}}
  - {{party: cro, address: "slack:T0CRO"}}
  - {{party: cro, address: "teams:{pm.tenant}"}}
rooms:
  - {{party: sponsor, address: "slack:T0SPONSOR/C0STUDY"}}
  - {{party: cro, address: "{room.address}"}}
people:
  - name: Sponsor program manager
    addresses: ["slack:T0SPONSOR/U0PM"]
    seats: [program_manager]
    lead: true
  - {{name: Study monitor, addresses: ["slack:T0SPONSOR/U0MONITOR"], seats: [study_monitor]}}
  - {{name: Client project manager, addresses: ["{pm.address}"], seats: [cro_pm], lead: true}}
  - name: Study director
    addresses: ["{director.address}"]
    seats: [study_director, study_pathologist]
"""


async def put_in_force(accord: Accord, bindings: str) -> Collaboration:
    """Import example 1 for the people and rooms of the bindings."""
    agreement = example(RAT)
    async with accord.storage.transaction() as tx:
        done = await import_agreement(
            tx, agreement, read_bindings(bindings, agreement), accord.clock.now()
        )
    return done.collaboration


async def serve(stack: AsyncExitStack, accord: Accord) -> str:
    """Open Accord's port and give its address."""
    runner = web.AppRunner(accord.web_app(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    for adapter in accord.adapters:
        await adapter.start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}"
