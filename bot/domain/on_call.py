"""Turns of being on call: a seat in one phase, and when it is asked before it begins.

A turn is asked about only where that is agreed (`on_call.asked_before`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain import business_time
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party
from bot.domain.agreement.seats import ALL, OnCall, Seat
from bot.domain.agreement.study import Phase
from bot.domain.duration import Duration
from bot.domain.instant import Instant, instant, local
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import seat_zone, working_days

_LAST_HOUR = timedelta(hours=1)
#: Days in which an office was open at least once.
_LOOK_BACK = 31


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A seat that is on call in a phase."""

    seat: Seat
    phase: Phase

    @property
    def about(self) -> str:
        """What it is called on record; another first day is another turn."""
        return f"on-call/{self.seat.key}/{self.phase.key}/{self.phase.start.isoformat()}"


def turns(agreement: Agreement) -> Iterator[Turn]:
    """Every turn, in the order of the agreement."""
    for seat in agreement.seats:
        if seat.on_call is None:
            continue
        for phase in agreement.phases:
            if ALL in seat.on_call.phases or phase.key in seat.on_call.phases:
                yield Turn(seat=seat, phase=phase)


def asked_turns(agreement: Agreement) -> Iterator[Turn]:
    """The turns that are asked about."""
    return (turn for turn in turns(agreement) if _agreed(turn).asked_before is not None)


def begins_at(agreement: Agreement, turn: Turn) -> Instant:
    """The first moment of a turn, where the seat is."""
    hours = _agreed(turn).hours
    wall = datetime.combine(turn.phase.start, hours.start if hours else time.min)
    return resolve_wall(wall, seat_zone(agreement, turn.seat.key))


def asked_at(agreement: Agreement, turn: Turn) -> Instant:
    """When it is asked, counted on the working days of the seat's party.

    Raises:
        BadAgreement: the calendar has no working day within a year.
    """
    ahead = _agreed(turn).asked_before
    begin, party = begins_at(agreement, turn), agreement.party_of(turn.seat.key)
    return begin if ahead is None else days_before(party, begin, ahead)


def raised_at(agreement: Agreement, turn: Turn) -> Instant:
    """When a lead is told that nobody answered."""
    party = agreement.party_of(turn.seat.key)
    return in_time(party, asked_at(agreement, turn), begins_at(agreement, turn))


def days_before(party: Party, end: Instant, ahead: Duration) -> Instant:
    """The moment that lies some time before another, on the calendar of a party.

    Raises:
        BadAgreement: the calendar has no working day within a year.
    """
    return business_time.before(end, ahead, zone=party.zone, workdays=working_days(party))


def in_time(party: Party, asked: Instant, begin: Instant) -> Instant:
    """When a lead of a party hears that something asked is open: when half of the time is over.

    Where the office of their side is closed then, it is an hour before it closed last: what waits
    for its next opening could come after the turn has begun.
    """
    half = instant(asked + (begin - asked) / 2)
    worked, today = working_days(party), local(half, party.zone)
    if worked.is_working(today.date()) and party.hours.start <= today.time() < party.hours.end:
        return half
    for back in range(_LOOK_BACK):
        day = today.date() - timedelta(days=back)
        closes = resolve_wall(datetime.combine(day, party.hours.end), party.zone)
        if worked.is_working(day) and closes <= half:
            return instant(max(closes - _LAST_HOUR, asked))
    return half


def _agreed(turn: Turn) -> OnCall:
    on_call = turn.seat.on_call
    assert on_call is not None  # a turn is one of a seat that is on call
    return on_call
