"""Writing a decision down: recorded by who may decide, else proposed to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.compose.decisions import who_decides
from bot.cards.words import decisions as words
from bot.domain.decisions import Decision
from bot.domain.errors import Refused
from bot.domain.visibility import A_ROOM
from bot.engine.abouts import about_title, from_, said_about
from bot.engine.action_asking import source_of
from bot.engine.agreements import AgreementCache
from bot.engine.decision_messages import ask_to_confirm, show, show_rooms
from bot.engine.decision_timed import plan_reminder
from bot.engine.escalation_refresh import refresh_source
from bot.engine.rulings import deciding, deciding_as, refuse_over
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import deed
from bot.engine.topics import Topic, topic_of


@dataclass(frozen=True, kw_only=True)
class Written:
    """What somebody wrote down as decided."""

    outcome: str
    topic: Topic
    question: str = ""
    options: tuple[str, ...] = ()
    note: str = ""
    replaces: Decision | None = None
    """The one it comes in the place of."""


async def write_down(
    scene: Scene,
    tx: Transaction,
    written: Written,
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> tuple[Decision, str]:
    """Record it, or propose it to who may decide; gives it with what to say about it.

    The same form or press sent again writes nothing.

    Raises:
        Refused: the collaboration is closed, nobody can be asked, or another decision came in the
            place of the one this would replace.
    """
    refuse_over(scene)
    source = source_of(scene, context)
    known = await tx.decisions.by_source(scene.collaboration.id, source)
    if known is not None:
        return known, words.ALREADY_WRITTEN
    before = written.replaces
    if before is not None:
        before.in_place_of(0)  # refuses one that does not count any more
    about = await said_about(tx, scene, context, agreements)
    in_rooms = topic_of(scene.agreement, A_ROOM, written.topic.key) is not None
    from_open = about is None or bool(await about_title(tx, scene, about, A_ROOM, agreements))
    restricted = before.restricted if before else not (in_rooms and from_open)
    decision = Decision(
        collaboration=scene.collaboration.id,
        restricted=restricted,
        number=1 + await tx.decisions.last_number(scene.collaboration.id, restricted=restricted),
        topic=written.topic.title,
        question=written.question,
        options=written.options,
        outcome=written.outcome,
        note=written.note,
        decider=written.topic.decider,
        version=scene.collaboration.version,
        written=deed(scene),
        source=source,
        about=about or (before.about if before else None),
        replaces=before.number if before else None,
    )
    by = deciding_as(scene, decision.decider)
    if by is not None:
        recorded = decision.recorded(by)
        await tx.decisions.add(recorded)
        await _take_effect(scene, tx, recorded, agreements)
        return recorded, words.RECORDED_RESTRICTED if restricted else words.RECORDED_HOW
    if not await ask_to_confirm(tx, scene, decision, agreements):
        raise Refused(words.nobody_decides(who_decides(scene.agreement, decision.decider)))
    await tx.decisions.add(decision)
    await refresh_source(tx, scene, about, agreements)
    await plan_reminder(tx, scene, decision, agreements)
    await _note(scene, tx, "decision.proposed", decision)
    return decision, words.PROPOSED_HOW


async def confirm(
    scene: Scene, tx: Transaction, decision: Decision, agreements: AgreementCache
) -> Decision:
    """Who may decide says that it was decided so.

    Raises:
        Refused: it is not theirs to say, or somebody was faster.
    """
    refuse_over(scene)
    decision.refuse_settled()
    recorded = decision.recorded(deciding(scene, decision))
    await tx.decisions.save(recorded)
    await _take_effect(scene, tx, recorded, agreements)
    return recorded


async def decline(
    scene: Scene, tx: Transaction, decision: Decision, because: str, agreements: AgreementCache
) -> Decision:
    """Who may decide says that it was not decided so.

    Raises:
        Refused: it is not theirs to say, or somebody was faster.
    """
    decision.refuse_settled()
    declined = decision.declined(deciding(scene, decision), because)
    await tx.decisions.save(declined)
    await refresh_source(tx, scene, declined.about, agreements)
    await _note(scene, tx, "decision.declined", declined, because=because)
    await show(tx, scene, declined, agreements, scene.seated().id)
    return declined


async def enter(
    scene: Scene, tx: Transaction, decision: Decision, agreements: AgreementCache
) -> None:
    """Put one that was recorded into the record, in the place of the one before."""
    if decision.replaces is not None:
        before = await tx.decisions.get(
            decision.collaboration, decision.replaces, restricted=decision.restricted
        )
        if before is None:
            raise Refused(words.UNKNOWN)
        replaced = before.in_place_of(decision.number)
        await tx.decisions.save(replaced)
        await show_rooms(tx, scene, replaced, agreements)
    await _note(scene, tx, "decision.recorded", decision)


async def _take_effect(
    scene: Scene, tx: Transaction, decision: Decision, agreements: AgreementCache
) -> None:
    """Put it on record, and show it and the one before."""
    await enter(scene, tx, decision, agreements)
    await refresh_source(tx, scene, decision.about, agreements)
    await show(tx, scene, decision, agreements, scene.seated().id)


async def _note(scene: Scene, tx: Transaction, kind: str, decision: Decision, **more: str) -> None:
    by = decision.settled or decision.written
    await tx.record.append(
        scene.entry(
            kind,
            f"decision {decision.label}",
            person=by.person,
            seat=by.seat,
            party=by.party,
            data={
                "topic": decision.topic,
                "question": decision.question,
                "options": list(decision.options),
                "outcome": decision.outcome,
                "note": decision.note,
                "replaces": decision.replaces,
                "decides": decision.decider.party,
                **from_(decision.about),
                **more,
            },
        )
    )
