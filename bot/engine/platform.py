"""What the engine asks of a chat platform."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bot.cards.capabilities import Capabilities
from bot.cards.card import Card
from bot.domain.address import Address


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
