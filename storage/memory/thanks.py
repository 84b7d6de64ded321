"""Thanks."""

from collections.abc import Sequence

from bot.domain.instant import Instant
from bot.domain.thanks import Thanks
from storage.memory.state import Work


class MemoryThanks:
    """`bot.engine.thanks_store.ThanksStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def save(self, thanks: Thanks) -> None:
        """Insert or replace, by id."""
        self._work.changing.thanks[thanks.id] = thanks

    async def get(self, id_: str) -> Thanks | None:
        """One by id."""
        return self._work.state.thanks.get(id_)

    async def since(self, collaboration: str, moment: Instant) -> Sequence[Thanks]:
        """Those given from a moment on, the oldest first."""
        known = self._work.state.thanks.values()
        found = (x for x in known if x.collaboration == collaboration and x.at >= moment)
        return sorted(found, key=lambda each: (each.at, each.id))
