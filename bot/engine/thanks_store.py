"""What the engine asks of storage for thanks."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.instant import Instant
from bot.domain.thanks import Thanks


class ThanksStore(Protocol):
    """Thanks. None is ever removed, and none is counted per person."""

    async def save(self, thanks: Thanks) -> None:
        """Insert or replace, by id."""
        ...

    async def get(self, id_: str) -> Thanks | None:
        """One by id; in a writing transaction it is locked until the end."""
        ...

    async def since(self, collaboration: str, moment: Instant) -> Sequence[Thanks]:
        """Those given from a moment on, the oldest first; taken back and private ones too."""
        ...
