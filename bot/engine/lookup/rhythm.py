"""What a promised update is called by when it comes: "the Friday report", "the monthly call"."""

from collections.abc import Iterator

from bot.domain.agreement.cadences import Cadence, Every

_RHYTHMS = {
    Every.DAY: ("daily", "every day"),
    Every.WEEK: ("weekly", "every week"),
    Every.TWO_WEEKS: ("fortnightly", "biweekly", "every two weeks"),
    Every.MONTH: ("monthly", "each month"),
    Every.QUARTER: ("quarterly", "each quarter"),
}
_SPOKEN = frozenset({"video", "phone"})
_CALLED = {True: ("call",), False: ("report", "status")}
_WEEKDAYS = {
    "mon": "monday",
    "tue": "tuesday",
    "wed": "wednesday",
    "thu": "thursday",
    "fri": "friday",
    "sat": "saturday",
    "sun": "sunday",
}


def rhythm_names(cadence: Cadence) -> Iterator[str]:
    """Names made of when an update comes and of whether it is spoken or written."""
    days = tuple(_WEEKDAYS[day] for day in cadence.rule.days if day in _WEEKDAYS)
    for called in _CALLED[cadence.method in _SPOKEN]:
        for when in (*_RHYTHMS.get(cadence.rule.every, ()), *days):
            yield f"{when} {called}"
