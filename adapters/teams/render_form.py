"""Turns a form into an Adaptive Card with inputs, and the same again with what is wrong in it."""

import re
from collections.abc import Mapping
from typing import Any

from adapters.teams import markdown, sentences
from adapters.teams.characters import clean
from adapters.teams.form import ACCORD, FormSheet
from adapters.teams.parts import Writer
from adapters.teams.render import Element, elements, frame, text_block, title
from bot.cards.form import (
    ChoiceInput,
    DateInput,
    Form,
    Input,
    MultiChoiceInput,
    NumberInput,
    TextInput,
)
from bot.domain.address import Address

_EXPANDED_UP_TO = 3
_TYPED_INTO_FROM = 13
_NUMBER = re.compile(r"[-+]?\d{1,15}(\.\d{1,15})?")


def render_form(form: Form, ids: Mapping[Address, str] | None = None) -> Element:
    """A form to fill in."""
    writer = Writer(ids)
    intro = [element for block in form.intro for element in elements(block, writer)]
    return render_sheet(FormSheet.of(form, intro, writer.entities), {})


def render_sheet(sheet: FormSheet, errors: Mapping[str, str]) -> Element:
    """A sheet with a sentence below each input that needs another look."""
    body = [title(sheet.title)]
    if errors:
        body.append(_warning(sentences.PLEASE_CORRECT))
    body += [_warning(text) for key, text in errors.items() if key not in sheet.keys]
    body += [dict(element) for element in sheet.intro]
    for asked in sheet.inputs:
        body += _question(asked)
        if asked.key in errors:
            body.append(_warning(errors[asked.key]))
    entities = [dict(entity) for entity in sheet.entities]
    return frame(body, [_submit(sheet)], entities, markdown.unmarked(sheet.title))


def _warning(text: str) -> Element:
    shown = markdown.paragraph(markdown.escape(text))
    return text_block(shown, color="Attention", weight="Bolder")


def _question(asked: Input) -> list[Element]:
    common: dict[str, Any] = {
        "id": asked.key,
        "label": markdown.unmarked(asked.label),
        "isRequired": asked.required,
        "errorMessage": sentences.please_fill_in(markdown.unmarked(asked.label)),
    }
    match asked:
        case TextInput():
            return [{"type": "Input.Text", **common, **_text(asked)}]
        case NumberInput():
            common["errorMessage"] = sentences.please_give_number(markdown.unmarked(asked.label))
            return [{"type": "Input.Number", **common, **_hint(asked), **_number(asked.value)}]
        case DateInput():
            value = {"value": asked.value} if asked.value else {}
            return [{"type": "Input.Date", **common, **_hint(asked), **value}]
        case ChoiceInput():
            common["errorMessage"] = sentences.please_choose(markdown.unmarked(asked.label))
            return [{"type": "Input.ChoiceSet", **common, **_choice(asked)}, *_hint_block(asked)]
        case MultiChoiceInput():
            common["errorMessage"] = sentences.please_choose(markdown.unmarked(asked.label))
            several = {"isMultiSelect": True, **_choice(asked)}
            return [{"type": "Input.ChoiceSet", **common, **several}, *_hint_block(asked)]


def _text(asked: TextInput) -> Element:
    value = {"value": clean(asked.value)} if asked.value else {}
    more = {"isMultiline": asked.multiline, "maxLength": asked.max_length}
    return {**more, **_hint(asked), **value}


def _number(value: str) -> Element:
    """What was typed, where it is a number: the input holds nothing else."""
    return (
        {"value": float(value) if "." in value else int(value)} if _NUMBER.fullmatch(value) else {}
    )


def _choice(asked: ChoiceInput | MultiChoiceInput) -> Element:
    # Several values are written with commas between them, in Teams as in the form.
    value = {"value": asked.value} if asked.value else {}
    return {
        "style": _style(asked),
        "wrap": True,
        "choices": [
            {"title": markdown.unmarked(option.label), "value": option.value}
            for option in asked.options
        ],
        **value,
    }


def _style(asked: ChoiceInput | MultiChoiceInput) -> str:
    if len(asked.options) <= _EXPANDED_UP_TO:
        return "expanded"
    # Only one value can be typed into a filtered list.
    many = isinstance(asked, ChoiceInput) and len(asked.options) >= _TYPED_INTO_FROM
    return "filtered" if many else "compact"


def _hint(asked: Input) -> Element:
    return {"placeholder": markdown.unmarked(asked.hint)} if asked.hint else {}


def _hint_block(asked: Input) -> list[Element]:
    """Choices have no room for a hint of their own."""
    shown = markdown.paragraph(markdown.escape(asked.hint))
    return [text_block(shown, isSubtle=True, spacing="Small")] if shown else []


def _submit(sheet: FormSheet) -> Element:
    return {
        "type": "Action.Execute",
        "title": markdown.unmarked(sheet.submit),
        "verb": sheet.action,
        "data": {ACCORD: {"action": sheet.action, "form": sheet.pack()}},
        "style": "positive",
    }
