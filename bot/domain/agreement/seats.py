"""Seats: roles on one side. A person holds a seat from one day to another."""

from dataclasses import dataclass
from datetime import time

from bot.domain.agreement.parties import OfficeHours, Weekday
from bot.domain.duration import Duration

#: Written instead of phase keys or hours where there is no limit.
ALL = "all"


@dataclass(frozen=True, kw_only=True)
class ContactHours:
    """Hours in which the seat wants to be reached by one method only."""

    from_: time
    """Start, wall time of the seat."""
    to: time | None = None
    """End, wall time of the seat; none means until its office hours begin."""
    method: str
    """Key of the method to use then."""
    why: str | None = None
    """The reason, or the agreed words."""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How the seat likes to be reached."""

    preferred: str
    """Key of the method to use normally."""
    urgent: str
    """Key of the method to use when it cannot wait."""
    handle: str | None = None
    """Chat handle, for people; identity comes from the bindings."""
    email: str | None = None
    """Mail address. Never used as an identity."""
    phone: str | None = None
    """Phone number."""
    in_chat: bool = True
    """Whether the seat can be reached in chat at all."""
    in_room: bool = True
    """Whether the seat takes part in the shared rooms; false keeps it to private messages."""
    by_hour: tuple[ContactHours, ...] = ()
    """Hours in which one method only is right."""
    quirks: str | None = None
    """Anything a colleague should know before calling."""


@dataclass(frozen=True, kw_only=True)
class Unavailable:
    """Hours in which the seat cannot be reached although it is a working day."""

    from_: time
    """Start, wall time of the seat."""
    to: time
    """End, wall time of the seat."""
    phases: tuple[str, ...] = ()
    """Keys of the phases this applies in; none means always."""
    on_days_of: str | None = None
    """Key of an area with `days`: only on these days."""
    urgent_gets_through: bool = False
    """Whether the seat can still be reached when it cannot wait."""
    instead: str | None = None
    """Key of the seat to ask in these hours."""
    why: str | None = None
    """Where the person is."""


@dataclass(frozen=True, kw_only=True)
class ReplyWithin:
    """How fast the seat answers. Business days count on the seat's own working days."""

    normal: Duration
    """For ordinary questions."""
    urgent: Duration
    """For what cannot wait."""


@dataclass(frozen=True, kw_only=True)
class NumberTest:
    """A test call to the number of a seat before it is on call."""

    by: str
    """Key of the seat that calls."""
    before: Duration
    """How long before a phase begins; business days count on the calendar of the caller's party."""


@dataclass(frozen=True, kw_only=True)
class OnCall:
    """When the seat can be reached outside office hours."""

    phases: tuple[str, ...]
    """Keys of the phases, or `all`."""
    hours: OfficeHours | None = None
    """Wall time of the seat, past midnight if need be; none means around the clock."""
    asked_before: Duration | None = None
    """How long before a phase begins its holder is asked whether they can be reached, and a lead
    told in time when nobody answers; none means that nobody is asked. Business days count on the
    calendar of the seat's party."""
    test_call: NumberTest | None = None
    """Who calls the number before a phase begins, to see that somebody answers."""
    handed_over: bool = False
    """Whether, when on-call passes from one person to another, both are told on the day, the new
    one says that they have it, and a lead is told in time when they do not."""


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A role on one side."""

    key: str
    """Key of the seat."""
    party: str
    """Key of the party it belongs to."""
    title: str
    """Title of the role."""
    aliases: tuple[str, ...] = ()
    """What people really type."""
    zone: str | None = None
    """IANA zone, when not that of the party."""
    working_week: tuple[Weekday, ...] | None = None
    """Working days, when not those of the party."""
    contact: Contact
    """How it is reached."""
    unavailable: tuple[Unavailable, ...] = ()
    """Hours it cannot be reached in."""
    reply_within: ReplyWithin
    """How fast it answers."""
    deputy: str | None = None
    """Key of the seat that stands in."""
    on_call: OnCall | None = None
    """Cover outside office hours."""
    blinded: bool | None = None
    """In a blinded study: false makes this an unblinded seat, which blinded readers never see."""
    team: bool = False
    """Whether this is a desk rather than one person."""
