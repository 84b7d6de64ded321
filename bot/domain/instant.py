"""Moments in time: always aware, always UTC."""

from datetime import UTC, datetime
from typing import NewType
from zoneinfo import ZoneInfo

#: An aware datetime in UTC. Made by `instant`, so that a naive time cannot slip in.
Instant = NewType("Instant", datetime)


def instant(value: datetime) -> Instant:
    """Turn an aware datetime into an Instant.

    Raises:
        ValueError: the value has no zone; guessing one would move a promise by hours.
    """
    if value.tzinfo is None:
        raise ValueError(f"{value.isoformat()} has no zone; give it one, for example +00:00.")
    return Instant(value.astimezone(UTC))


def parse_instant(text: str) -> Instant:
    """Read an ISO 8601 time with a zone, as `2026-12-04T11:30:00+00:00`.

    Raises:
        ValueError: the text is not such a time, or has no zone.
    """
    return instant(datetime.fromisoformat(text))


def local(moment: Instant, zone: str) -> datetime:
    """The wall time of a moment in an IANA zone."""
    return moment.astimezone(ZoneInfo(zone))
