"""A form as it travels with its own card.

Teams has no dialog that stays open: a form is a card, and what comes back with the answers is the
data of its button and nothing else. To show the same form again, with what was typed and what is
wrong, the button carries the sheet: the questions, without the answers. Several pickers often offer
the same people, so a list of options is packed once and each picker names it by its number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from adapters.teams.characters import clean
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

ACCORD = "accord"
"""The key of Accord's own part of a button's data; the other keys are inputs."""

_INTRO = frozenset({"TextBlock", "FactSet"})
# A list named by many inputs comes back small and is large when it is shown. The largest honest
# form has under two thousand options; a changed one must not grow without bounds.
_MOST_OPTIONS = 4000

_Options = tuple[Option, ...]


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
        lists = list(dict.fromkeys(o for asked in self.inputs if (o := _options(asked))))
        return {
            "action": self.action,
            "title": self.title,
            "submit": self.submit,
            "intro": list(self.intro),
            "entities": list(self.entities),
            "lists": [[[option.value, option.label] for option in options] for options in lists],
            "inputs": [_pack(asked, lists) for asked in self.inputs],
            "context": dict(self.context),
        }

    @classmethod
    def read(cls, packed: object) -> Self | None:
        """Read what came back; the client could have changed it, so anything may be there."""
        try:
            return cls._read(packed)
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError):
            return None

    @classmethod
    def _read(cls, packed: Any) -> Self:
        lists = [_unpack_options(options) for options in packed["lists"]]
        inputs = tuple(_unpack(asked, lists) for asked in packed["inputs"])
        if sum(len(_options(asked)) for asked in inputs) > _MOST_OPTIONS:
            raise ValueError(packed["action"])
        return cls(
            action=_string(packed["action"]),
            title=_string(packed["title"]),
            submit=_string(packed["submit"]),
            intro=tuple(element for element in packed["intro"] if element["type"] in _INTRO),
            entities=tuple(dict(entity) for entity in packed["entities"]),
            inputs=inputs,
            context={_string(key): _string(text) for key, text in packed["context"].items()},
        )


def _options(asked: Input) -> _Options:
    """What can be chosen."""
    return asked.options if isinstance(asked, ChoiceInput | MultiChoiceInput) else ()


def _pack(asked: Input, lists: list[_Options]) -> dict[str, Any]:
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
        case SearchInput():
            return {"kind": "search", **common}
        case ChoiceInput():
            return {"kind": "choice", **common, **_list_of(asked.options, lists)}
        case MultiChoiceInput():
            return {"kind": "choices", **common, **_list_of(asked.options, lists)}


def _list_of(options: _Options, lists: list[_Options]) -> dict[str, int]:
    return {"list": lists.index(options)} if options else {}


def _unpack(packed: Any, lists: list[_Options]) -> Input:
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
        case "search":
            return SearchInput(**common)
        case "choice":
            return ChoiceInput(**common, options=_listed(packed, lists))
        case "choices":
            return MultiChoiceInput(**common, options=_listed(packed, lists))
        case other:
            raise ValueError(other)


def _listed(packed: Any, lists: list[_Options]) -> _Options:
    return lists[packed["list"]] if "list" in packed else ()


def _unpack_options(packed: Any) -> _Options:
    return tuple(Option(_string(value), _string(label)) for value, label in packed)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return clean(value)
