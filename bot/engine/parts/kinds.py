"""What sort of answer a question takes: how it is asked, shown, read back and said in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bot.cards.form import (
    ChoiceInput,
    DateInput,
    Input,
    MultiChoiceInput,
    NumberInput,
    Option,
    TextInput,
)
from bot.cards.words import parts as words
from bot.domain.errors import InvalidInput
from bot.engine.parts.spoken import day_in_words, read_day, read_number, read_whole

#: The longest text an input takes on every platform.
LONGEST = 3000
#: Chosen where nothing is wanted: on some platforms a choice, once made, cannot be taken back.
NOTHING = "-"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How a question is put, whatever sort it is."""

    key: str
    label: str
    hint: str
    required: bool


@dataclass(frozen=True, kw_only=True)
class Written:
    """Something written: a text, or a value in the words people use for it."""

    say: Callable[[Any], str]
    """The value as it stands in the input."""
    read: Callable[[str], Any]
    """The value of a text; raises InvalidInput."""
    multiline: bool = False

    def shown(self, value: Any) -> str:
        """What stands in the input."""
        return "" if value is None else self.say(value)[:LONGEST].strip()

    def value(self, text: str, now: Any) -> Any:  # noqa: ARG002 - what stands there is written over
        """What was answered."""
        if len(text) > LONGEST:
            raise InvalidInput(words.too_long(LONGEST))
        return self.read(text) if text else None

    def in_words(self, value: Any) -> str:
        """The value in a card."""
        return "; ".join(self.say(value).splitlines())

    def input(self, asked: Asked, shown: str) -> Input:
        """The input of a form."""
        return TextInput(
            key=asked.key,
            label=asked.label,
            hint=asked.hint,
            required=asked.required,
            value=shown,
            multiline=self.multiline,
            max_length=LONGEST,
        )


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number."""

    whole: bool

    def shown(self, value: Any) -> str:
        """What stands in the input."""
        return "" if value is None else str(value)

    def value(self, text: str, now: Any) -> Any:  # noqa: ARG002 - as above
        """What was answered."""
        if not text:
            return None
        return read_whole(text) if self.whole else read_number(text)

    def in_words(self, value: Any) -> str:
        """The value in a card."""
        return str(value)

    def input(self, asked: Asked, shown: str) -> Input:
        """The input of a form."""
        return NumberInput(
            key=asked.key,
            label=asked.label,
            hint=asked.hint,
            required=asked.required,
            value=shown,
        )


@dataclass(frozen=True)
class Day:
    """A day."""

    def shown(self, value: Any) -> str:
        """What stands in the input."""
        return value or ""

    def value(self, text: str, now: Any) -> Any:  # noqa: ARG002 - as above
        """What was answered."""
        return read_day(text) if text else None

    def in_words(self, value: Any) -> str:
        """The value in a card."""
        return day_in_words(value)

    def input(self, asked: Asked, shown: str) -> Input:
        """The input of a form."""
        return DateInput(
            key=asked.key,
            label=asked.label,
            hint=asked.hint,
            required=asked.required,
            value=shown,
        )


@dataclass(frozen=True, kw_only=True)
class OneOf:
    """One of several options."""

    options: tuple[Option, ...]
    meant: Mapping[str, Any] = field(default_factory=dict)
    """The values of options that are no texts in the file."""

    def hides(self, value: Any) -> bool:
        """Whether what stands there is nothing the reader may choose from."""
        return value is not None and not self._labels([value])

    def shown(self, value: Any) -> str:
        """What stands in the input."""
        return "" if value is None else self._option(value)

    def value(self, text: str, now: Any) -> Any:  # noqa: ARG002 - as above
        """What was answered."""
        if text in ("", NOTHING):
            return None
        if text not in [each.value for each in self.options]:
            raise InvalidInput(words.CHOOSE_ONE)
        return self.meant.get(text, text)

    def in_words(self, value: Any) -> str:
        """The value in a card."""
        return "".join(self._labels([value]))

    def input(self, asked: Asked, shown: str) -> Input:
        """The input of a form."""
        none = () if asked.required else (Option(NOTHING, words.NONE),)
        return ChoiceInput(
            key=asked.key,
            label=asked.label,
            hint=asked.hint,
            required=asked.required,
            options=(*none, *self.options),
            value=shown or ("" if asked.required else NOTHING),
        )

    def _option(self, value: Any) -> str:
        # Compared with the type: in Python, and not in a file, True equals 1.
        for text, meant in self.meant.items():
            if type(meant) is type(value) and meant == value:
                return text
        return str(value)

    def _labels(self, values: Sequence[Any]) -> list[str]:
        wanted = [self._option(each) for each in values]
        return [each.label for each in self.options if each.value in wanted]


@dataclass(frozen=True, kw_only=True)
class SomeOf:
    """Any number of several options. What the reader may not see stays as it is."""

    options: tuple[Option, ...]

    def hides(self, value: Any) -> bool:
        """Whether what stands there is nothing the reader may choose from."""
        return bool(value) and not self._visible(value)

    def shown(self, value: Any) -> str:
        """What stands in the input."""
        return ",".join(self._visible(value or ()))

    def value(self, text: str, now: Any) -> Any:
        """What was answered: in the order that stands there, what is new at the end."""
        chosen = [each.strip() for each in text.split(",") if each.strip() not in ("", NOTHING)]
        known = [each.value for each in self.options]
        if not set(chosen) <= set(known):
            raise InvalidInput(words.CHOOSE_ONE)
        kept = [each for each in now or () if each in chosen or each not in known]
        return kept + [each for each in dict.fromkeys(chosen) if each not in kept] or None

    def in_words(self, value: Any) -> str:
        """The value in a card."""
        labels = {each.value: each.label for each in self.options}
        return ", ".join(labels[each] for each in self._visible(value))

    def input(self, asked: Asked, shown: str) -> Input:
        """The input of a form."""
        return MultiChoiceInput(
            key=asked.key,
            label=asked.label,
            hint=asked.hint,
            required=asked.required,
            options=self.options,
            value=shown,
        )

    def _visible(self, value: Sequence[str]) -> list[str]:
        known = {each.value for each in self.options}
        return [each for each in value if each in known]


Kind: TypeAlias = Written | Number | Day | OneOf | SomeOf
