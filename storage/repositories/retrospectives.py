"""Retrospectives."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from bot.domain.retrospective import Retrospective
from storage.errors import StorageConflict
from storage.retrospective_rows import retrospective_of, retrospective_values
from storage.retrospective_tables import retrospectives
from storage.statements import Statements
from storage.upsert import insert_new, insert_or_replace

_ADD = insert_new(retrospectives)
_SAVE = insert_or_replace(retrospectives)
_GET = select(retrospectives).where(retrospectives.c.id == bindparam("id"))
_ALL = (
    select(retrospectives)
    .where(retrospectives.c.collaboration == bindparam("collaboration"))
    .order_by(retrospectives.c.number)
)


class SqlRetrospectives:
    """`bot.engine.retrospective_store.RetrospectiveStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def get(self, id_: str) -> Retrospective | None:
        """One, locked when the transaction can write."""
        row = await self._statements.row(self._statements.locking(_GET), id=id_)
        return None if row is None else retrospective_of(row)

    async def add(self, retrospective: Retrospective) -> None:
        """Insert; one that is there already was begun by somebody who was faster."""
        if await self._statements.row(_ADD, **retrospective_values(retrospective)) is None:
            raise StorageConflict("Somebody else began this retrospective meanwhile.")

    async def save(self, retrospective: Retrospective) -> None:
        """Insert or replace, by id."""
        await self._statements.run(_SAVE, retrospective_values(retrospective))

    async def all(self, collaboration: str) -> Sequence[Retrospective]:
        """All of a collaboration, the first one first."""
        rows = await self._statements.rows(_ALL, collaboration=collaboration)
        return [retrospective_of(row) for row in rows]
