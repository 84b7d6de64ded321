"""What people typed and did not send yet."""

from bot.domain.instant import Instant
from bot.domain.unsent import Unsent
from storage.memory.state import Work


class MemoryUnsent:
    """`bot.engine.storage_ports.UnsentStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def keep(self, unsent: Unsent) -> None:
        """Insert or replace, by id."""
        self._work.changing.unsent[unsent.id] = unsent

    async def get(self, id_: str) -> Unsent | None:
        """One by id."""
        return self._work.state.unsent.get(id_)

    async def drop(self, id_: str) -> None:
        """Remove one."""
        self._work.changing.unsent.pop(id_, None)

    async def forget_before(self, moment: Instant) -> int:
        """Drop old ones."""
        unsent = self._work.changing.unsent
        old = [each.id for each in unsent.values() if each.at < moment]
        for id_ in old:
            del unsent[id_]
        return len(old)
