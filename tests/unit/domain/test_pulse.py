"""The pulse as such: when rounds are, what is kept of answers, and what is shown of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.agreement.cadences import Every
from bot.domain.agreement.pulse import Comments, PulseActs, PulseQuestion, Scale
from bot.domain.errors import Refused
from bot.domain.instant import instant, local
from bot.domain.pulse_results import results_of
from bot.domain.pulse_tally import (
    LONGEST_COMMENT,
    PulseAnswer,
    PulseBox,
    PulseRules,
    Tally,
    one_line,
)
from bot.domain.pulse_times import ends_at, half_way, next_opening, round_after, round_on
from bot.domain.workdays import working_days
from tests.builders import a_pulse
from tests.unit.engine.examples import ANTIBODY, PHASE_1, RAT, example

RHYTHMS = (Every.WEEK, Every.TWO_WEEKS, Every.MONTH, Every.QUARTER)
DAYS = st.dates(date(2026, 9, 1), date(2028, 3, 1))
QUESTIONS = (
    PulseQuestion(key="answers", text="I get answers.", scale=Scale.ONE_TO_FIVE),
    PulseQuestion(key="change", text="One change:", scale=Scale.TEXT),
)
RULES = PulseRules(questions=QUESTIONS, least=3)
EMPTY = Tally.empty(QUESTIONS)


def tally(*numbers: int, comments: tuple[str, ...] = ()) -> Tally:
    """Of some answers, the first of which have the comments."""
    found = EMPTY
    for place, number in enumerate(numbers):
        said = comments[place] if place < len(comments) else ""
        found = found.with_answer(PulseAnswer(scale={"answers": number}, comments={"change": said}))
    return found


@given(every=st.sampled_from(RHYTHMS), day=DAYS)
def test_every_day_is_in_one_round(every: Every, day: date) -> None:
    start, following = round_on(every, day), round_after(every, day)
    assert start <= day < following
    assert round_on(every, following - timedelta(days=1)) == start
    assert round_on(every, following) == following


@settings(max_examples=15)
@given(name=st.sampled_from((RAT, ANTIBODY, PHASE_1)), every=st.sampled_from(RHYTHMS), day=DAYS)
def test_a_round_opens_and_ends_on_days_that_all_work(name: str, every: Every, day: date) -> None:
    parties = example(name).parties
    after = instant(datetime.combine(day, datetime.min.time(), tzinfo=UTC))
    start, opened = next_opening(parties, every, after)
    assert opened > after
    assert round_on(every, start) == start
    ends = ends_at(parties, every, opened)
    assert opened < half_way(opened, ends) < ends
    for party in parties:
        read = local(ends, party.zone)
        assert working_days(party).is_working(read.date())
        assert read.time() >= party.hours.start
    following, opens = next_opening(parties, every, opened)
    assert following > start
    assert opens > opened


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(("", "b", "A", "a"))), max_size=6))
def test_a_tally_does_not_tell_the_order_of_answers(answers: list[tuple[int, str]]) -> None:
    def of(order: list[tuple[int, str]]) -> Tally:
        return tally(*(n for n, _ in order), comments=tuple(said for _, said in order))

    assert of(answers) == of(answers[::-1]) == of(sorted(answers))


def test_somebody_answers_once() -> None:
    answer = PulseAnswer(scale={"answers": 5}, comments={})
    box = PulseBox(tallies={"cro": EMPTY}).with_answer(2, "cro", answer)
    with pytest.raises(Refused):
        box.with_answer(2, "cro", answer)
    assert box.with_answer(1, "cro", answer).tallies["cro"].count == 2


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((1, 1, 2), 1.3),
        ((2, 2, 1), 1.7),
        ((4, 4, 4, 5), 4.3),
        ((5, 5, 5), 5.0),
        ((1, 2, 1, 1), 1.3),
    ],
)
def test_averages_have_one_digit_and_half_goes_up(numbers: tuple[int, ...], shown: float) -> None:
    (side,) = results_of({"cro": tally(*numbers)}, RULES).sides
    assert side.averages == {"answers": shown}


def test_of_three_sides_the_gap_is_between_those_furthest_apart() -> None:
    tallies = {"a": tally(3, 3, 3), "b": tally(5, 5, 4), "c": tally(1, 2, 2), "d": tally(5, 5)}
    found = results_of(tallies, RULES)
    gap = found.gap("answers")
    assert gap is not None
    assert (gap.size, gap.low, gap.high) == (3.0, "c", "b")
    assert found.asked == ("a", "b", "c", "d")
    assert found.side("d") is None


def test_comments_need_as_many_people_as_answers() -> None:
    two = results_of({"cro": tally(3, 3, 3, comments=("x", "y"))}, RULES)
    three = results_of({"cro": tally(3, 3, 3, comments=("x", "Y", "a"))}, RULES)
    assert two.sides[0].comments == {}
    assert three.sides[0].comments == {"change": ("a", "x", "Y")}


@pytest.mark.parametrize(
    ("tallies", "talked"),
    [
        ({"a": tally(3, 3, 3), "b": tally(4, 4, 4)}, []),  # neither under nor over, but at
        ({"a": tally(3, 3, 2), "b": tally(4, 4, 4)}, ["answers"]),
        ({"a": tally(5, 5, 5), "b": tally(4, 4, 3)}, ["answers"]),  # 5.0 and 3.7
        ({"a": tally(1, 1), "b": tally(3, 3, 3)}, []),  # what is not shown leads to nothing
    ],
)
def test_what_is_talked_about_is_what_both_read(
    tallies: dict[str, Tally], talked: list[str]
) -> None:
    acts = PulseActs(average_under=3, gap_over=1.2, agenda_of="call")
    assert list(results_of(tallies, RULES).to_talk_about(acts)) == talked


def test_open_questions_are_not_asked_where_comments_are_never_shown() -> None:
    rules = PulseRules.of(a_pulse(comments=Comments.NEVER, minimum_answers=1))
    assert rules.texts == ()
    assert rules.scales
    assert rules.least == 2


@given(st.text(max_size=700))
def test_a_comment_is_one_line_of_what_can_be_stored(text: str) -> None:
    said = one_line(text)
    assert len(said) <= LONGEST_COMMENT
    assert said == said.strip()
    assert all(each.isprintable() for each in said)
    assert said.encode().decode() == said
