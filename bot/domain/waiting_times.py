"""How long what comes to seats waits for them: questions, suggestions, whatever has an agreed time.

Each is measured in the working time of the seat it came to, without the time in which the
collaboration stood still. No name and no seat is in a result.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.domain import business_time
from bot.domain.agreement.document import Agreement
from bot.domain.instant import Instant
from bot.domain.percentile import middle, ninetieth
from bot.domain.standing_still import Stretch, running, stood_still
from bot.domain.workdays import seat_working_days, seat_zone


class Waits(Protocol):
    """Something that waits, or waited, for a seat."""

    @property
    def seat(self) -> str:
        """Key of the seat it came to."""
        ...

    @property
    def since(self) -> Instant:
        """When it came."""
        ...

    @property
    def due(self) -> Instant:
        """When an answer was agreed for."""
        ...

    @property
    def replied_at(self) -> Instant | None:
        """When the seat replied; none when it did not."""
        ...

    @property
    def ended_at(self) -> Instant | None:
        """When it no longer waited, replied to or not."""
        ...


def took(agreement: Agreement, turn: Waits, still: Sequence[Stretch] = ()) -> timedelta | None:
    """Working time of the seat until it answered or asked back; none when it did neither.

    Args:
        agreement: the version it runs by.
        turn: the question with the seat.
        still: when the collaboration stood still, which is no working time.
    """
    if turn.replied_at is None or turn.seat not in agreement.seat:
        return None
    return _office_time(agreement, turn.seat, turn.since, turn.replied_at, still)


def within_agreed(
    agreement: Agreement, turn: Waits, moment: Instant, still: Sequence[Stretch] = ()
) -> bool:
    """Whether a moment lies in the time that is agreed for an answer.

    Where the collaboration stood still meanwhile, as much working time as was agreed is left.
    """
    if moment <= turn.due:
        return True
    if turn.seat not in agreement.seat or not stood_still(turn.since, turn.due, still):
        return False
    agreed = _office_time(agreement, turn.seat, turn.since, turn.due, ())
    return _office_time(agreement, turn.seat, turn.since, moment, still) <= agreed


def _office_time(
    agreement: Agreement, seat: str, begin: Instant, end: Instant, still: Sequence[Stretch]
) -> timedelta:
    zone, workdays = seat_zone(agreement, seat), seat_working_days(agreement, seat)
    hours = agreement.party_of(seat).hours
    return sum(
        (
            business_time.working_time_between(
                each.begin, each.end, zone=zone, workdays=workdays, hours=hours
            )
            for each in running(begin, end, still)
        ),
        timedelta(),
    )


@dataclass(frozen=True, kw_only=True)
class ReplyTimes:
    """How one side answered what came to it."""

    replied: int
    """How many were answered or asked back."""
    on_time: int
    """How many of those within the agreed time."""
    overdue: int
    """How many wait still, although the agreed time is over."""
    median: timedelta | None
    """Working time until the reply; None when there was none."""
    ninetieth: timedelta | None = None
    """The 90th percentile of it."""
    came: int = 0
    """How many came: those replied to, and those that wait still."""
    waiting: int = 0
    """How many waited at the end of the stretch of time, whenever they came."""

    @property
    def counted(self) -> int:
        """How many should have been replied to by now."""
        return self.replied + self.overdue

    @property
    def on_time_percent(self) -> int | None:
        """Which part of those came within the agreed time, 0 to 100; None of none."""
        return round(100 * self.on_time / self.counted) if self.counted else None


def waiting_times(
    turns: Iterable[tuple[Agreement, Waits]],
    *,
    seats: frozenset[str],
    now: Instant,
    since: Instant,
    until: Instant,
    still: Sequence[Stretch] = (),
) -> ReplyTimes:
    """How what came to a side was answered.

    Args:
        turns: what came to it, each with the version it runs by.
        seats: keys of the seats whose turns count: those that exist for the reader.
        now: the moment it is read.
        since: turns count that began at this moment or after it,
        until: and before this one.
        still: when the collaboration stood still.
    """
    lengths: list[timedelta] = []
    in_time = overdue = came = waiting = 0
    for agreement, turn in turns:
        if turn.seat not in seats or turn.since >= until:
            continue
        waiting += turn.ended_at is None or turn.ended_at >= until
        if turn.since < since:
            continue
        length = took(agreement, turn, still)
        came += turn.ended_at is None or length is not None
        if length is not None and turn.replied_at is not None:
            in_time += within_agreed(agreement, turn, turn.replied_at, still)
            lengths.append(length)
        elif turn.ended_at is None:
            overdue += not within_agreed(agreement, turn, now, still)
    return ReplyTimes(
        replied=len(lengths),
        on_time=in_time,
        overdue=overdue,
        median=middle(lengths),
        ninetieth=ninetieth(lengths),
        came=came,
        waiting=waiting,
    )
