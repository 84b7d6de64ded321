"""Time in which a collaboration stood still: paused or closed. It counts for nobody.

Accord reminds and asks nobody then, so what people owe each other does not grow older either.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.instant import Instant


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Time from one moment to another."""

    begin: Instant
    end: Instant


def running(begin: Instant, end: Instant, still: Sequence[Stretch]) -> Iterator[Stretch]:
    """What is left of the time between two moments without that in which it stood still.

    Args:
        begin: where the time begins.
        end: where it ends; nothing is left when that is not later.
        still: when it stood still, the earliest first, none over another.
    """
    for pause in still:
        if pause.begin >= end:
            break
        if pause.begin > begin:
            yield Stretch(begin=begin, end=pause.begin)
        begin = max(begin, pause.end)
    if begin < end:
        yield Stretch(begin=begin, end=end)


def running_time(begin: Instant, end: Instant, still: Sequence[Stretch]) -> timedelta:
    """How long that is, on the clock on the wall."""
    return sum((each.end - each.begin for each in running(begin, end, still)), timedelta())


def stood_still(begin: Instant, end: Instant, still: Sequence[Stretch]) -> bool:
    """Whether it stood still at all between two moments."""
    return any(pause.begin < end and begin < pause.end for pause in still)
