"""Every trigger of both examples raised and left alone: who is told when, computed by hand.

Example 1 is raised on Thursday 14 January 2027 at 20:00 in Hyderabad, which is 06:30 in San Diego,
in the dosing phase. Deccan works Monday to Saturday 09:00-18:00; Friday the 15th and Tuesday the
26th are its own holidays. Larkspur works Monday to Friday 08:30-17:00 (22:00-06:30 in Hyderabad);
Monday the 18th is its own holiday. On days off the study monitor covers for Larkspur and the
in-life supervisor for Deccan.

Example 3 is raised on Friday 12 February 2027 at 23:00 in Melbourne, which is 14:00 in Haifa, in a
dosing phase. Yarra works Monday to Friday 08:30-17:00; 8 March is its own holiday. Carmel works
Sunday to Thursday 09:00-17:00 (18:00-02:00 in Melbourne). On days off the sponsor's medical lead
covers for Carmel and the principal investigator for Yarra.

Triggers in clock hours tell people at once, at night and on days off, and who covers then as well.
All others wait for the hours of whoever is told; who raised it sees it at once.
"""

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

RAT = {
    "unexpected_death": [
        ("01-14 20:00", 1, "study_director"),
        ("01-14 20:00", 1, "study_monitor"),
        # Midnight: Thursday is no day of the consultant's; Deccan's holiday has begun.
        ("01-15 00:00", 2, "deputy_study_director"),
        ("01-15 00:00", 2, "inlife_supervisor"),
        ("01-15 00:00", 2, "study_monitor"),
        ("01-15 00:00", 2, "tox_consultant"),
        ("01-15 08:00", 3, "inlife_supervisor"),
        ("01-15 08:00", 3, "site_head"),
        ("01-15 08:00", 3, "vp_rd"),
    ],
    "dosing_error": [
        ("01-14 20:00", 1, "study_director"),
        ("01-14 20:00", 1, "study_monitor"),
        # One business day of Deccan's: not its holiday, but its Saturday, when Larkspur is off.
        ("01-16 20:00", 2, "program_manager"),
        ("01-16 20:00", 2, "site_head"),
        ("01-16 20:00", 2, "study_monitor"),
    ],
    "formulation_out_of_range": [
        ("01-14 20:00", 1, "cmc_lead"),
        ("01-14 20:00", 1, "lab_services_head"),
        # Both are on call in the dosing phase, so nobody covers for them.
        ("01-16 20:00", 2, "study_director"),
        ("01-16 20:00", 2, "study_monitor"),
    ],
    "temperature_excursion": [
        ("01-14 20:00", 1, "lab_services_head"),
        ("01-14 20:00", 1, "study_monitor"),
        ("01-16 20:00", 2, "cro_pm"),
        ("01-16 20:00", 2, "program_manager"),
        ("01-16 20:00", 2, "study_monitor"),
    ],
    "sample_loss": [
        ("01-14 20:00", 1, "lab_services_head"),
        ("01-14 22:00", 1, "dmpk_lead"),
        # Due on Monday at 20:00: Larkspur's holiday, and after Deccan's hours.
        ("01-19 09:00", 2, "study_director"),
        ("01-19 22:00", 2, "study_monitor"),
    ],
    "data_out_of_range": [
        ("01-14 20:00", 1, "study_director"),
        ("01-14 22:00", 1, "study_monitor"),
        ("01-19 09:00", 2, "study_director"),
        # The consultant works on Monday, a holiday, Wednesday and Friday.
        ("01-20 22:00", 2, "tox_consultant"),
        ("01-21 22:00", 3, "vp_rd"),
        ("01-22 09:00", 3, "site_head"),
    ],
    "supply_delay": [
        ("01-14 20:00", 1, "cro_pm"),
        ("01-14 22:00", 1, "program_manager"),
        # Three days on which both work: the 19th, 20th and 21st.
        ("01-21 22:00", 2, "vp_rd"),
        ("01-22 09:00", 2, "site_head"),
    ],
    "deliverable_late": [
        ("01-14 20:00", 1, "cro_pm"),
        ("01-14 22:00", 1, "program_manager"),
        ("01-21 22:00", 2, "study_monitor"),
        ("01-22 09:00", 2, "site_head"),
        ("01-28 22:00", 3, "vp_rd"),
        ("01-29 09:00", 3, "site_head"),
    ],
    "key_role_change": [
        ("01-14 20:00", 1, "cro_pm"),
        ("01-14 22:00", 1, "program_manager"),
        # Five days on which both work end on Monday the 25th; the 26th is Deccan's holiday.
        ("01-25 22:00", 2, "vp_rd"),
        ("01-27 09:00", 2, "site_head"),
    ],
    "budget_overrun": [
        ("01-14 20:00", 1, "cro_pm"),
        ("01-14 22:00", 1, "finance_contracts"),
        ("01-21 22:00", 2, "vp_rd"),
        ("01-22 09:00", 2, "site_head"),
    ],
}

PHASE1 = {
    "sae": [
        ("02-12 23:00", 1, "principal_investigator"),
        ("02-12 23:00", 1, "safety_desk"),
        ("02-12 23:00", 1, "sponsor_medical_lead"),
        ("02-13 03:00", 2, "medical_monitor"),
        ("02-13 03:00", 2, "pv_lead"),
        ("02-13 03:00", 2, "sponsor_medical_lead"),
        ("02-13 23:00", 3, "ceo"),
        ("02-13 23:00", 3, "principal_investigator"),
        ("02-13 23:00", 3, "project_director"),
        ("02-13 23:00", 3, "sponsor_medical_lead"),
    ],
    "stopping_rule": [
        ("02-12 23:00", 1, "principal_investigator"),
        ("02-12 23:00", 1, "sponsor_medical_lead"),
        ("02-13 01:00", 2, "clinical_ops_lead"),
        ("02-13 01:00", 2, "medical_monitor"),
        ("02-13 01:00", 2, "sponsor_medical_lead"),
        ("02-13 23:00", 3, "ceo"),
        ("02-13 23:00", 3, "principal_investigator"),
        ("02-13 23:00", 3, "project_director"),
        ("02-13 23:00", 3, "sponsor_medical_lead"),
    ],
    "accidental_unblinding": [
        ("02-12 23:00", 1, "clinical_ops_lead"),
        ("02-12 23:00", 1, "cro_pm"),
        ("02-12 23:00", 1, "sponsor_medical_lead"),
        ("02-15 23:00", 2, "project_director"),
        ("02-15 23:00", 2, "sponsor_qa"),
    ],
    "serious_breach": [
        ("02-12 23:00", 1, "clinical_ops_lead"),
        ("02-12 23:00", 1, "cro_pm"),
        ("02-12 23:00", 1, "sponsor_medical_lead"),
        # One business day and three calendar days after a Friday are the same Monday.
        ("02-15 23:00", 2, "project_director"),
        ("02-15 23:00", 2, "sponsor_qa"),
        ("02-15 23:00", 3, "ceo"),
        ("02-15 23:00", 3, "project_director"),
    ],
    "privacy_incident": [
        ("02-12 23:00", 1, "cro_pm"),
        ("02-12 23:00", 1, "sponsor_medical_lead"),
        ("02-12 23:00", 1, "sponsor_qa"),
        ("02-15 23:00", 2, "ceo"),
        ("02-15 23:00", 2, "project_director"),
    ],
    "slow_enrolment": [
        ("02-12 23:00", 1, "clinic_manager"),
        ("02-14 18:00", 1, "clinical_ops_lead"),
        # Days on which both work are Monday to Thursday; a Friday counts as the next of them.
        ("02-23 23:00", 2, "sponsor_medical_lead"),
        ("02-24 08:30", 2, "project_director"),
        ("03-15 23:00", 3, "ceo"),
        ("03-16 08:30", 3, "project_director"),
    ],
    "drug_temperature": [
        ("02-12 23:00", 1, "clinical_supplies"),
        ("02-12 23:00", 1, "sponsor_medical_lead"),
        ("02-12 23:00", 1, "unblinded_pharmacist"),
        ("02-15 23:00", 2, "clinical_ops_lead"),
        ("02-15 23:00", 2, "cro_pm"),
    ],
    "sample_problem": [
        ("02-12 23:00", 1, "lab_coordinator"),
        ("02-14 18:00", 1, "clinical_ops_lead"),
        ("02-16 23:00", 2, "sponsor_medical_lead"),
        ("02-17 08:30", 2, "cro_pm"),
    ],
    "late_data": [
        ("02-12 23:00", 1, "data_manager"),
        ("02-14 18:00", 1, "clinical_ops_lead"),
        ("02-17 23:00", 2, "clinical_ops_lead"),
        ("02-18 08:30", 2, "cro_pm"),
        # A Friday night: Carmel is back on Sunday, Yarra on Monday.
        ("02-28 18:00", 3, "ceo"),
        ("03-01 08:30", 3, "project_director"),
    ],
    "key_role_change": [
        ("02-12 23:00", 1, "cro_pm"),
        ("02-14 18:00", 1, "clinical_ops_lead"),
        ("02-23 23:00", 2, "ceo"),
        ("02-24 08:30", 2, "project_director"),
    ],
}


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
