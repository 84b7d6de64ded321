"""Words typed in a personal chat while an update is open: perhaps they are the update."""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz

from bot.cards.card import Card
from bot.cards.compose.checkin_form import item_key
from bot.cards.compose.checkins import Promise, nudge
from bot.cards.compose.reception import TEXT_KEY, shall_i_send
from bot.cards.words import checkins as checkin_words
from bot.cards.words import reception as words
from bot.domain.agreement.cadences import ContentType
from bot.domain.errors import Refused
from bot.engine.agreements import AgreementCache, promised
from bot.engine.answer import Answer
from bot.engine.checkin_messages import earlier_answer
from bot.engine.scene import Scene
from bot.engine.sending import form, owed, to_send
from bot.engine.storage_ports import Transaction

#: As near to its name as a slip of the finger leaves it.
_NEAR = 82
_NO_CHANGE = re.compile(
    r"(?:still )?no changes?(?: since .+)?|nothing (?:has )?changed|unchanged"
    r"|(?:the )?same as (?:last|before|the last)\b.*|(?:the )?same again"
)


async def offer(
    scene: Scene, tx: Transaction, text: str, agreements: AgreementCache
) -> Answer | None:
    """An offer to use what was typed; none where it cannot be meant.

    It can be meant when the person is alone with Accord and exactly one update of theirs waits. A
    single word is more likely a command with a typing mistake.
    """
    if not scene.origin.personal or scene.actor.person is None or len(text.split()) < 2:  # noqa: PLR2004
        return None
    keys = {cadence.key for cadence in owed(scene, by_name=False)}
    waiting = await tx.checkins.waiting(scene.collaboration.id) if keys else []
    mine = [checkin for checkin in waiting if checkin.cadence in keys]
    if len(mine) != 1:
        return None
    promise = await promised(tx, mine[0], agreements)
    if promise.awaits_meeting(scene.now):
        return None  # it was called off and is not any more; nothing is to be written yet
    if _means_the_update(promise, text):
        return Answer(card=await _as_asked(tx, promise), private=True)
    return None if _first_text(promise) is None else Answer(card=shall_i_send(promise, text))


def _means_the_update(promise: Promise, text: str) -> bool:
    """“Weekly stauts” is its name and “same as last week” is *No change*: neither is its text."""
    said = text.casefold().strip(" .!")
    name = promise.title.casefold()
    known = (name, promise.cadence.key.replace("_", " "))
    return bool(_NO_CHANGE.fullmatch(said)) or any(
        fuzz.ratio(said, each) >= _NEAR for each in known
    )


async def _as_asked(tx: Transaction, promise: Promise) -> Card:
    """The message that asks for it, with all its buttons."""
    earlier = await earlier_answer(tx, promise.checkin)
    can_repeat = earlier is not None and earlier.answer is not None
    return nudge(promise, can_repeat=can_repeat)


async def press_use(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Use it* button: the form with the words in its first text. Nothing is sent by it."""
    promise = await to_send(scene, tx, value, agreements)
    key = _first_text(promise)
    if key is None:
        raise Refused(checkin_words.UNKNOWN)
    if promise.checkin.answer is not None:
        by = scene.directory.person(promise.checkin.answer.person).name
        raise Refused(checkin_words.already_sent(promise.title, by, plural=promise.minutes))
    typed = {key: value.get(TEXT_KEY, "")}
    return await form(scene, tx, promise, typed=typed, note=words.FILLED_WITH_TYPED)


def _first_text(promise: Promise) -> str | None:
    """Key of the first input that takes any words."""
    contents = promise.cadence.contents
    texts = (index for index, item in enumerate(contents) if item.type is ContentType.TEXT)
    first = next(texts, None)
    return None if first is None else item_key(first)
