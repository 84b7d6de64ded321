"""How often seats change hands, and how long nobody sits in them. Seats are counted, not people.

A seat is empty while nobody holds it, and while its holder is gone: left, with an account that was
closed, or out of reach. Both are read from when the seat was agreed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from bot.domain.instant import Instant
from bot.domain.people import Holding
from bot.domain.standing_still import Stretch, running, running_time


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A holder who is gone, until the gap is closed."""

    seat: str
    person: str
    """Id of the holder."""
    since: Instant
    until: Instant | None


@dataclass(frozen=True, kw_only=True)
class SeatTimes:
    """What became of the seats of one side in a stretch of time."""

    changed: int
    """How often somebody took over a seat that somebody else had held before."""
    empty: timedelta
    """How long seats were without a holder, all together, on the clock on the wall."""


def changes(holdings: Iterable[Holding], seat: str, *, since: Instant, until: Instant) -> int:
    """How often a seat changed hands in a stretch of time; the first holder is no change."""
    own = sorted((h for h in holdings if h.seat == seat), key=lambda h: h.since)
    return sum(a.person != b.person and since <= b.since < until for a, b in pairwise(own))


def empty(
    seat: str,
    holdings: Iterable[Holding],
    gone: Sequence[Gone],
    still: Sequence[Stretch],
    *,
    since: Instant,
    until: Instant,
) -> timedelta:
    """How long nobody sat in a seat between two moments, without the time it all stood still.

    Args:
        seat: key of the seat.
        holdings: all of the collaboration.
        gone: the holders who were gone, the earliest first.
        still: when the collaboration stood still.
        since: from when the seat counts,
        until: and until when.
    """
    sat: list[Stretch] = []
    for holding in (each for each in holdings if each.seat == seat):
        away = [
            Stretch(begin=each.since, end=each.until or until)
            for each in gone
            if (each.seat, each.person) == (seat, holding.person)
        ]
        sat += running(max(holding.since, since), min(holding.until or until, until), away)
    held, last = timedelta(), since
    for each in sorted(sat, key=lambda one: one.begin):
        held += running_time(max(each.begin, last), each.end, still)
        last = max(last, each.end)
    return running_time(since, until, still) - held
