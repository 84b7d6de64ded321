"""What the migration to the pulse makes of a database at work."""

from sqlalchemy import text

from storage.engine import create_sync_engine
from storage.schema import downgrade, upgrade
from storage.settings import StorageSettings

_AFTER = "2026_11_26_pulse"
_BEFORE = f"{_AFTER}-1"


def _planned(url: str) -> list[tuple[str, str]]:
    engine = create_sync_engine(StorageSettings(url))
    try:
        with engine.begin() as connection:
            rows = connection.execute(text("SELECT collaboration, kind FROM agenda"))
            return [(str(row[0]), str(row[1])) for row in rows]
    finally:
        engine.dispose()


def test_the_first_round_of_running_collaborations_is_planned(url: str) -> None:
    upgrade(url, _AFTER)
    downgrade(url, _BEFORE)
    engine = create_sync_engine(StorageSettings(url))
    with engine.begin() as connection:
        for id_, version, state in (
            ("running", 2, "active"),
            ("over", 2, "closed"),
            ("being_agreed", 0, "active"),
        ):
            connection.execute(
                text(
                    "INSERT INTO collaborations (id, key, title, version, state)"
                    " VALUES (:id, :id, 'Rats', :version, :state)"
                ),
                {"id": id_, "version": version, "state": state},
            )
    engine.dispose()
    upgrade(url, _AFTER)
    assert _planned(url) == [("running", "pulse")]
    downgrade(url, _BEFORE)
    assert _planned(url) == []
