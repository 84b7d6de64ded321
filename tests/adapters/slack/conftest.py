from collections.abc import AsyncIterator

import pytest

from tests.adapters.slack.world import SlackSide, slack_side


@pytest.fixture
async def side() -> AsyncIterator[SlackSide]:
    async with slack_side() as running:
        yield running
        assert running.slack.complaints() == []
