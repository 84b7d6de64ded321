"""Retrospectives."""

from collections.abc import Sequence

from bot.domain.retrospective import Retrospective
from storage.errors import StorageConflict
from storage.memory.state import Work


class MemoryRetrospectives:
    """`bot.engine.retrospective_store.RetrospectiveStore`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def get(self, id_: str) -> Retrospective | None:
        """One by id; there is one writer, so it is locked."""
        return self._work.state.retrospectives.get(id_)

    async def add(self, retrospective: Retrospective) -> None:
        """Insert; one that is there already was begun by somebody who was faster."""
        numbers = [each.number for each in await self.all(retrospective.collaboration)]
        if retrospective.number in numbers or await self.get(retrospective.id) is not None:
            raise StorageConflict("Somebody else began this retrospective meanwhile.")
        await self.save(retrospective)

    async def save(self, retrospective: Retrospective) -> None:
        """Insert or replace, by id."""
        self._work.changing.retrospectives[retrospective.id] = retrospective

    async def all(self, collaboration: str) -> Sequence[Retrospective]:
        """All of a collaboration, the first one first."""
        known = self._work.state.retrospectives.values()
        found = (each for each in known if each.collaboration == collaboration)
        return sorted(found, key=lambda each: each.number)
