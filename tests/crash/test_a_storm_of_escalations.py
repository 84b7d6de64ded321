"""Processes are killed while much is escalated at once, and everything is accounted for exactly."""

import os
import sys
from pathlib import Path

import pytest

from tests.crash.storm import a_storm
from tests.crash.storm_accounts import check_storm
from tests.postgres import PostgresServer

#: Another number makes another storm; the moments of the machine are different each time.
SEED = int(os.environ.get("CRASH_SEED", "1"))
#: 500 take some minutes.
ESCALATIONS = int(os.environ.get("CRASH_ESCALATIONS", "60"))


@pytest.mark.slow
async def test_one_process_on_sqlite_loses_and_doubles_nothing_in_a_storm(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'accord.db'}"
    await _weather(url, tmp_path, replicas=1)


@pytest.mark.slow
async def test_two_processes_on_one_postgresql_lose_and_double_nothing_in_a_storm(
    tmp_path: Path, postgres_server: PostgresServer
) -> None:
    await _weather(postgres_server.create_database(), tmp_path, replicas=2)


async def _weather(url: str, folder: Path, *, replicas: int) -> None:
    making = a_storm(url, folder, replicas=replicas, seed=SEED, escalations=ESCALATIONS)
    async with making as storm:
        await storm.happen()
        summary = await check_storm(storm)
    # To be read with `pytest -s`.
    sys.stdout.write(f"\nSeed {SEED}, processes: {replicas}, {summary}\n")
