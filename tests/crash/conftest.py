"""The cases in doubt run on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.crash.doubt import Doubt, a_doubt
from tests.postgres import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
async def doubt(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Doubt]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'accord.db'}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        url = server.create_database()
    async with a_doubt(url) as scene:
        yield scene
