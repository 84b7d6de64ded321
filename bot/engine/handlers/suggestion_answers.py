"""What whoever gets a suggestion does: adopt it, not now, no, or pass it on."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.cards.card import Button
from bot.cards.compose import actions as action_cards
from bot.cards.compose import suggestion_forms as forms
from bot.cards.compose import suggestions as cards
from bot.cards.compose.proposals import REASON_LIMIT as AMENDMENT_LIMIT
from bot.cards.compose.suggestions import Suggested
from bot.cards.words import suggestions as words
from bot.cards.words.cut import one_line, shortened
from bot.domain.deed import AboutKind
from bot.domain.errors import Refused
from bot.domain.instant import local
from bot.domain.suggestion import Answered, Suggestion, Verdict
from bot.domain.suggestion_times import due_of
from bot.domain.workdays import seat_zone
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import RequiredText
from bot.engine.handlers import actions, parts
from bot.engine.passing_on import chosen_of, other_seats
from bot.engine.questions import said_by
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.suggestion_messages import show
from bot.engine.suggestion_times import plan
from bot.engine.suggestions import for_actor, loaded, must_answer_as, note, with_agreement

_FURTHEST = timedelta(days=731)
_KIND = {
    Verdict.ADOPTED: "suggestion.adopted",
    Verdict.NOT_NOW: "suggestion.not_now",
    Verdict.NO: "suggestion.declined",
}
_REASON = RequiredText(forms.REASON_KEY, forms.REASON_LIMIT, words.WRITE_A_REASON)
#: As much of the idea as the reason of a proposal begins with.
_IN_A_REASON = 300


async def press(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
    *,
    verdict: Verdict,
) -> Answer:
    """The *Adopt*, *Not now* and *No* buttons."""
    suggestion = await loaded(scene, tx, value)
    must_answer_as(scene, suggestion)
    suggestion.refuse_answer(verdict)  # says why not, before the form
    suggested = await for_actor(scene, tx, suggestion, agreements)
    return Answer(form=forms.answer_form(suggested, verdict, {}), private=True)


async def answered(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
    *,
    verdict: Verdict,
) -> Answer:
    """The form with the answer was sent; where something is to come of a yes, its form is next."""
    done = await _given(scene, tx, values, context, agreements, verdict=verdict)
    if isinstance(done, Answer):
        return done
    if verdict is not Verdict.ADOPTED:
        return _told(done)
    match values.get(forms.COMES_KEY):
        case forms.AMENDMENT:
            return await _change(scene, tx, done)
        case forms.ACTION:
            return await _action(scene, tx, done, agreements)
        case _:
            return _told(done, cards.from_it(done))


async def press_change_agreed(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Change what is agreed* on an adopted one: what shall change, with the reason filled in."""
    suggestion = await loaded(scene, tx, value)
    must_answer_as(scene, suggestion)
    if not suggestion.adopted:
        raise Refused(words.NOT_ADOPTED)
    return await _change(scene, tx, await for_actor(scene, tx, suggestion, agreements))


async def press_pass_on(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Not mine* button."""
    suggestion = await loaded(scene, tx, value)
    must_answer_as(scene, suggestion)
    suggestion.must_wait()  # says why not, before the form
    suggested = await for_actor(scene, tx, suggestion, agreements)
    form = forms.pass_form(suggested, other_seats(scene, suggested.agreement, suggestion))
    return Answer(form=form, private=True)


async def passed_on(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The right seat was chosen: its clock begins now."""
    suggestion = await loaded(scene, tx, context)
    seat = must_answer_as(scene, suggestion)
    suggested = await for_actor(scene, tx, suggestion, agreements)
    others = other_seats(scene, suggested.agreement, suggestion)
    form = forms.pass_form(suggested, others)
    chosen = chosen_of(scene, others, form, values, context)
    if isinstance(chosen, Answer):
        return chosen
    to, word = chosen.seat, chosen.word
    due = due_of(suggested.agreement, to.key, scene.now)
    now = suggestion.passed_on(to.key, said_by(scene, word, seat), due)
    data = {"to": to.key, "word": word, "due": due.isoformat()}
    done = await _keep(
        scene, tx, now, agreements, kind="suggestion.passed_on", data=data, seat=seat
    )
    how = words.now_with(to.title)
    return Answer(card=cards.sent(words.PASSED_TITLE, how, done), private=True)


async def _given(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
    *,
    verdict: Verdict,
) -> Suggested | Answer:
    """The answer is kept and shown; or the form once more, with what is missing in it."""
    suggestion = await loaded(scene, tx, context)
    seat = must_answer_as(scene, suggestion)
    suggestion.refuse_answer(verdict)
    suggested = await for_actor(scene, tx, suggestion, agreements)
    form = forms.answer_form(suggested, verdict, values)
    again, wrong = _day(scene, suggestion, values)
    if wrong:
        return Answer(errors=wrong, form=form, private=True)
    reason = _REASON.written(scene, form, values, context)
    if isinstance(reason, Answer):
        return reason
    answer = Answered(verdict=verdict, reason=said_by(scene, reason, seat), again=again)
    now = suggestion.answered(answer)
    data = {
        "suggestion": suggestion.text,
        "reason": reason,
        **({"again": again.isoformat()} if again else {}),
    }
    return await _keep(scene, tx, now, agreements, kind=_KIND[verdict], data=data, seat=seat)


def _day(
    scene: Scene, suggestion: Suggestion, values: Mapping[str, str]
) -> tuple[date | None, dict[str, str]]:
    """The day on which it comes back, on the calendar of who is asked; or what is wrong with it."""
    typed = values.get(forms.AGAIN_KEY, "").strip()
    if not typed:
        return None, {}
    today = local(scene.now, seat_zone(scene.agreement, suggestion.turn.seat)).date()
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = today
    if not today < day <= today + _FURTHEST:
        return None, {forms.AGAIN_KEY: words.AGAIN_NO_DAY}
    return day, {}


async def _keep(
    scene: Scene,
    tx: Transaction,
    now: Suggestion,
    agreements: AgreementCache,
    *,
    kind: str,
    data: Mapping[str, object],
    seat: str,
) -> Suggested:
    await tx.suggestions.save(now)
    await plan(tx, now, agreements, now=scene.now)
    await show(tx, scene, await with_agreement(tx, scene, now, agreements))
    await note(scene, tx, now, kind, data, seat=seat)
    return await for_actor(scene, tx, now, agreements)


def _told(done: Suggested, buttons: tuple[Button, ...] = ()) -> Answer:
    card = cards.sent(words.SENT_TITLE, words.SENT_HOW, done, buttons)
    return Answer(card=card, private=True, done=True)


async def _change(scene: Scene, tx: Transaction, done: Suggested) -> Answer:
    """What shall change, in one list; the proposal carries what it comes from, and why.

    A proposal is read by everybody: of a restricted suggestion it says nothing.
    """
    suggestion, because = done.suggestion, ""
    if not suggestion.restricted and suggestion.answer is not None:
        reason = one_line(suggestion.answer.reason.text, _IN_A_REASON)
        idea = one_line(suggestion.text, _IN_A_REASON)
        because = words.because_of(suggestion.label, idea, reason)
    because = shortened(because, AMENDMENT_LIMIT)
    form = await parts.choose_after(scene, tx, after=suggestion.id, because=because)
    return Answer(form=form, private=True)


async def _action(
    scene: Scene, tx: Transaction, done: Suggested, agreements: AgreementCache
) -> Answer:
    """The form of an action, with the idea as what is to be done."""
    suggestion = done.suggestion
    value = {
        "about": AboutKind.SUGGESTION.value,
        "of": suggestion.id,
        action_cards.WHAT: shortened(suggestion.text, action_cards.WHAT_LIMIT),
    }
    return await actions.press_add(scene, tx, value, agreements)
