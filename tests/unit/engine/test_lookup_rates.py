"""How often the look-up is right, over questions as people type them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.domain.visibility import EVERYTHING, view
from bot.engine.lookup import Found, Kind, build_index, look_up
from tests.unit.engine.examples import PHASE_1, RAT, example
from tests.unit.engine.labelled_questions import HOLD_OUT, TUNING, Question

INDEXES = {name: build_index(view(example(name), EVERYTHING)) for name in (RAT, PHASE_1)}


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


@pytest.mark.parametrize("questions", [HOLD_OUT, TUNING], ids=["hold_out", "tuning"])
def test_the_lookup_is_right_and_knows_when_it_does_not_know(questions: Sequence[Question]) -> None:
    found = rates(questions)
    assert found.right >= 0.95
    assert found.wrong_thing <= 0.02
    assert found.answered_without_answer <= 0.02


def test_every_expected_answer_exists_in_its_example() -> None:
    for question in (*HOLD_OUT, *TUNING):
        agreement = example(question.example)
        keys = {
            f"{kind}:{item.key}"
            for kind, items in (
                ("area", agreement.areas),
                ("seat", agreement.seats),
                ("location", agreement.locations),
                ("trigger", agreement.triggers),
                ("cadence", agreement.cadences),
            )
            for item in items
        }
        for accepted in question.accepted:
            assert accepted in keys | {"none"} or accepted.startswith("ambiguous"), question


def test_no_question_is_in_both_halves() -> None:
    held = {(each.example, each.text.casefold()) for each in HOLD_OUT}
    assert not held.intersection((each.example, each.text.casefold()) for each in TUNING)
