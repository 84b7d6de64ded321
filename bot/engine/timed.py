"""What happens when an agenda row falls due. The row only says that it is time to decide."""

from datetime import datetime, timedelta

from bot.cards.compose.checkins import Promise
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import CheckIn, checkin_id
from bot.domain.instant import Instant, instant
from bot.domain.occurrences import Occurrence, next_occurrence
from bot.domain.people import CollaborationState
from bot.engine import amending_timed, weekly
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.agreements import AgreementCache, promised
from bot.engine.checkin_messages import (
    being_written,
    bring_up_to_date,
    remind_sender,
    show_sender,
    tell,
)
from bot.engine.planning import WALL_FORMAT, Milestone, late_at, plan_follow_up, plan_next
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_MOMENT_BEFORE = timedelta(seconds=1)


async def fire(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Do what a due row is for, if it is still wanted."""
    match row.kind:
        case AgendaKind.OPEN_CHECKIN:
            await _open(tx, setting, row, agreements)
        case AgendaKind.REMIND | AgendaKind.GO_LATE | AgendaKind.TELL:
            await _checkin(tx, setting, row, agreements)
        case AgendaKind.DIGEST:
            await weekly.fire(tx, setting, row, agreements)
        case _:
            await amending_timed.fire(tx, setting, row)


async def _checkin(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    checkin = await tx.checkins.get(row.subject["checkin"])
    if checkin is None or setting.collaboration.state is not CollaborationState.ACTIVE:
        return
    promise = await promised(tx, checkin, agreements)
    match row.kind:
        case AgendaKind.REMIND:
            await _remind(tx, setting, promise, row)
        case AgendaKind.GO_LATE:
            await _go_late(tx, setting, promise)
        case _:
            await _tell(tx, setting, promise, row.subject["seat"])


async def _open(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Open the check-in of an occurrence and plan the one after it."""
    agreement, key = setting.agreement, row.subject["cadence"]
    cadence = agreement.cadence.get(key)
    if cadence is None:
        return  # the agreement in force no longer promises it
    await plan_next(tx, row.collaboration, agreement, cadence, row.due)
    occurrence = _still_promised(agreement, key, row)
    if occurrence is None or setting.collaboration.state is not CollaborationState.ACTIVE:
        return
    following = next_occurrence(agreement, cadence, after=row.due)
    id_ = checkin_id(row.collaboration, key, occurrence.wall, occurrence.area)
    there = await tx.checkins.get(id_)
    if there is not None:
        # It was answered early, or a change of the days off moved it after it was opened.
        if occurrence.area is None:
            await _overtake_earlier(tx, setting, there, agreements)
        return
    checkin = CheckIn(
        id=id_,
        collaboration=row.collaboration,
        cadence=key,
        version=agreement.agreement.version,
        wall=occurrence.wall,
        due=occurrence.due,
        late_at=late_at(agreement, cadence, occurrence.due),
        opened_at=setting.now,
    )
    if following is not None and following.due <= setting.now:
        # Accord was not running when it fell due and the next one is due too: asking for both
        # would only be noise. It is on record, and can still be sent.
        await tx.checkins.add(checkin.overtaken())
        await _note(tx, setting, checkin, "checkin.missed", {"because": "Accord was not running"})
        return
    if occurrence.area is None:  # what was promised for one milestone is not for another
        await _overtake_earlier(tx, setting, checkin, agreements)
    await tx.checkins.add(checkin)
    await plan_follow_up(tx, checkin, agreement)
    asked = await show_sender(tx, setting, Promise(agreement=agreement, checkin=checkin))
    await _note(tx, setting, checkin, "checkin.opened", {"due": checkin.due.isoformat()})
    if not asked:
        await _note(tx, setting, checkin, "checkin.nobody_to_ask", {"seat": cadence.from_})


def _still_promised(agreement: Agreement, key: str, row: AgendaRow) -> Occurrence | None:
    """The row's occurrence, if the agreement in force still has it at that moment."""
    if (milestone := Milestone.of(row)) is not None:
        promised_now = milestone.occurrence(agreement)
        return promised_now if promised_now and promised_now.due == row.due else None
    wall = datetime.strptime(row.subject["wall"], WALL_FORMAT)  # noqa: DTZ007 - a wall time is naive
    found = next_occurrence(
        agreement, agreement.cadence[key], after=instant(row.due - _MOMENT_BEFORE)
    )
    return found if found and (found.wall, found.due) == (wall, row.due) else None


async def _overtake_earlier(
    tx: Transaction, setting: Setting, checkin: CheckIn, agreements: AgreementCache
) -> None:
    """A check-in still waiting when the next one opens was missed."""
    for earlier in await tx.checkins.waiting(checkin.collaboration):
        if earlier.cadence != checkin.cadence or earlier.due >= checkin.due:
            continue
        missed = earlier.overtaken()
        await tx.checkins.save(missed)
        await _note(tx, setting, missed, "checkin.missed", {"because": "the next one opened"})
        await show_sender(tx, setting, await promised(tx, missed, agreements))


async def _remind(tx: Transaction, setting: Setting, promise: Promise, row: AgendaRow) -> None:
    overtaken_by_late = setting.now > promise.checkin.late_at > row.due
    if promise.checkin.waiting and not overtaken_by_late:
        await remind_sender(tx, setting, promise, row.subject["seat"])
        await _note(tx, setting, promise.checkin, "checkin.reminded", dict(row.subject))


async def _go_late(tx: Transaction, setting: Setting, promise: Promise) -> None:
    late = promise.checkin.gone_late()
    if late is promise.checkin:
        return
    await tx.checkins.save(late)
    if not being_written(late, setting.now):
        now_late = Promise(agreement=promise.agreement, checkin=late)
        await bring_up_to_date(tx, setting, now_late)
    await _note(tx, setting, late, "checkin.late", {"grace_ended": late.late_at.isoformat()})


async def _tell(tx: Transaction, setting: Setting, promise: Promise, seat: str) -> None:
    if promise.checkin.waiting:
        told = await tell(tx, setting, promise, seat)
        kind = "checkin.told" if told else "checkin.nobody_to_tell"
        await _note(tx, setting, promise.checkin, kind, {"seat": seat})


async def _note(
    tx: Transaction, setting: Setting, checkin: CheckIn, kind: str, data: dict[str, str]
) -> None:
    await tx.record.append(
        Entry(
            collaboration=checkin.collaboration,
            kind=kind,
            at=setting.now,
            version=checkin.version,
            subject=checkin.id,
            data=data,
        )
    )


def retry_at(now: Instant, attempts: int) -> Instant:
    """When a row that failed is tried again: 1, 2, 4 ... minutes later, an hour at most."""
    return instant(now + timedelta(minutes=min(60, 2**attempts)))
