"""What the receiving side did with a check-in, as JSON and back."""

from collections.abc import Mapping
from typing import Any

from bot.domain.checkin import CheckIn
from bot.domain.instant import parse_instant
from bot.domain.reception import Excuse, Mark, Question, Reply

Json = dict[str, Any]


def received_json(checkin: CheckIn) -> Json:
    """The excuse, the marks and the questions of a check-in."""
    return {
        "excuse": checkin.excuse and {"reason": checkin.excuse.reason, **_by(checkin.excuse)},
        "useful": [_by(mark) for mark in checkin.useful],
        "questions": [_question_json(question) for question in checkin.questions],
    }


def received_of(written: Mapping[str, Any]) -> Json:
    """The fields of a check-in that `received_json` wrote; of nothing, nothing."""
    excuse = written.get("excuse")
    return {
        "excuse": excuse and Excuse(reason=excuse["reason"], **_who(excuse)),
        "useful": tuple(Mark(**_who(mark)) for mark in written.get("useful", ())),
        "questions": tuple(_question_of(question) for question in written.get("questions", ())),
    }


def _question_json(question: Question) -> Json:
    reply = question.reply and {"text": question.reply.text, **_by(question.reply)}
    return {"text": question.text, **_by(question), "reply": reply}


def _question_of(written: Mapping[str, Any]) -> Question:
    reply = written["reply"]
    return Question(
        text=written["text"],
        **_who(written),
        reply=reply and Reply(text=reply["text"], **_who(reply)),
    )


def _by(done: Excuse | Mark | Question | Reply) -> Json:
    return {"person": done.person, "seat": done.seat, "at": done.at.isoformat()}


def _who(written: Mapping[str, Any]) -> Json:
    return {
        "person": written["person"],
        "seat": written["seat"],
        "at": parse_instant(written["at"]),
    }
