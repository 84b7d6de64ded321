"""What the migration to questions makes of what was asked about check-ins before."""

import json

from storage.schema import downgrade, upgrade
from tests.migrations.statements import run

_BEFORE, _AFTER = "2026_11_26_uncertain_days", "2026_11_26_questions"
_AGREEMENT = {
    "seats": [{"key": "pm", "party": "sponsor"}, {"key": "sd", "party": "cro"}],
    "cadences": [{"key": "weekly", "title": "Weekly status", "from": "sd"}],
}


def _asked(at: str, reply: dict[str, str] | None) -> dict[str, object]:
    by = {"person": "ann", "seat": "pm", "at": at}
    return {"text": f"asked {at[:10]}", **by, "reply": reply}


def _checkin(url: str, id_: str, received: object) -> None:
    run(
        url,
        "INSERT INTO checkins (id, collaboration, cadence, version, wall, due, late_at, opened_at,"
        " state, answers, received) VALUES (:id, 'c', 'weekly', 1, '2026-12-04 17:00',"
        " '2026-12-04 11:30', '2026-12-04 12:30', '2026-12-04 11:30', 'answered', '[]', :received)",
        id=id_,
        received=json.dumps(received),
    )


def test_what_was_asked_becomes_questions_in_the_order_it_was_asked(url: str) -> None:
    upgrade(url, _BEFORE)
    run(url, "INSERT INTO people (id, name) VALUES ('ann', 'Ann')")
    run(
        url,
        "INSERT INTO collaborations (id, key, title, version, state)"
        " VALUES ('c', 'c', 'Rats', 1, 'active')",
    )
    run(
        url,
        "INSERT INTO agreements (collaboration, version, document, added_at)"
        " VALUES ('c', 1, :document, '2026-11-20 09:00')",
        document=json.dumps(_AGREEMENT),
    )
    reply = {"text": "yes", "person": "ann", "seat": "sd", "at": "2026-12-13T09:00:00+00:00"}
    later, first = (
        _asked("2026-12-12T09:00:00+00:00", reply),
        _asked("2026-12-05T09:00:00+00:00", None),
    )
    _checkin(url, "c/weekly/2026-12-11T17:00", {"excuse": None, "useful": [], "questions": [later]})
    _checkin(url, "c/weekly/2026-12-04T17:00", {"excuse": None, "useful": [], "questions": [first]})
    _checkin(url, "c/weekly/2026-11-27T17:00", None)
    upgrade(url, _AFTER)
    rows = run(
        url,
        "SELECT number, checkin, from_party, to_party, unfinished, turns FROM questions"
        " ORDER BY number",
    )
    found = [(*row[:4], bool(row[4])) for row in rows]
    assert found == [
        (1, "c/weekly/2026-12-04T17:00", "sponsor", "cro", True),
        (2, "c/weekly/2026-12-11T17:00", "sponsor", "cro", False),
    ]
    turns = [json.loads(row[5]) if isinstance(row[5], str) else row[5] for row in rows]
    assert turns[0][0]["asked"][0]["text"] == "asked 2026-12-05"
    assert turns[1][0]["replies"][0]["text"] == "yes"
    downgrade(url, _BEFORE)
    kept = run(url, "SELECT received FROM checkins WHERE id = 'c/weekly/2026-12-04T17:00'")[0][0]
    assert "asked 2026-12-05" in json.dumps(kept)
    upgrade(url, _AFTER)
    assert len(run(url, "SELECT id FROM questions")) == 2
