"""Connections: one writer and a few readers for SQLite, two pools for PostgreSQL."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage.settings import StorageSettings
from storage.sqlite import TAKE_WRITE_LOCK, connector, set_up

#: Other processes may write to the same SQLite file; this is how long one waits for another.
_BUSY_TIMEOUT_MS = 10_000
#: How long a task waits for a connection before it gives up. Longer than any transaction takes.
_POOL_TIMEOUT_S = 30

_SQLITE_WRITER = (
    # Readers never wait for the writer, nor the writer for readers.
    "PRAGMA journal_mode=WAL",
    # NORMAL is safe against a crash of the program, but may lose the last commits at a power cut.
    # What was acknowledged to a platform is never sent again, so each commit reaches the disk.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # What is deleted is overwritten, such as the answers of the pulse at the end of a round.
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}",
)
#: The event loop must not wait for another process; `storage.sqlite` tries again by itself.
_WAIT_ELSEWHERE = "PRAGMA busy_timeout=0"
_SQLITE_READER = (f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}", "PRAGMA query_only=ON")
#: A process that froze inside a transaction would hold its locks, and with them the whole
#: collaboration; the server ends such a transaction instead.
_POSTGRESQL_OPTIONS = "-c timezone=UTC -c idle_in_transaction_session_timeout=60000"


@dataclass(frozen=True)
class Engines:
    """The connections of one storage."""

    writer: AsyncEngine
    reader: AsyncEngine

    async def close(self) -> None:
        """Close all connections."""
        await self.writer.dispose()
        await self.reader.dispose()


def create_engines(settings: StorageSettings) -> Engines:
    """Make the engines; connections are opened when they are first used."""
    return _sqlite_engines(settings) if settings.is_sqlite else _postgresql_engines(settings)


def create_sync_engine(settings: StorageSettings) -> Engine:
    """Make an engine for migrations. It keeps no connection open."""
    if not settings.is_sqlite:
        return create_engine(settings.sync_url, poolclass=NullPool)
    _make_folder(settings)
    engine = create_engine(settings.sync_url, poolclass=NullPool)
    # Foreign keys stay off, as in every new SQLite connection: a migration may rebuild a table.
    _set_up(engine, [p for p in _SQLITE_WRITER if "foreign_keys" not in p])
    _begin_with(engine, TAKE_WRITE_LOCK)
    return engine


def _sqlite_engines(settings: StorageSettings) -> Engines:
    _make_folder(settings)
    # With more than one connection, writers would wait for each other in SQLite's back-off, which
    # is not fair: single transactions then take half a second. In a pool of one they queue.
    file = settings.file or Path()
    writer = create_async_engine(
        settings.async_url,
        async_creator=connector(file, (*_SQLITE_WRITER, _WAIT_ELSEWHERE), writing=True),
        pool_size=1,
        max_overflow=0,
        pool_timeout=_POOL_TIMEOUT_S,
        json_serializer=_compact,
    )
    # A transaction that reads first and then writes would fail if another process wrote between.
    _begin_with(writer.sync_engine, TAKE_WRITE_LOCK)
    reader = create_async_engine(
        settings.async_url,
        async_creator=connector(file, _SQLITE_READER, writing=False),
        pool_size=4,
        max_overflow=4,
        pool_timeout=_POOL_TIMEOUT_S,
    )
    _begin_with(reader.sync_engine, "BEGIN")
    return Engines(writer, reader)


def _postgresql_engines(settings: StorageSettings) -> Engines:
    # Two pools, so that a reader never waits for a connection that writers hold. No connection is
    # tried out before it is used (4 % of a transaction): after a restart of the server the first
    # request of each pool fails, and with it the pool forgets all its connections.
    writer = create_async_engine(
        settings.async_url,
        pool_size=10,
        max_overflow=5,
        pool_timeout=_POOL_TIMEOUT_S,
        json_serializer=_compact,
        connect_args={"options": _POSTGRESQL_OPTIONS},
    )
    reader = create_async_engine(
        settings.async_url,
        pool_size=5,
        max_overflow=5,
        pool_timeout=_POOL_TIMEOUT_S,
        isolation_level="REPEATABLE READ",
        connect_args={"options": f"{_POSTGRESQL_OPTIONS} -c default_transaction_read_only=on"},
    )
    return Engines(writer, reader)


def _set_up(engine: Engine, pragmas: Sequence[str]) -> None:
    """Set every new connection up."""

    @event.listens_for(engine, "connect")
    def set_up_new(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        # Python's driver would otherwise begin by itself, late and without IMMEDIATE.
        connection.isolation_level = None
        set_up(connection, pragmas)


def _begin_with(engine: Engine, begin: str) -> None:
    """Begin transactions in our own words."""

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _make_folder(settings: StorageSettings) -> None:
    if settings.file is not None:
        settings.file.parent.mkdir(parents=True, exist_ok=True)


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
