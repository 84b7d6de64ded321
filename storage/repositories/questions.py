"""Questions."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select, text

from bot.domain.question import Question
from storage.errors import StorageConflict
from storage.spoken_rows import question_of, question_values
from storage.statements import Statements
from storage.tables import questions
from storage.upsert import insert_new, insert_or_replace

_ADD = insert_new(questions)
_SAVE = insert_or_replace(questions)
_GET = select(questions).where(questions.c.id == bindparam("id"))
_ALL = (
    select(questions)
    .where(questions.c.collaboration == bindparam("collaboration"))
    .order_by(questions.c.number, questions.c.restricted)
)
_NUMBERED = _ALL.where(
    questions.c.number == bindparam("number"), questions.c.restricted == bindparam("restricted")
)
# Literal, so that the partial index is used.
_UNFINISHED = _ALL.where(text("unfinished"))
_ABOUT = (
    select(questions)
    .where(questions.c.checkin == bindparam("checkin"), text("checkin IS NOT NULL"))
    .order_by(questions.c.number, questions.c.restricted)
)
_LAST = select(func.coalesce(func.max(questions.c.number), 0).label("last")).where(
    questions.c.collaboration == bindparam("collaboration"),
    questions.c.restricted == bindparam("restricted"),
)


class SqlQuestions:
    """`bot.engine.storage_ports.QuestionStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, question: Question) -> None:
        """Insert; a number that another one took meanwhile is a lost race."""
        if await self._statements.row(_ADD, **question_values(question)) is None:
            raise StorageConflict("Another question took this number meanwhile.")

    async def save(self, question: Question) -> None:
        """Insert or replace, by id."""
        await self._statements.run(_SAVE, question_values(question))

    async def get(self, id_: str) -> Question | None:
        """One by id, locked when the transaction can write."""
        row = await self._statements.row(self._statements.locking(_GET), id=id_)
        return None if row is None else question_of(row)

    async def numbered(
        self, collaboration: str, number: int, *, restricted: bool
    ) -> Question | None:
        """The one people call by this number, locked likewise."""
        statement = self._statements.locking(_NUMBERED)
        row = await self._statements.row(
            statement, collaboration=collaboration, number=number, restricted=restricted
        )
        return None if row is None else question_of(row)

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number so far."""
        row = await self._statements.row(_LAST, collaboration=collaboration, restricted=restricted)
        return 0 if row is None else row.last

    async def unfinished(self, collaboration: str) -> Sequence[Question]:
        """Those that wait for somebody, by number."""
        rows = await self._statements.rows(_UNFINISHED, collaboration=collaboration)
        return [question_of(row) for row in rows]

    async def about(self, checkin: str) -> Sequence[Question]:
        """Those about a check-in, by number."""
        rows = await self._statements.rows(_ABOUT, checkin=checkin)
        return [question_of(row) for row in rows]

    async def all(self, collaboration: str) -> Sequence[Question]:
        """All of them, by number."""
        rows = await self._statements.rows(_ALL, collaboration=collaboration)
        return [question_of(row) for row in rows]
