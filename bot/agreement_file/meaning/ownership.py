"""Ownership that stays fresh: times in which somebody can answer before the next question."""

from collections.abc import Iterator

from bot.agreement_file.meaning.lookup import Lookup
from bot.agreement_file.mistakes import Fault
from bot.domain.duration import Unit

#: The most of each unit: a question is settled before the next month asks again.
_MOST = {Unit.BUSINESS_DAYS: 15, Unit.CALENDAR_DAYS: 21, Unit.WEEKS: 3}


def ownership_faults(lookup: Lookup) -> Iterator[Fault]:
    """Times in which nobody could answer, and ones that outlast the rhythm."""
    ownership = lookup.document.part("ownership")
    if ownership is None:
        return
    for name in ("answer_within", "vacant_for"):
        wait = ownership.duration(name)
        if wait is None or 0 < wait.amount <= _MOST.get(wait.unit, 0):
            continue
        remedy = "write whole days, from 1bd or 1cd to 15bd, 21cd or 3w"
        yield ownership.fault(name, f"{wait} is no time in which people can answer; {remedy}")
