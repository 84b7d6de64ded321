"""What the receiving side does with a promised update: excuse it, or call it useful."""

from dataclasses import dataclass

from bot.domain.instant import Instant


@dataclass(frozen=True, kw_only=True)
class Excuse:
    """The receiving side needs no update this time."""

    reason: str
    person: str
    """Id of the person who excused it."""
    seat: str
    """Key of the seat the person spoke for."""
    at: Instant


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Somebody found an update useful."""

    person: str
    seat: str
    at: Instant
