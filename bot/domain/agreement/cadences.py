"""Cadences: promised updates."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from bot.domain.agreement.study import Basis
from bot.domain.duration import Duration


class Every(StrEnum):
    """How often a cadence comes round."""

    DAY = "day"
    WEEK = "week"
    TWO_WEEKS = "2w"
    MONTH = "month"
    QUARTER = "quarter"
    MILESTONE = "milestone"
    ONCE = "once"


class IfDayOff(StrEnum):
    """What happens when an occurrence falls on a day off.

    Previous and next working day are those of the sender's party; the next shared working day is
    one on which the sender's party and every receiving party work.
    """

    SEND_ANYWAY = "send_anyway"
    PREVIOUS_WORKING_DAY = "previous_working_day"
    NEXT_WORKING_DAY = "next_working_day"
    NEXT_SHARED_WORKING_DAY = "next_shared_working_day"


#: Days of a rule: weekdays for a week; for a month also `first_working_day`, `second_thu`,
#: `last_fri`, `any_sat` (due by the last one), `day_15`, `last_day`. In a quarter what is counted
#: from the end (`last_...`, `any_...`) lies in its last month, everything else in its first.
RULE_DAY_PATTERN = (
    r"^(mon|tue|wed|thu|fri|sat|sun"
    r"|(first|second|third|fourth|fifth|last)_(working_day|mon|tue|wed|thu|fri|sat|sun)"
    r"|any_(mon|tue|wed|thu|fri|sat|sun)|day_([1-9]|[12][0-9]|3[01])|last_day)$"
)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """When a cadence comes round, on one party's wall clock."""

    every: Every
    """The rhythm."""
    days: tuple[str, ...] = ()
    """Weekdays, or days of the month such as first_working_day, second_thu, last_fri, day_15."""
    anchor: date | None = None
    """For 2w: one day on which it happens, so that the even weeks are known."""
    on_days_of: str | None = None
    """Key of an area with `days`: only on these days."""
    areas: tuple[str, ...] = ()
    """For milestone: keys of the areas whose completion starts the clock."""
    within: Duration | None = None
    """For milestone: how soon after completion, on the sender's calendar."""
    at: time | None = None
    """Wall time of the promise."""
    zone: str | None = None
    """IANA zone of that wall time."""
    start: date | None = None
    """First day the rule applies, when not from the start of the phases."""
    end: date | None = None
    """Last day the rule applies."""


class ContentType(StrEnum):
    """What sort of answer a content item takes."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"
    YES_NO = "yes_no"


@dataclass(frozen=True, kw_only=True)
class ContentItem:
    """One thing the update must say. A plain string in the file is a text item of that title."""

    title: str
    """What is asked."""
    type: ContentType = ContentType.TEXT
    """What sort of answer it takes."""
    unit: str | None = None
    """For a number: its unit."""
    choices: tuple[str, ...] = ()
    """For a choice: the options."""


@dataclass(frozen=True, kw_only=True)
class LateStep:
    """Somebody is reminded or told, a while after the promised time."""

    seat: str
    """Key of the seat."""
    after: Duration
    """Counted from the promised time; business days on the calendar of the sender's party."""


@dataclass(frozen=True, kw_only=True)
class IfLate:
    """What happens when the update has not come."""

    remind: LateStep | None = None
    """Who is reminded, privately. Without it: the sender, half-way through the grace."""
    tell: tuple[LateStep, ...] = ()
    """Who is told after that, in neutral words."""
    meanwhile: str | None = None
    """What happens to the work until it comes."""


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """Who writes the minutes of a meeting."""

    by: str
    """Key of the seat."""
    within: Duration
    """Counted from the start of the meeting on the calendar of that seat's party."""
    filed_in: str | None = None
    """Key of the location they are filed in."""
    approved: str | None = None
    """When they are approved, in words."""


@dataclass(frozen=True, kw_only=True)
class Cadence:
    """A promised update from one seat to others."""

    key: str
    """Key of the cadence."""
    title: str
    """What people call it."""
    from_: str
    """Key of the seat that owes it."""
    to: tuple[str, ...]
    """Keys of the seats it is promised to."""
    method: str
    """Key of the method it is sent by."""
    rule: Rule
    """When it comes round."""
    phases: tuple[str, ...] = ()
    """Keys of the phases it applies in; none means the whole collaboration."""
    contents: tuple[ContentItem, ...]
    """What it must say."""
    grace: Duration
    """Lateness allowed before it counts as late; business days on the sender's party's calendar."""
    if_day_off: IfDayOff
    """What happens when it falls on a day off."""
    if_late: IfLate | None = None
    """What happens when it does not come."""
    minutes: Minutes | None = None
    """For a meeting: who writes the minutes."""
    basis: Basis | None = None
    """How firm the numbers are."""

    @property
    def writer(self) -> str:
        """Key of the seat that writes it: the sender; of a meeting who takes the minutes."""
        return self.minutes.by if self.minutes else self.from_
