"""What owners confirmed, and areas that nobody surely owns."""

from collections.abc import Sequence

from bot.domain.ownership import AreaGap, Confirmation
from storage.memory.state import Work


class MemoryOwnership:
    """`bot.engine.storage_ports.OwnershipStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def confirm(self, confirmation: Confirmation) -> None:
        """Insert or replace, by collaboration and area; the directory tells of it."""
        state = self._work.changing
        state.area_confirmations[confirmation.collaboration, confirmation.area] = confirmation
        state.revision += 1

    async def confirmations(self, collaboration: str) -> Sequence[Confirmation]:
        """The last one of each area, by the key of the area."""
        known = self._work.state.area_confirmations.values()
        found = (each for each in known if each.collaboration == collaboration)
        return sorted(found, key=lambda each: each.area)

    async def save_gap(self, gap: AreaGap) -> None:
        """Insert or replace, by collaboration, area and what it is about."""
        self._work.changing.area_gaps[gap.collaboration, gap.area, gap.about] = gap

    async def open_gaps(self, collaboration: str) -> Sequence[AreaGap]:
        """Those that are not settled, oldest first."""
        found = (g for g in self._work.state.area_gaps.values() if g.collaboration == collaboration)
        unsettled = (gap for gap in found if gap.until is None)
        return sorted(unsettled, key=lambda gap: (gap.since, gap.area, gap.about))
