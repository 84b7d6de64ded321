"""Messages decided but not yet delivered, and how their delivery can go wrong."""

from dataclasses import dataclass
from enum import StrEnum

from bot.cards.card import Card
from bot.domain.address import Address
from bot.domain.instant import Instant

#: How the keys of messages about something restricted begin: when one cannot be delivered it is on
#: record, and the other side, which may not know of it, is not told.
RESTRICTED_KEY = "restricted/"
#: Likewise, to who is not to be known: when one cannot be delivered, the record does not say to
#: whom it went, and nothing follows from which it could be told.
UNNAMED_KEY = "unnamed/"


class OnDoubt(StrEnum):
    """What to do when it is unknown whether an attempt arrived and it cannot be looked up."""

    RESEND = "resend"
    SKIP = "skip"


class Delivery(StrEnum):
    """How far a message is."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A message as the engine decides it.

    The key names what the message is about. Putting a draft whose key is known replaces the card:
    a message already sent is edited in place, one not yet sent goes out once, in its new form.
    """

    key: str
    collaboration: str | None
    to: Address
    card: Card
    only_for: Address | None = None
    """In a room: the one person who sees it, where the platform can do that."""
    thread: str | None = None
    """The platform's key of the thread it belongs in."""
    on_doubt: OnDoubt = OnDoubt.RESEND
    fallbacks: tuple[Address, ...] = ()
    """Where it goes, in order, when the person or room cannot be reached."""
    not_before: Instant | None = None
    push: bool = False
    """Whether it rings at somebody unasked, so that it counts against what they take a day."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """A row of the outbox: exactly one for each message."""

    id: str
    key: str
    collaboration: str | None
    to: Address
    card: Card
    only_for: Address | None
    thread: str | None
    on_doubt: OnDoubt
    fallbacks: tuple[Address, ...]
    not_before: Instant
    state: Delivery
    revision: int
    """Grows with each new form of the card."""
    sent_revision: int
    """The revision the platform shows; 0 before the first."""
    native_ref: str | None
    """The platform's own name of the message, packed by its adapter."""
    attempts: int
    """Attempts for this revision."""
    doubtful: bool
    """Whether the outcome of the last attempt is unknown."""
    doubts: int
    """Attempts, over all revisions, that repeated one whose outcome was unknown."""
    lease_until: Instant | None
    error: str | None
    created_at: Instant


class DeliveryError(Exception):
    """A message could not be delivered. Adapters raise one of the kinds below, nothing else."""


class TryLater(DeliveryError):
    """It was certainly not delivered, and a later attempt can work.

    `after` is the platform's own wish in seconds, when it gave one.
    """

    def __init__(self, reason: str, *, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class OutcomeUnknown(DeliveryError):
    """The connection broke after the message went out: it may have been delivered."""


class Unreachable(DeliveryError):
    """The person or room cannot be reached this way, now or later."""


class Rejected(DeliveryError):
    """The platform refuses this content; sending it again cannot work."""


class MessageGone(DeliveryError):
    """The message to edit is no longer there."""
