"""What the calendars tell: office hours that never meet, days off that nobody has listed yet."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations

from bot.cards.compose.preflight import finding
from bot.cards.words import preflight as words
from bot.cards.words.dates import clock_of
from bot.domain.agreement.parties import Party
from bot.domain.finding import Finding, FindingKind
from bot.domain.instant import local
from bot.domain.shared_hours import weeks_without_shared_hours
from bot.domain.uncertain_days import uncertain_days
from bot.domain.visibility import View
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import working_days
from bot.engine.scene import Setting

#: How far ahead office hours are compared: an end of summer time is seen before it comes.
_WEEKS = 4
#: How far ahead days off must be known. A year that begins sooner must have some listed.
_LISTED_AHEAD = timedelta(days=183)
#: How far ahead a provisional day must be confirmed.
_CONFIRMED_AHEAD = timedelta(days=60)


def check_calendars(setting: Setting, visible: View) -> Iterator[Finding]:
    """Office hours, days off of a coming year, provisional days that are near."""
    parties = setting.agreement.party
    for one, other in _owing_each_other(visible):
        yield from _hours(setting, parties[one], parties[other])
    for party in setting.agreement.parties:
        yield from _days_off(setting, party)


def _owing_each_other(visible: View) -> Iterator[tuple[str, str]]:
    """Pairs of parties where one promised or hands over something to the other."""
    agreement, owing = visible.agreement, set[frozenset[str]]()
    for cadence in agreement.cadences:
        if visible.seat(cadence.from_):
            sender = agreement.party_of(cadence.from_).key
            receivers = {seat.party for seat in visible.seats_of(cadence.to)}
            owing |= {frozenset((sender, receiver)) for receiver in receivers}
    for area in agreement.areas:
        involved = (key for key in (area.accountable, area.responsible, area.counterpart) if key)
        sides = sorted({seat.party for seat in visible.seats_of(involved)})
        owing |= {frozenset(pair) for pair in combinations(sides, 2)}
    return (pair for pair in combinations(agreement.party, 2) if frozenset(pair) in owing)


def _hours(setting: Setting, one: Party, other: Party) -> Iterator[Finding]:
    today = local(setting.now, one.zone).date()
    without = weeks_without_shared_hours(one, other, today, _WEEKS)
    if not without:
        return
    hours = (_on_clock_of(one, other, today), _on_clock_of(other, one, today))
    remedy = words.no_shared_hours(one.short, other.short, without, _WEEKS, hours)
    yield finding(FindingKind.NO_SHARED_HOURS, words.both(one.short, other.short), None, remedy)


def _on_clock_of(party: Party, other: Party, today: date) -> str:
    start, end = (
        local(resolve_wall(datetime.combine(today, wall), party.zone), other.zone)
        for wall in (party.hours.start, party.hours.end)
    )
    there = f"{start:%H:%M}-{end:%H:%M}"
    return words.works(party.short, str(party.hours), there, clock_of(other.zone))


def _days_off(setting: Setting, party: Party) -> Iterator[Finding]:
    today = local(setting.now, party.zone).date()
    last = _last_day(setting, today)
    for year in range(today.year, last.year + 1):
        if not _lists_a_day_off(party, year):
            remedy = words.holidays_missing(party.short, year)
            yield finding(FindingKind.HOLIDAYS_MISSING, party.short, party.key, remedy)
    for each in uncertain_days(party, today, today + _CONFIRMED_AHEAD):
        remedy = words.unconfirmed_days(party.short, each)
        yield finding(FindingKind.UNCONFIRMED_DAY, party.short, party.key, remedy)


def _last_day(setting: Setting, today: date) -> date:
    """The last day whose year must have days off: half a year on, or the end of the work."""
    ends = [phase.end for phase in setting.agreement.phases]
    return max(today, min([today + _LISTED_AHEAD, *([max(ends)] if ends else [])]))


def _lists_a_day_off(party: Party, year: int) -> bool:
    """Whether the calendar knows this year at all, from the own list or the library."""
    for holiday in party.holidays:
        first = holiday.from_ or holiday.date
        if first is not None and first.year <= year <= (holiday.to or first).year:
            return True
    works, week = working_days(party).is_working, {each.number for each in party.working_week}
    days = (
        date.fromordinal(n)
        for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    )
    return any(each.weekday() in week and not works(each) for each in days)
