"""Suggestions to seats that not everybody may know of, between three parties, and who left."""

from dataclasses import replace

from bot.domain.address import Address
from tests.unit.engine.escalating import antibody, antibody_stage, at
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.founding import everything_read_by, form_of
from tests.unit.engine.stage import PM, SPONSOR_PM, SPONSOR_ROOM, Stage, a_stage_for
from tests.unit.engine.suggesting import (
    DIRECTOR,
    MONITOR,
    shown_to,
    suggested,
    the_suggestion,
    without_name,
)
from tests.unit.engine.test_gaps import MANAGER, PHARMACIST
from tests.unit.engine.test_gaps import PHASE_1 as BINDINGS
from tests.unit.engine.test_unsettled_areas import leaves

STATISTICIAN = Address("console", "carmel", "stats")
ROOM = Address("console", "yarra", "room")
IDEA = "repack the comparator"


async def blinded() -> Stage:
    """A statistician of the sponsor is not blinded either, as in many trials."""
    agreement = example(PHASE_1)
    seats = tuple(
        replace(seat, party="sponsor") if seat.key == "unblinded_statistician" else seat
        for seat in agreement.seats
    )
    bound = BINDINGS.replace("console:yarra/stats", str(STATISTICIAN))
    return await a_stage_for(replace(agreement, seats=seats), bound, begin=at("2027-02-10T03:00"))


async def test_one_to_a_hidden_seat_exists_for_those_alone_who_may_know_of_it() -> None:
    stage = await blinded()
    form = form_of(await stage.say(PHARMACIST, "suggest"))
    values = {"text": IDEA, "topic": "unblinded statistician", "readers": "rooms", "name": "with"}
    await stage.send(PHARMACIST, form, **values)
    found = await the_suggestion(stage, restricted=True)
    assert (found.label, found.turn.seat) == ("R1", "unblinded_statistician")
    await stage.until("2027-02-22T12:00")  # reminded, late, in a digest
    for text in ("suggestions", "suggestion R1", "status", "digest"):
        await stage.say(MANAGER, text)
        if text != "suggestion R1":  # that is answered in private
            await stage.say(PHARMACIST, text, ROOM)
    read = everything_read_by(stage, MANAGER, ROOM)
    assert IDEA not in read
    assert "Suggestion R1" not in read
    await stage.say(STATISTICIAN, "status")
    assert "Suggestion R1" in stage.last_text(STATISTICIAN)
    shown = shown_to(stage, STATISTICIAN, "Suggestion R1")
    form = form_of(await stage.press(STATISTICIAN, shown, "Adopt"))
    values = {"reason": "From batch 7 on", "comes": "amendment"}
    change = form_of(await stage.send(STATISTICIAN, form, **values))
    assert change.context["because"] == ""  # a proposal is read by everybody
    assert "From batch 7 on" in everything_read_by(stage, PHARMACIST)
    assert "batch 7" not in everything_read_by(stage, MANAGER, ROOM)


async def test_of_three_parties_the_other_leads_are_offered_and_the_third_reads_none() -> None:
    stage = await antibody_stage()
    lab = antibody(stage, "lab_study_manager")
    await stage.say(lab, "suggest that we all breathe slowly")
    offered = stage.received(lab)[-1]
    assert offered.card.title == "Who should get it?"
    assert len(offered.card.buttons) == 2
    await stage.press(lab, offered, offered.card.buttons[0].label)
    found = await the_suggestion(stage)
    await stage.until("2027-08-20T20:00")
    for seat in stage.agreement.seats:
        if seat.party not in (found.from_party, found.to_party):
            assert "breathe slowly" not in everything_read_by(stage, antibody(stage, seat.key))


async def test_who_left_reads_no_answer_and_without_a_name_nobody_in_their_place() -> None:
    stage = await suggested()
    await without_name(stage, SPONSOR_PM, text="weigh twice", topic="necropsy")
    before = len(stage.received(SPONSOR_PM))
    await leaves(stage, SPONSOR_PM)
    for number in (1, 2):
        shown = shown_to(stage, DIRECTOR, f"Suggestion {number}")
        form = form_of(await stage.press(DIRECTOR, shown, "No"))
        await stage.send(DIRECTOR, form, reason="Not this year")
    assert len(stage.received(SPONSOR_PM)) == before
    assert "weigh twice" not in everything_read_by(stage, MONITOR, PM)


async def test_the_words_of_one_taken_back_are_read_by_nobody_any_more() -> None:
    stage = await suggested(room=SPONSOR_ROOM)
    await stage.say(MONITOR, "suggestion 1")
    assert "photo of each lesion" in stage.last_text(MONITOR)
    await stage.press(SPONSOR_PM, stage.received(SPONSOR_ROOM)[-1], "Take it back", SPONSOR_ROOM)
    for who in (MONITOR, DIRECTOR, PM):
        await stage.say(who, "suggestion 1")
        assert "is taken back" in stage.last_text(who)
        assert "photo of each lesion" not in stage.last_text(who)
