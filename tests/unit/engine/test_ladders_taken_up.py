"""Ladders of example 1 under what people say about them: computed by hand.

It is Thursday 14 January 2027, 20:00 in Hyderabad and 06:30 in San Diego. Who works when, and which
days are off, stands in `ladder_tables`. The toxicology consultant works Monday, Wednesday and
Friday. On days off the study monitor covers for Larkspur and the in-life supervisor for Deccan.
"""

from dataclasses import replace

import pytest

from bot.cards.compose.escalation_forms import DECISION_KEY, MET_KEY, TEXT_KEY
from bot.cards.compose.escalations import ACKNOWLEDGE, CLIMB, REOPEN, RESOLVE
from bot.domain.agreement.triggers import StepIf
from bot.domain.duration import Duration
from tests.unit.engine.escalating import press_on, raise_it, rat, rat_stage, until
from tests.unit.engine.ladder_stories import fill, lines, rang, report, with_trigger

DIRECTOR, MONITOR, CRO_PM = rat("study_director"), rat("study_monitor"), rat("cro_pm")
VP, SITE_HEAD, SPONSOR_PM = rat("vp_rd"), rat("site_head"), rat("program_manager")
DEATH = "unexpected_death"
LATER = "2027-02-10T12:00"
CLOSES = {MET_KEY: "yes", TEXT_KEY: "cause undetermined", DECISION_KEY: "dosing goes on"}


async def test_a_rung_is_told_again_as_often_as_agreed_and_no_more() -> None:
    stage = await rat_stage()
    first, *others = stage.agreement.trigger[DEATH].ladder
    again = replace(first, repeat_every=Duration.parse("3h"), repeat_at_most=2)
    with_trigger(stage, DEATH, ladder=(again, *others))
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, LATER)
    assert [each for each in await lines(stage, escalation) if "again" in each] == [
        "01-14 23:00 step 1 again, 1",
        "01-15 02:00 step 1 again, 2",
    ]
    # The first step, twice again, and the second as who covers.
    assert rang(stage, MONITOR, DIRECTOR) == {"study_monitor": 4, "study_director": 3}


async def test_where_it_is_not_agreed_how_often_a_rung_is_told_again_three_times() -> None:
    stage = await rat_stage()
    first, *others = stage.agreement.trigger[DEATH].ladder
    again = replace(first, repeat_every=Duration.parse("1h"))
    with_trigger(stage, DEATH, ladder=(again, *others))
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, LATER)
    assert [each for each in await lines(stage, escalation) if "again" in each] == [
        "01-14 21:00 step 1 again, 1",
        "01-14 22:00 step 1 again, 2",
        "01-14 23:00 step 1 again, 3",
    ]


@pytest.mark.parametrize("condition", [StepIf.NOT_RESOLVED, StepIf.ALWAYS])
async def test_repeats_stop_when_somebody_has_it_or_it_is_over(condition: StepIf) -> None:
    stage = await rat_stage()
    first, second, third = stage.agreement.trigger[DEATH].ladder
    every = {"repeat_every": Duration.parse("2h"), "repeat_at_most": 5}
    ladder = (replace(first, **every), second, replace(third, if_=(condition,), **every))  # type: ignore[arg-type]
    with_trigger(stage, DEATH, ladder=ladder)
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, "2027-01-14T22:30")
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    await until(stage, "2027-01-15T13:00")
    await fill(stage, MONITOR, escalation, RESOLVE, **CLOSES)
    await until(stage, LATER)
    assert [each for each in await lines(stage, escalation) if "again" in each] == [
        "01-14 22:00 step 1 again, 1",
        # That somebody has it stops what climbed for lack of an answer, and not this.
        "01-15 10:00 step 3 again, 1",
        "01-15 12:00 step 3 again, 2",
    ]
    assert rang(stage, MONITOR, VP) == {"study_monitor": 2, "vp_rd": 3}


async def test_reopened_it_climbs_from_that_moment_and_nothing_is_left_of_the_first_run() -> None:
    stage = await rat_stage()
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, "2027-01-14T21:00")
    await fill(stage, MONITOR, escalation, RESOLVE, **CLOSES)
    await until(stage, "2027-01-16T12:00")  # Saturday; Friday 22:30 in San Diego
    await fill(stage, MONITOR, escalation, REOPEN, **{TEXT_KEY: "another animal"})
    await until(stage, LATER)
    assert await lines(stage, escalation) == [
        "01-14 20:00 step 1: start",
        "01-14 20:00 1 study_monitor",
        "01-14 20:00 1 study_director",
        "01-16 12:00 step 1: start",
        "01-16 12:00 1 study_monitor",
        "01-16 12:00 1 study_director",
        "01-16 16:00 step 2: not_acknowledged",
        "01-16 16:00 2 tox_consultant",
        "01-16 16:00 2 study_monitor",
        "01-16 16:00 2 deputy_study_director",
        "01-17 00:00 step 3: not_resolved",
        "01-17 00:00 3 vp_rd",
        "01-17 00:00 3 study_monitor",
        "01-17 00:00 3 site_head",
        "01-17 00:00 3 inlife_supervisor",
    ]


async def test_a_rung_reached_by_hand_is_not_reached_again_when_it_is_due() -> None:
    stage = await rat_stage()
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, "2027-01-14T21:00")
    await fill(stage, DIRECTOR, escalation, CLIMB, **{TEXT_KEY: "a second cage"})
    await until(stage, LATER)
    assert (await lines(stage, escalation))[3:] == [
        "01-14 21:00 step 2: by_hand",
        "01-14 21:00 2 tox_consultant",
        "01-14 21:00 2 study_monitor",
        "01-14 21:00 2 deputy_study_director",
        "01-15 08:00 step 3: not_resolved",
        "01-15 08:00 3 vp_rd",
        "01-15 08:00 3 site_head",
        "01-15 08:00 3 inlife_supervisor",
    ]


async def test_by_hand_a_rung_is_reached_that_time_had_passed_by() -> None:
    stage = await rat_stage()
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    await until(stage, "2027-01-15T01:00")
    await fill(stage, DIRECTOR, escalation, CLIMB, **{TEXT_KEY: "a second cage"})
    assert (await lines(stage, escalation))[3:5] == [
        "01-15 00:00 step 2 not needed: acknowledged",
        "01-15 01:00 step 2: by_hand",
    ]


async def test_a_rung_that_only_reports_lead_to_is_reached_once_and_not_by_time() -> None:
    stage = await rat_stage()
    first, _, third = stage.agreement.trigger[DEATH].ladder
    only = replace(third, if_=(), or_reported=("two deaths in one group", "a second cage"))
    with_trigger(stage, DEATH, ladder=(first, only))
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, "2027-01-15T20:00")
    assert len(await lines(stage, escalation)) == 3
    for _ in range(2):
        await report(stage, DIRECTOR, escalation)
    await until(stage, LATER)
    assert [each for each in await lines(stage, escalation) if "step" in each][1:] == [
        "01-15 20:00 step 3: reported"
    ]


async def test_a_rung_reached_by_report_leaves_those_below_to_their_time() -> None:
    stage = await rat_stage()
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, "2027-01-14T22:00")
    await report(stage, DIRECTOR, escalation)
    await until(stage, LATER)
    assert (await lines(stage, escalation))[3:] == [
        "01-14 22:00 step 3: reported",
        "01-14 22:00 3 vp_rd",
        "01-14 22:00 3 site_head",
        "01-15 00:00 step 2: not_acknowledged",
        "01-15 00:00 2 tox_consultant",
        "01-15 00:00 2 study_monitor",
        "01-15 00:00 2 deputy_study_director",
        "01-15 00:00 2 inlife_supervisor",
    ]


async def test_what_is_reported_keeps_a_rung_from_being_reached() -> None:
    stage = await rat_stage()
    escalation = await raise_it(stage, CRO_PM, "key_role_change")
    await until(stage, "2027-01-20T10:00")
    await report(stage, CRO_PM, escalation)
    await until(stage, LATER)
    assert (await lines(stage, escalation))[-1] == "01-25 20:00 step 2 not needed: averted"
    assert rang(stage, VP, SITE_HEAD) == {"vp_rd": 0, "site_head": 0}


async def test_what_is_reported_while_hours_are_waited_for_spares_them() -> None:
    stage = await rat_stage()
    escalation = await raise_it(stage, CRO_PM, "key_role_change")
    await until(stage, "2027-01-25T21:00")
    await report(stage, CRO_PM, escalation)
    await until(stage, LATER)
    assert (await lines(stage, escalation))[-5:] == [
        "01-25 20:00 step 2: not_reported",
        "01-25 20:00 2 vp_rd waits until 01-25 22:00",
        "01-25 20:00 2 site_head waits until 01-27 09:00",
        "01-25 22:00 2 vp_rd not told: averted",
        "01-27 09:00 2 site_head not told: averted",
    ]
    assert rang(stage, VP, SITE_HEAD) == {"vp_rd": 0, "site_head": 0}


@pytest.mark.parametrize(("taken_up", "messages"), [(True, 1), (False, 2)])
async def test_without_a_trigger_leads_are_told_once_more_only_while_nobody_has_it(
    taken_up: bool, messages: int
) -> None:
    stage = await rat_stage()
    escalation = await raise_it(stage, DIRECTOR, None)
    await until(stage, "2027-01-14T22:10")
    if taken_up:
        await press_on(stage, SPONSOR_PM, escalation, ACKNOWLEDGE)
    await until(stage, LATER)
    assert rang(stage, SPONSOR_PM) == {"program_manager": messages}
