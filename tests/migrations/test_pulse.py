"""What the migration to the pulse makes of a database at work."""

from storage.schema import downgrade, upgrade
from tests.migrations.at_work import add_collaborations, planned

_AFTER = "2026_11_26_pulse"
_BEFORE = f"{_AFTER}-1"


def test_the_first_round_of_running_collaborations_is_planned(url: str) -> None:
    upgrade(url, _AFTER)
    downgrade(url, _BEFORE)
    add_collaborations(url)
    upgrade(url, _AFTER)
    assert planned(url) == [("running", "pulse")]
    downgrade(url, _BEFORE)
    assert planned(url) == []
