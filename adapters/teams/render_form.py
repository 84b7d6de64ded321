"""Turns a form into an Adaptive Card with inputs, and the same again with what is wrong in it."""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
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
    SearchInput,
    TextInput,
)
from bot.domain.address import Address

_EXPANDED_UP_TO = 3
_TYPED_INTO_FROM = 13
#: Characters that a phone shows inside an input.
_HINT_FITS = 40
_NUMBER = re.compile(r"[-+]?\d{1,15}(\.\d{1,15})?")


def render_form(
    form: Form, ids: Mapping[Address, str] | None = None, *, dialog: bool = False
) -> Element:
    """A form to fill in, as a card in a conversation or in a dialog."""
    writer = Writer(ids)
    intro = [element for block in form.intro for element in elements(block, writer)]
    return render_sheet(FormSheet.of(form, intro, writer.entities), {}, dialog=dialog)


def render_sheet(sheet: FormSheet, errors: Mapping[str, str], *, dialog: bool = False) -> Element:
    """A sheet with a sentence below each input that needs another look."""
    body = [title(sheet.title)]
    if errors:
        body.append(_warning(sentences.PLEASE_CORRECT))
    body += [_warning(text) for key, text in errors.items() if key not in sheet.keys]
    body += [dict(element) for element in sheet.intro]
    questions = sha256(json.dumps(sheet.pack(), sort_keys=True).encode()).hexdigest()[:12]
    for asked in sheet.inputs:
        body += _question(asked, f"{asked.key} {questions}")
        if asked.key in errors:
            body.append(_warning(errors[asked.key]))
    entities = [dict(entity) for entity in sheet.entities]
    send = _submit_dialog(sheet) if dialog else _submit(sheet)
    return frame(body, [send], entities, markdown.unmarked(sheet.title))


def _warning(text: str) -> Element:
    shown = markdown.paragraph(markdown.escape(text))
    return text_block(shown, color="Attention", weight="Bolder")


def _question(asked: Input, key: str) -> list[Element]:
    common: dict[str, Any] = {
        "id": asked.key,
        # "Keys can help maintain visual state in the host application" (Adaptive Cards, `key`).
        # Without one a client takes an input for the one that stood there in the card before: a
        # menu goes on offering what that one offered.
        "key": key,
        "label": markdown.unmarked(asked.label),
        "isRequired": asked.required,
        "errorMessage": sentences.please_fill_in(markdown.unmarked(asked.label)),
    }
    match asked:
        case TextInput():
            return _hinted(asked, {"type": "Input.Text", **common, **_text(asked)})
        case SearchInput():
            value = {"value": clean(asked.value)} if asked.value else {}
            return _hinted(asked, {"type": "Input.Text", **common, **value})
        case NumberInput():
            common["errorMessage"] = sentences.please_give_number(markdown.unmarked(asked.label))
            return _hinted(asked, {"type": "Input.Number", **common, **_number(asked.value)})
        case DateInput():
            value = {"value": asked.value} if asked.value else {}
            return _hinted(asked, {"type": "Input.Date", **common, **value})
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
    return {**more, **value}


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


def _hinted(asked: Input, element: Element) -> list[Element]:
    """An input with its hint: inside it, or below where it would be hidden or cut off."""
    if not asked.hint or asked.value or len(asked.hint) > _HINT_FITS:
        return [element, *_hint_block(asked)]
    return [{**element, "placeholder": markdown.unmarked(asked.hint)}]


def _hint_block(asked: Input) -> list[Element]:
    """A hint below its input; choices have no room for one inside."""
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


def _submit_dialog(sheet: FormSheet) -> Element:
    """In a dialog no other action gives back what was filled in."""
    return {
        "type": "Action.Submit",
        "title": markdown.unmarked(sheet.submit),
        "data": {ACCORD: {"action": sheet.action, "form": sheet.pack()}},
        "style": "positive",
    }
