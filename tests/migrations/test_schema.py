"""Migrations: up, down and up again, alone and at the same moment, on both databases."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from storage.all_tables import metadata
from storage.engine import create_sync_engine
from storage.errors import StorageUnavailable
from storage.schema import current_revision, downgrade, head_revision, is_current, upgrade
from storage.settings import StorageSettings


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_sync_engine(StorageSettings(url))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def _revisions() -> list[str]:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    script = ScriptDirectory.from_config(config)
    return [revision.revision for revision in script.walk_revisions()][::-1]


def test_every_revision_goes_up_down_and_up_again(url: str) -> None:
    below = "base"
    for revision in _revisions():
        upgrade(url, revision)
        downgrade(url, below)
        upgrade(url, revision)
        assert current_revision(url) == revision
        below = revision
    assert is_current(url)


def test_downgrading_to_the_base_leaves_nothing_behind(url: str) -> None:
    upgrade(url)
    downgrade(url, "base")
    with _connected(url) as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
        if connection.dialect.name == "postgresql":
            found = connection.execute(
                text("SELECT proname FROM pg_proc WHERE proname LIKE 'rec%refuses%'")
            )
            assert found.all() == []
            assert inspect(connection).get_sequence_names() == []


def test_the_migrated_tables_are_those_of_the_program(url: str) -> None:
    upgrade(url)
    with _connected(url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_partial_indexes_are_those_of_the_program(url: str) -> None:
    upgrade(url)
    with _connected(url) as connection:
        migrated = _index_conditions(connection)
        for table in reversed(metadata.sorted_tables):
            connection.execute(text(f'DROP TABLE "{table.name}" {_cascade(connection)}'))
        metadata.create_all(connection)
        assert _index_conditions(connection) == migrated
    assert migrated


def _cascade(connection: Connection) -> str:
    return "CASCADE" if connection.dialect.name == "postgresql" else ""


def _index_conditions(connection: Connection) -> dict[str, str]:
    sqlite = connection.dialect.name == "sqlite"
    found = connection.execute(
        text(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%WHERE%'"
            if sqlite
            else "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '%WHERE%'"
        )
    )
    return {name: " ".join(definition.split()) for name, definition in found}


def test_a_database_is_current_only_after_the_upgrade(url: str) -> None:
    assert current_revision(url) is None
    assert not is_current(url)
    upgrade(url)
    assert current_revision(url) == head_revision()
    upgrade(url)
    assert is_current(url)


def test_looking_at_a_file_that_is_not_there_does_not_make_it(tmp_path: Path) -> None:
    assert not is_current(f"sqlite:///{tmp_path}/accord.db")
    assert list(tmp_path.iterdir()) == []


def test_replicas_that_start_together_upgrade_one_after_the_other(url: str) -> None:
    replicas = [_replica(url) for _ in range(3)]
    for replica in replicas:
        assert replica.stdout is not None
        assert replica.stdout.readline() == "ready\n"
    for replica in replicas:
        assert replica.stdin is not None
        replica.stdin.write("go\n")
        replica.stdin.flush()
    for replica in replicas:
        assert replica.communicate(timeout=60) == ("done\n", "")
    assert is_current(url)
    with _connected(url) as connection:
        assert connection.execute(text("SELECT count(*) FROM directory")).scalar_one() == 1


def _replica(url: str) -> subprocess.Popen[str]:
    program = (
        "import sys; from storage.schema import upgrade; print('ready', flush=True);"
        "sys.stdin.readline(); upgrade(sys.argv[1]); print('done')"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, url],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_threads_of_one_process_can_upgrade_too(tmp_path: Path) -> None:
    urls = [f"sqlite:///{tmp_path}/{number % 2}.db" for number in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(upgrade, urls))
    assert all(is_current(url) for url in urls)


def test_a_new_file_that_somebody_reads_is_waited_for(tmp_path: Path) -> None:
    # Two replicas meet at a file that is not WAL yet: SQLite itself does not wait for the other.
    file = tmp_path / "accord.db"
    reader = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    reader.execute("CREATE TABLE something (text)")
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM something").fetchall()
    tries = threading.Event()
    with ThreadPoolExecutor(1) as threads, pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.sqlite.sleep", lambda _seconds: tries.set())
        upgrading = threads.submit(upgrade, f"sqlite:///{file}")
        assert tries.wait(timeout=30)
        reader.close()
        upgrading.result(timeout=60)
    assert is_current(f"sqlite:///{file}")


def test_an_upgrade_that_fails_half_way_leaves_nothing(url: str) -> None:
    with _connected(url) as connection:
        connection.execute(text("CREATE TABLE platform_facts (something text)"))
    with pytest.raises(Exception, match="platform_facts"):
        upgrade(url)
    with _connected(url) as connection:
        assert inspect(connection).get_table_names() == ["platform_facts"]


def test_a_server_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable):
        upgrade(f"postgresql:///accord?host={tmp_path}")
