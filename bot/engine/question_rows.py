"""Rows of the agenda about a question that waits."""

from bot.domain.instant import Instant
from bot.domain.question import Question
from bot.engine.agenda import AgendaKind, AgendaRow


def row_of_turn(
    question: Question, step: str, due: Instant, *, agreed: Instant, **subject: str
) -> AgendaRow:
    """A row of the present turn; its key holds all it is about, so that the same is put once.

    Args:
        question: which waits.
        step: what the row is for.
        due: when it is looked at.
        agreed: the moment that was agreed for it, which a downtime or a pause can be behind.
        subject: what else it is about.
    """
    turn = str(len(question.turns) - 1)
    about = "/".join((turn, step, *subject.values()))
    return AgendaRow(
        key=f"{question.id}/{about}/{due.isoformat()}",
        collaboration=question.collaboration,
        kind=AgendaKind.QUESTION,
        due=due,
        subject={
            "question": question.id,
            "turn": turn,
            "step": step,
            **subject,
            "agreed": agreed.isoformat(),
        },
    )
