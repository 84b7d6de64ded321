"""Ladders of example 1 under what happens to people and to them, computed by hand.

Unless a test says otherwise it is Thursday 14 January 2027, 20:00 in Hyderabad and 06:30 in San
Diego. Who works when, and which days are off, stands in `ladder_tables`. Of the seats used here the
study monitor and the study director are on call; the toxicology consultant, who is the monitor's
deputy, works Monday, Wednesday and Friday.
"""

from dataclasses import replace

from bot.cards.compose.escalation_forms import CHOICE_KEY, DECISION_KEY, MET_KEY, TEXT_KEY
from bot.cards.compose.escalations import ACKNOWLEDGE, CLIMB, REOPEN, REPORT_FACT, RESOLVE
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.duration import Duration
from bot.domain.escalation import Escalation
from tests.unit.engine.escalating import press_on, raise_it, rat, rat_stage, until
from tests.unit.engine.founding import form_of
from tests.unit.engine.ladder_stories import lines, rang
from tests.unit.engine.stage import Stage

DIRECTOR, DEPUTY_DIRECTOR = rat("study_director"), rat("deputy_study_director")
MONITOR, CONSULTANT = rat("study_monitor"), rat("tox_consultant")
VP, SITE_HEAD, CRO_PM, SPONSOR_PM = (
    rat("vp_rd"),
    rat("site_head"),
    rat("cro_pm"),
    rat("program_manager"),
)
DEATH = "unexpected_death"
LATER = "2027-02-10T12:00"


async def goes_away(stage: Stage, who: Address, dates: str) -> None:
    await stage.say(who, f"away {dates}")
    await stage.press(who, stage.received(who)[-1], "Yes, I am away")


async def leave(stage: Stage, *seats: str) -> None:
    """Nobody holds these seats any more."""
    async with stage.accord.storage.transaction() as tx:
        directory = await stage.accord.directory.current(tx)
        for holding in directory.holdings(stage.collaboration.id):
            if holding.seat in seats:
                await tx.directory.end_holding(holding, stage.clock.now())


def with_trigger(stage: Stage, key: str, **changes: object) -> Agreement:
    """Let the agreement in force have another version of a trigger."""
    changed = replace(stage.agreement.trigger[key], **changes)  # type: ignore[arg-type]  # few named
    others = tuple(each for each in stage.agreement.triggers if each.key != key)
    stage.agreement = replace(stage.agreement, triggers=(changed, *others))
    in_force = (stage.collaboration.id, stage.collaboration.version)
    stage.accord.agreements._loaded[in_force] = stage.agreement
    return stage.agreement


async def fill(
    stage: Stage, actor: Address, escalation: Escalation, action: str, **values: str
) -> None:
    """Press a button that opens a form, and send that."""
    form = form_of(await press_on(stage, actor, escalation, action))
    answer = await stage.send(actor, form, **values)
    assert not answer.errors, answer.errors


async def report(stage: Stage, actor: Address, escalation: Escalation) -> None:
    """Report the first fact that the agreement names."""
    await fill(stage, actor, escalation, REPORT_FACT, **{CHOICE_KEY: "0", TEXT_KEY: ""})


# ---- who is there


async def test_who_is_away_all_the_time_is_told_through_the_deputy() -> None:
    stage = await rat_stage()
    await goes_away(stage, MONITOR, "14 Jan to 20 Jan")
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, LATER)
    assert await lines(stage, escalation) == [
        "01-14 20:00 step 1: start",
        "01-14 20:00 1 study_monitor -> tox_consultant",
        "01-14 20:00 1 study_director",
        # Thursday is no day of the consultant's, and who covers then is away: both are one person.
        "01-15 00:00 step 2: not_acknowledged",
        "01-15 00:00 2 tox_consultant",
        "01-15 00:00 2 study_monitor -> tox_consultant",
        "01-15 00:00 2 deputy_study_director",
        "01-15 00:00 2 inlife_supervisor",
        "01-15 08:00 step 3: not_resolved",
        "01-15 08:00 3 vp_rd",
        "01-15 08:00 3 site_head",
        "01-15 08:00 3 inlife_supervisor",
    ]
    assert rang(stage, MONITOR, CONSULTANT) == {"study_monitor": 0, "tox_consultant": 2}


async def test_who_comes_back_between_two_rungs_is_told_on_the_second() -> None:
    stage = await rat_stage()
    await goes_away(stage, MONITOR, "14 Jan")
    escalation = await raise_it(stage, DIRECTOR, "dosing_error")
    await until(stage, LATER)
    assert await lines(stage, escalation) == [
        "01-14 20:00 step 1: start",
        "01-14 20:00 1 study_monitor -> tox_consultant",
        "01-14 20:00 1 study_director",
        # Saturday in San Diego: the monitor, back since Friday, covers for the program manager.
        "01-16 20:00 step 2: not_acknowledged",
        "01-16 20:00 2 program_manager",
        "01-16 20:00 2 study_monitor",
        "01-16 20:00 2 site_head",
    ]
    assert rang(stage, MONITOR, CONSULTANT) == {"study_monitor": 1, "tox_consultant": 1}


async def test_who_is_back_before_the_hours_of_who_stands_in_is_told_then() -> None:
    stage = await rat_stage()
    await goes_away(stage, MONITOR, "18 Jan")
    escalation = await raise_it(stage, rat("lab_services_head"), "sample_loss")
    await until(stage, LATER)
    assert await lines(stage, escalation) == [
        "01-14 20:00 step 1: start",
        "01-14 20:00 1 dmpk_lead waits until 01-14 22:00",
        "01-14 20:00 1 lab_services_head",
        "01-14 22:00 1 dmpk_lead",
        # Monday is Larkspur's holiday. The monitor works on Tuesday, the consultant on Wednesday.
        "01-18 20:00 step 2: not_resolved",
        "01-18 20:00 2 study_monitor waits until 01-19 22:00",
        "01-18 20:00 2 study_director waits until 01-19 09:00",
        "01-19 09:00 2 study_director",
        "01-19 22:00 2 study_monitor",
    ]
    assert rang(stage, MONITOR, CONSULTANT) == {"study_monitor": 1, "tox_consultant": 0}


async def test_where_holder_and_deputy_are_away_their_side_goes_to_its_next_rung() -> None:
    stage = await rat_stage()
    await goes_away(stage, DIRECTOR, "14 Jan to 20 Jan")
    await goes_away(stage, DEPUTY_DIRECTOR, "14 Jan to 20 Jan")
    escalation = await raise_it(stage, CRO_PM, "dosing_error")
    await until(stage, LATER)
    assert await lines(stage, escalation) == [
        "01-14 20:00 step 1: start",
        "01-14 20:00 1 study_monitor",
        "01-14 20:00 1 study_director: nobody",
        "01-14 20:00 2 site_head",
        "01-16 20:00 step 2: not_acknowledged",
        "01-16 20:00 2 program_manager",
        "01-16 20:00 2 study_monitor",
    ]
    assert rang(stage, DIRECTOR, DEPUTY_DIRECTOR, SITE_HEAD) == {
        "study_director": 0,
        "deputy_study_director": 0,
        "site_head": 1,
    }


async def test_a_named_stand_in_who_is_there_is_told_before_the_deputy() -> None:
    stage = await rat_stage()
    await goes_away(stage, MONITOR, "14 Jan to 20 Jan cover @Sponsor program manager")
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    assert "01-14 20:00 1 study_monitor -> program_manager" in await lines(stage, escalation)


async def test_a_seat_without_a_holder_is_told_through_the_deputy_else_its_side_goes_on() -> None:
    stage = await rat_stage()
    await leave(stage, "finance_contracts", "vp_rd")
    escalation = await raise_it(stage, CRO_PM, "budget_overrun")
    await until(stage, LATER)
    assert await lines(stage, escalation) == [
        "01-14 20:00 step 1: start",
        # The deputy's seat is empty as well; that of the next rung has a deputy who is there.
        "01-14 20:00 1 finance_contracts: nobody",
        "01-14 20:00 2 vp_rd waits until 01-14 22:00",
        "01-14 20:00 1 cro_pm",
        "01-14 22:00 2 vp_rd -> program_manager",
        "01-21 20:00 step 2: not_resolved",
        "01-21 20:00 2 site_head waits until 01-22 09:00",
        "01-22 09:00 2 site_head",
    ]
    assert rang(stage, SPONSOR_PM) == {"program_manager": 1}


# ---- days


async def test_a_holiday_of_the_cro_alone_is_not_counted_on_its_calendar() -> None:
    stage = await rat_stage("2027-03-09T20:00")
    escalation = await raise_it(stage, rat("lab_services_head"), "sample_loss")
    await until(stage, "2027-03-20T12:00")
    assert await lines(stage, escalation) == [
        "03-09 20:00 step 1: start",
        "03-09 20:00 1 dmpk_lead waits until 03-09 22:00",
        "03-09 20:00 1 lab_services_head",
        "03-09 22:00 1 dmpk_lead",
        # Wednesday is Eid in Hyderabad: the two days are Thursday and Friday.
        "03-12 20:00 step 2: not_resolved",
        "03-12 20:00 2 study_monitor waits until 03-12 22:00",
        "03-12 20:00 2 study_director waits until 03-13 09:00",
        "03-12 22:00 2 study_monitor",
        "03-13 09:00 2 study_director",
    ]


async def test_a_holiday_of_the_sponsor_alone_is_counted_and_waited_out() -> None:
    stage = await rat_stage("2027-02-12T20:00")
    escalation = await raise_it(stage, rat("lab_services_head"), "sample_loss")
    await until(stage, "2027-02-25T12:00")
    assert await lines(stage, escalation) == [
        "02-12 20:00 step 1: start",
        "02-12 20:00 1 dmpk_lead waits until 02-12 22:00",
        "02-12 20:00 1 lab_services_head",
        "02-12 22:00 1 dmpk_lead",
        # Saturday and Monday are Deccan's days. Monday is Presidents' Day in San Diego.
        "02-15 20:00 step 2: not_resolved",
        "02-15 20:00 2 study_monitor waits until 02-16 22:00",
        "02-15 20:00 2 study_director waits until 02-16 09:00",
        "02-16 09:00 2 study_director",
        "02-16 22:00 2 study_monitor",
    ]


async def test_on_a_week_end_who_is_on_call_or_covers_is_told() -> None:
    stage = await rat_stage("2027-01-23T12:00")  # Saturday; Friday 22:30 in San Diego
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, LATER)
    assert await lines(stage, escalation) == [
        "01-23 12:00 step 1: start",
        "01-23 12:00 1 study_monitor",
        "01-23 12:00 1 study_director",
        # Saturday is off in San Diego, and a working day in Hyderabad.
        "01-23 16:00 step 2: not_acknowledged",
        "01-23 16:00 2 tox_consultant",
        "01-23 16:00 2 study_monitor",
        "01-23 16:00 2 deputy_study_director",
        # Sunday in Hyderabad, still Saturday in San Diego.
        "01-24 00:00 step 3: not_resolved",
        "01-24 00:00 3 vp_rd",
        "01-24 00:00 3 study_monitor",
        "01-24 00:00 3 site_head",
        "01-24 00:00 3 inlife_supervisor",
    ]
    assert rang(stage, MONITOR) == {"study_monitor": 3}


# ---- what people say


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


async def test_repeats_stop_when_somebody_has_it_or_it_is_over() -> None:
    stage = await rat_stage()
    first, second, third = stage.agreement.trigger[DEATH].ladder
    every = {"repeat_every": Duration.parse("2h"), "repeat_at_most": 5}
    ladder = (replace(first, **every), second, replace(third, **every))  # type: ignore[arg-type]
    with_trigger(stage, DEATH, ladder=ladder)
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, "2027-01-14T22:30")
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    await until(stage, "2027-01-15T13:00")
    closes = {MET_KEY: "yes", TEXT_KEY: "cause undetermined", DECISION_KEY: "dosing goes on"}
    await fill(stage, MONITOR, escalation, RESOLVE, **closes)
    await until(stage, LATER)
    assert [each for each in await lines(stage, escalation) if "again" in each] == [
        "01-14 22:00 step 1 again, 1",
        # That somebody has it stops what climbed for lack of an answer, and not this.
        "01-15 10:00 step 3 again, 1",
        "01-15 12:00 step 3 again, 2",
    ]
    assert rang(stage, MONITOR, VP) == {"study_monitor": 2, "vp_rd": 3}


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


async def test_reopened_it_climbs_from_that_moment_and_nothing_is_left_of_the_first_run() -> None:
    stage = await rat_stage()
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, "2027-01-14T21:00")
    closes = {MET_KEY: "yes", TEXT_KEY: "cause undetermined", DECISION_KEY: "dosing goes on"}
    await fill(stage, MONITOR, escalation, RESOLVE, **closes)
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
