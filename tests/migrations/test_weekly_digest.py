"""What the migration to the weekly digest makes of a database at work."""

import json

from storage.schema import downgrade, upgrade
from tests.migrations.statements import run

_BEFORE, _AFTER = "2026_11_26_manners", "2026_11_26_weekly_digest"


def _collaborate(url: str, id_: str, state: str) -> None:
    run(
        url,
        "INSERT INTO collaborations (id, key, title, version, state)"
        " VALUES (:id, :id, 'Rats', 2, :state)",
        id=id_,
        state=state,
    )
    for version, parties in ((1, ("sponsor",)), (2, ("sponsor", "cro"))):
        run(
            url,
            "INSERT INTO agreements (collaboration, version, document, added_at)"
            " VALUES (:id, :version, :document, '2026-11-20 09:00:00')",
            id=id_,
            version=version,
            document=json.dumps({"parties": [{"key": key} for key in parties]}),
        )


def _planned(url: str) -> list[tuple[str, str, str]]:
    rows = run(
        url,
        "SELECT collaboration, kind, subject FROM agenda WHERE done_at IS NULL ORDER BY key",
    )
    subjects = ((r[0], r[1], json.loads(r[2]) if isinstance(r[2], str) else r[2]) for r in rows)
    return [(str(c), str(k), str(s.get("party"))) for c, k, s in subjects]


def test_running_collaborations_get_a_digest_in_place_of_the_weekly_note(url: str) -> None:
    upgrade(url, _BEFORE)
    _collaborate(url, "running", "active")
    _collaborate(url, "over", "closed")
    for key, done in (("note", "NULL"), ("old_note", "'2026-11-23 09:00:00'")):
        run(
            url,
            "INSERT INTO agenda (key, collaboration, kind, due, run_at, subject, attempts, done_at)"
            " VALUES (:key, 'running', 'tell_own_changes', '2026-11-30 09:00:00',"
            f" '2026-11-30 09:00:00', '{{}}', 0, {done})",
            key=key,
        )
    upgrade(url, _AFTER)
    assert _planned(url) == [("running", "digest", "cro"), ("running", "digest", "sponsor")]
    assert len(run(url, "SELECT key FROM agenda WHERE kind = 'tell_own_changes'")) == 1
    downgrade(url, _BEFORE)
    assert _planned(url) == []
