"""What the engine asks of a chat platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from bot.cards.capabilities import Capabilities
from bot.cards.card import Card
from bot.domain.address import Address
from bot.domain.visibility import Reader


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One message for one platform; the card already fits its capabilities."""

    id: str
    """Id of the outbox row; the same on a repeated attempt."""
    to: Address
    """A room, or a person: then the message goes to the personal chat with them."""
    card: Card
    only_for: Address | None = None
    thread: str | None = None


class ChatPlatform(Protocol):
    """A platform that shows cards. Every failure is a `DeliveryError`."""

    name: str
    """The platform part of its addresses."""

    def capabilities(self, to: Address) -> Capabilities:
        """What can be shown at an address. No I/O."""
        ...

    async def post(self, message: Outgoing) -> str:
        """Show a new message and give its native reference, a string only the adapter reads.

        Raises:
            DeliveryError: it could not be shown, or nobody knows.
        """
        ...

    async def update(self, native_ref: str, message: Outgoing) -> None:
        """Replace what a shown message says.

        Raises:
            DeliveryError: it could not be replaced, or nobody knows.
        """
        ...


@runtime_checkable
class FindsMessages(Protocol):
    """A platform that can be asked whether an earlier attempt arrived."""

    async def find(self, message: Outgoing) -> str | None:
        """The native reference of a message that was posted with this id, if there is one."""
        ...


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody in a room: a person with an open account, never a bot."""

    address: Address
    """In the person's own workspace or tenant; the tenant is `unknown` where nobody can tell."""
    name: str


@runtime_checkable
class LinksToItself(Protocol):
    """A platform whose messages and files have links: they lead to no place of their own."""

    own_hosts: frozenset[str]
    """Hosts of such links; what is below one of them belongs to it."""


@runtime_checkable
class KnowsMembers(Protocol):
    """A platform that can tell who is in a room.

    Platform pickers miss people of the other company, so Accord's pickers are fed from this.
    """

    async def members(self, room: Address) -> Sequence[Member]:
        """Everybody in a room, by name.

        Raises:
            DeliveryError: it cannot be told, or not now.
        """
        ...


@runtime_checkable
class KnowsOwnPeople(Protocol):
    """A platform that can tell who belongs to a workspace or tenant, and who only visits it."""

    async def own_member(self, person: Address) -> Member | None:
        """Somebody as a full member of the workspace or tenant of their address.

        None for a guest, for a closed account, and for whoever nobody there vouches for.

        Raises:
            DeliveryError: it cannot be told, or not now.
        """
        ...


class FaultKind(StrEnum):
    """What would fail silently later, seen from the platform."""

    NOT_INSTALLED = "not_installed"
    """Accord is not, or no longer, installed in the workspace or tenant."""
    NOT_IN_ROOM = "not_in_room"
    """Slack: Accord was not invited into the channel."""
    APP_NOT_ADDED = "app_not_added"
    """Teams: the app was not added to the team, chat or shared channel."""
    ROOM_GONE = "room_gone"
    """The room is archived, deleted or never was."""
    MISSING_SCOPE = "missing_scope"
    """The installation lacks a permission; `detail` names it."""
    POST_ONLY = "post_only"
    """Slack: people of the other organisation may write in the channel, but not invite or act."""
    PERSON_GONE = "person_gone"
    """The account is closed, or nobody with this id can be seen."""
    NO_DIRECT_MESSAGES = "no_direct_messages"
    """Accord cannot write to the person personally."""
    NOT_IN_ANY_ROOM = "not_in_any_room"
    """The person is in none of the rooms of the collaboration."""
    CANNOT_CHECK = "cannot_check"
    """The platform did not answer; `detail` says what."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One finding about one room or person."""

    kind: FaultKind
    detail: str = ""
    """The scope, or what the platform said: short, for an administrator."""


@runtime_checkable
class ChecksPlaces(Protocol):
    """A platform that tells beforehand what would fail later, and shows nothing to anybody."""

    async def check_room(self, room: Address) -> Sequence[Fault]:
        """What stands in the way of working in a room; nothing when all is well."""
        ...

    async def check_person(self, person: Address, rooms: Sequence[Address]) -> Sequence[Fault]:
        """What stands in the way of reaching a person who should be in one of the rooms."""
        ...


class MakesLinks(Protocol):
    """Makes links by which somebody can take a copy of an agreement with a browser."""

    @property
    def minutes(self) -> int:
        """How long a link works."""
        ...

    def link(self, collaboration: str, version: int, reader: Reader, kind: str) -> str | None:
        """A link to what the reader may know: a version (`html`, `yaml`), how updates were `kept`.

        The `record` tells of everything; `report` and `report_file` are the closing report.

        None when nobody told Accord the address it is reached at.
        """
        ...


class MakesPartnerLinks(Protocol):
    """Makes links by which a file goes into or comes out of a partner directory with a browser."""

    @property
    def minutes(self) -> int:
        """How long a link works."""
        ...

    def taking_in(self, organisation: Address, by: Address, name: str) -> str | None:
        """A link under which one file can be taken in; none when Accord has no public address.

        Args:
            organisation: whose directory it goes into.
            by: who was given the link, and answers for what is taken in.
            name: what they are called.
        """
        ...

    def file(self, by: Address, kind: str) -> str | None:
        """A link to the directory as `csv` or `xlsx`, or to the `template` of such a file.

        Args:
            by: who was given the link; it is of their organisation's directory.
            kind: which of the three.
        """
        ...


class PlatformFacts(Protocol):
    """What an adapter must remember between requests: installations, conversation references.

    A key is the written form of an address, or a name the adapter makes up with a prefix of its
    own. The engine never reads these. Each call is a transaction of its own.
    """

    async def load(self, key: str) -> dict[str, object] | None:
        """What was saved under the key."""
        ...

    async def save(self, key: str, data: dict[str, object], *, secret: bool = False) -> None:
        """Remember; a secret is encrypted at rest."""
        ...

    async def take(self, key: str) -> dict[str, object] | None:
        """Load and forget in one step, so that a one-time value works once."""
        ...
