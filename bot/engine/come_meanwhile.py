"""What an escalation began for has come: an answer, a deliverable, a choice. It is said on it.

It stays open, because only people know whether that was all. Nobody is rung for it.
"""

from bot.domain.escalation import By
from bot.engine.agreements import AgreementCache
from bot.engine.climbing import keep
from bot.engine.escalating import case_of
from bot.engine.escalation_record import note
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def say_it_came(
    tx: Transaction,
    scene: Scene,
    about: str,
    *,
    text: str,
    seat: str,
    agreements: AgreementCache,
) -> None:
    """Report on every open escalation that waits for something that it came; once in a run.

    Args:
        tx: to find and save them.
        scene: here and now, with who brought it.
        about: what came, as the report named it that raised the escalation.
        text: the same for people.
        seat: key of the seat they brought it for.
        agreements: to read each by the rules it began under.
    """
    by = By(person=scene.seated().id, party=scene.agreement.party_of(seat).key, seat=seat)
    for escalation in await tx.escalations.open(scene.collaboration.id):
        if not escalation.waits_for(about) or escalation.reported(text):
            continue
        case = await case_of(tx, escalation, agreements)
        case = case.after(escalation.with_fact(text, by, scene.now))
        await note(tx, scene, case, "fact_reported", {"fact": text, "agreed": False}, by=by)
        await keep(tx, scene, case)
