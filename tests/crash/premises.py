"""Where a story of crashes takes place: services, agreements in force, running processes."""

import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import aiohttp

from bot.domain.instant import Instant, instant
from bot.domain.manners import MOST_A_DAY, Preferences
from schedules.clock import SystemClock
from storage.schema import upgrade
from storage.settings import StorageSettings
from storage.transaction import open_storage
from tests.crash.fleet import Fleet
from tests.crash.ledger import count_waiting
from tests.crash.replica import Replica, accord
from tests.crash.sending import SIGNING_SECRET, Sending
from tests.crash.slow_services import SlowSlack, SlowTeams
from tests.fakes.teams_people import TeamsPerson, TeamsRoom
from tests.fakes.teams_requests import TeamsRequests

#: Steps of ten seconds at the end, at most: enough for a lease and a long queue of one room.
_PATIENCE = 400


class Site(Protocol):
    """One collaboration, and where it is in Teams."""

    @property
    def key(self) -> str:
        """The key of the collaboration."""

    @property
    def agreement_text(self) -> str:
        """The agreement file."""

    @property
    def bindings_text(self) -> str:
        """The bindings file."""

    @property
    def room(self) -> TeamsRoom:
        """The Teams channel."""

    @property
    def in_teams(self) -> Sequence[TeamsPerson]:
        """Who has a personal chat in Teams."""


S = TypeVar("S", bound=Site)


@dataclass(kw_only=True)
class Premises(Generic[S]):
    """Everything that is there before anything happens."""

    url: str
    settings: dict[str, str]
    slack: SlowSlack
    teams: SlowTeams
    from_teams: TeamsRequests
    """Builds activities with numbers of their own."""
    sites: Sequence[S]
    fleet: Fleet
    sending: Sending
    session: aiohttp.ClientSession
    chance: random.Random
    imported_before: Instant

    async def later(self, time_: timedelta) -> None:
        """Let time pass everywhere."""
        await self.fleet.step(instant(self.fleet.clock.now() + time_))

    async def quiet(self) -> None:
        """Let every lease run out and everything that waits go out, as far as it ever does."""
        for _ in range(_PATIENCE):
            await self.later(timedelta(seconds=10))
            if not await count_waiting(self.url):
                return


@asynccontextmanager
async def some_premises(
    url: str,
    folder: Path,
    a_site: Callable[[int, date, SlowSlack, SlowTeams], S],
    *,
    sites: int,
    replicas: int,
    seed: int,
) -> AsyncIterator[Premises[S]]:
    """Everybody in place, the agreements in force from tomorrow on, the processes running.

    Args:
        url: of an empty database.
        folder: for the files that are imported.
        a_site: makes a collaboration from its number and first day.
        sites: how many of them.
        replicas: how many processes.
        seed: of all chance.
    """
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(SlowSlack())
        teams = await stack.enter_async_context(SlowTeams())
        patience = aiohttp.ClientTimeout(total=60)
        session = await stack.enter_async_context(aiohttp.ClientSession(timeout=patience))
        chance = random.Random(seed)
        before = SystemClock().now()
        start = (before + timedelta(days=1)).date()
        made = [a_site(number, start, slack, teams) for number in range(1, sites + 1)]
        settings = _settings(url, slack)
        upgrade(url)
        for site in made:
            await _import(site, settings, folder)
        await _take_every_message(url)
        fleet = Fleet([Replica(settings, session) for _ in range(replicas)], slack, teams, chance)
        stack.push_async_callback(fleet.stop)
        await fleet.start()
        from_teams = TeamsRequests(teams, fleet.replicas[0].url)
        for site in made:
            first, *_ = site.in_teams
            await from_teams.install(site.room, first)
            for person in site.in_teams:
                await from_teams.install(teams.chat_with(person), person)
        yield Premises(
            url=url,
            settings=settings,
            slack=slack,
            teams=teams,
            from_teams=from_teams,
            sites=made,
            fleet=fleet,
            sending=Sending(fleet, session, teams, chance),
            session=session,
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


async def _import(site: Site, settings: dict[str, str], folder: Path) -> None:
    agreement, bindings = folder / f"{site.key}.yaml", folder / f"{site.key}_bindings.yaml"
    agreement.write_text(site.agreement_text)
    bindings.write_text(site.bindings_text)
    code, said = await accord(
        settings, "agreement", "import", str(agreement), "--bind", str(bindings)
    )
    assert code == 0, said
