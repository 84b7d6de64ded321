"""Heads-ups."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select

from bot.domain.heads_up import HeadsUp
from storage.errors import StorageConflict
from storage.spoken_rows import heads_up_of, heads_up_values
from storage.statements import Statements
from storage.tables import heads_ups
from storage.upsert import insert_new, insert_or_replace

_ADD = insert_new(heads_ups)
_SAVE = insert_or_replace(heads_ups)
_GET = select(heads_ups).where(heads_ups.c.id == bindparam("id"))
_ALL = (
    select(heads_ups)
    .where(heads_ups.c.collaboration == bindparam("collaboration"))
    .order_by(heads_ups.c.number, heads_ups.c.restricted)
)
_LAST = select(func.coalesce(func.max(heads_ups.c.number), 0).label("last")).where(
    heads_ups.c.collaboration == bindparam("collaboration"),
    heads_ups.c.restricted == bindparam("restricted"),
)


class SqlHeadsUps:
    """`bot.engine.storage_ports.HeadsUpStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, heads_up: HeadsUp) -> None:
        """Insert; a number that another one took meanwhile is a lost race."""
        if await self._statements.row(_ADD, **heads_up_values(heads_up)) is None:
            raise StorageConflict("Another heads-up took this number meanwhile.")

    async def save(self, heads_up: HeadsUp) -> None:
        """Insert or replace, by id."""
        await self._statements.run(_SAVE, heads_up_values(heads_up))

    async def get(self, id_: str) -> HeadsUp | None:
        """One by id, locked when the transaction can write."""
        row = await self._statements.row(self._statements.locking(_GET), id=id_)
        return None if row is None else heads_up_of(row)

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number so far."""
        row = await self._statements.row(_LAST, collaboration=collaboration, restricted=restricted)
        return 0 if row is None else row.last

    async def all(self, collaboration: str) -> Sequence[HeadsUp]:
        """All of them, by number."""
        rows = await self._statements.rows(_ALL, collaboration=collaboration)
        return [heads_up_of(row) for row in rows]
