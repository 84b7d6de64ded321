"""Rounds of the pulse to rows and back, and the box of one to text of a fixed size and back."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.agreement.cadences import Every
from bot.domain.pulse_results import Results, SideResult
from bot.domain.pulse_round import AskedPerson, PulseRound
from bot.domain.pulse_tally import HIGHEST, LONGEST_COMMENT, PulseBox, Tally
from storage.rows import Columns
from storage.statements import AnyRow

#: Takes four bytes, the most that one character takes here.
_WIDEST = "\N{GRINNING FACE}"


def round_values(round_: PulseRound) -> Columns:
    """The columns of a round, but for its box."""
    return {
        "collaboration": round_.collaboration,
        "start": round_.start.isoformat(),
        "every": round_.every.value,
        "version": round_.version,
        "opened_at": round_.opened_at,
        "ends_at": round_.ends_at,
        "asked": [[each.person, each.party] for each in round_.asked],
        "closed_at": round_.closed_at,
        "results": None if round_.results is None else _results_json(round_.results),
    }


def round_of(row: AnyRow) -> PulseRound:
    """A round from its row."""
    return PulseRound(
        collaboration=row.collaboration,
        start=date.fromisoformat(row.start),
        every=Every(row.every),
        version=row.version,
        opened_at=row.opened_at,
        ends_at=row.ends_at,
        asked=tuple(AskedPerson(person, party) for person, party in row.asked),
        closed_at=row.closed_at,
        results=None if row.results is None else _results(row.results),
    )


def box_text(round_: PulseRound, box: PulseBox) -> str:
    """A box as text whose bytes are as many as those of the fullest box of its round.

    It names its round, so that a box put into another row opens nothing.
    """
    said, room = _packed(round_, box), len(_packed(round_, _fullest(round_, box)).encode())
    return said + " " * (room - len(said.encode()))


def box_of(text: str, round_: PulseRound) -> PulseBox | None:
    """A box from its text; None when it is another round's."""
    said = json.loads(text)
    if said["round"] != _name(round_):
        return None
    return PulseBox(
        answered=frozenset(said["answered"]),
        tallies={
            party: Tally(count=each["count"], sums=each["sums"], comments=_texts(each["comments"]))
            for party, each in said["tallies"].items()
        },
    )


def _fullest(round_: PulseRound, box: PulseBox) -> PulseBox:
    """As if everybody asked had answered, and at the greatest length."""
    asked = [each.party for each in round_.asked]
    return PulseBox(
        answered=frozenset(range(len(asked))),
        tallies={
            party: Tally(
                count=asked.count(party),
                sums={key: asked.count(party) * HIGHEST for key in tally.sums},
                comments={
                    key: (_WIDEST * LONGEST_COMMENT,) * asked.count(party) for key in tally.comments
                },
            )
            for party, tally in box.tallies.items()
        },
    )


def _packed(round_: PulseRound, box: PulseBox) -> str:
    said = {
        "round": _name(round_),
        "answered": sorted(box.answered),
        "tallies": {
            party: {"count": each.count, "sums": dict(each.sums), "comments": dict(each.comments)}
            for party, each in box.tallies.items()
        },
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _name(round_: PulseRound) -> str:
    return f"{round_.collaboration}/{round_.start.isoformat()}"


def _results_json(results: Results) -> dict[str, Any]:
    return {
        "questions": dict(results.questions),
        "asked": list(results.asked),
        "least": results.least,
        "unreadable": results.unreadable,
        "sides": [
            {
                "party": each.party,
                "averages": dict(each.averages),
                "comments": dict(each.comments),
            }
            for each in results.sides
        ],
    }


def _results(said: Mapping[str, Any]) -> Results:
    return Results(
        questions=said["questions"],
        asked=tuple(said["asked"]),
        least=said["least"],
        unreadable=said["unreadable"],
        sides=tuple(
            SideResult(
                party=each["party"],
                averages=each["averages"],
                comments=_texts(each["comments"]),
            )
            for each in said["sides"]
        ),
    )


def _texts(said: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(texts) for key, texts in said.items()}
