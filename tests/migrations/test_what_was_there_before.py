"""What was in a database at work before partners, thanks, pulse, retrospectives and suggestions."""

from sqlalchemy import inspect, text

from storage.engine import create_sync_engine
from storage.schema import downgrade, upgrade
from storage.settings import StorageSettings
from tests.migrations.at_work import add_collaborations
from tests.migrations.statements import run

_BEFORE = "2026_11_26_numbered_apart"
_NEW = {
    "partner_directories",
    "partner_links",
    "thanks",
    "pulse_rounds",
    "retrospectives",
    "suggestions",
}
_PERSON = "INSERT INTO people (id, name) VALUES ('ann', 'Ann')"
_HEADS_UP = """
INSERT INTO heads_ups (id, collaboration, number, version, person, from_party, to_seat, to_party,
 wordings) VALUES ('h1', 'running', 1, 2, 'ann', 'cro', 'pm', 'sponsor', '[]')
"""
_ESCALATION = """
INSERT INTO escalations (id, collaboration, restricted, number, trigger, state, raised_at, body)
VALUES ('e1', 'running', false, 1, 'sample_loss', 'open', '2026-12-01 09:00', '{}')
"""
_AGENDA = """
INSERT INTO agenda (key, collaboration, kind, due, run_at, subject, attempts)
VALUES ('c1', 'running', 'checkin', '2026-12-01 09:00', '2026-12-01 09:00', '{}', 0)
"""


def test_all_of_it_is_there_after_the_upgrade_and_after_taking_it_back(url: str) -> None:
    upgrade(url, _BEFORE)
    add_collaborations(url)
    for statement in (_PERSON, _HEADS_UP, _ESCALATION, _AGENDA):
        run(url, statement)
    before = _rows(url)
    assert {"collaborations", "people", "heads_ups", "escalations", "agenda"} <= {
        table for table, rows in before.items() if rows
    }
    upgrade(url)
    after = _rows(url)
    assert after.keys() - before.keys() >= _NEW
    for table, rows in before.items():
        assert rows <= after[table], table
    assert {table for table, rows in before.items() if rows != after[table]} == {"agenda"}
    downgrade(url, _BEFORE)
    assert _rows(url) == before


def _rows(url: str) -> dict[str, frozenset[str]]:
    """Every row of every table, as text; the mark of the migration itself is none."""
    engine = create_sync_engine(StorageSettings(url))
    try:
        with engine.connect() as connection:
            names = set(inspect(connection).get_table_names()) - {"alembic_version"}
            return {
                name: frozenset(
                    str(dict(row._mapping))
                    for row in connection.execute(text(f'SELECT * FROM "{name}"'))
                )
                for name in names
            }
    finally:
        engine.dispose()
