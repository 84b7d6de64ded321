"""The journeys run on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.world import World, a_world
from tests.judges.teams import node_available, render_cards
from tests.postgres import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'accord.db'}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        url = server.create_database()
    async with a_world(url) as world:
        yield world
        assert world.slack.complaints() == []
        assert world.teams.complaints() == []
        if node_available():
            shown = [shown.card for shown in world.teams.everything]
            assert [drawn["errors"] for drawn in render_cards(shown) if drawn["errors"]] == []
