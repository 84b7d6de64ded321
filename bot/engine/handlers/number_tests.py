"""What came of a test call, said by who called, or by a lead."""

from collections.abc import Mapping

from bot.cards.compose import number_tests as cards
from bot.cards.words import number_tests as words
from bot.domain.errors import Refused
from bot.domain.instant import local
from bot.domain.on_call import Turn
from bot.domain.visibility import visible_seat
from bot.domain.workdays import seat_zone
from bot.engine import number_tests
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The question from a list of several things."""
    turn = _own(scene, value)
    shown = number_tests.shown(scene, turn)
    gap = await number_tests.gap_of(tx, scene, turn)
    if gap is not None:
        return Answer(card=number_tests.unanswered_card(scene, gap), private=True)
    reached = await number_tests.outcome(tx, scene, turn) is not None
    card = cards.reached_card(shown) if reached else cards.call_card(shown)
    return Answer(card=card, private=True)


async def press_reached(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """Somebody answered."""
    turn = _own(scene, value)
    if await number_tests.outcome(tx, scene, turn) == number_tests.REACHED:
        return Answer(card=cards.reached_card(number_tests.shown(scene, turn)), private=True)
    return await number_tests.say_reached(tx, scene, turn)


async def press_nobody(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """Nobody answered."""
    turn = _own(scene, value)
    if await number_tests.outcome(tx, scene, turn) == number_tests.REACHED:
        return Answer(card=cards.reached_card(number_tests.shown(scene, turn)), private=True)
    return await number_tests.say_failed(tx, scene, turn)


def _own(scene: Scene, value: Mapping[str, str]) -> Turn:
    """The turn of a button.

    Raises:
        Refused: it is not agreed any more, is over, or is not the actor's to answer.
    """
    scene.seated()
    agreement = scene.agreement
    found = number_tests.find(agreement, value.get("turn", ""))
    if found is None or not visible_seat(agreement, found[0].seat.key, scene.alone):
        raise Refused(words.GONE)
    turn, test = found
    if turn.phase.end < local(scene.now, seat_zone(agreement, turn.seat.key)).date():
        raise Refused(words.GONE)
    caller = agreement.seat[test.by]
    # Of the seat that is called only a deputy who settles it in place of a lead may say so.
    own = {caller.key, caller.deputy, turn.seat.deputy} & set(scene.actor.seats)
    leads = scene.is_lead_of(caller.party) or scene.is_lead_of(turn.seat.party)
    if not own and not leads:
        raise Refused(words.NOT_YOURS)
    return turn
