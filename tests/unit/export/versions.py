"""How versions came about, for tests: accepted by both leads, one moment each."""

from datetime import date

from bot.cards.versions import AcceptedBy, VersionLine
from bot.cards.words.changes import Said
from tests.builders import at

BOTH = (
    AcceptedBy(
        party="sponsor",
        person_name="Sponsor lead",
        seat_title="Program manager",
        at=at("2026-11-20T18:04"),
    ),
    AcceptedBy(party="cro", person_name="CRO lead", at=at("2026-11-20T06:31")),
)
AGREED = VersionLine(
    version=2,
    effective=date(2026, 11, 20),
    kind="agreed",
    accepted=BOTH,
    reason="weekend cover",
    changes=(
        Said(title="Weekly status: late after", before="2 hours", after="4 hours"),
        Said(title="Dosing note", after="To: Monitor\nBy: Channel"),
    ),
)
OWN = VersionLine(version=3, effective=date(2026, 12, 1), kind="own", reason="new deputy")
