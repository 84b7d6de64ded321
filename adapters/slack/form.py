"""A form as a modal view, and the answers back from its state. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from adapters.slack import capabilities as limit
from adapters.slack import mrkdwn, options
from adapters.slack.mrkdwn import Visible
from adapters.slack.payload import storable
from adapters.slack.place import Place
from adapters.slack.render import Json, packed_json, render, render_block
from adapters.slack.sentences import CLOSE, SHORTENED
from bot.cards.card import Card
from bot.cards.charts import without_charts
from bot.cards.form import (
    ChoiceInput,
    DateInput,
    Form,
    Input,
    MultiChoiceInput,
    NumberInput,
    Option,
    SearchInput,
    TextInput,
)
from bot.cards.going_on import going_on

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ANSWER = "answer"


def view(form: Form, place: Place, visible: Visible) -> Json:
    """A form as a modal.

    The place it was opened in and the context of the form travel in the view, because Slack's
    `view_submission` names no channel. A long introduction is shortened, a question never left out.

    Raises:
        ValueError: the form does not fit into a view of Slack; the message says what is too much.
    """
    heads = options.heads_of(_offered(form))
    metadata = packed_json(
        {
            "place": place.packed(),
            "context": dict(form.context),
            **({"heads": heads} if heads else {}),
        }
    )
    if len(metadata) > limit.METADATA:
        raise ValueError(f"The form “{form.title}” carries more than Slack's 3,000 characters.")
    if len(form.inputs) > limit.VIEW_BLOCKS:
        raise ValueError(f"The form “{form.title}” asks more than Slack's 100 questions.")
    shown = {
        "type": "modal",
        "callback_id": form.action,
        "title": _label(form.title),
        "submit": _label(form.submit),
        "private_metadata": metadata,
        "blocks": [
            *_intro(form, visible),
            *(_block(question, heads) for question in form.inputs),
        ],
    }
    if len(packed_json(shown).encode()) > limit.VIEW_BYTES:
        raise ValueError(f"The form “{form.title}” is larger than Slack's 250,000 bytes.")
    return shown


def closing(card: Card, visible: Visible, place: Place) -> Json:
    """What came of a form, in the place where it stood.

    Only buttons that go on there are kept: the others belong to a message that stays.
    """
    message = render(without_charts(going_on(card)), visible)
    blocks = message.get("blocks", [])
    if len(card.title) <= limit.VIEW_TITLE:
        blocks = [block for block in blocks if block["type"] != "header"]
    return {
        "type": "modal",
        "title": _label(card.title),
        "close": _label(CLOSE),
        "private_metadata": packed_json({"place": place.packed()}),
        "blocks": blocks or [{"type": "section", "text": mrkdwn.mrkdwn(message["text"])}],
    }


def answers(state: Mapping[str, Any], heads: Sequence[str] = ()) -> dict[str, str]:
    """What was answered, by input key; what was left empty is empty text.

    `heads` is what the view carried of long values; see `options`.
    """
    blocks = state.get("values")
    found: dict[str, str] = {}
    for key, elements in (blocks if isinstance(blocks, dict) else {}).items():
        for element in elements.values() if isinstance(elements, dict) else ():
            found[key] = _answer(element, heads) if isinstance(element, dict) else ""
    return found


def input_keys(blocks: object) -> list[str]:
    """The keys of the inputs in the blocks of a view."""
    return [
        str(block.get("block_id"))
        for block in (blocks if isinstance(blocks, list) else [])
        if isinstance(block, dict) and block.get("type") == "input"
    ]


def _answer(element: dict[str, Any], heads: Sequence[str]) -> str:
    match element.get("type"):
        case "datepicker":
            value = element.get("selected_date")
        case "static_select" | "external_select":
            value = _chosen(element.get("selected_option"), heads)
        case "multi_static_select":
            several = element.get("selected_options")
            found = (
                _chosen(option, heads) for option in (several if isinstance(several, list) else ())
            )
            value = ",".join(filter(None, found))
        case _:
            value = element.get("value")
    return storable(value) if isinstance(value, str) else ""


def _chosen(option: object, heads: Sequence[str]) -> str:
    value = option.get("value") if isinstance(option, dict) else None
    return options.unpacked(value, heads) if isinstance(value, str) else ""


def _offered(form: Form) -> list[Option]:
    menus = (one for one in form.inputs if isinstance(one, ChoiceInput | MultiChoiceInput))
    return [option for one in menus for option in one.options]


def _intro(form: Form, visible: Visible) -> list[Json]:
    blocks = [shown for block in form.intro for shown in render_block(block, visible)]
    room = limit.VIEW_BLOCKS - len(form.inputs)
    if len(blocks) <= room:
        return blocks
    note = {"type": "context", "elements": [mrkdwn.mrkdwn(SHORTENED)]}
    return [*blocks[: room - 1], note] if room else []


def _label(text: str) -> Json:
    return mrkdwn.plain_text(mrkdwn.clip(text, limit.VIEW_TITLE))


def _block(question: Input, heads: Sequence[str]) -> Json:
    block: Json = {
        "type": "input",
        # Errors are shown under the block they name, so its id is the key.
        "block_id": question.key,
        "label": mrkdwn.plain_text(mrkdwn.clip(question.label, limit.INPUT_LABEL)),
        "optional": not question.required,
        "element": {"action_id": _ANSWER, **_element(question, heads)},
    }
    if question.hint.strip():
        block["hint"] = mrkdwn.plain_text(mrkdwn.clip(question.hint, limit.INPUT_LABEL))
    return block


def _element(question: Input, heads: Sequence[str]) -> Json:
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
            return _choice(question, heads)
        case MultiChoiceInput():
            return _choices(question, heads)
        case SearchInput():
            # What it offers is asked for while somebody types, and before they do.
            return {"type": "external_select", "min_query_length": 0}
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


def _choice(question: ChoiceInput, heads: Sequence[str]) -> Json:
    element = {"type": "static_select", **options.menu(question.options, heads)}
    chosen = [one for one in question.options if one.value == question.value]
    return element | ({"initial_option": options.shown(chosen[0], heads)} if chosen else {})


def _choices(question: MultiChoiceInput, heads: Sequence[str]) -> Json:
    element = {"type": "multi_static_select", **options.menu(question.options, heads)}
    if any("," in one.value for one in question.options):
        raise ValueError(f"“{question.label}” offers a value with a comma, which ends a value.")
    values = set(question.value.split(","))
    chosen = [options.shown(one, heads) for one in question.options if one.value in values]
    return element | ({"initial_options": chosen} if chosen else {})
