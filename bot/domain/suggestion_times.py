"""When a suggestion is to be answered, who is reminded when, and how long it has waited.

All of it is on the calendar of the seat that is asked.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import business_time
from bot.domain.action_times import GRACE, times_on
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.suggesting import ANSWER_WITHIN
from bot.domain.duration import Duration
from bot.domain.instant import Instant, instant, local
from bot.domain.reply_time import answer_by
from bot.domain.suggestion import Turn
from bot.domain.workdays import seat_working_days, seat_zone

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Times:
    """What happens while a suggestion waits, and when."""

    half_way: Instant
    """Whoever is asked is reminded."""
    due: Instant
    """The agreed moment: they are reminded once more."""
    shown: Instant
    """A business day later: both sides see that the agreed time is over."""


def agreed_time(agreement: Agreement) -> Duration:
    """How long a seat has to answer."""
    agreed = agreement.suggestions
    return agreed.answer_within if agreed is not None else ANSWER_WITHIN


def due_of(agreement: Agreement, seat: str, since: Instant) -> Instant:
    """When a suggestion that came to a seat is to be answered.

    Raises:
        BadAgreement: the seat's calendar has no working day within a year.
    """
    return answer_by(agreement, seat, since, agreed_time(agreement))


def times_of(agreement: Agreement, turn: Turn) -> Times:
    """What happens while it waits for a seat.

    Raises:
        BadAgreement: the seat's calendar has no working day within a year.
    """
    zone, workdays = seat_zone(agreement, turn.seat), seat_working_days(agreement, turn.seat)
    return Times(
        half_way=instant(turn.since + (turn.due - turn.since) / 2),
        due=turn.due,
        shown=business_time.after(turn.due, GRACE, zone=zone, workdays=workdays),
    )


def comes_back_at(agreement: Agreement, seat: str, day: date) -> Instant:
    """When it comes back on a day: as the seat's office opens, on a day off on the next one.

    Raises:
        BadAgreement: the seat has no working day within a year.
    """
    return times_on(agreement, seat, day).opens


def days_waited(agreement: Agreement, seat: str, since: Instant, now: Instant) -> int:
    """How many business days of a seat have begun since the one on which something came."""
    zone, workdays = seat_zone(agreement, seat), seat_working_days(agreement, seat)
    first, last = local(since, zone).date(), local(now, zone).date()
    after = (first + _ONE_DAY * n for n in range(1, (last - first).days + 1))
    return sum(map(workdays.is_working, after))
