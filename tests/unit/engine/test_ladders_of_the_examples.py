"""Every trigger of both examples raised and left alone: who is told when, computed by hand."""

import pytest

from bot.cards.plain import card_text
from tests.unit.engine.escalating import (
    KOLKATA,
    MELBOURNE,
    kept,
    messages,
    phase1,
    phase1_stage,
    raise_it,
    rat,
    rat_stage,
    tellings,
    until,
)
from tests.unit.engine.ladder_tables import PHASE1, RAT


def test_the_tables_hold_every_trigger() -> None:
    from tests.unit.domain.test_ladder import example  # noqa: PLC0415 - read once, cached there

    assert set(RAT) == set(example("01_rat_tox_in_vivo").trigger)
    assert set(PHASE1) == set(example("03_phase1_abroad").trigger)


@pytest.mark.parametrize("trigger", RAT)
async def test_a_ladder_of_example_1_climbs_as_computed(trigger: str) -> None:
    stage = await rat_stage()
    giver = stage.agreement.trigger[trigger].first_notice.from_
    escalation = await raise_it(stage, rat(giver), trigger)
    await until(stage, "2027-02-05T12:00")
    assert await tellings(stage, escalation, KOLKATA) == RAT[trigger]
    for _, step, seat in RAT[trigger]:
        assert messages(stage, rat(seat), "E-1"), (step, seat)


@pytest.mark.parametrize("trigger", PHASE1)
async def test_a_ladder_of_example_3_climbs_as_computed(trigger: str) -> None:
    stage = await phase1_stage()
    giver = stage.agreement.trigger[trigger].first_notice.from_
    escalation = await raise_it(stage, phase1(stage, giver), trigger)
    await until(stage, "2027-03-20T12:00", MELBOURNE)
    assert await tellings(stage, escalation, MELBOURNE) == PHASE1[trigger]
    label = (await kept(stage))[0].label
    assert label == ("R-1" if trigger in ("drug_temperature", "accidental_unblinding") else "E-1")
    for _, step, seat in PHASE1[trigger]:
        assert messages(stage, phase1(stage, seat), label), (step, seat)


async def test_who_is_away_is_told_through_who_stands_in() -> None:
    stage = await rat_stage("2027-01-13T20:00")
    monitor, consultant = rat("study_monitor"), rat("tox_consultant")
    await stage.say(monitor, "away 13 Jan to 20 Jan")
    await stage.press(monitor, stage.received(monitor)[-1], "Yes, I am away")
    await raise_it(stage, rat("study_director"), "unexpected_death")
    assert not messages(stage, monitor, "E-1")
    (told,) = messages(stage, consultant, "E-1")
    assert "comes to you as deputy" in card_text(told.card)


async def test_nobody_is_told_twice_on_a_rung_and_everything_is_told_once() -> None:
    stage = await rat_stage()
    await raise_it(stage, rat("study_director"), "unexpected_death")
    await until(stage, "2027-01-20T12:00")
    # The study monitor: the first step, and once more as cover on the second.
    assert len(messages(stage, rat("study_monitor"), "E-1")) == 2
    assert len(messages(stage, rat("inlife_supervisor"), "E-1")) == 2
    assert len(messages(stage, rat("vp_rd"), "E-1")) == 1
