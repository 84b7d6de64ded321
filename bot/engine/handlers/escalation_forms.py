"""The forms of an escalation: a fact, the decision, the end, a step by hand, and going on."""

from collections.abc import Mapping

from bot.cards.compose import escalation_forms as forms
from bot.cards.form import Form
from bot.cards.words import escalations as words
from bot.domain.errors import Refused
from bot.domain.escalation import Because, By, Closing, Decision, Reopening
from bot.domain.ladder import Case
from bot.engine import looking_back
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import RequiredText, in_form
from bot.engine.cases import by, carried, shown_to_actor
from bot.engine.climbing import begin, keep, reach
from bot.engine.escalation_decided import put_on_record
from bot.engine.escalation_record import note
from bot.engine.handlers.escalation_presses import refuse_deciding, refuse_resolving, stands
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_TEXT = RequiredText(forms.TEXT_KEY, forms.LIMIT, words.SAY_SOMETHING)


async def report_fact(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """A fact is reported; where the agreement says so, it leads to a rung at once."""
    case = await carried(scene, tx, context, agreements)
    form = forms.fact_form(shown_to_actor(scene, case))
    looked_at = in_form(scene.agreement, form, values, context, [forms.TEXT_KEY])
    if isinstance(looked_at, Answer):
        return looked_at
    actor, text = by(scene, case), _written(looked_at)
    chosen = values.get(forms.CHOICE_KEY, "")
    agreed = case.facts()
    if chosen in [str(number) for number in range(len(agreed))]:
        fact = agreed[int(chosen)]
    elif text:
        fact = text
    else:
        return _again(form)
    case = case.after(case.escalation.with_fact(fact, actor, scene.now))
    await note(tx, scene, case, "fact_reported", {"fact": fact, "agreed": fact in agreed}, by=actor)
    if text and fact != text:
        case = case.after(case.escalation.with_fact(text, actor, scene.now))
        await note(tx, scene, case, "fact_reported", {"fact": text, "agreed": False}, by=actor)
    for step in list(case.reported_steps()):
        case = await reach(tx, scene, case, step, Because.REPORTED)
    await keep(tx, scene, case)
    return await stands(scene, tx, case)


async def decide(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """What happens to the work is decided; of two who decide at once the second one looks first."""
    case = await carried(scene, tx, context, agreements)
    refuse_deciding(scene, case)
    _refuse_overtaken(scene, case, context)
    form = forms.decide_form(shown_to_actor(scene, case))
    text = _TEXT.written(scene, form, values, context)
    if isinstance(text, Answer):
        return text
    case = await _decided(scene, tx, case, text, by(scene, case), agreements=agreements)
    await keep(tx, scene, case)
    return await stands(scene, tx, case)


async def resolve(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """What was agreed for closing is so: it ends, and so does the hold."""
    case = await carried(scene, tx, context, agreements)
    closing = case.escalation.closing
    if closing is not None:
        raise Refused(words.already_closed(scene.directory.person(closing.by.person).name))
    decides = refuse_resolving(scene, case)
    _refuse_overtaken(scene, case, context)
    form = forms.resolve_form(shown_to_actor(scene, case), decide=decides)
    keys = (forms.TEXT_KEY, forms.DECISION_KEY)
    looked_at = in_form(scene.agreement, form, values, context, keys)
    if isinstance(looked_at, Answer):
        return looked_at
    text = _written(looked_at)
    wrong: dict[str, str] = {}
    if values.get(forms.MET_KEY) != forms.YES:
        wrong[forms.MET_KEY] = words.RESOLVE_NOT_MET
    if not text:
        wrong[forms.TEXT_KEY] = words.SAY_SOMETHING
    decision = _written(looked_at, forms.DECISION_KEY)
    if decides and not decision:
        wrong[forms.DECISION_KEY] = words.SAY_SOMETHING
    if wrong:
        return Answer(errors=wrong, form=form, private=True)
    actor = by(scene, case)
    if decides:
        case = await _decided(scene, tx, case, decision, actor, agreements=agreements)
    left = [step.step for step in case.steps if case.escalation.rung(step.step) is None]
    case = case.after(case.escalation.closed(Closing(facts=text, by=actor, at=scene.now)))
    case = await looking_back.begin(tx, scene, case)
    agreed = case.trigger.closes_when if case.trigger else ""
    waiting = [t.seat for t in case.escalation.told if case.escalation.waits(t)]
    data = {
        "closes_when": agreed,
        "facts": text,
        "steps_not_needed": left,
        "not_told": waiting,
    }
    await note(tx, scene, case, "closed", data, by=actor)
    await keep(tx, scene, case)
    return await stands(scene, tx, case)


async def climb(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The next rung is reached by hand."""
    case = await carried(scene, tx, context, agreements)
    if context.get("rungs") != str(len(case.escalation.rungs)):
        raise Refused(words.REACHED_MEANWHILE)
    step = case.next_step()
    if step is None:
        raise Refused(words.MAIN_STEP_DONE)
    shown = shown_to_actor(scene, case)
    form = forms.climb_form(shown, shown.seats(step))
    text = _TEXT.written(scene, form, values, context)
    if isinstance(text, Answer):
        return text
    actor = by(scene, case)
    case = case.after(case.escalation.with_fact(text, actor, scene.now))
    data = {"step": step.step, "reason": text}
    await note(tx, scene, case, "climbed_by_hand", data, by=actor)
    case = await reach(tx, scene, case, step, Because.BY_HAND)
    await keep(tx, scene, case)
    return await stands(scene, tx, case)


async def reopen(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """It is not over: its ladder begins anew."""
    case = await carried(scene, tx, context, agreements)
    form = forms.reopen_form(shown_to_actor(scene, case))
    text = _TEXT.written(scene, form, values, context)
    if isinstance(text, Answer):
        return text
    actor = by(scene, case)
    reopening = Reopening(reason=text, by=actor, at=scene.now)
    before, case = case, case.after(case.escalation.reopened(reopening))
    await note(tx, scene, case, "reopened", {"reason": text}, by=actor)
    await looking_back.withdraw(tx, scene, before, case)
    case = await begin(tx, scene, case)
    await keep(tx, scene, case)
    return await stands(scene, tx, case)


async def _decided(
    scene: Scene, tx: Transaction, case: Case, what: str, actor: By, *, agreements: AgreementCache
) -> Case:
    was = case.escalation.decision
    case = case.after(case.escalation.decided(Decision(what=what, by=actor, at=scene.now)))
    hold = case.trigger.until_decided if case.trigger else ""
    entered = await put_on_record(scene, tx, case, what, actor, agreements=agreements)
    data = {
        "decided": what,
        "was": was.what if was else None,
        "until_decided": hold,
        "decision": entered.label,
    }
    await note(tx, scene, case, "decided", data, by=actor)
    return case


def _refuse_overtaken(scene: Scene, case: Case, context: Mapping[str, str]) -> None:
    """A decision that was made after the form was opened is read first."""
    decision = case.escalation.decision
    seen = context.get("decisions", "0") == str(len(case.escalation.decisions))
    if decision is not None and not seen:
        name = scene.directory.person(decision.by.person).name
        raise Refused(words.decided_meanwhile(decision.what, name))


def _written(values: Mapping[str, str], key: str = forms.TEXT_KEY) -> str:
    return values.get(key, "").strip()[: forms.LIMIT]


def _again(form: Form) -> Answer:
    return Answer(errors={forms.TEXT_KEY: words.SAY_SOMETHING}, form=form, private=True)
