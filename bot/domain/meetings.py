"""Meetings: promised updates that are spoken, and of which somebody writes the minutes.

What is due of a meeting is its minutes. Who calls it is the sender of the cadence, and its day-off
rule is that of the caller; who came is nobody's business here.
"""

from datetime import datetime

from bot.domain import business_time
from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party
from bot.domain.duration import Duration, Unit
from bot.domain.instant import Instant, local
from bot.domain.manners import Hours, Preferences
from bot.domain.occurrences import zone_of
from bot.domain.workdays import seat_working_days, seat_zone

#: How long before a meeting its agenda begins, in working days of the one who calls it.
_AHEAD = Duration(2, Unit.BUSINESS_DAYS)
_NEXT_MEETING = "next meeting"


def is_meeting(cadence: Cadence) -> bool:
    """Whether minutes are agreed for it; a call without minutes leaves nothing to collect for."""
    return cadence.minutes is not None


def seats_at(cadence: Cadence) -> tuple[str, ...]:
    """Keys of the seats a meeting is for: who calls it, who is asked to come, who writes."""
    return tuple(dict.fromkeys((cadence.from_, *cadence.to, cadence.writer)))


def parties_at(agreement: Agreement, cadence: Cadence) -> tuple[Party, ...]:
    """The parties that meet, in the file's order."""
    keys = {agreement.seat[seat].party for seat in seats_at(cadence)}
    return tuple(party for party in agreement.parties if party.key in keys)


def collected_from(agreement: Agreement, cadence: Cadence, start: Instant) -> Instant:
    """When the agenda of a meeting is opened: two working days of the caller before it begins.

    Outside the caller's office hours it waits for the next ones, so that whoever answers for the
    meeting is there to see what comes; never until after the meeting began.
    """
    caller = cadence.from_
    moment = business_time.before(
        start,
        _AHEAD,
        zone=seat_zone(agreement, caller),
        workdays=seat_working_days(agreement, caller),
    )
    party = agreement.party_of(caller).key
    hours = Hours.of(agreement, party, caller, Preferences(person=""))
    following = hours.next_allowed(moment)
    return following if following < start else moment


def moved_from(agreement: Agreement, cadence: Cadence, wall: datetime, start: Instant) -> bool:
    """Whether the day-off rule put a meeting on another day than its rule names."""
    return local(start, zone_of(agreement, cadence)).date() != wall.date()


def approved_at_next(cadence: Cadence) -> bool:
    """Whether the minutes are agreed to be approved at the next meeting."""
    words = cadence.minutes.approved if cadence.minutes else None
    return words is not None and _NEXT_MEETING in words.casefold()
