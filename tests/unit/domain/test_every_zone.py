"""Seven years of every kind of rule, in every zone and on the working weeks the field has.

A plain run takes the zones with unusual clocks and every 24th of the others, two rules each.
With `TEST_EVERY_ZONE=1` all rules are walked through in all zones, which takes about nine minutes
of processor time.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import takewhile
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.domain.agreement.cadences import Every, IfDayOff, Rule
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import ExtraWorkingDay, Holiday, Party, Weekday
from bot.domain.instant import instant
from bot.domain.occurrences import next_occurrence, occurrences
from tests.builders import (
    SUNDAY_TO_THURSDAY,
    a_cadence,
    a_cro,
    a_phase,
    a_sponsor,
    an_agreement,
)
from tests.unit.domain.naive_calendar import NaiveCalendar

EVERYTHING = os.environ.get("TEST_EVERY_ZONE") == "1"
BEGIN, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
ALL_ZONES = sorted(available_timezones())
#: Half-hour changes, changes at midnight, two clocks a year around Ramadan, no whole hours,
#: two-hour changes, a day ahead, and zones that changed their rules since 2024.
UNUSUAL = (
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Asuncion",
    "America/Nuuk",
    "America/Santiago",
    "Antarctica/Troll",
    "Asia/Almaty",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
)
ZONES = ALL_ZONES if EVERYTHING else sorted({*UNUSUAL, *ALL_ZONES[::24]})

MONTHLY = ("day_31", "second_thu", "first_working_day", "last_working_day", "last_fri")
RULES = {
    "every day": Rule(every=Every.DAY),
    "three days a week": Rule(every=Every.WEEK, days=("sun", "tue", "sat")),
    "every other week": Rule(every=Every.TWO_WEEKS, days=("sun", "mon"), anchor=date(2026, 1, 6)),
    "monthly": Rule(every=Every.MONTH, days=MONTHLY),
    "quarterly": Rule(every=Every.QUARTER, days=("first_mon", "day_15", "last_working_day")),
    "within dates": Rule(every=Every.DAY, start=date(2025, 3, 1), end=date(2026, 11, 5)),
    "once": Rule(every=Every.ONCE, start=date(2026, 12, 25)),
}


def a_new_year_with_make_up_days(year: int) -> tuple[Holiday, tuple[ExtraWorkingDay, ...]]:
    """Eight days off, and a day of the weekend before and after worked for it, as in Suzhou."""
    first = date(year, 2, 10)
    weekend = [d for d in (first + timedelta(days=n) for n in range(-7, 15)) if d.weekday() == 6]
    off = Holiday(name="New Year", from_=first, to=first + timedelta(days=7))
    made_up = [d for d in (weekend[0], weekend[-1]) if not first <= d <= first + timedelta(days=7)]
    return off, tuple(ExtraWorkingDay(date=day) for day in made_up)


YEARS = [a_new_year_with_make_up_days(year) for year in range(2023, 2033)]
#: Who sends and who receives: a six-day week, Sunday to Thursday, and weekends that are made up.
WEEKS: dict[str, dict[str, object]] = {
    "six days": {"working_week": (*Weekday,)[:6]},
    "Sunday to Thursday": {"working_week": SUNDAY_TO_THURSDAY},
    "made-up days": {
        "working_week": (*Weekday,)[:5],
        "holidays": tuple(off for off, _ in YEARS),
        "extra_working_days": tuple(day for _, days in YEARS for day in days),
    },
}
PHASES = (
    a_phase("first", date(2024, 2, 1), date(2025, 4, 2)),
    a_phase("later", date(2025, 9, 1), date(2030, 11, 20)),
)


@cache
def odd_hours(zone: str) -> tuple[time, ...]:
    """Half past the hours at which clocks in the zone change, as they show it."""
    tz, found = ZoneInfo(zone), set()
    moment, before = BEGIN, BEGIN.astimezone(tz).utcoffset()
    while moment < END:
        moment += timedelta(hours=1)
        shown = moment.astimezone(tz)
        if shown.utcoffset() != before:
            late = shown.replace(tzinfo=None, fold=0)
            early = (moment + (before or timedelta())).replace(tzinfo=None)
            found |= {(min(early, late) + timedelta(minutes=30)).time()}
            before = shown.utcoffset()
    return tuple(sorted(found))


def an_agreement_of(sender: Party, receiver: Party) -> Agreement:
    return an_agreement(phases=PHASES, parties=(receiver, sender), cadences=())


def walked(zone: str, turn: int) -> Iterator[tuple[str, Agreement, NaiveCalendar]]:
    """What is compared in a zone. Each zone has its turn of working weeks and day-off rules."""
    hours = odd_hours(zone)[:2] or (time(2, 30),)
    cases = [(name, at) for name in RULES for at in hours]
    manners = [(week, off) for week in WEEKS for off in IfDayOff]
    for number in range(len(cases) if EVERYTHING else 2):
        # Steps that share no factor with the sizes, so that the turns meet everything.
        name, at = cases[(turn + 5 * number) % len(cases)]
        week, off = manners[(turn + 7 * number) % len(manners)]
        sender = replace(a_cro(), zone=zone, **WEEKS[week])  # type: ignore[arg-type]
        agreement = an_agreement_of(sender, a_sponsor())
        cadence = a_cadence(
            rule=replace(RULES[name], at=at, zone=zone),
            if_day_off=off,
            phases=("first", "later") if name != "once" else (),
        )
        yield f"{name}, {week}, {off}, {at}", agreement, NaiveCalendar(agreement, cadence)


@pytest.mark.parametrize(("turn", "zone"), list(enumerate(ZONES)), ids=ZONES)
def test_each_occurrence_of_seven_years_comes_once_at_its_wall_time(turn: int, zone: str) -> None:
    for case, agreement, naive in walked(zone, turn):
        endless = occurrences(agreement, naive.cadence, after=instant(BEGIN))
        found = list(takewhile(lambda each: each.due <= END, endless))

        assert [(e.wall, e.due) for e in found] == naive.between(BEGIN, END), case
        # Restarted in the middle of a wait, one is told of the same next one.
        for before, following in zip(found[::40], found[1::40], strict=False):
            between = instant(before.due + (following.due - before.due) / 2)
            assert next_occurrence(agreement, naive.cadence, after=between) == following, case


def test_the_sample_meets_every_rule_week_and_day_off_rule() -> None:
    met = {part for turn, zone in enumerate(ZONES) for part in cases_of(turn, zone)}

    assert {*RULES, *WEEKS, *map(str, IfDayOff)} <= met


def cases_of(turn: int, zone: str) -> list[str]:
    return [part for case, *_ in walked(zone, turn) for part in case.split(", ")]
