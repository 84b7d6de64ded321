"""Rhythms as people in a hurry type them, put into the words that `when` reads.

    every Fri @ 1600                     every fri at 16:00
    Tuesday mornings at 9                tuesday at 9am
    month-end, 5pm                       end of the month, 5pm
    every day but Sunday by 6pm          every mon tue wed thu fri sat at 6pm
    starting January 8, 2027 at 2pm      at 2pm from january 8, 2027

What means another day or hour to whoever reads it (COB, the weekend, bi-weekly) is refused with a
sentence that shows how to say either.
"""

import re
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from bot.cards.words import parts as words
from bot.domain.agreement.parties import Weekday
from bot.domain.errors import InvalidInput

_NAMES = {
    "monday": Weekday.MON,
    "tuesday": Weekday.TUE,
    "wednesday": Weekday.WED,
    "thursday": Weekday.THU,
    "friday": Weekday.FRI,
    "saturday": Weekday.SAT,
    "sunday": Weekday.SUN,
}
_WORK_WEEK = tuple(_NAMES.values())[:5]
#: From here on two slips of the finger are one word still.
_LONG_WORD = 7
_NOON = 12

_DAY = r"(?:mon(?!th)|tue|wed|thu|fri|sat|sun)[a-z]*"
_DATE = (
    r"(?:\d{1,2}(?:st|nd|rd|th)? [a-z]+,? \d{4}|[a-z]+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{4}-\d\d-\d\d)"
)
_CLOCK = r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\b)?|\d{1,2} ?[ap]\.?m\b|\b(?:noon|midday|midnight)\b"

#: What an area's completion starts; the rest of such a line is the title of the area.
_AFTER_AN_AREA: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"^w/in\b", "within"),
        (
            (
                r"^((?:within )?(?:\d+|a|an|one|two|three|five|ten) ?[a-z]+(?: days?)?)"
                r" (?:following|post) "
            ),
            r"\1 after ",
        ),
        (r"^(?:up)?on (?:the )?completion of ", "immediately after "),
    )
)
_DAY_AFTER = re.compile(
    rf"^(?:on )?(?:the |every |each )?(?:first |next )?{_DAY} (?:after|following)\b"
)
_DAYS_OF_AN_AREA = re.compile(
    r"\bdays? of (?!(?:the |each |every )?(?:week|month|quarter)s?(?:[ ,]|$))"
)

#: What only needs other words.
_REWORDED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r" ?@ ?", " at "),
        (r"\b(\d{1,2}[:.]\d{2}) ?(?:h|hrs?|hours)\b", r"\1"),
        (r"\bat ([01]\d|2[0-3])([0-5]\d)\b(?: ?(?:h|hrs?|hours)\b)?", r"at \1:\2"),
        (r"\b([01]\d|2[0-3])([0-5]\d) ?(?:h|hrs?|hours)\b", r"\1:\2"),
        (r"\b(\d{1,2})h([0-5]\d)\b", r"\1:\2"),
        (r"\bat (\d{1,2})h\b", r"at \1:00"),
        (r"\b(?:by|no later than|not later than|latest by) (?=\d|noon|mid)", "at "),
        (r",? at the latest$| sharp\b", ""),
        (r"\b(?:eom|month[- ]?end)\b", "end of the month"),
        (r"\b(?:eoq|quarter[- ]?end)\b", "end of the quarter"),
        (r"\bsemi-?(week|month)ly\b", r"twice a \1"),
        (r"\bm ?[-\u2013] ?f\b", "mon-fri"),
        (rf"\bevery 2nd (?={_DAY}(?! (?:of|in|each|every)))", "every second "),
        (
            (
                r",? (?:starting|beginning|commencing|effective|counting|as of|from)(?: from| on)?"
                rf" (?P<date>{_DATE})(?P<rest>,? .+)"
            ),
            r"\g<rest> from \g<date>",
        ),
    )
)

#: What cannot be read, because it is not the same for everybody, or no rhythm there is.
_REFUSED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (
            (
                r"\b(?:cob|eob|eod|close of (?:business|play)|end of (?:the )?(?:business |work"
                r"(?:ing)? )?day|first thing|lunch(?:time)?)\b"
            ),
            words.WHEN_NEEDS_CLOCK,
        ),
        (
            (
                r"\b(?:eow|(?:end|start|beginning|middle) of (?:the |each |every )?week"
                r"|week-?ends?|mid-?week)\b"
            ),
            words.WHEN_NEEDS_WEEKDAY,
        ),
        (r"\bmid[- ]?(?:month|quarter)\b|\bmiddle of (?:the |each )?month\b", words.WHEN_MID_MONTH),
        (r"\bbi-?monthly\b|\bevery (?:other|second|two|2) months?\b", words.WHEN_TWO_MONTHS),
        (
            (
                r"\b(?:annual|year|half-?year)(?:ly)?\b"
                r"|\bevery (?:[3-9]|\d\d|three|four|five|six|eight|ten|twelve) (?:week|month)s?\b"
            ),
            words.WHEN_NO_SUCH_RHYTHM,
        ),
        (
            rf"\b(?:next|this|coming) (?:week|month|{_DAY})\b|\b(?:tomorrow|today)\b",
            words.WHEN_DATE,
        ),
        (rf"\b{_DAY},? or {_DAY}\b", words.WHEN_NEEDS_DAYS),
        (
            r"\b(?:except|but|excluding)(?: on| for)? (?:public |bank )?holidays\b",
            words.WHEN_WORKING_DAYS,
        ),
    )
)

_SO_OFTEN = re.compile(
    r"\b(?P<count>once|twice|thrice|\w+ times|\d+ ?x)(?: ?/ ?| (?:a |per |every |each )?)"
    r"(?P<unit>day|daily|week|weekly|month|monthly|quarter|quarterly)\b[:,]?"
)
_COUNTS = {"once": 1, "twice": 2, "thrice": 3, "three": 3, "four": 4, "five": 5, "two": 2}
_RHYTHMS = {"week": "weekly", "month": "monthly", "quarter": "quarterly"}
_PART_OF_DAY = re.compile(r"(?: in the|\bin the)? ?\b(?P<part>morning|afternoon|evening)s?\b")
_HOUR = re.compile(r"\b(?P<hour>\d{1,2})(?P<minute>[:.]\d{2})?(?! ?[ap]\.?m\b|[:.]?\d)\b")
_BUT = re.compile(
    r"\b(?P<base>every ?day|daily|each day|(?:every |each |on )?weekdays?)(?P<middle>.*?),?"
    r" (?:except|but|excluding|apart from|other than)(?: on| for)?"
    rf" (?P<days>{_DAY}(?:(?:,? and |, ?| ){_DAY})*)"
)
_BI_WEEKLY = re.compile(r"\bbi-?weekly\b")


@dataclass(frozen=True)
class Plain:
    """A line in the words that `when` reads."""

    said: str
    count: int | None = None
    """How many days it says there are, where it says so: `twice a week`."""


def plainly(text: str) -> Plain:
    """The line in plain words; one that was plain stays as it is.

    Raises:
        InvalidInput: it means something else to others, or is no rhythm; it says what to write.
    """
    said = " ".join(text.casefold().split()).rstrip(".")
    if _DAY_AFTER.search(said):
        raise InvalidInput(words.WHEN_DAY_AFTER)
    for pattern, plain in _AFTER_AN_AREA:
        said = pattern.sub(plain, said)
    if " after " in said or _DAYS_OF_AN_AREA.search(said):
        return Plain(said)  # the title of an area may say anything
    for pattern, plain in _REWORDED:
        said = pattern.sub(plain, said)
    for pattern, sentence in _REFUSED:
        if pattern.search(said):
            raise InvalidInput(sentence)
    said = _part_of_day(_BUT.sub(_without, said))
    _refuse_two_readings(said)
    return _counted(" ".join(said.split()))


def weekday_meant(word: str) -> Weekday | None:
    """The one weekday that a misspelt word is nearest to; none when it is near none, or two."""
    far = {name: DamerauLevenshtein.distance(word, name) for name in _NAMES}
    near = [name for name, distance in far.items() if distance == min(far.values())]
    # Two letters may be missing in a long word; two that are too many make another word.
    most = 2 if _LONG_WORD <= len(word) <= len(near[0]) else 1
    return _NAMES[near[0]] if len(near) == 1 and far[near[0]] <= most else None


def _without(match: re.Match[str]) -> str:
    """`every mon tue wed thu fri sat`, of `every day except Sunday`."""
    named = {day[:3] for day in re.findall(_DAY, match["days"])}
    base = _WORK_WEEK if "weekday" in match["base"] else tuple(_NAMES.values())
    return f"every {' '.join(day for day in base if day not in named)}{match['middle']}"


def _part_of_day(said: str) -> str:
    """`at 9am`, of `every morning at 9`; the part of the day itself says nothing more then."""
    found = _PART_OF_DAY.search(said)
    if found is None:
        return said
    every = " day" if re.search(r"\b(?:every|each)$", said[: found.start()]) else ""
    rest = f"{said[: found.start()]}{every}{said[found.end() :]}"
    hour = _HOUR.search(rest)
    if hour is None or re.search(r"\d ?[ap]\.?m\b", rest):
        return rest
    morning, number = found["part"] == "morning", int(hour["hour"])
    if morning and number >= _NOON:
        return said  # one of the two is a slip
    if 1 <= number < _NOON:
        half = f"{hour[0]}{'am' if morning else 'pm'}"
        return f"{rest[: hour.start()]}{half}{rest[hour.end() :]}"
    return rest


def _refuse_two_readings(said: str) -> None:
    """Refuse two times of day, and a word that has two meanings, when nothing else tells which."""
    if len(re.findall(_CLOCK, said)) > 1:
        raise InvalidInput(words.WHEN_TWO_TIMES)
    if _BI_WEEKLY.search(said):
        one_day = len(re.findall(rf"\b{_DAY}\b", said.partition(" from ")[0])) == 1
        if not (one_day and re.search(rf" from {_DATE}$", said)):
            raise InvalidInput(words.WHEN_BI_WEEKLY)


def _counted(said: str) -> Plain:
    """Without `twice a week`, and how many that is."""
    found = _SO_OFTEN.search(said)
    if found is None:
        return Plain(said)
    unit = found["unit"].removesuffix("ly")
    if unit not in _RHYTHMS:
        raise InvalidInput(words.WHEN_TWICE_A_DAY)
    number = re.split(r"[ x]", found["count"])[0]
    count = int(number) if number.isdecimal() else _COUNTS.get(number)
    if count is None:
        raise InvalidInput(words.WHEN_NEEDS_DAYS)
    return Plain(f"{said[: found.start()]}{_RHYTHMS[unit]}{said[found.end() :]}", count)
