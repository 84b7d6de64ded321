"""The rhythm of a cadence in one line, as people say it, to and from the rule of the file.

    every Friday at 17:00 Basel time
    every other Tuesday at 07:30 San Diego time from 17 Nov 2026
    on the first working day of the month at 12:00 Hyderabad time
    on the second Thursday of January, April, July and October at 10:00 Haifa time
    every day at 18:30 Hyderabad time
    on the days of Dosing days and clinic conduct at 18:00 Melbourne time
    once on 5 Mar 2027 at 10:00 Basel time
    within 2 business days after Clinical pathology; Necropsy

What `when_in_words` writes, `read_when` reads back to the same rule.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.agreement_file.meaning.names import normalised
from bot.cards.words import part_labels
from bot.cards.words import parts as words
from bot.cards.words.answers import join
from bot.domain.agreement.cadences import Every
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Weekday
from bot.domain.errors import InvalidInput
from bot.engine.parts.spoken import (
    day_in_words,
    length_in_words,
    read_day,
    read_length,
    read_time,
)
from bot.engine.parts.zones import place_of, read_zone

RuleData = Mapping[str, Any]

_WEEKDAY_NAMES = part_labels.CHOICES["Weekday"]
_WEEKDAY = {name.casefold(): key for key, name in _WEEKDAY_NAMES.items()}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "last")
_ORDINAL = {name: name for name in _ORDINALS} | {
    "1st": "first",
    "2nd": "second",
    "3rd": "third",
    "4th": "fourth",
    "5th": "fifth",
}
_QUARTER_MONTHS = ("January", "April", "July", "October")
_WORK_WEEK = ["mon", "tue", "wed", "thu", "fri"]

_AFTER = re.compile(
    r"(?:within )?(?P<within>.+?) after (?:(?:each |the )?completion of )?(?P<areas>.+)"
)
_FROM = re.compile(
    r",? (?:counting from|starting from|from|starting on|starting)"
    r" (?P<day>.*\d{4}|\d{4}-\d\d-\d\d)$"
)
_CLOCK = re.compile(
    r",? ?\b(?:at )?(?P<time>\d{1,2}[:.]\d{2} ?(?:[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?"
    r"|noon\b|midday\b|midnight\b)"
)
_PLACE = re.compile(r"[ ,(]*(?:in )?(?P<place>.*?)(?: time)?[ ,).]*")
_DAYS_OF = re.compile(r"(?:only )?(?:on )?(?:the days|every day|each day) of (?P<area>.+)")
_OTHER_WEEK = re.compile(
    r"\b(?:every |each )?(?:other|second|alternate|two weeks|2 weeks|2w|fortnight(?:ly)?"
    r"|biweekly)\b"
)
_OF_MONTH = re.compile(r"\b(?:(?:of |in )?(?:the |each |every )?months?|monthly)\b")
_OF_QUARTER = re.compile(r"\b(?:(?:of |in )?(?:the |each |every )?quarters?|quarterly)\b")
_MONTH_NAMES = re.compile(
    r"\b(?:of |in )?jan(?:uary)?,? apr(?:il)?,? jul(?:y)?,? (?:and )?oct(?:ober)?\b"
)
_FILLERS = frozenset({"every", "each", "on", "the", "week", "weekly", "and", "a"})


def when_in_words(rule: RuleData, agreement: Agreement) -> str:
    """A rule in one line."""
    if rule["every"] == Every.MILESTONE.value:
        areas = "; ".join(agreement.area[key].title for key in rule.get("areas", ()))
        return f"within {length_in_words(rule.get('within', '0h'))} after {areas}"
    clock = f"at {rule['at']} {place_of(rule['zone'])} time"
    anchor = rule.get("anchor")
    counted = f" from {day_in_words(anchor)}" if anchor else ""
    return f"{_rhythm(rule, agreement)} {clock}{counted}"


def _rhythm(rule: RuleData, agreement: Agreement) -> str:  # noqa: PLR0911 - one for each rhythm
    days = rule.get("days", ())
    match Every(rule["every"]):
        case Every.DAY if "on_days_of" in rule:
            return f"on the days of {agreement.area[rule['on_days_of']].title}"
        case Every.DAY:
            return "every day"
        case Every.WEEK:
            return f"every {_weekdays(days)}"
        case Every.TWO_WEEKS:
            return f"every other {_weekdays(days)}"
        case Every.ONCE:
            return f"once on {day_in_words(rule['start'])}"
        case Every.QUARTER:
            return f"on {_month_days(days)} of {join(list(_QUARTER_MONTHS))}"
        case _:
            return f"on {_month_days(days)} of the month"


def _weekdays(days: Iterable[str]) -> str:
    return join([_WEEKDAY_NAMES[each] for each in days])


def _month_days(days: Iterable[str]) -> str:
    return join([_month_day(each) for each in days])


def _month_day(name: str) -> str:
    which, _, what = name.partition("_")
    if which == "day":
        return f"day {what}"
    if which == "any":
        return f"any {_WEEKDAY_NAMES[what]}"
    return f"the {which} {_WEEKDAY_NAMES.get(what, what.replace('_', ' '))}"


def read_when(
    text: str, agreement: Agreement, now: RuleData, sender_zone: str | None
) -> dict[str, Any]:
    """The rule that a line says.

    What the line leaves out stays as it is `now`: the place, the day that every other week counts
    from, the first and last day. A new rule without a place is on the clock of the sender.

    Raises:
        InvalidInput: it cannot be read; the sentence shows how to write it.
    """
    said = " ".join(text.casefold().split()).rstrip(".")
    kept = {name: now[name] for name in ("start", "end") if name in now}
    if now.get("every") == Every.ONCE.value:
        kept.pop("start", None)
    after = _AFTER.fullmatch(said)
    if after is not None:
        rule: dict[str, Any] = {"every": Every.MILESTONE.value}
        rule["areas"] = _areas(after["areas"], agreement)
        return rule | {"within": read_length(after["within"])} | kept
    said, start = _start(said)
    clock = _CLOCK.search(said)
    if clock is None:
        raise InvalidInput(words.WHEN_NEEDS_TIME if _reads(said, agreement) else words.NOT_WHEN)
    rule = _read_rhythm(said[: clock.start()].strip(" ,"), agreement)
    rule["at"] = read_time(clock["time"])
    rule["zone"] = _zone(said[clock.end() :], agreement, now, sender_zone)
    if rule["every"] == Every.TWO_WEEKS.value:
        rule["anchor"] = start or _anchor(rule, now)
    elif start is not None:
        kept["start"] = start
    return kept | rule


def _start(said: str) -> tuple[str, str | None]:
    match = _FROM.search(said)
    if match is None:
        return said, None
    return said[: match.start()], read_day(match["day"])


def _reads(said: str, agreement: Agreement) -> bool:
    """Whether it is a rhythm that only lacks its time."""
    try:
        _read_rhythm(said, agreement)
    except InvalidInput:
        return False
    return True


def _zone(said: str, agreement: Agreement, now: RuleData, sender_zone: str | None) -> str:
    match = _PLACE.fullmatch(said)
    place = match["place"] if match else ""
    nearest = now.get("zone") or sender_zone
    if place:
        return read_zone(place, agreement, nearest=nearest)
    if nearest is None:
        raise InvalidInput(words.WHEN_NEEDS_PLACE)
    return str(nearest)


def _anchor(rule: RuleData, now: RuleData) -> str:
    """The day the even weeks are known from, when the line does not say it again."""
    anchor = now.get("anchor")
    if anchor and list(Weekday)[date.fromisoformat(anchor).weekday()].value in rule["days"]:
        return str(anchor)
    raise InvalidInput(words.WHEN_NEEDS_START)


def _read_rhythm(said: str, agreement: Agreement) -> dict[str, Any]:
    if said in {"every day", "daily", "each day"}:
        return {"every": Every.DAY.value}
    if said in {"every weekday", "on weekdays", "weekdays", "each weekday"}:
        return {"every": Every.WEEK.value, "days": _WORK_WEEK}
    once = re.fullmatch(r"once(?: on)? (.+)", said)
    if once is not None:
        return {"every": Every.ONCE.value, "start": read_day(once[1])}
    for pattern, every in (
        (_MONTH_NAMES, Every.QUARTER),
        (_OF_QUARTER, Every.QUARTER),
        (_OF_MONTH, Every.MONTH),
    ):
        rest, count = pattern.subn(" ", said)
        if count:
            days = _read_month_days(rest)
            if pattern is _OF_QUARTER and any(re.match("last_|any_", each) for each in days):
                raise InvalidInput(words.NOT_OF_A_QUARTER)
            return {"every": every.value, "days": days}
    days_of = _DAYS_OF.fullmatch(said)
    if days_of is not None:
        (area,) = _areas(days_of["area"], agreement)[:1]
        return {"every": Every.DAY.value, "on_days_of": area}
    rest, count = _OTHER_WEEK.subn(" ", said)
    every = Every.TWO_WEEKS if count else Every.WEEK
    return {"every": every.value, "days": _read_weekdays(rest)}


def _read_weekdays(said: str) -> list[str]:
    spoken = [each for each in re.split(r"[\s,;&]+", said) if each and each not in _FILLERS]
    found = [_weekday(each) for each in spoken]
    if None in found:
        raise InvalidInput(words.NOT_WHEN)
    if not found:
        raise InvalidInput(words.WHEN_NEEDS_DAY if said.strip() else words.NOT_WHEN)
    return [each for each in dict.fromkeys(found) if each]


def _weekday(said: str) -> str | None:
    """A weekday by its name, in the plural or shortened to three letters or more."""
    name = said.removesuffix("s") if said.removesuffix("s") in _WEEKDAY else said.rstrip(".")
    if len(name) < len("mon"):
        return None
    return next((key for full, key in _WEEKDAY.items() if full.startswith(name)), None)


def _read_month_days(said: str) -> list[str]:
    found: list[str] = []
    waiting: list[str] = []  # `the first and third Monday`: the first waits for its day
    for piece in re.split(r",|;|&|\band\b", said):
        spoken = [each for each in piece.split() if each not in _FILLERS]
        if not spoken:
            continue
        which = _ORDINAL.get(spoken[0])
        if which is not None and len(spoken) == 1:
            waiting.append(which)
            continue
        found += [_named(each, spoken[1:]) for each in waiting] if waiting else []
        waiting = []
        found.append(_named(which, spoken[1:]) if which else _unordered(spoken))
    if waiting or not found:
        raise InvalidInput(words.WHEN_NEEDS_DAY if not waiting and not found else words.NOT_WHEN)
    return list(dict.fromkeys(found))


def _named(which: str, spoken: Sequence[str]) -> str:
    """`second_thu`, `last_working_day`, `last_day` or `day_1`."""
    if list(spoken) in (["working", "day"], ["business", "day"]):
        return f"{which}_working_day"
    if list(spoken) == ["day"]:
        return "last_day" if which == "last" else f"day_{_ORDINALS.index(which) + 1}"
    day = _weekday(spoken[0]) if len(spoken) == 1 else None
    if day is None:
        raise InvalidInput(words.NOT_WHEN)
    return f"{which}_{day}"


def _unordered(spoken: Sequence[str]) -> str:
    """`day_15`, `any_sat`."""
    line = " ".join(spoken)
    numbered = re.fullmatch(r"(?:day )?([1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", line)
    if numbered is not None:
        return f"day_{numbered[1]}"
    day = _weekday(spoken[-1])
    if spoken[0] == "any" and len(spoken) == len(("any", "day")) and day:
        return f"any_{day}"
    raise InvalidInput(words.WHEN_NEEDS_MONTH_DAY if day else words.NOT_WHEN)


def _areas(said: str, agreement: Agreement) -> list[str]:
    """Areas by title or any of their names; titles may hold commas, so the whole is tried first."""
    known: dict[str, str] = {}
    for area in agreement.areas:
        for name in (area.title, area.key, *area.aliases):
            known.setdefault(normalised(name), area.key)
    for split in (r"$^", ";", ",", r",|\band\b"):
        names = [each.strip() for each in re.split(split, said) if each.strip()]
        if all(normalised(each) in known for each in names):
            return list(dict.fromkeys(known[normalised(each)] for each in names))
    pieces = [each.strip() for each in re.split(r"[;,]", said) if each.strip()]
    unknown = next((each for each in pieces if normalised(each) not in known), said)
    raise InvalidInput(words.not_an_area(unknown))
