"""Amendment to row and back, both directions next to each other."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.amendment import Amendment, AmendmentState, Consent
from bot.domain.changes import Change, changes_from_json, changes_to_json
from bot.domain.instant import parse_instant
from storage.rows import Columns
from storage.statements import AnyRow


def amendment_values(amendment: Amendment) -> Columns:
    """The columns of an amendment; its changes, parties and consents are one JSON list each."""
    return {
        "id": amendment.id,
        "collaboration": amendment.collaboration,
        "number": amendment.number,
        "base": amendment.base,
        "party": amendment.party,
        "person": amendment.person,
        "changes": changes_to_json(amendment.changes),
        "answers": changes_to_json(amendment.answers),
        "reason": amendment.reason,
        "parties": list(amendment.parties),
        "state": amendment.state.value,
        "consents": [_consent_json(consent) for consent in amendment.consents],
        "created_at": amendment.created_at,
        "sent_at": amendment.sent_at,
        "times_sent": amendment.times_sent,
        "ended_at": amendment.ended_at,
        "ended_by": amendment.ended_by,
        "ended_because": amendment.ended_because,
        "version": amendment.version,
        "overtaken_by": amendment.overtaken_by,
        "escalations": list(amendment.comes_from),
    }


def amendment_of(row: AnyRow) -> Amendment:
    """An amendment from its row."""
    return Amendment(
        id=row.id,
        collaboration=row.collaboration,
        number=row.number,
        base=row.base,
        party=row.party,
        person=row.person,
        changes=changes_from_json(row.changes),
        answers=changes_from_json(row.answers),
        reason=row.reason,
        parties=tuple(row.parties),
        state=AmendmentState(row.state),
        consents=tuple(_consent_of(consent) for consent in row.consents),
        created_at=row.created_at,
        sent_at=row.sent_at,
        times_sent=row.times_sent,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        ended_because=row.ended_because,
        version=row.version,
        overtaken_by=row.overtaken_by,
        # None in what was written before there was anything to come from.
        comes_from=tuple(row.escalations or ()),
    )


def changes_as_stored(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes as JSON keeps them, sharing nothing that somebody could still alter.

    Raises:
        ValueError: they hold a number that JSON has no way to write.
        TypeError: they hold something that is not JSON.
    """
    return changes_from_json(json.loads(json.dumps(changes_to_json(changes), allow_nan=False)))


def _consent_json(consent: Consent) -> Columns:
    return {
        "party": consent.party,
        "person": consent.person,
        "seat": consent.seat,
        "text": consent.text,
        "at": consent.at.isoformat(),
    }


def _consent_of(written: Mapping[str, Any]) -> Consent:
    return Consent(
        party=written["party"],
        person=written["person"],
        seat=written["seat"],
        text=written["text"],
        at=parse_instant(written["at"]),
    )
