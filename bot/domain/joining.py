"""How the other company, and people who say they hold a seat, come into a collaboration."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.address import Address
from bot.domain.instant import Instant


@dataclass(frozen=True, kw_only=True)
class PairingCode:
    """A one-time code that binds the room it is typed in to one party of one collaboration."""

    fingerprint: str
    """What is kept of the code; the code itself is only ever shown to who made it."""
    collaboration: str
    party: str
    """Key of the party that joins with it."""
    made_by: str
    """Id of the person."""
    made_at: Instant
    expires_at: Instant
    used_at: Instant | None = None
    used_in: Address | None = None
    """The room it was typed in."""
    revoked_at: Instant | None = None


class ClaimState(StrEnum):
    """What became of a claim."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Somebody said “I am the study director”; a lead of that side says whether it is so."""

    id: str
    collaboration: str
    party: str
    seat: str | None
    """Key of the seat; none when somebody says that they speak for the party."""
    address: Address
    """Who claims it, in their own workspace or tenant."""
    name: str
    room: Address | None
    """Where it was said, for the answer."""
    made_at: Instant
    state: ClaimState = ClaimState.OPEN
    decided_by: str | None = None
    decided_at: Instant | None = None


class GoneBecause(StrEnum):
    """Why a holder can no longer do what the seat owes."""

    LEFT = "left"
    """The person left the room."""
    DEACTIVATED = "deactivated"
    """The account was closed."""
    UNREACHABLE = "unreachable"
    """Accord's messages no longer arrive."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A seat whose holder is gone, from one moment to another."""

    collaboration: str
    seat: str
    person: str
    """Id of the holder."""
    because: GoneBecause
    since: Instant
    until: Instant | None = None
    """When it was filled, or the holder came back."""
