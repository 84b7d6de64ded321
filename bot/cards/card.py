"""What a message says, for no platform. A closed set of types; renderers match on all of them.

Text is plain: no markup of any platform is understood in it, and each renderer escapes it. What
needs more than plain text (a person, a moment) is a part of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from bot.domain.address import Address
from bot.domain.instant import Instant


@dataclass(frozen=True)
class Strong:
    """Words to stress."""

    text: str


@dataclass(frozen=True)
class Mention:
    """A person, called by name; the platform notifies them where it can."""

    person: Address
    name: str


@dataclass(frozen=True)
class Moment:
    """A moment, shown to each reader in their own zone where the platform can.

    Elsewhere it is shown as wall time in `zone` (IANA), with the zone's city.
    """

    at: Instant
    zone: str


Part: TypeAlias = str | Strong | Mention | Moment


class Tone(StrEnum):
    """How a paragraph stands out. Never the only carrier of a meaning."""

    NORMAL = "normal"
    HEADING = "heading"
    SUBTLE = "subtle"


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    parts: tuple[Part, ...]
    tone: Tone = Tone.NORMAL


@dataclass(frozen=True)
class Fact:
    """A label and what stands behind it."""

    label: str
    value: tuple[Part, ...]


@dataclass(frozen=True)
class Facts:
    """A short table of label and value."""

    items: tuple[Fact, ...]


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True)
class Series:
    """The values of one line or one colour of bars in a chart."""

    name: str
    values: tuple[float, ...]
    """One for each label of the chart."""


@dataclass(frozen=True)
class Chart:
    """A trend as bars, with the same in words.

    The words are shown with it everywhere: for whoever reads with a screen reader, on a client that
    draws no charts, and on paper.
    """

    title: str
    labels: tuple[str, ...]
    """What stands under the bars, from left to right; no two the same."""
    series: tuple[Series, ...]
    unit: str
    """What the values count, such as `%`."""
    text: str
    """The text equivalent: every value in words, sensible alone."""


Block: TypeAlias = Text | Facts | Bullets
#: A form takes no charts: no platform draws them there.
CardBlock: TypeAlias = Block | Chart


class Look(StrEnum):
    """How a button looks."""

    NORMAL = "normal"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True)
class Button:
    """Something to press.

    `action` names what happens, `value` carries what it is about. `opens_form` says that the
    answer to the press is a form, so that a platform can prepare for it. With `url` it only opens
    that address in a browser.
    """

    label: str
    action: str
    value: Mapping[str, str] = field(default_factory=dict)
    look: Look = Look.NORMAL
    opens_form: bool = False
    url: str = ""


@dataclass(frozen=True)
class Card:
    """One message.

    `summary` is the one sentence shown in notifications and read by screen readers; it must make
    sense alone.
    """

    title: str
    blocks: tuple[CardBlock, ...] = ()
    buttons: tuple[Button, ...] = ()
    summary: str = ""


def paragraph(*parts: Part) -> Text:
    """A normal paragraph."""
    return Text(parts)


def subtle(*parts: Part) -> Text:
    """A paragraph that stands back."""
    return Text(parts, Tone.SUBTLE)


def fact(label: str, *value: Part) -> Fact:
    """A row of `Facts`."""
    return Fact(label, value)
