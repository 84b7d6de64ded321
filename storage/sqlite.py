"""SQLite without a thread for each step, behind the interface of `aiosqlite`.

`aiosqlite` hands every step of every statement to a thread and back. Inside a transaction that is
most of its time: the steps themselves take microseconds, as the file is in memory and, once a
transaction holds the write lock, nobody can make it wait. Only two things can take long, and
neither holds up the event loop here: waiting for another process to release the write lock, which
is done between attempts, and the commit, which waits for the disk in a thread.

SQLAlchemy's dialect for `aiosqlite` takes any connection with these methods.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from time import monotonic, sleep  # noqa: TID251 - another process sends no event to wait for
from typing import Any, Self

#: Another process may hold the write lock for this long before it is an error.
_PATIENCE_S = 10.0
_BETWEEN_ATTEMPTS_S = 0.005
_STATEMENTS_KEPT = 256
TAKE_WRITE_LOCK = "BEGIN IMMEDIATE"


class Cursor:
    """One statement and its rows."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        """The columns, for a statement that gives rows."""
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The id of the row that was put last."""
        return self._cursor.lastrowid

    async def execute(self, statement: str, values: Sequence[Any] = ()) -> Self:
        """Run a statement."""
        if statement == TAKE_WRITE_LOCK:
            await self._take_write_lock()
        else:
            self._cursor.execute(statement, values)
        return self

    async def executemany(self, statement: str, values: Iterable[Sequence[Any]]) -> Self:
        """Run a statement with each of the values."""
        self._cursor.executemany(statement, values)
        return self

    async def fetchall(self) -> list[Any]:
        """All rows that are left."""
        return self._cursor.fetchall()

    async def close(self) -> None:
        """Let go of the statement."""
        self._cursor.close()

    async def _take_write_lock(self) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + _PATIENCE_S
        while True:
            try:
                self._cursor.execute(TAKE_WRITE_LOCK)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or loop.time() > until:
                    raise
                await asyncio.sleep(_BETWEEN_ATTEMPTS_S)
            else:
                return


class Connection:
    """One connection; used by one task at a time, which SQLAlchemy's pool sees to."""

    def __init__(self, connection: sqlite3.Connection, *, writing: bool) -> None:
        #: Read by the dialect: none once it is closed.
        self._connection: sqlite3.Connection | None = connection
        self._writing = writing
        self._committing: asyncio.Future[None] | None = None

    @property
    def isolation_level(self) -> str | None:
        """None: transactions are begun in our own words."""
        return None

    def cursor(self) -> Cursor:
        """For one statement."""
        return Cursor(self._open())

    async def commit(self) -> None:
        """Write to the disk, in a thread; also when the task is cancelled meanwhile."""
        if self._connection is None or not self._connection.in_transaction:
            return
        if not self._writing:
            self._connection.commit()  # nothing goes to the disk
            return
        loop = asyncio.get_running_loop()
        self._committing = loop.run_in_executor(None, self._connection.commit)
        await asyncio.shield(self._committing)

    async def rollback(self) -> None:
        """Forget what was not committed."""
        await self._settled()
        if self._connection is not None:
            self._connection.rollback()

    async def create_function(
        self, name: str, arguments: int, function: Callable[..., Any], *, deterministic: bool
    ) -> None:
        """Add a function to SQL; the dialect adds one for regular expressions."""
        if self._connection is not None:
            self._connection.create_function(name, arguments, function, deterministic=deterministic)

    async def close(self) -> None:
        """Close it."""
        await self._settled()
        self.stop()

    def stop(self) -> None:
        """Close it at once."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Cursor:
        if self._connection is None:
            raise sqlite3.ProgrammingError("connection closed")
        return self._connection.cursor()

    async def _settled(self) -> None:
        """Wait for the commit of a task that was cancelled."""
        if self._committing is not None:
            await asyncio.wait([self._committing])
            self._committing = None


def connector(
    file: Path, pragmas: Sequence[str], *, writing: bool
) -> Callable[[], Awaitable[Connection]]:
    """How an engine opens a connection to the file, set up with the pragmas."""

    async def connect() -> Connection:
        connection = await asyncio.to_thread(_connect, file, pragmas)
        return Connection(connection, writing=writing)

    return connect


def _connect(file: Path, pragmas: Sequence[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(
        file,
        timeout=_PATIENCE_S,
        # Python's driver would otherwise begin by itself, late and without IMMEDIATE.
        isolation_level=None,
        # It moves between the event loop and the thread of a commit, never in two at a time.
        check_same_thread=False,
        cached_statements=_STATEMENTS_KEPT,
    )
    set_up(connection, pragmas)
    return connection


def set_up(connection: sqlite3.Connection, pragmas: Sequence[str]) -> None:
    """Run the pragmas on a new connection, waiting for other processes in a blocking way.

    SQLite does not wait by itself (`busy_timeout`) where a file becomes WAL: of two that open a new
    file at the same moment one fails at once, since waiting could be for ever
    (sqlite.org/c3ref/busy_handler.html).

    Raises:
        sqlite3.OperationalError: another process held the file for longer than our patience.
    """
    until = monotonic() + _PATIENCE_S
    for pragma in pragmas:
        while True:
            try:
                connection.execute(pragma).close()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                    raise
                sleep(_BETWEEN_ATTEMPTS_S)
            else:
                break
