"""The record. There is no statement here that changes an entry."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam, insert, select, update

from bot.engine.record import GENESIS, Entry, Recorded, chained
from storage.rows import as_stored, recorded_of, recorded_values
from storage.statements import Statements
from storage.tables import record, record_heads
from storage.upsert import insert_new

_BEGIN_CHAIN = insert_new(record_heads)
_LOCK_HEAD = (
    select(record_heads.c.seq, record_heads.c.hash)
    .where(record_heads.c.collaboration == bindparam("collaboration"))
    .with_for_update()
)
_MOVE_HEAD = (
    update(record_heads)
    .where(record_heads.c.collaboration == bindparam("collaboration_"))
    .values(seq=bindparam("seq"), hash=bindparam("hash"))
)
_APPEND = insert(record)
_ENTRIES = (
    select(record)
    .where(record.c.collaboration == bindparam("collaboration"))
    .order_by(record.c.seq)
)
_ABOUT = (
    select(record)
    .where(
        record.c.collaboration == bindparam("collaboration"),
        record.c.subject.in_(bindparam("subjects", expanding=True)),
    )
    .order_by(record.c.seq)
)


class SqlRecord:
    """`bot.engine.storage_ports.RecordStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        #: Ends of the chains this transaction has locked; nobody else can move them.
        self._heads: dict[str, tuple[int, str]] = {}

    async def append(self, entry: Entry) -> Recorded:
        """Add to the collaboration's chain; its end stays locked until the transaction ends."""
        entry = replace(entry, data=as_stored(entry.data))
        seq, previous = await self._head(entry.collaboration)
        recorded = chained(previous, seq + 1, entry)
        await self._statements.run(_APPEND, recorded_values(recorded))
        end = {"seq": recorded.seq, "hash": recorded.hash}
        await self._statements.run(_MOVE_HEAD, {"collaboration_": entry.collaboration, **end})
        self._heads[entry.collaboration] = (recorded.seq, recorded.hash)
        return recorded

    async def entries(self, collaboration: str) -> Sequence[Recorded]:
        """All, in order, exactly as stored."""
        rows = await self._statements.rows(_ENTRIES, collaboration=collaboration)
        return [recorded_of(row) for row in rows]

    async def about(self, collaboration: str, subjects: Sequence[str]) -> Sequence[Recorded]:
        """Those that happened to one of some things, in order."""
        rows = await self._statements.rows(
            _ABOUT, collaboration=collaboration, subjects=list(subjects)
        )
        return [recorded_of(row) for row in rows]

    async def _head(self, collaboration: str) -> tuple[int, str]:
        if collaboration in self._heads:
            return self._heads[collaboration]
        row = await self._statements.row(_LOCK_HEAD, collaboration=collaboration)
        if row is None:
            first = {"collaboration": collaboration, "seq": 0, "hash": GENESIS}
            await self._statements.run(_BEGIN_CHAIN, first)
            # Somebody else may have begun it at the same moment, and gone on by now.
            row = await self._statements.row(_LOCK_HEAD, collaboration=collaboration)
        return (0, GENESIS) if row is None else (row.seq, row.hash)
