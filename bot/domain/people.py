"""Who is in a collaboration: people, the seats they hold, the rooms they meet in."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.address import Address
from bot.domain.instant import Instant


class CollaborationState(StrEnum):
    """Whether the collaboration is running."""

    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"
    ARCHIVED = "archived"


@dataclass(frozen=True, kw_only=True)
class Collaboration:
    """One piece of outsourced work: the unit of isolation, nothing crosses it."""

    id: str
    key: str
    """`study.id` of its agreement; unique in this installation."""
    title: str
    version: int
    """The agreement version in force; 0 while the first one is being agreed."""
    state: CollaborationState = CollaborationState.ACTIVE


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with one or more chat addresses. An e-mail address is never an identity."""

    id: str
    name: str
    addresses: tuple[Address, ...]


@dataclass(frozen=True, kw_only=True)
class Room:
    """A channel or chat bound to a collaboration for one party; a shared room has several rows."""

    collaboration: str
    party: str
    address: Address


@dataclass(frozen=True, kw_only=True)
class Tenant:
    """A workspace or tenant that belongs to a party."""

    collaboration: str
    party: str
    address: Address


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A person in a seat, from one moment to another."""

    collaboration: str
    seat: str
    person: str
    since: Instant
    until: Instant | None = None


@dataclass(frozen=True, kw_only=True)
class Lead:
    """A person who speaks for a party in the collaboration."""

    collaboration: str
    party: str
    person: str
