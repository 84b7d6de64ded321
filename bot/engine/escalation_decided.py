"""What is decided on an escalation is a decision of both sides: on record, and in `decisions`.

It has no message of its own, for the card of the escalation says it. Deciding anew is done there as
well: that is what ends the hold.
"""

from bot.cards.words import escalations as words
from bot.domain.deciding import Decider
from bot.domain.decisions import Decision, DecisionState, source_on_escalation
from bot.domain.deed import About, AboutKind, Deed
from bot.domain.escalation import By
from bot.domain.ladder import Case
from bot.engine.agreements import AgreementCache
from bot.engine.deciding import enter
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def put_on_record(
    scene: Scene,
    tx: Transaction,
    case: Case,
    what: str,
    actor: By,
    *,
    agreements: AgreementCache,
) -> Decision:
    """Enter what was decided, in the place of what had been decided on the same escalation.

    Args:
        scene: here and now.
        tx: to keep it.
        case: the escalation, with the decision in it.
        what: was decided.
        actor: who decided.
        agreements: to show the one before.
    """
    escalation = case.escalation
    about = About(kind=AboutKind.ESCALATION, id=escalation.id)
    earlier = await tx.decisions.left_by(escalation.collaboration, about)
    before = next((each for each in earlier if each.on_escalation and each.counts), None)
    restricted = escalation.restricted
    number = 1 + await tx.decisions.last_number(escalation.collaboration, restricted=restricted)
    by = Deed(person=actor.person, party=actor.party, seat=actor.seat, at=scene.now)
    decision = Decision(
        collaboration=escalation.collaboration,
        restricted=restricted,
        number=number,
        topic=case.title,
        question=words.hold_question(case.trigger.until_decided) if case.trigger else "",
        outcome=what,
        decider=Decider(party=actor.party, seat=actor.seat),
        version=escalation.version,
        written=by,
        source=source_on_escalation(escalation.id, len(escalation.decisions)),
        about=about,
        state=DecisionState.RECORDED,
        settled=by,
        replaces=before.number if before else None,
    )
    await tx.decisions.add(decision)
    await enter(scene, tx, decision, agreements)
    return decision
