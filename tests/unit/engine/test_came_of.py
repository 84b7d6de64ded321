"""What came of an escalation, on its card and on that of the heads-up it began as."""

from bot.cards.compose.actions import ADD, RECORD
from bot.cards.compose.decisions import CONFIRM
from bot.cards.compose.escalation_forms import DECISION_KEY, MET_KEY, TEXT_KEY
from bot.cards.compose.escalations import CLIMB, DECIDE, REOPEN, RESOLVE, SHOW
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.escalation import Escalation
from tests.unit.engine.escalating import (
    PHASE1_ROOM,
    filled,
    kept,
    messages,
    phase1,
    phase1_stage,
    press_on,
    raise_it,
    rat,
    rat_stage,
)
from tests.unit.engine.founding import everything_read_by, form_of
from tests.unit.engine.stage import CRO_ROOM, SPONSOR_ROOM, Stage

DIRECTOR, MONITOR = rat("study_director"), rat("study_monitor")
SPONSOR_PM = rat("program_manager")


async def a_death(stage: Stage) -> Escalation:
    return await raise_it(stage, DIRECTOR, "unexpected_death", typed="two rats found dead")


async def leave(stage: Stage, who: Address, of: Escalation, button: str, **values: str) -> None:
    """Leave an action or a decision from the card of an escalation."""
    about = {"about": "escalation", "of": of.id}
    form = form_of(await press_on(stage, who, of, button, **about))
    answer = await stage.send(who, form, **values)
    assert not answer.errors, answer.errors


async def fill(stage: Stage, who: Address, of: Escalation, button: str, **values: str) -> None:
    form = form_of(await press_on(stage, who, of, button))
    answer = await stage.send(who, form, **values)
    assert not answer.errors, answer.errors


def card(stage: Stage, reader: Address, label: str = "E-1") -> str:
    return card_text(messages(stage, reader, label)[-1].card)


def labels(stage: Stage, reader: Address) -> list[str]:
    return [button.label for button in messages(stage, reader, "E-1")[-1].card.buttons]


WATCH = {"what": "Watch group 3 twice a day", "owner": "study_director", "by": "2027-01-18"}


async def test_its_card_lists_the_actions_that_came_of_it_with_owner_and_day() -> None:
    stage = await rat_stage()
    death = await a_death(stage)
    assert "What came of it" not in card(stage, CRO_ROOM)
    await leave(stage, SPONSOR_PM, death, ADD, **WATCH)
    for reader in (CRO_ROOM, SPONSOR_ROOM, DIRECTOR, MONITOR):
        assert "Action 1: Watch group 3 twice a day (Study director, due " in card(stage, reader)
    await stage.say(DIRECTOR, "action 1 done")
    assert "Action 1: Watch group 3 twice a day (Study director, done " in card(stage, CRO_ROOM)
    await stage.say(DIRECTOR, "action 1 reopen")
    await stage.say(DIRECTOR, "action 1 drop the group has ended")
    await press_on(stage, MONITOR, death, SHOW)
    assert "Watch group 3 twice a day (not needed any more)" in stage.last_text(MONITOR)


async def test_its_card_lists_the_decisions_that_came_of_it_and_who_is_to_confirm_them() -> None:
    stage = await rat_stage("2027-01-14T22:30")  # Thursday 09:00 in San Diego
    death = await a_death(stage)
    await fill(stage, MONITOR, death, DECIDE, **{TEXT_KEY: "Group 3 pauses"})
    # What was decided on it is one of its facts, not one of these lines.
    assert card(stage, CRO_ROOM).count("Group 3 pauses") == 1
    closes = {MET_KEY: "yes", TEXT_KEY: "undetermined; DEV-3 filed"}
    await fill(stage, DIRECTOR, death, RESOLVE, **closes)
    topic = "side/sponsor"
    said = {"outcome": "Two more animals a group next time", "topic": topic}
    await leave(stage, DIRECTOR, death, RECORD, **said)
    wanted = "Decision 2: Two more animals a group next time (to be confirmed by Larkspur"
    assert wanted in card(stage, CRO_ROOM)
    lead = next(s for s in stage.received(SPONSOR_PM) if "to confirm" in s.card.title)
    await stage.press(SPONSOR_PM, lead, "Yes, decided")
    assert "Two more animals a group next time (Program manager, " in card(stage, SPONSOR_ROOM)


async def test_while_it_runs_only_decide_says_what_happens_to_the_work() -> None:
    stage = await rat_stage()
    death = await a_death(stage)
    assert "Decide" in labels(stage, CRO_ROOM)
    assert "Record a decision" not in labels(stage, CRO_ROOM)
    await fill(stage, MONITOR, death, DECIDE, **{TEXT_KEY: "Group 3 pauses"})
    closes = {MET_KEY: "yes", TEXT_KEY: "undetermined; DEV-3 filed"}
    await fill(stage, DIRECTOR, death, RESOLVE, **closes)
    assert labels(stage, CRO_ROOM)[-2:] == ["Add an action", "Record a decision"]


async def test_what_an_unblinded_seat_owes_is_on_no_card_of_blinded_people() -> None:
    stage = await phase1_stage()
    breach = await raise_it(stage, phase1(stage, "cro_pm"), "serious_breach")
    pharmacist = phase1(stage, "unblinded_pharmacist")
    what = {"what": "Check the fridge log", "owner": "unblinded_pharmacist", "by": "2027-02-16"}
    await leave(stage, pharmacist, breach, ADD, **what)
    assert "Check the fridge log" not in card(stage, PHASE1_ROOM)
    await press_on(stage, pharmacist, breach, SHOW)
    assert "Action R1: Check the fridge log" in stage.last_text(pharmacist)


async def test_a_heads_up_says_how_the_escalation_stands_that_it_became() -> None:
    stage = await rat_stage("2027-01-14T22:30")
    await stage.say(DIRECTOR, "heads-up a rat was found dead in group 3")
    given = next(s for s in stage.received(DIRECTOR) if s.card.title == "Heads-up 1 is given")
    form = form_of(await stage.press(DIRECTOR, given, "Make it an escalation"))
    await stage.send(DIRECTOR, form, **filled(form))
    (death,) = await kept(stage)

    def became() -> list[str]:
        shown = [s for who in (DIRECTOR, MONITOR, SPONSOR_PM) for s in stage.received(who)]
        texts = [card_text(s.card) for s in shown if s.card.title.startswith("Heads-up 1")]
        return [line for text in texts for line in text.splitlines() if line.startswith("Became")]

    assert became() == ["Became: escalation E-1, open"] * 2
    await fill(stage, MONITOR, death, DECIDE, **{TEXT_KEY: "Group 3 pauses"})
    assert became() == ["Became: escalation E-1, decided: Group 3 pauses"] * 2
    closes = {MET_KEY: "yes", TEXT_KEY: "undetermined; DEV-3 filed"}
    await fill(stage, DIRECTOR, death, RESOLVE, **closes)
    assert all("escalation E-1, closed " in line for line in became())
    await fill(stage, DIRECTOR, death, REOPEN, **{TEXT_KEY: "one more"})
    assert became() == ["Became: escalation E-1, decided: Group 3 pauses"] * 2


async def a_restricted_one(stage: Stage, *, lead_is_told: bool) -> Escalation:
    """Closed by the supplies lead; the lead of the sponsor was told, or was not."""
    pharmacist, supplies = phase1(stage, "unblinded_pharmacist"), phase1(stage, "clinical_supplies")
    warm = await raise_it(stage, pharmacist, "drug_temperature", typed="fridge at 31 degrees")
    if lead_is_told:
        await fill(stage, supplies, warm, CLIMB, **{TEXT_KEY: "dosing is near"})
    closes = {MET_KEY: "yes", TEXT_KEY: "released", DECISION_KEY: "batch 7 is released"}
    await fill(stage, supplies, warm, RESOLVE, **closes)
    return warm


BUY = {"outcome": "A second fridge is bought", "topic": "side/sponsor"}


async def test_a_lead_who_was_told_of_a_restricted_one_gives_their_word_on_what_came_of_it() -> (
    None
):
    stage = await phase1_stage("2027-02-15T19:00")  # Monday, ten in the morning in Haifa
    warm = await a_restricted_one(stage, lead_is_told=True)
    lead = phase1(stage, "clinical_ops_lead")
    await leave(stage, phase1(stage, "unblinded_pharmacist"), warm, RECORD, **BUY)
    asked = next(s for s in stage.received(lead) if "to confirm" in s.card.title)
    await press_on(stage, phase1(stage, "ceo"), warm, CONFIRM, decision="R2")
    assert "I do not know this decision" in stage.last_text(phase1(stage, "ceo"))
    await stage.press(lead, asked, "Yes, decided")
    titles = [s.card.title for s in stage.received(lead)]
    assert "Decision R2: A second fridge is bought" in titles
    read = everything_read_by(stage, phase1(stage, "ceo"), phase1(stage, "cro_pm"), PHASE1_ROOM)
    assert "second fridge" not in read


async def test_a_lead_who_was_not_told_is_not_asked_and_knows_of_nothing() -> None:
    stage = await phase1_stage("2027-02-15T19:00")
    warm = await a_restricted_one(stage, lead_is_told=False)
    pharmacist, lead = phase1(stage, "unblinded_pharmacist"), phase1(stage, "clinical_ops_lead")
    form = form_of(await press_on(stage, pharmacist, warm, RECORD, about="escalation", of=warm.id))
    await stage.send(pharmacist, form, **BUY)
    await press_on(stage, lead, warm, CONFIRM, decision="R2")
    assert "I do not know this decision" in stage.last_text(lead)
    assert "second fridge" not in everything_read_by(stage, lead)
