"""Agendas of meetings."""

from collections.abc import Sequence

from bot.domain.instant import Instant
from bot.domain.meeting_agenda import MeetingAgenda
from storage.errors import StorageConflict
from storage.memory.state import Work


class MemoryMeetings:
    """`bot.engine.storage_ports.MeetingStore`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def get(self, id_: str) -> MeetingAgenda | None:
        """One agenda; there is one writer, so it is locked."""
        return self._work.state.meetings.get(id_)

    async def add(self, agenda: MeetingAgenda) -> None:
        """Insert; one that is there already was added by somebody who was faster."""
        if agenda.id in self._work.state.meetings:
            raise StorageConflict("Somebody else began this agenda meanwhile.")
        await self.save(agenda)

    async def save(self, agenda: MeetingAgenda) -> None:
        """Insert or replace, by id."""
        self._work.changing.meetings[agenda.id] = agenda

    async def before(
        self, collaboration: str, cadence: str, moment: Instant
    ) -> MeetingAgenda | None:
        """The newest of a cadence that starts before a moment and was not dropped."""
        found = [
            each
            for each in self._of(collaboration)
            if each.cadence == cadence and each.start < moment
        ]
        return found[-1] if found else None

    async def ahead(self, collaboration: str, moment: Instant) -> Sequence[MeetingAgenda]:
        """Those that start after a moment and were not dropped, the earliest first."""
        return [each for each in self._of(collaboration) if each.start > moment]

    def _of(self, collaboration: str) -> list[MeetingAgenda]:
        found = (m for m in self._work.state.meetings.values() if m.collaboration == collaboration)
        kept = (agenda for agenda in found if not agenda.dropped)
        return sorted(kept, key=lambda agenda: (agenda.start, agenda.id))
