"""The store of suggestions."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.suggestion import Suggestion


class SuggestionStore(Protocol):
    """Suggestions to another side; restricted ones are numbered apart. None is ever removed."""

    async def add(self, suggestion: Suggestion) -> None:
        """Insert.

        Raises:
            TransactionConflictError: another one took its number meanwhile.
        """
        ...

    async def save(self, suggestion: Suggestion) -> None:
        """Insert or replace, by id."""
        ...

    async def get(self, id_: str) -> Suggestion | None:
        """One by id; in a writing transaction it is locked until the end."""
        ...

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number so far; 0 before the first."""
        ...

    async def unfinished(self, collaboration: str) -> Sequence[Suggestion]:
        """Those that wait for an answer or come back on a day, by number."""
        ...

    async def all(self, collaboration: str) -> Sequence[Suggestion]:
        """All of them, by number."""
        ...
