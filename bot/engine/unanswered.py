"""What raises by itself because a question waits longer than agreed.

The time beyond the agreed one is counted from the agreed moment, or from when whoever is asked was
reminded, where that was later: after a downtime, a pause, or in their hours only. A question that
goes on to another seat, or is asked further, has a clock of its own.
"""

from bot.cards.words import escalations as words
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.triggers import Trigger, TriggerType
from bot.domain.instant import Instant
from bot.domain.question import Question
from bot.domain.unanswered import triggers_for, waits_too_long
from bot.engine.agenda import AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.escalating import Opened, Report, open_escalation, token_of
from bot.engine.question_rows import row_of_turn
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

RAISE = "raise"
_RAISED = "question.raised"


async def plan_raising(
    tx: Transaction, question: Question, agreement: Agreement, *, now: Instant
) -> None:
    """Put on the agenda when a question that waits will have waited longer than agreed.

    Doing it again puts what is overdue in place again: it is raised once, or not any more.
    """
    if not question.waiting:
        return
    for trigger in triggers_for(agreement, question):
        moment = waits_too_long(agreement, trigger, question, at_least=now)
        await tx.agenda.put(_row(question, trigger, moment))


async def plan_of_version(
    tx: Transaction, collaboration: str, agreement: Agreement, after: Instant
) -> None:
    """A version comes into force, or a pause ends: what waits is looked at by its triggers."""
    kinds = [trigger.trigger.type for trigger in agreement.triggers]
    if TriggerType.UNANSWERED_QUESTION not in kinds:
        return
    for question in await tx.questions.unfinished(collaboration):
        await plan_raising(tx, question, agreement, now=after)


async def fire(
    tx: Transaction,
    setting: Setting,
    row: AgendaRow,
    question: Question,
    agreements: AgreementCache,
) -> None:
    """A question that waits in a running collaboration may have waited longer than agreed."""
    turn = question.turn
    for trigger in triggers_for(setting.agreement, question):
        if trigger.key != row.subject["trigger"]:
            continue
        reminded = turn.nudged_at or setting.now
        moment = waits_too_long(setting.agreement, trigger, question, at_least=reminded)
        if moment > setting.now:
            await tx.agenda.put(_row(question, trigger, moment))
            continue
        if await _was_raised(tx, question, trigger):
            continue
        report = Report(
            token=token_of(f"{trigger.key}/{question.id}/{len(question.turns)}"),
            trigger=trigger.key,
            words=words.unanswered(question.label, question.topic),
            about=question.id,
            happened_at=turn.due,
            known_at=setting.now,
        )
        opened = await open_escalation(tx, setting, report, agreements)
        await _note_raised(tx, setting, question, trigger, opened)


async def _was_raised(tx: Transaction, question: Question, trigger: Trigger) -> bool:
    """Whether the present turn was a reason for a trigger before, also as a part of another one.

    A pause or a new version plans it anew beside what was planned before.
    """
    about = {"turn": len(question.turns), "trigger": trigger.key}
    found = await tx.record.about(question.collaboration, [question.id])
    return any(
        each.entry.kind == _RAISED and about.items() <= each.entry.data.items() for each in found
    )


async def _note_raised(
    tx: Transaction, setting: Setting, question: Question, trigger: Trigger, opened: Opened
) -> None:
    await tx.record.append(
        setting.entry(
            _RAISED,
            question.id,
            data={
                "turn": len(question.turns),
                "trigger": trigger.key,
                "escalation": opened.case.escalation.label,
            },
        )
    )


def _row(question: Question, trigger: Trigger, moment: Instant) -> AgendaRow:
    return row_of_turn(question, RAISE, moment, agreed=moment, trigger=trigger.key)
