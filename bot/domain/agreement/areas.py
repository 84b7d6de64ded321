"""Areas: what somebody owns. Locations: where shared things live."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum, StrEnum

from bot.domain.agreement.cadences import Every
from bot.domain.agreement.contact_rules import ContactRule
from bot.domain.duration import Duration


class AreaKind(StrEnum):
    """What sort of thing is owned."""

    DELIVERABLE = "deliverable"
    ACTIVITY = "activity"
    OBLIGATION = "obligation"
    COMMERCIAL = "commercial"


class Transferred(Enum):
    """Whether the duty was moved to the CRO in writing.

    What is not listed as transferred stays with the sponsor (21 CFR 312.52; ICH E6(R3) 3.6).
    """

    YES = True
    NO = False
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, kw_only=True)
class Due:
    """When something of the area is due. Give one of date, phase days, every, before or after."""

    what: str | None = None
    """What is due, when not the area itself."""
    date: dt.date | None = None
    """The day, on the calendar of the accountable seat's party."""
    phase: str | None = None
    """Key of the phase that `days` or `every` refer to."""
    days: tuple[int, ...] = ()
    """Days of the phase, counting from 1."""
    every: str | None = None
    """A repeated event: `day`, or in words."""
    before: str | None = None
    """An event before which it is due."""
    after: str | None = None
    """An event after which it is due."""
    within: Duration | None = None
    """At least this long before, or at most this long after, the event or each repetition.

    Business days count on the calendar of the accountable seat's party.
    """
    text: str | None = None
    """The agreed words, where the fields above do not say all of it."""


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long the output is kept."""

    years: int
    """Number of years."""
    then: str | None = None
    """What happens after."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """Something somebody owns: exactly one seat is accountable for it."""

    key: str
    """Key of the area."""
    title: str
    """What it is called."""
    kind: AreaKind
    """What sort of thing it is."""
    aliases: tuple[str, ...] = ()
    """What people really type."""
    responsible: str
    """Key of the seat that does it."""
    accountable: str
    """Key of the one seat that answers for it."""
    counterpart: str
    """Key of the seat to ask on the other side."""
    consulted: tuple[str, ...] = ()
    """Keys of the seats asked before."""
    informed: tuple[str, ...] = ()
    """Keys of the seats told after."""
    contact_rules: tuple[ContactRule, ...] = ()
    """Whom to contact about it, by topic and hour: the first rule that applies counts. Where none
    does, the accountable seat is contacted as it is reached itself."""
    transferred: Transferred
    """true, false or not_applicable: moved to the CRO in writing."""
    location: str | None = None
    """Key of the location where the output lives."""
    due: tuple[Due, ...] = ()
    """When it is due."""
    days: tuple[dt.date, ...] = ()
    """For an activity tied to certain days (dosing days): the days known so far."""
    retention: Retention | None = None
    """How long the output is kept."""


class AccessLevel(StrEnum):
    """What a party may do in a location."""

    READ = "read"
    GUEST = "guest"
    EDIT = "edit"


@dataclass(frozen=True, kw_only=True)
class PartyAccess:
    """What everybody of one party may do."""

    party: str
    """Key of the party."""
    level: AccessLevel
    """What its seats may do."""
    path: str | None = None
    """Part of the location it is limited to."""


@dataclass(frozen=True, kw_only=True)
class AccessGrant:
    """Access that a seat has until a day."""

    seat: str
    """Key of the seat that has it."""
    until: dt.date
    """The last day, on the calendar of the granting seat's party."""


@dataclass(frozen=True, kw_only=True)
class Access:
    """Who may get in and how."""

    granted_by: str | None = None
    """Key of the seat that grants access."""
    within: Duration | None = None
    """How long that takes, counted on the working days of the granting seat's party."""
    needs: str | None = None
    """What is needed first, for example a training certificate."""
    seats: tuple[str, ...] = ()
    """Keys of the seats that have access, when it is a closed list; nobody else gets in."""
    parties: tuple[PartyAccess, ...] = ()
    """What whole parties may do."""
    grants: tuple[AccessGrant, ...] = ()
    """Access that ends on a day; ten working days ahead the granting seat is asked about it."""
    everyone: bool = False
    """Whether everyone in the shared rooms has access already."""
    note: str | None = None
    """Anything else people should know."""


@dataclass(frozen=True, kw_only=True)
class Filing:
    """A copy that goes to another location again and again."""

    location: str
    """Key of the location it is filed in."""
    every: Every
    """How often."""


@dataclass(frozen=True, kw_only=True)
class Location:
    """Where shared things live."""

    key: str
    """Key of the location."""
    title: str
    """What people call it."""
    aliases: tuple[str, ...] = ()
    """What people really type."""
    system: str
    """What kind of place it is."""
    path: str
    """Address or path in that place."""
    holds: tuple[str, ...] = ()
    """What is kept there."""
    owner: str
    """Key of the seat that looks after it."""
    access: Access
    """Who gets in and how."""
    formal: bool = False
    """Whether what is put there counts as delivered under the contract."""
    filed: Filing | None = None
    """Where a copy of its content is filed, and how often."""
    restricted: bool = False
    """Whether it does not exist for anybody but the seats with access."""
