"""The Teams adapter behind a real port, between a fake Teams and an engine that only records."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from adapters.teams.app import TeamsAdapter
from adapters.teams.platform import TeamsPlatform
from adapters.teams.settings import TeamsSettings
from bot.cards.card import Card
from bot.domain.address import Address
from bot.domain.instant import instant
from bot.engine.platform import Outgoing
from schedules.clock import StandingClock
from tests.fakes.engine import MemoryFacts, RecordingDispatch
from tests.fakes.teams_people import TeamsPerson, TeamsRoom
from tests.fakes.teams_requests import TeamsRequests
from tests.fakes.teams_server import FakeTeams


@dataclass
class World:
    """Everything a test talks to."""

    teams: FakeTeams
    people: TeamsRequests
    adapter: TeamsAdapter
    dispatch: RecordingDispatch
    facts: MemoryFacts
    clock: StandingClock
    ann: TeamsPerson
    channel: TeamsRoom

    @property
    def platform(self) -> TeamsPlatform:
        return self.adapter.platform

    async def post(self, to: str, card: Card, **more: Any) -> str:
        """Post as the outbox does."""
        return await self.platform.post(outgoing(to, card, **more))


def outgoing(to: str, card: Card, **more: Any) -> Outgoing:
    """A message as the outbox hands it over."""
    return Outgoing(id="message-1", to=Address.parse(to), card=card, **more)


def settings_for(teams: FakeTeams, **changes: Any) -> TeamsSettings:
    """Settings that point at a fake Teams."""
    settings = TeamsSettings(
        app_id=teams.app_id if teams.authenticated else "",
        app_password=teams.app_password if teams.authenticated else "",
        app_tenant_id="7d3e2050-0000-4000-8000-000000000003",
        allow_unauthenticated=not teams.authenticated,
        openid_metadata_url=teams.metadata_url,
        login_url=teams.login_url,
        service_url=teams.service_url,
        extra_service_urls=(teams.service_url,) if teams.authenticated else (),
    )
    return replace(settings, **changes)


@asynccontextmanager
async def a_world(
    *, authenticated: bool = True, facts: MemoryFacts | None = None, **changes: Any
) -> AsyncIterator[World]:
    """A world with one channel and Ann in it."""
    async with FakeTeams(authenticated=authenticated) as teams:
        dispatch, facts = RecordingDispatch(), facts or MemoryFacts()
        clock = StandingClock(instant(datetime(2026, 11, 24, 12, 0, tzinfo=UTC)))
        adapter = TeamsAdapter(settings_for(teams, **changes), dispatch, facts, clock)
        app = web.Application()
        adapter.add_routes(app)
        await adapter.start()
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        bot_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        ann = teams.person("Study director")
        channel = teams.room("study", ann)
        people = TeamsRequests(teams, bot_url)
        try:
            yield World(teams, people, adapter, dispatch, facts, clock, ann, channel)
        finally:
            await runner.cleanup()
            await adapter.close()
