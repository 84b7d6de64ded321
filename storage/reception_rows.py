"""What the receiving side did with a check-in, as JSON and back."""

from collections.abc import Mapping
from typing import Any

from bot.domain.checkin import CheckIn
from bot.domain.instant import parse_instant
from bot.domain.reception import Excuse, Mark

Json = dict[str, Any]


def received_json(checkin: CheckIn) -> Json:
    """The excuse and the marks of a check-in."""
    return {
        "excuse": checkin.excuse and {"reason": checkin.excuse.reason, **_by(checkin.excuse)},
        "useful": [_by(mark) for mark in checkin.useful],
    }


def received_of(written: Mapping[str, Any]) -> Json:
    """The fields of a check-in that `received_json` wrote; of nothing, nothing."""
    excuse = written.get("excuse")
    return {
        "excuse": excuse and Excuse(reason=excuse["reason"], **_who(excuse)),
        "useful": tuple(Mark(**_who(mark)) for mark in written.get("useful", ())),
    }


def _by(done: Excuse | Mark) -> Json:
    return {"person": done.person, "seat": done.seat, "at": done.at.isoformat()}


def _who(written: Mapping[str, Any]) -> Json:
    return {
        "person": written["person"],
        "seat": written["seat"],
        "at": parse_instant(written["at"]),
    }
