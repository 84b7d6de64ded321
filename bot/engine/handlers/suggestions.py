"""What whoever made a suggestion does with it: make it, put it another way, take it back."""

from collections.abc import Mapping

from bot.cards.compose import suggestion_forms as forms
from bot.cards.compose import suggestions as cards
from bot.cards.compose.said_input import TEXT_KEY
from bot.cards.words import suggestions as words
from bot.domain.suggestion import Suggestion, Turn, id_of
from bot.domain.suggestion_times import agreed_time, due_of
from bot.domain.visibility import A_ROOM, visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import text_in
from bot.engine.counterparts import Contact, own_party
from bot.engine.questions import said_by
from bot.engine.saying import Saying
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.suggestion_messages import show, show_maker
from bot.engine.suggestion_times import plan
from bot.engine.suggestions import for_actor, note, own, with_agreement


async def put(
    scene: Scene,
    tx: Transaction,
    saying: Saying,
    contact: Contact,
    agreements: AgreementCache,
) -> Answer:
    """Make it to a seat; the caller has found out that somebody can be written to for it."""
    seat = None if saying.anonymous else next(iter(scene.actor.seats), None)
    restricted = not visible_seat(scene.agreement, contact.seat, A_ROOM)
    id_ = scene.collaboration.id
    number = await tx.suggestions.last_number(id_, restricted=restricted) + 1
    due = due_of(scene.agreement, contact.seat, scene.now)
    suggestion = Suggestion(
        id=id_of(id_, number, restricted=restricted),
        collaboration=id_,
        number=number,
        restricted=restricted,
        version=scene.collaboration.version,
        topic=contact.topic,
        area=contact.area,
        person=scene.seated().id,
        from_seat=seat,
        from_party=own_party(scene) or "",
        to_party=scene.agreement.party_of(contact.seat).key,
        anonymous=saying.anonymous,
        posted=saying.posted or saying.room is not None,
        room=saying.room,
        thread=saying.thread,
        wordings=(said_by(scene, saying.text, seat),),
        turns=(Turn(seat=contact.seat, since=scene.now, due=due),),
    )
    await tx.suggestions.add(suggestion)
    await plan(tx, suggestion, agreements, now=scene.now)
    await show(tx, scene, await with_agreement(tx, scene, suggestion, agreements))
    data = {
        "suggestion": saying.text,
        "topic": contact.topic,
        "to": contact.seat,
        "due": due.isoformat(),
        "posted": suggestion.posted,
    }
    await note(scene, tx, suggestion, "suggestion.made", data, seat=seat, by_maker=True)
    if suggestion.room is not None:
        return Answer(done=True)  # the room reads it, and the maker with it
    suggested = await for_actor(scene, tx, suggestion, agreements)
    agreed = scene.agreement.suggestions is not None
    within = words.answered_within(agreed_time(scene.agreement), agreed=agreed)
    card = cards.for_maker(suggested, within)
    if not scene.origin.immediate:
        await show_maker(tx, scene, suggestion, card)
    return Answer(card=card, private=True, done=True, already_shown=scene.origin.personal)


async def press_edit(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Edit* button under one's own suggestion."""
    suggestion = await own(scene, tx, value)
    suggestion.must_wait()  # says why not, before the form
    suggested = await for_actor(scene, tx, suggestion, agreements)
    return Answer(form=forms.edit_form(suggested), private=True)


async def edited(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """It was put another way."""
    suggestion = await own(scene, tx, context)
    form = forms.edit_form(await for_actor(scene, tx, suggestion, agreements))
    text = text_in(scene, form, values, context, TEXT_KEY)
    if isinstance(text, Answer):
        return text
    now = suggestion.reworded(said_by(scene, text, suggestion.from_seat))
    data = {"before": suggestion.text, "suggestion": text}
    return await _changed(
        scene, tx, suggestion, now, agreements, kind="suggestion.edited", data=data
    )


async def press_withdraw(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Take it back* button."""
    suggestion = await own(scene, tx, value)
    now = suggestion.withdrawn(scene.now)
    return await _changed(
        scene, tx, suggestion, now, agreements, kind="suggestion.withdrawn", data={}
    )


async def _changed(
    scene: Scene,
    tx: Transaction,
    before: Suggestion,
    now: Suggestion,
    agreements: AgreementCache,
    *,
    kind: str,
    data: Mapping[str, object],
) -> Answer:
    if now is not before:
        await tx.suggestions.save(now)
        await show(tx, scene, await with_agreement(tx, scene, now, agreements))
        await note(scene, tx, now, kind, data, seat=now.from_seat, by_maker=True)
    here = scene.origin.personal and now is not before
    card = cards.for_maker(await for_actor(scene, tx, now, agreements))
    return Answer(card=card, private=True, already_shown=here)
