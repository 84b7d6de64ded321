"""Forms about actions, and the cards that lead to them where no form can be opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.cards.card import Block, Button, Card, Facts, Look, fact, paragraph, subtle
from bot.cards.carrying import carried
from bot.cards.compose.actions import (
    ADD,
    ADD_FOR,
    ADD_FORM,
    BY,
    DROP_FORM,
    EDIT_FORM,
    MOVE_FORM,
    OWNER,
    REASON,
    REASON_LIMIT,
    WHAT,
    WHAT_LIMIT,
    Task,
)
from bot.cards.form import ChoiceInput, DateInput, Form, Input, Option, TextInput
from bot.cards.words import actions as words


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is known of an action before it is one."""

    what: str = ""
    owner: str = ""
    """Key of a seat."""
    by: str = ""
    """A date, ISO 8601."""
    context: Mapping[str, str] = field(default_factory=dict)


def add_form(draft: Draft, seats: Sequence[Option]) -> Form:
    """What, who and by when."""
    return Form(
        action=ADD_FORM,
        title=words.FORM,
        submit=words.SEND,
        inputs=_inputs(draft, seats),
        context=draft.context,
    )


def edit_form(task: Task, seats: Sequence[Option]) -> Form:
    """All of it, with the reason of the change."""
    action = task.action
    draft = Draft(what=action.what, owner=action.owner, by=action.times.day.isoformat())
    return Form(
        action=EDIT_FORM,
        title=words.FORM_EDIT,
        submit=words.SAVE,
        inputs=(*_inputs(draft, seats), _why(words.WHY, words.WHY_HINT)),
        context=task.value(),
    )


def move_form(task: Task, by: str = "") -> Form:
    """A new day, and why."""
    when = DateInput(key=BY, label=words.WHEN, hint=words.WHEN_HINT, value=by)
    return Form(
        action=MOVE_FORM,
        title=words.FORM_MOVE,
        submit=words.MOVE,
        inputs=(when, _why(words.WHY, words.WHY_HINT)),
        intro=_about(task),
        context=task.value(),
    )


def drop_form(task: Task) -> Form:
    """Why it is not needed any more."""
    return Form(
        action=DROP_FORM,
        title=words.FORM_DROP,
        submit=words.SAVE,
        inputs=(_why(words.WHY, words.WHY_HINT),),
        intro=_about(task),
        context=task.value(),
    )


def _about(task: Task) -> tuple[Block, ...]:
    return (
        Facts((fact(words.named(task.action.label), task.action.what), fact(words.DUE, task.due))),
    )


def _inputs(draft: Draft, seats: Sequence[Option]) -> tuple[Input, ...]:
    return (
        TextInput(
            key=WHAT,
            label=words.WHAT,
            hint=words.WHAT_HINT,
            value=draft.what,
            multiline=True,
            max_length=WHAT_LIMIT,
        ),
        ChoiceInput(
            key=OWNER,
            label=words.WHO,
            hint=words.WHO_HINT,
            options=tuple(seats),
            value=draft.owner,
        ),
        DateInput(key=BY, label=words.WHEN, hint=words.WHEN_HINT, value=draft.by),
    )


def _why(label: str, hint: str) -> Input:
    return TextInput(key=REASON, label=label, hint=hint, max_length=REASON_LIMIT)


def half_said(draft: Draft) -> Card:
    """Where no form can be opened: a button that opens it with what was understood."""
    value = {**draft.context, WHAT: carried(draft.what), OWNER: draft.owner, BY: draft.by}
    return Card(
        title=words.HALF_SAID,
        summary=words.HALF_SAID,
        blocks=(
            *((paragraph(draft.what),) if draft.what else ()),
            paragraph(words.HALF_HOW),
            subtle(words.EXAMPLE),
        ),
        buttons=(Button(words.ADD, ADD, value, Look.PRIMARY, opens_form=True),),
    )


def which_seat(name: str, draft: Draft, seats: Sequence[Option]) -> Card:
    """A press chooses the seat of somebody who holds several."""
    value = {**draft.context, WHAT: carried(draft.what), BY: draft.by}
    return Card(
        title=words.which_seat(name),
        summary=words.which_seat(name),
        blocks=(paragraph(words.WHICH_OWNER),),
        buttons=tuple(Button(seat.label, ADD_FOR, {**value, OWNER: seat.value}) for seat in seats),
    )
