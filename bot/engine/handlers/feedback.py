"""What a receiver says about an update: that it was useful, or one question back."""

from collections.abc import Mapping

from bot.cards.compose import reception as cards
from bot.cards.compose.checkins import Promise
from bot.cards.form import Form
from bot.cards.words import checkins as checkin_words
from bot.cards.words import reception as words
from bot.domain.errors import Refused
from bot.domain.reception import Mark, Question, Reply
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.checkin_messages import refresh_sender, show_receivers, to_seat
from bot.engine.outgoing import Draft
from bot.engine.receiving import noted, received
from bot.engine.scene import Scene
from bot.engine.sending import acting, to_send
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
    """The question was written: the sender gets it in their own chat."""
    promise, person, seat = await received(scene, tx, context, agreements)
    text = _text(values)
    if not text:
        return _again(promise, cards.question_form(promise))
    question = Question(text=text, person=person.id, seat=seat, at=scene.now)
    asked = Promise(agreement=promise.agreement, checkin=promise.checkin.asked(question))
    number = len(asked.checkin.questions) - 1
    await tx.checkins.save(asked.checkin)
    await _show_question(scene, tx, asked, number)
    await tx.record.append(noted(scene, asked, "checkin.question_asked", seat, {"question": text}))
    return Answer(card=cards.asked(asked, number), private=True)


async def press_reply(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Answer* button under a question."""
    promise, number = await _asked(scene, tx, value, agreements)
    return Answer(form=cards.reply_form(promise, number), private=True)


async def reply(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The answer was written: whoever asked gets it, and it stands under the update."""
    promise, number = await _asked(scene, tx, context, agreements)
    text = _text(values)
    if not text:
        return _again(promise, cards.reply_form(promise, number))
    person, seat = acting(scene, promise)
    said = Reply(text=text, person=person.id, seat=seat, at=scene.now)
    checkin = promise.checkin.replied(number, said)
    replied = Promise(agreement=promise.agreement, checkin=checkin)
    await tx.checkins.save(checkin)
    await _show_question(scene, tx, replied, number)
    await _show_asker(scene, tx, replied, number)
    await show_receivers(tx, scene, replied)
    data = {"question": checkin.questions[number].text, "answer": text}
    await tx.record.append(noted(scene, replied, "checkin.question_answered", seat, data))
    return Answer(card=cards.replied(replied, number), private=True)


async def _asked(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> tuple[Promise, int]:
    """The update and the question a button or form is about, if this person may answer it.

    Raises:
        Refused: there is no such question, or it is not this person's to answer.
    """
    promise = await to_send(scene, tx, value, agreements)
    number = value.get("question", "")
    if number not in [str(each) for each in range(len(promise.checkin.questions))]:
        raise Refused(checkin_words.UNKNOWN)
    return promise, int(number)


async def _show_question(scene: Scene, tx: Transaction, promise: Promise, number: int) -> None:
    key = f"{promise.checkin.id}/question/{number}"
    card = cards.question_for_sender(promise, number)
    await to_seat(tx, scene, promise.cadence.writer, key, card=card)


async def _show_asker(scene: Scene, tx: Transaction, promise: Promise, number: int) -> None:
    """In the asker's own chat; where they cannot be written to, it is under the update."""
    addresses = scene.directory.person(promise.checkin.questions[number].person).addresses
    if not addresses:
        return
    draft = Draft(
        key=f"{promise.checkin.id}/reply/{number}",
        collaboration=scene.collaboration.id,
        to=addresses[0],
        fallbacks=addresses[1:],
        card=cards.answer_for_asker(promise, number),
    )
    await tx.outbox.put(draft, scene.now)


def _text(values: Mapping[str, str]) -> str:
    return values.get(cards.TEXT_KEY, "").strip()[: cards.TEXT_LIMIT]


def _again(promise: Promise, form: Form) -> Answer:
    return Answer(errors={cards.TEXT_KEY: words.WRITE_SOMETHING}, form=form, private=True)
