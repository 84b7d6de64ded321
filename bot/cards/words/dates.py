"""How days, times and places of clocks are written."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from bot.cards.card import Moment
from bot.domain.agreement.parties import Weekday
from bot.domain.instant import Instant, local

#: By the word of the agreement file, which is what a `Weekday` is.
WEEKDAYS: Mapping[str, str] = {
    Weekday.MON: "Monday",
    Weekday.TUE: "Tuesday",
    Weekday.WED: "Wednesday",
    Weekday.THU: "Thursday",
    Weekday.FRI: "Friday",
    Weekday.SAT: "Saturday",
    Weekday.SUN: "Sunday",
}


def rule_day(name: str) -> str:
    """`Friday`, `the second Thursday`, `any Saturday`, `day 15`, `the last day`."""
    if name in WEEKDAYS:
        return WEEKDAYS[name]
    if name.startswith("any_"):
        return f"any {WEEKDAYS[name[4:]]}"
    if name.startswith("day_"):
        return f"day {name[4:]}"
    first, _, rest = name.partition("_")
    return f"the {first} {WEEKDAYS.get(rest, rest.replace('_', ' '))}"


@lru_cache(maxsize=1024)
def day(value: date) -> str:
    """`Fri 4 Dec 2026`."""
    return f"{value:%a} {value.day} {value:%b %Y}"


def clock_of(zone: str) -> str:
    """`Los Angeles time`, for an IANA zone."""
    return f"{zone.rsplit('/', 1)[-1].replace('_', ' ')} time"


def wall(value: datetime, zone: str) -> str:
    """`Fri 4 Dec 2026, 17:00 Kolkata time`, for a wall time in a zone."""
    return f"{day(value.date())}, {value:%H:%M} {clock_of(zone)}"


def moment_in_words(at: Instant, zone: str) -> str:
    """A moment as wall time in a zone; what platforms without per-reader times show."""
    return wall(local(at, zone), zone)


def when(at: Instant, zone: str) -> Moment:
    """A moment as a part of a card."""
    return Moment(at, zone)
