"""After a new version, agendas ahead follow their meetings, wherever these are now."""

from dataclasses import replace
from datetime import timedelta

from bot.cards.compose.meetings import no_longer_promised
from bot.domain.agreement.document import Agreement
from bot.domain.instant import instant
from bot.domain.meeting_agenda import MeetingAgenda
from bot.domain.meetings import is_meeting
from bot.domain.occurrences import Occurrence, next_occurrence
from bot.engine.meeting_messages import put_in_room, room_key, show_agenda
from bot.engine.meetings import agenda_for, keep, upcoming
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_MOMENT_BEFORE = timedelta(seconds=1)


async def bring_along(tx: Transaction, setting: Setting, *, before: Agreement) -> None:
    """Move the agendas ahead, or say in their messages what became of the meeting.

    Args:
        tx: the transaction.
        setting: with the new version in force.
        before: the version before it.
    """
    agreement = setting.agreement
    for agenda in await tx.meetings.ahead(setting.collaboration.id, setting.now):
        cadence = agreement.cadence.get(agenda.cadence)
        if cadence is None or not is_meeting(cadence):
            await _end(tx, setting, agenda, before)
            continue
        just_before = instant(agenda.start - _MOMENT_BEFORE)
        there = next_occurrence(agreement, cadence, after=just_before)
        following = there if _is(agenda, there) else upcoming(setting, cadence)
        if following is None:
            await _end(tx, setting, agenda, before)
            continue
        if not _is(agenda, following):
            await _move(tx, setting, agenda, following)
            continue
        moved = replace(agenda, start=following.due)
        await keep(tx, moved)
        await show_agenda(tx, setting, moved)


def _is(agenda: MeetingAgenda, occurrence: Occurrence | None) -> bool:
    return occurrence is not None and occurrence.wall == agenda.wall


async def _move(
    tx: Transaction, setting: Setting, agenda: MeetingAgenda, following: Occurrence
) -> None:
    """A meeting that is no longer promised gives its points to the one that is."""
    dropped = replace(agenda, dropped=True, points=())
    await keep(tx, dropped)
    await show_agenda(tx, setting, dropped)
    taken = await agenda_for(tx, setting, following)
    there = {point.id for point in taken.points}
    moved = tuple(point for point in agenda.points if point.id not in there)
    # More than an agenda takes otherwise, rather than that one of them is lost.
    taken = replace(taken, points=(*taken.points, *moved))
    await keep(tx, taken)
    await show_agenda(tx, setting, taken)


async def _end(tx: Transaction, setting: Setting, agenda: MeetingAgenda, before: Agreement) -> None:
    """A meeting that was taken out, and none comes in its place; its points are on record."""
    await keep(tx, replace(agenda, dropped=True))
    known = setting.agreement.cadence.get(agenda.cadence) or before.cadence[agenda.cadence]
    card = no_longer_promised(known.title, agenda)
    for room in setting.directory.rooms(setting.collaboration.id):
        if await tx.outbox.find(room_key(agenda, room)) is not None:
            await put_in_room(tx, setting, agenda, room, card)
