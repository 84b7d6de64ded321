"""Days as people say them: `tomorrow`, `24-31 Dec`, `until Monday`, `3 Mar to 7 Mar`."""

import re
from datetime import date, timedelta

from bot.cards.words import manners as words
from bot.domain.errors import InvalidInput
from bot.engine.day_said import near_day
from bot.engine.parts.spoken import read_day

_COVER = re.compile(r"\bcover(?:ed by|ing)?:?\s+(?P<who>.+)$", re.IGNORECASE)
_SPAN = re.compile(r"\s*(?:\bto\b|\bthrough\b|\btill\b|\buntil\b|[-\u2013\u2014])\s*")
_SAME_MONTH = re.compile(
    r"(?P<first>\d{1,2})(?:st|nd|rd|th)?\s*(?:to|[-\u2013\u2014])\s*(?P<last>\d{1,2})"
    r"(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9}\.?)(?P<year>\s+\d{4})?"
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[a-z]{3,9}\.?)\s+(?P<first>\d{1,2})\s*(?:to|[-\u2013\u2014])\s*(?P<last>\d{1,2})"
    r"(?P<year>,?\s+\d{4})?"
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ONE_DAY = timedelta(days=1)
_LONGEST = timedelta(days=366)
#: Who says that they are away since a day that is over means a short while ago.
_BEGUN_BEFORE = timedelta(days=92)


def split_cover(text: str) -> tuple[str, str | None]:
    """What was said about the days, and about who stands in."""
    match = _COVER.search(text)
    if match is None:
        return text.strip(), None
    return text[: match.start()].strip(), match["who"].strip().rstrip(".!")


def read_days_away(text: str, today: date) -> tuple[date, date]:
    """The first and the last day away.

    A day without a year is the next one of that name that is not over. `until Monday` and `until
    4 Jan` mean that they are back on that day.

    Raises:
        InvalidInput: it is no stretch of days, it is over, or it is longer than a year.
    """
    said = " ".join(text.casefold().replace(",", " ").split()).rstrip(".!")
    said = re.sub(r"^(?:from|on|for)\s+", "", said)
    first, last = _span(said, today)
    if last < today:
        raise InvalidInput(words.AWAY_PAST)
    if last < first:
        raise InvalidInput(words.AWAY_BACKWARDS)
    if last - first > _LONGEST:
        raise InvalidInput(words.AWAY_TOO_LONG)
    return max(first, today), last


def _span(said: str, today: date) -> tuple[date, date]:
    for start in ("until ", "till ", "back on ", "back "):
        if said.startswith(start):
            back = _day(said.removeprefix(start), today)
            return today, max(back - _ONE_DAY, today)
    if said in {"this week", "the rest of the week", "rest of the week"}:
        return today, today + timedelta(days=6 - today.weekday())
    if said == "next week":
        monday = today + timedelta(days=7 - today.weekday())
        return monday, monday + timedelta(days=6)
    for pattern in (_SAME_MONTH, _MONTH_FIRST):
        match = pattern.fullmatch(said)
        if match is not None:
            tail = f"{match['month']}{match['year'] or ''}"
            last = _day(f"{match['last']} {tail}", today)
            return _day(f"{match['first']} {match['month']} {last.year}", today), last
    return _two_days(said, today)


def _two_days(said: str, today: date) -> tuple[date, date]:
    dates = _ISO.findall(said)
    if dates and re.fullmatch(r"[\d\s-]*(?:to[\d\s-]*|until[\d\s-]*)?", said):
        return _day(dates[0], today), _day(dates[-1], today)
    for match in _SPAN.finditer(said):
        first_said, last_said = said[: match.start()], said[match.end() :]
        if not first_said or not last_said:
            continue
        try:
            first, last = _day(first_said, today), _day(last_said, today)
        except InvalidInput:
            continue
        if last < first and not re.search(r"\d", said):
            last = _day(last_said, first)  # `Monday to Wednesday`, on a Tuesday
        elif last < first and not re.search(r"\d{4}", first_said):
            begun = _read(f"{first_said} {first.year - 1}")  # `1 Dec to 4 Dec`, on the 2nd
            first = begun if last - begun < _BEGUN_BEFORE else first
        return first, last
    day = _day(said, today)
    return day, day


def _day(said: str, today: date) -> date:
    """One day; one without a year or month is the next of its name that is not over."""
    try:
        return near_day(said, today)
    except InvalidInput:
        raise InvalidInput(words.away_not_read(said)) from None


def _read(said: str) -> date:
    try:
        return date.fromisoformat(read_day(said))
    except InvalidInput:
        raise InvalidInput(words.away_not_read(said)) from None
