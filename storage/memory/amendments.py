"""Amendments."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.amendment import Amendment
from storage.amendment_rows import changes_as_stored
from storage.errors import StorageConflict
from storage.memory.state import Work


class MemoryAmendments:
    """`bot.engine.storage_ports.AmendmentStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def get(self, id_: str) -> Amendment | None:
        """One by id."""
        return self._work.state.amendments.get(id_)

    async def numbered(self, collaboration: str, number: int) -> Amendment | None:
        """The one people call by this number."""
        return next((a for a in await self.all(collaboration) if a.number == number), None)

    async def save(self, amendment: Amendment) -> None:
        """Insert or replace, by id; a number that another one took meanwhile is a lost race."""
        amendments = self._work.changing.amendments
        taken = await self.numbered(amendment.collaboration, amendment.number)
        if taken is not None and taken.id != amendment.id:
            raise StorageConflict("Another amendment took this number meanwhile.")
        kept = replace(
            amendment,
            changes=changes_as_stored(amendment.changes),
            answers=changes_as_stored(amendment.answers),
        )
        amendments[amendment.id] = kept

    async def open(self, collaboration: str) -> Sequence[Amendment]:
        """Drafts and proposed ones, by number."""
        return [amendment for amendment in await self.all(collaboration) if amendment.open]

    async def all(self, collaboration: str) -> Sequence[Amendment]:
        """All of them, by number."""
        found = self._work.state.amendments.values()
        ours = (a for a in found if a.collaboration == collaboration)
        return sorted(ours, key=lambda amendment: amendment.number)
