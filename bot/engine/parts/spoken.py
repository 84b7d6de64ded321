"""Values as people write them on a phone, to and from the words of the agreement file.

Every pair is exact in one direction: what `..._in_words` writes, `read_...` reads back. Beyond
that the readers accept what people are used to: `2bd`, `two business days`, `5 pm`, `9 to 17:30`.

The readers raise InvalidInput with a sentence that shows how to write it.
"""

import re
from datetime import date, datetime, time

from bot.cards.words import parts as words
from bot.domain.agreement.parties import OfficeHours
from bot.domain.duration import Duration
from bot.domain.errors import InvalidInput

_NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
)
_AMOUNTS = {word: amount for amount, word in enumerate(_NUMBERS)} | {"a": 1, "an": 1}
_UNITS = {
    "m": "m min mins minute minutes",
    "h": "h hr hrs hour hours",
    "bd": "bd business working workday workdays",
    "cd": "cd d day days calendar",
    "w": "w wk wks week weeks",
}
_UNIT_OF = {word: unit for unit, line in _UNITS.items() for word in line.split()}
_DAYS_AFTER = frozenset({"business", "working", "calendar"})
_AT_ONCE = frozenset({"at once", "immediately", "none", "no time"})

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?P<half>am|pm)?")
_HOURS = re.compile(r"(.+?)(?:-|\u2013|\u2014| to | until )(.+)")  # phones make dashes of hyphens
_MIDDAY = 12
_DAY_FORMS = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%Y-%m-%d")
_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\s+")
_BULLET = re.compile(r"^\s*[-•*]\s+")
_MAXIMUM_NUMBER = 1_000_000


def length_in_words(written: str) -> str:
    """`2 business days`, of the `2bd` in the file."""
    return Duration.parse(written).in_words()


def read_length(text: str) -> str:
    """`2bd`, of anything that says so."""
    said = " ".join(text.casefold().replace("-", " ").split())
    if said in _AT_ONCE:
        return "0h"
    if said == "half an hour":
        return "30m"
    match = re.fullmatch(r"(\d{1,4}|[a-z]+)\s*([a-z]+)(?: (days?))?", said)
    if match is None:
        raise InvalidInput(words.NOT_A_LENGTH)
    amount = int(match[1]) if match[1].isdigit() else _AMOUNTS.get(match[1])
    unit = _UNIT_OF.get(match[2])
    # `business` and its like need `days` after them, and nothing else may have it.
    if amount is None or unit is None or bool(match[3]) != (match[2] in _DAYS_AFTER):
        raise InvalidInput(words.NOT_A_LENGTH)
    return f"{amount}{unit}"


def read_time(text: str) -> str:
    """`17:00`, of `17:00`, `17.00`, `5 pm` or `noon`."""
    said = re.sub(r"[\s.](?=[ap]\.?m)|(?<=[ap])\.|(?<=m)\.", "", text.casefold().strip())
    said = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}.get(said, said)
    match = _TIME.fullmatch(said)
    if match is None or not (match["minute"] or match["half"]):
        raise InvalidInput(words.NOT_A_TIME)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= _MIDDAY:
            raise InvalidInput(words.NOT_A_TIME)
        hour = hour % _MIDDAY + (_MIDDAY if match["half"] == "pm" else 0)
    try:
        return f"{time(hour, minute):%H:%M}"
    except ValueError as error:
        raise InvalidInput(words.NOT_A_TIME) from error


def hours_in_words(written: str) -> str:
    """`08:30 to 17:00`, of the `08:30-17:00` in the file."""
    return words.hours(OfficeHours.parse(written))


def read_hours(text: str) -> str:
    """`08:30-17:00`, of `8:30 to 5 pm` and the like."""
    match = _HOURS.fullmatch(text.casefold().strip())
    if match is None:
        raise InvalidInput(words.NOT_HOURS)
    try:
        found = [read_time(_with_minutes(end)) for end in match.groups()]
    except InvalidInput as error:
        raise InvalidInput(words.NOT_HOURS) from error
    return str(OfficeHours.parse("-".join(found)))


def _with_minutes(text: str) -> str:
    """In a span a bare number can only be an hour."""
    said = text.strip()
    return f"{said}:00" if said.isdigit() else said


def day_in_words(written: str) -> str:
    """`5 Jan 2027`, of the `2027-01-05` in the file."""
    found = date.fromisoformat(written)
    return f"{found.day} {found:%b %Y}"


def read_day(text: str) -> str:
    """`2027-01-05`, of `5 Jan 2027`, `Tue 5 January 2027` or the form of the file."""
    said = " ".join(text.casefold().replace(",", " ").split())
    said = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", _WEEKDAY.sub("", said))
    for form in _DAY_FORMS:
        try:
            # Only the date of it is used; a wall calendar has no zone.
            return datetime.strptime(said, form).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    raise InvalidInput(words.NOT_A_DAY)


def lines_in_words(written: list[str]) -> str:
    """Texts, one a line; a line break inside one becomes a space."""
    return "\n".join(" ".join(each.split()) for each in written)


def read_lines(text: str) -> list[str] | None:
    """Texts, one a line; empty lines and repeated ones are left out."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        said = _BULLET.sub("", line).strip()
        if said:
            found.setdefault(said.casefold(), said)
    return list(found.values()) or None


def days_in_words(written: list[str]) -> str:
    """Days, one a line."""
    return "\n".join(day_in_words(each) for each in written)


def read_days(text: str) -> list[str] | None:
    """Days, one a line, in their order."""
    return sorted({read_day(line) for line in read_lines(text) or ()}) or None


def numbers_in_words(written: list[int]) -> str:
    """`1, 28`."""
    return ", ".join(map(str, written))


def read_numbers(text: str) -> list[int] | None:
    """Whole numbers of 1 or more, with commas or `and` between them."""
    said = re.split(r"[,;\s]+|\band\b", text.casefold().strip())
    found = [each for each in said if each]
    if not all(re.fullmatch(r"[1-9]\d{0,5}", each) for each in found):
        raise InvalidInput(words.NOT_DAYS)
    return sorted({int(each) for each in found}) or None


def read_whole(text: str) -> int:
    """A whole number of 1 or more."""
    if not re.fullmatch(r"\d{1,7}(\.0+)?", text) or not 1 <= int(float(text)) <= _MAXIMUM_NUMBER:
        raise InvalidInput(words.NOT_WHOLE)
    return int(float(text))


def read_number(text: str) -> int | float:
    """A number; a comma may stand for the point."""
    said = text.replace(",", ".").replace(" ", "")
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", said):
        raise InvalidInput(words.NOT_A_NUMBER)
    value = float(said)
    return int(value) if value.is_integer() else value
