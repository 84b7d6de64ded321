"""Events already handled."""

from sqlalchemy import bindparam, delete

from bot.domain.instant import Instant
from storage.statements import Statements
from storage.tables import inbox
from storage.upsert import insert_new

_NOTE = insert_new(inbox)
_FORGET = delete(inbox).where(inbox.c.seen_at < bindparam("moment", type_=inbox.c.seen_at.type))


class SqlInbox:
    """`bot.engine.storage_ports.Inbox`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def first_time(self, event_id: str, now: Instant) -> bool:
        """Note an event. In PostgreSQL this waits for another transaction noting the same one."""
        return await self._statements.row(_NOTE, event_id=event_id, seen_at=now) is not None

    async def forget_before(self, moment: Instant) -> int:
        """Drop old notes."""
        return await self._statements.change(_FORGET, moment=moment)
