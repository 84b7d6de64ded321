"""The record."""

from collections.abc import Sequence
from dataclasses import replace

from bot.engine.record import GENESIS, Entry, Recorded, chained
from storage.memory.state import Work
from storage.rows import as_stored


class MemoryRecord:
    """`bot.engine.storage_ports.RecordStore`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def append(self, entry: Entry) -> Recorded:
        """Add to the collaboration's chain."""
        entry = replace(entry, data=as_stored(entry.data))
        chain = self._work.changing.record.get(entry.collaboration, ())
        previous = chain[-1].hash if chain else GENESIS
        recorded = chained(previous, len(chain) + 1, entry)
        self._work.state.record[entry.collaboration] = (*chain, recorded)
        return recorded

    async def entries(self, collaboration: str) -> Sequence[Recorded]:
        """All, in order."""
        return self._work.state.record.get(collaboration, ())

    async def about(self, collaboration: str, subjects: Sequence[str]) -> Sequence[Recorded]:
        """Those that happened to one of some things, in order."""
        return [r for r in await self.entries(collaboration) if r.entry.subject in subjects]
