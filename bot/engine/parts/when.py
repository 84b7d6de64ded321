"""The rhythm of a cadence in one line, as people say it, to and from the rule of the file.

    every Friday at 17:00 Basel time
    every other Tuesday at 07:30 San Diego time from 17 Nov 2026
    every other Tuesday at 07:30 San Diego time counting from 17 Nov 2026
    on the first working day of the month at 12:00 Hyderabad time
    on the second Thursday of January, April, July and October at 10:00 Haifa time
    on the last working day of March, June, September and December at 10:00 Haifa time
    every day at 18:30 Hyderabad time
    on the days of Dosing days and clinic conduct at 18:00 Melbourne time
    once on 5 Mar 2027 at 10:00 Basel time
    within 2 business days after Clinical pathology; Necropsy

What `when_in_words` writes, `read_when` reads back to the same rule. What could mean two things is
refused with a sentence that shows how to say either.
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
from bot.domain.rule_days import counts_from_the_end
from bot.engine.parts.hurried import Plain, plainly, weekday_meant
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
_QUARTER_ENDS = ("March", "June", "September", "December")
_WORK_WEEK = ["mon", "tue", "wed", "thu", "fri"]

_AFTER = re.compile(
    r"(?:within )?(?P<within>.+?) after (?:(?:each |the )?completion of )?(?P<areas>.+)"
)
_FROM = re.compile(
    r",? (?:counting from|starting from|from|starting on|starting)"
    r" (?P<day>.*\d{4}|\d{4}-\d\d-\d\d)$"
)
#: The day from which every other week is counted, and not the first one on which it happens.
_COUNTING_FROM = re.compile(r"\bcounting from\b")
_UNTIL = re.compile(r"\b(?:until|till|through|up to|ending)\b")
_CLOCK = re.compile(
    r",? ?\b(?:at )?(?P<time>\d{1,2}[:.]\d{2} ?(?:[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?"
    r"|noon\b|midday\b|midnight\b)"
)
_BARE_HOUR = re.compile(r"\bat (?P<hour>\d{1,2})(?: o['\u2019]?clock)?(?= |,|$)(?! ?[ap]\.?m\b)")
_TWO_HALVES = range(1, 13)
#: What a rhythm begins with, when the time is said before it.
_BEGINS = re.compile(
    r"\b(?:every|each|on|daily|weekly|monthly|quarterly|fortnightly|once|alternate"
    r"|the|first|second|third|fourth|last)\b"
)
_PLACE = re.compile(r"[ ,(]*(?:in )?(?P<place>.*?)(?: time)?[ ,).]*")
_DAYS_OF = re.compile(r"(?:only )?(?:on )?(?:the days|every day|each day) of (?P<area>.+)")
_OTHER_WEEK = re.compile(
    r"\b(?:every |each )?(?:other|second|alternate|two weeks|2 weeks|2w|fortnight(?:ly)?"
    r"|bi-?weekly)\b"
)
_WORKING_DAYS = re.compile(r"(?:on )?(?:every|each|all) (?:working|business|work) ?days?")
_SPAN = re.compile(r"(?P<first>[a-z]{3,}) ?(?:-|\u2013|\bto\b|\bthrough\b) ?(?P<last>[a-z]{3,})")
_END_OF = re.compile(r"\b(?:at )?(?:the )?end of\b(?= (?:the |each |every )?(?:month|quarter))")
_START_OF = re.compile(
    r"\b(?:at )?(?:the )?(?:start|beginning) of\b(?= (?:the |each |every )?(?:month|quarter))"
)
_OF_MONTH = re.compile(r"\b(?:(?:of |in )?(?:the |each |every )?months?|monthly)\b")
_OF_QUARTER = re.compile(r"\b(?:(?:of |in )?(?:the |each |every )?quarters?|quarterly)\b")
_FIRST_MONTHS = re.compile(
    r"\b(?:of |in )?jan(?:uary)?,? apr(?:il)?,? jul(?:y)?,? (?:and )?oct(?:ober)?\b"
)
_LAST_MONTHS = re.compile(
    r"\b(?:of |in )?mar(?:ch)?,? june?,? sept?(?:ember)?,? (?:and )?dec(?:ember)?\b"
)
#: “necropsy is done”: the words that are no part of an area's name.
_IS_DONE = re.compile(
    r" (?:(?:is|are|was|were|has been|have been) )?(?:done|complete[d]?|finished|over|ready)$"
)
_FILLERS = frozenset({"every", "each", "on", "the", "week", "weekly", "and", "a"})


def when_in_words(rule: RuleData, agreement: Agreement) -> str:
    """A rule in one line."""
    if rule["every"] == Every.MILESTONE.value:
        areas = "; ".join(agreement.area[key].title for key in rule.get("areas", ()))
        return f"within {length_in_words(rule.get('within', '0h'))} after {areas}"
    clock = f"at {rule['at']} {place_of(rule['zone'])} time"
    anchor = rule.get("anchor")
    begins = "from" if anchor == rule.get("start") else "counting from"
    counted = f" {begins} {day_in_words(anchor)}" if anchor else ""
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
            return f"on {_month_days(days)} of {_quarter(days)}"
        case _:
            return f"on {_month_days(days)} of the month"


def _quarter(days: Iterable[str]) -> str:
    """The months of a quarterly rule, when its days all lie in the same ones."""
    ends = {counts_from_the_end(each) for each in days}
    if len(ends) > 1:
        return "the quarter"
    return join(list(_QUARTER_ENDS if True in ends else _QUARTER_MONTHS))


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

    What the line leaves out stays as it is `now`: the time and the place, the day that every other
    week counts from, the first and last day. A new rule without a place is on the sender's clock.

    Raises:
        InvalidInput: it cannot be read; the sentence shows how to write it.
    """
    plain = plainly(text)
    said = plain.said
    kept = {name: now[name] for name in ("start", "end") if name in now}
    if now.get("every") == Every.ONCE.value:
        kept.pop("start", None)
    after = _AFTER.fullmatch(said)
    if after is not None:
        rule: dict[str, Any] = {"every": Every.MILESTONE.value}
        rule["areas"] = _areas(after["areas"], agreement)
        return rule | {"within": read_length(after["within"])} | kept
    said, start = _start(said)
    if _UNTIL.search(said) and not _SPAN.search(said):
        raise InvalidInput(words.WHEN_ENDS_BELOW)
    rhythm, time, place = _taken_apart(said, now)
    rule = (
        _read_rhythm(rhythm, agreement)
        if plain.count is None
        else _with_days(rhythm, plain, agreement)
    )
    if time is None:
        raise InvalidInput(words.WHEN_NEEDS_TIME)
    rule["at"] = read_time(time)
    rule["zone"] = _zone(place, agreement, now, sender_zone)
    if rule["every"] == Every.TWO_WEEKS.value:
        rule["anchor"] = start or _anchor(rule, now)
    if start is not None and not _COUNTING_FROM.search(text.casefold()):
        kept["start"] = start
    return kept | rule


def _with_days(rhythm: str, plain: Plain, agreement: Agreement) -> dict[str, Any]:
    """A rhythm that says how many days it has, such as `twice a week`, and names as many.

    Raises:
        InvalidInput: it names none, or others.
    """
    try:
        rule = _read_rhythm(rhythm, agreement)
    except InvalidInput as error:
        raise InvalidInput(words.WHEN_NEEDS_DAYS) from error
    if len(rule.get("days", ())) != plain.count:
        raise InvalidInput(words.WHEN_NEEDS_DAYS)
    return rule


def _taken_apart(said: str, now: RuleData) -> tuple[str, str | None, str]:
    """The rhythm, the time and the place of a line, whichever comes first."""
    said = _with_whole_hour(said)
    clock = _CLOCK.search(said)
    if clock is None:
        return said.strip(" ,"), now.get("at"), ""
    before, after = said[: clock.start()].strip(" ,"), said[clock.end() :]
    begins = None if before else _BEGINS.search(after)
    if begins is None:
        return before, clock["time"], after
    return after[begins.start() :].strip(" ,"), clock["time"], after[: begins.start()]


def _with_whole_hour(said: str) -> str:
    """`at 17` as `at 17:00`; `at 5` could be meant for either half of the day."""
    bare = None if _CLOCK.search(said) else _BARE_HOUR.search(said)
    if bare is None:
        return said
    hour = int(bare["hour"])
    if hour in _TWO_HALVES:
        raise InvalidInput(words.which_half(hour))
    return f"{said[: bare.start()]}at {hour}:00{said[bare.end() :]}"


def _start(said: str) -> tuple[str, str | None]:
    match = _FROM.search(said)
    if match is None:
        return said, None
    return said[: match.start()], read_day(match["day"])


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
    if _WORKING_DAYS.fullmatch(said):
        raise InvalidInput(words.WHEN_WORKING_DAYS)
    once = re.fullmatch(r"(?:once,? )?(?:on )?(?P<day>.*\d.*)", said)
    if once is not None and (said.startswith("once") or _is_day(once["day"])):
        return {"every": Every.ONCE.value, "start": read_day(once["day"])}
    found = _read_monthly(_START_OF.sub("first day of", _END_OF.sub("last day of", said)))
    if found is not None:
        return found
    days_of = _DAYS_OF.fullmatch(said)
    if days_of is not None:
        (area,) = _areas(days_of["area"], agreement)[:1]
        return {"every": Every.DAY.value, "on_days_of": area}
    rest, count = _OTHER_WEEK.subn(" ", said)
    every = Every.TWO_WEEKS if count else Every.WEEK
    return {"every": every.value, "days": _read_weekdays(rest)}


def _is_day(said: str) -> bool:
    try:
        read_day(said)
    except InvalidInput:
        return False
    return True


def _read_monthly(said: str) -> dict[str, Any] | None:
    """Days of every month or quarter; none when the line is about neither."""
    for pattern, every, from_the_end in (
        (_FIRST_MONTHS, Every.QUARTER, False),
        (_LAST_MONTHS, Every.QUARTER, True),
        (_OF_QUARTER, Every.QUARTER, None),
        (_OF_MONTH, Every.MONTH, None),
    ):
        rest, count = pattern.subn(" ", said)
        if count:
            days = _read_month_days(rest)
            ends = {counts_from_the_end(each) for each in days}
            if from_the_end is not None and ends != {from_the_end}:
                raise InvalidInput(words.NOT_OF_A_QUARTER)
            return {"every": every.value, "days": days}
    return None


def _read_weekdays(said: str) -> list[str]:
    said = _SPAN.sub(lambda span: " ".join(_span(span["first"], span["last"])) or span[0], said)
    spoken = [each for each in re.split(r"[\s,;&/]+", said) if each and each not in _FILLERS]
    found = [_weekday(each) for each in spoken]
    if None in found:
        raise InvalidInput(words.NOT_WHEN)
    if not found:
        raise InvalidInput(words.WHEN_NEEDS_DAY if said.strip() else words.NOT_WHEN)
    return [each for each in dict.fromkeys(found) if each]


def _span(first: str, last: str) -> list[str]:
    """The weekdays from one to another; none when these are no weekdays."""
    names = list(_WEEKDAY_NAMES)
    begin, end = _weekday(first), _weekday(last)
    if begin is None or end is None:
        return []
    length = (names.index(end) - names.index(begin)) % len(names) + 1
    return [names[(names.index(begin) + n) % len(names)] for n in range(length)]


def _weekday(said: str) -> str | None:
    """A weekday by its name: in the plural, shortened to three letters or more, or misspelt."""
    said = said.rstrip(".")
    for name in (said, said.removesuffix("s")):
        found = [key for full, key in _WEEKDAY.items() if full.startswith(name)]
        if len(name) >= len("mon") and found:
            return found[0]
    return weekday_meant(said.removesuffix("s"))


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
        # `the 1st and the 15th`: nothing but a number follows, so it was a date itself.
        what = spoken[1:] if which else ["day"]
        found += [_named(each, what) for each in waiting]
        waiting = []
        found.append(_named(which, spoken[1:]) if which else _unordered(spoken))
    found += [_named(each, ["day"]) for each in waiting]
    if not found:
        raise InvalidInput(words.WHEN_NEEDS_DAY_OF_MONTH)
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
        keys = [_area(each, known) for each in names]
        if None not in keys:
            return [key for key in dict.fromkeys(keys) if key]
    pieces = [each.strip() for each in re.split(r"[;,]", said) if each.strip()]
    unknown = next((each for each in pieces if _area(each, known) is None), said)
    raise InvalidInput(words.not_an_area(_IS_DONE.sub("", unknown)))


def _area(said: str, known: Mapping[str, str]) -> str | None:
    """The area of a name, with or without the words around it: “the necropsy is done”."""
    bare = re.sub(r"^(?:the|each|every) ", "", _IS_DONE.sub("", said))
    return known.get(normalised(said)) or known.get(normalised(bare))
