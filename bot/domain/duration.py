"""Lengths of time as agreements write them: `30m`, `4h`, `2bd`, `3cd`, `2w`."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Unit(StrEnum):
    """What a duration counts.

    Minutes and hours run on the clock, through nights and weekends. Business days are counted on
    a party's calendar that must be named beside the duration; the two are never mixed.
    """

    MINUTES = "m"
    HOURS = "h"
    BUSINESS_DAYS = "bd"
    CALENDAR_DAYS = "cd"
    WEEKS = "w"


DURATION_PATTERN = r"^(0|[1-9][0-9]{0,3})(m|h|bd|cd|w)$"

_NAMES = {
    Unit.MINUTES: "minute",
    Unit.HOURS: "hour",
    Unit.BUSINESS_DAYS: "business day",
    Unit.CALENDAR_DAYS: "day",
    Unit.WEEKS: "week",
}


@dataclass(frozen=True)
class Duration:
    """A whole number of one unit."""

    amount: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `4h` and its like.

        Raises:
            ValueError: the text is no such duration; the message lists the forms.
        """
        match = re.fullmatch(DURATION_PATTERN, text.strip())
        if match is None:
            raise ValueError(
                f'"{text}" is no duration. Write a number and a unit: 30m, 4h, 2bd (business days),'
                " 3cd (calendar days) or 2w."
            )
        return cls(int(match[1]), Unit(match[2]))

    @property
    def needs_calendar(self) -> bool:
        """Whether it can only be counted on somebody's calendar."""
        return self.unit is Unit.BUSINESS_DAYS

    def in_words(self) -> str:
        """`2 business days`."""
        plural = "" if self.amount == 1 else "s"
        return f"{self.amount} {_NAMES[self.unit]}{plural}"

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"
