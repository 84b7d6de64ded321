"""A form as a modal view, and the answers back from its state. Pure."""

import re
from collections.abc import Mapping
from typing import Any, assert_never

from adapters.slack import capabilities as limit
from adapters.slack import mrkdwn
from adapters.slack.mrkdwn import Visible
from adapters.slack.payload import storable
from adapters.slack.place import Place
from adapters.slack.render import Json, packed_json, render_block
from bot.cards.form import ChoiceInput, DateInput, Form, Input, NumberInput, Option, TextInput

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ANSWER = "answer"


def view(form: Form, place: Place, visible: Visible) -> Json:
    """A form as a modal.

    The place it was opened in and the context of the form travel in the view, because Slack's
    `view_submission` names no channel.
    """
    metadata = packed_json({"place": place.packed(), "context": dict(form.context)})
    if len(metadata) > limit.METADATA:
        raise ValueError(f"The form “{form.title}” carries more than Slack's 3,000 characters.")
    intro = [shown for block in form.intro for shown in render_block(block, visible)]
    return {
        "type": "modal",
        "callback_id": form.action,
        "title": mrkdwn.plain_text(mrkdwn.clip(form.title, limit.VIEW_TITLE)),
        "submit": mrkdwn.plain_text(mrkdwn.clip(form.submit, limit.VIEW_TITLE)),
        "private_metadata": metadata,
        "blocks": [*intro, *map(_block, form.inputs)][: limit.VIEW_BLOCKS],
    }


def answers(state: Mapping[str, Any]) -> dict[str, str]:
    """What was answered, by input key; what was left empty is empty text."""
    blocks = state.get("values")
    found: dict[str, str] = {}
    for key, elements in (blocks if isinstance(blocks, dict) else {}).items():
        for element in elements.values() if isinstance(elements, dict) else ():
            found[key] = _answer(element) if isinstance(element, dict) else ""
    return found


def input_keys(blocks: object) -> list[str]:
    """The keys of the inputs in the blocks of a view."""
    return [
        str(block.get("block_id"))
        for block in (blocks if isinstance(blocks, list) else [])
        if isinstance(block, dict) and block.get("type") == "input"
    ]


def _answer(element: dict[str, Any]) -> str:
    match element.get("type"):
        case "datepicker":
            value = element.get("selected_date")
        case "static_select":
            option = element.get("selected_option")
            value = option.get("value") if isinstance(option, dict) else None
        case _:
            value = element.get("value")
    return storable(value) if isinstance(value, str) else ""


def _block(question: Input) -> Json:
    block: Json = {
        "type": "input",
        # Errors are shown under the block they name, so its id is the key.
        "block_id": question.key,
        "label": mrkdwn.plain_text(mrkdwn.clip(question.label, limit.INPUT_LABEL)),
        "optional": not question.required,
        "element": {"action_id": _ANSWER, **_element(question)},
    }
    if question.hint.strip():
        block["hint"] = mrkdwn.plain_text(mrkdwn.clip(question.hint, limit.INPUT_LABEL))
    return block


def _element(question: Input) -> Json:
    match question:
        case TextInput():
            return _text(question)
        case NumberInput(value=value):
            number = {"type": "number_input", "is_decimal_allowed": True}
            return number | ({"initial_value": value} if _NUMBER.fullmatch(value) else {})
        case DateInput(value=value):
            day = {"type": "datepicker"}
            return day | ({"initial_date": value} if _DAY.fullmatch(value) else {})
        case ChoiceInput():
            return _choice(question)
    assert_never(question)


def _text(question: TextInput) -> Json:
    longest = max(1, min(question.max_length, limit.INPUT_TEXT))
    element: Json = {
        "type": "plain_text_input",
        "multiline": question.multiline,
        "max_length": longest,
    }
    if question.value:
        # What stands in the field is no text object: Slack shows and returns it as it is.
        element["initial_value"] = question.value[:longest]
    return element


def _choice(question: ChoiceInput) -> Json:
    options = [_option(option) for option in question.options[: limit.OPTIONS]]
    chosen = [option for option in options if option["value"] == question.value]
    element: Json = {"type": "static_select", "options": options}
    return element | ({"initial_option": chosen[0]} if chosen else {})


def _option(option: Option) -> Json:
    text = mrkdwn.plain_text(mrkdwn.clip(option.label, limit.OPTION))
    return {"text": text, "value": option.value}
