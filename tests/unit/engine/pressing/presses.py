"""Buttons of messages that were really sent, pressed by anybody, and what came of it."""

import json
from collections import Counter
from dataclasses import dataclass, field

from bot.cards.card import Button
from bot.cards.form import (
    ChoiceInput,
    DateInput,
    Form,
    Input,
    MultiChoiceInput,
    NumberInput,
    SearchInput,
    TextInput,
)
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.engine.inbound import Pressed, Submitted
from bot.engine.response import Response
from tests.unit.engine.stage import Stage

#: What everybody types into a form: no sentence of Accord holds it.
TYPED = "the wombat was weighed twice"
_REFUSED = "request.refused"


@dataclass(frozen=True)
class OnCard:
    """A button, and the room or person whose message it stands on."""

    button: Button
    to: Address
    title: str

    @property
    def name(self) -> str:
        """What tells it from others: where it leads, with what."""
        return f"{self.button.action} {json.dumps(dict(self.button.value), sort_keys=True)}"

    def __str__(self) -> str:
        return f"[{self.button.label}] ({self.button.action}) on “{self.title}” for {self.to.local}"


def buttons_on(stage: Stage) -> list[OnCard]:
    """Every button that can be pressed now; one of several that are the same."""
    found: dict[str, OnCard] = {}
    for shown in stage.platform.messages.values():
        for button in shown.card.buttons:
            if not button.url:
                one = OnCard(button, shown.only_for or shown.to, shown.card.title)
                found.setdefault(one.name, one)
    return list(found.values())


@dataclass(frozen=True, kw_only=True)
class Came:
    """What came of a press or a form."""

    text: str
    """What the person reads as the answer; empty when there is none."""
    form: Form | None
    effect: Counter[str] = field(default_factory=Counter)
    """What was put on record, and which messages were sent to others, by key."""


async def pressed(
    stage: Stage, one: OnCard, who: Address, room: Address | None = None, **changed: str
) -> Came:
    """Somebody presses it, in a room or else in their own chat; perhaps with a forged value."""
    origin = stage.origin(who, room)
    value = {**one.button.value, **changed}
    return await _came(stage, who, Pressed(origin=origin, action=one.button.action, value=value))


async def sent(stage: Stage, form: Form, who: Address, room: Address | None = None) -> Came:
    """Somebody fills in a form and sends it."""
    origin = stage.origin(who, room)
    event = Submitted(
        origin=origin, action=form.action, values=filled_in(form), context=form.context
    )
    return await _came(stage, who, event)


def filled_in(form: Form) -> dict[str, str]:
    """Something in every input; texts say what was typed."""
    return {each.key: _filled(each) for each in form.inputs}


def _filled(input_: Input) -> str:
    match input_:
        case TextInput() if input_.key in ("happened", "known", "done"):
            return "now"
        case TextInput() | SearchInput():
            return TYPED
        case NumberInput():
            return "3"
        case DateInput():
            return "2026-12-10"
        case ChoiceInput() | MultiChoiceInput():
            return input_.value or input_.options[0].value


async def _came(stage: Stage, who: Address, event: Pressed | Submitted) -> Came:
    shown, before = dict(stage.platform.messages), await _traces(stage)
    response = await stage.accord.dispatch(event)
    await stage.accord.settle()
    changed = [
        message
        for ref, message in stage.platform.messages.items()
        if shown.get(ref) != message
        and event.origin.conversation == message.to
        and message.only_for in (None, who)
    ]
    texts = [card_text(message.card) for message in changed]
    return Came(
        text="\n".join([*_said(response), *texts]),
        form=response.form,
        effect=await _traces(stage) - before,
    )


def _said(response: Response) -> list[str]:
    texts = [card_text(response.card)] if response.card else []
    if response.form is not None:
        texts += [response.form.title, str(response.form.intro)]
        texts += [f"{i.label} {i.hint} {i.value}" for i in response.form.inputs]
    return [*texts, *response.errors.values()]


async def _traces(stage: Stage) -> Counter[str]:
    """Everything on record but refusals, and every message but answers."""
    found: list[str] = []
    async with stage.accord.storage.reading() as tx:
        for one in (await tx.directory.load()).collaborations:
            entries = await tx.record.entries(one.id)
            found += [f"{r.entry.kind} {r.seq}" for r in entries if r.entry.kind != _REFUSED]
        for ref, shown in stage.platform.messages.items():
            message = await tx.outbox.get(ref)
            if message is None or not message.key.startswith("answer/"):
                found.append(f"message to {shown.to.local}: {shown.card.title} ({ref})")
    return Counter(found)
