"""APScheduler as a metronome: it beats, and knows nothing of what falls due.

All timed work is in the agenda, in the database. APScheduler's own job stores are not used: two
schedulers on one store fire every job twice, and a late job is dropped after one second by
default. In memory, with these three options, each beat runs once and a missed one is not repeated.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.domain.instant import Instant
from bot.engine.clock import Clock

_LOG = logging.getLogger(__name__)

Beat = Callable[[], Awaitable[object]]


class Metronome:
    """Calls each beat at its interval for as long as it runs."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._scheduler = AsyncIOScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": AsyncIOExecutor()},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )
        self._last: dict[str, Instant] = {}

    def every(self, seconds: float, name: str, beat: Beat) -> None:
        """Add a beat."""

        async def run() -> None:
            try:
                await beat()
            except Exception:  # noqa: BLE001
                # A failed beat must not stop the metronome; readiness shows that it is not well.
                _LOG.exception("A beat failed", extra={"action": "beat.failed", "beat": name})
            else:
                self._last[name] = self._clock.now()

        self._scheduler.add_job(run, "interval", seconds=seconds, id=name)

    def start(self) -> None:
        """Begin; called inside the running loop."""
        # APScheduler logs each run at INFO; a beat a second would drown everything else.
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        self._scheduler.start()

    def stop(self) -> None:
        """End."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def last(self, name: str) -> Instant | None:
        """When a beat last ended well."""
        return self._last.get(name)
