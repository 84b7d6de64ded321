"""Decisions."""

from collections.abc import Iterator, Sequence

from bot.domain.decisions import Decision
from bot.domain.deed import About
from storage.errors import StorageConflict
from storage.memory.state import Work


class MemoryDecisions:
    """`bot.engine.storage_ports.DecisionStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def get(self, collaboration: str, number: int, *, restricted: bool) -> Decision | None:
        """One by number."""
        return self._work.state.decisions.get((collaboration, restricted, number))

    async def by_source(self, collaboration: str, source: str) -> Decision | None:
        """The one that an event wrote down."""
        return next((d for d in self._of(collaboration) if d.source == source), None)

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number of a series; 0 before the first."""
        ours = (d.number for d in self._of(collaboration) if d.restricted is restricted)
        return max(ours, default=0)

    async def add(self, decision: Decision) -> None:
        """Insert; one that is there already was added by somebody who was faster."""
        key = (decision.collaboration, decision.restricted, decision.number)
        known = await self.by_source(decision.collaboration, decision.source)
        if key in self._work.state.decisions or known is not None:
            raise StorageConflict("Somebody else wrote down a decision meanwhile.")
        await self.save(decision)

    async def save(self, decision: Decision) -> None:
        """Insert or replace, by number."""
        key = (decision.collaboration, decision.restricted, decision.number)
        self._work.changing.decisions[key] = decision

    async def all(self, collaboration: str) -> Sequence[Decision]:
        """All of them, the newest number first."""
        found = self._of(collaboration)
        return sorted(found, key=lambda d: (d.number, d.restricted), reverse=True)

    async def left_by(self, collaboration: str, about: About) -> Sequence[Decision]:
        """Those that came of something, the lowest number first."""
        found = (each for each in self._of(collaboration) if each.about == about)
        return sorted(found, key=lambda each: (each.number, each.restricted))

    def _of(self, collaboration: str) -> Iterator[Decision]:
        return (d for d in self._work.state.decisions.values() if d.collaboration == collaboration)
