"""Questions and heads-ups: what can follow what, whatever people press in whatever order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import Refused
from bot.domain.heads_up import HeadsUp, Seen, Wording
from bot.domain.instant import Instant, instant
from bot.domain.question import Ending, Question, Said, Turn
from tests.builders import at

NOW = at("2026-12-04T10:00")


def later(minutes: int) -> Instant:
    return instant(NOW + timedelta(minutes=minutes))


def said(text: str = "a", minutes: int = 1, person: str = "bob") -> Said:
    return Said(text=text, person=person, seat="cro_pm", at=later(minutes))


def a_question() -> Question:
    asked = said("why?", 0, "alice")
    return Question(
        id="c/question/1",
        collaboration="c",
        number=1,
        version=1,
        topic="Slides",
        person="alice",
        from_seat="program_manager",
        from_party="sponsor",
        to_party="cro",
        turns=(Turn(seat="cro_pm", asked=(asked,), since=NOW, due=later(60)),),
    )


def a_heads_up() -> HeadsUp:
    return HeadsUp(
        id="c/heads-up/1",
        collaboration="c",
        number=1,
        version=1,
        area=None,
        person="bob",
        from_seat="cro_pm",
        from_party="cro",
        to_seat="program_manager",
        to_party="sponsor",
        room=None,
        thread=None,
        wordings=(Wording(text="may be late", at=NOW),),
    )


def test_a_question_is_passed_on_asked_back_asked_further_and_answered_with_all_its_history() -> (
    None
):
    passed = a_question().passed_on("study_director", said("theirs", 5), later(90))
    assert (passed.turn.seat, passed.turn.since, passed.turn.due) == (
        "study_director",
        later(5),
        later(90),
    )
    back = passed.back(said("which slides?", 10))
    assert back.asked_back
    assert not back.waiting
    further = back.asked_further(said("the liver", 20, "alice"), later(120))
    assert further.waiting
    answered = further.answered(said("on Monday", 30))
    assert answered.over
    reworded = answered.answer_reworded(said("on Tuesday", 40))
    assert reworded.answer is not None
    assert reworded.answer.text == "on Tuesday"
    assert [turn.ending for turn in reworded.turns] == [
        Ending.PASSED_ON,
        Ending.ASKED_BACK,
        Ending.ANSWERED,
    ]
    assert [s.text for s in reworded.turn.replies] == ["on Monday", "on Tuesday"]
    assert reworded.turn.replied_at == later(30)  # an edit is no later answer


def test_the_second_of_two_answers_is_refused_and_a_taken_back_question_waits_for_nobody() -> None:
    answered = a_question().answered(said())
    refused: list[Callable[[], object]] = [
        lambda: answered.answered(said("b", 2)),
        lambda: answered.withdrawn(later(2)),
        lambda: answered.reworded(said("other", 2, "alice")),
        lambda: a_question().withdrawn(later(2)).answered(said("b", 3)),
        lambda: a_question().withdrawn(later(2)).asked_further(said("b", 3), later(60)),
        lambda: a_question().asked_further(said("b", 3), later(60)),
        lambda: a_question().answer_reworded(said("b", 3)),
    ]
    for after in refused:
        with pytest.raises(Refused, match=r"\."):
            after()


STEPS = st.lists(
    st.sampled_from(["answer", "back", "pass", "further", "reword", "withdraw", "nudge", "show"]),
    max_size=12,
)


@given(STEPS)
@settings(max_examples=80, deadline=None)
def test_in_any_order_nothing_said_is_lost_and_one_turn_at_most_is_open(steps: list[str]) -> None:
    question, kept = a_question(), ["why?"]
    for minute, step in enumerate(steps, start=1):
        word = f"text {minute}"
        one = said(word, minute)
        before = question
        steps_of: dict[str, Callable[[], Question]] = {
            "answer": partial(question.answered, one),
            "back": partial(question.back, one),
            "pass": partial(question.passed_on, "study_director", one, later(minute + 60)),
            "further": partial(question.asked_further, one, later(minute + 60)),
            "reword": partial(question.reworded, one),
            "withdraw": partial(question.withdrawn, later(minute)),
            "nudge": partial(question.nudged, later(minute)),
            "show": partial(question.shown, later(minute)),
        }
        try:
            question = steps_of[step]()
        except Refused:
            assert question is before
            continue
        if step not in ("withdraw", "nudge", "show"):
            kept.append(word)
    everything = [s.text for t in question.turns for s in (*t.asked, *t.replies)]
    assert set(kept) <= set(everything)
    assert sum(turn.open for turn in question.turns) == question.waiting
    assert all(turn.ending is not None for turn in question.turns[:-1])


def test_a_heads_up_is_seen_once_and_can_be_changed_for_a_quarter_of_an_hour() -> None:
    given_ = a_heads_up()
    seen = given_.noticed(Seen(person="alice", at=later(3)))
    assert seen.noticed(Seen(person="vera", at=later(4))) is seen
    reworded = seen.reworded(Wording(text="will be late", at=later(15)))
    assert (reworded.text, len(reworded.wordings)) == ("will be late", 2)
    assert reworded.reworded(Wording(text="will be late", at=later(15))) is reworded
    with pytest.raises(Refused, match="15 minutes"):
        reworded.reworded(Wording(text="x", at=later(16)))
    with pytest.raises(Refused, match="15 minutes"):
        reworded.withdrawn(later(16))
    withdrawn = given_.withdrawn(later(1))
    assert not withdrawn.counts
    refused: list[Callable[[], HeadsUp]] = [
        lambda: withdrawn.withdrawn(later(2)),
        lambda: withdrawn.noticed(Seen(person="alice", at=later(2))),
        lambda: withdrawn.reworded(Wording(text="x", at=later(2))),
    ]
    for after in refused:
        with pytest.raises(Refused, match="taken back"):
            after()
    assert replace(given_, withdrawn_at=None) == given_
