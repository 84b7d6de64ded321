"""The bindings file: which workspace, which room and which people belong to an agreement."""

from dataclasses import dataclass

from bot.domain.address import Address


@dataclass(frozen=True, kw_only=True)
class TenantBinding:
    """A workspace or tenant that belongs to a party."""

    party: str
    """Key of the party."""
    address: Address
    """The whole workspace or tenant, for example slack:T0SPONSOR."""


@dataclass(frozen=True, kw_only=True)
class RoomBinding:
    """A place where the collaboration lives for a party; a shared room is listed for each."""

    party: str
    """Key of the party."""
    address: Address
    """The channel or chat, for example slack:T0SPONSOR/C0STUDY."""


@dataclass(frozen=True, kw_only=True)
class PersonBinding:
    """Somebody and the seats the person holds."""

    name: str
    """What the person is called in chat."""
    addresses: tuple[Address, ...] = ()
    """Where the person is found, in the person's own workspace or tenant; none if not in chat."""
    seats: tuple[str, ...] = ()
    """Keys of the seats the person holds."""
    lead: bool = False
    """Whether the person speaks for the party here: fills its seats, accepts amendments."""


@dataclass(frozen=True, kw_only=True)
class Bindings:
    """Who and where."""

    tenants: tuple[TenantBinding, ...]
    """Which workspace or tenant belongs to which party."""
    rooms: tuple[RoomBinding, ...] = ()
    """Where the collaboration lives, per party."""
    people: tuple[PersonBinding, ...]
    """Who sits where."""
