"""The messages about meetings: agendas in the rooms, and a meeting that is called off."""

from dataclasses import replace

from bot.cards.card import Card
from bot.cards.compose.checkins import Promise
from bot.cards.compose.meetings import agenda_card, called_off
from bot.domain.address import Address
from bot.domain.meeting_agenda import MeetingAgenda
from bot.domain.occurrences import Occurrence, next_occurrence
from bot.domain.visibility import A_ROOM, view
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.checkin_messages import receiving_rooms, to_seat
from bot.engine.contacts import route
from bot.engine.meetings import agenda_for, as_read, keep, minutes_of
from bot.engine.outgoing import Draft
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction


async def show_agenda(tx: Transaction, setting: Setting, agenda: MeetingAgenda) -> None:
    """One message in each room, or its new form; nothing before it was first posted.

    While somebody is writing a point it stays as it is, and is looked at again afterwards.
    """
    cadence, seen = setting.agreement.cadence.get(agenda.cadence), view(setting.agreement, A_ROOM)
    if agenda.posted_at is None or cadence is None or seen.seat(cadence.from_) is None:
        return
    if await _put_off(tx, setting, agenda):
        return
    for room in receiving_rooms(setting, await minutes_of(tx, setting.agreement, agenda)):
        meeting = await as_read(tx, setting, agenda, seen, setting.zone_in(room))
        await put_in_room(tx, setting, agenda, room, agenda_card(meeting))


async def _put_off(tx: Transaction, setting: Setting, agenda: MeetingAgenda) -> bool:
    until = agenda.left_alone_until(setting.now)
    if until is None or agenda.begun(setting.now) or agenda.dropped:
        return False
    await tx.agenda.put(
        AgendaRow(
            key=f"{agenda.id}/agenda/again/{until.isoformat()}",
            collaboration=agenda.collaboration,
            kind=AgendaKind.MEETING_AGENDA,
            due=until,
            subject={"cadence": agenda.cadence, "meeting": agenda.id},
        )
    )
    return True


def room_key(agenda: MeetingAgenda, room: Address) -> str:
    """Key of the message with an agenda in a room."""
    return f"{agenda.id}/agenda/{room}"


async def put_in_room(
    tx: Transaction, setting: Setting, agenda: MeetingAgenda, room: Address, card: Card
) -> None:
    """The message with an agenda in a room, or its new form."""
    key = room_key(agenda, room)
    draft = Draft(key=key, collaboration=agenda.collaboration, to=room, card=card)
    await tx.outbox.put(draft, setting.now)


async def post_agenda(tx: Transaction, setting: Setting, agenda: MeetingAgenda) -> MeetingAgenda:
    """Show it in the rooms from now on, and keep that it is shown."""
    posted = replace(agenda, posted_at=agenda.posted_at or setting.now)
    await keep(tx, posted)
    await show_agenda(tx, setting, posted)
    return posted


async def tell_meeting(tx: Transaction, scene: Scene, promise: Promise) -> None:
    """A meeting was called off before it began, or takes place after all.

    Whoever calls it and whoever writes it read it in their own chat, except who said so; everybody
    else in the rooms, where its agenda is posted now if it was not yet.
    """
    card, key = called_off(promise), f"{promise.checkin.id}/excused"
    for seat in dict.fromkeys((promise.cadence.writer, promise.cadence.from_)):
        where = route(scene, seat)
        if where is not None and where.person != scene.actor.person:
            await to_seat(tx, scene, seat, f"{key}/{seat}", card=card)
    checkin = promise.checkin
    occurrence = Occurrence(checkin.cadence, checkin.wall, checkin.due)
    await post_agenda(tx, scene, await agenda_for(tx, scene, occurrence))


async def after_minutes(tx: Transaction, setting: Setting, promise: Promise) -> None:
    """Minutes came, changed or are not needed: both agendas say so, this one's and the next."""
    if not promise.minutes:
        return
    checkin = promise.checkin
    agenda = await tx.meetings.get(checkin.id)
    if agenda is not None:
        await show_agenda(tx, setting, agenda)
    cadence = setting.agreement.cadence.get(checkin.cadence)
    following = next_occurrence(setting.agreement, cadence, after=checkin.due) if cadence else None
    if following is None or following.due <= setting.now:
        return
    ahead = await agenda_for(tx, setting, following)
    known = await tx.meetings.get(ahead.id)
    if known is not None and known != ahead:
        await keep(tx, ahead)
        await show_agenda(tx, setting, ahead)
