"""Escalations, and the numbers that can cause one."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select, text

from bot.domain.escalation import Escalation
from bot.domain.measure import Reading
from storage.errors import StorageConflict
from storage.escalation_rows import (
    escalation_of,
    escalation_values,
    reading_of,
    reading_values,
)
from storage.statements import Statements
from storage.tables import collaborations, escalations, readings
from storage.upsert import insert_new, insert_or_replace

#: SQLite has one writer anyway. The lock is one that references to the row do not wait for.
_ONE_BY_ONE = (
    select(collaborations.c.id)
    .where(collaborations.c.id == bindparam("id"))
    .with_for_update(key_share=True)
)
_ADD = insert_new(escalations)
_SAVE = insert_or_replace(escalations)
_GET = select(escalations).where(escalations.c.id == bindparam("id"))
_OF = select(escalations).where(escalations.c.collaboration == bindparam("collaboration"))
_NUMBERED = _OF.where(
    escalations.c.restricted == bindparam("restricted"),
    escalations.c.number == bindparam("number"),
)
_IN_ORDER = (escalations.c.raised_at, escalations.c.number, escalations.c.id)
_NEWEST_FIRST = tuple(column.desc() for column in _IN_ORDER)
# Literal, so that the partial index is used.
_OPEN = _OF.where(text("state = 'open'")).order_by(*_IN_ORDER)
_RUNNING = (
    _OF.where(text("state = 'open'"), escalations.c.trigger == bindparam("trigger"))
    .order_by(*_NEWEST_FIRST)
    .limit(1)
)
_LATEST = _OF.order_by(*_NEWEST_FIRST).limit(bindparam("limit"))
_LAST_NUMBER = select(func.max(escalations.c.number).label("number")).where(
    escalations.c.collaboration == bindparam("collaboration"),
    escalations.c.restricted == bindparam("restricted"),
)
_NOTE = insert_new(readings)
_READINGS = (
    select(readings)
    .where(
        readings.c.collaboration == bindparam("collaboration"),
        readings.c.measure == bindparam("measure"),
    )
    .order_by(readings.c.at.desc(), readings.c.id.desc())
    .limit(bindparam("limit"))
)


class SqlEscalations:
    """`bot.engine.storage_ports.EscalationStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def get(self, id_: str) -> Escalation | None:
        """One by id, locked when the transaction can write."""
        row = await self._statements.row(self._statements.locking(_GET), id=id_)
        return None if row is None else escalation_of(row)

    async def numbered(
        self, collaboration: str, number: int, *, restricted: bool
    ) -> Escalation | None:
        """The one people call by this number, locked when the transaction can write."""
        row = await self._statements.row(
            self._statements.locking(_NUMBERED),
            collaboration=collaboration,
            number=number,
            restricted=restricted,
        )
        return None if row is None else escalation_of(row)

    async def one_by_one(self, collaboration: str) -> None:
        """Until the end of the transaction nobody else gets past this in the collaboration."""
        await self._statements.row(_ONE_BY_ONE, id=collaboration)

    async def add(self, escalation: Escalation) -> None:
        """Insert; one that is there already was added by somebody who was faster."""
        if await self._statements.row(_ADD, **escalation_values(escalation)) is None:
            raise StorageConflict("Somebody else raised this escalation meanwhile.")

    async def save(self, escalation: Escalation) -> None:
        """Replace, by id."""
        await self._statements.run(_SAVE, escalation_values(escalation))

    async def open(self, collaboration: str) -> Sequence[Escalation]:
        """Those that run, first raised first."""
        rows = await self._statements.rows(_OPEN, collaboration=collaboration)
        return [escalation_of(row) for row in rows]

    async def running(self, collaboration: str, trigger: str) -> Escalation | None:
        """The newest one of a trigger that still runs, locked when it can be changed."""
        query = self._statements.locking(_RUNNING)
        row = await self._statements.row(query, collaboration=collaboration, trigger=trigger)
        return None if row is None else escalation_of(row)

    async def latest(self, collaboration: str, limit: int) -> Sequence[Escalation]:
        """Those raised last, newest first."""
        rows = await self._statements.rows(_LATEST, collaboration=collaboration, limit=limit)
        return [escalation_of(row) for row in rows]

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number given so far; 0 before the first."""
        row = await self._statements.row(
            _LAST_NUMBER, collaboration=collaboration, restricted=restricted
        )
        return 0 if row is None or row.number is None else row.number

    async def note_reading(self, reading: Reading) -> bool:
        """Keep a number; False when it was kept before."""
        return await self._statements.row(_NOTE, **reading_values(reading)) is not None

    async def readings(self, collaboration: str, measure: str, limit: int) -> Sequence[Reading]:
        """The newest numbers of a measure, newest first."""
        rows = await self._statements.rows(
            _READINGS, collaboration=collaboration, measure=measure, limit=limit
        )
        return [reading_of(row) for row in rows]
