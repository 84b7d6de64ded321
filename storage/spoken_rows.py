"""Questions, heads-ups and drafts to rows and back, both directions next to each other."""

from collections.abc import Mapping
from typing import Any

from bot.domain.address import Address
from bot.domain.heads_up import HeadsUp, Seen, Wording
from bot.domain.instant import Instant, parse_instant
from bot.domain.question import Ending, Question, Said, Turn
from bot.domain.unsent import Unsent
from storage.rows import Columns, written
from storage.statements import AnyRow


def question_values(question: Question) -> Columns:
    """The columns of a question; its turns are one JSON list."""
    return {
        "id": question.id,
        "collaboration": question.collaboration,
        "number": question.number,
        "restricted": question.restricted,
        "version": question.version,
        "topic": question.topic,
        "area": question.area,
        "checkin": question.checkin,
        "urgent": question.urgent,
        "person": question.person,
        "from_seat": question.from_seat,
        "from_party": question.from_party,
        "to_party": question.to_party,
        "room": written(question.room),
        "thread": question.thread,
        "turns": [_turn_json(turn) for turn in question.turns],
        "unfinished": not question.over,
    }


def question_of(row: AnyRow) -> Question:
    """A question from its row."""
    return Question(
        id=row.id,
        collaboration=row.collaboration,
        number=row.number,
        restricted=row.restricted,
        version=row.version,
        topic=row.topic,
        area=row.area,
        checkin=row.checkin,
        urgent=row.urgent,
        person=row.person,
        from_seat=row.from_seat,
        from_party=row.from_party,
        to_party=row.to_party,
        room=None if row.room is None else Address.parse(row.room),
        thread=row.thread,
        turns=tuple(_turn_of(turn) for turn in row.turns),
    )


def heads_up_values(heads_up: HeadsUp) -> Columns:
    """The columns of a heads-up; its wordings are one JSON list."""
    return {
        "id": heads_up.id,
        "collaboration": heads_up.collaboration,
        "number": heads_up.number,
        "restricted": heads_up.restricted,
        "version": heads_up.version,
        "area": heads_up.area,
        "person": heads_up.person,
        "from_seat": heads_up.from_seat,
        "from_party": heads_up.from_party,
        "to_seat": heads_up.to_seat,
        "to_party": heads_up.to_party,
        "room": written(heads_up.room),
        "thread": heads_up.thread,
        "wordings": [{"text": each.text, "at": each.at.isoformat()} for each in heads_up.wordings],
        "seen_by": heads_up.seen.person if heads_up.seen else None,
        "seen_at": heads_up.seen.at if heads_up.seen else None,
        "withdrawn_at": heads_up.withdrawn_at,
        "escalation": heads_up.escalation,
    }


def heads_up_of(row: AnyRow) -> HeadsUp:
    """A heads-up from its row."""
    return HeadsUp(
        id=row.id,
        collaboration=row.collaboration,
        number=row.number,
        restricted=row.restricted,
        version=row.version,
        area=row.area,
        person=row.person,
        from_seat=row.from_seat,
        from_party=row.from_party,
        to_seat=row.to_seat,
        to_party=row.to_party,
        room=None if row.room is None else Address.parse(row.room),
        thread=row.thread,
        wordings=tuple(
            Wording(text=each["text"], at=parse_instant(each["at"])) for each in row.wordings
        ),
        seen=None if row.seen_by is None else Seen(person=row.seen_by, at=row.seen_at),
        withdrawn_at=row.withdrawn_at,
        escalation=row.escalation,
    )


def unsent_values(unsent: Unsent) -> Columns:
    """The columns of a draft."""
    return {
        "id": unsent.id,
        "collaboration": unsent.collaboration,
        "person": unsent.person,
        "text": unsent.text,
        "about": dict(unsent.about),
        "at": unsent.at,
    }


def unsent_of(row: AnyRow) -> Unsent:
    """A draft from its row."""
    return Unsent(
        id=row.id,
        collaboration=row.collaboration,
        person=row.person,
        text=row.text,
        about=row.about,
        at=row.at,
    )


def _turn_json(turn: Turn) -> Columns:
    return {
        "seat": turn.seat,
        "asked": [said_json(said) for said in turn.asked],
        "since": turn.since.isoformat(),
        "due": turn.due.isoformat(),
        "replies": [said_json(said) for said in turn.replies],
        "ended_at": moment_json(turn.ended_at),
        "ending": turn.ending,
        "nudged_at": moment_json(turn.nudged_at),
        "offered_to": turn.offered_to,
        "shown_at": moment_json(turn.shown_at),
    }


def _turn_of(written: Mapping[str, Any]) -> Turn:
    return Turn(
        seat=written["seat"],
        asked=tuple(said_of(said) for said in written["asked"]),
        since=parse_instant(written["since"]),
        due=parse_instant(written["due"]),
        replies=tuple(said_of(said) for said in written["replies"]),
        ended_at=moment_of(written["ended_at"]),
        ending=Ending(written["ending"]) if written["ending"] else None,
        nudged_at=moment_of(written["nudged_at"]),
        offered_to=written["offered_to"],
        shown_at=moment_of(written["shown_at"]),
    )


def said_json(said: Said) -> Columns:
    """Something somebody wrote, as JSON."""
    return {
        "text": said.text,
        "person": said.person,
        "seat": said.seat,
        "at": said.at.isoformat(),
    }


def said_of(written: Mapping[str, Any]) -> Said:
    """Something somebody wrote, from JSON."""
    return Said(
        text=written["text"],
        person=written["person"],
        seat=written["seat"],
        at=parse_instant(written["at"]),
    )


def moment_json(moment: Instant | None) -> str | None:
    """A moment, or none, as JSON."""
    return moment.isoformat() if moment else None


def moment_of(written: str | None) -> Instant | None:
    """A moment, or none, from JSON."""
    return parse_instant(written) if written else None
