"""Thanks: typed, written in a form, posted or given to the person alone, taken back."""

from collections.abc import Mapping

from bot.cards.compose import thanks as cards
from bot.cards.compose.thanks import Unposted, known_as
from bot.cards.form import Form
from bot.cards.words import saying as saying_words
from bot.cards.words import thanks as words
from bot.domain.errors import InvalidInput, Refused
from bot.domain.thanks import LONGEST
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import RequiredText, hinted
from bot.engine.handlers.addressing import here
from bot.engine.once import only_once
from bot.engine.saying import UNSENT, Saying, What, keep, kept, typed_in
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.thanks import must_be_open, not_in_rooms, own
from bot.engine.thanks_forms import carried_again, context_for, form_of, form_to, meant_by
from bot.engine.thanks_giving import Meant, give, must_be_known, note, of_topic
from bot.engine.thanks_messages import show
from bot.engine.thanks_said import Said, read_thanks
from bot.engine.thanks_week import recent

_TEXT = RequiredText(cards.TEXT_KEY, LONGEST, words.SAY_WHAT)


async def thanks(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`thanks <who> for <what>`; alone how to, and what was said lately."""
    if not rest.strip():
        lately = await recent(tx, scene)
        me = scene.actor.person.id if scene.private and scene.actor.person else ""
        return Answer(card=cards.listed(lately, scene.agreement, here(scene), me=me))
    must_be_open(scene)
    said = read_thanks(scene, rest, reader)
    if said.person is None:
        return await _to_nobody(scene, tx, said, agreements)
    meant = Meant(person=said.person, seat=said.seat)
    must_be_known(scene, meant)
    if not said.what:
        if scene.origin.can_open_form:
            return Answer(form=form_to(scene, meant, context_for(scene, {})), private=True)
        raise InvalidInput(words.SAY_WHAT)
    if len(said.what) > LONGEST:
        raise InvalidInput(saying_words.too_long(len(said.what), LONGEST))
    room, thread = (None, None) if said.privately else typed_in(scene)
    saying = Saying(what=What.THANKS, text=said.what, topic=meant.topic, room=room, thread=thread)
    looked_at = await hinted(scene, tx, saying)
    if looked_at is not None:
        return looked_at
    if said.privately:
        return await give(scene, tx, meant, said.what, private=True)
    return await offer(scene, tx, saying)


async def _to_nobody(
    scene: Scene, tx: Transaction, said: Said, agreements: AgreementCache
) -> Answer:
    """When nobody was named: of a line its writer chooses whom, of a courtesy nothing comes."""
    if said.who and said.what:
        raise Refused(words.NOT_FOUND.format(text=said.who[:60]))
    if not said.what:
        return Answer(card=cards.welcome(here(scene)), private=True)
    if scene.origin.can_open_form:
        form = await form_of(scene, tx, context_for(scene, {}), agreements, said.what)
        return Answer(form=form, private=True)
    return Answer(card=cards.whom(said.what, here(scene)), private=True)


async def offer(scene: Scene, tx: Transaction, saying: Saying) -> Answer:
    """Post what was typed in a room; of what was typed in private its writer chooses who reads it.

    Raises:
        Refused: the person thanked is not here any more, or not known to the actor.
    """
    must_be_open(scene)
    meant = of_topic(scene, saying.topic)
    to = must_be_known(scene, meant)
    why_not = await not_in_rooms(scene, tx, meant.person, to, saying.text)
    if saying.room is not None and not why_not:
        return await give(scene, tx, meant, saying.text, private=False, typed=saying)
    unsent = await keep(scene, tx, saying)
    unposted = Unposted(
        to=known_as(to, scene.agreement),
        text=saying.text,
        value={**here(scene), UNSENT: unsent.id},
        not_in_rooms=why_not,
    )
    return Answer(card=cards.where_card(unposted), private=True)


async def press_post(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Post it in the rooms* button."""
    return await _give_draft(scene, tx, value, private=False)


async def press_alone(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Only to them* button."""
    return await _give_draft(scene, tx, value, private=True)


async def _give_draft(
    scene: Scene, tx: Transaction, value: Mapping[str, str], *, private: bool
) -> Answer:
    must_be_open(scene)
    unsent = await kept(scene, tx, value)
    saying = Saying.of(unsent)
    if saying.what is not What.THANKS:
        raise Refused(saying_words.NO_DRAFT)
    meant = of_topic(scene, saying.topic)
    to = must_be_known(scene, meant)
    if not private:
        why_not = await not_in_rooms(scene, tx, meant.person, to, saying.text)
        if why_not:
            raise Refused(why_not)
    await tx.unsent.drop(unsent.id)
    return await give(scene, tx, meant, saying.text, private=private, typed=saying)


async def press_open(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Say thanks* button: the form, on what stands above it or on anything."""
    must_be_open(scene)
    text = value.get(cards.TEXT_KEY, "")
    form = await form_of(scene, tx, context_for(scene, value), agreements, text)
    return Answer(form=form, private=True)


async def given(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent."""
    must_be_open(scene)
    form = await form_of(scene, tx, carried_again(scene, context), agreements)
    text = _TEXT.written(scene, form, values, context)
    if isinstance(text, Answer):
        return text
    meant = await meant_by(scene, tx, values, context, agreements)
    to, line = must_be_known(scene, meant), " ".join(text.split())
    private = values.get(cards.WHERE_KEY) != cards.ROOMS
    if not private:
        why_not = await not_in_rooms(scene, tx, meant.person, to, line)
        why_not = words.ONLY_ALONE if meant.only_alone else why_not
        if why_not:
            return Answer(errors={cards.WHERE_KEY: why_not}, form=form, private=True)
    if context.get(UNSENT):
        await tx.unsent.drop((await kept(scene, tx, context)).id)
    await only_once(scene, tx, context)
    return await give(scene, tx, meant, line, private=private)


async def press_take_back(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Take it back* button."""
    before = await own(scene, tx, value)
    now = before.withdrawn(scene.now)
    if now is not before:
        await tx.thanks.save(now)
        await show(tx, scene, now)
        await note(scene, tx, "thanks.withdrawn", now, {})
    in_this_room = not now.private and now.room == scene.origin.conversation
    card = cards.for_giver(now, scene.agreement)
    return Answer(card=card, private=True, already_shown=in_this_room and now is not before)


def form_for(scene: Scene, saying: Saying, context: Mapping[str, str]) -> Form:
    """The form with what was typed, to be put another way."""
    return form_to(scene, of_topic(scene, saying.topic), context, saying.text)
