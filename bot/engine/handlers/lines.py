"""What is typed behind a word and read by others: looked at with care, then done as typed.

An action, a decision or a point for a meeting is kept at once when all of it is typed. Where it has
hints the line is a draft first, which only its writer can send on.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from bot.cards.compose import saying as cards
from bot.cards.words import saying as words
from bot.domain.errors import Refused
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import hinted, text_in
from bot.engine.handlers import actions, decisions, meetings, proposals, retrospectives
from bot.engine.saying import TEXT_LIMIT, Saying, What, kept
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

#: What a handler of a command gets: what stood behind the word, and who reads the answer.
Type: TypeAlias = Callable[[Scene, Transaction, str, Reader, AgreementCache], Awaitable[Answer]]

_DONE_BY: Mapping[str, Type] = {
    "actions": actions.actions,
    "action": actions.action,
    "agenda": meetings.agenda,
    "decision": decisions.decision,
    "propose": proposals.propose,
    "retrospective": retrospectives.retrospective,
}


async def do(
    scene: Scene, tx: Transaction, saying: Saying, reader: Reader, agreements: AgreementCache
) -> Answer:
    """Do what the line says, whatever was hinted.

    Raises:
        Refused: what was typed is no such line.
    """
    if saying.what is not What.LINE:
        raise Refused(words.NO_DRAFT)
    return await _DONE_BY[saying.topic](scene, tx, saying.text, reader, agreements)


async def changed(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The line was put another way."""
    unsent = await kept(scene, tx, context)
    form = cards.line_form(context, "")
    text = text_in(scene, form, values, context, cards.LINE_KEY)
    if isinstance(text, Answer):
        return text
    await tx.unsent.drop(unsent.id)
    line = replace(Saying.of(unsent), text=text)
    return await do(scene, tx, line, scene.alone, agreements)


def _with_care(word: str) -> Type:
    async def typed(
        scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
    ) -> Answer:
        looked_at = None
        # What is empty or too long is told so by whoever does it; a reader without a seat too.
        if rest.strip() and len(rest) <= TEXT_LIMIT and scene.actor.person is not None:
            line = Saying(what=What.LINE, text=rest.strip(), topic=word)
            looked_at = await hinted(scene, tx, line)
        return looked_at or await _DONE_BY[word](scene, tx, rest, reader, agreements)

    return typed


LINES: Mapping[str, Type] = {word: _with_care(word) for word in _DONE_BY}
