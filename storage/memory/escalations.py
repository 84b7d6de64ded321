"""Escalations, and the numbers that can cause one."""

from collections.abc import Sequence

from bot.domain.escalation import Escalation
from bot.domain.instant import Instant
from bot.domain.measure import Reading
from storage.errors import StorageConflict
from storage.memory.state import Work


class MemoryEscalations:
    """`bot.engine.storage_ports.EscalationStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def get(self, id_: str) -> Escalation | None:
        """One by id."""
        return self._work.state.escalations.get(id_)

    async def numbered(
        self, collaboration: str, number: int, *, restricted: bool
    ) -> Escalation | None:
        """The one people call by this number."""
        found = (e for e in self._of(collaboration) if e.restricted is restricted)
        return next((each for each in found if each.number == number), None)

    async def one_by_one(self, collaboration: str) -> None:
        """There is one writer."""

    async def add(self, escalation: Escalation) -> None:
        """Insert; one that is there already was added by somebody who was faster."""
        same = await self.numbered(
            escalation.collaboration, escalation.number, restricted=escalation.restricted
        )
        if same is not None or escalation.id in self._work.state.escalations:
            raise StorageConflict("Somebody else raised this escalation meanwhile.")
        await self.save(escalation)

    async def save(self, escalation: Escalation) -> None:
        """Replace, by id."""
        self._work.changing.escalations[escalation.id] = escalation

    async def open(self, collaboration: str) -> Sequence[Escalation]:
        """Those that run, first raised first."""
        return [each for each in self._of(collaboration) if each.open]

    async def running(self, collaboration: str, trigger: str) -> Escalation | None:
        """The newest one of a trigger that still runs."""
        found = [e for e in await self.open(collaboration) if e.trigger == trigger]
        return found[-1] if found else None

    async def latest(self, collaboration: str, limit: int) -> Sequence[Escalation]:
        """Those raised last, newest first."""
        return self._of(collaboration)[::-1][:limit]

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number given so far; 0 before the first."""
        found = (e.number for e in self._of(collaboration) if e.restricted is restricted)
        return max(found, default=0)

    async def note_reading(self, reading: Reading) -> bool:
        """Keep a number; False when it was kept before."""
        known = reading.id in self._work.state.readings
        if not known:
            self._work.changing.readings[reading.id] = reading
        return not known

    async def readings(self, collaboration: str, measure: str, limit: int) -> Sequence[Reading]:
        """The newest numbers of a measure, newest first."""
        found = [
            reading
            for reading in self._work.state.readings.values()
            if (reading.collaboration, reading.measure) == (collaboration, measure)
        ]
        return sorted(found, key=lambda each: (each.at, each.id), reverse=True)[:limit]

    def _of(self, collaboration: str) -> list[Escalation]:
        found = (e for e in self._work.state.escalations.values())
        return sorted((e for e in found if e.collaboration == collaboration), key=_order)


def _order(escalation: Escalation) -> tuple[Instant, int, str]:
    return escalation.raised_at, escalation.number, escalation.id
