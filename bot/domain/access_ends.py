"""Access that ends: when whoever grants it is asked, and when nobody having chosen is a reason.

The limit is one of a trigger of type `expiring_access`. Its measure says of which access: the key
of a location, or `any`. With `<` or `<=` its value is how many days are left, with `>` or `>=` how
many have passed since the last one, in working days of the granting seat's party (`bd`) or calendar
days (`cd`). Without a limit it is when the last day is over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain import business_time
from bot.domain.agreement.areas import AccessGrant, Location
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party
from bot.domain.agreement.triggers import Operator, Trigger, TriggerType
from bot.domain.counted_days import can_be_counted
from bot.domain.duration import Duration, Unit
from bot.domain.instant import Instant
from bot.domain.visibility import A_ROOM, is_restricted, visible_location, visible_seat
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import working_days

ANY = "any"
#: What the limit can be counted in.
UNITS = {"bd": Unit.BUSINESS_DAYS, "cd": Unit.CALENDAR_DAYS}
#: As long ahead there is time to agree on another day.
_AHEAD = Duration(10, Unit.BUSINESS_DAYS)
_BEFORE = frozenset({Operator.LESS, Operator.AT_MOST})


@dataclass(frozen=True, kw_only=True)
class Ending:
    """The access of one seat to one location, which ends on a day."""

    location: Location
    grant: AccessGrant

    @property
    def granting(self) -> str:
        """Key of the seat that is asked: who grants access, else who looks after the location."""
        return self.location.access.granted_by or self.location.owner

    @property
    def about(self) -> str:
        """What it is called on record: the location and the seat."""
        return f"{self.location.key}/{self.grant.seat}"


def endings(agreement: Agreement) -> Iterator[Ending]:
    """All access that ends on a day to be waited for, in the order of the agreement."""
    for location in agreement.locations:
        for grant in location.access.grants:
            if can_be_counted(grant.until):
                yield Ending(location=location, grant=grant)


def ends_at(agreement: Agreement, ending: Ending) -> Instant:
    """The end of the office hours of its last day, where it is granted."""
    party = _party(agreement, ending)
    return resolve_wall(datetime.combine(ending.grant.until, party.hours.end), party.zone)


def asked_at(agreement: Agreement, ending: Ending) -> Instant:
    """When the granting seat is asked: ten working days ahead, as its office opens.

    Raises:
        BadAgreement: the calendar has no working day within a year.
    """
    party = _party(agreement, ending)
    opening = resolve_wall(datetime.combine(ending.grant.until, party.hours.start), party.zone)
    return business_time.before(opening, _AHEAD, zone=party.zone, workdays=working_days(party))


def triggers_for(agreement: Agreement, ending: Ending) -> Iterator[Trigger]:
    """The triggers that its end is a reason for.

    What not everybody may know of is none for a trigger that everybody sees.
    """
    known = visible_location(agreement, ending.location.key, A_ROOM) and visible_seat(
        agreement, ending.grant.seat, A_ROOM
    )
    for trigger in agreement.triggers:
        about = trigger.trigger
        if about.type is not TriggerType.EXPIRING_ACCESS:
            continue
        if about.measure not in (None, ANY, ending.location.key):
            continue
        if known or is_restricted(agreement, trigger):
            yield trigger


def raised_at(agreement: Agreement, trigger: Trigger, ending: Ending) -> Instant:
    """When its end is a reason for a trigger, unless somebody chose before.

    Raises:
        BadAgreement: the calendar has no working day within a year.
    """
    about, end, party = trigger.trigger, ends_at(agreement, ending), _party(agreement, ending)
    unit = UNITS.get(about.unit or "")
    if about.value is None or unit is None:
        return end
    counting = business_time.before if about.op in _BEFORE else business_time.after
    length = Duration(int(about.value), unit)
    return counting(end, length, zone=party.zone, workdays=working_days(party))


def _party(agreement: Agreement, ending: Ending) -> Party:
    return agreement.party_of(ending.granting)
