"""The chance that a thing is what a question is about, learnt from labelled questions.

What speaks for a thing (its names were said; it is near what people say and ask about it), against
the other things of the agreement and against what the agreement does not have, is weighed by a
logistic regression. `weights.json` holds its weights; `make learn` makes it from the questions in
`tests/unit/engine/questions/learning`.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from importlib.resources import files
from operator import mul

from bot.engine.lookup.asks import Asks
from bot.engine.lookup.found import Kind
from bot.engine.lookup.nearness import Near

#: Things of an agreement that a question can be about.
KINDS = (Kind.AREA, Kind.SEAT, Kind.LOCATION, Kind.TRIGGER, Kind.CADENCE)
#: A question of so few words names something rather than describes it.
_SHORT = 2
#: Where the weight of a kind of thing for a kind of question stands among those.
_PAIRS = {pair: number for number, pair in enumerate((a, k) for a in Asks for k in KINDS)}
_WHO = frozenset({Kind.AREA, Kind.SEAT})
#: The kinds of things that answer a kind of question.
_ANSWERS: dict[Asks, frozenset[Kind]] = {
    Asks.WHO_DOES: _WHO,
    Asks.WHO_IS: _WHO,
    Asks.REACH: _WHO,
    Asks.WHERE: frozenset({Kind.LOCATION, Kind.AREA}),
    Asks.WHAT_IF: frozenset({Kind.TRIGGER}),
    Asks.HAPPENED: frozenset({Kind.TRIGGER}),
    Asks.WHEN: frozenset({Kind.CADENCE, Kind.AREA}),
    Asks.HOW_OFTEN: frozenset({Kind.CADENCE}),
    Asks.ANYTHING: frozenset(KINDS),
}


@dataclass(frozen=True)
class Fit:
    """How well a thing fits a question, by each measure from 0 to 1."""

    named: float
    """How well its names were said."""
    near: Near
    """How near the question is to what people say and ask about it."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for one thing of an agreement, and for everything else, in one question."""

    kind: Kind
    answers: bool
    """Whether things of its kind answer such a question."""
    fit: Fit
    rival: Fit
    """The best that any other thing reaches by each measure."""
    answering_rival: Fit
    """The best that another thing of a kind that answers reaches."""
    elsewhere: Near
    """The nearest of what the agreement does not have."""


def evidence_for(
    asks: Asks, fits: Mapping[int, tuple[Kind, Fit]], elsewhere: Near
) -> dict[int, Evidence]:
    """The evidence for each thing against all the others.

    Args:
        asks: what is asked for.
        fits: the things worth a look by a number, with their kinds.
        elsewhere: how near the question is to what the agreement does not have.
    """
    answering = {number: each for number, each in fits.items() if each[0] in _ANSWERS[asks]}
    rivals, answering_rivals = _Best.of(fits), _Best.of(answering)
    return {
        number: Evidence(
            kind=kind,
            answers=number in answering,
            fit=fit,
            rival=rivals.but(number),
            answering_rival=answering_rivals.but(number),
            elsewhere=elsewhere,
        )
        for number, (kind, fit) in fits.items()
    }


def features(asks: Asks, topic: int, each: Evidence) -> list[float]:
    """The evidence as numbers, in the order of the weights.

    Args:
        asks: what is asked for.
        topic: how many words the topic has.
        each: the evidence for one thing.
    """
    of_kind = [0.0] * len(_PAIRS)
    of_kind[_PAIRS[asks, each.kind]] = 1.0
    return [*_measured(topic, each), *of_kind]


def _measured(topic: int, each: Evidence) -> list[float]:
    named, said, asked = each.fit.named, each.fit.near.said, each.fit.near.asked
    often = each.fit.near.often
    rival, answering = each.rival, each.answering_rival
    return [
        named,
        named - rival.named,
        named - answering.named,
        named * (topic <= _SHORT),
        named * each.answers,
        said,
        said - rival.near.said,
        said - answering.near.said,
        said - each.elsewhere.said,
        said * each.answers,
        asked,
        asked - rival.near.asked,
        asked - answering.near.asked,
        asked - each.elsewhere.asked,
        often,
        often - rival.near.often,
        often - answering.near.often,
        often - each.elsewhere.often,
        often * each.answers,
        each.elsewhere.said,
        each.elsewhere.asked,
        each.elsewhere.often,
        float(topic),
        *(named * (each.kind is kind) for kind in KINDS),
        *(said * (each.kind is kind) for kind in KINDS),
        *((said - rival.near.said) * (each.kind is kind) for kind in KINDS),
    ]


def chance(asks: Asks, topic: int, each: Evidence) -> float:
    """How likely the thing is what was asked about, 0 to 1."""
    bias, weights, of_kind = _learnt()
    total = bias + of_kind[_PAIRS[asks, each.kind]]
    total += sum(map(mul, weights, _measured(topic, each)))
    return 1 / (1 + math.exp(-total))


@cache
def _learnt() -> tuple[float, tuple[float, ...], tuple[float, ...]]:
    """The bias, the weights of what is measured, and those of each kind for each question."""
    read = json.loads(files("bot.engine.lookup").joinpath("weights.json").read_text("utf-8"))
    weights = tuple(read["weights"])
    return read["bias"], weights[: -len(_PAIRS)], weights[-len(_PAIRS) :]


@dataclass(frozen=True)
class _Best:
    """The two best of some things by each measure, so that each knows its strongest rival."""

    named: list[tuple[float, int]]
    said: list[tuple[float, int]]
    asked: list[tuple[float, int]]
    often: list[tuple[float, int]]

    @classmethod
    def of(cls, fits: Mapping[int, tuple[Kind, Fit]]) -> "_Best":
        return cls(
            nlargest(2, ((fit.named, number) for number, (_, fit) in fits.items())),
            nlargest(2, ((fit.near.said, number) for number, (_, fit) in fits.items())),
            nlargest(2, ((fit.near.asked, number) for number, (_, fit) in fits.items())),
            nlargest(2, ((fit.near.often, number) for number, (_, fit) in fits.items())),
        )

    def but(self, number: int) -> Fit:
        said, asked, often = (_other(best, number) for best in (self.said, self.asked, self.often))
        return Fit(_other(self.named, number), Near(said, asked, often))


def _other(best: list[tuple[float, int]], number: int) -> float:
    return next((value for value, each in best if each != number), 0.0)
