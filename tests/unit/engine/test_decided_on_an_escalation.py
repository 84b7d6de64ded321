"""What is decided on an escalation is a decision of both sides: on record, listed and exported."""

from bot.cards.compose.decisions import ANEW
from bot.cards.compose.escalation_forms import DECISION_KEY, MET_KEY, TEXT_KEY
from bot.cards.compose.escalations import DECIDE, REOPEN, RESOLVE
from bot.cards.plain import card_text
from tests.unit.engine.escalating import phase1, phase1_stage, press_on, raise_it, rat_stage
from tests.unit.engine.stage import CRO_ROOM, SPONSOR_ROOM
from tests.unit.engine.test_came_of import DIRECTOR, MONITOR, a_death, card, fill

CLOSES = {MET_KEY: "yes", TEXT_KEY: "undetermined; DEV-3 filed"}


async def test_it_is_listed_with_the_question_and_what_it_came_from() -> None:
    stage = await rat_stage("2027-01-14T22:30")
    death = await a_death(stage)
    before = [len(stage.received(room)) for room in (CRO_ROOM, SPONSOR_ROOM)]
    await fill(stage, MONITOR, death, DECIDE, **{TEXT_KEY: "Group 3 pauses"})
    assert "Group 3 pauses (Sponsor's study monitor" in card(stage, CRO_ROOM)
    assert ", decision 1" in card(stage, CRO_ROOM)
    # The card of the escalation says it; no further message does.
    assert [len(stage.received(room)) for room in (CRO_ROOM, SPONSOR_ROOM)] == before
    await stage.say(DIRECTOR, "decisions")
    assert "1 Group 3 pauses (Animal found dead or moribund)" in stage.last_text(DIRECTOR)
    await stage.say(DIRECTOR, "decision 1")
    read = stage.last_text(DIRECTOR)
    assert "What happens to the work (until decided: " in read
    assert "From: E-1 Animal found dead or moribund" in read
    assert [b.label for b in stage.received(DIRECTOR)[-1].card.buttons] == ["Open the escalation"]
    opened = await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Open the escalation")
    assert "Group 3 pauses" in (card_text(opened.card) if opened.card else card(stage, DIRECTOR))


async def test_deciding_again_replaces_it_also_after_reopening_and_only_there() -> None:
    stage = await rat_stage("2027-01-14T22:30")
    death = await a_death(stage)
    await fill(stage, MONITOR, death, DECIDE, **{TEXT_KEY: "Group 3 pauses"})
    await fill(stage, MONITOR, death, DECIDE, **{TEXT_KEY: "Group 3 goes on"})
    await fill(stage, DIRECTOR, death, RESOLVE, **CLOSES)
    await fill(stage, DIRECTOR, death, REOPEN, **{TEXT_KEY: "one more"})
    await fill(stage, MONITOR, death, DECIDE, **{TEXT_KEY: "Group 3 ends"})
    await stage.say(DIRECTOR, "decisions")
    listed = stage.last_text(DIRECTOR)
    assert "1 Group 3 pauses" in listed
    assert "replaced by decision 2" in listed
    assert "replaced by decision 3" in listed
    await press_on(stage, MONITOR, death, ANEW, decision="3")
    assert "open it there and press Decide" in stage.last_text(MONITOR)
    recorded = [r.entry for r in await stage.record() if r.entry.kind == "decision.recorded"]
    assert [each.data["replaces"] for each in recorded] == [None, 1, 2]
    assert {each.data["from"] for each in recorded} == {death.id}
    decided = [r.entry.data for r in await stage.record() if r.entry.kind == "escalation.decided"]
    assert [each["decision"] for each in decided] == ["1", "2", "3"]


async def test_the_same_form_twice_decides_once() -> None:
    stage = await rat_stage("2027-01-14T22:30")
    death = await a_death(stage)
    form = (await press_on(stage, MONITOR, death, DECIDE)).form
    assert form is not None
    for _ in range(2):
        await stage.send(MONITOR, form, **{TEXT_KEY: "Group 3 pauses"})
    assert (await stage.kinds()).count("decision.recorded") == 1


async def test_of_a_restricted_one_only_unblinded_seats_and_who_decided_read_it() -> None:
    stage = await phase1_stage("2027-02-15T19:00")
    pharmacist, supplies = phase1(stage, "unblinded_pharmacist"), phase1(stage, "clinical_supplies")
    warm = await raise_it(stage, pharmacist, "drug_temperature", typed="fridge at 31 degrees")
    closes = {MET_KEY: "yes", TEXT_KEY: "released", DECISION_KEY: "batch 7 is released"}
    await fill(stage, supplies, warm, RESOLVE, **closes)
    for seat in stage.agreement.seat:
        reader = phase1(stage, seat)
        await stage.say(reader, "decisions")
        knows = seat in {"unblinded_pharmacist", "unblinded_statistician", "clinical_supplies"}
        assert ("R1 batch 7 is released" in stage.last_text(reader)) == knows, seat
