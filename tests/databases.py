"""Gives tests databases that are up to date and empty.

Migrating takes ten times as long as what comes in its place. On SQLite that is a copy of a file
that was migrated once in this test process. On PostgreSQL a copy is 300 files, so there it is one
database that is put back before each test; tests of one process run one after the other.
"""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text

from storage.all_tables import metadata
from storage.schema import upgrade
from tests.postgres import PostgresServer


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a migrated file, to be copied and never opened."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    upgrade(f"sqlite:///{file}")
    return file


class PostgresqlDatabase:
    """A database that can be put back to how it was when it had just been migrated."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = create_engine(url, poolclass=NullPool)
        with self._engine.begin() as connection:
            self._rows = [
                (table, [dict(row) for row in connection.execute(table.select()).mappings()])
                for table in metadata.sorted_tables
            ]

    def put_back(self) -> None:
        """Leave only the rows that migrations make, and counters at their start."""
        with self._engine.begin() as connection:
            # What a failed test left open would wait for us, or we for it.
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
            # Without the triggers that let nobody take anything from the record.
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table, rows in self._rows:
                connection.execute(table.delete())
                if rows:
                    connection.execute(table.insert(), rows)
            connection.execute(
                text("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")
            )


@pytest.fixture(scope="session")
def postgresql_database(postgres_server: PostgresServer) -> PostgresqlDatabase:
    """Give a migrated database, to be put back before it is used."""
    url = postgres_server.create_database()
    upgrade(url)
    return PostgresqlDatabase(url)


def new_database(request: pytest.FixtureRequest, folder: Path) -> str:
    """Make a database as the fixture's parameter says, `sqlite` or `postgresql`; its address."""
    if request.param == "sqlite":
        file = folder / "accord.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        return f"sqlite:///{file}"
    database: PostgresqlDatabase = request.getfixturevalue("postgresql_database")
    database.put_back()
    return database.url
