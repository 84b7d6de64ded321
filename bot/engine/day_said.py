"""One day ahead as people say it: `tomorrow`, `Friday`, `4 Dec`, `in 3 days`, `end of week`."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from bot.domain.agreement.parties import Weekday
from bot.engine.parts.spoken import read_day

_ONE_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_FRIDAY = 4
_LAST_MONTH = 12
_SHORTEST = len("mon")
_NAMES = {
    Weekday.MON: "monday",
    Weekday.TUE: "tuesday",
    Weekday.WED: "wednesday",
    Weekday.THU: "thursday",
    Weekday.FRI: "friday",
    Weekday.SAT: "saturday",
    Weekday.SUN: "sunday",
}
_IN = re.compile(r"(?:in )?(?P<amount>\d{1,3}|a|one|two|three|four|six) (?P<unit>day|week)s?")
_AMOUNTS: Mapping[str, int] = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
_END = re.compile(
    r"(?:the )?(?:end of|eo)\s*(?:the |this )?(?P<next>next )?"
    r"(?P<what>d(?:ay)?|w(?:eek)?|m(?:onth)?)"
)


def read_day_said(text: str, today: date) -> date:
    """The day that is meant; one without a year is the next of its name that is not over.

    A weekday is the next one after today. The end of a week is its Friday.

    Raises:
        InvalidInput: it is no day.
    """
    said = " ".join(text.casefold().replace(",", " ").split()).strip(" .!")
    relative = _relative(said, today)
    return near_day(said, today) if relative is None else relative


def near_day(said: str, today: date) -> date:
    """A day by its name or date, in lower case; the next of its name that is not over.

    Raises:
        InvalidInput: it is no day.
    """
    said = said.strip().removeprefix("the ").removeprefix("next ")
    if said == "today":
        return today
    if said == "tomorrow":
        return today + _ONE_DAY
    for weekday in Weekday:
        if len(said) >= _SHORTEST and _NAMES[weekday].startswith(said):
            ahead = (weekday.number - today.weekday()) % 7
            return today + (timedelta(days=ahead) if ahead else _WEEK)
    if re.search(r"\d{4}", said):
        return date.fromisoformat(read_day(said))
    this_year = date.fromisoformat(read_day(f"{said} {today.year}"))
    if this_year >= today:
        return this_year
    return date.fromisoformat(read_day(f"{said} {today.year + 1}"))


def _relative(said: str, today: date) -> date | None:
    """A day counted from today; none when it is said otherwise."""
    if said in {"tonight", "close of business", "cob"}:
        return today
    if match := _IN.fullmatch(said):
        amount = _AMOUNTS.get(match["amount"]) or int(match["amount"])
        return today + amount * (_WEEK if match["unit"] == "week" else _ONE_DAY)
    if said in {"this week", "next week"}:
        said = f"end of {said}"
    if match := _END.fullmatch(said):
        return _end_of(match["what"][0], today, following=bool(match["next"]))
    return None


def _end_of(what: str, today: date, *, following: bool) -> date:
    if what == "d":
        return today + _ONE_DAY if following else today
    if what == "w":
        friday = today + timedelta(days=_FRIDAY - today.weekday())
        friday = friday if friday >= today else friday + _WEEK
        return friday + _WEEK if following else friday
    first = _first_of_next_month(today)
    return (_first_of_next_month(first) if following else first) - _ONE_DAY


def _first_of_next_month(day: date) -> date:
    if day.month == _LAST_MONTH:
        return date(day.year + 1, 1, 1)
    return date(day.year, day.month + 1, 1)
