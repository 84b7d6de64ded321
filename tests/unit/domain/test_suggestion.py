"""A suggestion, whatever people do with it; and its times, on the calendar of who gets it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import Refused
from bot.domain.instant import Instant, instant
from bot.domain.question import Said
from bot.domain.suggestion import Answered, Suggestion, Turn, Verdict, id_of
from bot.domain.suggestion_times import comes_back_at, days_waited, due_of, times_of
from tests.builders import HYDERABAD, at
from tests.unit.engine.examples import RAT, example

BEGIN = instant(datetime(2026, 12, 2, 9, tzinfo=UTC))


def said(text: str = "because", now: Instant = BEGIN) -> Said:
    return Said(text=text, person="p", seat="sd", at=now)


def a_suggestion() -> Suggestion:
    return Suggestion(
        id=id_of("c", 1, restricted=False),
        collaboration="c",
        number=1,
        version=1,
        topic="Slides",
        person="p",
        from_seat=None,
        from_party="sponsor",
        to_party="cro",
        wordings=(said("idea"),),
        turns=(Turn(seat="sd", since=BEGIN, due=BEGIN),),
    )


Step = Callable[[Suggestion], Suggestion]


def answer(verdict: Verdict, again: date | None = None) -> Step:
    return lambda s: s.answered(Answered(verdict=verdict, reason=said(), again=again))


STEPS: tuple[Step, ...] = (
    answer(Verdict.ADOPTED),
    answer(Verdict.NO),
    answer(Verdict.NOT_NOW),
    answer(Verdict.NOT_NOW, date(2027, 1, 1)),
    lambda s: s.passed_on("qa", said(), BEGIN),
    lambda s: s.reworded(said("another idea")),
    lambda s: s.withdrawn(BEGIN),
    lambda s: s.came_back(BEGIN, BEGIN) if s.comes_back else s,
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(STEPS), max_size=7))
def test_whatever_is_done_one_seat_at_most_has_it_and_what_is_over_stays_over(
    steps: list[Step],
) -> None:
    now = a_suggestion()
    for step in steps:
        before = now
        with suppress(Refused):
            now = step(now)
        assert sum(turn.open for turn in now.turns) <= 1
        assert not any(turn.open for turn in now.turns[:-1])
        if before.withdrawn_at is not None or before.adopted:
            assert now == before
        if before.answer is not None and now.answer not in (None, before.answer):
            assert now.adopted  # only a yes can follow
        assert now.text in ("idea", "another idea")
        assert now.unfinished == (now.waiting or now.comes_back is not None)


def test_its_times_are_those_of_who_gets_it() -> None:
    agreement = example(RAT)
    since = at("2026-12-04T16:00", HYDERABAD)  # a Friday; Saturday is worked, Sunday is not
    due = due_of(agreement, "study_director", since)
    assert due == at("2026-12-10T16:00", HYDERABAD)
    times = times_of(
        agreement, replace(a_suggestion().turn, seat="study_director", since=since, due=due)
    )
    assert times.half_way - since == due - times.half_way
    assert times.shown == at("2026-12-11T16:00", HYDERABAD)
    waited = [
        days_waited(agreement, "study_director", since, instant(since + timedelta(days=days)))
        for days in range(5)
    ]
    assert waited == [0, 1, 1, 2, 3]
    sunday = comes_back_at(agreement, "study_director", date(2026, 12, 13))
    assert sunday == at("2026-12-14T09:00", HYDERABAD)
