"""Weekly digests."""

from sqlalchemy import bindparam, delete, select

from bot.cards.codec import from_json, to_json
from bot.engine.digests import Digest
from storage.statements import Statements
from storage.tables import collaborations, digests, short_digests
from storage.upsert import insert_new, insert_or_replace

_KEEP = insert_or_replace(digests)
_LATEST = (
    select(digests)
    .where(digests.c.collaboration == bindparam("collaboration"))
    .order_by(digests.c.at.desc())
    .limit(1)
)
#: Two parties can choose the same minute. Whoever writes the week holds this until it is written;
#: rows that refer to the collaboration can be added meanwhile.
_ONE_WRITER = (
    select(collaborations.c.id)
    .where(collaborations.c.id == bindparam("collaboration"))
    .with_for_update(key_share=True)
)
_SHORT = insert_new(short_digests)
_LONG = delete(short_digests).where(
    short_digests.c.collaboration == bindparam("collaboration"),
    short_digests.c.person == bindparam("person"),
)
_READERS = select(short_digests.c.person).where(
    short_digests.c.collaboration == bindparam("collaboration")
)


class SqlDigests:
    """`bot.engine.storage_ports.DigestStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def keep(self, digest: Digest) -> None:
        """Insert or replace, by collaboration and moment."""
        values = {
            "collaboration": digest.collaboration,
            "at": digest.at,
            "shared": to_json(digest.shared),
            "short": to_json(digest.short),
            "left_over": sorted(digest.left_over),
        }
        await self._statements.run(_KEEP, values)

    async def latest(self, collaboration: str) -> Digest | None:
        """The newest one; in a writing transaction no other one writes one until the end."""
        if self._statements.writing:
            await self._statements.run(_ONE_WRITER, {"collaboration": collaboration})
        row = await self._statements.row(_LATEST, collaboration=collaboration)
        if row is None:
            return None
        return Digest(
            collaboration=row.collaboration,
            at=row.at,
            shared=from_json(row.shared),
            short=from_json(row.short),
            left_over=frozenset(row.left_over),
        )

    async def want_short(self, collaboration: str, person: str, *, short: bool) -> None:
        """A person wants the five lines, or no longer."""
        if short:
            await self._statements.row(_SHORT, collaboration=collaboration, person=person)
        else:
            await self._statements.change(_LONG, collaboration=collaboration, person=person)

    async def short_readers(self, collaboration: str) -> frozenset[str]:
        """Ids of the people who want the five lines."""
        rows = await self._statements.rows(_READERS, collaboration=collaboration)
        return frozenset(row.person for row in rows)
