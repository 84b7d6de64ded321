"""Contact rules of a topic: who is contacted about an area, by which way, at which hour."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.agreement.parties import OfficeHours, Weekday


class ContactFor(StrEnum):
    """What a contact rule is for."""

    NORMAL = "normal"
    URGENT = "urgent"
    FORMAL = "formal"


class ContactWhen(StrEnum):
    """Times that are named rather than written, as they are for the seat of the rule."""

    OFFICE_HOURS = "office_hours"
    OUTSIDE_OFFICE_HOURS = "outside_office_hours"
    ON_CALL = "on_call"


@dataclass(frozen=True, kw_only=True)
class ContactRule:
    """Whom to contact about an area, and how. Of several rules the first that applies counts."""

    seat: str
    """Key of the seat to contact."""
    method: str
    """Key of the method to use."""
    for_: ContactFor | None = None
    """normal, urgent, or formal: what has to count under the contract. None means normal and
    urgent."""
    when: ContactWhen | None = None
    """In office hours of the seat, outside of them, or while it is on call outside of them."""
    hours: OfficeHours | None = None
    """Wall time of the seat, past midnight if need be; none means at any hour."""
    days: tuple[Weekday, ...] = ()
    """Weekdays on which it applies, where the seat is; none means every day."""
    note: str | None = None
    """What a colleague should know, for example which cable or form."""
