"""The contract of storage holds in memory, on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine.storage_ports import Storage
from storage.settings import StorageSettings
from tests.contract.storages import Place
from tests.databases import new_database


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    in_memory = request.param == "memory"
    opened = Place(None if in_memory else StorageSettings(new_database(request, tmp_path)))
    yield opened
    await opened.close()


@pytest.fixture
def storage(place: Place) -> Storage:
    return place.open()
