"""Proves that tests get their own PostgreSQL server, and that missing programs are not hidden."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.everything import unavailable
from tests.postgres import PostgresFailedError, PostgresServer, find_binaries


def test_each_database_is_empty_and_its_own(postgres_server: PostgresServer) -> None:
    first, second = postgres_server.create_database(), postgres_server.create_database()
    assert first != second
    engine = create_engine(first)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE seat (key text PRIMARY KEY)"))
    engine.dispose()
    other = create_engine(second)
    with other.connect() as connection:
        tables = connection.execute(text("SELECT count(*) FROM pg_tables WHERE tablename='seat'"))
        assert tables.scalar_one() == 0
    other.dispose()


def test_a_database_can_be_copied_with_its_tables(postgres_server: PostgresServer) -> None:
    original = postgres_server.create_database()
    engine = create_engine(original)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE seat (key text PRIMARY KEY)"))
    engine.dispose()
    assert engine.url.database is not None
    copy = create_engine(postgres_server.create_database(template=engine.url.database))
    with copy.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM seat")).scalar_one() == 0
    copy.dispose()


def test_nothing_is_left_after_the_server_stops() -> None:
    if find_binaries() is None:
        unavailable("no PostgreSQL server is installed (initdb was not found)")
    with PostgresServer() as server:
        url = create_engine(server.create_database()).url
        folder = Path(str(url.query["host"]))
        assert folder.is_dir()
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"host={folder} user={url.username} dbname={url.database}")


def test_a_missing_installation_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.postgres.find_binaries", lambda: None)
    with pytest.raises(PostgresFailedError, match="no PostgreSQL server is installed"):
        PostgresServer().__enter__()


def test_a_missing_program_skips_a_test_on_a_developers_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TEST_EVERYTHING", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no Node"):
        unavailable("no Node")


def test_a_missing_program_fails_a_test_where_everything_is_required(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TEST_EVERYTHING", "1")
    with pytest.raises(pytest.fail.Exception, match="no Node"):
        unavailable("no Node")
