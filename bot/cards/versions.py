"""How a version came about, and who held which seat: what histories and exports tell."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.cards.words.changes import Said
from bot.domain.instant import Instant

#: How a version came about: accepted by every party, one side's own change, or read from a file.
Kind = Literal["agreed", "own", "imported"]


@dataclass(frozen=True, kw_only=True)
class AcceptedBy:
    """One party's yes to a version."""

    party: str
    """Key of the party."""
    person_name: str = ""
    """Who said yes; empty where only the seat is known, as in the history of a file."""
    seat_title: str = ""
    """The seat they held; empty for a lead without one."""
    at: Instant | None = None
    """When; none where only the day of the version is known."""


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """How one version came about."""

    version: int
    effective: date
    """First day it was in force."""
    kind: Kind
    accepted: tuple[AcceptedBy, ...] = ()
    reason: str = ""
    changes: tuple[Said, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Held:
    """A person in a seat, from one moment to another."""

    seat: str
    """Key of the seat."""
    person_name: str
    since: Instant
    until: Instant | None = None
