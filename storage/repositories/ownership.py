"""What owners confirmed, and areas that nobody surely owns."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from bot.domain.ownership import AreaGap, Confirmation
from storage.ownership_rows import (
    area_gap_of,
    area_gap_values,
    confirmation_of,
    confirmation_values,
)
from storage.repositories.directory import RAISE
from storage.statements import Statements
from storage.tables import area_confirmations, area_gaps
from storage.upsert import insert_or_replace

_CONFIRM = insert_or_replace(area_confirmations)
_CONFIRMATIONS = (
    select(area_confirmations)
    .where(area_confirmations.c.collaboration == bindparam("collaboration"))
    .order_by(area_confirmations.c.area)
)
_SAVE_GAP = insert_or_replace(area_gaps)
_OPEN_GAPS = (
    select(area_gaps)
    .where(area_gaps.c.collaboration == bindparam("collaboration"), area_gaps.c.until.is_(None))
    .order_by(area_gaps.c.since, area_gaps.c.area, area_gaps.c.about)
)


class SqlOwnership:
    """`bot.engine.storage_ports.OwnershipStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def confirm(self, confirmation: Confirmation) -> None:
        """Insert or replace, by collaboration and area; the directory tells of it."""
        await self._statements.run(RAISE)
        await self._statements.run(_CONFIRM, confirmation_values(confirmation))

    async def confirmations(self, collaboration: str) -> Sequence[Confirmation]:
        """The last one of each area, by the key of the area."""
        rows = await self._statements.rows(_CONFIRMATIONS, collaboration=collaboration)
        return [confirmation_of(row) for row in rows]

    async def save_gap(self, gap: AreaGap) -> None:
        """Insert or replace, by collaboration, area and what it is about."""
        await self._statements.run(_SAVE_GAP, area_gap_values(gap))

    async def open_gaps(self, collaboration: str) -> Sequence[AreaGap]:
        """Those that are not settled, oldest first, locked when the transaction can write."""
        query = self._statements.locking(_OPEN_GAPS)
        rows = await self._statements.rows(query, collaboration=collaboration)
        return [area_gap_of(row) for row in rows]
