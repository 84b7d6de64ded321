"""The kept-promise record: what was promised by each side, and what came of it.

Updates are counted, never people: an outcome knows the update and the side that owed it, and
nobody's name. Both sides are shown the same numbers.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from bot.domain.agreement.document import Agreement
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.instant import Instant
from bot.domain.lateness import lateness

_MONTHS = 12


class Result(StrEnum):
    """What came of one promised update."""

    ON_TIME = "on_time"
    """It came, at the latest at the end of the grace; an edit later changes nothing."""
    LATE = "late"
    """It came after the grace, or has not come and the next one is not due yet."""
    MISSED = "missed"
    """Nothing had come when the next one fell due, and nothing has come since."""
    EXCUSED = "excused"
    """The receiver said that it need not come."""
    NOT_ASKED = "not_asked"
    """Accord was not running and asked for it only after the grace. It counts for nothing."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one occurrence of a cadence."""

    cadence: str
    """Key of the promised update."""
    title: str
    """What people called it then."""
    party: str
    """Key of the party that owed it."""
    month: date
    """First day of the month it was promised for, by the wall time of the promise."""
    due: Instant
    result: Result
    lateness: timedelta | None = None
    """For one that came late: the sender's working hours from when it was promised."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Outcomes, counted."""

    on_time: int
    late: int
    missed: int
    excused: int
    not_asked: int
    """Outside of everything else."""
    lateness: timedelta | None
    """The median of those that came late; None when none did."""

    @property
    def promised(self) -> int:
        """How many were promised and asked for."""
        return self.on_time + self.late + self.missed + self.excused

    @property
    def expected(self) -> int:
        """How many were promised and not excused."""
        return self.promised - self.excused

    @property
    def on_time_percent(self) -> int | None:
        """Which part of the expected ones came on time, 0 to 100; None when none was expected."""
        return round(100 * self.on_time / self.expected) if self.expected else None


def outcome(agreement: Agreement, checkin: CheckIn) -> Outcome | None:
    """What came of a check-in, under the agreement it runs by; None while its grace lasts."""
    if checkin.state is CheckInState.OPEN:
        return None
    cadence = agreement.cadence[checkin.cadence]
    result = _result(checkin)
    return Outcome(
        cadence=cadence.key,
        title=cadence.title,
        party=agreement.party_of(cadence.writer).key,
        month=checkin.wall.date().replace(day=1),
        due=checkin.due,
        result=result,
        lateness=lateness(agreement, checkin) if result is Result.LATE else None,
    )


def _result(checkin: CheckIn) -> Result:
    if checkin.opened_at > checkin.late_at:
        return Result.NOT_ASKED
    match checkin.state:
        case CheckInState.EXCUSED:
            return Result.EXCUSED
        case CheckInState.ANSWERED:
            return Result.LATE if checkin.answered_late else Result.ON_TIME
        case CheckInState.MISSED:
            return Result.MISSED
        case CheckInState.OPEN | CheckInState.LATE:
            return Result.LATE


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count outcomes, in whatever order they come."""
    counted: Counter[Result] = Counter()
    late: list[float] = []
    for each in outcomes:
        counted[each.result] += 1
        if each.lateness is not None:
            late.append(each.lateness.total_seconds())
    return Tally(
        on_time=counted[Result.ON_TIME],
        late=counted[Result.LATE],
        missed=counted[Result.MISSED],
        excused=counted[Result.EXCUSED],
        not_asked=counted[Result.NOT_ASKED],
        lateness=timedelta(seconds=median(late)) if late else None,
    )


def streak(outcomes: Iterable[Outcome]) -> int:
    """How many of the newest came on time without one between that did not.

    What was excused or not asked for neither counts nor ends it.
    """
    counting = [each for each in outcomes if each.result not in (Result.EXCUSED, Result.NOT_ASKED)]
    counting.sort(key=lambda each: (each.due, each.result), reverse=True)
    in_a_row = 0
    for each in counting:
        if each.result is not Result.ON_TIME:
            break
        in_a_row += 1
    return in_a_row


def months_until(last: date, count: int) -> Sequence[date]:
    """The first days of `count` months, the last of them that of a given day, oldest first."""
    newest = last.year * _MONTHS + last.month - 1
    numbers = range(newest - count + 1, newest + 1)
    return [date(number // _MONTHS, number % _MONTHS + 1, 1) for number in numbers]
