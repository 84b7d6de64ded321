"""The organisations in a collaboration and when each of them works."""

import datetime as dt
import re
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Self


class Side(StrEnum):
    """Which side of the contract a party is on."""

    SPONSOR = "sponsor"
    CRO = "cro"
    OTHER = "other"


class Weekday(StrEnum):
    """A day of the week; the order is that of `date.weekday()`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @property
    def number(self) -> int:
        """0 for Monday to 6 for Sunday, as `date.weekday()` counts."""
        return list(Weekday).index(self)


HOURS_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$"


@dataclass(frozen=True)
class OfficeHours:
    """Office hours on a working day, wall time of the party: `08:30-17:00`."""

    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `08:30-17:00`.

        Raises:
            ValueError: the text is not a time of day, a hyphen and a time of day.
        """
        if re.fullmatch(HOURS_PATTERN, text) is None:
            raise ValueError(f'"{text}" is no span of hours. Write it as 08:30-17:00.')
        start, end = text.split("-")
        return cls(time.fromisoformat(start), time.fromisoformat(end))

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


@dataclass(frozen=True, kw_only=True)
class Holiday:
    """One day off, or a run of them. Give `date`, or `from` and `to`."""

    name: str
    """What it is called."""
    date: dt.date | None = None
    """The day, when it is one."""
    from_: dt.date | None = None
    """First day, when it is several."""
    to: dt.date | None = None
    """Last day, included."""
    works_until: time | None = None
    """For a half day: wall time until which the party works. It counts as a working day."""
    provisional: bool = False
    """Not certain yet, for example a date that depends on the moon; to be confirmed."""
    note: str | None = None
    """Anything people should know."""


@dataclass(frozen=True, kw_only=True)
class HolidayCalendar:
    """Public holidays taken from the `holidays` library."""

    country: str
    """ISO 3166-1 code of the country, in quotes: "IN"."""
    subdivision: str | None = None
    """Code of the state or province in the library, for example "TS"."""
    except_: tuple[dt.date, ...] = ()
    """Listed days on which this party works all the same."""


@dataclass(frozen=True, kw_only=True)
class ExtraWorkingDay:
    """A day worked although its weekday is normally off, or a holiday that is worked."""

    date: dt.date
    """The day."""
    name: str | None = None
    """Why it is worked."""
    provisional: bool = False
    """Not certain yet; to be confirmed."""


@dataclass(frozen=True, kw_only=True)
class DaysOffCover:
    """Who covers for the party on its days off, in some phases."""

    phases: tuple[str, ...]
    """Keys of the phases in which the cover stands."""
    seat: str
    """Key of the seat that covers."""
    method: str | None = None
    """Key of the only method to use on those days; none means as the seat likes."""
    note: str | None = None
    """How the cover works."""


@dataclass(frozen=True, kw_only=True)
class DigestTime:
    """When the weekly digest comes, on the party's own clock."""

    day: Weekday = Weekday.MON
    """Day of the week."""
    at: time = time(9, 0)
    """Wall time."""


@dataclass(frozen=True, kw_only=True)
class Party:
    """An organisation in the collaboration."""

    key: str
    """Key of the party; for two parties usually `sponsor` and `cro`."""
    side: Side
    """Which side of the contract it is on."""
    name: str
    """Legal name."""
    short: str
    """What people call it."""
    city: str | None = None
    """Where it works, for people."""
    zone: str
    """IANA time zone, for example Asia/Kolkata."""
    working_week: tuple[Weekday, ...]
    """Days it works. Never derived from the country: firms differ."""
    hours: OfficeHours
    """Office hours on a working day."""
    holiday_calendar: HolidayCalendar | None = None
    """Public holidays from the library; the own list below adds to them."""
    holidays: tuple[Holiday, ...] = ()
    """Own days off."""
    extra_working_days: tuple[ExtraWorkingDay, ...] = ()
    """Days worked although normally off."""
    days_off_cover: DaysOffCover | None = None
    """Who covers on days off."""
    digest: DigestTime = field(default_factory=DigestTime)
    """When this party reads the weekly digest."""
    past_work_shown_to: tuple[str, ...] = ()
    """Keys of the parties that may keep the numbers of this work in their partner directory.

    None means nobody. To give it is an amendment; to take it back is this party's own.
    """
