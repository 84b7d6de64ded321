"""Actions."""

from collections.abc import Iterator, Sequence

from bot.domain.actions import Action
from bot.domain.deed import About
from storage.errors import StorageConflict
from storage.memory.state import Work


class MemoryActions:
    """`bot.engine.storage_ports.ActionStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def get(self, collaboration: str, number: int, *, restricted: bool) -> Action | None:
        """One by number."""
        return self._work.state.actions.get((collaboration, restricted, number))

    async def by_source(self, collaboration: str, source: str) -> Action | None:
        """The one that an event asked for."""
        return next((a for a in self._of(collaboration) if a.source == source), None)

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number of a series; 0 before the first."""
        ours = (a.number for a in self._of(collaboration) if a.restricted is restricted)
        return max(ours, default=0)

    async def add(self, action: Action) -> None:
        """Insert; one that is there already was added by somebody who was faster."""
        taken = (action.collaboration, action.restricted, action.number) in self._work.state.actions
        if taken or await self.by_source(action.collaboration, action.source):
            raise StorageConflict("Somebody else added an action meanwhile.")
        await self.save(action)

    async def save(self, action: Action) -> None:
        """Insert or replace, by number."""
        key = (action.collaboration, action.restricted, action.number)
        self._work.changing.actions[key] = action

    async def open(self, collaboration: str) -> Sequence[Action]:
        """Those still to be done, the earliest due first."""
        found = (a for a in self._of(collaboration) if a.open)
        return sorted(found, key=lambda a: (a.times.due, a.restricted, a.number))

    async def ended(self, collaboration: str) -> Sequence[Action]:
        """Those that are done or not needed any more, the newest number first."""
        found = (a for a in self._of(collaboration) if not a.open)
        return sorted(found, key=lambda a: (a.number, a.restricted), reverse=True)

    async def left_by(self, collaboration: str, about: About) -> Sequence[Action]:
        """Those that came of something, the lowest number first."""
        found = (each for each in self._of(collaboration) if each.about == about)
        return sorted(found, key=lambda each: (each.number, each.restricted))

    def _of(self, collaboration: str) -> Iterator[Action]:
        return (a for a in self._work.state.actions.values() if a.collaboration == collaboration)
