"""What happens when an agenda row falls due. The row only says that it is time to decide."""

from dataclasses import replace
from datetime import timedelta

from bot.cards.compose.checkins import Promise
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.instant import Instant, instant
from bot.domain.occurrences import next_occurrence
from bot.domain.people import CollaborationState
from bot.engine import (
    access_asking,
    action_timed,
    amending_timed,
    confirming,
    decision_timed,
    deliverable_asking,
    escalation_causes,
    escalation_timed,
    learning_asking,
    look_back_timed,
    meeting_timed,
    on_call_timed,
    ownership_timed,
    pulse_timed,
    question_times,
    retrospective_timed,
    suggestion_times,
    weekly,
)
from bot.engine.agenda import OF_LADDERS, AgendaKind, AgendaRow
from bot.engine.agreements import AgreementCache, promised
from bot.engine.asking import (
    ask_when_due,
    checkin_of,
    fire_ask,
    just_asked,
    opened,
    put_off,
    still_promised,
    wait_for_hours,
)
from bot.engine.checkin_messages import (
    ask_again,
    being_written,
    bring_up_to_date,
    remind_sender,
    show_sender,
    tell,
)
from bot.engine.checkin_record import note
from bot.engine.pausing import wait_for_resume, was_held_up
from bot.engine.planning import late_at, plan_follow_up, plan_next
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def fire(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Do what a due row is for, if it is still wanted."""
    match row.kind:
        case AgendaKind.OPEN_CHECKIN:
            await _open(tx, setting, row, agreements)
        case AgendaKind.ASK:
            await fire_ask(tx, setting, row, agreements)
        case AgendaKind.ASK_AGAIN | AgendaKind.REMIND | AgendaKind.GO_LATE | AgendaKind.TELL:
            await _checkin(tx, setting, row, agreements)
        case AgendaKind.ACTION:
            await action_timed.fire(tx, setting, row, agreements)
        case AgendaKind.QUESTION | AgendaKind.SUGGESTION | AgendaKind.DECISION:
            await _fire_asked(tx, setting, row, agreements)
        case AgendaKind.DELIVERABLE_ASK | AgendaKind.DELIVERABLE_OVERDUE | AgendaKind.ACCESS_ENDS:
            await _fire_agreed_day(tx, setting, row, agreements)
        case kind if kind in OF_LADDERS or kind is AgendaKind.ESCALATION_NOTICE:
            await escalation_timed.fire(tx, setting, row, agreements)
        case AgendaKind.LOOK_BACK | AgendaKind.LOOK_BACK_OVER:
            await look_back_timed.fire(tx, setting, row, agreements)
        case _:
            await _fire_for_all(tx, setting, row, agreements)


async def _fire_asked(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Somebody was asked something by somebody, and it may wait still."""
    match row.kind:
        case AgendaKind.QUESTION:
            await question_times.fire(tx, setting, row, agreements)
        case AgendaKind.SUGGESTION:
            await suggestion_times.fire(tx, setting, row, agreements)
        case _:
            await decision_timed.fire(tx, setting, row, agreements)


async def _fire_agreed_day(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """A day has come that the agreement names: of a deliverable, or the last one of access."""
    match row.kind:
        case AgendaKind.DELIVERABLE_ASK:
            await deliverable_asking.fire(tx, setting, row)
        case AgendaKind.DELIVERABLE_OVERDUE:
            await escalation_causes.fire_overdue(tx, setting, row, agreements)
        case _:
            await access_asking.fire(tx, setting, row, agreements)


async def _fire_for_all(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """What is nobody's own to do: digests, agendas of meetings, calendars, proposals."""
    match row.kind:
        case AgendaKind.DIGEST:
            await weekly.fire(tx, setting, row, agreements)
        case AgendaKind.MEETING_AGENDA:
            await meeting_timed.fire(tx, setting, row)
        case AgendaKind.CONFIRM_DAYS | AgendaKind.LOOK_AHEAD:
            await confirming.fire(tx, setting, row)
        case AgendaKind.ON_CALL:
            await on_call_timed.fire(tx, setting, row)
        case AgendaKind.OWNERSHIP:
            await ownership_timed.fire(tx, setting, row)
        case AgendaKind.PULSE:
            await pulse_timed.fire(tx, setting, row, agreements)
        case AgendaKind.RETROSPECTIVE:
            await retrospective_timed.fire(tx, setting, row)
        case AgendaKind.SUGGEST_NAME:
            await learning_asking.fire(tx, setting, row)
        case _:
            await amending_timed.fire(tx, setting, row)


async def _checkin(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    checkin = await tx.checkins.get(row.subject["checkin"])
    if checkin is None:
        return
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        if checkin.waiting:
            await wait_for_resume(tx, setting, row)
        return
    promise = await promised(tx, checkin, agreements)
    match row.kind:
        case AgendaKind.REMIND:
            await _remind(tx, setting, promise, row)
        case AgendaKind.ASK_AGAIN:
            await _ask_again(tx, setting, promise, row)
        case AgendaKind.GO_LATE:
            await _go_late(tx, setting, promise)
        case _:
            await _tell(tx, setting, promise, row)


async def _open(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Open the check-in of an occurrence and plan the one after it."""
    agreement, key = setting.agreement, row.subject["cadence"]
    cadence = agreement.cadence.get(key)
    if cadence is not None:
        await plan_next(tx, row.collaboration, agreement, cadence, row.due)
    occurrence = still_promised(agreement, row, row.due) if cadence else None
    running = setting.collaboration.state is CollaborationState.ACTIVE
    if cadence is None or occurrence is None or not running:
        await _withdraw(tx, setting, row, agreements)
        return
    following = next_occurrence(agreement, cadence, after=row.due)
    checkin, known = await opened(tx, setting, occurrence)
    await meeting_timed.bring_up_to_date(tx, setting, checkin.id)
    if known and not (checkin.waiting and checkin.early):
        # It was answered early, or a change of the days off moved it after it was opened.
        if occurrence.area is None:
            await _overtake_earlier(tx, setting, checkin, agreements)
        return
    late = late_at(agreement, cadence, occurrence.due)
    checkin = replace(checkin, due=occurrence.due, late_at=late)
    if following is not None and following.due <= setting.now:
        # Accord was not running when it fell due and the next one is due too: asking for both
        # would only be noise. It is on record, and can still be sent.
        missed = checkin.overtaken()
        await (tx.checkins.save(missed) if known else tx.checkins.add(missed))
        await note(tx, setting, checkin, "checkin.missed", {"because": "Accord was not running"})
        return  # nobody was asked for it, so it is no reason to consult
    if occurrence.area is None:  # what was promised for one milestone is not for another
        await _overtake_earlier(tx, setting, checkin, agreements)
    await (tx.checkins.save(checkin) if known else tx.checkins.add(checkin))
    await plan_follow_up(tx, checkin, agreement)
    if not known:
        await note(tx, setting, checkin, "checkin.opened", {"due": checkin.due.isoformat()})
    await ask_when_due(tx, setting, Promise(agreement=agreement, checkin=checkin), row)


async def _withdraw(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """What was asked for ahead of its time and is not promised at it: nothing is owed any more.

    Nothing would follow up on it, and the next one would make a miss of it.
    """
    checkin = await tx.checkins.get(checkin_of(row))
    if checkin is None or not (checkin.waiting and checkin.early) or checkin.due != row.due:
        return
    cadence = setting.agreement.cadence.get(checkin.cadence)
    moved = next_occurrence(setting.agreement, cadence, after=setting.now) if cadence else None
    if moved is not None and moved.wall == checkin.wall:
        return  # it is still to come
    withdrawn = replace(checkin, state=CheckInState.EXCUSED, writing_since=None)
    await tx.checkins.save(withdrawn)
    await bring_up_to_date(tx, setting, await promised(tx, withdrawn, agreements))
    await note(tx, setting, withdrawn, "checkin.withdrawn", {"due": row.due.isoformat()})


async def _overtake_earlier(
    tx: Transaction, setting: Setting, checkin: CheckIn, agreements: AgreementCache
) -> None:
    """A check-in still waiting when the next one opens was missed."""
    for earlier in await tx.checkins.waiting(checkin.collaboration):
        if earlier.cadence != checkin.cadence or earlier.due >= checkin.due:
            continue
        missed = earlier.overtaken()
        await tx.checkins.save(missed)
        await note(tx, setting, missed, "checkin.missed", {"because": "the next one opened"})
        await escalation_causes.missed(tx, setting, missed, agreements)
        await show_sender(tx, setting, await promised(tx, missed, agreements))


async def _remind(tx: Transaction, setting: Setting, promise: Promise, row: AgendaRow) -> None:
    late_at = promise.checkin.late_at
    too_late = setting.now > late_at and (late_at > row.due or was_held_up(row))
    if not promise.checkin.waiting or too_late:
        return
    if await put_off(tx, promise.checkin, setting.now) or just_asked(setting, promise):
        return
    if await wait_for_hours(tx, setting, row, row.subject["seat"]):
        return
    await remind_sender(tx, setting, promise, row.subject["seat"])
    await note(tx, setting, promise.checkin, "checkin.reminded", dict(row.subject))


async def _ask_again(tx: Transaction, setting: Setting, promise: Promise, row: AgendaRow) -> None:
    # Who has put it off once more is asked then, and not before.
    if not promise.checkin.waiting or await put_off(tx, promise.checkin, setting.now):
        return
    if await wait_for_hours(tx, setting, row, row.subject["seat"]):
        return
    await ask_again(tx, setting, promise)
    await note(tx, setting, promise.checkin, "checkin.asked_again", dict(row.subject))


async def _go_late(tx: Transaction, setting: Setting, promise: Promise) -> None:
    late = promise.checkin.gone_late()
    if late is promise.checkin:
        return
    await tx.checkins.save(late)
    if not being_written(late, setting.now):
        now_late = Promise(agreement=promise.agreement, checkin=late)
        await bring_up_to_date(tx, setting, now_late)
    await note(tx, setting, late, "checkin.late", {"grace_ended": late.late_at.isoformat()})


async def _tell(tx: Transaction, setting: Setting, promise: Promise, row: AgendaRow) -> None:
    seat = row.subject["seat"]
    if promise.checkin.waiting and not await wait_for_hours(tx, setting, row, seat):
        told = await tell(tx, setting, promise, seat)
        kind = "checkin.told" if told else "checkin.nobody_to_tell"
        await note(tx, setting, promise.checkin, kind, {"seat": seat})


def retry_at(now: Instant, attempts: int) -> Instant:
    """When a row that failed is tried again: 1, 2, 4 ... minutes later, an hour at most."""
    return instant(now + timedelta(minutes=min(60, 2**attempts)))
