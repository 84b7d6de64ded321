"""Check-ins."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select, text

from bot.domain.checkin import CheckIn
from bot.domain.instant import Instant
from storage.errors import StorageConflict
from storage.rows import checkin_of, checkin_values
from storage.statements import Statements
from storage.tables import checkins
from storage.upsert import insert_new, insert_or_replace

_ADD = insert_new(checkins)
_SAVE = insert_or_replace(checkins)
_GET = select(checkins).where(checkins.c.id == bindparam("id"))
_GET_LOCKED = _GET.with_for_update()
_WAITING = (
    select(checkins)
    .where(
        checkins.c.collaboration == bindparam("collaboration"),
        # Literal, so that the partial index is used.
        text("state IN ('open', 'late')"),
    )
    .order_by(checkins.c.due, checkins.c.id)
)
_LATEST = (
    select(checkins)
    .where(
        checkins.c.collaboration == bindparam("collaboration"),
        checkins.c.cadence == bindparam("cadence"),
    )
    .order_by(checkins.c.due.desc(), checkins.c.id.desc())
    .limit(bindparam("limit"))
)
_UNTIL = (
    select(checkins)
    .where(
        checkins.c.collaboration == bindparam("collaboration"), checkins.c.due < bindparam("end")
    )
    .order_by(checkins.c.due, checkins.c.id)
)
_BETWEEN = _UNTIL.where(checkins.c.due >= bindparam("start"))


class SqlCheckIns:
    """`bot.engine.storage_ports.CheckInStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def get(self, id_: str) -> CheckIn | None:
        """One check-in, locked when the transaction can write."""
        statement = _GET_LOCKED if self._statements.writing else _GET
        row = await self._statements.row(statement, id=id_)
        return None if row is None else checkin_of(row)

    async def add(self, checkin: CheckIn) -> None:
        """Insert; one that is there already was added by somebody who was faster."""
        if await self._statements.row(_ADD, **checkin_values(checkin)) is None:
            raise StorageConflict("Somebody else opened this check-in meanwhile.")

    async def save(self, checkin: CheckIn) -> None:
        """Insert or replace, by id."""
        await self._statements.run(_SAVE, checkin_values(checkin))

    async def waiting(self, collaboration: str) -> Sequence[CheckIn]:
        """Those an answer is still expected to, earliest due first."""
        rows = await self._statements.rows(_WAITING, collaboration=collaboration)
        return [checkin_of(row) for row in rows]

    async def latest(self, collaboration: str, cadence: str, limit: int) -> Sequence[CheckIn]:
        """The newest of a cadence in any state, newest due first."""
        rows = await self._statements.rows(
            _LATEST, collaboration=collaboration, cadence=cadence, limit=limit
        )
        return [checkin_of(row) for row in rows]

    async def between(
        self, collaboration: str, start: Instant | None, end: Instant
    ) -> Sequence[CheckIn]:
        """Those due at or after a start (none: ever) and before an end, earliest due first."""
        rows = (
            await self._statements.rows(_UNTIL, collaboration=collaboration, end=end)
            if start is None
            else await self._statements.rows(
                _BETWEEN, collaboration=collaboration, start=start, end=end
            )
        )
        return [checkin_of(row) for row in rows]
