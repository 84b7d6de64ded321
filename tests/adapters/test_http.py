"""The pages beside the platforms: health, readiness, metrics, the about page, the moving clock."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from adapters.dev_clock import DevClockRoutes
from bot.cards.card import Card
from bot.domain.instant import instant, parse_instant
from bot.engine.outgoing import Draft
from bot.main import advance_to
from schedules.metronome import Metronome
from tests.unit.engine.stage import PM, Stage, a_stage

Client = TestClient[Request, Application]


@pytest.fixture
async def stage() -> Stage:
    return await a_stage()


@pytest.fixture
async def client(stage: Stage) -> AsyncIterator[Client]:
    clock = DevClockRoutes(stage.clock, partial(advance_to, stage.accord, stage.clock))
    async with TestClient(TestServer(stage.accord.web_app(clock))) as client:
        yield client


async def test_the_process_says_that_it_answers(client: Client) -> None:
    answer = await client.get("/healthz")
    assert (answer.status, await answer.json()) == (200, {"status": "ok"})


async def test_it_is_not_ready_before_the_first_tick_and_says_why(client: Client) -> None:
    answer = await client.get("/readyz")
    assert answer.status == 503
    assert (await answer.json())["wrong"] == {"scheduler": "The last tick is too long ago."}


async def test_it_is_ready_once_it_ticks_and_not_when_messages_wait(
    stage: Stage, client: Client
) -> None:
    stage.accord.metronome.every(0.01, "tick", stage.accord.ticker.tick)
    stage.accord.metronome.start()
    try:
        async with asyncio.timeout(20):
            while (await client.get("/readyz")).status != 200:
                pass  # each request gives the metronome a turn
        draft = Draft(key="k", collaboration=None, to=PM, card=Card("t"))
        async with stage.accord.storage.transaction() as tx:
            await tx.outbox.put(draft, instant(stage.clock.now() - timedelta(minutes=1)))
        answer = await client.get("/readyz")
        assert answer.status == 503
        assert "queue" in (await answer.json())["wrong"]
    finally:
        stage.accord.metronome.stop()


async def test_metrics_are_counted(stage: Stage, client: Client) -> None:
    stage.accord.counts.fired.inc(await stage.accord.ticker.tick())
    text = await (await client.get("/metrics")).text()
    assert "accord_agenda_fired_total" in text
    assert "accord_delivery_attempts_total" in text


async def test_the_about_page_holds_privacy_and_terms(client: Client) -> None:
    text = await (await client.get("/about")).text()
    assert 'id="privacy"' in text
    assert 'id="terms"' in text


async def test_the_clock_moves_ahead_and_what_falls_due_fires(stage: Stage, client: Client) -> None:
    before = parse_instant((await (await client.get("/dev/clock")).json())["now"])
    answer = await client.post("/dev/clock", json={"advance": "10m"})
    after = parse_instant((await answer.json())["now"])
    assert after - before == timedelta(minutes=10)
    assert stage.received(PM)[-1].card.title == "Weekly written status is due"
    set_to = {"set": "2026-12-05T11:30:00+00:00"}
    answer = await client.post("/dev/clock", json=set_to)
    assert (await answer.json())["now"] == set_to["set"]


@pytest.mark.parametrize(
    "body",
    [
        '{"advance": "soon"}',
        '{"advance": -1}',
        '{"set": "2020-01-01T00:00:00+00:00"}',
        '{"set": "2027-01-01T00:00:00"}',
        '{"set": "2027-01-01T00:00:00+00:00", "advance": "1d"}',
        "[]",
        "not json",
    ],
)
async def test_a_clock_that_cannot_be_moved_so_says_how(
    stage: Stage, client: Client, body: str
) -> None:
    before = stage.clock.now()
    answer = await client.post("/dev/clock", data=body)
    assert answer.status == 400
    assert (await answer.json())["error"]
    assert stage.clock.now() == before


async def test_without_development_there_is_no_clock(stage: Stage) -> None:
    async with TestClient(TestServer(stage.accord.web_app())) as client:
        assert (await client.get("/dev/clock")).status == 404


async def test_a_failed_beat_does_not_stop_the_metronome(stage: Stage) -> None:
    calls = []

    async def beat() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("once")

    metronome = Metronome(stage.clock)
    metronome.every(0.01, "beat", beat)
    metronome.start()
    async with TestClient(TestServer(stage.accord.web_app())) as client, asyncio.timeout(20):
        while metronome.last("beat") is None:
            await client.get("/healthz")
    metronome.stop()
    assert len(calls) >= 2
