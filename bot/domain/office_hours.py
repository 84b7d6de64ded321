"""The office hours of a seat that hold now or come next, and where they are worked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party
from bot.domain.instant import Instant, local
from bot.domain.reach import hours_on
from bot.domain.workdays import SEARCH_DAYS, seat_working_days, seat_zone


@dataclass(frozen=True, kw_only=True)
class Worked:
    """One day's hours, as wall time in one zone."""

    start: datetime
    end: datetime
    place: str
    """The city of that time."""

    def read_in(self, zone: str, place: str) -> "Worked":
        """The same hours on the clock of another zone."""
        clock = ZoneInfo(zone)
        return Worked(
            start=self.start.astimezone(clock), end=self.end.astimezone(clock), place=place
        )


def next_hours(agreement: Agreement, seat: str, now: Instant) -> Worked | None:
    """The hours that a seat works now, or else the next ones; none within a year."""
    zone = seat_zone(agreement, seat)
    place = place_of(zone, agreement.party_of(seat))
    found = (each for each in _days(agreement, seat, now) if each[1] > now)
    return next((Worked(start=start, end=end, place=place) for start, end in found), None)


def place_of(zone: str, party: Party | None) -> str:
    """What people call the place whose clock a zone is: the city of a party that is there."""
    if party is not None and party.zone == zone and party.city:
        return party.city.split(",")[0]
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def _days(agreement: Agreement, seat: str, now: Instant) -> Iterator[tuple[datetime, datetime]]:
    """From yesterday on, whose hours may go on after midnight."""
    party, days = agreement.party_of(seat), seat_working_days(agreement, seat)
    clock = ZoneInfo(seat_zone(agreement, seat))
    today = local(now, clock.key).date()
    for ahead in range(-1, SEARCH_DAYS):
        day = today + timedelta(days=ahead)
        hours = hours_on(party, days, day)
        if hours is not None:
            last = day if hours.start < hours.end else day + timedelta(days=1)
            yield (
                datetime.combine(day, hours.start, clock),
                datetime.combine(last, hours.end, clock),
            )
