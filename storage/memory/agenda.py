"""The agenda."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.domain.instant import Instant
from bot.engine.agenda import AgendaKind, AgendaRow
from storage.memory.state import Planned, Work


class MemoryAgenda:
    """`bot.engine.storage_ports.AgendaStore`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def put(self, row: AgendaRow) -> bool:
        """Add; False when the key was ever put before."""
        agenda = self._work.changing.agenda
        if row.key in agenda:
            return False
        agenda[row.key] = Planned(row=row, run_at=row.due)
        return True

    async def claim_due(self, now: Instant) -> AgendaRow | None:
        """The earliest row due; there is one writer, so it is locked."""
        due = (each for each in self._work.changing.agenda.values() if each.run_at <= now)
        first = min((each for each in due if each.done_at is None), key=_order, default=None)
        return None if first is None else first.row

    async def finish(self, key: str, now: Instant) -> None:
        """Mark as done, for good."""
        agenda = self._work.changing.agenda
        if key in agenda:
            agenda[key] = replace(agenda[key], done_at=now)

    async def postpone(self, key: str, until: Instant, error: str) -> None:
        """Try again later. The row keeps the moment it was due; only its turn moves."""
        del error  # there is nobody to read it later
        agenda = self._work.changing.agenda
        if key in agenda:
            row = agenda[key].row
            row = replace(row, attempts=row.attempts + 1)
            agenda[key] = replace(agenda[key], row=row, run_at=until)

    async def pending(self, collaboration: str, *kinds: AgendaKind) -> Sequence[AgendaRow]:
        """What is still to come of some kinds (none: of all), earliest first."""
        wanted = kinds or tuple(AgendaKind)
        found = [
            each
            for each in self._work.state.agenda.values()
            if each.done_at is None
            and each.row.collaboration == collaboration
            and each.row.kind in wanted
        ]
        return [each.row for each in sorted(found, key=_order)]

    async def overdue(
        self, kinds: Collection[AgendaKind], before: Instant, limit: int
    ) -> Sequence[AgendaRow]:
        """What of these kinds was due before a moment and is not done, earliest due first."""
        waiting = (each.row for each in self._work.state.agenda.values() if each.done_at is None)
        found = (row for row in waiting if row.kind in kinds and row.due < before)
        return sorted(found, key=lambda row: (row.due, row.key))[:limit]


def _order(planned: Planned) -> tuple[Instant, str]:
    return planned.run_at, planned.row.key
