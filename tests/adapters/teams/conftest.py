from collections.abc import AsyncIterator

import pytest

from tests.adapters.teams.world import World, a_world


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with a_world() as made:
        yield made


@pytest.fixture
async def playground() -> AsyncIterator[World]:
    """Development without an app id, as the Playground works."""
    async with a_world(authenticated=False) as made:
        yield made
