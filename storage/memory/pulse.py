"""Rounds of the pulse. In memory, too, what is kept of answers is a box that a key locks."""

from collections.abc import Sequence
from datetime import date

from bot.domain.pulse_round import PulseRound
from bot.domain.pulse_tally import PulseBox
from storage.encryption import Encryption
from storage.errors import SecretUnreadable
from storage.memory.state import Work
from storage.pulse_rows import box_of, box_text

_NAME = "the answers of the pulse"


class MemoryPulse:
    """`bot.engine.pulse_store.PulseStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work, encryption: Encryption) -> None:
        self._work = work
        self._encryption = encryption

    @property
    def can_lock(self) -> bool:
        """Whether there is a key."""
        return self._encryption.ready

    async def begin(self, round_: PulseRound, box: PulseBox) -> None:
        """Add a round with its box."""
        self._work.changing.pulse_rounds[_key(round_)] = round_
        await self.lock(round_, box)

    async def running(self, collaboration: str) -> PulseRound | None:
        """The round that is not over."""
        return next((each for each in self._rounds(collaboration) if each.open), None)

    async def get(self, collaboration: str, start: date) -> PulseRound | None:
        """One round."""
        return self._work.state.pulse_rounds.get((collaboration, start))

    async def box(self, round_: PulseRound) -> PulseBox | None:
        """What is locked away for a round; None when no key opens it, or it is over."""
        token = self._work.state.pulse_boxes.get(_key(round_))
        try:
            return box_of(self._encryption.decrypt(token, _NAME), round_) if token else None
        except SecretUnreadable:
            return None

    async def lock(self, round_: PulseRound, box: PulseBox) -> None:
        """Put a box in place of the one before."""
        token = self._encryption.encrypt_untimed(box_text(round_, box), _NAME)
        self._work.changing.pulse_boxes[_key(round_)] = token

    async def end(self, round_: PulseRound) -> None:
        """Save a round that is over, and take its box away."""
        self._work.changing.pulse_rounds[_key(round_)] = round_
        self._work.changing.pulse_boxes.pop(_key(round_), None)

    async def over(self, collaboration: str, limit: int) -> Sequence[PulseRound]:
        """The latest rounds that are over, newest first."""
        found = [each for each in self._rounds(collaboration) if not each.open]
        return found[::-1][:limit]

    def _rounds(self, collaboration: str) -> list[PulseRound]:
        known = self._work.state.pulse_rounds.values()
        found = (each for each in known if each.collaboration == collaboration)
        return sorted(found, key=lambda each: each.start)


def _key(round_: PulseRound) -> tuple[str, date]:
    return round_.collaboration, round_.start
