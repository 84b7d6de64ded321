"""What adapters remember between requests, in SQL; secrets are encrypted at rest."""

import json
from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select

from bot.engine.platform import PlatformFacts
from storage.encryption import Encryption
from storage.engine import Engines
from storage.statements import AnyRow, statements
from storage.tables import platform_facts
from storage.upsert import insert_or_replace

_SAVE = insert_or_replace(platform_facts)
_LOAD = select(platform_facts).where(platform_facts.c.key == bindparam("key"))
#: One statement, so that two requests with the same one-time value cannot both have it.
_TAKE = (
    delete(platform_facts)
    .where(platform_facts.c.key == bindparam("key"))
    .returning(*platform_facts.c)
)


class SqlPlatformFacts:
    """`bot.engine.platform.PlatformFacts`. Each call is a transaction of its own.

    On SQLite it waits for the one writer, so it must not be called inside a transaction.
    """

    def __init__(self, engines: Engines, keys: Sequence[str] = ()) -> None:
        self._engines = engines
        self._encryption = Encryption(keys)

    async def load(self, key: str) -> dict[str, object] | None:
        """What was saved under the key."""
        async with statements(self._engines.reader, writing=False) as run:
            row = await run.row(_LOAD, key=key)
        return None if row is None else self._opened(row)

    async def save(self, key: str, data: dict[str, object], *, secret: bool = False) -> None:
        """Remember, in place of what was there."""
        body = json.dumps(data)
        if secret:
            body = self._encryption.encrypt(body, key)
        async with statements(self._engines.writer, writing=True) as run:
            await run.run(_SAVE, {"key": key, "secret": secret, "body": body})

    async def take(self, key: str) -> dict[str, object] | None:
        """Load and forget; a secret that no key opens is not forgotten."""
        async with statements(self._engines.writer, writing=True) as run:
            row = await run.row(_TAKE, key=key)
            return None if row is None else self._opened(row)

    def _opened(self, row: AnyRow) -> dict[str, object]:
        body = self._encryption.decrypt(row.body, row.key) if row.secret else row.body
        data: dict[str, object] = json.loads(body)
        return data


def _platform_facts(facts: SqlPlatformFacts) -> PlatformFacts:
    # Only for the type checker: it objects here when the class and its port drift apart.
    return facts
