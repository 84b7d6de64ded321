"""All processes of Accord on one database, with clocks in step."""

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress

from bot.domain.instant import Instant
from schedules.clock import MovableClock
from tests.crash.replica import Replica
from tests.crash.slow_services import SlowSlack, SlowTeams

#: Seconds of real time in which the kill comes.
_KILL_WITHIN = 0.2
#: How often the kill is not to come before a message is on its way.
_WHILE_SENDING = 0.7


class Fleet:
    """Moves time, and kills at random moments while it moves."""

    def __init__(
        self,
        replicas: Sequence[Replica],
        slack: SlowSlack,
        teams: SlowTeams,
        chance: random.Random,
    ) -> None:
        self.replicas = list(replicas)
        self._slack = slack
        self._teams = teams
        self._chance = chance
        #: Where all clocks stand: a process that comes back is put forward to it.
        self.clock = MovableClock()
        self.kills = 0

    async def start(self, replicas: Sequence[Replica] = ()) -> None:
        """Start processes, all of them unless some are named."""
        wanted = replicas or self.replicas
        await asyncio.gather(*(replica.start(self.clock.now()) for replica in wanted))

    async def stop(self) -> None:
        """End all of them; they have nothing to do any more."""
        await asyncio.gather(*(replica.kill() for replica in self.replicas))

    async def step(self, moment: Instant) -> None:
        """Move all clocks to a moment and wait until what falls due is worked off."""
        await asyncio.gather(*self._moves(moment))

    async def deadly_step(self, moment: Instant) -> list[Replica]:
        """Move time and kill some processes before they are done; gives those killed."""
        moves = self._moves(moment)
        alive = [replica for replica in self.replicas if replica.ready.is_set()]
        await self._deadly_moment(moves)
        victims = self._chance.sample(alive, self._chance.randint(1, len(alive)))
        self.kills += len(victims)
        await asyncio.gather(*(victim.kill() for victim in victims))
        await asyncio.gather(*moves)
        # A lease outlasts any call. Here time jumps, so the calls of the dead are waited for.
        await self._slack.at_work.over()
        await self._teams.at_work.over()
        return victims

    async def _deadly_moment(self, moves: Sequence[asyncio.Task[bool]]) -> None:
        """Wait for a random moment: any, or one at which messages are on their way."""
        if self._chance.random() < _WHILE_SENDING:
            begun = [
                asyncio.create_task(calls.begun())
                for calls in (self._slack.at_work, self._teams.at_work)
            ]
            moved = asyncio.create_task(_all(moves))
            await asyncio.wait([*begun, moved], return_when=asyncio.FIRST_COMPLETED)
            for task in (*begun, moved):
                task.cancel()
        await asyncio.wait(moves, timeout=self._chance.uniform(0, _KILL_WITHIN))

    async def somebody(self) -> Replica:
        """One of those that are ready, as a load balancer chooses."""
        while True:
            ready = [replica for replica in self.replicas if replica.ready.is_set()]
            if ready:
                return self._chance.choice(ready)
            waiting = [asyncio.create_task(replica.ready.wait()) for replica in self.replicas]
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in waiting:
                task.cancel()

    def _moves(self, moment: Instant) -> list[asyncio.Task[bool]]:
        with suppress(ValueError):  # it runs, and may have passed the moment already
            self.clock.set(moment)
        now = self.clock.now()
        return [
            asyncio.create_task(replica.move(now))
            for replica in self.replicas
            if replica.ready.is_set()
        ]


async def _all(moves: Sequence[asyncio.Task[bool]]) -> None:
    # Shielded by `wait`: that nobody waits any more does not end them.
    await asyncio.wait(moves)
