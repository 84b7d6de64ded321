"""Thanks."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from bot.domain.instant import Instant
from bot.domain.thanks import Thanks
from storage.statements import Statements
from storage.thanks_rows import thanks_of, thanks_values
from storage.thanks_tables import thanks as table
from storage.types import UtcDateTime
from storage.upsert import insert_or_replace

_SAVE = insert_or_replace(table)
_GET = select(table).where(table.c.id == bindparam("id"))
_SINCE = (
    select(table)
    .where(
        table.c.collaboration == bindparam("collaboration"),
        table.c.at >= bindparam("moment", type_=UtcDateTime),
    )
    .order_by(table.c.at, table.c.id)
)


class SqlThanks:
    """`bot.engine.thanks_store.ThanksStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def save(self, thanks: Thanks) -> None:
        """Insert or replace, by id."""
        await self._statements.run(_SAVE, thanks_values(thanks))

    async def get(self, id_: str) -> Thanks | None:
        """One by id, locked when the transaction can write."""
        row = await self._statements.row(self._statements.locking(_GET), id=id_)
        return None if row is None else thanks_of(row)

    async def since(self, collaboration: str, moment: Instant) -> Sequence[Thanks]:
        """Those given from a moment on, the oldest first."""
        rows = await self._statements.rows(_SINCE, collaboration=collaboration, moment=moment)
        return [thanks_of(row) for row in rows]
