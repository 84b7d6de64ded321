"""Beginning delivery right after a commit, without making whoever committed wait for it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

_LOG = logging.getLogger(__name__)


class Poke:
    """Starts a drain soon, without waiting for it; at most one is scheduled at a time."""

    def __init__(self, drain: Callable[[], Awaitable[int]]) -> None:
        self._drain = drain
        self._running: set[asyncio.Task[int]] = set()

    def __call__(self) -> None:
        """Start a drain, keeping a reference so that it is not collected half-way."""
        task = asyncio.ensure_future(self._drain())
        self._running.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[int]") -> None:
        self._running.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _LOG.error(
                "A drain failed; the next tick tries again",
                exc_info=task.exception(),
                extra={"action": "delivery.drain_failed"},
            )

    async def settled(self) -> None:
        """Wait until every started drain is over."""
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)
