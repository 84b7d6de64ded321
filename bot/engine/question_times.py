"""What falls due while a question waits: a reminder, the deputy, and being shown to both sides."""

from bot.domain.instant import Instant, parse_instant
from bot.domain.people import CollaborationState
from bot.domain.question import Question
from bot.domain.reply_time import deadlines
from bot.engine import unanswered
from bot.engine.agenda import AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.asking import wait_for_hours
from bot.engine.question_messages import may_be_offered, offer, remind, show
from bot.engine.question_rows import row_of_turn
from bot.engine.questions import with_agreement
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_NUDGE, _OFFER, _SHOW = "nudge", "offer", "show"


async def plan(
    tx: Transaction, question: Question, agreements: AgreementCache, *, now: Instant
) -> None:
    """Put on the agenda what happens while the present turn waits.

    Doing it again puts what is overdue in place again, as after a pause: what was done is not done
    twice, because the question says so.
    """
    if not question.waiting:
        return
    turn = question.turn
    agreement = await agreements.get(tx, question.collaboration, question.version)
    found = deadlines(agreement, turn.seat, turn.since, urgent=question.urgent)
    for step, moment in ((_NUDGE, found.due), (_OFFER, found.offered), (_SHOW, found.shown)):
        due = Instant(max(moment, now))
        await tx.agenda.put(row_of_turn(question, step, due, agreed=moment))


async def plan_anew(
    tx: Transaction, collaboration: str, agreements: AgreementCache, *, now: Instant
) -> None:
    """After a pause: what fell due meanwhile happens now."""
    for question in await tx.questions.unfinished(collaboration):
        await plan(tx, question, agreements, now=now)


async def fire(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Do what a due row is for, if the question still waits as it did then."""
    question = await tx.questions.get(row.subject["question"])
    if question is None or setting.collaboration.state is not CollaborationState.ACTIVE:
        return
    if not question.waiting or row.subject["turn"] != str(len(question.turns) - 1):
        return
    match row.subject["step"]:
        case "nudge":
            await _nudge(tx, setting, row, question, agreements)
        case "offer":
            await _offer(tx, setting, row, question, agreements)
        case "raise":
            await unanswered.fire(tx, setting, row, question, agreements)
        case _:
            await _show(tx, setting, question)


async def _nudge(
    tx: Transaction,
    setting: Setting,
    row: AgendaRow,
    question: Question,
    agreements: AgreementCache,
) -> None:
    if question.turn.nudged_at is not None:
        return
    if await wait_for_hours(tx, setting, row, question.turn.seat):
        return
    nudged = question.nudged(setting.now)
    await tx.questions.save(nudged)
    told = await remind(tx, setting, await with_agreement(tx, setting, nudged, agreements))
    kind = "question.nudged" if told else "question.nobody_to_nudge"
    await _note(tx, setting, nudged, kind, {"seat": nudged.turn.seat, "due": _agreed(row)})


async def _offer(
    tx: Transaction,
    setting: Setting,
    row: AgendaRow,
    question: Question,
    agreements: AgreementCache,
) -> None:
    if question.turn.offered_to is not None:
        return
    deputy = may_be_offered(setting, question.turn.seat)
    if deputy is None:
        data = {"seat": question.turn.seat, "because": "nobody else holds a deputy's seat"}
        await _note(tx, setting, question, "question.not_offered", data)
        await _show(tx, setting, question)
        return
    if await wait_for_hours(tx, setting, row, deputy):
        return
    offered = question.offered(deputy)
    await tx.questions.save(offered)
    asked = await with_agreement(tx, setting, offered, agreements)
    await offer(tx, setting, asked, deputy)
    await show(tx, setting, asked)
    await _note(tx, setting, offered, "question.offered", {"to": deputy})


async def _show(tx: Transaction, setting: Setting, question: Question) -> None:
    """From now on `status` and the digest of both sides say that it waits."""
    if question.turn.shown_at is not None:
        return
    shown = question.shown(setting.now)
    await tx.questions.save(shown)
    await _note(tx, setting, shown, "question.shown_to_both", {"seat": shown.turn.seat})


def _agreed(row: AgendaRow) -> str:
    return parse_instant(row.subject["agreed"]).isoformat()


async def _note(
    tx: Transaction, setting: Setting, question: Question, kind: str, data: dict[str, str]
) -> None:
    await tx.record.append(
        Entry(
            collaboration=question.collaboration,
            kind=kind,
            at=setting.now,
            version=question.version,
            subject=question.id,
            data=data,
        )
    )
