"""Whoever runs Accord is told of a ladder that stands still and of a tick that stalls."""

from datetime import timedelta

import pytest
from prometheus_client import generate_latest

from bot.domain.instant import instant
from tests.unit.engine.escalating import raise_it, rat, rat_stage
from tests.unit.engine.stage import Stage

LATE = "The next step of a ladder is overdue"


async def stuck(stage: Stage) -> None:
    """Let the second step of a ladder fail until it is overdue."""
    await raise_it(stage, rat("study_director"), "unexpected_death")
    stage.clock.advance(timedelta(hours=4, minutes=16))


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.levelname == "ERROR"]


async def test_an_overdue_step_is_said_once_and_until_it_fires(
    caplog: pytest.LogCaptureFixture,
) -> None:
    stage = await rat_stage()
    await stuck(stage)
    watchdog = stage.accord.watchdog
    await watchdog.watch(stage.clock.now())
    assert errors(caplog) == []  # it may fire within the next second
    for _ in range(3):
        await watchdog.watch(stage.clock.now())
    assert errors(caplog) == [LATE]
    assert "Steps of ladders that are overdue: 1" in (await stage.accord.readiness())["ladders"]
    await stage.accord.settle()
    await watchdog.watch(stage.clock.now())
    assert "ladders" not in await stage.accord.readiness()


async def test_a_step_that_is_due_a_moment_ago_is_well() -> None:
    stage = await rat_stage()
    await raise_it(stage, rat("study_director"), "unexpected_death")
    stage.clock.advance(timedelta(hours=4, minutes=14))
    for _ in range(3):
        await stage.accord.watchdog.watch(stage.clock.now())
    assert stage.accord.watchdog.standing_still == frozenset()


async def test_a_stalled_tick_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    stage = await rat_stage()
    long_ago = instant(stage.clock.now() - timedelta(minutes=1))
    for _ in range(2):
        await stage.accord.watchdog.watch(long_ago)
    assert errors(caplog) == ["The tick stalls: nothing falls due"]


async def test_what_the_operator_is_told_is_counted() -> None:
    stage = await rat_stage()
    counts = stage.accord.counts
    counts.begin()
    try:
        await stuck(stage)
        for _ in range(2):
            await stage.accord.watchdog.watch(stage.clock.now())
    finally:
        counts.end()
    text = generate_latest(counts.registry).decode()
    assert 'accord_operator_notices_total{action="ladder.overdue"} 1.0' in text
