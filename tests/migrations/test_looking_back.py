"""What was written before anybody could look back still loads after the migration."""

import json

from sqlalchemy import text

from storage.engine import create_sync_engine
from storage.escalation_rows import escalation_values
from storage.schema import downgrade, upgrade
from storage.settings import StorageSettings
from storage.transaction import open_storage
from tests.contract.test_storage_escalations import an_escalation

_BEFORE = "2026_11_26_agenda_kind"
_COLLABORATION = """
INSERT INTO collaborations (id, key, title, state, version)
VALUES ('c1', 'STUDY', 'Study', 'active', 1)
"""
_AMENDMENT = """
INSERT INTO amendments (id, collaboration, number, base, party, person, changes, answers, reason,
 parties, state, consents, created_at, times_sent, ended_because)
VALUES ('a1', 'c1', 1, 1, 'cro', 'bob', '[]', '[]', '"because"', '["cro"]', 'draft', '[]',
 '2026-12-01 09:00', 0, '""')
"""
_ESCALATION = """
INSERT INTO escalations (id, collaboration, restricted, number, trigger, state, raised_at, body)
VALUES ('e1', 'c1', false, 1, 'sample_loss', 'open', '2026-12-01 09:00', :body)
"""


async def test_old_amendments_and_escalations_come_from_nothing_and_led_to_nothing(
    url: str,
) -> None:
    upgrade(url, _BEFORE)
    escalation = an_escalation(id="e1")
    body = dict(escalation_values(escalation)["body"])
    del body["look_backs"], body["led_to"]
    engine = create_sync_engine(StorageSettings(url))
    with engine.begin() as connection:
        connection.execute(text(_COLLABORATION))
        connection.execute(text(_AMENDMENT))
        connection.execute(text(_ESCALATION), {"body": json.dumps(body)})
    engine.dispose()
    upgrade(url)
    storage = open_storage(StorageSettings(url))
    try:
        async with storage.reading() as tx:
            amendment = await tx.amendments.get("a1")
            assert amendment is not None
            assert (amendment.reason, amendment.comes_from) == ("because", ())
            assert await tx.escalations.get("e1") == escalation
    finally:
        await storage.close()
    downgrade(url, _BEFORE)
