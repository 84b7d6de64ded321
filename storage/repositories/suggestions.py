"""Suggestions."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select, text

from bot.domain.suggestion import Suggestion
from storage.errors import StorageConflict
from storage.statements import Statements
from storage.suggestion_rows import suggestion_of, suggestion_values
from storage.suggestion_tables import suggestions
from storage.upsert import insert_new, insert_or_replace

_ADD = insert_new(suggestions)
_SAVE = insert_or_replace(suggestions)
_GET = select(suggestions).where(suggestions.c.id == bindparam("id"))
_ALL = (
    select(suggestions)
    .where(suggestions.c.collaboration == bindparam("collaboration"))
    .order_by(suggestions.c.number, suggestions.c.restricted)
)
# Literal, so that the partial index is used.
_UNFINISHED = _ALL.where(text("unfinished"))
_LAST = select(func.coalesce(func.max(suggestions.c.number), 0).label("last")).where(
    suggestions.c.collaboration == bindparam("collaboration"),
    suggestions.c.restricted == bindparam("restricted"),
)


class SqlSuggestions:
    """`bot.engine.suggestion_store.SuggestionStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, suggestion: Suggestion) -> None:
        """Insert; a number that another one took meanwhile is a lost race."""
        if await self._statements.row(_ADD, **suggestion_values(suggestion)) is None:
            raise StorageConflict("Another suggestion took this number meanwhile.")

    async def save(self, suggestion: Suggestion) -> None:
        """Insert or replace, by id."""
        await self._statements.run(_SAVE, suggestion_values(suggestion))

    async def get(self, id_: str) -> Suggestion | None:
        """One by id, locked when the transaction can write."""
        row = await self._statements.row(self._statements.locking(_GET), id=id_)
        return None if row is None else suggestion_of(row)

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number so far."""
        row = await self._statements.row(_LAST, collaboration=collaboration, restricted=restricted)
        return 0 if row is None else row.last

    async def unfinished(self, collaboration: str) -> Sequence[Suggestion]:
        """Those that wait for an answer or come back on a day, by number."""
        rows = await self._statements.rows(_UNFINISHED, collaboration=collaboration)
        return [suggestion_of(row) for row in rows]

    async def all(self, collaboration: str) -> Sequence[Suggestion]:
        """All of them, by number."""
        rows = await self._statements.rows(_ALL, collaboration=collaboration)
        return [suggestion_of(row) for row in rows]
