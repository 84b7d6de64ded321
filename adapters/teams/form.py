"""A form as it travels with its own card.

Teams has no dialog that stays open: a form is a card, and what comes back with the answers is the
data of its button and nothing else. To show the same form again, with what was typed and what is
wrong, the button carries the sheet: the questions, without the answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from adapters.teams.characters import clean
from bot.cards.form import ChoiceInput, DateInput, Form, Input, NumberInput, Option, TextInput

ACCORD = "accord"
"""The key of Accord's own part of a button's data; the other keys are inputs."""

_INTRO = frozenset({"TextBlock", "FactSet"})


@dataclass(frozen=True, kw_only=True)
class FormSheet:
    """The questions of a form, as they were shown."""

    action: str
    title: str
    submit: str
    intro: tuple[Mapping[str, Any], ...]
    """Rendered elements."""
    entities: tuple[Mapping[str, Any], ...]
    """The mentions in them."""
    inputs: tuple[Input, ...]
    context: Mapping[str, str]

    @classmethod
    def of(cls, form: Form, intro: list[dict[str, Any]], entities: list[dict[str, Any]]) -> Self:
        """The sheet of a form whose intro is rendered."""
        return cls(
            action=form.action,
            title=form.title,
            submit=form.submit,
            intro=tuple(intro),
            entities=tuple(entities),
            inputs=form.inputs,
            context=dict(form.context),
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the inputs."""
        return tuple(asked.key for asked in self.inputs)

    def filled(self, values: Mapping[str, str]) -> Self:
        """The same questions with what was typed."""
        inputs = tuple(replace(asked, value=values.get(asked.key, "")) for asked in self.inputs)
        return replace(self, inputs=inputs)

    def pack(self) -> dict[str, Any]:
        """The data of the form's button."""
        return {
            "action": self.action,
            "title": self.title,
            "submit": self.submit,
            "intro": list(self.intro),
            "entities": list(self.entities),
            "inputs": [_pack(asked) for asked in self.inputs],
            "context": dict(self.context),
        }

    @classmethod
    def read(cls, packed: object) -> Self | None:
        """Read what came back; the client could have changed it, so anything may be there."""
        try:
            return cls._read(packed)
        except (KeyError, TypeError, ValueError):
            return None

    @classmethod
    def _read(cls, packed: Any) -> Self:
        return cls(
            action=_string(packed["action"]),
            title=_string(packed["title"]),
            submit=_string(packed["submit"]),
            intro=tuple(element for element in packed["intro"] if element["type"] in _INTRO),
            entities=tuple(dict(entity) for entity in packed["entities"]),
            inputs=tuple(_unpack(asked) for asked in packed["inputs"]),
            context={_string(key): _string(text) for key, text in packed["context"].items()},
        )


def _pack(asked: Input) -> dict[str, Any]:
    common = {
        "key": asked.key,
        "label": asked.label,
        "hint": asked.hint,
        "required": asked.required,
    }
    match asked:
        case TextInput():
            more = {"multiline": asked.multiline, "max_length": asked.max_length}
            return {"kind": "text", **common, **more}
        case NumberInput():
            return {"kind": "number", **common}
        case DateInput():
            return {"kind": "date", **common}
        case ChoiceInput():
            options = [[option.value, option.label] for option in asked.options]
            return {"kind": "choice", **common, "options": options}


def _unpack(packed: Any) -> Input:
    common: dict[str, Any] = {
        "key": _string(packed["key"]),
        "label": _string(packed["label"]),
        "hint": _string(packed["hint"]),
        "required": packed["required"] is True,
    }
    match packed["kind"]:
        case "text":
            return TextInput(
                **common,
                multiline=packed["multiline"] is True,
                max_length=int(packed["max_length"]),
            )
        case "number":
            return NumberInput(**common)
        case "date":
            return DateInput(**common)
        case "choice":
            options = tuple(Option(_string(v), _string(label)) for v, label in packed["options"])
            return ChoiceInput(**common, options=options)
        case other:
            raise ValueError(other)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return clean(value)
