"""When an action is due, when its owner is asked for it, and from when it counts as late.

It is due at the end of the office hours of its day, where its owner is. A day on which the owner
does not work has none: then the next working day counts, and is said.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import business_time
from bot.domain.agreement.document import Agreement
from bot.domain.duration import Duration, Unit
from bot.domain.instant import Instant, instant
from bot.domain.manners import Hours
from bot.domain.reach import hours_on
from bot.domain.workdays import seat_working_days, seat_zone

#: How long only the owner's own side knows that the day is over: one business day of the owner.
GRACE = Duration(1, Unit.BUSINESS_DAYS)
#: No lead time is longer, and nobody works longer in one go.
_LOOKED_AHEAD = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Times:
    """When an action falls due, on the calendar of the seat that owns it."""

    day: date
    """A working day of the owner."""
    opens: Instant
    """When the owner's office hours of that day begin."""
    due: Instant
    """When they end."""
    late_at: Instant
    """The end of the grace."""

    @property
    def looked_at(self) -> Instant:
        """When to find out the moment to ask: early enough for every choice people have."""
        return instant(self.due - _LOOKED_AHEAD)

    @property
    def reminded_at(self) -> Instant:
        """Half-way through the grace, as it is with updates."""
        return instant(self.due + (self.late_at - self.due) / 2)


def times_on(agreement: Agreement, seat: str, day: date) -> Times:
    """When something is due that a seat does by a day.

    Raises:
        BadAgreement: the seat has no working day within a year.
    """
    party, workdays = agreement.party_of(seat), seat_working_days(agreement, seat)
    zone = seat_zone(agreement, seat)
    worked = day if workdays.is_working(day) else workdays.next_working(day)
    hours = hours_on(party, workdays, worked) or party.hours
    opens, due = business_time.office_hours_on(worked, hours, zone)
    late_at = business_time.after(due, GRACE, zone=zone, workdays=workdays)
    return Times(day=worked, opens=opens, due=due, late_at=late_at)


def ask_at(times: Times, hours: Hours) -> Instant:
    """When to ask: as long before it is due as its reader likes, else when their day begins.

    Where they cannot be written to from then on until it is due, it is the last hour before in
    which they can.
    """
    lead = hours.preferences.lead
    wished = instant(times.due - lead) if lead else times.opens
    following = hours.next_allowed(wished)
    return following if following < times.due else hours.last_allowed(wished)
