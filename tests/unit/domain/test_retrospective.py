"""A retrospective: nothing is told before its end, and nothing in it tells who wrote what."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import Instant, instant
from bot.domain.looking_back import Led
from bot.domain.retrospective import (
    MOST_POINTS,
    Answered,
    Invited,
    Retrospective,
    Talk,
    phase_of,
    share,
)
from tests.builders import at

BEGIN = instant(at("2027-02-08T09:00"))
PEOPLE = [(f"p{number}", ("sponsor", "cro")[number % 2]) for number in range(6)]
RETROSPECTIVE = Retrospective(
    id="c/retrospective/1",
    collaboration="c",
    number=1,
    occasions=("phase/dosing",),
    version=1,
    begun_at=BEGIN,
    ends_at=instant(BEGIN + timedelta(days=7)),
    invited=tuple(Invited(person=person, party=party) for person, party in PEOPLE),
)


def later(days: int) -> Instant:
    return instant(BEGIN + timedelta(days=days))


def an_answer(number: int, change: str = "fewer calls", **more: object) -> Answered:
    person, party = PEOPLE[number]
    values = {"person": person, "party": party, "at": BEGIN, "change": change, **more}
    return Answered(**values)  # type: ignore[arg-type]  # a builder names only what matters


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(["a", "B", "c", "d"])), min_size=1, max_size=8
    ),
    st.randoms(use_true_random=False),
)
def test_the_last_word_of_each_is_told_at_the_end_in_whatever_order_they_came(
    said: list[tuple[int, str]], chance: object
) -> None:
    running = RETROSPECTIVE
    for number, change in said:
        running = running.answered(an_answer(number, change))
        assert running.told == ()
        assert running.changes == ()
    over, last = running.over(later(7)), dict(said)
    shuffled = list(last.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a `random.Random`
    other = RETROSPECTIVE
    for number, change in shuffled:
        other = other.answered(an_answer(number, change))
    assert over.changes == other.over(later(7)).changes
    assert sorted(over.changes) == sorted(
        (PEOPLE[number][1], text) for number, text in last.items()
    )
    assert {each.person for each in over.waiting_for} == {
        person for number, (person, _) in enumerate(PEOPLE) if number not in last
    }


def test_nobody_answers_who_is_not_asked_or_when_it_is_over() -> None:
    with pytest.raises(Refused, match="A few people of each side"):
        RETROSPECTIVE.answered(replace(an_answer(0), person="somebody"))
    with pytest.raises(Refused, match="is over"):
        RETROSPECTIVE.over(later(7)).answered(an_answer(0))
    with pytest.raises(InvalidInput):
        an_answer(0, change="")


def test_it_is_discussed_once_it_is_over_and_each_point_is_kept_once() -> None:
    point = Talk(id="e1", party="cro", text="we tried it", at=later(8))
    with pytest.raises(Refused):
        RETROSPECTIVE.talked(point)
    over = RETROSPECTIVE.over(later(7)).talked(point).talked(point)
    assert over.talks == (point,)
    assert over.over(later(9)).over_at == later(7)
    full = over
    for number in range(MOST_POINTS - 1):
        full = full.talked(replace(point, id=f"more {number}"))
    with pytest.raises(Refused):
        full.talked(replace(point, id="one too many"))


def test_a_proposal_that_came_of_it_is_kept_once_as_it_stands() -> None:
    first, second = Led(amendment="a1", number=4), Led(amendment="a2", number=3)
    led = RETROSPECTIVE.with_led(first).with_led(second).with_led(replace(first, version=5))
    assert led.led_to == (second, replace(first, version=5))


def test_it_is_about_each_thing_once_and_asks_twelve_people_at_most() -> None:
    both = RETROSPECTIVE.about_too("closing").about_too("phase/dosing")
    assert both.occasions == ("phase/dosing", "closing")
    assert [phase_of(each) for each in both.occasions] == ["dosing", None]
    assert [share(sides) for sides in (2, 3, 5)] == [6, 4, 2]
