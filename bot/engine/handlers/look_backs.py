"""Looking back on a closed escalation, and changing what is agreed after it."""

from collections.abc import Mapping

from bot.cards.compose import looking_back as cards
from bot.cards.words import escalations as escalation_words
from bot.cards.words import looking_back as words
from bot.domain.deed import Deed
from bot.domain.errors import Refused
from bot.domain.ladder import Case
from bot.domain.looking_back import Judged, Lesson, LookBack
from bot.engine.after_escalation import prefilled, reason_after
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import in_form
from bot.engine.cases import by, carried, may_resolve, shown_to_actor
from bot.engine.handlers import parts
from bot.engine.look_back_messages import may_read, standing_card
from bot.engine.looking_back import answer
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def press_look_back(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Look back* opens the two questions; also before the side is asked."""
    case = await carried(scene, tx, value, agreements)
    _open_to(scene, case)
    return Answer(form=cards.look_back_form(shown_to_actor(scene, case)), private=True)


async def looked_back(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """A side answered: it is kept, and shown when all have answered or the time is over."""
    case = await carried(scene, tx, context, agreements)
    look_back = _open_to(scene, case)
    form = cards.look_back_form(shown_to_actor(scene, case))
    keys = (cards.HELPED_KEY, cards.CHANGE_KEY)
    looked_at = in_form(scene.agreement, form, values, context, keys)
    if isinstance(looked_at, Answer):
        return looked_at
    helped, change = (looked_at.get(key, "").strip()[: cards.LIMIT] for key in keys)
    judged = values.get(cards.JUDGED_KEY, "")
    known = Judged(judged) if judged in list(Judged) else None
    if not helped and not change and known is None:
        errors = {cards.HELPED_KEY: words.SAY_SOMETHING}
        return Answer(errors=errors, form=form, private=True)
    actor = by(scene, case)
    deed = Deed(person=actor.person, party=actor.party, seat=actor.seat, at=scene.now)
    lesson = Lesson(by=deed, helped=helped, change=change, judged=known)
    case = await answer(tx, scene, case, look_back, lesson)
    now = case.escalation.look_back
    assert now is not None  # it was answered a moment ago
    card = standing_card(shown_to_actor(scene, case), now, actor.party)
    return Answer(card=card, private=True)


async def press_change(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Change what is agreed* opens the form of its trigger, with a reason that names it.

    Where no agreed one fitted, or it is agreed no more, a new one is begun with what happened.
    """
    case = await carried(scene, tx, value, agreements)
    if case.escalation.open:
        raise Refused(words.NOT_CLOSED_TO_CHANGE)
    key = case.escalation.trigger
    agreed = key is not None and key in scene.agreement.trigger
    path = ("triggers", key) if key is not None and agreed else ("triggers",)
    begun = {} if agreed else prefilled(scene, case)
    values = {**begun, parts.BECAUSE: reason_after(case)}
    form = await parts.form_after(scene, tx, path, values, after=case.escalation.id)
    return Answer(form=form, private=True)


def _open_to(scene: Scene, case: Case) -> LookBack:
    """The look back that the actor can still answer for their side.

    Raises:
        Refused: it is open, it is over, or it is not theirs.
    """
    if case.escalation.open:
        raise Refused(words.NOT_CLOSED)
    look_back = case.escalation.look_back
    if look_back is None or not may_read(scene, case, scene.seated()):
        raise Refused(escalation_words.UNKNOWN)
    if not may_resolve(scene, case):
        raise Refused(words.NOT_YOURS)
    look_back.refuse(by(scene, case).party)
    return look_back
