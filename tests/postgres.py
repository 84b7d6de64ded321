"""Gives tests a PostgreSQL server of their own.

The server lives in a temporary folder, listens on a unix socket in it and on no network address,
and forces nothing to disk: it is gone after the tests. The programs of any installed PostgreSQL do.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

from tests.everything import unavailable

_USER = "accord"
# Settings that lose data at a power cut and save a good part of the tests' time.
_CARELESS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
# A unix socket's path may have 107 bytes, so the folder must not lie deep.
_LONGEST_SOCKET_FOLDER = 80


class PostgresFailedError(RuntimeError):
    """One of PostgreSQL's own programs refused; the message holds what it said."""


@cache
def find_binaries() -> Path | None:
    """Find the folder with PostgreSQL's server programs, the newest version first."""
    on_path = shutil.which("initdb")
    if on_path is not None:
        # A link to initdb alone says where its companions are.
        return Path(on_path).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(versions, key=lambda path: float(path.parent.parent.name))
    return newest[-1].parent if newest else None


class PostgresServer:
    """A running PostgreSQL server, from entering the context to leaving it."""

    def __init__(self) -> None:
        self._databases = 0
        self._folder = Path()

    def __enter__(self) -> Self:
        binaries = find_binaries()
        if binaries is None:
            raise PostgresFailedError("no PostgreSQL server is installed")
        self._binaries = binaries
        self._folder = _short_temporary_folder()
        self._account = _unprivileged_account()
        if self._account is not None:
            os.chown(self._folder, self._account.pw_uid, self._account.pw_gid)
        try:
            self._run(
                "initdb",
                "--auth=trust",
                f"--username={_USER}",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "--pgdata=data",
            )
            self._run(
                "pg_ctl",
                "start",
                "--wait",
                "--pgdata=data",
                "--log=log",
                "--options",
                f"{_CARELESS} -c listen_addresses= -k {self._folder}",
            )
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Immediate: nobody will read the data again.
        try:
            self._run("pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata=data")
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def url(self, dbname: str = "postgres") -> str:
        """Give the address of a database for SQLAlchemy."""
        return f"postgresql+psycopg://{_USER}@/{dbname}?host={quote(str(self._folder), safe='/')}"

    def create_database(self, template: str = "template1") -> str:
        """Create an empty database, or a copy of the named one, and give its address.

        A copy of an already migrated database is much cheaper than migrating again; nobody may be
        connected to the template meanwhile.
        """
        self._databases += 1
        name = f"test_{self._databases}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template)
        )
        address = f"host={self._folder} user={_USER} dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)
        return self.url(name)

    def _run(self, program: str, *arguments: str) -> None:
        account = self._account
        output = self._folder / f"{program}.out"
        # The output goes to a file: the server inherits it and would hold a pipe open for ever.
        with output.open("w+b") as said:
            finished = subprocess.run(
                [str(self._binaries / program), *arguments],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                user=None if account is None else account.pw_uid,
                group=None if account is None else account.pw_gid,
                extra_groups=None if account is None else [],
                timeout=60,
                check=False,
            )
        if finished.returncode != 0:
            log = self._folder / "log"
            told = "".join(
                path.read_text(encoding="utf-8", errors="replace")
                for path in (output, log)
                if path.exists()
            )
            raise PostgresFailedError(f"{program} ended with {finished.returncode}: {told}")


def _short_temporary_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="accord-pg-"))
    if len(str(folder)) > _LONGEST_SOCKET_FOLDER:
        folder.rmdir()
        raise PostgresFailedError(f"{folder} is too long for a unix socket; set TMPDIR to another")
    return folder


def _unprivileged_account() -> pwd.struct_passwd | None:
    """Choose whom the server runs as: PostgreSQL refuses to run as root, so not as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresFailedError("running as root, and there is neither postgres nor nobody to run as")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Give the one PostgreSQL server of the whole test run."""
    if find_binaries() is None:
        unavailable("no PostgreSQL server is installed (initdb was not found)")
    with PostgresServer() as server:
        yield server
