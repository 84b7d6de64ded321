"""Processes are killed at random moments, and everything is accounted for exactly once."""

import os
import sys
from pathlib import Path

import pytest

from tests.crash.accounts import check_everything
from tests.crash.story import a_story
from tests.postgres import PostgresServer

KILLS = 10
#: Another number makes another story; the moments of the machine are different each time.
SEED = int(os.environ.get("CRASH_SEED", "1"))


@pytest.mark.slow
async def test_one_process_on_sqlite_accounts_for_everything_however_often_it_is_killed(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'accord.db'}"
    async with a_story(url, tmp_path, replicas=1, seed=SEED) as story:
        await story.happen(KILLS)
        _say(f"SQLite, one process: {await check_everything(story)}")


@pytest.mark.slow
async def test_two_processes_on_one_postgresql_account_for_everything_together(
    tmp_path: Path, postgres_server: PostgresServer
) -> None:
    url = postgres_server.create_database()
    async with a_story(url, tmp_path, replicas=2, seed=SEED) as story:
        await story.happen(KILLS)
        _say(f"PostgreSQL, two processes: {await check_everything(story)}")


def _say(summary: str) -> None:
    """To be read with `pytest -s`."""
    sys.stdout.write(f"\nSeed {SEED}, {summary}\n")
