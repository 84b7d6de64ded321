"""Handing over being on call: from the phase before, or from one holder of a seat to the next.

Only where it is agreed (`on_call.handed_over`).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.domain.agreement.document import Agreement
from bot.domain.agreement.seats import ALL, Seat
from bot.domain.agreement.study import Phase
from bot.domain.business_time import after_working_time
from bot.domain.instant import Instant, local
from bot.domain.on_call import Turn, begins_at, turns
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import seat_zone, working_days

#: How much office time whoever takes it has to say so, before a lead hears that they did not.
TIME_TO_SAY = timedelta(hours=2)


def handed_over(agreement: Agreement) -> Iterator[tuple[Turn, tuple[Seat, ...]]]:
    """The turns that seats of the same side hand over as they begin, with those seats.

    These were on call in the phase before and are not in this one; a seat that goes on takes
    nothing over.
    """
    for turn in turns(agreement):
        before = _phase_before(agreement, turn.phase)
        if before is None or not _is_agreed(turn.seat) or _has_turn(turn.seat, before):
            continue
        seats = tuple(
            seat
            for seat in agreement.seats
            if seat.party == turn.seat.party
            and _has_turn(seat, before)
            and not _has_turn(seat, turn.phase)
        )
        if seats:
            yield turn, seats


def turn_now(agreement: Agreement, seat: str, now: Instant) -> Turn | None:
    """The turn that a seat is in, where it is agreed that its holders hand it over."""
    today = local(now, seat_zone(agreement, seat)).date()
    found = (
        turn
        for turn in turns(agreement)
        if turn.seat.key == seat and turn.phase.covers(today) and _is_agreed(turn.seat)
    )
    return next(found, None)


def told_at(agreement: Agreement, turn: Turn) -> Instant:
    """When both are told: as the office of their side opens on the day the turn begins.

    On a day off it is the working day before.

    Raises:
        BadAgreement: the calendar has no working day within a year.
    """
    party = agreement.party_of(turn.seat.key)
    worked, day = working_days(party), local(begins_at(agreement, turn), party.zone).date()
    if not worked.is_working(day):
        day = worked.previous_working(day)
    return resolve_wall(datetime.combine(day, party.hours.start), party.zone)


def taken_by(agreement: Agreement, seat: str, told: Instant) -> Instant:
    """When a lead hears that nobody said that they have it."""
    party = agreement.party_of(seat)
    return after_working_time(
        told, TIME_TO_SAY, zone=party.zone, workdays=working_days(party), hours=party.hours
    )


def _is_agreed(seat: Seat) -> bool:
    return seat.on_call is not None and seat.on_call.handed_over


def _has_turn(seat: Seat, phase: Phase) -> bool:
    return seat.on_call is not None and (
        ALL in seat.on_call.phases or phase.key in seat.on_call.phases
    )


def _phase_before(agreement: Agreement, phase: Phase) -> Phase | None:
    """The phase that ends last before this one begins."""
    earlier = [each for each in agreement.phases if each.end < phase.start]
    return max(earlier, key=lambda each: each.end, default=None)
