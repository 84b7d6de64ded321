"""How soon what happened was known, and told, by the side that raised it.

All on the clock on the wall: what happens does not wait for office hours. What begins by itself (a
number, a day that passed) was noticed by nobody and counts for no side. No name is in the result.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from bot.domain.escalation import Escalation
from bot.domain.instant import Instant


@dataclass(frozen=True, kw_only=True)
class RaisedTimes:
    """What one side raised."""

    raised: int
    to_known: timedelta | None = None
    """The median from when it happened until it was known; None when nothing was raised."""
    to_told: timedelta | None = None
    """The median from when it was known until the other side was told here."""


def raised_times(
    escalations: Iterable[Escalation], *, party: str, since: Instant, until: Instant
) -> RaisedTimes:
    """What a side raised in a stretch of time, and how soon.

    A further report of what runs already is part of that one and counts no second time.

    Args:
        escalations: those that exist for the reader.
        party: key of the side.
        since: those count that were raised at this moment or after it,
        until: and before this one.
    """
    own = [
        each
        for each in escalations
        if each.raised_by is not None
        and each.raised_by.party == party
        and since <= each.raised_at < until
    ]
    return RaisedTimes(
        raised=len(own),
        to_known=_median(each.known_at - each.happened_at for each in own),
        to_told=_median(each.raised_at - each.known_at for each in own),
    )


def _median(lengths: Iterable[timedelta]) -> timedelta | None:
    known = sorted(lengths)
    return timedelta(seconds=median(each.total_seconds() for each in known)) if known else None
