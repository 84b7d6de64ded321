"""Notices what people in chat cannot see: a ladder that stands still, a stalled tick.

Nobody is told by a rung that does not fire, so whoever runs Accord is: by the log, at level ERROR,
and by what `readyz` and the metrics read here.
"""

import logging
from datetime import timedelta

from bot.domain.instant import Instant, instant
from bot.engine.agenda import OF_LADDERS
from bot.engine.clock import Clock
from bot.engine.storage_ports import Storage

_LOG = logging.getLogger(__name__)
#: A rung that is overdue by more than this stands still.
OVERDUE_AFTER = timedelta(minutes=15)
#: A tick this old means that nothing falls due in this process.
STALLED_AFTER = timedelta(seconds=30)
_MOST = 50


class Watchdog:
    """Looks once in a while; says each thing once, until it is well again."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._seen: frozenset[str] = frozenset()
        self.standing_still: frozenset[str] = frozenset()
        """Keys of the rows of ladders that were overdue at two looks in a row.

        One look is not enough: after a downtime, or when something is raised late, what is overdue
        fires within the next second.
        """
        self._stalled = False

    async def watch(self, last_tick: Instant | None) -> None:
        """Look at the ladders, and at when this process last ended a tick well."""
        now = self._clock.now()
        async with self._storage.reading() as tx:
            limit = instant(now - OVERDUE_AFTER)
            overdue = await tx.agenda.overdue(OF_LADDERS, limit, _MOST)
        keys = frozenset(row.key for row in overdue)
        still = keys & self._seen
        for row in overdue:
            if row.key in still - self.standing_still:
                extra = {"action": "ladder.overdue", "key": row.key, "due": row.due.isoformat()}
                _LOG.error("The next step of a ladder is overdue", extra=extra)
        self._seen, self.standing_still = keys, still
        stalled = last_tick is not None and now - last_tick > STALLED_AFTER
        if stalled and not self._stalled:
            _LOG.error("The tick stalls: nothing falls due", extra={"action": "tick.stalled"})
        self._stalled = stalled
