"""What a form asks, for no platform."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.cards.card import Block


@dataclass(frozen=True, kw_only=True)
class TextInput:
    """Free text."""

    key: str
    label: str
    value: str = ""
    hint: str = ""
    required: bool = True
    multiline: bool = False
    max_length: int = 1500


@dataclass(frozen=True, kw_only=True)
class NumberInput:
    """A number, in a unit that the label names."""

    key: str
    label: str
    value: str = ""
    hint: str = ""
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class DateInput:
    """A day, as `2026-12-04`."""

    key: str
    label: str
    value: str = ""
    hint: str = ""
    required: bool = True


@dataclass(frozen=True)
class Option:
    """One choice: what is stored and what is read."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class ChoiceInput:
    """One of several options."""

    key: str
    label: str
    options: tuple[Option, ...]
    value: str = ""
    hint: str = ""
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class MultiChoiceInput:
    """Any number of several options.

    The answer, like `value`, is the values of the chosen options with commas between them; so an
    option's value holds no comma.
    """

    key: str
    label: str
    options: tuple[Option, ...]
    value: str = ""
    hint: str = ""
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class SearchInput:
    """Words to look up; where a platform can, with suggestions while they are typed.

    The answer is the id of what was suggested (`bot.cards.hit.Hit.id`), or the words.
    """

    key: str
    label: str
    value: str = ""
    hint: str = ""
    required: bool = True


Input: TypeAlias = (
    TextInput | NumberInput | DateInput | ChoiceInput | MultiChoiceInput | SearchInput
)


@dataclass(frozen=True, kw_only=True)
class Form:
    """Questions with one button to send the answers.

    `action` names what happens on sending; `context` comes back unchanged with the answers. The
    title must fit 24 characters, the shortest limit of the platforms (Slack views).
    """

    action: str
    title: str
    inputs: tuple[Input, ...]
    submit: str = "Send"
    intro: tuple[Block, ...] = ()
    context: Mapping[str, str] = field(default_factory=dict)
