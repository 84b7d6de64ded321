"""How the promises of a span of time went, as far as one reader may see it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.checkin import CheckIn, CheckInState


class Outcome(StrEnum):
    """How one promise went.

    On time: sent within the grace. Late: sent after it, or not sent yet and past it. Missed: the
    next one came round first. Excused: the other side said that it is not needed. Open: neither
    sent nor seen as late yet.
    """

    ON_TIME = "on time"
    LATE = "late"
    MISSED = "missed"
    EXCUSED = "excused"
    OPEN = "open"


@dataclass(frozen=True)
class Tally:
    """Counts by outcome; they add up to what was promised."""

    counts: Counter[Outcome]

    @property
    def promised(self) -> int:
        """All of them."""
        return self.counts.total()

    def of(self, outcome: Outcome) -> int:
        """How many went this way."""
        return self.counts[outcome]

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.counts + other.counts)


def tally(checkins: Iterable[CheckIn], miss_is_seen: Callable[[CheckIn], bool]) -> Tally:
    """Count promises by how they went.

    Args:
        checkins: what was promised.
        miss_is_seen: whether the reader may already see that one has not come in time.
    """
    return Tally(Counter(_outcome(each, miss_is_seen) for each in checkins))


def _outcome(checkin: CheckIn, miss_is_seen: Callable[[CheckIn], bool]) -> Outcome:
    match checkin.state:
        case CheckInState.EXCUSED:
            return Outcome.EXCUSED
        case CheckInState.ANSWERED:
            return Outcome.LATE if checkin.answered_late else Outcome.ON_TIME
        case CheckInState.LATE if miss_is_seen(checkin):
            return Outcome.LATE
        case CheckInState.MISSED if miss_is_seen(checkin):
            return Outcome.MISSED
        case _:
            return Outcome.OPEN
