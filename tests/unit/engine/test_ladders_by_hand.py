"""Ladders of example 1 when people are away, seats are empty and days are off: by hand.

Unless a test says otherwise it is Thursday 14 January 2027, 20:00 in Hyderabad and 06:30 in San
Diego. Who works when, and which days are off, stands in `ladder_tables`. Of the seats used here the
study monitor and the study director are on call; the toxicology consultant, who is the monitor's
deputy, works Monday, Wednesday and Friday.
"""

from tests.unit.engine.escalating import raise_it, rat, rat_stage, until
from tests.unit.engine.ladder_stories import goes_away, leave, lines, rang

DIRECTOR, DEPUTY_DIRECTOR = rat("study_director"), rat("deputy_study_director")
MONITOR, CONSULTANT = rat("study_monitor"), rat("tox_consultant")
SITE_HEAD, CRO_PM, SPONSOR_PM = rat("site_head"), rat("cro_pm"), rat("program_manager")
DEATH = "unexpected_death"
LATER = "2027-02-10T12:00"


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


async def test_who_left_before_their_hours_began_sends_their_side_on_then() -> None:
    stage = await rat_stage()
    escalation = await raise_it(stage, rat("lab_services_head"), "sample_loss")
    await until(stage, "2027-01-19T10:00")
    await leave(stage, "study_monitor", "tox_consultant")
    await until(stage, LATER)
    assert (await lines(stage, escalation))[4:] == [
        "01-18 20:00 step 2: not_resolved",
        "01-18 20:00 2 study_monitor waits until 01-19 22:00",
        "01-18 20:00 2 study_director waits until 01-19 09:00",
        "01-19 09:00 2 study_director",
        # It was the last rung, so the leads of both sides are told, each in their hours.
        "01-19 22:00 2 study_monitor: nobody",
        "01-19 22:00 0 program_manager",
        "01-19 22:00 0 cro_pm waits until 01-20 09:00",
        "01-19 22:00 nobody left, 2 leads",
        "01-20 09:00 0 cro_pm",
    ]


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
