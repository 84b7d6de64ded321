"""What the migration to questions about uncertain days makes of a database at work."""

from storage.schema import downgrade, upgrade
from tests.migrations.at_work import add_collaborations, planned

_BEFORE, _AFTER = "2026_11_26_weekly_digest", "2026_11_26_uncertain_days"


def test_running_collaborations_look_ahead_at_once(url: str) -> None:
    upgrade(url, _BEFORE)
    add_collaborations(url)
    upgrade(url, _AFTER)
    assert planned(url) == [("running", "look_ahead")]
    downgrade(url, _BEFORE)
    assert planned(url) == []
