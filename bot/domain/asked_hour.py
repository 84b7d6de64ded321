"""The hour that a question asks about: “at night”, “on a Sunday”, “at 3 am”, “tomorrow”."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.instant import Instant, instant, local

#: What people mean who name no hour: far from both ends of a working day, and of a night.
_BY_DAY, _IN_THE_EVENING, _AT_NIGHT = time(11), time(21), time(2)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKEND = frozenset({5, 6})
_HALF_A_DAY, _NO_HOUR, _AN_HOUR = 12, 24, 60
_NIGHT = re.compile(
    r"\b(at|by|in the|during the|middle of the|late at|all) night\b|\btonight\b|\bover ?night\b"
    rf"|\bnights\b|\bmidnight\b|\bnight time\b|\b({'|'.join(_DAYS)}) night\b",
    re.IGNORECASE,
)
_EVENING = re.compile(
    r"\b(in the|this|on the) evenings?\b|\bevenings\b"
    r"|\b(after|out of|outside)( office| working)? hours\b",
    re.IGNORECASE,
)
_WEEKEND_SAID = re.compile(r"\bweek ?ends?\b", re.IGNORECASE)
_DAY = re.compile(rf"\b(?:on|this|next|every) (?:a |an )?({'|'.join(_DAYS)})s?\b", re.IGNORECASE)
_TOMORROW = re.compile(r"\btomorrow\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b(?:at |around |before )?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>am|pm)\b"
    r"|\bat (?P<hour24>\d{1,2}):(?P<minute24>\d\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class AskedHour:
    """An hour that is asked about, on some day to come."""

    at: time
    on: frozenset[int] = frozenset()
    """Weekdays, Monday is 0; any day when empty."""
    not_today: bool = False
    by_own_clock: bool = False
    """Whether somebody named an hour, and so means the clock they see."""


def asked_hour(text: str) -> AskedHour | None:
    """The hour that the words ask about; nothing when they ask about now.

    Any text will do. Of several hours one counts: a clock before the night, the evening and a day.
    """
    days = _days(text)
    tomorrow = _TOMORROW.search(text) is not None
    clock = _clock(text)
    if clock is not None:
        return AskedHour(clock, days, not_today=tomorrow, by_own_clock=True)
    if _NIGHT.search(text):
        return AskedHour(_AT_NIGHT, days, not_today=tomorrow)
    if _EVENING.search(text):
        return AskedHour(_IN_THE_EVENING, days, not_today=tomorrow)
    if days or tomorrow:
        return AskedHour(_BY_DAY, days, not_today=tomorrow)
    return None


def without_hour(text: str) -> str:
    """The words that do not say the hour."""
    for said in (_CLOCK, _NIGHT, _EVENING, _WEEKEND_SAID, _DAY, _TOMORROW):
        text = said.sub(" ", text)
    return text


def next_time(asked: AskedHour, now: Instant, zone: str) -> Instant:
    """The next moment at which that hour comes, by the clock of this IANA zone."""
    here = local(now, zone)
    for ahead in range(9):
        day = here.date() + timedelta(days=ahead)
        moment = datetime.combine(day, asked.at, ZoneInfo(zone))
        later = moment > here and not (asked.not_today and ahead == 0)
        if later and (not asked.on or day.weekday() in asked.on):
            return instant(moment)
    raise AssertionError("every weekday comes within nine days")


def _days(text: str) -> frozenset[int]:
    if _WEEKEND_SAID.search(text):
        return _WEEKEND
    return frozenset(_DAYS.index(each.lower()) for each in _DAY.findall(text))


def _clock(text: str) -> time | None:
    found = _CLOCK.search(text)
    if found is None:
        return None
    hour = int(found["hour"] or found["hour24"])
    minute = int(found["minute"] or found["minute24"] or 0)
    half = (found["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if 0 < hour <= _HALF_A_DAY else _NO_HOUR
    return time(hour, minute) if hour < _NO_HOUR and minute < _AN_HOUR else None
