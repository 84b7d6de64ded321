"""Sentences of the rows that say more about what an answer names."""

from datetime import date, timedelta

from bot.cards.words.answers import within
from bot.cards.words.capital import capital
from bot.cards.words.dates import day
from bot.domain.duration import Duration
from bot.domain.office_hours import Worked

OFFICE_HOURS = "Office hours"
AFTERWARDS = "Afterwards"


def office_hours(theirs: Worked, read: Worked, today: date) -> str:
    """The same hours on the clock of who works them and of who asks."""
    return f"{_worked(theirs, today)}, which is {_worked(read, today)}."


def _worked(hours: Worked, today: date) -> str:
    start, end = hours.start, hours.end
    near = abs(start.date() - today) < timedelta(days=6)
    first = f"{start:%a}" if near else day(start.date())
    last = "" if start.date() == end.date() else f"{end:%a} "
    return f"{first} {start:%H:%M} to {last}{end:%H:%M} in {hours.place}"


def afterwards(what: str, limit: Duration | None, method: str | None) -> str:
    """What must follow a message, how soon, and by what."""
    how = f", by {method}" if method and method.casefold() not in what.casefold() else ""
    return capital(what + (f" {within(limit)}" if limit else "") + how) + "."


def by_the_same_name(labels: list[str]) -> str:
    """What else goes by the name that was asked for."""
    return f"Other things by such a name: {'; '.join(labels)}."
