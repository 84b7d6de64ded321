"""Where the pulse asks nothing, counts nothing, or keeps nothing: keys, pauses, hands not asked."""

from dataclasses import replace

import pytest
from cryptography.fernet import Fernet

from bot.cards.plain import card_text
from bot.cards.words import why_messages as why_words
from bot.config import Settings
from bot.domain.address import Address
from bot.domain.visibility import A_ROOM, visible_seat
from bot.engine.pulse_asked import known_pulse
from bot.main import assemble
from storage.memory import MemoryPlatformFacts, MemoryStorage
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.pulse_stage import (
    CROS,
    ENDED,
    OPENED,
    SPONSORS,
    TITLE,
    answer,
    held_by,
    pulse_stage,
    results,
    titles,
    values,
)
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_ROOM, seat_address
from tests.unit.engine.test_why_manners import reply


async def test_without_a_key_nobody_is_asked_and_pulse_says_why() -> None:
    stage = await pulse_stage(keys=0)
    await stage.until(OPENED)
    assert TITLE not in titles(stage, PM)
    said = await stage.say(PM, "pulse", immediate=True)
    assert said.card is not None
    assert "ACCORD_SECRET_KEY" in card_text(said.card)


async def test_a_side_with_too_few_people_is_not_asked_for_nothing() -> None:
    gone = {
        held_by("CMC and formulation lead", "cmc_lead", "larkspur"): "",
        held_by("DMPK lead", "dmpk_lead", "larkspur"): "",
    }
    stage = await pulse_stage(people=gone)
    await stage.until(OPENED)
    assert [titles(stage, who).count(TITLE) for who in SPONSORS] == [0, 0, 0, 0]
    assert [titles(stage, who).count(TITLE) for who in CROS] == [1, 1, 1, 1]


async def test_nobody_else_answers_and_an_old_button_says_that_it_is_over() -> None:
    stage = await pulse_stage()
    await stage.until(OPENED)
    (asked,) = [m for m in stage.received(PM) if m.card.title == TITLE]
    vet = PM.__class__(PM.platform, PM.tenant, "attending_vet")
    refused = await stage.press(vet, asked, "Answer")
    assert refused.form is None
    assert "held the agreed seats" in stage.last_text(vet)
    await stage.until(ENDED)
    late = await stage.press(PM, asked, "Answer")
    assert late.form is None
    assert "is over" in stage.last_text(PM)


@pytest.mark.parametrize(
    "who",
    [
        seat_address("site_head"),  # of a side that is asked, in a seat that is not
        seat_address("vp_rd", "larkspur"),
        seat_address("nobody", "elsewhere"),
    ],
)
async def test_a_form_made_up_by_hand_counts_for_nobody(who: Address) -> None:
    stage = await pulse_stage()
    await stage.until(OPENED)
    (asked,) = [m for m in stage.received(PM) if m.card.title == TITLE]
    form = (await stage.press(PM, asked, "Answer")).form
    assert form is not None
    await stage.send(who, form, **values(1))
    other = replace(form, context={**form.context, "pulse": "2027-02-01"})
    await stage.send(PM, other, **values(1))
    async with stage.accord.storage.reading() as tx:
        running = await tx.pulse.running(stage.collaboration.id)
        assert running is not None
        box = await tx.pulse.box(running)
    assert box is not None
    assert {each.count for each in box.tallies.values()} == {0}
    assert not [e for e in await stage.record() if e.entry.kind == "request.refused"]


async def test_a_key_taken_away_holds_up_the_end_for_a_day_and_then_nothing_is_shown() -> None:
    storage = MemoryStorage([Fernet.generate_key().decode()])
    stage = await pulse_stage(storage=storage)
    await stage.until(OPENED)
    for who in (*SPONSORS, *CROS[:3]):
        await answer(stage, who, 4)
    stage.accord = assemble(  # a restart with another key
        Settings(),
        clock=stage.clock,
        storage=storage.opened_with([Fernet.generate_key().decode()]),
        facts=MemoryPlatformFacts(),
        platforms=(stage.platform,),
    )
    (asked,) = [m for m in stage.received(PM) if m.card.title == TITLE][:1]
    refused = await stage.press(PM, asked, "Answer")
    assert refused.form is None
    assert "cannot be kept safely" in stage.last_text(PM)
    await stage.until("2027-01-13T12:00")
    assert TITLE not in titles(stage, SPONSOR_ROOM)
    await stage.until("2027-01-13T23:30")
    assert "the key that answers are locked with was changed" in results(stage)


async def test_why_says_that_both_sides_agreed_to_be_asked() -> None:
    stage = await pulse_stage(alone=True)
    await stage.until(OPENED)
    assert why_words.PULSE in await reply(stage, PM, stage.received(PM)[-1].ref)
    await stage.until("2027-01-09T12:00")
    assert why_words.PULSE_REMINDER in await reply(stage, PM, stage.received(PM)[-1].ref)
    await stage.until(ENDED)
    (shown,) = [each for each in stage.received(CRO_ROOM) if each.card.title == TITLE]
    assert why_words.PULSE_RESULTS in await reply(stage, PM, shown.ref, CRO_ROOM)


def test_the_pulse_is_what_everybody_may_know_of_it() -> None:
    agreement = example(PHASE_1)
    assert agreement.pulse is not None
    (hidden, *_) = (
        seat.key for seat in agreement.seats if not visible_seat(agreement, seat.key, A_ROOM)
    )
    asked = agreement.pulse.asked_of
    with_hidden = replace(agreement.pulse, asked_of=(*asked, hidden))
    known = known_pulse(replace(agreement, pulse=with_hidden))
    assert known is not None
    assert known.asked_of == asked
    side = [seat for seat in asked if agreement.party_of(seat) == agreement.party_of(hidden)]
    few = replace(agreement.pulse, asked_of=(*[s for s in asked if s not in side], side[0], hidden))
    assert known_pulse(replace(agreement, pulse=few)) is None


async def test_a_pause_holds_up_the_end_and_closing_keeps_nothing() -> None:
    stage = await pulse_stage()
    await stage.until(OPENED)
    for who in (*SPONSORS, *CROS):
        await answer(stage, who, 4)
    await stage.say(PM, "pause")
    await stage.until(ENDED)
    assert TITLE not in titles(stage, SPONSOR_ROOM)
    await stage.say(PM, "resume")
    await stage.until("2027-01-12T23:05")
    assert "Larkspur 4.0" in results(stage)


async def test_a_closed_collaboration_shows_and_keeps_nothing() -> None:
    stage = await pulse_stage()
    await stage.until(OPENED)
    for who in (*SPONSORS, *CROS):
        await answer(stage, who, 4)
    await stage.say(PM, "close")
    await stage.until(ENDED)
    assert TITLE not in titles(stage, SPONSOR_ROOM)
    async with stage.accord.storage.reading() as tx:
        (kept,) = await tx.pulse.over(stage.collaboration.id, 5)
        assert await tx.pulse.box(kept) is None
    assert kept.results is not None
    assert kept.results.sides == ()


async def test_the_record_says_that_a_round_was_and_nothing_of_its_answers() -> None:
    stage = await pulse_stage()
    await stage.until(OPENED)
    for who in (*SPONSORS, *CROS):
        await answer(stage, who, 4)
        await answer(stage, who, 4)
    await stage.until(ENDED)
    found = [each.entry for each in await stage.record() if "pulse" in each.entry.kind]
    assert [each.kind for each in found] == ["pulse.opened", "pulse.ended"]
    assert found[1].data == {"talking_points": []}
    assert all(each.person is None and each.source is None for each in found)
    refused = [e for e in await stage.record() if e.entry.kind == "request.refused"]
    assert refused == []
