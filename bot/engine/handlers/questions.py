"""What whoever asked does: ask, put it another way, take it back, ask further."""

from collections.abc import Mapping

from bot.cards.compose import question_forms as forms
from bot.cards.compose import questions as cards
from bot.cards.compose.questions import Asked
from bot.cards.compose.said_input import TEXT_KEY
from bot.domain.question import Question, Turn, id_of
from bot.domain.reply_time import deadlines
from bot.domain.visibility import A_ROOM, visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import text_in
from bot.engine.counterparts import Contact, own_party
from bot.engine.question_messages import show, show_asker
from bot.engine.question_times import plan
from bot.engine.questions import for_actor, loaded, must_have_asked, note, said_by
from bot.engine.saying import Saying, What
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.unanswered import plan_raising


async def put(
    scene: Scene,
    tx: Transaction,
    saying: Saying,
    contact: Contact,
    agreements: AgreementCache,
    *,
    checkin: str | None = None,
    seat: str | None = None,
) -> Answer:
    """Put a question to a seat; the caller has found out that somebody can be written to for it.

    Args:
        scene: who asks, and where.
        tx: the transaction.
        saying: the question.
        contact: the seat it goes to, and what it is about.
        agreements: loaded versions.
        checkin: id of the check-in it is about.
        seat: key of the seat the actor asks for; none means the first they hold.
    """
    seat = seat or next(iter(scene.actor.seats), None)
    restricted = not visible_seat(scene.agreement, contact.seat, A_ROOM)
    number = await tx.questions.last_number(scene.collaboration.id, restricted=restricted) + 1
    found = deadlines(scene.agreement, contact.seat, scene.now, urgent=saying.urgent)
    turn = Turn(
        seat=contact.seat,
        asked=(said_by(scene, saying.text, seat),),
        since=scene.now,
        due=found.due,
    )
    question = Question(
        id=id_of(scene.collaboration.id, number, restricted=restricted),
        collaboration=scene.collaboration.id,
        number=number,
        restricted=restricted,
        version=scene.collaboration.version,
        topic=contact.topic,
        area=contact.area,
        checkin=checkin,
        urgent=saying.urgent,
        person=scene.seated().id,
        from_seat=seat,
        from_party=own_party(scene) or "",
        to_party=scene.agreement.party_of(contact.seat).key,
        room=saying.room,
        thread=saying.thread,
        turns=(turn,),
    )
    await tx.questions.add(question)
    await plan(tx, question, agreements, now=scene.now)
    await plan_raising(tx, question, scene.agreement, now=scene.now)
    asked = await for_actor(scene, tx, question, agreements)
    await show(tx, scene, asked)
    data = {
        "question": saying.text,
        "topic": contact.topic,
        "to": contact.seat,
        "due": found.due.isoformat(),
        "urgent": saying.urgent,
        "checkin": checkin,
    }
    await note(scene, tx, question, "question.asked", data, seat=seat)
    if question.room is not None:
        return Answer(done=True)  # the room reads it, and the asker with it
    card = cards.for_asker(asked)
    if not scene.origin.immediate:
        await show_asker(tx, scene, question, card)
    here = scene.origin.personal
    return Answer(card=card, private=True, done=True, already_shown=here)


async def press_edit(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Edit* button under one's own question."""
    question = await own(scene, tx, value)
    question.reworded(question.turn.question)  # says why not, before the form
    asked = await for_actor(scene, tx, question, agreements)
    return Answer(form=forms.edit_form(asked), private=True)


async def edited(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """It was put another way."""
    question = await own(scene, tx, context)
    form = forms.edit_form(await for_actor(scene, tx, question, agreements))
    text = text_in(scene, form, values, context, TEXT_KEY)
    if isinstance(text, Answer):
        return text
    seat = question.turn.question.seat
    now = question.reworded(said_by(scene, text, seat))
    data = {"before": question.turn.question.text, "question": text}
    return await _changed(scene, tx, question, now, agreements, kind="question.edited", data=data)


async def press_withdraw(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Take it back* button."""
    question = await own(scene, tx, value)
    now = question.withdrawn(scene.now)
    return await _changed(scene, tx, question, now, agreements, kind="question.withdrawn", data={})


async def press_further(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Ask further* or *Say more* button."""
    question = await own(scene, tx, value)
    # Says why not, before the form.
    question.asked_further(question.turn.question, question.turn.due)
    asked = await for_actor(scene, tx, question, agreements)
    return Answer(form=forms.further_form(asked), private=True)


async def further(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """More was asked, or a question back was answered: a new turn, with a clock of its own."""
    question = await own(scene, tx, context)
    asked = await for_actor(scene, tx, question, agreements)
    form = forms.further_form(asked)
    text = text_in(scene, form, values, context, TEXT_KEY)
    if isinstance(text, Answer):
        return text
    saying = Saying(what=What.FURTHER, text=text, question=question.id)
    return await ask_further(scene, tx, saying, agreements)


async def ask_further(
    scene: Scene, tx: Transaction, saying: Saying, agreements: AgreementCache
) -> Answer:
    """A new turn of the seat that spoke last."""
    question = await own(scene, tx, {"question": saying.question})
    asked = await for_actor(scene, tx, question, agreements)
    seat, urgent = question.turn.seat, question.urgent
    due = deadlines(asked.agreement, seat, scene.now, urgent=urgent).due
    now = question.asked_further(said_by(scene, saying.text, question.from_seat), due)
    await plan(tx, now, agreements, now=scene.now)
    await plan_raising(tx, now, scene.agreement, now=scene.now)
    data = {"question": saying.text, "to": seat, "due": due.isoformat()}
    return await _changed(
        scene, tx, question, now, agreements, kind="question.asked_further", data=data
    )


async def own(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> Question:
    """The question a button or form is about, if the actor asked it.

    Raises:
        Refused: it is unknown, or somebody else's.
    """
    question = await loaded(scene, tx, value)
    must_have_asked(scene, question)
    return question


async def _changed(
    scene: Scene,
    tx: Transaction,
    before: Question,
    now: Question,
    agreements: AgreementCache,
    *,
    kind: str,
    data: Mapping[str, object],
) -> Answer:
    asked: Asked = await for_actor(scene, tx, now, agreements)
    if now is not before:
        await tx.questions.save(now)
        await show(tx, scene, asked)
        await note(scene, tx, now, kind, data, seat=now.from_seat)
    here = scene.origin.personal and now is not before
    return Answer(card=cards.for_asker(asked), private=True, already_shown=here)
