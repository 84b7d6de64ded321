"""Heads-ups: given, seen, reworded, taken back."""

from collections.abc import Mapping

from bot.cards.compose import heads_ups as cards
from bot.cards.words import heads_ups as words
from bot.domain.errors import Refused
from bot.domain.heads_up import HeadsUp, Seen, Wording, id_of
from bot.domain.visibility import A_ROOM, visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import text_in
from bot.engine.counterparts import Contact, own_party
from bot.engine.heads_up_messages import show, show_writer
from bot.engine.heads_ups import loaded, note, of_actor
from bot.engine.saying import Saying
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def give(scene: Scene, tx: Transaction, saying: Saying, contact: Contact) -> Answer:
    """Give it to a seat; the caller has found out that somebody can be written to for it."""
    restricted = not visible_seat(scene.agreement, contact.seat, A_ROOM)
    id_ = scene.collaboration.id
    number = await tx.heads_ups.last_number(id_, restricted=restricted) + 1
    heads_up = HeadsUp(
        id=id_of(id_, number, restricted=restricted),
        collaboration=id_,
        number=number,
        restricted=restricted,
        version=scene.collaboration.version,
        area=contact.area,
        person=scene.seated().id,
        from_seat=next(iter(scene.actor.seats), None),
        from_party=own_party(scene) or "",
        to_seat=contact.seat,
        to_party=scene.agreement.party_of(contact.seat).key,
        room=saying.room,
        thread=saying.thread,
        wordings=(Wording(text=saying.text, at=scene.now),),
    )
    await tx.heads_ups.add(heads_up)
    await show(tx, scene, heads_up)
    told = {"text": saying.text, "to": contact.seat, "area": contact.area}
    await note(scene, tx, heads_up, "heads_up.given", told)
    if heads_up.room is not None:
        return Answer(done=True)  # the room reads it, the writer with it
    if not scene.origin.immediate:
        await show_writer(tx, scene, heads_up)
    zone = scene.zone_of(heads_up.from_party)
    card = cards.for_writer(await of_actor(scene, tx, heads_up), zone=zone)
    here = scene.origin.personal
    return Answer(card=card, private=True, done=True, already_shown=here)


async def press_seen(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Seen* button: once is enough, by anybody of the receiving side."""
    heads_up = await loaded(scene, tx, value)
    person = scene.seated()
    if own_party(scene) != heads_up.to_party:
        party = scene.agreement.party.get(heads_up.to_party)
        name = party.short if party else heads_up.to_party
        raise Refused(words.ONLY_RECEIVERS.format(party=name))
    seen = heads_up.noticed(Seen(person=person.id, at=scene.now))
    if seen is not heads_up:
        await tx.heads_ups.save(seen)
        await show(tx, scene, seen)
        await note(scene, tx, seen, "heads_up.seen", {})
    before = seen is heads_up
    return Answer(card=cards.noticed(await of_actor(scene, tx, seen), before=before), private=True)


async def press_edit(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Edit* button."""
    heads_up = await _own(scene, tx, value)
    heads_up.reworded(Wording(text=heads_up.text, at=scene.now))  # says why not, before the form
    return Answer(
        form=cards.edit_form(await of_actor(scene, tx, heads_up), heads_up.text), private=True
    )


async def edited(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """It was put another way."""
    heads_up = await _own(scene, tx, context)
    form = cards.edit_form(await of_actor(scene, tx, heads_up), heads_up.text)
    text = text_in(scene, form, values, context, cards.TEXT_KEY)
    if isinstance(text, Answer):
        return text
    now = heads_up.reworded(Wording(text=text, at=scene.now))
    if now is not heads_up:
        await tx.heads_ups.save(now)
        await show(tx, scene, now)
        data = {"before": heads_up.text, "text": now.text}
        await note(scene, tx, now, "heads_up.edited", data)
    return await _for_writer(scene, tx, now, changed=now is not heads_up)


async def press_withdraw(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Take it back* button."""
    heads_up = (await _own(scene, tx, value)).withdrawn(scene.now)
    await tx.heads_ups.save(heads_up)
    await show(tx, scene, heads_up)
    await note(scene, tx, heads_up, "heads_up.withdrawn", {})
    return await _for_writer(scene, tx, heads_up)


async def _for_writer(
    scene: Scene, tx: Transaction, heads_up: HeadsUp, *, changed: bool = True
) -> Answer:
    zone = scene.zone_of(heads_up.from_party)
    card = cards.for_writer(await of_actor(scene, tx, heads_up), zone=zone)
    return Answer(card=card, private=True, already_shown=changed and scene.origin.personal)


async def _own(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> HeadsUp:
    heads_up = await loaded(scene, tx, value)
    if scene.seated().id != heads_up.person:
        raise Refused(words.NOT_YOURS)
    return heads_up
