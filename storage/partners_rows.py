"""Entries of partner directories to rows and back, both directions next to each other."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.address import Address
from bot.domain.partners import (
    Accreditation,
    Colleague,
    Contact,
    Found,
    FoundBy,
    Frame,
    Partner,
    PartnerChange,
    Recommendation,
)
from storage.rows import Columns
from storage.statements import AnyRow


def partner_values(partner: Partner) -> Columns:
    """The columns of an entry; what it says is one JSON object."""
    return {
        "organisation": str(partner.organisation),
        "id": partner.id,
        "name_key": partner.key,
        "entry": _entry_json(partner),
        "added_at": partner.added_at,
        "updated_at": partner.updated_at,
        "removed_at": partner.removed_at,
    }


def partner_of(row: AnyRow) -> Partner:
    """An entry from its row."""
    return Partner(
        id=row.id,
        organisation=Address.parse(row.organisation),
        added_at=row.added_at,
        updated_at=row.updated_at,
        removed_at=row.removed_at,
        **_entry_of(row.entry),
    )


def recommendation_values(recommendation: Recommendation) -> Columns:
    """The columns of a recommendation."""
    return {
        "organisation": str(recommendation.organisation),
        "id": recommendation.id,
        "partner": recommendation.partner,
        "by": str(recommendation.by.address),
        "said": {"by_name": recommendation.by.name, "text": recommendation.text},
        "at": recommendation.at,
        "withdrawn_at": recommendation.withdrawn_at,
    }


def recommendation_of(row: AnyRow) -> Recommendation:
    """A recommendation from its row."""
    return Recommendation(
        id=row.id,
        organisation=Address.parse(row.organisation),
        partner=row.partner,
        by=Colleague(address=Address.parse(row.by), name=row.said["by_name"]),
        text=row.said["text"],
        at=row.at,
        withdrawn_at=row.withdrawn_at,
    )


def change_values(change: PartnerChange) -> Columns:
    """The columns of a line of the history."""
    return {
        "organisation": str(change.organisation),
        "id": change.id,
        "partner": change.partner,
        "what": change.what,
        "fields": list(change.fields),
        "by": str(change.by.address),
        "by_name": change.by.name,
        "at": change.at,
    }


def change_of(row: AnyRow) -> PartnerChange:
    """A line of the history from its row."""
    return PartnerChange(
        id=row.id,
        organisation=Address.parse(row.organisation),
        partner=row.partner,
        what=row.what,
        fields=tuple(row.fields),
        by=Colleague(address=Address.parse(row.by), name=row.by_name),
        at=row.at,
    )


def _entry_json(partner: Partner) -> Columns:
    return {
        "name": partner.name,
        "categories": list(partner.categories),
        "services": partner.services,
        "regions": list(partner.regions),
        "accreditations": [[each.kind, _day(each.expires)] for each in partner.accreditations],
        "contacts": [[each.name, each.role, each.email, each.phone] for each in partner.contacts],
        "frame": [_day(partner.frame.msa_until), _day(partner.frame.rate_card_until)],
        "found": [[each.by.value, each.name, each.number] for each in partner.found],
        "notes": partner.notes,
        "added_by": [str(partner.added_by.address), partner.added_by.name],
    }


def _entry_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    msa, rate_card = entry["frame"]
    address, added_by = entry["added_by"]
    return {
        "name": entry["name"],
        "categories": tuple(entry["categories"]),
        "services": entry["services"],
        "regions": tuple(entry["regions"]),
        "accreditations": tuple(
            Accreditation(kind=kind, expires=_day_of(expires))
            for kind, expires in entry["accreditations"]
        ),
        "contacts": tuple(
            Contact(name=name, role=role, email=email, phone=phone)
            for name, role, email, phone in entry["contacts"]
        ),
        "frame": Frame(msa_until=_day_of(msa), rate_card_until=_day_of(rate_card)),
        "found": tuple(
            Found(by=FoundBy(by), name=name, number=number) for by, name, number in entry["found"]
        ),
        "notes": entry["notes"],
        "added_by": Colleague(address=Address.parse(address), name=added_by),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day_of(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
