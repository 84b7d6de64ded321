"""How soon suggestions are answered: a time in which people can think about one."""

from collections.abc import Iterator

from bot.agreement_file.meaning.lookup import Lookup
from bot.agreement_file.mistakes import Fault
from bot.domain.duration import Unit

#: The most of each unit: about a quarter of a year.
_MOST = {Unit.BUSINESS_DAYS: 60, Unit.CALENDAR_DAYS: 84, Unit.WEEKS: 12}


def suggesting_faults(lookup: Lookup) -> Iterator[Fault]:
    """A time in which nobody could answer, or after which nobody would remember."""
    suggestions = lookup.document.part("suggestions")
    if suggestions is None:
        return
    wait = suggestions.duration("answer_within")
    if wait is None or 0 < wait.amount <= _MOST.get(wait.unit, 0):
        return
    remedy = "write whole days, from 1bd or 1cd to 60bd, 84cd or 12w"
    yield suggestions.fault(
        "answer_within", f"{wait} is no time to think about a suggestion; {remedy}"
    )
