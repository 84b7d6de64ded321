"""After a pause: what was promised because something is done still is.

What comes round again was not promised for the time of the pause, and what was asked for before it
waits by itself: see `pausing`.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.checkin import checkin_id
from bot.domain.instant import Instant, parse_instant
from bot.domain.occurrences import Occurrence, milestone_occurrence
from bot.domain.people import CollaborationState
from bot.engine.planning import opening
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_ACTIVE = f"collaboration.{CollaborationState.ACTIVE}"
_STOPPED = (
    f"collaboration.{CollaborationState.PAUSED}",
    f"collaboration.{CollaborationState.CLOSED}",
)


async def take_up_again(tx: Transaction, setting: Setting) -> None:
    """Put on the agenda what is promised because something is done, and a pause kept from it."""
    for occurrence, done in await _milestones_missed(tx, setting):
        row = opening(
            setting.collaboration.id,
            occurrence,
            completed=parse_instant(str(done.data["completed"])),
            said_by=done.source or "",
        )
        await tx.agenda.put(replace(row, key=f"{row.key}/at/{setting.now.isoformat()}"))


async def resumed_at(tx: Transaction, setting: Setting) -> Instant | None:
    """When it went on after its last pause; none when there was none."""
    found = await tx.record.about(setting.collaboration.id, [setting.collaboration.key])
    return next((each.entry.at for each in reversed(found) if each.entry.kind == _ACTIVE), None)


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
