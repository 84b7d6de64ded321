"""Pairing codes, claims and gaps to rows and back, both directions next to each other."""

from bot.domain.address import Address
from bot.domain.joining import Claim, ClaimState, Gap, GoneBecause, PairingCode
from storage.rows import Columns, written
from storage.statements import AnyRow


def code_values(code: PairingCode) -> Columns:
    """The columns of a pairing code."""
    return {
        "fingerprint": code.fingerprint,
        "collaboration": code.collaboration,
        "party": code.party,
        "made_by": code.made_by,
        "made_at": code.made_at,
        "expires_at": code.expires_at,
        "used_at": code.used_at,
        "used_in": written(code.used_in),
        "revoked_at": code.revoked_at,
    }


def code_of(row: AnyRow) -> PairingCode:
    """A pairing code from its row."""
    return PairingCode(
        fingerprint=row.fingerprint,
        collaboration=row.collaboration,
        party=row.party,
        made_by=row.made_by,
        made_at=row.made_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        used_in=None if row.used_in is None else Address.parse(row.used_in),
        revoked_at=row.revoked_at,
    )


def claim_values(claim: Claim) -> Columns:
    """The columns of a claim."""
    return {
        "id": claim.id,
        "collaboration": claim.collaboration,
        "party": claim.party,
        "seat": claim.seat,
        "address": str(claim.address),
        "name": claim.name,
        "room": written(claim.room),
        "made_at": claim.made_at,
        "state": claim.state.value,
        "decided_by": claim.decided_by,
        "decided_at": claim.decided_at,
    }


def claim_of(row: AnyRow) -> Claim:
    """A claim from its row."""
    return Claim(
        id=row.id,
        collaboration=row.collaboration,
        party=row.party,
        seat=row.seat,
        address=Address.parse(row.address),
        name=row.name,
        room=None if row.room is None else Address.parse(row.room),
        made_at=row.made_at,
        state=ClaimState(row.state),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def gap_values(gap: Gap) -> Columns:
    """The columns of a gap."""
    return {
        "collaboration": gap.collaboration,
        "seat": gap.seat,
        "person": gap.person,
        "since": gap.since,
        "because": gap.because.value,
        "until": gap.until,
    }


def gap_of(row: AnyRow) -> Gap:
    """A gap from its row."""
    return Gap(
        collaboration=row.collaboration,
        seat=row.seat,
        person=row.person,
        since=row.since,
        because=GoneBecause(row.because),
        until=row.until,
    )
