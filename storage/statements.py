"""Running statements on one connection: the one place where errors of the library end."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import CursorResult, Executable, Row, exc
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.errors import Refused
from storage.constraints import refusal
from storage.errors import (
    ReadOnly,
    SchemaMissing,
    StorageConflict,
    StorageError,
    StorageInconsistent,
    StorageUnavailable,
)

AnyRow: TypeAlias = Row[Any]
Values: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]]

# SQLSTATE codes of PostgreSQL.
_READ_ONLY = "25006"
_MISSING = {"42P01", "42703", "3F000"}  # table, column, schema
_RACES = {"40001", "40P01", "55P03"}  # serialization, deadlock, lock not available


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
    state = getattr(error.orig, "sqlstate", None)
    if isinstance(error, exc.IntegrityError):
        return refusal(message) or StorageInconsistent(message)
    if state == _READ_ONLY or "readonly database" in message:
        return ReadOnly("This transaction was opened for reading; nothing can be written in it.")
    if state in _MISSING or "no such table" in message or "no such column" in message:
        return SchemaMissing(f"{message.splitlines()[0]}. Run `accord db upgrade`.")
    if state in _RACES or "database is locked" in message:
        return StorageConflict(message)
    if isinstance(error, exc.OperationalError | exc.InterfaceError):
        return StorageUnavailable(message)
    return StorageError(message)
