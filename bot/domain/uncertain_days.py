"""Days off, and make-up days, that are not certain yet; and a calendar as an answer settles it.

One question is one holiday: an entry of the party's own list marked as provisional, or a run of
public holidays that the library calls estimated because they wait for the moon. A day of the own
list says more than the library, so a day that is in both is asked about once.

An answer is written into the calendar in a way that leaves nothing uncertain about these days: a
public holiday that is confirmed, or comes on another day, becomes one of the party's own; one that
is worked joins the listed exceptions.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.agreement.parties import ExtraWorkingDay, Holiday, HolidayCalendar, Party
from bot.domain.workdays import ESTIMATED, ProvisionalDay, working_days

_ONE_DAY = timedelta(days=1)
_SEPARATOR = "; "


class Stands(StrEnum):
    """How the days count until somebody confirms them."""

    OFF = "off"
    HALF = "half"
    WORKED = "worked"


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days in a row."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def moved(self, by: timedelta) -> "Span":
        """The same number of days, earlier or later."""
        return Span(first=self.first + by, last=self.last + by)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        return tuple(
            date.fromordinal(number)
            for number in range(self.first.toordinal(), self.last.toordinal() + 1)
        )


@dataclass(frozen=True, kw_only=True)
class UncertainDays:
    """A holiday or a make-up day whose place in the calendar is not certain yet."""

    party: str
    """Key of the party whose calendar it is."""
    name: str
    """What it is called; empty for a make-up day without a name."""
    span: Span
    """The days as they stand now."""
    stands: Stands
    """What they count as until somebody confirms them."""
    off_anyway: str = ""
    """Another, certain, public holiday on a day of it."""
    source: Holiday | ExtraWorkingDay | None = None
    """The entry of the own list; none for public holidays."""

    @property
    def key(self) -> str:
        """What tells it from every other one of the party: `2027-03-10/2027-03-10/0123456789ab`."""
        about = f"{self.stands}\n{self.name}".encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(about).hexdigest()[:12]
        return f"{self.span.first.isoformat()}/{self.span.last.isoformat()}/{digest}"


def uncertain_days(party: Party, first: date, last: date) -> tuple[UncertainDays, ...]:
    """What the party has to confirm of the days from first to last, in the order of the days.

    Raises:
        BadAgreement: the holiday calendar is none that the library knows.
    """
    found = {each.key: each for each in (*_own(party), *_public(party, first, last))}
    near = (each for each in found.values() if each.span.first <= last and first <= each.span.last)
    return tuple(sorted(near, key=lambda each: (each.span.first, each.span.last, each.name)))


def settled(party: Party, found: UncertainDays, to: Span | None) -> Party:
    """The party with the question answered.

    Args:
        party: as it stands, with the uncertain days in it.
        found: what is answered.
        to: the days it is on for certain; none when they are ordinary working days, or, for a
            make-up day, when it is not worked.
    """
    if found.stands is Stands.WORKED:
        kept = tuple(day for day in party.extra_working_days if day != found.source)
        made_up = () if to is None else (_extra(found, to),)
        return replace(party, extra_working_days=(*kept, *made_up))
    return _without_estimates(_with_holiday(party, found, to), found.span)


def _with_holiday(party: Party, found: UncertainDays, to: Span | None) -> Party:
    """With the holiday where it belongs in the list, and no make-up day in its place."""
    listed: list[Holiday] = []
    answered = None if to is None else _holiday(found, to)
    for each in party.holidays:
        if each != found.source:
            listed.append(each)
        elif answered is not None and answered not in listed:
            listed.append(answered)
    if answered is not None and answered not in listed:
        listed.append(answered)
    worked = tuple(day for day in party.extra_working_days if to is None or day.date not in to)
    return replace(party, holidays=tuple(listed), extra_working_days=worked)


def _without_estimates(party: Party, span: Span) -> Party:
    """With the estimates of the library that are left on these days answered, too."""
    for each in _estimates(party, span.first, span.last):
        certain = _certain_names(each.name)
        if certain:
            known = Holiday(name=certain, date=each.day)
            party = replace(party, holidays=(*party.holidays, known))
        elif party.holiday_calendar is not None:
            worked = (*party.holiday_calendar.except_, each.day)
            calendar: HolidayCalendar = replace(party.holiday_calendar, except_=worked)
            party = replace(party, holiday_calendar=calendar)
    return party


def _holiday(found: UncertainDays, to: Span) -> Holiday:
    known = found.source if isinstance(found.source, Holiday) else Holiday(name=found.name)
    if to.first == to.last:
        return replace(known, date=to.first, from_=None, to=None, provisional=False)
    return replace(known, date=None, from_=to.first, to=to.last, provisional=False)


def _extra(found: UncertainDays, to: Span) -> ExtraWorkingDay:
    return ExtraWorkingDay(date=to.first, name=found.name or None)


def _own(party: Party) -> Iterator[UncertainDays]:
    for holiday in party.holidays:
        first = holiday.from_ or holiday.date
        if holiday.provisional and first is not None:
            yield UncertainDays(
                party=party.key,
                name=holiday.name,
                span=Span(first=first, last=holiday.to or first),
                stands=Stands.HALF if holiday.works_until else Stands.OFF,
                source=holiday,
            )
    for extra in party.extra_working_days:
        if extra.provisional:
            yield UncertainDays(
                party=party.key,
                name=extra.name or "",
                span=Span(first=extra.date, last=extra.date),
                stands=Stands.WORKED,
                source=extra,
            )


def _public(party: Party, first: date, last: date) -> Iterator[UncertainDays]:
    """The estimates of the library, those on days in a row as one."""
    run: list[ProvisionalDay] = []
    # A run that begins before the first day, or ends after the last one, is found whole.
    margin = timedelta(days=7)
    for each in _estimates(party, first - margin, last + margin):
        if run and each.day - run[-1].day > _ONE_DAY:
            yield _as_one(party, run)
            run = []
        run.append(each)
    if run:
        yield _as_one(party, run)


def _estimates(party: Party, first: date, last: date) -> tuple[ProvisionalDay, ...]:
    found = working_days(party).provisional_days(first, last)
    return tuple(each for each in found if each.estimated)


def _as_one(party: Party, run: list[ProvisionalDay]) -> UncertainDays:
    names: list[str] = []
    for name in (name for each in run for name in _estimated_names(each.name)):
        # “Eid al-Fitr Holiday” on the days after “Eid al-Fitr” says nothing more.
        if not name.startswith(tuple(names)):
            names.append(name)
    certain = dict.fromkeys(filter(None, (_certain_names(each.name) for each in run)))
    return UncertainDays(
        party=party.key,
        name=", ".join(names),
        span=Span(first=run[0].day, last=run[-1].day),
        stands=Stands.OFF,
        off_anyway=", ".join(certain),
    )


def _estimated_names(names: str) -> Iterator[str]:
    """`Prophet's Birthday`, of `Independence Day; Prophet's Birthday (estimated)`."""
    for name in names.split(_SEPARATOR):
        if ESTIMATED in name:
            yield name.replace(ESTIMATED, "").strip()


def _certain_names(names: str) -> str:
    """`Independence Day`, of `Independence Day; Prophet's Birthday (estimated)`."""
    return _SEPARATOR.join(name for name in names.split(_SEPARATOR) if ESTIMATED not in name)
