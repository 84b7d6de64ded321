"""A month as people name it, at the end of what they type."""

import re
from datetime import date

from bot.domain.kept import months_until

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"^(?P<before>.*?)\s*(?:\b(?:in|for|of)\s+)?\b(?:"
    r"(?P<year>20\d{2})-(?P<number>0[1-9]|1[0-2])"
    r"|(?P<relative>last|this)\s+month"
    r"|(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?:\s+(?P<of>20\d{2}))?"
    r")$",
    re.IGNORECASE,
)


def month_said(text: str, today: date) -> tuple[str, date | None]:
    """What stands before a month, and its first day; all of the text and None without one.

    Args:
        text: `March 2027`, `weekly status in 2027-03`, `last month`.
        today: the day it is said. Without a year the last month of that name that has begun counts.
    """
    said = _MONTH.match(text)
    return (text, None) if said is None else (said["before"].strip(" ,"), _month(said, today))


def _month(said: re.Match[str], today: date) -> date:
    if said["relative"]:
        return months_until(today, 2)[0 if said["relative"].lower() == "last" else 1]
    if said["year"]:
        return date(int(said["year"]), int(said["number"]), 1)
    number = _NAMES.index(said["name"][:3].lower()) + 1
    if said["of"]:
        return date(int(said["of"]), number, 1)
    return date(today.year if number <= today.month else today.year - 1, number, 1)
