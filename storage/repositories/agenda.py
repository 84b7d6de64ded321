"""The agenda."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, select, update

from bot.domain.instant import Instant
from bot.engine.agenda import AgendaKind, AgendaRow
from storage.rows import agenda_of, agenda_values, storable
from storage.statements import Statements
from storage.tables import agenda
from storage.types import UtcDateTime
from storage.upsert import insert_new

_PUT = insert_new(agenda)
_CLAIM = (
    select(agenda)
    .where(
        # Spelled as in the partial index, so that both databases use it.
        agenda.c.done_at.is_(None),
        agenda.c.run_at <= bindparam("now", type_=UtcDateTime),
    )
    .order_by(agenda.c.run_at, agenda.c.key)
    .limit(1)
    # SQLite has one writer at a time and needs no such clause; SQLAlchemy leaves it out there.
    .with_for_update(skip_locked=True)
)
_FINISH = (
    update(agenda)
    .where(agenda.c.key == bindparam("key_"))
    .values(done_at=bindparam("now", type_=UtcDateTime))
)
_POSTPONE = (
    update(agenda)
    .where(agenda.c.key == bindparam("key_"))
    .values(
        run_at=bindparam("until", type_=UtcDateTime),
        attempts=agenda.c.attempts + 1,
        error=bindparam("error_"),
    )
)
_PENDING = (
    select(agenda)
    .where(
        agenda.c.kind.in_(bindparam("kinds", expanding=True)),
        agenda.c.collaboration == bindparam("collaboration"),
        agenda.c.done_at.is_(None),
    )
    .order_by(agenda.c.run_at, agenda.c.key)
)
_OVERDUE = (
    select(agenda)
    .where(
        agenda.c.done_at.is_(None),
        agenda.c.due < bindparam("before", type_=UtcDateTime),
        agenda.c.kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(agenda.c.due, agenda.c.key)
    .limit(bindparam("limit"))
)


class SqlAgenda:
    """`bot.engine.storage_ports.AgendaStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def put(self, row: AgendaRow) -> bool:
        """Add; False when the key was ever put before."""
        return await self._statements.row(_PUT, **agenda_values(row)) is not None

    async def claim_due(self, now: Instant) -> AgendaRow | None:
        """The earliest row due that no other transaction holds."""
        row = await self._statements.row(_CLAIM, now=now)
        return None if row is None else agenda_of(row)

    async def finish(self, key: str, now: Instant) -> None:
        """Mark as done, for good."""
        await self._statements.run(_FINISH, {"key_": key, "now": now})

    async def postpone(self, key: str, until: Instant, error: str) -> None:
        """Try again later. The row keeps the moment it was due; only its turn moves."""
        values = {"key_": key, "until": until, "error_": storable(error)}
        await self._statements.run(_POSTPONE, values)

    async def pending(self, collaboration: str, *kinds: AgendaKind) -> Sequence[AgendaRow]:
        """What is still to come of some kinds (none: of all), earliest first."""
        wanted = [kind.value for kind in kinds or AgendaKind]
        rows = await self._statements.rows(_PENDING, collaboration=collaboration, kinds=wanted)
        return [agenda_of(row) for row in rows]

    async def overdue(
        self, kinds: Collection[AgendaKind], before: Instant, limit: int
    ) -> Sequence[AgendaRow]:
        """What of these kinds was due before a moment and is not done, earliest due first."""
        values = [kind.value for kind in kinds]
        rows = await self._statements.rows(_OVERDUE, kinds=values, before=before, limit=limit)
        return [agenda_of(row) for row in rows]
