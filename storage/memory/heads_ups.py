"""Heads-ups."""

from collections.abc import Sequence

from bot.domain.heads_up import HeadsUp
from storage.errors import StorageConflict
from storage.memory.state import Work


class MemoryHeadsUps:
    """`bot.engine.storage_ports.HeadsUpStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def add(self, heads_up: HeadsUp) -> None:
        """Insert; a number that another one took meanwhile is a lost race."""
        taken = {each.label for each in await self.all(heads_up.collaboration)}
        if heads_up.label in taken:
            raise StorageConflict("Another heads-up took this number meanwhile.")
        await self.save(heads_up)

    async def save(self, heads_up: HeadsUp) -> None:
        """Insert or replace, by id."""
        self._work.changing.heads_ups[heads_up.id] = heads_up

    async def get(self, id_: str) -> HeadsUp | None:
        """One by id."""
        return self._work.state.heads_ups.get(id_)

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number so far."""
        known = await self.all(collaboration)
        return max((each.number for each in known if each.restricted == restricted), default=0)

    async def all(self, collaboration: str) -> Sequence[HeadsUp]:
        """All of them, by number."""
        found = self._work.state.heads_ups.values()
        ours = (each for each in found if each.collaboration == collaboration)
        return sorted(ours, key=lambda each: (each.number, each.restricted))
