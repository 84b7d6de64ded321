"""The labelled questions: every label leads somewhere, and the halves are fit to judge by."""

from collections import Counter

import pytest

from bot.engine.lookup.said_as import concepts
from bot.engine.lookup.text import words
from tests.unit.engine.asked import FOLDER, SOURCES, asked
from tests.unit.engine.examples import EXAMPLES, example
from tests.unit.engine.labelled_questions import (
    HOLD_OUT,
    LEARNING,
    REACH_HOLD_OUT,
    REACH_TUNING,
    TUNING,
    Question,
)

KINDS = ("area", "seat", "location", "trigger", "cadence", "ambiguous", "none")
SILENT = {"none", "none:near", "none:elsewhere", "none:talk"}


def keys_of(name: str) -> dict[str, set[str]]:
    agreement = example(name)
    return {
        "area": set(agreement.area),
        "seat": set(agreement.seat),
        "location": set(agreement.location),
        "trigger": set(agreement.trigger),
        "cadence": set(agreement.cadence),
    }


def leads_somewhere(accepted: str, keys: dict[str, set[str]]) -> bool:
    kind, _, key = accepted.partition(":")
    if kind == "ambiguous":
        return not key or set(key.split("+")) <= set().union(*keys.values())
    return accepted in SILENT or key in keys[kind]


def test_every_expected_answer_exists_in_its_example() -> None:
    keys = {name: keys_of(name) for name in EXAMPLES}
    for question in (*HOLD_OUT, *TUNING, *LEARNING):
        for accepted in question.accepted:
            assert leads_somewhere(accepted, keys[question.example]), question


def test_no_question_is_asked_twice() -> None:
    asked = Counter(
        (each.example, each.text.casefold()) for each in (*HOLD_OUT, *TUNING, *LEARNING)
    )
    assert [each for each, times in asked.items() if times > 1] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_hold_out_asks_each_collaboration_for_every_kind(name: str) -> None:
    asked = Counter(each.kind for each in HOLD_OUT if each.example == name)
    assert sum(asked.values()) >= 90
    assert {kind for kind in KINDS if asked[kind] >= 3} == set(KINDS)


@pytest.mark.parametrize("part", [HOLD_OUT, TUNING], ids=["hold_out", "tuning"])
def test_a_third_of_the_questions_has_no_answer(part: tuple[Question, ...]) -> None:
    assert sum(not each.answerable for each in part) / len(part) >= 1 / 3


def test_who_is_to_be_reached_exists_and_the_hour_is_one_of_the_words() -> None:
    for each in (*REACH_HOLD_OUT, *REACH_TUNING):
        assert each.seats, each
        assert set(each.seats) <= set(example(each.example).seat), each
        assert each.hour in {"now", "night", "hour", "weekday", "weekend", "holiday", "-"}, each


@pytest.mark.parametrize("file", SOURCES)
def test_what_people_asked_is_in_the_bank(file: str) -> None:
    written = (FOLDER / file).read_text(encoding="utf-8")
    assert written == asked(SOURCES[file]), "make learn"


def test_no_unseen_question_is_in_the_bank() -> None:
    known = {" ".join(words(text)) for concept in concepts() for text in concept.asked}
    seen = [each.text for each in HOLD_OUT if " ".join(words(each.text)) in known]
    assert len(seen) <= 2  # "eTMF" and the like are asked by everybody
