"""What was numbered before keeps its number, and what was numbered apart goes back into the row."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from storage.engine import create_sync_engine
from storage.schema import downgrade, upgrade
from storage.settings import StorageSettings
from tests.postgres import PostgresServer, postgres_server

__all__ = ["postgres_server"]

_BEFORE, _AFTER = "2026_11_26_learning", "2026_11_26_numbered_apart"
_PEOPLE = "INSERT INTO people (id, name) VALUES ('ann', 'Ann')"
_COLLABORATION = """
INSERT INTO collaborations (id, key, title, state, version) VALUES ('c', 'S', 'S', 'active', 1)
"""
_HEADS_UP = """
INSERT INTO heads_ups (id, collaboration, number, version, person, from_party, to_seat, to_party,
 wordings{columns}) VALUES (:id, 'c', :number, 1, 'ann', 'cro', 'pm', 'sponsor', '[]'{values})
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/accord.db"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.create_database()


def _run(url: str, statement: str, **values: object) -> Sequence[Any]:
    engine = create_sync_engine(StorageSettings(url))
    try:
        with engine.begin() as connection:
            found = connection.execute(text(statement), values)
            return found.all() if found.returns_rows else ()
    finally:
        engine.dispose()


def _numbers(url: str) -> list[tuple[str, int]]:
    rows = _run(url, "SELECT id, number FROM heads_ups ORDER BY number")
    return [(row.id, row.number) for row in rows]


def test_numbers_stay_and_those_apart_come_last_when_it_is_taken_back(url: str) -> None:
    upgrade(url, _BEFORE)
    _run(url, _PEOPLE)
    _run(url, _COLLABORATION)
    for number in (1, 2):
        _run(url, _HEADS_UP.format(columns="", values=""), id=f"h{number}", number=number)
    upgrade(url, _AFTER)
    assert _numbers(url) == [("h1", 1), ("h2", 2)]
    apart = _HEADS_UP.format(columns=", restricted", values=", true")
    _run(url, apart, id="r1", number=1)
    downgrade(url, _BEFORE)
    assert _numbers(url) == [("h1", 1), ("h2", 2), ("r1", 3)]
    upgrade(url, _AFTER)
    assert _numbers(url) == [("h1", 1), ("h2", 2), ("r1", 3)]
