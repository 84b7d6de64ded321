"""What adapters hand in. After this line nothing knows which platform an event came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.domain.address import Address


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Who did it, where, and how an answer can get back."""

    event_id: str
    """Unique per event of the platform; a repeat carries the same one."""
    actor: Address
    """The person; the tenant is the person's own."""
    actor_name: str | None = None
    """What the platform calls the person; shown, never trusted."""
    conversation: Address
    """The room or personal chat it happened in."""
    personal: bool
    """Whether the conversation is between this person and Accord alone."""
    thread: str | None = None
    """The platform's key of the thread an answer belongs in."""
    immediate: bool = False
    """Whether the answer travels back with the request and only this person sees it."""
    can_open_form: bool = False
    """Whether a form can be opened as the answer."""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A person typed something to Accord; mentions of Accord itself are already cut out."""

    origin: Origin
    text: str


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """A person pressed a button of a card."""

    origin: Origin
    action: str
    value: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """A person sent a form."""

    origin: Origin
    action: str
    values: Mapping[str, str]
    """What was answered, by the key of the input; dates as `2026-12-04`, numbers as typed."""
    context: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class BotAdded:
    """Accord was added to a conversation."""

    origin: Origin


Inbound: TypeAlias = Typed | Pressed | Submitted | BotAdded
