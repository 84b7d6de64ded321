"""The 90th percentile as it is meant here: a value that was measured, by nearest rank.

Of ten values it is the ninth, of three the third: the smallest one that at least nine in ten do not
exceed. Nothing is interpolated, so that everybody can find the case behind it.
"""

from collections.abc import Collection
from datetime import timedelta
from statistics import median

_NINE, _TEN = 9, 10


def ninetieth(lengths: Collection[timedelta]) -> timedelta | None:
    """The 90th percentile of lengths of time; None of none."""
    if not lengths:
        return None
    rank = -(-_NINE * len(lengths) // _TEN)
    return sorted(lengths)[rank - 1]


def middle(lengths: Collection[timedelta]) -> timedelta | None:
    """The median of lengths of time, half-way between the two in the middle; None of none."""
    return timedelta(seconds=median(each.total_seconds() for each in lengths)) if lengths else None
