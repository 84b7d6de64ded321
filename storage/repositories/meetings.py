"""Agendas of meetings."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from bot.domain.instant import Instant
from bot.domain.meeting_agenda import MeetingAgenda
from storage.errors import StorageConflict
from storage.meeting_rows import meeting_of, meeting_values
from storage.statements import Statements
from storage.tables import meetings
from storage.types import UtcDateTime
from storage.upsert import insert_new, insert_or_replace

_ADD = insert_new(meetings)
_SAVE = insert_or_replace(meetings)
_GET = select(meetings).where(meetings.c.id == bindparam("id"))
_KEPT = select(meetings).where(
    meetings.c.collaboration == bindparam("collaboration"), meetings.c.dropped.is_(False)
)
_BEFORE = (
    _KEPT.where(
        meetings.c.cadence == bindparam("cadence"),
        meetings.c.start < bindparam("moment", type_=UtcDateTime),
    )
    .order_by(meetings.c.start.desc(), meetings.c.id.desc())
    .limit(1)
)
_AHEAD = _KEPT.where(meetings.c.start > bindparam("moment", type_=UtcDateTime)).order_by(
    meetings.c.start, meetings.c.id
)


class SqlMeetings:
    """`bot.engine.storage_ports.MeetingStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def get(self, id_: str) -> MeetingAgenda | None:
        """One agenda, locked when the transaction can write."""
        row = await self._statements.row(self._statements.locking(_GET), id=id_)
        return None if row is None else meeting_of(row)

    async def add(self, agenda: MeetingAgenda) -> None:
        """Insert; one that is there already was added by somebody who was faster."""
        if await self._statements.row(_ADD, **meeting_values(agenda)) is None:
            raise StorageConflict("Somebody else began this agenda meanwhile.")

    async def save(self, agenda: MeetingAgenda) -> None:
        """Insert or replace, by id."""
        await self._statements.run(_SAVE, meeting_values(agenda))

    async def before(
        self, collaboration: str, cadence: str, moment: Instant
    ) -> MeetingAgenda | None:
        """The newest of a cadence that starts before a moment and was not dropped."""
        row = await self._statements.row(
            _BEFORE, collaboration=collaboration, cadence=cadence, moment=moment
        )
        return None if row is None else meeting_of(row)

    async def ahead(self, collaboration: str, moment: Instant) -> Sequence[MeetingAgenda]:
        """Those that start after a moment and were not dropped, the earliest first."""
        rows = await self._statements.rows(_AHEAD, collaboration=collaboration, moment=moment)
        return [meeting_of(row) for row in rows]
