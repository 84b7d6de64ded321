"""Suggestions."""

from collections.abc import Sequence

from bot.domain.suggestion import Suggestion
from storage.errors import StorageConflict
from storage.memory.state import Work


class MemorySuggestions:
    """`bot.engine.suggestion_store.SuggestionStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def add(self, suggestion: Suggestion) -> None:
        """Insert; a number that another one took meanwhile is a lost race."""
        if suggestion.label in {each.label for each in await self.all(suggestion.collaboration)}:
            raise StorageConflict("Another suggestion took this number meanwhile.")
        await self.save(suggestion)

    async def save(self, suggestion: Suggestion) -> None:
        """Insert or replace, by id."""
        self._work.changing.suggestions[suggestion.id] = suggestion

    async def get(self, id_: str) -> Suggestion | None:
        """One by id."""
        return self._work.state.suggestions.get(id_)

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number so far."""
        known = await self.all(collaboration)
        return max((each.number for each in known if each.restricted == restricted), default=0)

    async def unfinished(self, collaboration: str) -> Sequence[Suggestion]:
        """Those that wait for an answer or come back on a day, by number."""
        return [each for each in await self.all(collaboration) if each.unfinished]

    async def all(self, collaboration: str) -> Sequence[Suggestion]:
        """All of them, by number."""
        found = self._work.state.suggestions.values()
        ours = (each for each in found if each.collaboration == collaboration)
        return sorted(ours, key=lambda each: (each.number, each.restricted))
