"""Which days a party or a seat works.

A day is a date on the calendar of whoever works it. What counts, the strongest first: an extra
working day is worked, whatever else it is; then the working week; then the own days off; then the
public holidays of the country, unless the party says that it works on them (`except`, or a half
day of its own). A half day is a working day.

Make-up working days of a country (China's) are not taken from the `holidays` library: firms
differ, so they count when the agreement lists them as extra working days.
"""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Holiday, HolidayCalendar, Party, Weekday
from bot.domain.agreement.seats import Seat
from bot.domain.errors import BadAgreement

#: How far a working day is looked for. The longest real closures last weeks; a calendar without
#: a working day in a year cannot be meant as it was written.
SEARCH_DAYS = 366

_ONE_DAY = timedelta(days=1)
#: What the library writes behind the name of a holiday whose date is calculated.
ESTIMATED = "(estimated)"


@dataclass(frozen=True)
class ProvisionalDay:
    """A day whose place in the calendar is not certain yet, to be confirmed before it matters."""

    day: date
    """The day as it stands now."""
    name: str
    """What it is called."""
    party: str
    """Key of the party whose calendar it is."""
    off: bool
    """Whether it stands as a day off; otherwise it stands as a working day."""
    estimated: bool = False
    """Whether it is a public holiday of the library rather than a day of the party's own list."""


@dataclass(frozen=True)
class Workdays:
    """The days worked by one party or seat, or (see `shared`) by several of them at once."""

    calendars: tuple["_Calendar", ...]

    def is_working(self, day: date) -> bool:
        """Whether everybody these workdays stand for works on the day."""
        return all(calendar.is_working(day) for calendar in self.calendars)

    def next_working(self, day: date) -> date:
        """The first working day after the given one.

        Raises:
            BadAgreement: there is none within a year.
        """
        return self._search(day, _ONE_DAY)

    def previous_working(self, day: date) -> date:
        """The last working day before the given one.

        Raises:
            BadAgreement: there is none within a year.
        """
        return self._search(day, -_ONE_DAY)

    def provisional_days(self, first: date, last: date) -> tuple[ProvisionalDay, ...]:
        """The days from first to last, both included, that somebody still has to confirm.

        These are the party's own days marked as provisional, and the public holidays that the
        library calls estimated, because they wait for the moon; those that the party lists among
        its own days are as certain as that list says.
        """
        found = {day for calendar in self.calendars for day in calendar.provisional(first, last)}
        return tuple(sorted(found, key=lambda each: (each.day, each.party, each.name)))

    def _search(self, day: date, step: timedelta) -> date:
        found = day
        for _ in range(SEARCH_DAYS):
            found += step
            if self.is_working(found):
                return found
        raise no_working_day((self,), day)


def working_days(party: Party, seat: Seat | None = None) -> Workdays:
    """The days a party works, or one of its seats.

    A seat has its party's holidays and extra working days; only its working week can be its own.
    Looking a day up raises BadAgreement when the holiday calendar is none that the library knows.
    """
    week = None if seat is None else seat.working_week
    return _working_days(party, party.working_week if week is None else week)


def shared(*workdays: Workdays) -> Workdays:
    """The days that all of them work; a day is the same date for everybody."""
    merged = dict.fromkeys(calendar for each in workdays for calendar in each.calendars)
    return Workdays(tuple(merged))


def seat_working_days(agreement: Agreement, seat: str) -> Workdays:
    """The days worked by the seat with this key."""
    return working_days(agreement.party_of(seat), agreement.seat[seat])


def seat_zone(agreement: Agreement, seat: str) -> str:
    """The IANA zone of the seat with this key: its own, otherwise its party's."""
    return agreement.seat[seat].zone or agreement.party_of(seat).zone


def no_working_day(workdays: tuple[Workdays, ...], day: date) -> BadAgreement:
    """The error to raise when no day can be found within a year that all of them work."""
    names = dict.fromkeys(calendar.short for each in workdays for calendar in each.calendars)
    return BadAgreement(
        f"There is no day within a year of {day.isoformat()} on which {' and '.join(names)} work."
        " Look at the working weeks, the days off and the extra working days in the agreement."
    )


@dataclass(frozen=True)
class _Calendar:
    """One party's or seat's calendar, flattened so that a look-up is a few set operations."""

    party: str
    short: str
    week: frozenset[int]
    off: frozenset[date]
    extra: frozenset[date]
    public: HolidayCalendar | None
    worked_holidays: frozenset[date]
    own_provisional: tuple[ProvisionalDay, ...]
    listed: frozenset[date]

    def is_working(self, day: date) -> bool:
        if day in self.extra:
            return True
        if day.weekday() not in self.week or day in self.off:
            return False
        return not self._is_public_holiday(day)

    def provisional(self, first: date, last: date) -> Iterator[ProvisionalDay]:
        yield from (each for each in self.own_provisional if first <= each.day <= last)
        if self.public is None:
            return
        for year in range(first.year, last.year + 1):
            for day, name in _public_holidays(self.public, year).items():
                waits = ESTIMATED in name and self._is_public_holiday(day)
                said = day in self.extra or day in self.listed
                if waits and first <= day <= last and not said:
                    yield ProvisionalDay(day, name, self.party, off=True, estimated=True)

    def _is_public_holiday(self, day: date) -> bool:
        if self.public is None or day in self.worked_holidays:
            return False
        return day in _public_holidays(self.public, day.year)


# Sized for every party of a few hundred agreement versions; a miss costs 20 microseconds.
@lru_cache(maxsize=2048)
def _working_days(party: Party, week: tuple[Weekday, ...]) -> Workdays:
    half_days = {day for each in party.holidays if each.works_until for day in _days_of(each)}
    excepted = party.holiday_calendar.except_ if party.holiday_calendar else ()
    calendar = _Calendar(
        party=party.key,
        short=party.short,
        week=frozenset(day.number for day in week),
        off=frozenset(
            day for each in party.holidays if not each.works_until for day in _days_of(each)
        ),
        extra=frozenset(each.date for each in party.extra_working_days),
        public=party.holiday_calendar,
        worked_holidays=frozenset((*excepted, *half_days)),
        own_provisional=tuple(_own_provisional(party)),
        listed=frozenset(day for each in party.holidays for day in _days_of(each)),
    )
    return Workdays((calendar,))


def _own_provisional(party: Party) -> Iterator[ProvisionalDay]:
    for holiday in party.holidays:
        if holiday.provisional:
            for day in _days_of(holiday):
                yield ProvisionalDay(day, holiday.name, party.key, off=not holiday.works_until)
    for extra in party.extra_working_days:
        if extra.provisional:
            name = extra.name or "Extra working day"
            yield ProvisionalDay(extra.date, name, party.key, off=False)


def _days_of(holiday: Holiday) -> Iterator[date]:
    """Every day of a holiday, be it one day or a run."""
    first = holiday.from_ or holiday.date
    last = holiday.to or first
    if first is None or last is None:
        return
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


@lru_cache(maxsize=1024)
def _public_holidays(calendar: HolidayCalendar, year: int) -> Mapping[date, str]:
    """The public holidays of one year; building them costs half a millisecond, hence the cache."""
    try:
        with warnings.catch_warnings():
            # Far from today the library knows only the holidays with a fixed date, and warns.
            warnings.simplefilter("ignore")
            return holidays.country_holidays(
                calendar.country,
                subdiv=calendar.subdivision,
                years=year,
                expand=False,
                language="en_US",  # so that estimated days can be told by their name
            )
    except NotImplementedError as error:
        place = " ".join(filter(None, (calendar.country, calendar.subdivision)))
        raise BadAgreement(
            f'There is no holiday calendar "{place}". Write an ISO country code such as "IN" and,'
            ' if wanted, a subdivision that the holidays library knows, such as "TS"; or list the'
            " days off as own holidays."
        ) from error


def day_off_name(party: Party, day: date) -> str | None:
    """What a holiday of a party is called: its own list first, then the country's.

    None when the day has no such name; it may be a day off all the same, by the working week.
    """
    for holiday in party.holidays:
        if not holiday.works_until and day in _days_of(holiday):
            return holiday.name
    if party.holiday_calendar is None:
        return None
    return _public_holidays(party.holiday_calendar, day.year).get(day)
