"""Beginning delivery right after a commit, without making whoever committed wait for it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

_LOG = logging.getLogger(__name__)
#: How long a drain waits after one that found nothing to do.
_REST_S = 0.05


class Poke:
    """Starts a drain soon, without waiting for it; one at a time.

    After a drain that found nothing to do the next one waits a moment. Messages that wait for the
    pace of their conversation would otherwise be looked through again for each one that joins them.
    """

    def __init__(self, drain: Callable[[], Awaitable[int]]) -> None:
        self._drain = drain
        self._running: asyncio.Task[int] | None = None
        self._coming: asyncio.TimerHandle | None = None
        self._asked = False
        self._rests_until = 0.0

    def __call__(self) -> None:
        """See to it that a drain begins after this."""
        if self._running is not None:
            self._asked = True
        elif self._coming is None:
            loop = asyncio.get_running_loop()
            if loop.time() < self._rests_until:
                self._coming = loop.call_at(self._rests_until, self._start)
            else:
                self._start()

    async def settled(self) -> None:
        """Wait until every drain that was asked for is over."""
        while self._running is not None or self._coming is not None:
            if self._coming is not None:
                self._coming.cancel()
                self._start()
            if self._running is not None:
                await asyncio.wait([self._running])

    def _start(self) -> None:
        # The reference keeps the task from being collected half-way.
        self._coming = None
        self._running = asyncio.ensure_future(self._drain())
        self._running.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[int]") -> None:
        self._running = None
        if task.cancelled():
            return
        if task.exception() is not None:
            _LOG.error(
                "A drain failed; the next tick tries again",
                exc_info=task.exception(),
                extra={"action": "delivery.drain_failed"},
            )
        elif task.result() == 0:
            self._rests_until = asyncio.get_running_loop().time() + _REST_S
        if self._asked:
            self._asked = False
            self()
