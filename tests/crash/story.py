"""Several days of many check-ins in which processes die and come back."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import aiohttp

from bot.domain.instant import Instant, instant
from bot.domain.manners import MOST_A_DAY, Preferences
from schedules.clock import SystemClock
from storage.schema import upgrade
from storage.settings import StorageSettings
from storage.transaction import open_storage
from tests.crash.crowd import SIGNING_SECRET, Crowd, Plan
from tests.crash.fleet import Fleet
from tests.crash.labs import TIMES, Lab, a_lab
from tests.crash.ledger import count_waiting
from tests.crash.replica import Replica, accord
from tests.crash.slow_services import SlowSlack, SlowTeams
from tests.fakes.teams_requests import TeamsRequests

LABS, SENDERS, DAYS = 3, 7, 3
#: When something happens after a note was due, and who answers then.
PHASES = (
    (timedelta(), Plan.SOON),
    (timedelta(minutes=30), Plan.REMINDED),
    (timedelta(hours=1), Plan.LATE),
    (timedelta(hours=2), Plan.TOLD),
)
_SECOND = timedelta(seconds=1)
#: Steps of two seconds in each phase: rooms keep a distance between messages.
_STEPS = 5
#: Steps of ten seconds at the end, at most: enough for a lease and a long queue of one room.
_PATIENCE = 100


@dataclass(kw_only=True)
class Story:
    """Everything that takes part."""

    url: str
    settings: dict[str, str]
    slack: SlowSlack
    teams: SlowTeams
    labs: list[Lab]
    fleet: Fleet
    crowd: Crowd
    chance: random.Random
    imported_before: Instant

    async def happen(self, kills: int) -> None:
        """Let the days pass."""
        phases = [(at, offset, plan) for at in self._dues() for offset, plan in PHASES]
        deadly = set(self.chance.sample(range(len(phases)), kills))
        for number, (due, offset, plan) in enumerate(phases):
            await self._phase(instant(due + offset), plan, deadly=number in deadly)
        await self._quiet()

    def _dues(self) -> list[Instant]:
        first = self.labs[0].start
        return [
            instant(datetime.combine(first + timedelta(days=day), time.fromisoformat(at), UTC))
            for day in range(DAYS)
            for at in TIMES
        ]

    async def _phase(self, moment: Instant, plan: Plan, *, deadly: bool) -> None:
        kill_at = self.chance.randrange(3) if deadly else None
        users = [user for lab in self.labs for user in lab.senders]
        acting = None
        dead: list[Replica] = []
        for step in range(_STEPS):
            now = instant(moment + 2 * step * _SECOND)
            if step == kill_at:
                dead = await self.fleet.deadly_step(now)
                if len(dead) == len(self.fleet.replicas) or self.chance.random() < 0.5:
                    await self.fleet.start(dead)
                    dead = []
            else:
                await self.fleet.step(now)
            if acting is None:
                acting = asyncio.create_task(self.crowd.act(plan, users))
        if dead:
            # The others did the work of this phase alone.
            await self.fleet.start(dead)
        if acting is not None:
            await acting
        for _ in range(_STEPS):
            await self._pass(2 * _SECOND)

    async def _quiet(self) -> None:
        """Let every lease run out and everything that waits go out, as far as it ever does."""
        for _ in range(_PATIENCE):
            await self._pass(10 * _SECOND)
            if not await count_waiting(self.url):
                return

    async def _pass(self, time_: timedelta) -> None:
        await self.fleet.step(instant(self.fleet.clock.now() + time_))


@asynccontextmanager
async def a_story(url: str, folder: Path, *, replicas: int, seed: int) -> AsyncIterator[Story]:
    """Everybody in place, the agreements in force, the processes running."""
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(SlowSlack())
        teams = await stack.enter_async_context(SlowTeams())
        patience = aiohttp.ClientTimeout(total=60)
        session = await stack.enter_async_context(aiohttp.ClientSession(timeout=patience))
        chance = random.Random(seed)
        before = SystemClock().now()
        start = (before + timedelta(days=1)).date()
        labs = [a_lab(number, SENDERS, start, slack, teams) for number in range(1, LABS + 1)]
        settings = _settings(url, slack)
        upgrade(url)
        for lab in labs:
            await _import(lab, settings, folder)
        await _take_every_message(url)
        fleet = Fleet([Replica(settings, session) for _ in range(replicas)], slack, teams, chance)
        stack.push_async_callback(fleet.stop)
        await fleet.start()
        for lab in labs:
            from_teams = TeamsRequests(teams, fleet.replicas[0].url)
            await from_teams.install(lab.room, lab.manager)
            await from_teams.install(teams.chat_with(lab.manager), lab.manager)
        yield Story(
            url=url,
            settings=settings,
            slack=slack,
            teams=teams,
            labs=labs,
            fleet=fleet,
            crowd=Crowd(slack, fleet, session, chance),
            chance=chance,
            imported_before=before,
        )


def _settings(url: str, slack: SlowSlack) -> dict[str, str]:
    return {
        "ACCORD_DATABASE_URL": url,
        "ACCORD_HOST": "127.0.0.1",
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": "xoxb-sponsor",
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "TEAMS_ALLOW_UNAUTHENTICATED": "true",
    }


async def _take_every_message(url: str) -> None:
    """Everybody takes as many messages a day as there can be, so that each is accounted for."""
    storage = open_storage(StorageSettings(url))
    async with storage.transaction() as tx:
        for person in (await tx.directory.load()).people:
            await tx.directory.save_preferences(Preferences(person=person.id, budget=MOST_A_DAY))
    await storage.close()


async def _import(lab: Lab, settings: dict[str, str], folder: Path) -> None:
    agreement, bindings = folder / f"{lab.key}.yaml", folder / f"{lab.key}_bindings.yaml"
    agreement.write_text(lab.agreement_text)
    bindings.write_text(lab.bindings_text)
    code, said = await accord(
        settings, "agreement", "import", str(agreement), "--bind", str(bindings)
    )
    assert code == 0, said
