"""Dated deliverables that somebody counts: those an agreed limit for late ones watches.

The limit is one of a trigger of type overdue whose measure is in `COUNTED`, in business or calendar
days after the day it was due. An area with several days, a draft and a final report, is as many
deliverables.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain import business_time
from bot.domain.agreement.areas import Area, AreaKind
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.triggers import TriggerType
from bot.domain.counted_days import can_be_counted
from bot.domain.duration import Duration, Unit
from bot.domain.instant import Instant, instant
from bot.domain.limits import Watched, watched
from bot.domain.visibility import A_ROOM, is_restricted, visible_seat
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import working_days

#: Measures of overdue triggers that Accord counts itself: days since a deliverable was due.
COUNTED = frozenset({"deliverable_days_late", "days_late"})
_UNITS = {"bd": Unit.BUSINESS_DAYS, "cd": Unit.CALENDAR_DAYS}
#: Asked so long before the office closes, there is time to answer and to tell the other side.
_BEFORE_CLOSING = timedelta(hours=2)


@dataclass(frozen=True, kw_only=True)
class Deliverable:
    """Something of an area that is due on a day."""

    area: Area
    day: date
    """On the calendar of the party that answers for it."""
    what: str | None = None
    """What is due, where it is not the area itself."""

    @property
    def title(self) -> str:
        """What people call it: `Study report (draft)`."""
        return f"{self.area.title} ({self.what})" if self.what else self.area.title


def counted(agreement: Agreement) -> Iterator[tuple[Watched, Deliverable]]:
    """Each limit for late deliverables with each deliverable that it counts.

    What a seat answers for that not everybody may know is none for a trigger everybody sees.
    """
    for limit in watched(agreement):
        if not _counts_days(limit):
            continue
        for found in _dated(agreement):
            known = visible_seat(agreement, found.area.accountable, A_ROOM)
            if known or is_restricted(agreement, limit.trigger):
                yield limit, found


def watched_deliverables(agreement: Agreement) -> tuple[Deliverable, ...]:
    """The deliverables that any limit counts, in the order of the agreement."""
    if not any(_counts_days(limit) for limit in watched(agreement)):
        return ()
    days = {(found.area.key, found.day) for _, found in counted(agreement)}
    return tuple(each for each in _dated(agreement) if (each.area.key, each.day) in days)


def late_at(agreement: Agreement, limit: Watched, deliverable: Deliverable) -> Instant:
    """When it is late by more than agreed: counted from the end of the day's office hours.

    Raises:
        BadAgreement: the calendar has no working day within a year.
    """
    party = agreement.party_of(deliverable.area.accountable)
    length = Duration(int(limit.value), _UNITS[limit.unit])
    closing = closes(agreement, deliverable, deliverable.day)
    return business_time.after(closing, length, zone=party.zone, workdays=working_days(party))


def asked_at(agreement: Agreement, deliverable: Deliverable, day: date) -> Instant:
    """When whoever answers for it is asked on a day whether it is there."""
    return instant(closes(agreement, deliverable, day) - _BEFORE_CLOSING)


def closes(agreement: Agreement, deliverable: Deliverable, day: date) -> Instant:
    """The end of the office hours of a day, where it is answered for."""
    party = agreement.party_of(deliverable.area.accountable)
    return resolve_wall(datetime.combine(day, party.hours.end), party.zone)


def _dated(agreement: Agreement) -> Iterator[Deliverable]:
    for area in agreement.areas:
        if area.kind is AreaKind.DELIVERABLE:
            for due in area.due:
                if due.date is not None and can_be_counted(due.date):
                    yield Deliverable(area=area, day=due.date, what=due.what)


def _counts_days(limit: Watched) -> bool:
    overdue = limit.trigger.trigger.type is TriggerType.OVERDUE
    return overdue and limit.name in COUNTED and limit.unit in _UNITS
