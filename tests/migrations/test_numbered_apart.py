"""What was numbered before keeps its number, and what was numbered apart goes back into the row."""

from storage.schema import downgrade, upgrade
from tests.migrations.statements import run

_BEFORE, _AFTER = "2026_11_26_learning", "2026_11_26_numbered_apart"
_PEOPLE = "INSERT INTO people (id, name) VALUES ('ann', 'Ann')"
_COLLABORATION = """
INSERT INTO collaborations (id, key, title, state, version) VALUES ('c', 'S', 'S', 'active', 1)
"""
_HEADS_UP = """
INSERT INTO heads_ups (id, collaboration, number, version, person, from_party, to_seat, to_party,
 wordings{columns}) VALUES (:id, 'c', :number, 1, 'ann', 'cro', 'pm', 'sponsor', '[]'{values})
"""


def _numbers(url: str) -> list[tuple[str, int]]:
    rows = run(url, "SELECT id, number FROM heads_ups ORDER BY number")
    return [(row.id, row.number) for row in rows]


def test_numbers_stay_and_those_apart_come_last_when_it_is_taken_back(url: str) -> None:
    upgrade(url, _BEFORE)
    run(url, _PEOPLE)
    run(url, _COLLABORATION)
    for number in (1, 2):
        run(url, _HEADS_UP.format(columns="", values=""), id=f"h{number}", number=number)
    upgrade(url, _AFTER)
    assert _numbers(url) == [("h1", 1), ("h2", 2)]
    apart = _HEADS_UP.format(columns=", restricted", values=", true")
    run(url, apart, id="r1", number=1)
    downgrade(url, _BEFORE)
    assert _numbers(url) == [("h1", 1), ("h2", 2), ("r1", 3)]
    upgrade(url, _AFTER)
    assert _numbers(url) == [("h1", 1), ("h2", 2), ("r1", 3)]
