"""What people typed and did not send yet."""

from sqlalchemy import bindparam, delete, select

from bot.domain.instant import Instant
from bot.domain.unsent import Unsent
from storage.spoken_rows import unsent_of, unsent_values
from storage.statements import Statements
from storage.tables import unsent
from storage.types import UtcDateTime
from storage.upsert import insert_or_replace

_KEEP = insert_or_replace(unsent)
_GET = select(unsent).where(unsent.c.id == bindparam("id"))
_DROP = delete(unsent).where(unsent.c.id == bindparam("id"))
_FORGET = delete(unsent).where(unsent.c.at < bindparam("before", type_=UtcDateTime))


class SqlUnsent:
    """`bot.engine.storage_ports.UnsentStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def keep(self, unsent: Unsent) -> None:
        """Insert or replace, by id."""
        await self._statements.run(_KEEP, unsent_values(unsent))

    async def get(self, id_: str) -> Unsent | None:
        """One by id, locked when the transaction can write."""
        row = await self._statements.row(self._statements.locking(_GET), id=id_)
        return None if row is None else unsent_of(row)

    async def drop(self, id_: str) -> None:
        """Remove one."""
        await self._statements.change(_DROP, id=id_)

    async def forget_before(self, moment: Instant) -> int:
        """Drop old ones."""
        return await self._statements.change(_FORGET, before=moment)
