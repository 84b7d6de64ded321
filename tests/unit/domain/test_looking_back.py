"""Looking back: each side once, and nothing is read before all answered or the time is over."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.deed import Deed
from bot.domain.errors import Refused
from bot.domain.instant import instant
from bot.domain.looking_back import Judged, Lesson, LookBack
from tests.unit.domain.test_ladder import START

SIDES = ("sponsor", "cro", "lab")
LATER = instant(START + timedelta(days=14))


def a_lesson(side: str, change: str = "") -> Lesson:
    by = Deed(person=f"{side}'s", party=side, seat=None, at=START)
    return Lesson(by=by, change=change)


@settings(max_examples=60)
@given(
    sides=st.integers(1, 3).map(lambda count: SIDES[:count]),
    said=st.lists(st.sampled_from((*SIDES, "nobody", "time")), max_size=8),
)
def test_nothing_is_told_before_the_end_and_each_side_is_heard_once(
    sides: tuple[str, ...], said: list[str]
) -> None:
    look_back, heard = LookBack(run=1, sides=sides, ends_at=LATER), list[str]()
    for each in said:
        if each == "time":
            look_back = look_back.over(LATER)
            continue
        may = look_back.open and each in sides and each not in heard
        if not may:
            with pytest.raises(Refused):
                look_back.with_lesson(a_lesson(each))
            continue
        look_back = look_back.with_lesson(a_lesson(each))
        heard.append(each)
    over = set(heard) == set(sides) or "time" in said
    assert look_back.open is not over
    told = [lesson.by.party for lesson in look_back.told]
    assert told == ([side for side in sides if side in heard] if over else [])


def test_who_would_change_something_says_so_in_either_way() -> None:
    by = Deed(person="p", party="cro", seat=None, at=START)
    assert not Lesson(by=by, helped="the call", judged=Judged.RIGHT).wants_change
    assert Lesson(by=by, change="ring twice").wants_change
    assert Lesson(by=by, judged=Judged.FALSE_ALARM).wants_change
