"""How old open actions and decisions were at a moment."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.action_times import times_on
from bot.domain.actions import Action, ActionState, Edit, Ending
from bot.domain.ages import Band, ages, band, open_actions, open_decisions
from bot.domain.deciding import Decider
from bot.domain.decisions import Decision, DecisionState
from bot.domain.deed import Deed
from bot.domain.instant import Instant
from bot.domain.standing_still import Stretch
from tests.builders import an_agreement, at

JAN, FEB, MAR = (at(f"2027-0{month}-01T00:00") for month in (1, 2, 3))
MIDDLE = at("2027-01-15T00:00")


def deed(moment: Instant) -> Deed:
    return Deed(person="p", party="cro", seat="cro_pm", at=moment)


def an_action(**changes: object) -> Action:
    action = Action(
        collaboration="c",
        number=1,
        what="send it",
        owner="cro_pm",
        party="cro",
        times=times_on(an_agreement(), "cro_pm", JAN.date()),
        version=2,
        raised=deed(JAN),
        since=JAN,
        source="e",
    )
    return replace(action, **changes)  # type: ignore[arg-type]  # a builder names what matters


def done(moment: Instant) -> Ending:
    return Ending(state=ActionState.DONE, reason="", by=deed(moment))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Band.WEEK),
        (6.9, Band.WEEK),
        (7, Band.MONTH),
        (29.9, Band.MONTH),
        (30, Band.QUARTER),
        (89.9, Band.QUARTER),
        (90, Band.OLDER),
        (900, Band.OLDER),
    ],
)
def test_bands_begin_with_their_first_day(days: float, expected: Band) -> None:
    assert band(timedelta(days=days)) is expected


def test_a_pause_makes_nothing_older() -> None:
    pause = [Stretch(begin=at("2027-01-02T00:00"), end=at("2027-01-30T00:00"))]
    assert ages([JAN], FEB, ()) == {Band.QUARTER: 1}
    assert ages([JAN], FEB, pause) == {Band.WEEK: 1}


def test_an_action_is_open_from_asked_for_to_done_and_again_when_it_is_opened_again() -> None:
    ended = an_action(state=ActionState.DONE, ending=done(FEB))
    assert list(open_actions([(ended, ())], FEB)) == [("cro_pm", JAN)]  # till that very moment
    assert list(open_actions([(ended, ())], MAR)) == []
    assert list(open_actions([(ended, ())], JAN)) == []
    again = an_action(taken_back=(done(MIDDLE),))
    assert list(open_actions([(again, (FEB,))], FEB)) == []
    assert list(open_actions([(again, (FEB,))], MAR)) == [("cro_pm", JAN)]


def test_it_is_of_the_seat_that_owned_it_then() -> None:
    edit = Edit(by=deed(FEB), reason="", what="", owner="program_manager", day=JAN.date())
    handed_on = [(an_action(edits=(edit,)), ())]
    assert list(open_actions(handed_on, FEB)) == [("program_manager", JAN)]
    assert list(open_actions(handed_on, MAR)) == [("cro_pm", JAN)]


def test_a_decision_waits_for_the_side_that_decides_until_it_says_a_word() -> None:
    proposed = Decision(
        collaboration="c",
        number=1,
        topic="Dose levels",
        outcome="as they are",
        decider=Decider(party="sponsor"),
        version=2,
        written=deed(JAN),
        source="e",
    )
    assert list(open_decisions([proposed], MAR)) == [("sponsor", JAN)]
    settled = replace(proposed, state=DecisionState.DECLINED, settled=deed(FEB))
    assert list(open_decisions([settled], FEB)) == [("sponsor", JAN)]
    assert list(open_decisions([settled], MAR)) == []
