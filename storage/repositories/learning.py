"""What people meant, and names that leads are asked about."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select

from bot.domain.instant import Instant
from bot.domain.learning import FORGOTTEN, Meant, SuggestedName
from storage.learning_rows import meant_of, meant_values, suggested_of, suggested_values
from storage.statements import Statements
from storage.tables import meant, suggested_names
from storage.types import UtcDateTime
from storage.upsert import insert_or_replace

_KEEP = insert_or_replace(meant)
_MEANT_BY = (
    select(meant)
    .where(meant.c.collaboration == bindparam("collaboration"), meant.c.words == bindparam("words"))
    .order_by(meant.c.at, meant.c.section, meant.c.item, meant.c.asker)
)
_SAVE = insert_or_replace(suggested_names)
_GET = select(suggested_names).where(suggested_names.c.id == bindparam("id"))
_SUGGESTED = (
    select(suggested_names)
    .where(suggested_names.c.collaboration == bindparam("collaboration"))
    .order_by(suggested_names.c.since, suggested_names.c.id)
)
_BEFORE = bindparam("before", type_=UtcDateTime)
_FORGET_MEANT = delete(meant).where(meant.c.at < _BEFORE)
_FORGET_SUGGESTED = delete(suggested_names).where(
    suggested_names.c.since < _BEFORE,
    suggested_names.c.state.in_(sorted(each.value for each in FORGOTTEN)),
)


class SqlLearning:
    """`bot.engine.storage_ports.LearningStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def keep(self, meant: Meant) -> None:
        """Insert or replace, by collaboration, words, item, who asked and day."""
        await self._statements.run(_KEEP, meant_values(meant))

    async def meant_by(self, collaboration: str, words: str) -> Sequence[Meant]:
        """All that is kept of some words, oldest first."""
        rows = await self._statements.rows(_MEANT_BY, collaboration=collaboration, words=words)
        return [meant_of(row) for row in rows]

    async def save(self, suggested: SuggestedName) -> None:
        """Insert or replace, by id."""
        await self._statements.run(_SAVE, suggested_values(suggested))

    async def get(self, id_: str) -> SuggestedName | None:
        """One by id, locked when the transaction can write."""
        row = await self._statements.row(self._statements.locking(_GET), id=id_)
        return None if row is None else suggested_of(row)

    async def suggested(self, collaboration: str) -> Sequence[SuggestedName]:
        """All that is kept, oldest first."""
        rows = await self._statements.rows(_SUGGESTED, collaboration=collaboration)
        return [suggested_of(row) for row in rows]

    async def forget_before(self, moment: Instant) -> int:
        """Drop old ones."""
        forgotten = await self._statements.change(_FORGET_MEANT, before=moment)
        return forgotten + await self._statements.change(_FORGET_SUGGESTED, before=moment)
