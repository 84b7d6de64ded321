"""Several days of many check-ins in which processes die and come back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.domain.instant import Instant, instant
from tests.crash.crowd import Crowd, Plan
from tests.crash.labs import TIMES, Lab, a_lab
from tests.crash.premises import Premises, some_premises
from tests.crash.replica import Replica
from tests.crash.slow_services import SlowSlack, SlowTeams

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


@dataclass(kw_only=True)
class Story:
    """Everything that takes part."""

    at: Premises[Lab]
    crowd: Crowd

    async def happen(self, kills: int) -> None:
        """Let the days pass."""
        phases = [(due, offset, plan) for due in self._dues() for offset, plan in PHASES]
        deadly = set(self.at.chance.sample(range(len(phases)), kills))
        for number, (due, offset, plan) in enumerate(phases):
            await self._phase(instant(due + offset), plan, deadly=number in deadly)
        await self.at.quiet()

    def _dues(self) -> list[Instant]:
        first = self.at.sites[0].start
        return [
            instant(datetime.combine(first + timedelta(days=day), time.fromisoformat(at), UTC))
            for day in range(DAYS)
            for at in TIMES
        ]

    async def _phase(self, moment: Instant, plan: Plan, *, deadly: bool) -> None:
        kill_at = self.at.chance.randrange(3) if deadly else None
        users = [user for lab in self.at.sites for user in lab.senders]
        acting = None
        dead: list[Replica] = []
        for step in range(_STEPS):
            now = instant(moment + 2 * step * _SECOND)
            if step == kill_at:
                dead = await self.at.fleet.deadly_step(now)
                if len(dead) == len(self.at.fleet.replicas) or self.at.chance.random() < 0.5:
                    await self.at.fleet.start(dead)
                    dead = []
            else:
                await self.at.fleet.step(now)
            if acting is None:
                acting = asyncio.create_task(self.crowd.act(plan, users))
        if dead:
            # The others did the work of this phase alone.
            await self.at.fleet.start(dead)
        if acting is not None:
            await acting
        for _ in range(_STEPS):
            await self.at.later(2 * _SECOND)


@asynccontextmanager
async def a_story(url: str, folder: Path, *, replicas: int, seed: int) -> AsyncIterator[Story]:
    """Everybody in place, the agreements in force, the processes running."""
    making = some_premises(url, folder, _a_lab, sites=LABS, replicas=replicas, seed=seed)
    async with making as premises:
        crowd = Crowd(premises.slack, premises.sending, premises.chance)
        yield Story(at=premises, crowd=crowd)


def _a_lab(number: int, start: date, slack: SlowSlack, teams: SlowTeams) -> Lab:
    return a_lab(number, SENDERS, start, slack, teams)
