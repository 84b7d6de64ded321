"""Escalations that only few may know of: for everybody else they do not exist."""

import pytest

from bot.cards.compose.escalation_forms import CHOICE_KEY, TEXT_KEY
from bot.cards.compose.escalations import (
    ACKNOWLEDGE,
    CLIMB,
    DECIDE,
    GIVEN,
    REOPEN,
    REPORT_FACT,
    RESOLVE,
    SHOW,
)
from bot.cards.plain import card_text
from tests.unit.engine.escalating import (
    MELBOURNE,
    PHASE1_ROOM,
    filled,
    kept,
    messages,
    open_form,
    phase1,
    phase1_stage,
    press_on,
    raise_it,
    until,
)
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import Stage

DRUG = "drug_temperature"
PHARMACIST = "unblinded_pharmacist"


def read_by(stage: Stage, *seats: str) -> str:
    """Everything some people, and the shared room, can read."""
    places = [*(phase1(stage, seat) for seat in seats), PHASE1_ROOM]
    return "\n".join(card_text(s.card) for place in places for s in stage.received(place))


async def test_it_is_in_no_answer_list_or_room_of_blinded_people() -> None:
    stage = await phase1_stage()
    await raise_it(stage, phase1(stage, PHARMACIST), DRUG, typed="fridge at 31 degrees")
    blinded = ("cro_pm", "ceo", "data_manager", "sponsor_qa", "principal_investigator")
    for seat in blinded:
        for text in ("escalations", "status", "due", "who has the fridge at 31 degrees"):
            await stage.say(phase1(stage, seat), text)
    said = read_by(stage, *blinded)
    assert "R-1" not in said
    assert "31 degrees" not in said
    assert "Study drug temperature excursion: " not in said
    assert "Nothing is escalated" in said


@pytest.mark.parametrize(
    "action", [SHOW, ACKNOWLEDGE, REPORT_FACT, DECIDE, RESOLVE, CLIMB, REOPEN, GIVEN]
)
async def test_a_guessed_button_answers_as_if_there_was_none(action: str) -> None:
    stage = await phase1_stage()
    secret = await raise_it(stage, phase1(stage, PHARMACIST), DRUG)
    actor = phase1(stage, "cro_pm")
    await press_on(stage, actor, secret, action, notice="unblinded_email")
    real = stage.last_text(actor)
    await press_on(stage, actor, secret, action, escalation="no such thing", run="1")
    assert stage.last_text(actor) == real
    assert (await kept(stage))[0] == secret


async def test_numbers_of_the_others_leave_no_gap() -> None:
    stage = await phase1_stage()
    await raise_it(stage, phase1(stage, "cro_pm"), "serious_breach")
    await raise_it(stage, phase1(stage, PHARMACIST), DRUG)
    await raise_it(stage, phase1(stage, "cro_pm"), "key_role_change")
    assert sorted(e.label for e in await kept(stage)) == ["E-1", "E-2", "R-1"]


async def test_a_blinded_person_on_its_ladder_reads_what_they_may() -> None:
    stage = await phase1_stage()
    await raise_it(stage, phase1(stage, PHARMACIST), DRUG)
    supplies = phase1(stage, "clinical_supplies")
    (told,) = messages(stage, supplies, "R-1")
    text = card_text(told.card)
    assert "quarantine" in text
    assert "nblinded" not in text
    assert "nblinded" not in str(told.card.buttons)
    assert "pharmac" not in text.replace("pharmacokinetic", "").casefold()
    await until(stage, "2027-02-16T12:00", MELBOURNE)
    (told,) = messages(stage, phase1(stage, "cro_pm"), "R-1")  # its second step
    assert "nblinded" not in card_text(told.card)
    await stage.say(phase1(stage, "cro_pm"), "escalations")
    assert "R-1" in stage.last_text(phase1(stage, "cro_pm"))
    assert "R-1" not in read_by(stage, "ceo", "data_manager")


async def test_unblinded_people_read_all_of_it() -> None:
    stage = await phase1_stage()
    secret = await raise_it(stage, phase1(stage, PHARMACIST), DRUG)
    statistician = phase1(stage, "unblinded_statistician")
    await stage.say(statistician, "escalations")
    assert "R-1" in stage.last_text(statistician)
    shown = await press_on(stage, statistician, secret, SHOW)
    text = card_text(shown.card) if shown.card else stage.last_text(statistician)
    assert "from Unblinded pharmacist to Clinical supplies lead by Unblinded mailbox" in text


async def test_a_blinded_person_can_raise_it_and_add_to_it_without_reading_more() -> None:
    stage = await phase1_stage()
    manager, associate = phase1(stage, "clinic_manager"), phase1(stage, "ethics_associate")
    await raise_it(stage, manager, DRUG, say_0="batch 7 felt warm")
    assert "batch 7 felt warm" in stage.last_text(manager)
    form = await open_form(stage, associate, DRUG)
    answer = await stage.send(associate, form, **filled(form, say_0="the alarm rang"))
    said = card_text(answer.card) if answer.card else stage.last_text(associate)
    assert "with those who look after it" in said
    assert "batch 7" not in read_by(stage, "ethics_associate")
    (escalation,) = await kept(stage)
    assert "the alarm rang" in escalation.joined[0].text


async def test_a_fact_that_leads_to_a_rung_tells_only_that_rung() -> None:
    stage = await phase1_stage()
    secret = await raise_it(stage, phase1(stage, PHARMACIST), DRUG)
    form = form_of(await press_on(stage, phase1(stage, PHARMACIST), secret, REPORT_FACT))
    await stage.send(phase1(stage, PHARMACIST), form, **{CHOICE_KEY: "0", TEXT_KEY: ""})
    assert messages(stage, phase1(stage, "cro_pm"), "R-1")
    assert "R-1" not in read_by(stage, "ceo", "data_manager", "project_director")
