"""What a calendar moves: the promises that hang on an uncertain day, and those a change has moved.

Days off move a promise by its day-off rule, and by rules that count working days. Only what is due
is looked at: how long somebody may be late follows from it, and milestones are not known ahead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party
from bot.domain.instant import Instant, local
from bot.domain.occurrences import Occurrence, occurrences
from bot.domain.uncertain_days import UncertainDays, settled
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import seat_working_days, working_days

_ONE_DAY = timedelta(days=1)
#: Holidays that wait for the moon come a day earlier or later, hardly ever two.
_MAY_MOVE_BY = (-_ONE_DAY, timedelta(), _ONE_DAY)
#: How far from a day the rules that count working days look, at least.
_AROUND = timedelta(days=14)
#: How far ahead a change of the days off is looked through.
_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A promise that is due at another time than before."""

    cadence: str
    """Key of the cadence."""
    was: Instant
    now: Instant


def hanging_on(
    agreement: Agreement, found: UncertainDays, *, after: Instant
) -> tuple[Occurrence, ...]:
    """The promises after a moment whose time depends on how an uncertain day is confirmed.

    They come in the order in which they are due, each with the earliest time it could be due at:
    with the day as it stands, as an ordinary day, or a day earlier or later.

    Raises:
        BadAgreement: a calendar or rule of the agreement cannot be followed.
    """
    party = agreement.party[found.party]
    readings = [_with(agreement, settled(party, found, None))]
    readings += [
        _with(agreement, settled(party, found, found.span.moved(by))) for by in _MAY_MOVE_BY
    ]
    start, end = _reach(party, found.span.first, found.span.last)
    start = max(start, after)
    earliest = (
        min(dues, key=lambda each: each.due)
        for cadence in agreement.cadences
        if _counts(agreement, cadence, found.party)
        for dues in _differing([_dues(each, cadence, start, end) for each in readings])
    )
    return tuple(sorted(earliest, key=lambda each: (each.due, each.cadence)))


def moved_promises(before: Agreement, after: Agreement, *, since: Instant) -> tuple[Moved, ...]:
    """The promises of a year that a change of days off moved by more than a day, earliest first.

    Raises:
        BadAgreement: a calendar or rule of one of the agreements cannot be followed.
    """
    days = sorted(_days_changed(before, after, since))
    if not days:
        return ()
    found: list[Moved] = []
    for cadence in after.cadences:
        old = before.cadence.get(cadence.key)
        if old is None or old.rule != cadence.rule:
            continue
        reaches = [_reach(party, days[0], days[-1]) for party in after.parties]
        start, end = max(min(reaches)[0], since), max(end for _, end in reaches)
        was, now = _dues(before, old, start, end), _dues(after, cadence, start, end)
        found += [
            Moved(cadence=cadence.key, was=one, now=other)
            for one, other in _pairs(was, now)
            if abs(other - one) > _ONE_DAY
        ]
    return tuple(sorted(found, key=lambda each: (each.was, each.cadence)))


def _counts(agreement: Agreement, cadence: Cadence, party: str) -> bool:
    """Whether the calendar of a party can matter for a cadence."""
    receivers = {each.key for each in agreement.receiving_parties(cadence)}
    return party in {agreement.party_of(cadence.from_).key, *receivers}


def _with(agreement: Agreement, party: Party) -> Agreement:
    parties = tuple(party if each.key == party.key else each for each in agreement.parties)
    return replace(agreement, parties=parties)


def _reach(party: Party, first: date, last: date) -> tuple[Instant, Instant]:
    """From when to when a promise can be due that days of the party move."""
    worked = working_days(party)
    begin = min(worked.previous_working(first - 2 * _ONE_DAY), first - _AROUND)
    end = max(worked.next_working(last + 2 * _ONE_DAY), last + _AROUND)
    return tuple(  # type: ignore[return-value]  # two moments
        resolve_wall(datetime.combine(day, time.min), party.zone)
        for day in (begin - _ONE_DAY, end + 2 * _ONE_DAY)
    )


def _dues(
    agreement: Agreement, cadence: Cadence, start: Instant, end: Instant
) -> Mapping[datetime, Occurrence]:
    """The occurrences from after a moment until another, by their wall time."""
    found: dict[datetime, Occurrence] = {}
    for each in occurrences(agreement, cadence, after=start):
        if each.due > end:
            break
        found[each.wall] = each
    return found


def _differing(readings: list[Mapping[datetime, Occurrence]]) -> Iterator[list[Occurrence]]:
    """What is not the same in all readings: each occurrence as it is in those that have it."""
    for wall in dict.fromkeys(wall for each in readings for wall in each):
        here = [each[wall] for each in readings if wall in each]
        if len(here) < len(readings) or len({each.due for each in here}) > 1:
            yield here


def _pairs(
    was: Mapping[datetime, Occurrence], now: Mapping[datetime, Occurrence]
) -> Iterator[tuple[Instant, Instant]]:
    """When each occurrence was due, and is due now.

    A rule that counts working days gives another wall time then; those pair up in their order.
    """
    yield from ((was[wall].due, now[wall].due) for wall in was.keys() & now.keys())
    gone = sorted(was[wall].due for wall in was.keys() - now.keys())
    come = sorted(now[wall].due for wall in now.keys() - was.keys())
    if len(gone) == len(come):
        yield from zip(gone, come, strict=True)


def _days_changed(before: Agreement, after: Agreement, since: Instant) -> Iterator[date]:
    """The days of a year that somebody works in one of the agreements and not in the other."""
    for seat in after.seats:
        if seat.key not in before.seat:
            continue
        party, zone = after.party[seat.party], after.party[seat.party].zone
        if before.party.get(party.key) == party and before.seat[seat.key] == seat:
            continue
        old, new = seat_working_days(before, seat.key), seat_working_days(after, seat.key)
        first = local(since, zone).date().toordinal()
        for number in range(first, first + _A_YEAR.days):
            day = date.fromordinal(number)
            if old.is_working(day) != new.is_working(day):
                yield day
