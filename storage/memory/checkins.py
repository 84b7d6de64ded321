"""Check-ins."""

from collections.abc import Sequence

from bot.domain.checkin import CheckIn
from bot.domain.instant import Instant
from storage.errors import StorageConflict
from storage.memory.state import Work


class MemoryCheckIns:
    """`bot.engine.storage_ports.CheckInStore`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def get(self, id_: str) -> CheckIn | None:
        """One check-in; there is one writer, so it is locked."""
        return self._work.state.checkins.get(id_)

    async def add(self, checkin: CheckIn) -> None:
        """Insert; one that is there already was added by somebody who was faster."""
        if checkin.id in self._work.state.checkins:
            raise StorageConflict("Somebody else opened this check-in meanwhile.")
        await self.save(checkin)

    async def save(self, checkin: CheckIn) -> None:
        """Insert or replace, by id."""
        self._work.changing.checkins[checkin.id] = checkin

    async def waiting(self, collaboration: str) -> Sequence[CheckIn]:
        """Those an answer is still expected to, earliest due first."""
        found = (c for c in self._work.state.checkins.values() if c.waiting)
        return sorted((c for c in found if c.collaboration == collaboration), key=_order)

    async def latest(self, collaboration: str, cadence: str, limit: int) -> Sequence[CheckIn]:
        """The newest of a cadence in any state, newest due first."""
        found = [
            checkin
            for checkin in self._work.state.checkins.values()
            if (checkin.collaboration, checkin.cadence) == (collaboration, cadence)
        ]
        return sorted(found, key=_order, reverse=True)[:limit]

    async def between(
        self, collaboration: str, start: Instant | None, end: Instant
    ) -> Sequence[CheckIn]:
        """Those due at or after a start (none: ever) and before an end, earliest due first."""
        found = (
            checkin
            for checkin in self._work.state.checkins.values()
            if checkin.due < end and (start is None or checkin.due >= start)
        )
        return sorted((c for c in found if c.collaboration == collaboration), key=_order)


def _order(checkin: CheckIn) -> tuple[object, ...]:
    return checkin.due, checkin.id
