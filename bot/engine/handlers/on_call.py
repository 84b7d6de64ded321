"""What somebody answers who was asked whether they can be reached when they are on call."""

from collections.abc import Mapping

from bot.cards.compose import on_call as cards
from bot.cards.words import on_call as words
from bot.domain.errors import Refused
from bot.domain.on_call import Turn, begins_at
from bot.domain.visibility import visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.on_call_asking import (
    OTHER,
    YES,
    answer_to,
    find,
    shown,
    tell_lead,
)
from bot.engine.on_call_said import message_key, note
from bot.engine.replacing import replace_card
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The question from a list of several things."""
    turn = _own(scene, value)
    answered = await answer_to(tx, scene, turn)
    about = shown(scene, turn)
    if answered is None:
        return Answer(card=cards.question_card(about), private=True)
    return Answer(card=cards.answered_card(about, reached=answered == YES), private=True)


async def press_yes(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """Somebody can be reached: their own word, or that of a lead."""
    return await _answer(scene, tx, _own(scene, value), YES)


async def press_other(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """It is somebody else: a lead is told at once."""
    turn = _own(scene, value)
    answer = await _answer(scene, tx, turn, OTHER)
    await tell_lead(tx, scene, turn, words.OTHER_SAID)
    return answer


async def _answer(scene: Scene, tx: Transaction, turn: Turn, kind: str) -> Answer:
    await note(tx, scene, turn.seat, turn.about, kind, person=scene.seated().id)
    card, key = (
        cards.answered_card(shown(scene, turn), reached=kind == YES),
        message_key(scene, turn.seat, turn.about),
    )
    known = [await tx.outbox.find(each) for each in (key, f"{key}/lead")]
    for message in known:
        if message is not None:
            await replace_card(tx, scene, message, card)
    seen = any(m is not None and m.to == scene.origin.conversation for m in known)
    return Answer(card=card, private=True, already_shown=seen)


def _own(scene: Scene, value: Mapping[str, str]) -> Turn:
    """The turn of a button.

    Raises:
        Refused: it is not agreed any more, has begun, or is not the actor's to answer.
    """
    scene.seated()
    turn = find(scene.agreement, value.get("turn", ""))
    if turn is None or begins_at(scene.agreement, turn) <= scene.now:
        raise Refused(words.GONE)
    if not visible_seat(scene.agreement, turn.seat.key, scene.alone):
        raise Refused(words.GONE)
    own = {turn.seat.key, turn.seat.deputy} & set(scene.actor.seats)
    if not own and not scene.is_lead_of(turn.seat.party):
        raise Refused(words.NOT_YOURS)
    return turn
