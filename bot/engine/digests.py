"""The weekly digest as it was written: what is kept so that every party reads the same words."""

from dataclasses import dataclass

from bot.cards.card import Card
from bot.domain.instant import Instant


@dataclass(frozen=True, kw_only=True)
class Digest:
    """The shared part of one week, in full and in five lines."""

    collaboration: str
    at: Instant
    """When it was written: everything in it is as of then."""
    shared: Card
    short: Card
    left_over: frozenset[str] = frozenset()
    """Ids of check-ins that were due and still waited: the next digest counts them."""
