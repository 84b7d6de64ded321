"""Agendas of meetings to rows and back, both directions next to each other."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.instant import parse_instant
from bot.domain.meeting_agenda import MeetingAgenda, Point
from storage.rows import Columns
from storage.statements import AnyRow


def meeting_values(agenda: MeetingAgenda) -> Columns:
    """The columns of an agenda; its points are one JSON list."""
    return {
        "id": agenda.id,
        "collaboration": agenda.collaboration,
        "cadence": agenda.cadence,
        "wall": agenda.wall,
        "start": agenda.start,
        "points": [_point_json(point) for point in agenda.points],
        "declined": list(agenda.declined),
        "writing": [[person, since.isoformat()] for person, since in agenda.writing],
        "posted_at": agenda.posted_at,
        "dropped": agenda.dropped,
    }


def meeting_of(row: AnyRow) -> MeetingAgenda:
    """An agenda from its row."""
    return MeetingAgenda(
        id=row.id,
        collaboration=row.collaboration,
        cadence=row.cadence,
        wall=row.wall,
        start=row.start,
        points=tuple(_point_of(point) for point in row.points),
        declined=tuple(row.declined),
        writing=tuple((person, parse_instant(since)) for person, since in row.writing),
        posted_at=row.posted_at,
        dropped=row.dropped,
    )


def _point_json(point: Point) -> Columns:
    return {
        "id": point.id,
        "text": point.text,
        "person": point.person,
        "at": point.at.isoformat(),
        "minutes": point.minutes,
        "under": point.under,
        "since": point.since and point.since.isoformat(),
    }


def _point_of(written: Mapping[str, Any]) -> Point:
    since = written["since"]
    return Point(
        id=written["id"],
        text=written["text"],
        person=written["person"],
        at=parse_instant(written["at"]),
        minutes=written["minutes"],
        under=written["under"],
        since=since and datetime.fromisoformat(since),
    )
