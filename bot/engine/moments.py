"""Moments as people write them: `14:30`, `yesterday 9 am`, `20 minutes ago`, `4 Dec 14:30`."""

import re
from datetime import date, datetime, time, timedelta

from bot.cards.words import escalations as words
from bot.domain.errors import InvalidInput
from bot.domain.instant import Instant, instant, local
from bot.domain.wall_time import resolve_wall
from bot.engine.parts.spoken import read_day, read_time

_AGO = re.compile(
    r"(?:about )?(?P<amount>\d{1,4}|an?|half an) ?"
    r"(?P<unit>m|min|mins|minutes?|h|hrs?|hours?|d|days?) ago"
)
_WITH_TIME = re.compile(
    r"(?P<day>.*?)(?:,|\bat\b|\s)*\s*(?P<time>\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?"
    r"|noon|midnight)"
)
_NOW = frozenset({"now", "just now", "right now"})
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})t")
_YEAR = re.compile(r"\d{4}")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_ONE_DAY = timedelta(days=1)
#: Longer ago nothing happened that both sides still consult about; it is a typing mistake.
_YEARS_BACK = 30


def written(moment: Instant, zone: str) -> str:
    """`4 Dec 2026, 14:30`, as `read_moment` reads it back to the minute."""
    wall = local(moment, zone)
    return f"{wall.day} {wall:%b %Y, %H:%M}"


def read_moment(text: str, now: Instant, zone: str) -> Instant:
    """The moment somebody means by what they wrote on their clock; never one ahead.

    A time alone is the last one that was. A day without a year is the last one of that name.

    Raises:
        InvalidInput: it is no moment, or still ahead.
    """
    said = " ".join(_ISO.sub(r"\1 ", text.casefold()).split()).rstrip(".!")
    if said in _NOW:
        return now
    ago = _AGO.fullmatch(said)
    if ago is not None:
        return instant(now - _length(ago["amount"], ago["unit"]))
    match = _WITH_TIME.fullmatch(said)
    if match is None:
        raise InvalidInput(words.NOT_A_MOMENT)
    try:
        at = time.fromisoformat(read_time(match["time"]))
    except InvalidInput as error:
        raise InvalidInput(words.NOT_A_MOMENT) from error
    day = _day(match["day"].strip(" ,"), at, now, zone)
    if now.year - day.year > _YEARS_BACK:
        raise InvalidInput(words.NOT_A_MOMENT)
    if day > local(now, zone).date():
        raise InvalidInput(words.STILL_AHEAD)
    found = resolve_wall(datetime.combine(day, at), zone)
    # The minute that runs has begun, whatever the second.
    if found > now:
        raise InvalidInput(words.STILL_AHEAD)
    return found


def _length(amount: str, unit: str) -> timedelta:
    if amount == "half an":
        return _UNITS[unit[0]] / 2
    return _UNITS[unit[0]] * (int(amount) if amount.isdigit() else 1)


def _day(said: str, at: time, now: Instant, zone: str) -> date:
    wall = local(now, zone)
    today = wall.date()
    said = said.removeprefix("on ")
    if said == "":
        return today if at <= wall.time() else today - _ONE_DAY
    if said in {"today", "this morning", "this afternoon"}:
        return today
    if said in {"yesterday", "last night", "yesterday evening"}:
        return today - _ONE_DAY
    if _YEAR.search(said):
        return _read(said)
    this_year = _read(f"{said} {today.year}")
    return this_year if this_year <= today else _read(f"{said} {today.year - 1}")


def _read(said: str) -> date:
    try:
        return date.fromisoformat(read_day(said))
    except InvalidInput as error:
        raise InvalidInput(words.NOT_A_MOMENT) from error
