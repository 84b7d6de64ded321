"""When an uncertain day is asked about: ten working days before it begins to matter.

It matters from the first promise that it could move, which can be days before it (an update that is
sent on the working day before), and at the latest on the day itself. The working days are those of
the party that knows the answer; it is asked when its office opens.
"""

from datetime import date, datetime, timedelta

from bot.domain.agreement.document import Agreement
from bot.domain.calendar_effects import hanging_on
from bot.domain.instant import Instant, instant, local
from bot.domain.uncertain_days import UncertainDays
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import working_days

_WORKING_DAYS_AHEAD = 10
_WORKING_DAYS_LATER = 3
#: No promise that a day moves is due so long before it.
_LONG_BEFORE = timedelta(days=366)


def ask_at(agreement: Agreement, found: UncertainDays) -> Instant:
    """When its party is asked about an uncertain day; the moment may be past.

    Raises:
        BadAgreement: a calendar or rule of the agreement cannot be followed.
    """
    party = agreement.party[found.party]
    begin = resolve_wall(datetime.combine(found.span.first, party.hours.start), party.zone)
    day = _matters_on(agreement, found, instant(begin - _LONG_BEFORE))
    for _ in range(_WORKING_DAYS_AHEAD):
        day = working_days(party).previous_working(day)
    return resolve_wall(datetime.combine(day, party.hours.start), party.zone)


def ask_again_at(agreement: Agreement, found: UncertainDays, now: Instant) -> Instant | None:
    """When somebody is asked again who does not know it yet; none when that would be too late.

    It is three working days later, or the last working day before it matters.

    Raises:
        BadAgreement: a calendar or rule of the agreement cannot be followed.
    """
    party = agreement.party[found.party]
    worked, today = working_days(party), local(now, party.zone).date()
    last = worked.previous_working(_matters_on(agreement, found, now))
    day = today
    for _ in range(_WORKING_DAYS_LATER):
        day = worked.next_working(day)
    day = min(day, last)
    if day <= today:
        return None
    return resolve_wall(datetime.combine(day, party.hours.start), party.zone)


def _matters_on(agreement: Agreement, found: UncertainDays, after: Instant) -> date:
    """The day, where the party is, of the first promise it could move, or the day itself."""
    zone = agreement.party[found.party].zone
    promises = (local(each.due, zone).date() for each in hanging_on(agreement, found, after=after))
    return min([*promises, found.span.first])
