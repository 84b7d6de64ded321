"""All that is at rest after something happened, as who takes the whole machine finds it.

Left out are three things that hold no answer:

- the content of the box, for which a key is needed; how long it is stays;
- `asked_at` of a person in Teams: once a day, whatever they do, it is asked who they are;
- where PostgreSQL puts a new version of a row, which depends on when it cleans a page.
"""

import logging
import random
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import inspect, text

from storage.engine import create_sync_engine
from storage.settings import StorageSettings

_ASKED_AT = re.compile(r'"asked_at": "[^"]*"')
#: The one column that may differ.
BOX = ("pulse_rounds", "box")


def at_rest(url: str) -> dict[str, list[Mapping[str, str]]]:
    """Every row of every table; in SQLite in the order in which it lies there."""
    engine = create_sync_engine(StorageSettings(url))
    lies_in_order, found = engine.dialect.name == "sqlite", {}
    with engine.connect() as connection:
        for table in sorted(inspect(connection).get_table_names()):
            order = "rowid AS place, * FROM {} ORDER BY rowid" if lies_in_order else "* FROM {}"
            rows = connection.execute(text(f"SELECT {order.format(table)}"))
            read = [_read(table, row) for row in rows.mappings()]
            found[table] = read if lies_in_order else sorted(read, key=str)
    engine.dispose()
    return found


def box(url: str) -> str:
    """The box of the round that runs."""
    engine = create_sync_engine(StorageSettings(url))
    with engine.connect() as connection:
        found = connection.execute(text("SELECT box FROM pulse_rounds WHERE box IS NOT NULL"))
        token = str(found.scalar_one())
    engine.dispose()
    return token


def _read(table: str, row: Mapping[Any, Any]) -> Mapping[str, str]:
    said = {str(column): str(value) for column, value in row.items()}
    if (table, BOX[1]) == BOX and row["box"] is not None:
        said["box"] = f"{len(said['box'])} characters"
    if table == "platform_facts":
        said["body"] = _ASKED_AT.sub("", said["body"])
    return said


@contextmanager
def everything_logged() -> Iterator[list[str]]:
    """All that Accord logs, down to what only a developer asks for."""
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.name} {record.getMessage()} {record.exc_text or ''}")

    root, handler = logging.getLogger(), Kept()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


class Drawn:
    """What is drawn, such as ids, is the same in each run: a stream of bytes from a seed."""

    def __init__(self) -> None:
        self._from = random.Random(1)

    def __call__(self, count: int) -> bytes:
        """In place of `os.urandom`."""
        return self._from.randbytes(count)
