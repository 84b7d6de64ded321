"""The one source of the present moment."""

from typing import Protocol

from bot.domain.instant import Instant


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> Instant:
        """The present moment."""
        ...
