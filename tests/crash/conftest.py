"""The cases in doubt run on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.crash.doubt import Doubt, a_doubt
from tests.databases import new_database


@pytest.fixture(params=["sqlite", "postgresql"])
async def doubt(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Doubt]:
    async with a_doubt(new_database(request, tmp_path)) as scene:
        yield scene
