"""From a wall clock to a moment.

A wall time in the hour that the clocks skip means the first valid minute after the gap. A wall
time in the hour that comes twice means the first pass. So a promise is due once, on its day.
"""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.instant import Instant


def resolve_wall(wall: datetime, zone: str) -> Instant:
    """The moment at which a wall clock in an IANA zone shows a naive local time.

    Raises:
        ValueError: the wall time has a zone of its own.
    """
    if wall.tzinfo is not None:
        raise ValueError(f"{wall.isoformat()} is not a wall time: it has an offset.")
    tz = ZoneInfo(zone)
    here = wall.replace(tzinfo=tz, fold=0)
    # PEP 495: fold 0 reads the offset before a change of the clock, fold 1 the one after it. They
    # differ only in a gap or an overlap, and only in a gap is the later one the larger.
    before = here.utcoffset() or timedelta()
    after = here.replace(fold=1).utcoffset() or timedelta()
    return _end_of_gap(wall, before, after, tz) if before < after else Instant(here.astimezone(UTC))


def _end_of_gap(wall: datetime, before: timedelta, after: timedelta, tz: ZoneInfo) -> Instant:
    """Find the second at which the offset became larger, between both readings of the wall."""
    whole = wall.replace(microsecond=0, tzinfo=UTC)
    seconds = range(int((whole - after).timestamp()), int((whole - before).timestamp()) + 1)
    found = bisect_left(
        seconds,
        after,
        key=lambda second: datetime.fromtimestamp(second, tz).utcoffset() or timedelta(),
    )
    return Instant(datetime.fromtimestamp(seconds[found], UTC))
