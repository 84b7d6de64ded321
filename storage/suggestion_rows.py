"""Suggestions to rows and back, both directions next to each other."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.address import Address
from bot.domain.instant import parse_instant
from bot.domain.looking_back import Led
from bot.domain.suggestion import Answered, Reminder, Suggestion, Turn, Verdict
from storage.rows import Columns, written
from storage.spoken_rows import moment_json, moment_of, said_json, said_of
from storage.statements import AnyRow


def suggestion_values(suggestion: Suggestion) -> Columns:
    """The columns of a suggestion; what was said and with whom it was are JSON lists."""
    return {
        "id": suggestion.id,
        "collaboration": suggestion.collaboration,
        "number": suggestion.number,
        "restricted": suggestion.restricted,
        "version": suggestion.version,
        "topic": suggestion.topic,
        "area": suggestion.area,
        "person": suggestion.person,
        "from_seat": suggestion.from_seat,
        "from_party": suggestion.from_party,
        "to_party": suggestion.to_party,
        "anonymous": suggestion.anonymous,
        "posted": suggestion.posted,
        "room": written(suggestion.room),
        "thread": suggestion.thread,
        "wordings": [said_json(each) for each in suggestion.wordings],
        "turns": [_turn_json(turn) for turn in suggestion.turns],
        "withdrawn_at": suggestion.withdrawn_at,
        "led_to": [_led_json(led) for led in suggestion.led_to],
        "unfinished": suggestion.unfinished,
    }


def suggestion_of(row: AnyRow) -> Suggestion:
    """A suggestion from its row."""
    return Suggestion(
        id=row.id,
        collaboration=row.collaboration,
        number=row.number,
        restricted=row.restricted,
        version=row.version,
        topic=row.topic,
        area=row.area,
        person=row.person,
        from_seat=row.from_seat,
        from_party=row.from_party,
        to_party=row.to_party,
        anonymous=row.anonymous,
        posted=row.posted,
        room=None if row.room is None else Address.parse(row.room),
        thread=row.thread,
        wordings=tuple(said_of(each) for each in row.wordings),
        turns=tuple(_turn_of(turn) for turn in row.turns),
        withdrawn_at=row.withdrawn_at,
        led_to=tuple(Led(**led) for led in row.led_to),
    )


def _turn_json(turn: Turn) -> Columns:
    return {
        "seat": turn.seat,
        "since": turn.since.isoformat(),
        "due": turn.due.isoformat(),
        "reminded": sorted(turn.reminded),
        "shown_at": moment_json(turn.shown_at),
        "answers": [_answered_json(each) for each in turn.answers],
        "passed_on": said_json(turn.passed_on) if turn.passed_on else None,
    }


def _turn_of(kept: Mapping[str, Any]) -> Turn:
    return Turn(
        seat=kept["seat"],
        since=parse_instant(kept["since"]),
        due=parse_instant(kept["due"]),
        reminded=frozenset(map(Reminder, kept["reminded"])),
        shown_at=moment_of(kept["shown_at"]),
        answers=tuple(_answered_of(each) for each in kept["answers"]),
        passed_on=said_of(kept["passed_on"]) if kept["passed_on"] else None,
    )


def _answered_json(answered: Answered) -> Columns:
    return {
        "verdict": answered.verdict.value,
        "reason": said_json(answered.reason),
        "again": answered.again.isoformat() if answered.again else None,
    }


def _answered_of(kept: Mapping[str, Any]) -> Answered:
    return Answered(
        verdict=Verdict(kept["verdict"]),
        reason=said_of(kept["reason"]),
        again=date.fromisoformat(kept["again"]) if kept["again"] else None,
    )


def _led_json(led: Led) -> Columns:
    return {
        "amendment": led.amendment,
        "number": led.number,
        "version": led.version,
        "ended": led.ended,
    }
