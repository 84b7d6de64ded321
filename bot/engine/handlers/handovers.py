"""Somebody who takes being on call says that they have it."""

from collections.abc import Mapping

from bot.cards.compose import handovers as cards
from bot.cards.words import handovers as words
from bot.domain.errors import Refused
from bot.domain.visibility import visible_seat
from bot.engine import handovers
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.handovers import Handover
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def press_take(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*I have it*: their own word, or that of a lead."""
    handover = _known(scene, value)
    seat = handover.turn.seat
    own = {seat.key, seat.deputy} & set(scene.actor.seats)
    if not own and not scene.is_lead_of(seat.party):
        raise Refused(words.NOT_YOURS)
    return await handovers.take(tx, scene, handover)


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """What passes on, from a list of several things: as whoever opens it has a part in it."""
    handover = _known(scene, value)
    shown = handovers.shown(scene, handover)
    giving = scene.actor.person in handover.givers
    if await handovers.is_taken(tx, scene, handover):
        return Answer(card=cards.taken_card(shown, giving=giving), private=True)
    card = cards.give_card(shown) if giving else cards.take_card(shown)
    return Answer(card=card, private=True)


def _known(scene: Scene, value: Mapping[str, str]) -> Handover:
    """The handover of a button.

    Raises:
        Refused: it is over, not agreed any more, or of another side.
    """
    scene.seated()
    found = handovers.find(scene, value.get("turn", ""), value.get("since", ""))
    if found is None or not visible_seat(scene.agreement, found.turn.seat.key, scene.alone):
        raise Refused(words.GONE)
    if found.turn.seat.party not in (scene.leading, scene.actor.party):
        raise Refused(words.NOT_YOURS)
    return found
