"""What was learnt from Slack and may be used again for a while."""

import time
from collections.abc import Callable
from math import inf
from typing import Generic, TypeVar

_MOST = 20_000
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Kept(Generic[_Key, _Value]):
    """A memory that forgets after some seconds, and the oldest when there is too much."""

    def __init__(
        self, *, seconds: float = inf, elapsed: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds = seconds
        self._elapsed = elapsed
        self._kept: dict[_Key, tuple[float, _Value]] = {}

    def get(self, key: _Key) -> _Value | None:
        """What is kept under the key, unless it is too old."""
        since, value = self._kept.get(key, (-inf, None))
        return value if self._elapsed() - since <= self._seconds else None

    def put(self, key: _Key, value: _Value) -> None:
        """Keep, from now on."""
        self._kept.pop(key, None)
        if len(self._kept) >= _MOST:
            self._kept.pop(next(iter(self._kept)))
        self._kept[key] = (self._elapsed(), value)

    def drop(self, key: _Key) -> None:
        """Forget; there may be nothing to forget."""
        self._kept.pop(key, None)
