"""What people do with an escalation by one press, and the forms that other presses open."""

from collections.abc import Mapping, Sequence

from bot.cards.compose import escalation_forms as forms
from bot.cards.compose import escalation_lists as lists
from bot.cards.words import escalations as words
from bot.domain.errors import Refused
from bot.domain.ladder import Case
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.cases import by, carried, may_decide, may_resolve, shown_to_actor, whole_card
from bot.engine.climbing import keep, plan_expiry
from bot.engine.escalation_messages import shown_in
from bot.engine.escalation_record import note
from bot.engine.heads_ups import follow
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Show* button of a list: the escalation as it stands, also after it was reopened."""
    newest = await tx.escalations.get(value.get("escalation", ""))
    run = {"run": str(newest.run)} if newest else {}
    case = await carried(scene, tx, {**value, **run}, agreements)
    return Answer(card=await whole_card(scene, tx, case), private=True)


async def press_acknowledge(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*I have it*: one of a side is enough, until it stops to count."""
    case = await carried(scene, tx, value, agreements)
    actor = by(scene, case)
    counts = case.acknowledgement(scene.now)
    mine = [
        each
        for each in case.escalation.acknowledgements
        if each.run == case.escalation.run and each.by.party == actor.party
    ]
    reacts = actor.party in case.reacting
    held = counts if reacts else mine[-1] if mine else None
    if held is not None and case.escalation.open:
        raise Refused(words.already_acknowledged(scene.directory.person(held.by.person).name))
    case = case.after(case.escalation.acknowledged(actor, scene.now))
    await note(tx, scene, case, "acknowledged", {"counts": reacts}, by=actor)
    if reacts:
        await plan_expiry(tx, case)
    await keep(tx, scene, case)
    if not reacts:
        return Answer(card=lists.for_own_side(shown_to_actor(scene, case)), private=True)
    return await stands(scene, tx, case)


async def press_report_fact(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Report a fact* opens its form."""
    case = await carried(scene, tx, value, agreements)
    _refuse_closed(scene, case)
    return Answer(form=forms.fact_form(shown_to_actor(scene, case)), private=True)


async def press_decide(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Decide* opens its form for who may."""
    case = await carried(scene, tx, value, agreements)
    _refuse_closed(scene, case)
    refuse_deciding(scene, case)
    return Answer(form=forms.decide_form(shown_to_actor(scene, case)), private=True)


async def press_resolve(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Resolve* opens its form; who may decide ends the hold with it."""
    case = await carried(scene, tx, value, agreements)
    _refuse_closed(scene, case)
    decide = refuse_resolving(scene, case)
    form = forms.resolve_form(shown_to_actor(scene, case), decide=decide)
    return Answer(form=form, private=True)


async def press_climb(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Climb now* says whom that tells, and asks why."""
    case = await carried(scene, tx, value, agreements)
    _refuse_closed(scene, case)
    step = case.next_step()
    if step is None:
        raise Refused(words.MAIN_STEP_DONE)
    shown = shown_to_actor(scene, case)
    return Answer(form=forms.climb_form(shown, shown.seats(step)), private=True)


async def press_reopen(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Reopen* asks what is not over."""
    case = await carried(scene, tx, value, agreements)
    return Answer(form=forms.reopen_form(shown_to_actor(scene, case)), private=True)


async def stands(scene: Scene, tx: Transaction, case: Case) -> Answer:
    """How it stands now, for who did something about it."""
    person = scene.seated().id
    await follow(scene, tx, case.escalation)
    return Answer(
        card=await whole_card(scene, tx, case),
        private=True,
        already_shown=await shown_in(tx, case, scene.origin.conversation, person),
    )


def refuse_deciding(scene: Scene, case: Case) -> None:
    """Let only those decide who may.

    Raises:
        Refused: it is another seat's decision.
    """
    if not may_decide(scene, case):
        raise Refused(words.may_not_decide(_deciders(scene, case)))


def refuse_resolving(scene: Scene, case: Case) -> bool:
    """Whether closing it ends the hold as well, which only who may decide can do.

    Raises:
        Refused: it is not this person's to close, or what happens to the work is not decided.
    """
    if not may_resolve(scene, case):
        raise Refused(words.NOT_YOURS_TO_CLOSE)
    if case.trigger is None or case.escalation.decision is not None:
        return False
    if not may_decide(scene, case):
        hold = case.trigger.until_decided
        raise Refused(words.hold_first(hold, _deciders(scene, case)))
    return True


def _deciders(scene: Scene, case: Case) -> list[str]:
    view = shown_to_actor(scene, case).telling.view
    seats: Sequence[str] = case.deciders()
    return [seat.title for seat in view.seats_of(seats)][:1]


def _refuse_closed(scene: Scene, case: Case) -> None:
    closing = case.escalation.closing
    if closing is not None:
        raise Refused(words.already_closed(scene.directory.person(closing.by.person).name))
