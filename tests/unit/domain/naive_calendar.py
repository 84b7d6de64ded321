"""The time rules once more, for comparison: slow, day by day, and sharing no code with the bot.

Only the agreement's records are used. Nothing here looks for a next anything: every day of a range
is asked whether it is meant.
"""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass, field, replace
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from bot.domain.agreement.cadences import Cadence, Every, IfDayOff, Rule
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import HolidayCalendar, Party, Weekday
from bot.domain.duration import Duration, Unit

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ORDINALS = ("first", "second", "third", "fourth", "fifth")
DAY = dt.timedelta(days=1)
MARGIN = 100  # days; longer than any closure the tests draw


@lru_cache(maxsize=100_000)
def moment(wall: dt.datetime, zone: str) -> dt.datetime:
    """The first UTC moment at which clocks in the zone show the wall time, or jump over it."""
    tz = ZoneInfo(zone)

    def shown(utc: dt.datetime) -> dt.datetime:
        return utc.astimezone(tz).replace(tzinfo=None, fold=0)

    around = [wall.replace(tzinfo=dt.UTC) + hours * dt.timedelta(hours=1) for hours in (-26, 26)]
    offsets = [shown(utc) - utc.replace(tzinfo=None) for utc in around]
    candidates = sorted((wall - offset).replace(tzinfo=dt.UTC) for offset in offsets)
    exact = [utc for utc in candidates if shown(utc) == wall]
    if exact:
        return exact[0]
    utc = candidates[0]
    while shown(utc) < wall:
        utc += dt.timedelta(minutes=1)
    return utc


@lru_cache
def library(calendar: HolidayCalendar) -> holidays.HolidayBase:
    return holidays.country_holidays(calendar.country, subdiv=calendar.subdivision)


def party_works(party: Party, week: tuple[Weekday, ...], day: dt.date) -> bool:
    if any(extra.date == day for extra in party.extra_working_days):
        return True
    if WEEKDAYS[day.weekday()] not in [each.value for each in week]:
        return False
    own = [
        holiday
        for holiday in party.holidays
        if holiday.date == day
        or (holiday.from_ and holiday.to and holiday.from_ <= day <= holiday.to)
    ]
    if any(holiday.works_until is None for holiday in own):
        return False
    if own or party.holiday_calendar is None or day in party.holiday_calendar.except_:
        return True
    return day not in library(party.holiday_calendar)


@dataclass
class NaiveCalendar:
    """One cadence of one agreement."""

    agreement: Agreement
    cadence: Cadence
    _works: dict[dt.date, bool] = field(default_factory=dict)
    """Asked again for every day of a month, for every day of it."""

    def between(
        self, first: dt.datetime, last: dt.datetime
    ) -> list[tuple[dt.datetime, dt.datetime]]:
        """Wall times and due moments, for what is due after the first moment, up to the last."""
        by_day: dict[dt.date, list[dt.date]] = {}
        for day in days_between(first.date() - MARGIN * DAY, last.date() + MARGIN * DAY):
            if self.is_meant(day):
                by_day.setdefault(self.moved(day), []).append(day)
        found = []
        for target, days in by_day.items():
            due = self.due(target)
            if first < due <= last:
                found.append((self.wall(target if target in days else min(days)), due))
        return sorted(found, key=lambda pair: pair[1])

    def is_meant(self, day: dt.date) -> bool:
        rule = self.cadence.rule
        if not self.applies(day):
            return False
        if rule.on_days_of and day not in self.agreement.area[rule.on_days_of].days:
            return False
        return self.fits(rule, day)

    def applies(self, day: dt.date) -> bool:
        rule = self.cadence.rule
        phases = [phase for phase in self.agreement.phases if phase.key in self.cadence.phases]
        if phases and not any(phase.start <= day <= phase.end for phase in phases):
            return False
        return not ((rule.start and day < rule.start) or (rule.end and day > rule.end))

    def fits(self, rule: Rule, day: dt.date) -> bool:
        name = WEEKDAYS[day.weekday()]
        if rule.every is Every.ONCE:
            return day == rule.start
        if rule.every is Every.DAY:
            return not rule.days or name in rule.days
        if rule.every is Every.WEEK:
            return name in rule.days
        if rule.every is Every.TWO_WEEKS:
            assert rule.anchor
            apart = monday_of(day) - monday_of(rule.anchor)
            return name in rule.days and apart.days % 14 == 0
        return any(
            self.is_called(token, day)
            for token in rule.days
            if rule.every is Every.MONTH or day.month in quarterly(token)
        )

    def is_called(self, token: str, day: dt.date) -> bool:
        month = [day.replace(day=n) for n in range(1, monthrange(day.year, day.month)[1] + 1)]
        if token.startswith("day_"):
            wanted = int(token.removeprefix("day_"))
            return day.day == wanted or (day == month[-1] and wanted > day.day)
        if token == "last_day":
            return day == month[-1]
        if token in WEEKDAYS:
            return WEEKDAYS[day.weekday()] == token
        which, what = token.split("_", 1)
        if what == "working_day":
            like = [each for each in month if self.sender_works(each)]
        else:
            like = [each for each in month if WEEKDAYS[each.weekday()] == what]
        if which in ("last", "any"):
            return like[-1:] == [day]
        place = ORDINALS.index(which)
        return like[place : place + 1] == [day]

    def moved(self, day: dt.date) -> dt.date:
        rule = self.cadence.if_day_off
        if rule is IfDayOff.SEND_ANYWAY:
            return day
        step = -DAY if rule is IfDayOff.PREVIOUS_WORKING_DAY else DAY
        works = self.all_work if rule is IfDayOff.NEXT_SHARED_WORKING_DAY else self.sender_works
        while not works(day):
            day += step
        return day

    def completed(self, moment_of_it: dt.datetime, within: Duration) -> dt.datetime:
        """When the update is due that a completion, at a whole minute, starts the clock of."""
        seat = self.agreement.seat[self.cadence.from_]
        home = seat.zone or self.agreement.party[seat.party].zone
        due, clock = self.later(moment_of_it, within, home), self.cadence.rule.zone or home
        if self.cadence.rule.at is not None:
            day = due.astimezone(ZoneInfo(clock)).date()
            due = max(moment(dt.datetime.combine(day, self.cadence.rule.at), clock), moment_of_it)
        wall = due.astimezone(ZoneInfo(clock)).replace(tzinfo=None, fold=0)
        rule = replace(self.cadence.rule, at=wall.time(), zone=clock)
        for if_day_off in (self.cadence.if_day_off, IfDayOff.NEXT_WORKING_DAY):
            cadence = replace(self.cadence, rule=rule, if_day_off=if_day_off)
            there = NaiveCalendar(self.agreement, cadence)
            day = there.moved(wall.date())
            found = due if day == wall.date() else there.due(day)
            if found >= moment_of_it:
                break
        return found

    def later(self, start: dt.datetime, wait: Duration, zone: str) -> dt.datetime:
        if wait.unit in (Unit.MINUTES, Unit.HOURS):
            return start + dt.timedelta(
                minutes=wait.amount * (1 if wait.unit is Unit.MINUTES else 60)
            )
        wall = start.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
        day = wall.date()
        if wait.unit is Unit.BUSINESS_DAYS:
            seat = self.agreement.seat[self.cadence.from_]
            party = self.agreement.party[seat.party]
            week = seat.working_week or party.working_week
            worked = [
                each
                for each in days_between(day, day + (MARGIN + 7 * wait.amount) * DAY)
                if party_works(party, week, each)
            ]
            day = worked[wait.amount]
        else:
            day += wait.amount * (7 if wait.unit is Unit.WEEKS else 1) * DAY
        return start if day == wall.date() else moment(dt.datetime.combine(day, wall.time()), zone)

    def sender_works(self, day: dt.date) -> bool:
        if day not in self._works:
            self._works[day] = self._sender_works(day)
        return self._works[day]

    def _sender_works(self, day: dt.date) -> bool:
        seat = self.agreement.seat[self.cadence.from_]
        party = self.agreement.party[seat.party]
        there = self.due(day).astimezone(ZoneInfo(seat.zone or party.zone)).date()
        return party_works(party, seat.working_week or party.working_week, there)

    def all_work(self, day: dt.date) -> bool:
        seats = [self.agreement.seat[key] for key in (self.cadence.from_, *self.cadence.to)]
        parties = [self.agreement.party[seat.party] for seat in seats]
        return all(
            party_works(
                party, party.working_week, self.due(day).astimezone(ZoneInfo(party.zone)).date()
            )
            for party in parties
        )

    def wall(self, day: dt.date) -> dt.datetime:
        assert self.cadence.rule.at
        return dt.datetime.combine(day, self.cadence.rule.at)

    def due(self, day: dt.date) -> dt.datetime:
        assert self.cadence.rule.zone
        return moment(self.wall(day), self.cadence.rule.zone)


def quarterly(token: str) -> tuple[int, ...]:
    """The months in which a day of a quarter is counted."""
    ends = token.startswith(("last_", "any_"))
    return (3, 6, 9, 12) if ends else (1, 4, 7, 10)


def days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def monday_of(day: dt.date) -> dt.date:
    while WEEKDAYS[day.weekday()] != "mon":
        day -= DAY
    return day
