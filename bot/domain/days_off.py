"""The day-off rule: where an update goes whose day is a day off.

Whether somebody works is asked for the moment the update would be due, on the date it then is
where they live: a Thursday call at 17:00 in San Diego is on Friday in Hyderabad. Previous and next
working days are those of the sender's seat. The next shared working day is one on which the
sender's party and all receiving parties work. Cover on days off changes none of this.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.agreement.cadences import Cadence, IfDayOff
from bot.domain.agreement.document import Agreement
from bot.domain.instant import local
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import (
    SEARCH_DAYS,
    Workdays,
    no_working_day,
    seat_working_days,
    seat_zone,
    working_days,
)

_STEPS = {
    IfDayOff.SEND_ANYWAY: timedelta(),
    IfDayOff.PREVIOUS_WORKING_DAY: timedelta(days=-1),
    IfDayOff.NEXT_WORKING_DAY: timedelta(days=1),
    IfDayOff.NEXT_SHARED_WORKING_DAY: timedelta(days=1),
}


@dataclass(frozen=True)
class DaysOff:
    """When some people work, seen from a wall clock that may stand in another zone."""

    zone: str
    """IANA zone of the wall clock."""
    at: time
    """Wall time at which it is asked."""
    people: tuple[tuple[str, Workdays], ...]
    """Zone and working days of everybody who has to work."""
    step: timedelta
    """Which way a day off is left: a day back, a day on, or not at all."""

    def works(self, day: date) -> bool:
        """Whether everybody works at the wall time of the day."""
        return all(workdays.is_working(self._day_in(zone, day)) for zone, workdays in self.people)

    def moved(self, day: date) -> date:
        """The day itself if it is worked or days off do not matter, else where the rule moves it.

        Moving keeps the order of days: of two days, the later is never moved before the earlier.

        Raises:
            BadAgreement: no day is worked within a year.
        """
        if not self.step:
            return day
        found = day
        for _ in range(SEARCH_DAYS):
            if self.works(found):
                return found
            found += self.step
        raise no_working_day(tuple(workdays for _, workdays in self.people), day)

    def earliest_moved_to(self, day: date) -> date:
        """The first day that could be moved to the given day or past it."""
        if self.step <= timedelta():
            return day
        # Nothing passes a worked day, so everything up to the last one before stays before.
        for back in range(1, SEARCH_DAYS + 1):
            if self.works(day - timedelta(days=back)):
                return day - timedelta(days=back - 1)
        return day - timedelta(days=SEARCH_DAYS)

    def _day_in(self, zone: str, day: date) -> date:
        # Also in the same zone: a wall time in a gap before midnight is due on the next day.
        return local(resolve_wall(datetime.combine(day, self.at), self.zone), zone).date()


def days_off(agreement: Agreement, cadence: Cadence, *, zone: str, at: time) -> DaysOff:
    """The day-off rule of a cadence whose updates are due at a wall time in a zone."""
    people = _sender(agreement, cadence)
    if cadence.if_day_off is IfDayOff.NEXT_SHARED_WORKING_DAY:
        parties = (agreement.party_of(cadence.from_), *agreement.receiving_parties(cadence))
        people = tuple((party.zone, working_days(party)) for party in parties)
    return DaysOff(zone, at, people, _STEPS[cadence.if_day_off])


def sender_days(agreement: Agreement, cadence: Cadence, *, zone: str, at: time) -> DaysOff:
    """The days the sender works, seen from a wall time in a zone."""
    return DaysOff(zone, at, _sender(agreement, cadence), timedelta())


def _sender(agreement: Agreement, cadence: Cadence) -> tuple[tuple[str, Workdays], ...]:
    seat = cadence.from_
    return ((seat_zone(agreement, seat), seat_working_days(agreement, seat)),)
