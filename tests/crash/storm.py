"""A day on which much goes wrong everywhere, and the processes die and come back in it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.domain.instant import Instant, instant
from tests.crash.premises import Premises, some_premises
from tests.crash.replica import Replica
from tests.crash.reporters import Report, Reporters
from tests.crash.sites import REASONS, Place, a_place

#: When many things happen at once: further apart than what joins.
HOURS = (time(8), time(11), time(14), time(17), time(20))
#: Of the hours, those at which it storms unless there is more than fits into them.
_FEW = 3
PLACES = 4
#: How often processes die at most while people do one thing.
_DEATHS = 2
#: How many of the reasons are reported a second time while the first report is fresh.
_AGAIN = 0.2
#: What people do at so many minutes after it, with which share of what is open. Rungs fall due
#: after 30 and 60 minutes; what expires or is told again does so in between.
_MEANWHILE = (
    (10, Reporters.take_up, 0.5),
    (35, Reporters.close, 0.3),
    (65, Reporters.take_up, 0.3),
    (100, Reporters.close, 0.3),
)
_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@dataclass(kw_only=True)
class Storm:
    """Everything that takes part."""

    at: Premises[Place]
    people: Reporters
    reasons: int
    """How many of the agreed reasons occur, in each place at each of the hours."""
    hours: Sequence[time]
    expected: list[Report] = field(default_factory=list)
    """Each form that somebody fills in."""

    async def happen(self) -> None:
        """Let the day pass."""
        await self._look_up()
        for number, hour in enumerate(self.hours):
            begin = instant(datetime.combine(self.at.sites[0].start, hour, UTC))
            await self.at.fleet.step(begin)
            await self._while_dying(self.people.raise_all(list(self._reports(number))))
            climbing, acting = (self.at.chance.choice(_MEANWHILE) for _ in range(2))
            for each in _MEANWHILE:
                minutes, do, share = each
                await self._passes(instant(begin + minutes * _MINUTE), deadly=each is climbing)
                doing = do(self.people, share)
                await (self._while_dying(doing) if each is acting else doing)
        await self.at.quiet()

    def _reports(self, hour: int) -> Iterator[Report]:
        for place in self.at.sites:
            for trigger in place.triggers[: self.reasons]:
                again = self.at.chance.random() < _AGAIN
                for _ in range(2 if again else 1):
                    number = len(self.expected)
                    report = Report(place=place, trigger=trigger, hour=hour, number=number)
                    self.expected.append(report)
                    yield report

    async def _look_up(self) -> None:
        triggers = self.at.sites[0].triggers[: self.reasons]
        await self.people.look_up(triggers)
        await self.at.quiet()
        self.people.find_answers(triggers)

    async def _passes(self, moment: Instant, *, deadly: bool) -> None:
        """Time goes on, and what fell due is on its way to everybody."""
        await (self._deadly(moment) if deadly else self.at.fleet.step(moment))
        for _ in range(5):
            await self.at.later(5 * _SECOND)

    async def _while_dying(self, doing: Awaitable[None]) -> None:
        """Processes die, more than once unless people were faster."""
        working = asyncio.ensure_future(doing)
        for _ in range(_DEATHS):
            await asyncio.wait({working}, timeout=self.at.chance.uniform(0.02, 0.3))
            if not working.done():
                await self._deadly(instant(self.at.fleet.clock.now() + _SECOND))
        await working

    async def _deadly(self, moment: Instant) -> None:
        dead: list[Replica] = await self.at.fleet.deadly_step(moment)
        await self.at.fleet.start(dead)


@asynccontextmanager
async def a_storm(
    url: str, folder: Path, *, replicas: int, seed: int, escalations: int
) -> AsyncIterator[Storm]:
    """Everybody in place, the agreements in force, the processes running.

    Args:
        url: of an empty database.
        folder: for the files that are imported.
        replicas: how many processes.
        seed: of all chance.
        escalations: how many, at most one for each reason, place and hour.
    """
    hours = HOURS if escalations > _FEW * PLACES * REASONS else HOURS[:_FEW]
    reasons = escalations // (PLACES * len(hours))
    assert 0 < reasons <= REASONS
    making = some_premises(url, folder, a_place, sites=PLACES, replicas=replicas, seed=seed)
    async with making as premises:
        people = Reporters(premises, premises.chance)
        yield Storm(at=premises, people=people, reasons=reasons, hours=hours)
