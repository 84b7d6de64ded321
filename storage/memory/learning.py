"""What people meant, and names that leads are asked about."""

from collections.abc import Sequence

from bot.domain.instant import Instant
from bot.domain.learning import FORGOTTEN, Meant, SuggestedName
from storage.memory.state import Work


class MemoryLearning:
    """`bot.engine.storage_ports.LearningStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def keep(self, meant: Meant) -> None:
        """Insert or replace, by collaboration, words, item, who asked and day."""
        key = (
            meant.collaboration,
            meant.words,
            meant.section,
            meant.item,
            meant.asker,
            meant.day,
        )
        self._work.changing.meant[key] = meant

    async def meant_by(self, collaboration: str, words: str) -> Sequence[Meant]:
        """All that is kept of some words, oldest first."""
        known = self._work.state.meant.items()
        found = [each for key, each in known if key[:2] == (collaboration, words)]
        return sorted(found, key=lambda each: (each.at, each.section, each.item, each.asker))

    async def save(self, suggested: SuggestedName) -> None:
        """Insert or replace, by id."""
        self._work.changing.suggested[suggested.id] = suggested

    async def get(self, id_: str) -> SuggestedName | None:
        """One by id."""
        return self._work.state.suggested.get(id_)

    async def suggested(self, collaboration: str) -> Sequence[SuggestedName]:
        """All that is kept, oldest first."""
        known = self._work.state.suggested.values()
        found = [each for each in known if each.collaboration == collaboration]
        return sorted(found, key=lambda each: (each.since, each.id))

    async def forget_before(self, moment: Instant) -> int:
        """Drop old ones."""
        state = self._work.changing
        meant = [key for key, each in state.meant.items() if each.at < moment]
        names = [
            each.id
            for each in state.suggested.values()
            if each.state in FORGOTTEN and each.since < moment
        ]
        for key in meant:
            del state.meant[key]
        for id_ in names:
            del state.suggested[id_]
        return len(meant) + len(names)
