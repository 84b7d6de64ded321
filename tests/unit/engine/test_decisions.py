"""Decisions: recorded by who may decide, proposed by others, replaced and never overwritten."""

from dataclasses import replace

import pytest

from bot.agreement_file.check import read_agreement
from bot.cards.compose import actions as action_cards
from bot.cards.compose import decisions as cards
from bot.cards.form import ChoiceInput, Form
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.decisions import Decision, DecisionState
from bot.domain.people import CollaborationState
from bot.domain.visibility import A_ROOM, EVERYTHING, seated
from bot.engine.inbound import Pressed
from bot.engine.response import Response
from bot.engine.topics import topic_in, topics
from tests.unit.engine.stage import (
    CRO_ROOM,
    EXAMPLES,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)

DIRECTOR = seat_address("study_director")
DEPUTY = seat_address("deputy_study_director")
MONITOR = seat_address("study_monitor", "larkspur")


async def the_decision(stage: Stage, number: int = 1) -> Decision:
    async with stage.accord.storage.reading() as tx:
        found = await tx.decisions.get(stage.collaboration.id, number, restricted=False)
    assert found is not None
    return found


async def count(stage: Stage) -> int:
    async with stage.accord.storage.reading() as tx:
        return len(await tx.decisions.all(stage.collaboration.id))


def titles(stage: Stage, by: Address) -> list[str]:
    return [shown.card.title for shown in stage.received(by)]


def posted(stage: Stage, room: Address) -> list[str]:
    return [title for title in titles(stage, room) if title.startswith("Decision")]


def form_of(response: Response) -> Form:
    assert response.form is not None, response
    return response.form


def topic(form: Form, title: str) -> str:
    """The value of the option that begins with a title."""
    choice = next(each for each in form.inputs if each.key == cards.TOPIC)
    assert isinstance(choice, ChoiceInput)
    return next(option.value for option in choice.options if option.label.startswith(title))


async def press(stage: Stage, who: Address, name: str, /, **value: str) -> Response:
    """A button as it may still be somewhere on a screen."""
    carried = {"collaboration": stage.collaboration.id, "decision": "1", **value}
    event = Pressed(origin=stage.origin(who), action=name, value=carried)
    response = await stage.accord.dispatch(event)
    await stage.accord.settle()
    return response


async def write(stage: Stage, who: Address, outcome: str, about: str, **more: str) -> Response:
    """Somebody sends the form."""
    form = form_of(await press(stage, who, action_cards.RECORD))
    return await stage.send(who, form, outcome=outcome, topic=topic(form, about), **more)


async def test_what_is_typed_is_read_back_and_who_may_decide_records_it_in_both_rooms() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, "decision dose levels stay as in the protocol")
    check = stage.received(SPONSOR_PM)[-1]
    text = card_text(check.card)
    assert "Is this right?" in text
    assert "About: Dose levels" in text
    assert "Who decides: a lead of Larkspur" in text
    assert await count(stage) == 0
    await stage.press(SPONSOR_PM, check, "Record it")
    await stage.press(SPONSOR_PM, check, "Record it")
    assert "written down already" in stage.last_text(SPONSOR_PM)
    assert await count(stage) == 1
    for room in (SPONSOR_ROOM, CRO_ROOM):
        assert titles(stage, room) == ["Decision 1: dose levels stay as in the protocol"]
        assert "Decided by: Sponsor program manager, Program manager" in stage.last_text(room)
    assert (await stage.kinds()).count("decision.recorded") == 1


async def test_others_propose_it_and_one_press_of_who_decides_puts_it_on_record() -> None:
    stage = await a_stage()
    await stage.until("2026-12-07T22:30")  # when both sides are at work
    await write(stage, PM, "30 mg/kg in group 3", "Dose levels", question="Which dose?")
    assert posted(stage, SPONSOR_ROOM) == posted(stage, CRO_ROOM) == []
    asked = stage.received(SPONSOR_PM)[-1]
    assert asked.card.title == "Decision 1 to confirm: 30 mg/kg in group 3"
    await stage.say(MONITOR, "decisions")
    assert "waits for a lead of Larkspur" in stage.last_text(MONITOR)
    await stage.say(MONITOR, "status")
    assert "Decision 1 waits for a lead of Larkspur to confirm it" in stage.last_text(MONITOR)

    await stage.press(SPONSOR_PM, asked, "Yes, decided")
    assert (await the_decision(stage)).state is DecisionState.RECORDED
    assert posted(stage, CRO_ROOM) == ["Decision 1: 30 mg/kg in group 3"]
    assert "Question: Which dose?" in stage.last_text(CRO_ROOM)
    assert "Decision 1: 30 mg/kg in group 3" in titles(stage, SPONSOR_PM)  # no longer asks
    await stage.until("2026-12-08T09:00")
    assert "Decision 1: 30 mg/kg in group 3" in titles(stage, PM)  # in their hours
    await stage.press(SPONSOR_PM, asked, "Yes, decided")
    assert "Decision 1 is on record already" in stage.last_text(SPONSOR_PM)
    assert (await stage.kinds()).count("decision.recorded") == 1


async def test_who_decides_can_say_that_it_is_not_so_and_why() -> None:
    stage = await a_stage()
    await stage.until("2026-12-07T22:30")
    await write(stage, PM, "30 mg/kg in group 3", "Dose levels")
    asked = stage.received(SPONSOR_PM)[-1]
    form = form_of(await stage.press(SPONSOR_PM, asked, "Not so"))
    wrong = await stage.send(SPONSOR_PM, form, because=" ")
    assert set(wrong.errors) == {"because"}
    await stage.send(SPONSOR_PM, form, because="We said 20")
    again = await stage.send(SPONSOR_PM, form, because="We said 20")
    assert again.card is not None
    assert "was said not to be so" in card_text(again.card)
    assert posted(stage, CRO_ROOM) == []
    await stage.until("2026-12-08T09:00")
    told = next(s for s in stage.received(PM) if s.card.title == "Decision 1 was not taken")
    assert "Because: We said 20" in card_text(told.card)


async def test_only_who_may_decide_confirms_whatever_they_press() -> None:
    stage = await a_stage()
    await write(stage, PM, "30 mg/kg in group 3", "Dose levels")
    for who in (PM, DIRECTOR, MONITOR):
        await press(stage, who, cards.CONFIRM)
        assert "is for a lead of Larkspur to say" in stage.last_text(who)
        response = await press(stage, who, cards.NOT_SO)
        assert response.form is None
    assert (await the_decision(stage)).state is DecisionState.PROPOSED
    stranger = Address("console", "elsewhere", "stranger")
    await press(stage, stranger, cards.CONFIRM)
    assert "I do not know you yet" in stage.last_text(stranger)
    for label in ("2", "R1", "x"):
        await press(stage, SPONSOR_PM, cards.CONFIRM, decision=label)
        assert "I do not know this decision" in stage.last_text(SPONSOR_PM)


async def test_of_an_area_the_seat_that_answers_for_it_decides_and_its_deputy_while_away() -> None:
    stage = await a_stage()
    await write(stage, PM, "Stain with Perls", "Area: Histology")
    await press(stage, DEPUTY, cards.CONFIRM)
    assert "is for the Study director to say" in stage.last_text(DEPUTY)
    await stage.say(DIRECTOR, "away today until Sunday")
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Yes, I am away")
    await press(stage, DEPUTY, cards.CONFIRM)
    decision = await the_decision(stage)
    assert decision.settled is not None
    assert decision.settled.seat == "deputy_study_director"


async def test_a_later_decision_replaces_one_which_stays_word_for_word() -> None:
    stage = await a_stage()
    await write(stage, SPONSOR_PM, "30 mg/kg", "Dose levels", note="Call of 1 Dec")
    before = await the_decision(stage)
    form = form_of(await stage.press(SPONSOR_PM, stage.received(CRO_ROOM)[-1], "Decide anew"))
    assert next(each for each in form.inputs if each.key == cards.TOPIC).value
    late = form_of(await stage.press(SPONSOR_PM, stage.received(CRO_ROOM)[-1], "Decide anew"))
    values = {"topic": topic(form, "Dose levels")}
    await stage.send(SPONSOR_PM, form, outcome="20 mg/kg", **values)
    after = await the_decision(stage)
    assert replace(after, replaced_by=None) == before
    assert after.replaced_by == 2
    assert titles(stage, CRO_ROOM) == [
        "Decision 1 was replaced by decision 2",
        "Decision 2: 20 mg/kg",
    ]
    assert "In place of: Decision 1" in stage.last_text(CRO_ROOM)
    refused = await stage.send(SPONSOR_PM, late, outcome="10 mg/kg", **values)
    assert refused.card is not None
    assert "Decision 1 was replaced by decision 2 already" in card_text(refused.card)
    await stage.say(PM, "decision 1")
    assert "30 mg/kg" in stage.last_text(PM)
    assert await count(stage) == 2


async def test_what_did_we_decide_about_finds_the_words() -> None:
    stage = await a_stage()
    await write(stage, SPONSOR_PM, "20 mg/kg", "Dose levels")
    await write(
        stage, SPONSOR_PM, "Vehicle A for all", "Dose levels", options="Vehicle A\nVehicle B"
    )
    for text in (
        "what did we decide about the vehicle?",
        "decisions vehicle",
        "decisions on VEHICLE",
    ):
        await stage.say(PM, text)
        shown = stage.last_text(PM)
        assert "Vehicle A for all (Dose levels), Sponsor program manager" in shown
        assert "20 mg/kg" not in shown
    await stage.say(PM, "what did we decide?")
    shown = stage.last_text(PM)
    assert shown.index("2 Vehicle A") < shown.index("1 20 mg/kg")
    await stage.say(PM, "decisions unicorn")
    assert "No decision on record says “unicorn”" in stage.last_text(PM)
    await stage.press(
        PM, next(s for s in stage.received(PM) if s.card.title == "Decisions"), "Decision 2"
    )
    assert "Options: Vehicle A; Vehicle B" in stage.last_text(PM)


async def test_what_is_about_nothing_agreed_is_asked_for_in_the_form() -> None:
    stage = await a_stage()
    form = form_of(await stage.say(PM, "decision lunch is at noon"))
    assert form.inputs[0].value == "lunch is at noon"
    wrong = await stage.send(PM, form, outcome="", topic="area/moon")
    assert set(wrong.errors) == {"outcome", "topic"}
    mine = topic(form, "Something else that Deccan decides")
    sent = await stage.send(PM, form, outcome="Lunch is at noon", topic=mine)
    assert sent.card is not None
    assert sent.card.title == "Decision 1: Lunch is at noon"
    assert (await the_decision(stage)).state is DecisionState.RECORDED


async def test_a_form_sent_twice_writes_once() -> None:
    stage = await a_stage()
    form = form_of(await press(stage, PM, action_cards.RECORD))
    values = {"outcome": "30 mg/kg", "topic": topic(form, "Dose levels")}
    await stage.send(PM, form, **values)
    await stage.send(PM, form, **values)
    assert await count(stage) == 1


async def test_nobody_to_confirm_is_said_and_nothing_is_kept() -> None:
    stage = await a_stage()
    directory = stage.accord.directory.snapshot
    async with stage.accord.storage.transaction() as tx:
        for seat in ("study_director", "deputy_study_director"):
            holding = next(h for h in directory.holdings(stage.collaboration.id) if h.seat == seat)
            await tx.directory.end_holding(holding, stage.clock.now())
        for lead in directory.bound(stage.collaboration.id).leads:
            if lead.party == "cro":
                await tx.directory.unname_lead(lead)
    response = await write(stage, SPONSOR_PM, "Stain with Perls", "Area: Histology")
    assert response.card is not None
    assert "nobody can be written to there" in card_text(response.card)
    assert await count(stage) == 0


async def test_in_a_closed_collaboration_nothing_is_decided() -> None:
    stage = await a_stage()
    await write(stage, PM, "30 mg/kg", "Dose levels")
    known = stage.accord.directory.snapshot.collaborations[stage.collaboration.id]
    async with stage.accord.storage.transaction() as tx:
        closed = replace(known, state=CollaborationState.CLOSED)
        await tx.directory.save_collaboration(closed)
    await stage.say(PM, "decision dose levels are 30 mg/kg")
    assert "The collaboration is closed" in stage.last_text(PM)
    await press(stage, SPONSOR_PM, cards.CONFIRM)
    assert "The collaboration is closed" in stage.last_text(SPONSOR_PM)
    await stage.say(PM, "decisions")
    assert "30 mg/kg" in stage.last_text(PM)


async def test_many_are_paged_and_a_guessed_page_is_the_first() -> None:
    stage = await a_stage()
    await write(stage, SPONSOR_PM, "30 mg/kg", "Dose levels")
    first = await the_decision(stage)
    async with stage.accord.storage.transaction() as tx:
        for number in range(2, 26):
            await tx.decisions.add(replace(first, number=number, source=f"s{number}"))
    await stage.say(PM, "decisions")
    assert "Page 1 of 3, 25 in all." in stage.last_text(PM)
    await stage.press(PM, stage.received(PM)[-1], "More")
    assert "Page 2 of 3" in stage.last_text(PM)
    await press(stage, PM, cards.LIST, word="", page="77")
    assert "Page 1 of 3" in stage.last_text(PM)
    await stage.say(PM, f"decision {'x' * 600}")
    assert "under 500 characters" in stage.last_text(PM)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("dose level 30 mg/kg in group 3", "Dose levels"),
        ("the dose levels stay", "Dose levels"),
        ("report format as in the template", "Report format"),
        ("histo slides stay with us", "Area: Histology"),
        ("lunch is at noon", None),
    ],
)
def test_what_a_decision_is_about_is_never_guessed(text: str, about: str | None) -> None:
    agreement = read_agreement((EXAMPLES / "01_rat_tox_in_vivo.yaml").read_bytes())
    found = topic_in(agreement, A_ROOM, text)
    if about is None:
        assert found is None
    else:
        assert found is not None
        assert found.title.startswith(about)


def test_topics_of_unblinded_seats_are_there_for_unblinded_readers_alone() -> None:
    agreement = read_agreement((EXAMPLES / "03_phase1_abroad.yaml").read_bytes())
    areas = tuple(
        replace(each, accountable="unblinded_pharmacist") if each.key == "dispensing" else each
        for each in agreement.areas
    )
    agreement = replace(agreement, areas=areas)
    everything = {each.key for each in topics(agreement, EVERYTHING)}
    hidden = everything - {each.key for each in topics(agreement, A_ROOM)}
    assert hidden == {"area/dispensing"}
    assert hidden <= {each.key for each in topics(agreement, seated("unblinded_pharmacist"))}
    assert not hidden & {each.key for each in topics(agreement, seated("cro_pm"))}
