"""Decisions."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select

from bot.domain.decisions import Decision
from bot.domain.deed import About
from storage.action_rows import decision_of, decision_values
from storage.errors import StorageConflict
from storage.statements import Statements
from storage.tables import decisions
from storage.upsert import insert_new, insert_or_replace

_ADD = insert_new(decisions)
_SAVE = insert_or_replace(decisions)
_OF = select(decisions).where(decisions.c.collaboration == bindparam("collaboration"))
_GET = _OF.where(
    decisions.c.restricted == bindparam("restricted"), decisions.c.number == bindparam("number")
)
_BY_SOURCE = _OF.where(decisions.c.source == bindparam("source"))
_LAST_NUMBER = select(func.max(decisions.c.number).label("number")).where(
    decisions.c.collaboration == bindparam("collaboration"),
    decisions.c.restricted == bindparam("restricted"),
)
_ALL = _OF.order_by(decisions.c.number.desc(), decisions.c.restricted.desc())

_LEFT_BY = _OF.where(decisions.c.about["id"].as_string() == bindparam("about")).order_by(
    decisions.c.number, decisions.c.restricted
)


class SqlDecisions:
    """`bot.engine.storage_ports.DecisionStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def get(self, collaboration: str, number: int, *, restricted: bool) -> Decision | None:
        """One by number, locked when the transaction can write."""
        row = await self._statements.row(
            self._statements.locking(_GET),
            collaboration=collaboration,
            number=number,
            restricted=restricted,
        )
        return None if row is None else decision_of(row)

    async def by_source(self, collaboration: str, source: str) -> Decision | None:
        """The one that an event wrote down."""
        row = await self._statements.row(_BY_SOURCE, collaboration=collaboration, source=source)
        return None if row is None else decision_of(row)

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number of a series; 0 before the first."""
        row = await self._statements.row(
            _LAST_NUMBER, collaboration=collaboration, restricted=restricted
        )
        return row.number if row is not None and row.number is not None else 0

    async def add(self, decision: Decision) -> None:
        """Insert; one that is there already was added by somebody who was faster."""
        if await self._statements.row(_ADD, **decision_values(decision)) is None:
            raise StorageConflict("Somebody else wrote down a decision meanwhile.")

    async def save(self, decision: Decision) -> None:
        """Insert or replace, by number."""
        await self._statements.run(_SAVE, decision_values(decision))

    async def all(self, collaboration: str) -> Sequence[Decision]:
        """All of them, the newest number first."""
        rows = await self._statements.rows(_ALL, collaboration=collaboration)
        return [decision_of(row) for row in rows]

    async def left_by(self, collaboration: str, about: About) -> Sequence[Decision]:
        """Those that came of something, the lowest number first."""
        rows = await self._statements.rows(_LEFT_BY, collaboration=collaboration, about=about.id)
        return [each for row in rows if (each := decision_of(row)).about == about]
