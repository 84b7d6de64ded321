"""The days of a rule: on which dates a cadence comes round, before anybody's days off move it.

The dates are those of the rule's own zone. They lie in the phases of the cadence (in any of them;
anywhere when it names none) and between the rule's start and end, all included.

    day      every day; with `days`, on these weekdays
    week     on each of the weekdays in `days`
    2w       the same in every second week, counting weeks from Monday from the week of `anchor`
    month    `day_15` (the last day of a shorter month), `last_day`, `second_thu`, `last_fri`,
             `any_sat` (due by the last one), `third_working_day`, `last_working_day`; a plain
             weekday means every one of the month; a month without a fifth Friday has no `fifth_fri`
    quarter  the same, counted from both ends of a quarter: `first_working_day`, `second_thu`,
             `day_15` and a plain weekday in its first month (January, April, July, October);
             `last_working_day`, `last_fri`, `last_day` and `any_sat` in its last (March, June,
             September, December)
    once     on `start`

Milestones have no days of their own. `on_days_of` keeps only the days listed by that area.
"""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.agreement.cadences import Cadence, Every, Rule
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Weekday
from bot.domain.errors import BadAgreement

_WEEKDAYS = {day.value: day.number for day in Weekday}
_EVERY_DAY = frozenset(range(7))
_COUNTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_MONTHS_OF_A_QUARTER = 3

#: A rule without a day for this long never has one; a fifth Monday is at most a few years away.
_EMPTY_MONTHS = 400


@dataclass(frozen=True)
class RuleDays:
    """The days of one cadence's rule, ready to be asked for."""

    cadence: str
    """Key of the cadence, for messages."""
    rule: Rule
    """The rule."""
    spans: tuple[tuple[date, date], ...]
    """First and last days in which the rule applies: ascending, apart from each other."""
    only: frozenset[date] | None
    """When not none, nothing else counts."""
    works: Callable[[date], bool]
    """Whether the sender works on a day of the rule; `first_working_day` counts these."""

    def since(self, day: date) -> Iterator[date]:
        """The days of the rule from a day on, ascending, each once; endless if the rule is.

        Raises:
            BadAgreement: the rule cannot be followed; the message says what is missing.
        """
        for first, last in self.spans:
            if day <= last:
                for found in self._between(max(first, day), last):
                    if self.only is None or found in self.only:
                        yield found

    def has(self, day: date) -> bool:
        """Whether the day is one of the rule's."""
        return next(self.since(day), None) == day

    def covers(self, day: date) -> bool:
        """Whether the rule applies on the day: it lies in a phase, and in its start and end."""
        return any(first <= day <= last for first, last in self.spans)

    def _between(self, first: date, last: date) -> Iterator[date]:
        every = self.rule.every
        if every is Every.MILESTONE:
            return iter(())
        if every in {Every.MONTH, Every.QUARTER}:
            return self._monthly(first, last)
        if every is Every.ONCE or (every is Every.DAY and not self.rule.days):
            return _weekly(first, last, _EVERY_DAY)
        anchor = self._anchor() if every is Every.TWO_WEEKS else None
        return _weekly(first, last, self._weekdays(), anchor=anchor)

    def _weekdays(self) -> frozenset[int]:
        days, anchor = self.rule.days, self.rule.anchor or self.rule.start
        if not days and anchor is not None:
            return frozenset((anchor.weekday(),))
        if not days or not _WEEKDAYS.keys() >= set(days):
            raise self._bad("needs weekdays, for example days: [tue, fri]")
        return frozenset(_WEEKDAYS[day] for day in days)

    def _anchor(self) -> date:
        anchor = self.rule.anchor or self.rule.start
        if anchor is None:
            raise self._bad("needs an anchor: one date on which it happens")
        return anchor

    def _monthly(self, first: date, last: date) -> Iterator[date]:
        if not self.rule.days:
            raise self._bad("needs days of the month, for example days: [first_working_day]")
        empty = 0
        for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            year, month = index // 12, index % 12 + 1
            days = self._days_of_month(year, month)
            empty = 0 if days else empty + 1
            if empty > _EMPTY_MONTHS:
                raise self._bad(f"never comes round again after {first.isoformat()}")
            yield from (day for day in days if first <= day <= last)

    def _days_of_month(self, year: int, month: int) -> list[date]:
        length = calendar.monthrange(year, month)[1]
        names = (name for name in self.rule.days if self._counts_in(name, month))
        return sorted({day for name in names for day in self._named(name, year, month, length)})

    def _counts_in(self, name: str, month: int) -> bool:
        if self.rule.every is not Every.QUARTER:
            return True
        number = (month - 1) % _MONTHS_OF_A_QUARTER + 1
        return number == (_MONTHS_OF_A_QUARTER if counts_from_the_end(name) else 1)

    def _named(self, name: str, year: int, month: int, length: int) -> list[date]:
        which, _, what = name.partition("_")
        if which == "day":
            return [date(year, month, min(int(what), length))]
        if name == "last_day":
            return [date(year, month, length)]
        if what == "working_day":
            days = (date(year, month, number) for number in _numbers(which, length))
            return _nth(which, filter(self.works, days))
        weekday = _WEEKDAYS.get(what or which)
        if weekday is None:
            raise self._bad(f'cannot use the day "{name}"; write first_working_day or last_fri')
        first = 1 + (weekday - date(year, month, 1).weekday()) % 7
        if not what:
            return [date(year, month, number) for number in range(first, length + 1, 7)]
        numbers = (number for number in _numbers(which, length) if number % 7 == first % 7)
        return _nth(which, (date(year, month, number) for number in numbers))

    def _bad(self, complaint: str) -> BadAgreement:
        return BadAgreement(f'The rule of cadence "{self.cadence}" {complaint}.')


def counts_from_the_end(day: str) -> bool:
    """Whether a day of the month, such as `last_fri` or `any_sat`, is counted from its end.

    In a quarter it then lies in the last month, and all other days in the first.
    """
    return day.startswith(("last_", "any_"))


def rule_days(agreement: Agreement, cadence: Cadence, works: Callable[[date], bool]) -> RuleDays:
    """The days of a cadence's rule, given which of them the sender works."""
    rule = cadence.rule
    first, last = rule.start or date.min, rule.end or date.max
    if rule.every is Every.ONCE:
        if rule.start is None:
            raise BadAgreement(f'Cadence "{cadence.key}" happens once and needs a start: its day.')
        last = min(last, rule.start)
    only = None
    if rule.on_days_of is not None:
        only = frozenset(agreement.area[rule.on_days_of].days)
        first, last = max(first, min(only, default=first)), min(last, max(only, default=last))
        if not only:
            return RuleDays(cadence.key, rule, (), only, works)
    return RuleDays(cadence.key, rule, _spans(agreement, cadence, first, last), only, works)


def _spans(
    agreement: Agreement, cadence: Cadence, first: date, last: date
) -> tuple[tuple[date, date], ...]:
    """The phases of a cadence, joined where they overlap, cut to the days from first to last."""
    phases = [agreement.phase[key] for key in cadence.phases]
    whole = [(phase.start, phase.end) for phase in phases] if phases else [(first, last)]
    joined: list[tuple[date, date]] = []
    for start, end in sorted((max(start, first), min(end, last)) for start, end in whole):
        if start > end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _weekly(
    first: date, last: date, weekdays: frozenset[int], *, anchor: date | None = None
) -> Iterator[date]:
    """Days on the weekdays; with an anchor only in every second week from its own."""
    # Ordinals, because they do not overflow at the end of the calendar; ordinal 1 was a Monday.
    monday = 1 if anchor is None else (anchor - timedelta(days=anchor.weekday())).toordinal()
    weeks = 1 if anchor is None else 2
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        if (ordinal - 1) % 7 in weekdays and (ordinal - monday) // 7 % weeks == 0:
            yield date.fromordinal(ordinal)


def _numbers(which: str, length: int) -> range:
    """The numbers of a month's days, in the direction that `first` or `last` counts them."""
    return range(1, length + 1) if which in _COUNTS else range(length, 0, -1)


def _nth(which: str, days: Iterator[date]) -> list[date]:
    """The one that is meant, if the month has it. `last` and `any` are the first from the end."""
    wanted = _COUNTS.get(which, 1)
    for count, day in enumerate(days, start=1):
        if count == wanted:
            return [day]
    return []
