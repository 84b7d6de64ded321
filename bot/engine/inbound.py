"""What adapters hand in. After this line nothing knows which platform an event came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from bot.domain.address import Address
from bot.domain.joining import GoneBecause


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
    about: str | None = None
    """The platform's own name of the message this is a reply to, as its adapter packs it."""
    quoted: str = ""
    """The words of another message that came along with what was said, where the platform hands
    them in."""
    form_over: str | None = None
    """The message that a form takes the place of for who opens it, as its adapter packs its name;
    None where forms open beside messages."""
    instead_of: str | None = None
    """The message that the answer takes the place of for all who read it, as its adapter packs its
    name; None where the answer is a message of its own."""
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
class Searched:
    """A person types into a field of the platform that shows what is found; nothing changes."""

    origin: Origin
    text: str
    skip: int = 0
    """How many of the best are shown already."""
    count: int
    """How many more there is room for."""
    to_post: bool
    """Whether what is chosen is put into the conversation, for everybody there."""


@dataclass(frozen=True, kw_only=True)
class BotAdded:
    """Accord was added to a conversation."""

    origin: Origin


class LostBecause(StrEnum):
    """Why Accord can no longer work in a room or workspace."""

    REMOVED = "removed"
    """Accord was taken out of the room."""
    ARCHIVED = "archived"
    DELETED = "deleted"
    UNSHARED = "unshared"
    """The room is no longer shared with the other company."""
    UNINSTALLED = "uninstalled"
    """Accord was taken out of the workspace or tenant."""
    REVOKED = "revoked"
    """The workspace withdrew Accord's token."""


@dataclass(frozen=True, kw_only=True)
class RoomMoved:
    """The platform gave a room a new id."""

    event_id: str
    old: Address
    new: Address


@dataclass(frozen=True, kw_only=True)
class RoomRenamed:
    """A room has a new name; it is for people only, so nothing depends on it."""

    event_id: str
    room: Address
    name: str


@dataclass(frozen=True, kw_only=True)
class RoomLost:
    """Accord can no longer write in a room."""

    event_id: str
    room: Address
    because: LostBecause


@dataclass(frozen=True, kw_only=True)
class TenantLost:
    """Accord can no longer write anywhere in a workspace or tenant."""

    event_id: str
    tenant: Address
    because: LostBecause


@dataclass(frozen=True, kw_only=True)
class PersonGone:
    """Somebody left a room, or their account was closed."""

    event_id: str
    person: Address
    room: Address | None
    """The room that was left; none when the account was closed."""
    because: GoneBecause


@dataclass(frozen=True, kw_only=True)
class PersonBack:
    """Somebody came (back) into a room, or their account was opened again."""

    event_id: str
    person: Address
    room: Address | None


#: What a platform tells without anybody asking for an answer.
News: TypeAlias = RoomMoved | RoomRenamed | RoomLost | TenantLost | PersonGone | PersonBack

Inbound: TypeAlias = Typed | Pressed | Submitted | Searched | BotAdded | News
