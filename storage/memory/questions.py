"""Questions."""

from collections.abc import Sequence

from bot.domain.question import Question
from storage.errors import StorageConflict
from storage.memory.state import Work


class MemoryQuestions:
    """`bot.engine.storage_ports.QuestionStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def add(self, question: Question) -> None:
        """Insert; a number that another one took meanwhile is a lost race."""
        taken = {each.label for each in await self.all(question.collaboration)}
        if question.label in taken:
            raise StorageConflict("Another question took this number meanwhile.")
        await self.save(question)

    async def save(self, question: Question) -> None:
        """Insert or replace, by id."""
        self._work.changing.questions[question.id] = question

    async def get(self, id_: str) -> Question | None:
        """One by id."""
        return self._work.state.questions.get(id_)

    async def numbered(
        self, collaboration: str, number: int, *, restricted: bool
    ) -> Question | None:
        """The one people call by this number."""
        known = await self.all(collaboration)
        same = (q for q in known if q.number == number and q.restricted == restricted)
        return next(same, None)

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number so far."""
        known = await self.all(collaboration)
        return max((q.number for q in known if q.restricted == restricted), default=0)

    async def unfinished(self, collaboration: str) -> Sequence[Question]:
        """Those that wait for somebody, by number."""
        return [question for question in await self.all(collaboration) if not question.over]

    async def about(self, checkin: str) -> Sequence[Question]:
        """Those about a check-in, by number."""
        found = (q for q in self._work.state.questions.values() if q.checkin == checkin)
        return sorted(found, key=lambda question: (question.number, question.restricted))

    async def all(self, collaboration: str) -> Sequence[Question]:
        """All of them, by number."""
        found = self._work.state.questions.values()
        ours = (q for q in found if q.collaboration == collaboration)
        return sorted(ours, key=lambda question: (question.number, question.restricted))
