"""When a notice that nobody has recorded is spoken of: always in order, whatever the clock."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.instant import instant
from bot.domain.notice_times import notice_times
from tests.unit.domain.test_ladder import PHASE1, START, a_case
from tests.unit.engine.examples import RAT

WITH_NOTICES = [
    ("unexpected_death", RAT),
    ("budget_overrun", RAT),
    ("sae", PHASE1),
    ("stopping_rule", PHASE1),
]


@settings(max_examples=25, deadline=None)
@given(
    which=st.sampled_from(WITH_NOTICES),
    known_later=st.integers(0, 60 * 24 * 10),
)
def test_first_the_reminder_then_its_time_then_the_lead(
    which: tuple[str, str], known_later: int
) -> None:
    """However late it is raised after the clock started."""
    case = a_case(*which)
    raised = instant(START + timedelta(minutes=known_later))
    case = replace(case, escalation=replace(case.escalation, raised_at=raised))
    for notice in case.notices():
        times = notice_times(case, notice)
        assert times is not None
        assert notice.due is not None
        begins = max(notice.begins, raised)
        assert times.due == max(notice.due, raised)
        assert timedelta(minutes=30) <= times.lead - times.due <= timedelta(days=1)
        if times.remind is not None:
            assert begins < times.remind < times.due
            assert times.remind - begins == times.due - times.remind
        else:
            assert notice.due - begins < timedelta(minutes=10)


@pytest.mark.parametrize("which", WITH_NOTICES)
def test_without_an_agreed_time_nothing_is_spoken_of(which: tuple[str, str]) -> None:
    case = a_case(*which)
    (first, *_) = case.notices()
    assert notice_times(case, replace(first, due=None)) is None
