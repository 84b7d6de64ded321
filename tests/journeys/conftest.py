"""The journeys run on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.databases import new_database
from tests.fakes.slack_server import FakeSlack
from tests.fakes.teams_server import FakeTeams
from tests.journeys.founding import Founding, a_founding
from tests.journeys.world import World, a_world
from tests.judges.teams import node_available, render_cards


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that is up to date and empty."""
    return new_database(request, tmp_path)


@pytest.fixture
async def world(database: str) -> AsyncIterator[World]:
    """An agreement in force between two companies."""
    async with a_world(database) as world:
        yield world
        judge(world.slack, world.teams)


@pytest.fixture
async def founding(database: str) -> AsyncIterator[Founding]:
    """Two companies without any agreement."""
    async with a_founding(database) as founding:
        yield founding
        judge(founding.slack, founding.teams)


def judge(slack: FakeSlack, teams: FakeTeams) -> None:
    """Let the judges say what is wrong with anything that was sent."""
    assert slack.complaints() == []
    assert teams.complaints() == []
    if node_available():
        shown = [shown.card for shown in teams.everything]
        assert [drawn["errors"] for drawn in render_cards(shown) if drawn["errors"]] == []
