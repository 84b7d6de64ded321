"""Words typed as an answer: in the thread of a question, or to Accord while one waits."""

import re
from dataclasses import replace

from bot.cards.card import Button, Card, Look
from bot.cards.compose import questions as cards
from bot.cards.compose.questions import Asked
from bot.cards.compose.saying import ANYWAY
from bot.cards.words import questions as words
from bot.domain.question import Question
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import hinted
from bot.engine.grammar import Parsed, parse
from bot.engine.handlers import retrospectives, typed_updates
from bot.engine.handlers.question_answers import give, waiting_for
from bot.engine.handlers.questions import ask_further
from bot.engine.questions import answering_as, for_actor, is_asker
from bot.engine.saying import TEXT_LIMIT, UNSENT, Saying, What, keep
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

#: The key of a message about a question begins with its id.
_QUESTION = re.compile(r".+?/question/\d+(?=/)")
#: In a thread these are meant for Accord, whatever is asked there.
_COMMANDS = frozenset({"ask", "answer", "heads-up", "help", "status", "why"})


async def reply(
    scene: Scene, tx: Transaction, text: str, agreements: AgreementCache
) -> Answer | None:
    """An answer in the thread of the question it answers; one that is a question asks back."""
    if scene.actor.person is None or _is_command(text):
        return None
    question = await _replied_to(scene, tx) or await _in_thread(scene, tx)
    if question is None:
        return await retrospectives.in_thread(scene, tx, text, agreements)
    if question.waiting and answering_as(scene, question) is not None:
        what = What.BACK if text.rstrip().endswith("?") else What.ANSWER
        say = give
    elif question.asked_back and is_asker(scene, question):
        what, say = What.FURTHER, ask_further
    else:
        return None
    saying = Saying(what=what, text=text.strip(), question=question.id)
    return await hinted(scene, tx, saying) or await say(scene, tx, saying, agreements)


async def _replied_to(scene: Scene, tx: Transaction) -> Question | None:
    """The question whose message it is a reply to."""
    if scene.origin.about is None:
        return None
    message = await tx.outbox.shown_as(scene.origin.about)
    if message is None or message.collaboration != scene.collaboration.id:
        return None
    named = _QUESTION.match(message.key)
    return await tx.questions.get(named[0]) if named else None


async def _in_thread(scene: Scene, tx: Transaction) -> Question | None:
    """The question that was asked in this thread of this room and waits for somebody."""
    origin = scene.origin
    if origin.thread is None:
        return None
    unfinished = await tx.questions.unfinished(scene.collaboration.id)
    asked_here = (
        question
        for question in unfinished
        if (question.room, question.thread) == (origin.conversation, origin.thread)
    )
    return next(asked_here, None)


def _is_command(text: str) -> bool:
    """Whether it is said to Accord. “Status is unchanged” is an answer; “status” alone is none."""
    parsed = parse(text)
    if not isinstance(parsed, Parsed) or parsed.word not in _COMMANDS:
        return False
    alone = parsed.word in ("help", "status", "why")
    return not parsed.rest if alone else text.lower().lstrip().startswith(parsed.word[:5])


async def offer(
    scene: Scene, tx: Transaction, text: str, agreements: AgreementCache
) -> Answer | None:
    """An offer to send what was typed as an answer, as an update, or as either.

    A single word is more likely a command with a typing mistake.
    """
    update = await typed_updates.offer(scene, tx, text, agreements)
    if not scene.origin.personal or scene.actor.person is None or len(text.split()) < 2:  # noqa: PLR2004
        return update
    waiting = await waiting_for(scene, tx)
    if len(waiting) != 1 or len(text) > TEXT_LIMIT:
        return update
    saying = Saying(what=What.ANSWER, text=text.strip(), question=waiting[0].id)
    asked = await for_actor(scene, tx, waiting[0], agreements)
    card = await _with_care(scene, tx, saying, asked) or await _offered(scene, tx, saying, asked)
    if update is not None and update.card is not None:
        card = replace(card, buttons=(*card.buttons, *update.card.buttons))
    return Answer(card=card)


async def _with_care(scene: Scene, tx: Transaction, saying: Saying, asked: Asked) -> Card | None:
    """The hints on it, under what it would be."""
    looked_at = await hinted(scene, tx, saying)
    if looked_at is None or looked_at.card is None:
        return None
    title = words.shall_i_send(asked.question.label, asked.question.topic)
    return replace(looked_at.card, title=title, summary=title)


async def _offered(scene: Scene, tx: Transaction, saying: Saying, asked: Asked) -> Card:
    unsent = await keep(scene, tx, saying)
    value = {UNSENT: unsent.id, "collaboration": scene.collaboration.id}
    button = Button(words.SEND_ANSWER, ANYWAY, value, Look.PRIMARY)
    return cards.shall_i_send(asked, saying.text, button)
