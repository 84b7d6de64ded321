"""Retrospectives to rows and back, both directions next to each other."""

from collections.abc import Mapping
from typing import Any

from bot.domain.instant import parse_instant
from bot.domain.looking_back import Led
from bot.domain.retrospective import Answered, Invited, Retrospective, Talk
from storage.rows import Columns
from storage.statements import AnyRow


def retrospective_values(retrospective: Retrospective) -> Columns:
    """The columns of a retrospective; each of its lists is one JSON value."""
    return {
        "id": retrospective.id,
        "collaboration": retrospective.collaboration,
        "number": retrospective.number,
        "occasions": list(retrospective.occasions),
        "version": retrospective.version,
        "begun_at": retrospective.begun_at,
        "ends_at": retrospective.ends_at,
        "invited": [[each.person, each.party] for each in retrospective.invited],
        "answers": [_answer_json(each) for each in retrospective.answers],
        "talks": [_talk_json(each) for each in retrospective.talks],
        "led_to": [_led_json(each) for each in retrospective.led_to],
        "over_at": retrospective.over_at,
    }


def retrospective_of(row: AnyRow) -> Retrospective:
    """A retrospective from its row."""
    return Retrospective(
        id=row.id,
        collaboration=row.collaboration,
        number=row.number,
        occasions=tuple(row.occasions),
        version=row.version,
        begun_at=row.begun_at,
        ends_at=row.ends_at,
        invited=tuple(Invited(person=person, party=party) for person, party in row.invited),
        answers=tuple(_answer_of(each) for each in row.answers),
        talks=tuple(_talk_of(each) for each in row.talks),
        led_to=tuple(_led_of(each) for each in row.led_to),
        over_at=row.over_at,
    )


def _answer_json(answer: Answered) -> Columns:
    return {
        "person": answer.person,
        "party": answer.party,
        "at": answer.at.isoformat(),
        "worked": answer.worked,
        "change": answer.change,
        "named": answer.named,
    }


def _answer_of(written: Mapping[str, Any]) -> Answered:
    return Answered(**{**written, "at": parse_instant(written["at"])})


def _talk_json(talk: Talk) -> Columns:
    return {"id": talk.id, "party": talk.party, "text": talk.text, "at": talk.at.isoformat()}


def _talk_of(written: Mapping[str, Any]) -> Talk:
    return Talk(**{**written, "at": parse_instant(written["at"])})


def _led_json(led: Led) -> Columns:
    return {
        "amendment": led.amendment,
        "number": led.number,
        "version": led.version,
        "ended": led.ended,
    }


def _led_of(written: Mapping[str, Any]) -> Led:
    return Led(**written)
