"""What whoever is asked does: answer, ask back, pass it on to the right seat of their side."""

import re
from collections.abc import Mapping

from bot.cards.compose import question_forms as forms
from bot.cards.compose import questions as cards
from bot.cards.compose.said_input import TEXT_KEY
from bot.cards.words import escalations as escalation_words
from bot.cards.words import questions as words
from bot.domain.errors import Refused
from bot.domain.people import CollaborationState
from bot.domain.question import Ending, Question
from bot.domain.reply_time import deadlines
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import hinted, text_in
from bot.engine.come_meanwhile import say_it_came
from bot.engine.passing_on import chosen_of, other_seats
from bot.engine.question_messages import show
from bot.engine.question_times import plan
from bot.engine.questions import (
    answering_as,
    for_actor,
    is_asker,
    loaded,
    must_answer_as,
    note,
    said_by,
)
from bot.engine.saying import Saying, What
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import parse_label
from bot.engine.unanswered import plan_raising
from bot.engine.under_updates import show_under_update

#: `answer 3: ...`, `answer question 3 ...`; without a number it is the one that waits.
_NUMBERED = re.compile(
    r"^(?:(?:question|to|no\.?|number|#)\s*)*(?P<label>r?\d{1,6})\b\s*[:,.-]?\s*(?P<text>.*)$",
    re.DOTALL | re.IGNORECASE,
)


async def answer(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`answer 3: <text>`; alone it lists what waits for the actor."""
    scene.seated()
    numbered = _NUMBERED.match(rest)
    if numbered is None and rest:
        waiting = await waiting_for(scene, tx)
        if len(waiting) == 1:
            saying = Saying(what=What.ANSWER, text=rest.lstrip(" :"), question=waiting[0].id)
            return await hinted(scene, tx, saying) or await give(scene, tx, saying, agreements)
    if numbered is None:
        return await listed(scene, tx, agreements)
    number, restricted = parse_label(numbered["label"])
    found = tx.questions.numbered(scene.collaboration.id, number, restricted=restricted)
    question = await found
    if question is None or (
        answering_as(scene, question) is None and not is_asker(scene, question)
    ):
        raise Refused(words.NO_SUCH.format(label=numbered["label"].upper()))
    must_answer_as(scene, question)
    if not numbered["text"].strip():
        if scene.origin.can_open_form:
            return await press_answer(scene, tx, {"question": question.id}, agreements)
        return await listed(scene, tx, agreements)
    saying = Saying(what=What.ANSWER, text=numbered["text"].strip(), question=question.id)
    return await hinted(scene, tx, saying) or await give(scene, tx, saying, agreements)


async def waiting_for(scene: Scene, tx: Transaction) -> list[Question]:
    """The questions that wait for the actor's own seats, or were offered to one of them."""
    found = []
    for question in await tx.questions.unfinished(scene.collaboration.id):
        turn = question.turn
        mine = turn.seat in scene.actor.seats or turn.offered_to in scene.actor.seats
        if question.waiting and mine:
            found.append(question)
    return found


async def listed(scene: Scene, tx: Transaction, agreements: AgreementCache) -> Answer:
    """What waits for the actor, and what they asked and wait for."""
    mine = [await for_actor(scene, tx, q, agreements) for q in await waiting_for(scene, tx)]
    own = [
        await for_actor(scene, tx, question, agreements)
        for question in await tx.questions.unfinished(scene.collaboration.id)
        if is_asker(scene, question)
    ]
    context = {"collaboration": scene.collaboration.id}
    return Answer(card=cards.listed(mine, own, context), private=True)


async def press_answer(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Answer* button, or *Edit* under an answer."""
    question = await loaded(scene, tx, value)
    must_answer_as(scene, question)
    asked = await for_actor(scene, tx, question, agreements)
    if question.turn.ending is Ending.ANSWERED and question.turn.reply is not None:
        form = forms.answer_form(asked, question.turn.reply.text)
        return Answer(form=form, private=True)
    question.answered(question.turn.question)  # says why not, before the form
    return Answer(form=forms.answer_form(asked), private=True)


async def answered(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form with the answer was sent."""
    question = await loaded(scene, tx, context)
    must_answer_as(scene, question)
    asked = await for_actor(scene, tx, question, agreements)
    editing = "editing" in context
    before = question.turn.reply.text if editing and question.turn.reply else ""
    form = forms.answer_form(asked, before)
    text = text_in(scene, form, values, context, TEXT_KEY)
    if isinstance(text, Answer):
        return text
    if editing:
        return await _reword(scene, tx, question, text, agreements)
    saying = Saying(what=What.ANSWER, text=text, question=question.id)
    return await give(scene, tx, saying, agreements)


async def give(scene: Scene, tx: Transaction, saying: Saying, agreements: AgreementCache) -> Answer:
    """Answer it, or ask back: whoever asked gets that, and so does where it was asked."""
    question = await loaded(scene, tx, {"question": saying.question})
    seat = must_answer_as(scene, question)
    said = said_by(scene, saying.text, seat)
    if saying.what is What.BACK:
        now, kind = question.back(said), "question.asked_back"
        title, how = words.BACK_SENT_TITLE, words.BACK_SENT_HOW
    else:
        now, kind = question.answered(said), "question.answered"
        title, how = words.REPLIED_TITLE, words.REPLIED_HOW
    data = {"question": question.turn.question.text, "answer": saying.text}
    asked = await _save(scene, tx, now, agreements, kind=kind, data=data, seat=seat)
    if saying.what is not What.BACK:
        text = escalation_words.answered_meanwhile(now.label)
        await say_it_came(tx, scene, now.id, text=text, seat=seat, agreements=agreements)
    if not scene.private and scene.origin.conversation == now.room:
        return Answer(done=True)  # the room reads it right there
    return Answer(card=cards.sent(title, how, asked), private=True, done=True)


async def _reword(
    scene: Scene, tx: Transaction, question: Question, text: str, agreements: AgreementCache
) -> Answer:
    seat = must_answer_as(scene, question)
    now = question.answer_reworded(said_by(scene, text, seat))
    if now is not question:
        before = question.turn.reply.text if question.turn.reply else ""
        data = {"before": before, "answer": text}
        await _save(scene, tx, now, agreements, kind="question.answer_edited", data=data, seat=seat)
    asked = await for_actor(scene, tx, now, agreements)
    card = cards.sent(words.REPLIED_TITLE, words.REPLIED_HOW, asked)
    return Answer(card=card, private=True)


async def press_back(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Ask back* button."""
    question = await loaded(scene, tx, value)
    must_answer_as(scene, question)
    question.back(question.turn.question)  # says why not, before the form
    asked = await for_actor(scene, tx, question, agreements)
    return Answer(form=forms.back_form(asked), private=True)


async def asked_back(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The question back was written."""
    question = await loaded(scene, tx, context)
    must_answer_as(scene, question)
    form = forms.back_form(await for_actor(scene, tx, question, agreements))
    text = text_in(scene, form, values, context, TEXT_KEY)
    if isinstance(text, Answer):
        return text
    saying = Saying(what=What.BACK, text=text, question=question.id)
    return await give(scene, tx, saying, agreements)


async def press_pass_on(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Not mine* button."""
    question = await loaded(scene, tx, value)
    must_answer_as(scene, question)
    question.back(question.turn.question)  # says why not, before the form
    asked = await for_actor(scene, tx, question, agreements)
    return Answer(
        form=forms.pass_form(asked, other_seats(scene, asked.agreement, question)), private=True
    )


async def passed_on(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The right seat was chosen: its clock begins now."""
    question = await loaded(scene, tx, context)
    seat = must_answer_as(scene, question)
    asked = await for_actor(scene, tx, question, agreements)
    others = other_seats(scene, asked.agreement, question)
    form = forms.pass_form(asked, others)
    chosen = chosen_of(scene, others, form, values, context)
    if isinstance(chosen, Answer):
        return chosen
    to, word = chosen.seat, chosen.word
    due = deadlines(asked.agreement, to.key, scene.now, urgent=question.urgent).due
    now = question.passed_on(to.key, said_by(scene, word, seat), due)
    await plan(tx, now, agreements, now=scene.now)
    await plan_raising(tx, now, scene.agreement, now=scene.now)
    data = {"to": to.key, "word": word, "due": due.isoformat()}
    passed = await _save(
        scene, tx, now, agreements, kind="question.passed_on", data=data, seat=seat
    )
    how = words.now_with(to.title)
    return Answer(card=cards.sent(words.PASSED_TITLE, how, passed), private=True)


async def _save(
    scene: Scene,
    tx: Transaction,
    now: Question,
    agreements: AgreementCache,
    *,
    kind: str,
    data: Mapping[str, object],
    seat: str,
) -> cards.Asked:
    await tx.questions.save(now)
    asked = await for_actor(scene, tx, now, agreements)
    await show(tx, scene, asked)
    await show_under_update(tx, scene, now, agreements)
    await note(scene, tx, now, kind, data, seat=seat)
    return asked


def is_closed(scene: Scene) -> bool:
    """Whether nothing new is sent to the other side any more."""
    return scene.collaboration.state in (CollaborationState.CLOSED, CollaborationState.ARCHIVED)
