"""How often the look-up is right, over questions as people type them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.domain.visibility import EVERYTHING, view
from bot.engine.lookup import Found, Kind, build_index, look_up
from tests.unit.engine.examples import ANTIBODY, PHASE_1, RAT, example
from tests.unit.engine.labelled_questions import HOLD_OUT, TUNING, Question

INDEXES = {name: build_index(view(example(name), EVERYTHING)) for name in (RAT, ANTIBODY, PHASE_1)}


@dataclass
class Rates:
    right: float
    wrong_thing: float
    answered_without_answer: float


def is_right(question: Question, found: Found) -> bool:
    return question.is_right(found.kind, found.key, {each.key for each in found.candidates})


def rates(questions: Sequence[Question]) -> Rates:
    found = [(each, look_up(INDEXES[each.example], each.text)) for each in questions]
    answerable = [(q, f) for q, f in found if q.answerable]
    silent = [(q, f) for q, f in found if not q.answerable]
    named = {Kind.AMBIGUOUS, Kind.NONE}
    return Rates(
        right=sum(is_right(q, f) for q, f in answerable) / len(answerable),
        wrong_thing=sum(f.kind not in named and not is_right(q, f) for q, f in answerable)
        / len(answerable),
        answered_without_answer=sum(not is_right(q, f) for q, f in silent) / len(silent),
    )


# What is wanted of unseen questions: 95 % right, 2 % the wrong thing, 2 % answered without an
# answer. The questions of before are there (98, 0.3 and 1 %). Those written in November 2026, for
# three collaborations and by somebody who had not seen the look-up, are much harder: what people
# say happened, in words the agreement does not have. Measured on that day, with the look-up as it
# was: hold-out 57, 5 and 0 %, tuning 80, 1.3 and 1 %. The floors stand just below; raise them.
@pytest.mark.parametrize(
    ("questions", "right", "wrong_thing"),
    [(HOLD_OUT, 0.56, 0.05), (TUNING, 0.79, 0.02)],
    ids=["hold_out", "tuning"],
)
def test_the_lookup_is_right_and_knows_when_it_does_not_know(
    questions: Sequence[Question], right: float, wrong_thing: float
) -> None:
    found = rates(questions)
    assert found.right >= right
    assert found.wrong_thing <= wrong_thing
    assert found.answered_without_answer <= 0.02
