"""Row to domain and back, both directions next to each other.

A function `x_values` gives the columns of a row, `x_of` reads a row.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.cards.codec import from_json, to_json
from bot.domain.absence import Absence
from bot.domain.address import Address
from bot.domain.agreement.parties import OfficeHours
from bot.domain.checkin import Answer, CheckIn, CheckInState, Health, Item
from bot.domain.instant import Instant, parse_instant
from bot.domain.manners import Preferences
from bot.domain.people import Collaboration, CollaborationState, Holding
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.outgoing import Delivery, Draft, Message, OnDoubt
from bot.engine.record import Entry, Recorded
from storage.reception_rows import received_json, received_of
from storage.statements import AnyRow

Columns = dict[str, Any]


def collaboration_values(collaboration: Collaboration) -> Columns:
    """The columns of a collaboration."""
    return {
        "id": collaboration.id,
        "key": collaboration.key,
        "title": collaboration.title,
        "version": collaboration.version,
        "state": collaboration.state.value,
    }


def collaboration_of(row: AnyRow) -> Collaboration:
    """A collaboration from its row."""
    return Collaboration(
        id=row.id,
        key=row.key,
        title=row.title,
        version=row.version,
        state=CollaborationState(row.state),
    )


def holding_values(holding: Holding) -> Columns:
    """The columns of a holding."""
    return {
        "collaboration": holding.collaboration,
        "seat": holding.seat,
        "person": holding.person,
        "since": holding.since,
        "until": holding.until,
    }


def holding_of(row: AnyRow) -> Holding:
    """A holding from its row."""
    return Holding(
        collaboration=row.collaboration,
        seat=row.seat,
        person=row.person,
        since=row.since,
        until=row.until,
    )


def preferences_values(preferences: Preferences) -> Columns:
    """The columns of somebody's preferences."""
    return {
        "person": preferences.person,
        "quiet": str(preferences.quiet) if preferences.quiet else None,
        "zone": preferences.zone,
        "lead_minutes": preferences.lead // timedelta(minutes=1),
        "budget": preferences.budget,
    }


def preferences_of(row: AnyRow) -> Preferences:
    """Preferences from their row."""
    return Preferences(
        person=row.person,
        quiet=OfficeHours.parse(row.quiet) if row.quiet else None,
        zone=row.zone,
        lead=timedelta(minutes=row.lead_minutes),
        budget=row.budget,
    )


def absence_values(absence: Absence) -> Columns:
    """The columns of an absence."""
    return {
        "collaboration": absence.collaboration,
        "person": absence.person,
        "since": absence.since,
        "until": absence.until,
        "zone": absence.zone,
        "cover": absence.cover,
    }


def absence_of(row: AnyRow) -> Absence:
    """An absence from its row."""
    return Absence(
        collaboration=row.collaboration,
        person=row.person,
        since=row.since,
        until=row.until,
        zone=row.zone,
        cover=row.cover,
    )


def checkin_values(checkin: CheckIn) -> Columns:
    """The columns of a check-in; its answers are one JSON list."""
    return {
        "id": checkin.id,
        "collaboration": checkin.collaboration,
        "cadence": checkin.cadence,
        "version": checkin.version,
        "wall": checkin.wall,
        "due": checkin.due,
        "late_at": checkin.late_at,
        "opened_at": checkin.opened_at,
        "state": checkin.state.value,
        "answers": [_answer_json(answer) for answer in checkin.answers],
        "writing_since": checkin.writing_since,
        "received": received_json(checkin),
        "asked_at": checkin.asked_at,
    }


def checkin_of(row: AnyRow) -> CheckIn:
    """A check-in from its row."""
    return CheckIn(
        id=row.id,
        collaboration=row.collaboration,
        cadence=row.cadence,
        version=row.version,
        wall=row.wall,
        due=row.due,
        late_at=row.late_at,
        opened_at=row.opened_at,
        state=CheckInState(row.state),
        answers=tuple(_answer_of(answer) for answer in row.answers),
        writing_since=row.writing_since,
        asked_at=row.asked_at,
        **received_of(row.received or {}),
    )


def _answer_json(answer: Answer) -> Columns:
    return {
        "health": answer.health.value,
        "items": [[item.title, item.text, item.unit] for item in answer.items],
        "help_needed": answer.help_needed,
        "person": answer.person,
        "seat": answer.seat,
        "at": answer.at.isoformat(),
        "no_change": answer.no_change,
    }


def _answer_of(written: Mapping[str, Any]) -> Answer:
    return Answer(
        health=Health(written["health"]),
        items=tuple(_item_of(*item) for item in written["items"]),
        help_needed=written["help_needed"],
        person=written["person"],
        seat=written["seat"],
        at=parse_instant(written["at"]),
        no_change=written["no_change"],
    )


def _item_of(title: str, text: str, unit: str = "") -> Item:
    """An item; those written by older programs have no unit."""
    return Item(title=title, text=text, unit=unit)


def agenda_values(row: AgendaRow) -> Columns:
    """The columns of an agenda row; at first its turn comes when it is due."""
    return {
        "key": row.key,
        "collaboration": row.collaboration,
        "kind": row.kind.value,
        "due": row.due,
        "run_at": row.due,
        "subject": dict(row.subject),
        "attempts": row.attempts,
    }


def agenda_of(row: AnyRow) -> AgendaRow:
    """An agenda row from its row."""
    return AgendaRow(
        key=row.key,
        collaboration=row.collaboration,
        kind=AgendaKind(row.kind),
        due=row.due,
        subject=row.subject,
        attempts=row.attempts,
    )


def draft_values(draft: Draft, now: Instant) -> Columns:
    """Where a draft goes and what it says; the rest of the row is the outbox's own."""
    since = max(now, draft.not_before) if draft.not_before is not None else now
    return {
        "key": draft.key,
        "collaboration": draft.collaboration,
        "to": str(draft.to),
        "card": to_json(draft.card),
        "only_for": written(draft.only_for),
        "thread": draft.thread,
        "on_doubt": draft.on_doubt.value,
        "fallbacks": addresses_json(draft.fallbacks),
        "not_before": since,
        "claimable_at": since,
        "waiting_since": since,
        "created_at": now,
        "pushed_at": since if draft.push else None,
    }


def message_of(row: AnyRow) -> Message:
    """A message from its row."""
    return Message(
        id=row.id,
        key=row.key,
        collaboration=row.collaboration,
        to=Address.parse(row.to),
        card=from_json(row.card),
        only_for=None if row.only_for is None else Address.parse(row.only_for),
        thread=row.thread,
        on_doubt=OnDoubt(row.on_doubt),
        fallbacks=tuple(Address.parse(text) for text in row.fallbacks),
        not_before=row.not_before,
        state=Delivery(row.state),
        revision=row.revision,
        sent_revision=row.sent_revision,
        native_ref=row.native_ref,
        attempts=row.attempts,
        doubtful=row.doubtful,
        doubts=row.doubts,
        lease_until=row.lease_until,
        error=row.error,
        created_at=row.created_at,
    )


def addresses_json(addresses: Sequence[Address]) -> list[str]:
    """Addresses in their written form, in order."""
    return [str(address) for address in addresses]


def storable(error: str) -> str:
    """An error as every database takes it: noting a failure must not fail."""
    return error.replace("\0", "")  # PostgreSQL has no NUL in a text


def recorded_values(recorded: Recorded) -> Columns:
    """The columns of a record entry."""
    entry = recorded.entry
    return {
        "collaboration": entry.collaboration,
        "seq": recorded.seq,
        "kind": entry.kind,
        "at": entry.at,
        "version": entry.version,
        "subject": entry.subject,
        "person": entry.person,
        "seat": entry.seat,
        "party": entry.party,
        "source": entry.source,
        "data": entry.data,
        "previous": recorded.previous,
        "hash": recorded.hash,
    }


def recorded_of(row: AnyRow) -> Recorded:
    """A record entry from its row, as it is stored."""
    entry = Entry(
        collaboration=row.collaboration,
        kind=row.kind,
        at=row.at,
        version=row.version,
        subject=row.subject,
        person=row.person,
        seat=row.seat,
        party=row.party,
        source=row.source,
        data=row.data,
    )
    return Recorded(seq=row.seq, entry=entry, previous=row.previous, hash=row.hash)


def as_stored(data: Mapping[str, object]) -> dict[str, object]:
    """The data as JSON keeps it, so that the hash is over what will be read again.

    Raises:
        ValueError: it holds a number that JSON has no way to write.
        TypeError: it holds something that is not JSON.
    """
    stored: dict[str, object] = json.loads(json.dumps(dict(data), allow_nan=False))
    return stored


def written(address: Address | None) -> str | None:
    """An address in its written form, when there is one."""
    return None if address is None else str(address)
