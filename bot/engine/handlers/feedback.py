"""What a receiver says about an update: that it was useful, or one question back."""

from collections.abc import Mapping

from bot.cards.compose import reception as cards
from bot.cards.compose.checkins import Promise
from bot.cards.words import checkins as checkin_words
from bot.cards.words import questions as question_words
from bot.cards.words import reception as words
from bot.domain.errors import Refused
from bot.domain.reception import Mark
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import RequiredText
from bot.engine.checkin_messages import refresh_sender
from bot.engine.counterparts import Contact
from bot.engine.handlers import questions
from bot.engine.receiving import noted, received
from bot.engine.saying import Saying, What
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def press_useful(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Useful* button; pressing it again changes nothing."""
    promise, person, seat = await received(scene, tx, value, agreements)
    marked = promise.checkin.found_useful(Mark(person=person.id, seat=seat, at=scene.now))
    now = Promise(agreement=promise.agreement, checkin=marked)
    if marked is not promise.checkin:
        await tx.checkins.save(marked)
        await refresh_sender(tx, scene, now)
        await tx.record.append(noted(scene, now, "checkin.useful", seat, {}))
    return Answer(card=cards.thank_you(now), private=True)


async def press_ask_back(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Ask one question* button."""
    promise, _, _ = await received(scene, tx, value, agreements)
    return Answer(form=cards.question_form(promise), private=True)


async def ask_back(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The question was written: it is one like any other, to the seat that sent the update."""
    promise, person, seat = await received(scene, tx, context, agreements)
    form = cards.question_form(promise)
    asked = RequiredText(cards.TEXT_KEY, cards.TEXT_LIMIT, words.WRITE_SOMETHING)
    text = asked.written(scene, form, values, context)
    if isinstance(text, Answer):
        return text
    if promise.cadence.writer not in scene.agreement.seat:
        raise Refused(checkin_words.UNKNOWN)  # the seat is gone in the version in force
    if not promise.checkin.answers:
        raise Refused(words.NOTHING_TO_ASK)
    before = await tx.questions.about(promise.checkin.id)
    if any(question.person == person.id for question in before):
        raise Refused(question_words.ONE_EACH)
    contact = Contact(seat=promise.cadence.writer, topic=cards.topic(promise))
    saying = Saying(what=What.ASK, text=text)
    return await questions.put(
        scene, tx, saying, contact, agreements, checkin=promise.checkin.id, seat=seat
    )
