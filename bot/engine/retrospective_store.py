"""What the engine asks of the store of retrospectives."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.retrospective import Retrospective


class RetrospectiveStore(Protocol):
    """What was gathered from every side, and what came of it."""

    async def get(self, id_: str) -> Retrospective | None:
        """One by id; in a writing transaction it is locked until the end."""
        ...

    async def add(self, retrospective: Retrospective) -> None:
        """Insert.

        Raises:
            TransactionConflictError: somebody else began one under this number meanwhile.
        """
        ...

    async def save(self, retrospective: Retrospective) -> None:
        """Insert or replace, by id."""
        ...

    async def all(self, collaboration: str) -> Sequence[Retrospective]:
        """All of a collaboration, the first one first; not locked."""
        ...
