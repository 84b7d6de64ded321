"""Running statements on one connection: the one place where errors of the library end."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import CursorResult, Executable, Row, Select, exc
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.errors import Refused
from storage.constraints import broken
from storage.errors import (
    ReadOnly,
    SchemaMissing,
    StorageConflict,
    StorageError,
    StorageUnavailable,
)

AnyRow: TypeAlias = Row[Any]
Values: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]]

_READING = "This transaction was opened for reading; nothing can be written in it."
_OLD_TABLES = "The tables are missing or out of date. Run `accord db upgrade`."
_RACE = "Another transaction was faster. Try the whole transaction again."
#: What went wrong, by PostgreSQL's SQLSTATE and by SQLite's words, and how it is said.
_KINDS: tuple[tuple[type[StorageError], str, set[str], tuple[str, ...]], ...] = (
    (ReadOnly, _READING, {"25006"}, ("readonly database",)),
    (SchemaMissing, _OLD_TABLES, {"42P01", "42703"}, ("no such table", "no such column")),
    # serialization, deadlock, lock not available
    (StorageConflict, _RACE, {"40001", "40P01", "55P03"}, ("database is locked",)),
)


@dataclass(frozen=True)
class Variants:
    """One statement, as each database spells it."""

    sqlite: Executable
    postgresql: Executable


class Statements:
    """Runs statements inside one transaction."""

    def __init__(self, connection: AsyncConnection, *, writing: bool) -> None:
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"
        self.writing = writing

    def locking(self, query: Select[Any]) -> Select[Any]:
        """The query; what it finds is locked until the end when the transaction can write."""
        # SQLite has one writer at a time and needs no clause; SQLAlchemy leaves it out there.
        return query.with_for_update() if self.writing else query

    async def run(
        self, statement: Executable | Variants, values: Values | None = None
    ) -> CursorResult[Any]:
        """Run one statement.

        Raises:
            StorageError: it could not be run.
            Refused: it breaks a constraint that a person can understand.
        """
        if isinstance(statement, Variants):
            statement = statement.sqlite if self._sqlite else statement.postgresql
        try:
            return await self._connection.execute(statement, values)
        except exc.SQLAlchemyError as error:
            raise translated(error) from error

    async def row(self, statement: Executable | Variants, **values: Any) -> AnyRow | None:
        """The first row, if there is one."""
        return (await self.run(statement, values)).first()

    async def rows(self, statement: Executable | Variants, **values: Any) -> Sequence[AnyRow]:
        """All rows."""
        return (await self.run(statement, values)).all()

    async def change(self, statement: Executable | Variants, **values: Any) -> int:
        """Run an UPDATE or DELETE; gives how many rows it met."""
        return (await self.run(statement, values)).rowcount


@asynccontextmanager
async def statements(engine: AsyncEngine, *, writing: bool) -> AsyncIterator[Statements]:
    """One transaction: commits at the end of the block, rolls back when it raises."""
    try:
        async with engine.begin() as connection:
            yield Statements(connection, writing=writing)
    except exc.SQLAlchemyError as error:
        raise translated(error) from error


def translated(error: exc.SQLAlchemyError) -> StorageError | Refused:
    """What an error of the library means for the engine."""
    if isinstance(error, exc.TimeoutError):
        return StorageUnavailable(
            "No connection became free in time. Is a transaction opened inside another one?"
        )
    if not isinstance(error, exc.DBAPIError):
        return StorageError(str(error))
    message = str(error.orig)
    if isinstance(error, exc.IntegrityError):
        return broken(message)
    state = getattr(error.orig, "sqlstate", None)
    for kind, sentence, states, parts in _KINDS:
        if state in states or any(part in message for part in parts):
            return kind(f"{sentence} ({message.splitlines()[0]})")
    if isinstance(error, exc.OperationalError | exc.InterfaceError):
        return StorageUnavailable(message)
    return StorageError(message)
