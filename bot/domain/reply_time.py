"""How long a seat has to answer a question, and how long it took.

The clock is the answerer's: it runs in the office hours of their seat, on their working days. A
business day begins when their office next opens, so that what is asked at night is not due at
night. An urgent question to somebody who is on call at that moment runs on the clock on the wall,
as the on-call was agreed for that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain import business_time
from bot.domain.agreement.document import Agreement
from bot.domain.duration import Duration, Unit
from bot.domain.instant import Instant
from bot.domain.question import Question, Turn
from bot.domain.reach import Availability, reach_now
from bot.domain.standing_still import Stretch
from bot.domain.waiting_times import ReplyTimes, waiting_times
from bot.domain.workdays import seat_working_days, seat_zone

_OF_UNIT = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1)}


@dataclass(frozen=True, kw_only=True)
class Deadlines:
    """What happens to a question that waits, and when."""

    due: Instant
    """The agreed moment: whoever is asked is reminded."""
    offered: Instant
    """Half of the agreed time later: it is offered to the deputy as well."""
    shown: Instant
    """Another half later: both sides see that it waits."""


def deadlines(agreement: Agreement, seat: str, start: Instant, *, urgent: bool) -> Deadlines:
    """When a question that came to a seat at a moment is due, and what follows without an answer.

    Raises:
        BadAgreement: the seat's calendar has no working day within a year.
    """
    within = agreement.seat[seat].reply_within
    agreed = within.urgent if urgent else within.normal
    clock = _Clock(agreement, seat)
    if urgent and agreed.unit in _OF_UNIT and _on_call(agreement, seat, start):
        whole = agreed.amount * _OF_UNIT[agreed.unit]
        half = whole / 2
        return Deadlines(
            due=Instant(start + whole),
            offered=Instant(start + whole + half),
            shown=Instant(start + whole + half + half),
        )
    due = clock.after(start, agreed)
    offered = clock.worked(due, clock.half_of(agreed))
    return Deadlines(due=due, offered=offered, shown=clock.worked(offered, clock.half_of(agreed)))


def later_by(
    agreement: Agreement, turn: Turn, start: Instant, by: Duration | None, *, urgent: bool
) -> Instant:
    """When a question has waited so much longer than agreed, on the clock of who is asked.

    Args:
        agreement: the version in force.
        turn: the question with the seat; the seat is one of the agreement.
        start: the agreed moment, or a later one to count from.
        by: how much longer; none means the agreed reply time once more.
        urgent: whether the question is.

    Raises:
        BadAgreement: the seat's calendar has no working day within a year.
    """
    within = agreement.seat[turn.seat].reply_within
    length = by or (within.urgent if urgent else within.normal)
    if urgent and length.unit in _OF_UNIT and _on_call(agreement, turn.seat, turn.since):
        return Instant(start + length.amount * _OF_UNIT[length.unit])
    return _Clock(agreement, turn.seat).after(start, length)


def answer_by(agreement: Agreement, seat: str, start: Instant, within: Duration) -> Instant:
    """When something that came to a seat is to be answered that has so much time.

    Raises:
        BadAgreement: the seat's calendar has no working day within a year.
    """
    return _Clock(agreement, seat).after(start, within)


def reply_times(
    questions: Iterable[Question],
    agreements: Mapping[int, Agreement],
    *,
    party: str,
    seats: frozenset[str],
    now: Instant,
    since: Instant,
    until: Instant,
    still: Sequence[Stretch] = (),
) -> ReplyTimes:
    """How the questions to a side were answered, counted by turn: each is a clock of its own.

    What was passed on counts for the seat it came to, not for the one that passed it on, and what
    was taken back counts for nothing. No name and no seat is in the result.

    Args:
        questions: all of the collaboration.
        agreements: the versions they run by, by number.
        party: key of the side.
        seats: keys of the seats whose turns count: those that exist for the reader.
        now: the moment it is read.
        since: turns count that began at this moment or after it,
        until: and before this one.
        still: when the collaboration stood still.
    """
    turns = (
        (agreements[question.version], turn)
        for question in questions
        if question.to_party == party
        for turn in question.turns
    )
    return waiting_times(turns, seats=seats, now=now, since=since, until=until, still=still)


@dataclass(frozen=True)
class _Clock:
    """The office time of a seat."""

    agreement: Agreement
    seat: str

    def worked(self, start: Instant, length: timedelta) -> Instant:
        """The moment so much office time after another."""
        return business_time.after_working_time(
            start,
            length,
            zone=seat_zone(self.agreement, self.seat),
            workdays=seat_working_days(self.agreement, self.seat),
            hours=self.agreement.party_of(self.seat).hours,
        )

    def after(self, start: Instant, agreed: Duration) -> Instant:
        """The moment an agreed time after another; hours are office hours."""
        opens = self.worked(start, timedelta())
        if agreed.unit in _OF_UNIT:
            return self.worked(opens, agreed.amount * _OF_UNIT[agreed.unit])
        return business_time.after(
            opens,
            agreed,
            zone=seat_zone(self.agreement, self.seat),
            workdays=seat_working_days(self.agreement, self.seat),
        )

    def half_of(self, agreed: Duration) -> timedelta:
        """Half of an agreed time as office time; a day is as long as the office is open."""
        if agreed.unit in _OF_UNIT:
            return agreed.amount * _OF_UNIT[agreed.unit] / 2
        hours = self.agreement.party_of(self.seat).hours
        begin = timedelta(hours=hours.start.hour, minutes=hours.start.minute)
        end = timedelta(hours=hours.end.hour, minutes=hours.end.minute)
        day = end - begin if end > begin else end - begin + timedelta(days=1)
        days = agreed.amount * (len(self._week()) if agreed.unit is Unit.WEEKS else 1)
        return days * day / 2

    def _week(self) -> tuple[object, ...]:
        seat = self.agreement.seat[self.seat]
        return tuple(seat.working_week or self.agreement.party_of(self.seat).working_week)


def _on_call(agreement: Agreement, seat: str, moment: Instant) -> bool:
    return reach_now(agreement, seat, moment).availability is Availability.ON_CALL
