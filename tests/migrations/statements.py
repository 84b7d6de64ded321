"""Statements against a database as a migration left it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text

from storage.engine import create_sync_engine
from storage.settings import StorageSettings


def run(url: str, statement: str, **values: object) -> Sequence[Any]:
    """Run one statement in a transaction of its own; the rows it gives."""
    engine = create_sync_engine(StorageSettings(url))
    try:
        with engine.begin() as connection:
            found = connection.execute(text(statement), values)
            return found.all() if found.returns_rows else ()
    finally:
        engine.dispose()
