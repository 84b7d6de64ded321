"""The messages of a heads-up: to its seat, to the room it was written in, and to its writer."""

from bot.cards.compose import heads_ups as cards
from bot.cards.compose.heads_ups import Given
from bot.domain.escalation import Escalation
from bot.domain.heads_up import HeadsUp
from bot.domain.visibility import A_ROOM, Reader, visible_escalation
from bot.domain.workdays import seat_zone
from bot.engine.checkin_messages import to_seat
from bot.engine.contacts import route
from bot.engine.outgoing import Draft
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def given(
    tx: Transaction,
    setting: Setting,
    heads_up: HeadsUp,
    reader: Reader,
    *,
    alone: str | None = None,
) -> Given:
    """A heads-up with the names of the people in it, as somebody reads it.

    Args:
        tx: to find what became of it.
        setting: where and when.
        heads_up: the heads-up.
        reader: what the reader may know.
        alone: id of the one person who reads it alone; none when several do.
    """
    person = setting.directory.person
    return Given(
        heads_up=heads_up,
        agreement=setting.agreement,
        by=person(heads_up.person).name,
        seen_by=person(heads_up.seen.person).name if heads_up.seen else "",
        became=await became(tx, setting, heads_up, reader, alone),
        reader=reader,
    )


async def became(
    tx: Transaction, setting: Setting, heads_up: HeadsUp, reader: Reader, person: str | None
) -> Escalation | None:
    """The escalation it became, if that exists for a reader; a person when they read it alone."""
    if heads_up.escalation is None:
        return None
    found = await tx.escalations.get(heads_up.escalation)
    if found is None or not visible_escalation(setting.agreement, found, reader, person):
        return None
    return found


async def show(tx: Transaction, setting: Setting, heads_up: HeadsUp) -> None:
    """Send it, or bring everything that was sent of it up to date."""
    where = route(setting, heads_up.to_seat)
    reader = setting.reader_of(where.person) if where and where.person else A_ROOM
    known = heads_up.to_seat in setting.agreement.seat
    zone = (
        seat_zone(setting.agreement, heads_up.to_seat)
        if known
        else setting.zone_of(heads_up.to_party)
    )
    alone = where.person.id if where and where.person else None
    shown = await given(tx, setting, heads_up, reader, alone=alone)
    card = cards.for_receiver(shown, zone=zone)
    await to_seat(tx, setting, heads_up.to_seat, f"{heads_up.id}/to", card=card)
    if heads_up.room is not None:
        draft = Draft(
            key=f"{heads_up.id}/room",
            collaboration=heads_up.collaboration,
            to=heads_up.room,
            thread=heads_up.thread,
            card=cards.in_room(
                await given(tx, setting, heads_up, A_ROOM), zone=setting.zone_in(heads_up.room)
            ),
        )
        await tx.outbox.put(draft, setting.now)
    elif await tx.outbox.find(writer_key(heads_up)) is not None:
        await show_writer(tx, setting, heads_up)


async def show_writer(tx: Transaction, setting: Setting, heads_up: HeadsUp) -> None:
    """In the writer's own chat."""
    writer = setting.directory.person(heads_up.person)
    addresses = writer.addresses
    if not addresses:
        return
    reader = setting.reader_of(writer)
    shown = await given(tx, setting, heads_up, reader, alone=writer.id)
    zone = setting.zone_of(heads_up.from_party)
    draft = Draft(
        key=writer_key(heads_up),
        collaboration=heads_up.collaboration,
        to=addresses[0],
        fallbacks=addresses[1:],
        card=cards.for_writer(shown, zone=zone),
    )
    await tx.outbox.put(draft, setting.now)


def writer_key(heads_up: HeadsUp) -> str:
    """Key of the message in the writer's own chat."""
    return f"{heads_up.id}/writer"
