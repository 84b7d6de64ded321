"""What people do with an action: done, moved, not needed, other words, open after all."""

from collections.abc import Mapping
from datetime import date

from bot.cards.compose import action_forms as forms
from bot.cards.compose import actions as cards
from bot.cards.form import Form
from bot.cards.words import actions as words
from bot.domain.actions import Action, ActionState, Ending
from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import local
from bot.domain.visibility import A_ROOM, view, visible_seat
from bot.engine.action_keeping import Doing, edit, end, move, reopen
from bot.engine.action_order import Order, day_and_reason
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import in_form
from bot.engine.day_said import read_day_said
from bot.engine.handlers.action_forms import read_day_input, seat_options
from bot.engine.naming import with_names
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import acting_for, refuse_over, task, the_action


async def by_word(doing: Doing, action: Action, order: Order) -> Answer:
    """`action 7 …`: what stands behind the number, or how it stands when nothing does."""
    match order.verb:
        case "show":
            shown = await task(doing.tx, doing.scene, action, doing.reader, doing.agreements)
            return Answer(card=cards.action_card(shown))
        case "done":
            return await end(doing, action, _done(doing.scene, action, order.rest))
        case "drop" if order.rest:
            return await end(doing, action, _dropped(doing.scene, action, order.rest))
        case "reopen":
            return await reopen(doing, action)
        case "drop" | "edit":
            form = cards.DROP_FORM if order.verb == "drop" else cards.EDIT_FORM
            return await _ask_for(doing, action, form)
        case "move":
            return await _move_by_word(doing, action, order.rest)
        case _:
            raise Refused(words.not_a_verb(action.label))


async def _move_by_word(doing: Doing, action: Action, said: str) -> Answer:
    """At once when both the day and the reason were typed."""
    acting_for(doing.scene, action)
    action.refuse_ended()
    when, why = day_and_reason(said)
    today = local(doing.scene.now, doing.scene.zone).date()
    day: date | None = read_day_said(when, today) if when else None
    if day is not None and why:
        return await move(doing, action, day, _kept(doing.scene, why))
    return await _ask_for(doing, action, cards.MOVE_FORM, by=day.isoformat() if day else "")


async def _ask_for(doing: Doing, action: Action, form: str, *, by: str = "") -> Answer:
    """The form where one can be opened, else the card with its buttons."""
    acting_for(doing.scene, action)
    action.refuse_ended()
    if doing.scene.origin.can_open_form:
        return Answer(form=await _form_of(doing, action, form, by=by), private=True)
    shown = await task(doing.tx, doing.scene, action, doing.reader, doing.agreements)
    return Answer(card=cards.action_card(shown, note=words.PRESS_HOW))


async def _form_of(doing: Doing, action: Action, form: str, *, by: str = "") -> Form:
    scene = doing.scene
    shown = await task(doing.tx, scene, action, scene.alone, doing.agreements)
    match form:
        case cards.MOVE_FORM:
            return forms.move_form(shown, by)
        case cards.DROP_FORM:
            return forms.drop_form(shown)
        case _:
            return forms.edit_form(shown, seat_options(scene))


async def press_done(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Done*."""
    doing, action = await _pressed(scene, tx, value, agreements)
    return await end(doing, action, _done(scene, action, ""))


async def press_reopen(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Not done yet*, or *Needed after all*."""
    doing, action = await _pressed(scene, tx, value, agreements)
    return await reopen(doing, action)


async def press_move(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Move*: asks for the new day and the reason."""
    return await _open(scene, tx, value, agreements, form=cards.MOVE_FORM)


async def press_drop(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Not any more*: asks for the reason."""
    return await _open(scene, tx, value, agreements, form=cards.DROP_FORM)


async def press_edit(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Edit*: all of it, with the reason."""
    return await _open(scene, tx, value, agreements, form=cards.EDIT_FORM)


async def _open(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
    *,
    form: str,
) -> Answer:
    doing, action = await _pressed(scene, tx, value, agreements)
    acting_for(scene, action)
    action.refuse_ended()
    if form != cards.DROP_FORM:
        refuse_over(scene)
    return Answer(form=await _form_of(doing, action, form), private=True)


async def moved(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The new day and the reason were given."""
    doing, action = await _formed(scene, tx, context, agreements)
    day, errors = read_day_input(values)
    reason = _reason_given(scene, values, errors)
    form = await _form_of(doing, action, cards.MOVE_FORM)
    if day is not None and not errors:
        looked_at = in_form(scene.agreement, form, values, context, [cards.REASON])
        if isinstance(looked_at, Answer):
            return looked_at
        reason = _kept(scene, looked_at[cards.REASON])
        try:
            return await move(doing, action, day, reason)
        except InvalidInput as wrong:
            errors[cards.BY] = str(wrong)
    return Answer(errors=errors, form=form, private=True)


async def dropped(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The reason was given."""
    doing, action = await _formed(scene, tx, context, agreements)
    errors: dict[str, str] = {}
    _reason_given(scene, values, errors)
    form = await _form_of(doing, action, cards.DROP_FORM)
    if errors:
        return Answer(errors=errors, form=form, private=True)
    looked_at = in_form(scene.agreement, form, values, context, [cards.REASON])
    if isinstance(looked_at, Answer):
        return looked_at
    return await end(doing, action, _dropped(scene, action, looked_at[cards.REASON]))


async def edited(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """All of it was given anew."""
    doing, action = await _formed(scene, tx, context, agreements)
    what = _what(scene, values)
    seat = view(scene.agreement, scene.alone).seat(values.get(cards.OWNER))
    day, errors = read_day_input(values)
    reason = _reason_given(scene, values, errors)
    if not what:
        errors[cards.WHAT] = words.WRITE_WHAT
    if seat is None:
        errors[cards.OWNER] = words.CHOOSE_OWNER
    elif not action.restricted and not visible_seat(scene.agreement, seat.key, A_ROOM):
        errors[cards.OWNER] = words.OTHER_KIND
    form = await _form_of(doing, action, cards.EDIT_FORM)
    if seat is not None and day is not None and not errors:
        looked_at = in_form(scene.agreement, form, values, context, [cards.WHAT, cards.REASON])
        if isinstance(looked_at, Answer):
            return looked_at
        what, reason = _what(scene, looked_at), _kept(scene, looked_at[cards.REASON])
        try:
            return await edit(doing, action, what=what, seat=seat, day=day, reason=reason)
        except InvalidInput as wrong:
            errors[cards.BY] = str(wrong)
    return Answer(errors=errors, form=form, private=True)


def _reason_given(scene: Scene, values: Mapping[str, str], errors: dict[str, str]) -> str:
    reason = _kept(scene, values.get(cards.REASON, ""))
    if not reason:
        errors[cards.REASON] = words.SAY_WHY
    return reason


def _what(scene: Scene, values: Mapping[str, str]) -> str:
    return with_names(scene.directory, values.get(cards.WHAT, "").strip())[: cards.WHAT_LIMIT]


def _kept(scene: Scene, reason: str) -> str:
    return with_names(scene.directory, reason.strip())[: cards.REASON_LIMIT]


def _done(scene: Scene, action: Action, reason: str) -> Ending:
    by = acting_for(scene, action)
    return Ending(state=ActionState.DONE, reason=_kept(scene, reason), by=by)


def _dropped(scene: Scene, action: Action, reason: str) -> Ending:
    by = acting_for(scene, action)
    return Ending(state=ActionState.DROPPED, reason=_kept(scene, reason), by=by)


async def _pressed(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> tuple[Doing, Action]:
    scene.seated()
    found = await the_action(tx, scene, value.get(cards.NUMBER, ""), scene.alone, agreements)
    doing = Doing(scene=scene, tx=tx, agreements=agreements, reader=scene.alone, private=True)
    return doing, found


async def _formed(
    scene: Scene, tx: Transaction, context: Mapping[str, str], agreements: AgreementCache
) -> tuple[Doing, Action]:
    """The action a form is about, as it was when the form was opened.

    Raises:
        Refused: it has ended, changed meanwhile, or is somebody else's.
    """
    doing, action = await _pressed(scene, tx, context, agreements)
    acting_for(scene, action)
    action.refuse_ended()
    if context.get("round", "") != str(action.round):
        raise Refused(words.changed_meanwhile(action.label))
    return doing, action
