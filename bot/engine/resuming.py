"""After a pause: what waited goes on, and what fell due meanwhile is done now.

While a collaboration is paused or closed nothing is done about it, so what the agenda fired then
is put on it once more. A reminder of what is late by now would come too late and is left out. What
comes round again was not promised for the time of the pause; what was promised because something
is done still is.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.compose.checkins import Promise
from bot.domain.checkin import CheckInState, checkin_id
from bot.domain.instant import Instant, parse_instant
from bot.domain.occurrences import Occurrence, milestone_occurrence
from bot.domain.people import CollaborationState
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.agreements import AgreementCache, promised
from bot.engine.asking import was_asked
from bot.engine.checkin_messages import reminder_key, told_key
from bot.engine.planning import asking_about, follow_up, opening
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_ACTIVE = f"collaboration.{CollaborationState.ACTIVE}"
_STOPPED = (
    f"collaboration.{CollaborationState.PAUSED}",
    f"collaboration.{CollaborationState.CLOSED}",
)


async def take_up_again(tx: Transaction, setting: Setting, agreements: AgreementCache) -> None:
    """Put on the agenda what a pause kept from happening."""
    for checkin in await tx.checkins.waiting(setting.collaboration.id):
        if checkin.due <= setting.now:  # what is due later is planned with everything else
            await _go_on(tx, setting, await promised(tx, checkin, agreements))
    for occurrence, done in await _milestones_missed(tx, setting):
        row = opening(
            setting.collaboration.id,
            occurrence,
            completed=parse_instant(str(done.data["completed"])),
            said_by=done.source or "",
        )
        await tx.agenda.put(replace(row, key=_now(row, setting.now)))


async def _go_on(tx: Transaction, setting: Setting, promise: Promise) -> None:
    checkin = promise.checkin
    for row in follow_up(checkin, promise.agreement):
        if await tx.agenda.put(row) or row.due > setting.now:
            continue
        if not await _has_happened(tx, promise, row, setting.now):
            await tx.agenda.put(replace(row, key=_now(row, setting.now), due=setting.now))
    if not await was_asked(tx, promise):
        await tx.agenda.put(asking_about(checkin, setting.now))


async def _has_happened(tx: Transaction, promise: Promise, row: AgendaRow, now: Instant) -> bool:
    match row.kind:
        case AgendaKind.REMIND:
            too_late = now > promise.checkin.late_at
            return too_late or await tx.outbox.find(reminder_key(promise)) is not None
        case AgendaKind.TELL:
            return await tx.outbox.find(told_key(promise, row.subject["seat"])) is not None
        case _:
            return promise.checkin.state is CheckInState.LATE


def _now(row: AgendaRow, now: Instant) -> str:
    """A key like that of a row that is put off until now, so that none is put off twice."""
    return f"{row.key}/at/{now.isoformat()}"


async def _milestones_missed(
    tx: Transaction, setting: Setting
) -> Sequence[tuple[Occurrence, Entry]]:
    """What was promised because something is done, and fell due since it was stopped."""
    entries = [each.entry for each in await tx.record.entries(setting.collaboration.id)]
    since = _stopped_at(entries)
    if since is None:
        return ()
    done: dict[tuple[str, object], Entry] = {}
    for entry in entries:
        said = (entry.subject, entry.data.get("completed"))
        if entry.kind == "area.done":
            done[said] = entry
        elif entry.kind == "area.not_done":
            done.pop(said, None)
    found = [
        (occurrence, entry)
        for (area, completed), entry in done.items()
        for cadence in setting.agreement.cadences
        if (
            occurrence := milestone_occurrence(
                setting.agreement, cadence, area, parse_instant(str(completed))
            )
        )
        and since < occurrence.due <= setting.now
    ]
    id_ = setting.collaboration.id
    return [
        (each, entry)
        for each, entry in found
        if await tx.checkins.get(checkin_id(id_, each.cadence, each.wall, each.area)) is None
    ]


def _stopped_at(entries: Sequence[Entry]) -> Instant | None:
    """When it was paused or closed, of the last time before this one."""
    before = [entry for entry in entries if entry.kind in (_ACTIVE, *_STOPPED)]
    if before and before[-1].kind == _ACTIVE:
        before.pop()  # that it goes on now
    since = None
    for entry in reversed(before):
        if entry.kind == _ACTIVE:
            break
        since = entry.at
    return since
