"""Accord's Slack side with everything around it: fakes that are real classes, over real HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import ClientSession, CookieJar, web

from adapters.slack.app import SlackAdapter
from adapters.slack.settings import SlackSettings
from bot.domain.instant import Instant, instant
from tests.fakes.engine import MemoryFacts, RecordingDispatch
from tests.fakes.slack_requests import SlackRequests
from tests.fakes.slack_server import FakeSlack

SECRET = "a-signing-secret-for-tests"
NOON = instant(datetime(2026, 12, 4, 12, tzinfo=UTC))


@dataclass
class FixedClock:
    """A clock that a test moves."""

    time: Instant = NOON

    def now(self) -> Instant:
        return self.time


@dataclass
class SlackSide:
    """One running adapter and what it talks to."""

    slack: FakeSlack
    dispatch: RecordingDispatch
    adapter: SlackAdapter
    facts: MemoryFacts
    clock: FixedClock
    session: ClientSession
    url: str
    send: SlackRequests = field(init=False)

    def __post_init__(self) -> None:
        self.send = SlackRequests(self.url + "/slack/events", SECRET, self.session, self.slack)


@asynccontextmanager
async def slack_side(
    settings: dict[str, str | None] | None = None, facts: MemoryFacts | None = None
) -> AsyncIterator[SlackSide]:
    """Start an adapter on a free port, before a fake Slack with two companies in one channel."""
    dispatch, facts, clock = RecordingDispatch(), facts or MemoryFacts(), FixedClock()
    async with FakeSlack() as slack, ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        slack.add_person("U0PM")
        slack.add_person("U0CRO", team="T0CRO", name="Client manager")
        slack.add_channel("C0STUDY", "U0PM", "U0CRO")
        given: dict[str, str | None] = {"signing_secret": SECRET, "bot_token": "xoxb-sponsor"}
        given |= settings or {}
        chosen = SlackSettings(api_url=slack.api_url, **given)
        adapter = SlackAdapter(chosen, dispatch, facts, clock)
        app = web.Application()
        adapter.add_routes(app)
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        await adapter.start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield SlackSide(slack, dispatch, adapter, facts, clock, session, url)
        finally:
            await adapter.close()
            await runner.cleanup()
