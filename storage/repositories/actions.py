"""Actions."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select, text

from bot.domain.actions import Action
from bot.domain.deed import About
from storage.action_rows import action_of, action_values
from storage.errors import StorageConflict
from storage.statements import Statements
from storage.tables import actions
from storage.upsert import insert_new, insert_or_replace

_ADD = insert_new(actions)
_SAVE = insert_or_replace(actions)
_OF = select(actions).where(actions.c.collaboration == bindparam("collaboration"))
_SERIES = _OF.where(actions.c.restricted == bindparam("restricted"))
_GET = _SERIES.where(actions.c.number == bindparam("number"))
_BY_SOURCE = _OF.where(actions.c.source == bindparam("source"))
_LAST_NUMBER = select(func.max(actions.c.number).label("number")).where(
    actions.c.collaboration == bindparam("collaboration"),
    actions.c.restricted == bindparam("restricted"),
)
# Literal, so that the partial index is used.
_OPEN = _OF.where(text("state = 'open'")).order_by(
    actions.c.due, actions.c.restricted, actions.c.number
)
_ENDED = _OF.where(text("state <> 'open'")).order_by(
    actions.c.number.desc(), actions.c.restricted.desc()
)

_LEFT_BY = _OF.where(actions.c.about["id"].as_string() == bindparam("about")).order_by(
    actions.c.number, actions.c.restricted
)


class SqlActions:
    """`bot.engine.storage_ports.ActionStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def get(self, collaboration: str, number: int, *, restricted: bool) -> Action | None:
        """One by number, locked when the transaction can write."""
        row = await self._statements.row(
            self._statements.locking(_GET),
            collaboration=collaboration,
            number=number,
            restricted=restricted,
        )
        return None if row is None else action_of(row)

    async def by_source(self, collaboration: str, source: str) -> Action | None:
        """The one that an event asked for."""
        row = await self._statements.row(_BY_SOURCE, collaboration=collaboration, source=source)
        return None if row is None else action_of(row)

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number of a series; 0 before the first."""
        row = await self._statements.row(
            _LAST_NUMBER, collaboration=collaboration, restricted=restricted
        )
        return row.number if row is not None and row.number is not None else 0

    async def add(self, action: Action) -> None:
        """Insert; one that is there already was added by somebody who was faster."""
        if await self._statements.row(_ADD, **action_values(action)) is None:
            raise StorageConflict("Somebody else added an action meanwhile.")

    async def save(self, action: Action) -> None:
        """Insert or replace, by number."""
        await self._statements.run(_SAVE, action_values(action))

    async def open(self, collaboration: str) -> Sequence[Action]:
        """Those still to be done, the earliest due first."""
        rows = await self._statements.rows(_OPEN, collaboration=collaboration)
        return [action_of(row) for row in rows]

    async def ended(self, collaboration: str) -> Sequence[Action]:
        """Those that are done or not needed any more, the newest number first."""
        rows = await self._statements.rows(_ENDED, collaboration=collaboration)
        return [action_of(row) for row in rows]

    async def left_by(self, collaboration: str, about: About) -> Sequence[Action]:
        """Those that came of something, the lowest number first."""
        rows = await self._statements.rows(_LEFT_BY, collaboration=collaboration, about=about.id)
        return [each for row in rows if (each := action_of(row)).about == about]
