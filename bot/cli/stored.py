"""Opening the database a command works on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.config import Settings
from bot.domain.errors import Refused
from bot.domain.people import Collaboration
from bot.engine.directory import Directory
from bot.engine.storage_ports import Transaction
from bot.main import Accord, assemble
from storage.schema import is_current, upgrade


def prepare(settings: Settings) -> None:
    """Bring a SQLite file up to date by itself; a shared database is upgraded on purpose only.

    Raises:
        Refused: a PostgreSQL database is not up to date.
    """
    url = settings.storage.url
    if is_current(url):
        return
    if not settings.storage.is_sqlite:
        raise Refused("The database is not up to date. Run: accord db upgrade")
    if settings.storage.file is not None:
        settings.storage.file.parent.mkdir(parents=True, exist_ok=True)
    upgrade(url)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Accord]:
    """The assembled bot on a database that is up to date, not started; closed at the end."""
    prepare(settings)
    accord = assemble(settings)
    try:
        yield accord
    finally:
        await accord.close()


async def named_collaboration(tx: Transaction, key: str | None) -> Collaboration:
    """The collaboration with this key; without one, the only one there is.

    Raises:
        Refused: there is no such one, or there are several to choose from.
    """
    directory = Directory(await tx.directory.load())
    known = sorted(c.key for c in directory.collaborations.values())
    if not known:
        raise Refused(
            "There is no agreement yet. Run: accord agreement import FILE --bind BINDINGS"
        )
    if key is None and len(known) > 1:
        raise Refused(f"There are several: {', '.join(known)}. Name one with --collaboration.")
    found = directory.by_key(key or known[0])
    if found is None:
        raise Refused(f'There is no collaboration "{key}". Known: {", ".join(known)}.')
    return found
