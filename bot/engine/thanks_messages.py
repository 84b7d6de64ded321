"""The messages of a thanks: in every room, or to the person alone; and their way back."""

from bot.cards.card import Button, Mention
from bot.cards.compose import thanks as cards
from bot.cards.compose.general import ASK_IN
from bot.domain.address import Address
from bot.domain.people import Person
from bot.domain.thanks import Thanks
from bot.engine.contacts import route_to
from bot.engine.outgoing import Delivery, Draft
from bot.engine.pushing import Push, push
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def show(tx: Transaction, setting: Setting, thanks: Thanks) -> None:
    """Send it, or bring everything that was sent of it up to date."""
    if thanks.private:
        await _to_person(tx, setting, thanks)
        return
    rooms = tuple(dict.fromkeys(setting.directory.rooms(thanks.collaboration)))
    called = {room: _called(setting, thanks, room) for room in rooms}
    for room in rooms:
        await _in_room(tx, setting, thanks, room, called[room])
    if not any(called.values()):
        await _to_person(tx, setting, thanks)  # no room's platform can call them


def can_be_told_alone(setting: Setting, person: Person) -> bool:
    """Whether somebody is still here and can be written to in their own chat."""
    return setting.is_here(person) and bool(person.addresses)


async def _in_room(
    tx: Transaction, setting: Setting, thanks: Thanks, room: Address, called: Mention | None
) -> None:
    key = f"{thanks.id}/room/{room}"
    if not thanks.stands and await tx.outbox.find(key) is None:
        return  # a room that was connected since
    said_here = room == thanks.room
    draft = Draft(
        key=key,
        collaboration=thanks.collaboration,
        to=room,
        thread=thanks.thread if said_here else None,
        card=cards.posted(thanks, setting.agreement, called, said_here=said_here),
    )
    await tx.outbox.put(draft, setting.now)


def _called(setting: Setting, thanks: Thanks, room: Address) -> Mention | None:
    """The person as the platform of a room can call them, best by an account of its own place."""
    person = setting.directory.person(thanks.to.person)
    known = person.addresses if setting.is_here(person) else ()
    there = [each for each in known if each.platform == room.platform]
    there.sort(key=lambda each: each.tenant != room.tenant)
    return Mention(there[0], thanks.to.name) if there else None


async def _to_person(tx: Transaction, setting: Setting, thanks: Thanks) -> None:
    """In their own chat and hours, and to nobody in their place."""
    person = setting.directory.person(thanks.to.person)
    where = route_to(setting, thanks.to.party, person)
    if where is None or not setting.is_here(person):
        return
    key = f"{thanks.id}/person"
    if not thanks.stands:
        sent = await tx.outbox.find(key)
        if sent is None:
            return
        if sent.state is Delivery.PENDING and not sent.sent_revision:
            await tx.outbox.mark_skipped(sent.id, error="It was taken back before it was sent.")
            return
    here = {"collaboration": thanks.collaboration, "text": "thanks"}
    card = cards.for_person(thanks, setting.agreement)
    await push(tx, setting, where, Push(key=key, card=card, opens=Button(card.title, ASK_IN, here)))
