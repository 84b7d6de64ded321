"""An action and a decision, from one state to the next: nothing that was said is lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.action_times import times_on
from bot.domain.actions import Action, ActionState, Ending
from bot.domain.deciding import Decider
from bot.domain.decisions import Decision, DecisionState
from bot.domain.deed import Deed
from bot.domain.errors import Refused
from bot.domain.instant import instant
from tests.builders import HYDERABAD, an_agreement, at

BY = Deed(person="bob", party="cro", seat="cro_pm", at=at("2026-12-04T17:00", HYDERABAD))
DONE = Ending(state=ActionState.DONE, reason="", by=BY)
DROPPED = Ending(state=ActionState.DROPPED, reason="The slide was found", by=BY)


def an_action(day: date = date(2026, 12, 7)) -> Action:
    return Action(
        collaboration="c1",
        number=7,
        what="Send the slides",
        owner="study_director",
        party="cro",
        times=times_on(an_agreement(), "study_director", day),
        version=2,
        raised=BY,
        since=BY.at,
        source="event-1",
    )


def a_decision(**changes: object) -> Decision:
    decision = Decision(
        collaboration="c1",
        number=4,
        topic="Dose levels",
        outcome="30 mg/kg",
        decider=Decider(party="sponsor"),
        version=2,
        written=BY,
        source="event-1",
    )
    return replace(decision, **changes)  # type: ignore[arg-type]  # a builder


def test_it_is_late_only_after_the_grace_and_never_once_it_ended() -> None:
    action = an_action()
    end = action.times.late_at
    assert not action.late(instant(end - timedelta(seconds=1)))
    assert action.late(end)
    assert not action.ended(DONE).late(instant(end + timedelta(days=9)))


@pytest.mark.parametrize("ending", [DONE, DROPPED])
def test_what_ended_is_not_ended_or_changed_again_and_can_be_opened(ending: Ending) -> None:
    ended = an_action().ended(ending)
    with pytest.raises(Refused, match="type action 7 reopen"):
        ended.ended(DONE)
    with pytest.raises(Refused, match="Action 7 is"):
        ended.edited(
            BY, "", what="x", owner="cro_pm", party="cro", version=2, times=an_action().times
        )
    again = ended.reopened(BY.at)
    assert again.open
    assert again.taken_back == (ending,)
    assert again.round == 1
    with pytest.raises(Refused, match="open already"):
        again.reopened(BY.at)


def test_an_edit_keeps_what_stood_there_and_asks_anew() -> None:
    action = replace(an_action(), late_since=an_action().times.late_at)
    moved = action.edited(
        BY,
        "The vet is away",
        what=action.what,
        owner="cro_pm",
        party="cro",
        version=2,
        times=an_action(date(2026, 12, 9)).times,
    )
    (edit,) = moved.edits
    assert (edit.owner, edit.day, edit.reason) == (
        "study_director",
        date(2026, 12, 7),
        "The vet is away",
    )
    assert moved.late_since is None
    assert moved.round == 1


def test_a_restricted_one_has_a_number_of_its_own_series() -> None:
    assert an_action().label == "7"
    assert replace(an_action(), restricted=True).label == "R7"
    assert a_decision(restricted=True).label == "R4"


def test_a_decision_is_settled_once() -> None:
    recorded, declined = a_decision().recorded(BY), a_decision().declined(BY, "Not yet")
    assert recorded.counts
    assert (declined.state, declined.because) == (DecisionState.DECLINED, "Not yet")
    for settled in (recorded, declined):
        with pytest.raises(Refused, match="Decision 4"):
            settled.recorded(BY)
        with pytest.raises(Refused, match="Decision 4"):
            settled.declined(BY, "")


def test_a_later_decision_takes_the_place_of_one_that_counts_and_changes_no_word_of_it() -> None:
    before = a_decision().recorded(BY)
    after = before.in_place_of(9)
    assert not after.counts
    assert replace(after, replaced_by=None) == before
    with pytest.raises(Refused, match="replaced by decision 9"):
        after.in_place_of(10)
    with pytest.raises(Refused, match="not on record"):
        a_decision().in_place_of(9)
