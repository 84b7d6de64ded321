"""What stands behind an adapter in its own tests: an engine that only records, and a memory."""

import asyncio
import copy
from collections.abc import Callable
from typing import Any

from bot.engine.inbound import Inbound
from bot.engine.response import NOTHING, Response


class RecordingDispatch:
    """An engine that writes down what it is handed and answers what it is told to."""

    def __init__(self) -> None:
        self.events: list[Inbound] = []
        self.answer: Callable[[Inbound], Response] = lambda _: NOTHING
        self._seconds = 0.0

    async def __call__(self, event: Inbound) -> Response:
        self.events.append(event)
        await asyncio.sleep(self._seconds)
        return self.answer(event)

    def always(self, response: Response) -> None:
        """Answer every event with this."""
        self.answer = lambda _: response

    def takes(self, seconds: float) -> None:
        """Be as slow as with a database that is busy."""
        self._seconds = seconds

    def fails(self) -> None:
        """Break, as with a database that is away."""

        def broken(_: Inbound) -> Response:
            raise RuntimeError("the database is away")

        self.answer = broken

    @property
    def last(self) -> Any:
        """The last event."""
        return self.events[-1]


class MemoryFacts:
    """`PlatformFacts` in a dictionary that a test can look into."""

    def __init__(self) -> None:
        self.saved: dict[str, dict[str, object]] = {}
        self.secret: set[str] = set()
        self.saves: list[str] = []

    async def load(self, key: str) -> dict[str, object] | None:
        return copy.deepcopy(self.saved.get(key))

    async def save(self, key: str, data: dict[str, object], *, secret: bool = False) -> None:
        self.saves.append(key)
        self.saved[key] = copy.deepcopy(data)
        if secret:
            self.secret.add(key)

    async def take(self, key: str) -> dict[str, object] | None:
        return self.saved.pop(key, None)
