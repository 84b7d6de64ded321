"""What an answer tells beside the text of an agreement: where it is read, and how fresh it is."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.changes import Part
from bot.domain.instant import Instant
from bot.domain.owned import Owned


def _not_known(_: object) -> None:
    """Nothing is known beside the text, as with a bare agreement file."""


@dataclass(frozen=True, kw_only=True)
class Around:
    """Who asks, and what is known of the things asked about that is not in the text."""

    zone: str | None = None
    """IANA zone in which who asked reads; none where that is not known."""
    party: str | None = None
    """Key of the party of who asked; none where that is not known."""
    stands_since: Callable[[Part], int | None] = _not_known
    """The version since which an item of the agreement stands so, as far as the reader may know."""
    confirmed_at: Callable[[Owned], Instant | None] = _not_known
    """When whoever answers for something last said that it is still right."""


#: Nothing but the text.
THE_TEXT_ALONE = Around()
