"""Acknowledgements of example 1 that count for some hours only: computed by hand.

It is Thursday 14 January 2027, 20:00 in Hyderabad and 06:30 in San Diego. Who works when, and which
days are off, stands in `ladder_tables`. The toxicology consultant works Monday, Wednesday and
Friday. On days off the study monitor covers for Larkspur and the in-life supervisor for Deccan.
"""

from dataclasses import replace
from datetime import timedelta

from bot.cards.compose.escalations import ACKNOWLEDGE
from bot.cards.plain import card_text
from bot.domain.duration import Duration
from tests.unit.engine.escalating import press_on, raise_it, rat, rat_stage, until
from tests.unit.engine.ladder_stories import lines, rang, with_trigger

DIRECTOR, MONITOR, SPONSOR_PM = rat("study_director"), rat("study_monitor"), rat("program_manager")
DEATH = "unexpected_death"
LATER = "2027-02-10T12:00"


async def test_an_acknowledgement_that_expires_rings_once_each_time_at_who_had_it() -> None:
    stage = await rat_stage()
    with_trigger(stage, DEATH, acknowledged_for=Duration.parse("6h"))
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, "2027-01-14T21:00")
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    await until(stage, "2027-01-15T02:59")
    assert rang(stage, MONITOR) == {"study_monitor": 1}
    await until(stage, "2027-01-15T03:00")
    # Whoever had it is reminded on the first step, and told on the second as who covers.
    assert rang(stage, MONITOR) == {"study_monitor": 3}
    for acknowledged, expires, count in (
        ("2027-01-15T04:00", "2027-01-15T09:59", 3),
        ("2027-01-15T11:00", "2027-01-15T16:59", 4),
    ):
        await until(stage, acknowledged)
        await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
        await until(stage, expires)
        assert rang(stage, MONITOR) == {"study_monitor": count}
    await until(stage, LATER)
    assert rang(stage, MONITOR) == {"study_monitor": 5}
    told = [card_text(shown.card) for shown in stage.received(MONITOR)]
    assert "You had it" in next(t for t in reversed(told) if not t.startswith("Retrospective"))
    assert (await lines(stage, escalation))[3:] == [
        "01-15 00:00 step 2 not needed: acknowledged",
        "01-15 03:00 nobody has it any more",
        "01-15 03:00 step 2: not_acknowledged",
        "01-15 03:00 2 tox_consultant",
        "01-15 03:00 2 study_monitor",
        "01-15 03:00 2 deputy_study_director",
        "01-15 03:00 2 inlife_supervisor",
        "01-15 08:00 step 3: not_resolved",
        "01-15 08:00 3 vp_rd",
        "01-15 08:00 3 site_head",
        "01-15 08:00 3 inlife_supervisor",
        "01-15 10:00 nobody has it any more",
        "01-15 17:00 nobody has it any more",
    ]


async def test_where_who_had_it_was_not_told_their_side_is_reminded_when_it_expires() -> None:
    stage = await rat_stage()
    (first, *_) = stage.agreement.trigger[DEATH].ladder
    with_trigger(stage, DEATH, ladder=(first,), acknowledged_for=Duration.parse("6h"))
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await press_on(stage, SPONSOR_PM, escalation, ACKNOWLEDGE)
    await until(stage, LATER)
    assert (await lines(stage, escalation))[-1] == "01-15 02:00 nobody has it any more"
    assert rang(stage, MONITOR, DIRECTOR) == {"study_monitor": 2, "study_director": 1}
    assert "You had it" not in stage.last_text(MONITOR)


async def test_who_was_spared_while_somebody_had_it_is_told_when_that_expires() -> None:
    stage = await rat_stage()
    clock = replace(stage.agreement.trigger[DEATH].clock, calendar="cro")
    with_trigger(stage, DEATH, clock=clock, acknowledged_for=Duration.parse("6h"))
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, "2027-01-15T21:00")
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    await until(stage, LATER)
    assert await lines(stage, escalation) == [
        "01-14 20:00 step 1: start",
        "01-14 20:00 1 study_monitor waits until 01-14 22:00",
        "01-14 20:00 1 study_director",
        "01-14 22:00 1 study_monitor",
        # The consultant works on Friday in San Diego, the deputy on Saturday in Hyderabad.
        "01-15 00:00 step 2: not_acknowledged",
        "01-15 00:00 2 tox_consultant waits until 01-15 22:00",
        "01-15 00:00 2 deputy_study_director waits until 01-16 09:00",
        "01-15 08:00 step 3: not_resolved",
        "01-15 08:00 3 vp_rd waits until 01-15 22:00",
        "01-15 08:00 3 site_head waits until 01-16 09:00",
        "01-15 22:00 2 tox_consultant not told: acknowledged",
        "01-15 22:00 3 vp_rd",
        # 13:30 on Friday in San Diego.
        "01-16 03:00 nobody has it any more",
        "01-16 03:00 2 tox_consultant",
        "01-16 09:00 2 deputy_study_director",
        "01-16 09:00 3 site_head",
    ]


async def test_repeats_go_on_once_an_acknowledgement_has_expired() -> None:
    stage = await rat_stage()
    first, *others = stage.agreement.trigger[DEATH].ladder
    again = replace(first, repeat_every=Duration.parse("3h"), repeat_at_most=2)
    with_trigger(stage, DEATH, ladder=(again, *others), acknowledged_for=Duration.parse("6h"))
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, "2027-01-14T21:00")
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    await until(stage, LATER)
    assert [each for each in await lines(stage, escalation) if "again" in each] == [
        # It expires at 03:00.
        "01-15 06:00 step 1 again, 1",
        "01-15 09:00 step 1 again, 2",
    ]


async def test_what_is_taken_up_again_before_the_tick_of_its_expiry_counts_on() -> None:
    stage = await rat_stage()
    with_trigger(stage, DEATH, acknowledged_for=Duration.parse("6h"))
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, "2027-01-14T21:00")
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    stage.clock.advance(timedelta(hours=6, minutes=1))  # nothing has looked at the agenda yet
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    assert (await lines(stage, escalation))[3:] == ["01-15 03:01 step 2 not needed: acknowledged"]
    assert rang(stage, MONITOR) == {"study_monitor": 1}
