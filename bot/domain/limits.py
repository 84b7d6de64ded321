"""Agreed limits: which triggers a number is counted for, and whether it crosses one."""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.agreement.document import Agreement
from bot.domain.agreement.triggers import Operator, Trigger, TriggerType
from bot.domain.duration import Duration, Unit
from bot.domain.measure import Reading, measure_name

_COMPARE: Mapping[Operator, Callable[[float, float], bool]] = {
    Operator.GREATER: operator.gt,
    Operator.AT_LEAST: operator.ge,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.EQUAL: operator.eq,
}
_COUNTED_BY_ACCORD = (TriggerType.UNANSWERED_QUESTION, TriggerType.EXPIRING_ACCESS)
#: A length of time over which a number must stay beyond a limit runs on the clock.
_LENGTHS = {
    Unit.MINUTES: timedelta(minutes=1),
    Unit.HOURS: timedelta(hours=1),
    Unit.BUSINESS_DAYS: timedelta(days=1),
    Unit.CALENDAR_DAYS: timedelta(days=1),
    Unit.WEEKS: timedelta(weeks=1),
}


@dataclass(frozen=True, kw_only=True)
class Watched:
    """One limit of a trigger."""

    trigger: Trigger
    measure: str
    """In the words of the agreement."""
    op: Operator
    value: float
    unit: str
    for_: Duration | None = None

    @property
    def name(self) -> str:
        """The measure in its one spelling."""
        return measure_name(self.measure)

    def crossed_by(self, value: float) -> bool:
        """Whether a number is beyond the limit."""
        return _COMPARE[self.op](value, self.value)

    def crossed_long_enough(self, readings: Sequence[Reading]) -> bool:
        """Whether the newest numbers, newest first, are beyond it for as long as agreed."""
        if not readings or not self.crossed_by(readings[0].value):
            return False
        if self.for_ is None:
            return True
        since = readings[0].at
        for reading in readings:
            if not self.crossed_by(reading.value):
                break
            since = reading.at
        return readings[0].at - since >= self.for_.amount * _LENGTHS[self.for_.unit]


def watched(agreement: Agreement) -> tuple[Watched, ...]:
    """Every limit that a number can cross, in the order of the agreement.

    How long a question waits and when access ends is nobody's to report: `bot.domain.unanswered`
    and `bot.domain.access_ends` count it.
    """
    return tuple(
        each
        for trigger in agreement.triggers
        if trigger.trigger.type not in _COUNTED_BY_ACCORD
        for each in _limits(trigger)
    )


def _limits(trigger: Trigger) -> Iterator[Watched]:
    first = trigger.trigger
    if first.measure and first.op and first.value is not None:
        yield Watched(
            trigger=trigger,
            measure=first.measure,
            op=first.op,
            value=first.value,
            unit=first.unit or "",
            for_=first.for_,
        )
    for limit in first.also:
        yield Watched(
            trigger=trigger,
            measure=limit.measure,
            op=limit.op,
            value=limit.value,
            unit=limit.unit or "",
            for_=limit.for_,
        )
