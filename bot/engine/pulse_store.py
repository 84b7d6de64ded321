"""What the engine asks of storage for the pulse.

What is locked away is one box for each round, encrypted, of a size that depends on how many people
are asked and on nothing they say. There is no row for an answer, and no time of one.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bot.domain.pulse_round import PulseRound
from bot.domain.pulse_tally import PulseBox


class PulseStore(Protocol):
    """Rounds of the pulse, and the box of each that runs."""

    @property
    def can_lock(self) -> bool:
        """Whether there is a key to lock boxes with; without one no round may be opened."""
        ...

    async def begin(self, round_: PulseRound, box: PulseBox) -> None:
        """Add a round with its box."""
        ...

    async def running(self, collaboration: str) -> PulseRound | None:
        """The round that is not over, locked when the transaction can write."""
        ...

    async def get(self, collaboration: str, start: date) -> PulseRound | None:
        """One round."""
        ...

    async def box(self, round_: PulseRound) -> PulseBox | None:
        """What is locked away for a round; None when no key opens it, or it is over."""
        ...

    async def lock(self, round_: PulseRound, box: PulseBox) -> None:
        """Put a box in place of the one before, of which nothing stays."""
        ...

    async def end(self, round_: PulseRound) -> None:
        """Save a round that is over, and take its box away."""
        ...

    async def over(self, collaboration: str, limit: int) -> Sequence[PulseRound]:
        """The latest rounds that are over, newest first."""
        ...
