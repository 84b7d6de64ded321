"""Amendments."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from bot.domain.amendment import Amendment, AmendmentState
from storage.amendment_rows import amendment_of, amendment_values
from storage.statements import Statements
from storage.tables import amendments
from storage.upsert import insert_or_replace

_SAVE = insert_or_replace(amendments)
_GET = select(amendments).where(amendments.c.id == bindparam("id"))
_OF_COLLABORATION = select(amendments).where(
    amendments.c.collaboration == bindparam("collaboration")
)
_NUMBERED = _OF_COLLABORATION.where(amendments.c.number == bindparam("number"))
_ALL = _OF_COLLABORATION.order_by(amendments.c.number)
# In order of number everybody locks in the same order, so that nobody waits in a circle.
_OPEN = _ALL.where(
    amendments.c.state.in_([AmendmentState.DRAFT.value, AmendmentState.PROPOSED.value])
)


class SqlAmendments:
    """`bot.engine.storage_ports.AmendmentStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def get(self, id_: str) -> Amendment | None:
        """One by id, locked when the transaction can write."""
        row = await self._statements.row(self._statements.locking(_GET), id=id_)
        return None if row is None else amendment_of(row)

    async def numbered(self, collaboration: str, number: int) -> Amendment | None:
        """The one people call by this number, locked when the transaction can write."""
        row = await self._statements.row(
            self._statements.locking(_NUMBERED), collaboration=collaboration, number=number
        )
        return None if row is None else amendment_of(row)

    async def save(self, amendment: Amendment) -> None:
        """Insert or replace, by id; a number that another one took meanwhile is a lost race."""
        await self._statements.run(_SAVE, amendment_values(amendment))

    async def open(self, collaboration: str) -> Sequence[Amendment]:
        """Drafts and proposed ones, by number, locked when the transaction can write."""
        rows = await self._statements.rows(
            self._statements.locking(_OPEN), collaboration=collaboration
        )
        return [amendment_of(row) for row in rows]

    async def all(self, collaboration: str) -> Sequence[Amendment]:
        """All of them, by number."""
        rows = await self._statements.rows(_ALL, collaboration=collaboration)
        return [amendment_of(row) for row in rows]
