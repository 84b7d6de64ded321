"""Seats: each side fills its own, people claim theirs, and it stays known who held which when."""

from datetime import timedelta

import pytest

from bot.cards.compose.seats import CLAIM_FORM, FILL, FILL_FORM, GAP_CLOSE, NOBODY
from bot.cards.compose.setup import CLAIM_NO, CLAIM_YES, JOIN
from bot.cards.words import seats as words
from bot.domain.address import Address
from bot.domain.joining import Claim, ClaimState
from bot.domain.people import Lead
from bot.engine.people_choice import token
from tests.unit.engine.founding import (
    ANN,
    BOB,
    CY,
    HOME,
    a_draft_stage,
    a_form,
    about,
    everything_read_by,
    form_of,
    press,
    refused,
    submit,
    told,
)
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)
from tests.unit.engine.test_isolation import with_a_second_collaboration

DIRECTOR = seat_address("study_director")
SITE_HEAD = seat_address("site_head")
MONITOR = seat_address("study_monitor", "larkspur")
STRANGER = Address("console", "elsewhere", "stranger")
OTHER_SIDE = "That seat is another side's. Only their lead"
DECIDED = "This was decided already, or is not known here"


async def holder(stage: Stage, seat: str) -> str | None:
    async with stage.accord.storage.reading() as tx:
        directory = await stage.accord.directory.current(tx)
    found = directory.holder(stage.collaboration.id, seat, stage.clock.now())
    return found.name if found else None


async def claimed(stage: Stage, actor: Address, seat: str, room: Address = CRO_ROOM) -> Claim:
    await stage.say(actor, f"I am the {seat}", room)
    return await claim_of(stage, actor)


async def claim_of(stage: Stage, actor: Address) -> Claim:
    async with stage.accord.storage.reading() as tx:
        (claim,) = [
            each
            for each in await tx.joining.open_claims(stage.collaboration.id)
            if each.address == actor
        ]
    return claim


async def test_a_lead_fills_a_seat_and_the_holder_is_told() -> None:
    stage = await a_stage()
    form = form_of(await stage.say(PM, "seats fill study pathologist"))
    await submit(stage, PM, form, {"study_pathologist": token(SITE_HEAD)})
    assert await holder(stage, "study_pathologist") == "Site head"
    assert "You are now the Study pathologist" in stage.last_text(SITE_HEAD)


async def test_a_seat_of_the_other_side_cannot_be_filled_with_forged_values() -> None:
    stage = await a_stage()
    form = a_form(FILL_FORM, **about(stage))
    for chosen in (token(PM), token(SPONSOR_PM), NOBODY):
        values = {"program_manager": chosen}
        await refused(stage, submit(stage, PM, form, values), OTHER_SIDE, PM)
    forged = about(stage, seat="program_manager")
    await refused(stage, press(stage, PM, FILL, forged), OTHER_SIDE, PM)
    await refused(stage, stage.say(PM, "seats fill sponsor program manager"), OTHER_SIDE, PM)


@pytest.mark.parametrize("actor", [DIRECTOR, MONITOR])
async def test_only_a_lead_fills_seats(actor: Address) -> None:
    stage = await a_stage()
    form = a_form(FILL_FORM, **about(stage))
    sentence = "fills its seats"
    await refused(
        stage, submit(stage, actor, form, {"study_pathologist": token(actor)}), sentence, actor
    )
    await refused(stage, press(stage, actor, FILL, about(stage)), sentence, actor)
    await refused(stage, stage.say(actor, "seats fill"), sentence, actor)


async def test_nobody_of_the_other_companys_workspace_can_be_seated() -> None:
    stage = await a_stage()
    for nobody_of_theirs in (token(MONITOR), token(SPONSOR_PM), token(STRANGER), "made up"):
        form = a_form(FILL_FORM, **about(stage))
        await refused(
            stage,
            submit(stage, PM, form, {"study_pathologist": nobody_of_theirs}),
            "I cannot see who is in the channel",
            PM,
        )


async def test_a_claim_is_confirmed_by_a_lead_of_that_side_once() -> None:
    stage = await a_stage()
    claim = await claimed(stage, SITE_HEAD, "study pathologist")
    value = about(stage, claim=claim.id)
    for action in (CLAIM_YES, CLAIM_NO):
        for actor in (SPONSOR_PM, DIRECTOR, SITE_HEAD, MONITOR):
            await refused(stage, press(stage, actor, action, value), OTHER_SIDE, actor)
        await refused(stage, press(stage, STRANGER, action, value, CRO_ROOM), OTHER_SIDE, CRO_ROOM)
    await press(stage, PM, CLAIM_YES, value)
    assert await holder(stage, "study_pathologist") == "Site head"
    assert "It is confirmed: you are the Study pathologist" in stage.last_text(SITE_HEAD)
    for action in (CLAIM_YES, CLAIM_NO):
        await refused(stage, press(stage, PM, action, value), DECIDED, PM)


async def test_of_two_leads_who_decide_the_second_hears_that_it_was_decided() -> None:
    stage = await a_stage()
    claim = await claimed(stage, SITE_HEAD, "study pathologist")
    async with stage.accord.storage.transaction() as tx:
        directory = await stage.accord.directory.current(tx)
        lead = next(iter(directory.leads(stage.collaboration.id, "cro")))
        director = directory.person_at(DIRECTOR)
        assert director is not None
        second = Lead(collaboration=stage.collaboration.id, party="cro", person=director.id)
        assert lead != director
        await tx.directory.name_lead(second)
    value = about(stage, claim=claim.id)
    await press(stage, PM, CLAIM_NO, value)
    assert await holder(stage, "study_pathologist") == "Study pathologist"
    await refused(stage, press(stage, DIRECTOR, CLAIM_YES, value), DECIDED, DIRECTOR)
    async with stage.accord.storage.reading() as tx:
        kept = await tx.joining.claim(claim.id)
    assert kept is not None
    assert kept.state is ClaimState.REFUSED


async def test_a_seat_of_the_other_side_cannot_be_claimed() -> None:
    stage = await a_stage()
    sentence = "is a seat of Larkspur, and you are of another side"
    await refused(stage, stage.say(DIRECTOR, "I am the study monitor"), sentence, DIRECTOR)
    form = a_form(CLAIM_FORM, **about(stage))
    await refused(
        stage, submit(stage, DIRECTOR, form, {"seat": "study_monitor"}), sentence, DIRECTOR
    )
    await refused(stage, submit(stage, PM, form, {"seat": "study_monitor"}), sentence, PM)
    unknown = submit(stage, PM, form, {"seat": "queen"})
    await refused(stage, unknown, "I do not know the seat “queen”", PM)
    nobody = stage.say(STRANGER, "I am the study monitor", CRO_ROOM)
    await refused(stage, nobody, "Your workspace belongs to no party here", CRO_ROOM)


async def test_claims_and_gaps_of_another_collaboration_do_not_exist_here() -> None:
    stage = await with_a_second_collaboration()
    claim = await claimed(stage, SITE_HEAD, "study pathologist")
    other = stage.accord.directory.snapshot.by_key("ph1_abroad")
    assert other is not None
    ops, room = Address("console", "carmel", "ops"), Address("console", "carmel", "room")
    for action in (CLAIM_YES, CLAIM_NO):
        for value in (about(stage, claim=claim.id), {"collaboration": other.id, "claim": claim.id}):
            await press(stage, ops, action, value, room)
            assert DECIDED in stage.last_text(room)
    await press(
        stage, ops, GAP_CLOSE, {"collaboration": other.id, "seat": "study_pathologist"}, room
    )
    assert "The lead of your side" in stage.last_text(room)
    form = a_form(FILL_FORM, collaboration=other.id)
    response = await submit(stage, ops, form, {"study_pathologist": token(ops)}, room)
    assert words.UNCHANGED in told(stage, response, room)
    assert await holder(stage, "study_pathologist") == "Study pathologist"
    async with stage.accord.storage.reading() as tx:
        assert await tx.joining.open_claims(stage.collaboration.id) == [claim]


async def test_only_a_lead_of_the_side_says_that_a_holder_is_still_there() -> None:
    stage = await a_stage()
    value = about(stage, seat="study_director")
    for actor in (SPONSOR_PM, DIRECTOR):
        await refused(stage, press(stage, actor, GAP_CLOSE, value), "fills its seats", actor)


async def test_whoever_says_they_lead_the_other_side_is_confirmed_by_a_lead_here_once() -> None:
    stage = await a_draft_stage()
    await press(stage, CY, JOIN, about(stage, party="cro"), HOME)
    claim = await claim_of(stage, CY)
    value = about(stage, claim=claim.id)
    for actor in (CY, BOB):
        await refused(stage, press(stage, actor, CLAIM_YES, value, HOME), OTHER_SIDE, HOME)
    await press(stage, STRANGER, JOIN, about(stage, party="cro"), HOME)
    other = await claim_of(stage, STRANGER)
    await press(stage, ANN, CLAIM_YES, value)
    assert "Labs CRO has joined" in everything_read_by(stage, HOME)
    await refused(stage, press(stage, ANN, CLAIM_YES, value), DECIDED, ANN)
    # The other side is here now; whoever claims to lead it too is theirs to judge.
    late = about(stage, claim=other.id)
    await refused(stage, press(stage, ANN, CLAIM_YES, late), "is here already", ANN)


async def test_who_held_a_seat_on_a_day_is_known_for_good() -> None:
    stage = await a_stage()
    stage.clock.advance(timedelta(days=10))
    form = form_of(await stage.say(PM, "seats fill study pathologist"))
    await submit(stage, PM, form, {"study_pathologist": token(SITE_HEAD)})
    stage.clock.advance(timedelta(days=10))
    form = form_of(await stage.say(PM, "seats fill study pathologist"))
    await submit(stage, PM, form, {"study_pathologist": NOBODY})
    stage.clock.advance(timedelta(days=10))
    await stage.accord.settle()
    for day, held, others in (
        ("2026-12-06", "Study pathologist, from", "Site head"),
        ("20 December 2026", "Site head, from", "Study pathologist, from"),
        ("2027-01-02", "Nobody", "Site head"),
        ("2026-01-02", "Nobody", "Site head"),
    ):
        await stage.say(SPONSOR_PM, f"seats study pathologist on {day}", SPONSOR_ROOM)
        said = stage.last_text(SPONSOR_ROOM)
        assert held in said, (day, said)
        assert others not in said, (day, said)
    await stage.say(SPONSOR_PM, "seats study pathologist", SPONSOR_ROOM)
    both = stage.last_text(SPONSOR_ROOM)
    assert "Study pathologist, from" in both
    assert "Site head, from" in both
    assert "to" in both
    await stage.say(SPONSOR_PM, "seats study pathologist on the day after", SPONSOR_ROOM)
    assert "as a day" in stage.last_text(SPONSOR_ROOM)


async def test_one_person_as_holder_and_deputy_is_flagged() -> None:
    stage = await a_stage()
    form = form_of(await stage.say(PM, "seats fill deputy study director"))
    response = await submit(stage, PM, form, {"deputy_study_director": token(DIRECTOR)})
    assert words.SAME_DEPUTY in told(stage, response, PM)
    await stage.say(PM, "seats", CRO_ROOM)
    line = next(x for x in stage.last_text(CRO_ROOM).splitlines() if "Study director:" in x)
    assert words.SAME_DEPUTY in line


async def test_the_other_side_reads_of_new_holders_once_a_week() -> None:
    stage = await a_stage()
    form = form_of(await stage.say(PM, "seats fill study pathologist"))
    await submit(stage, PM, form, {"study_pathologist": token(SITE_HEAD)})
    assert "Study pathologist" not in everything_read_by(stage, SPONSOR_ROOM)
    await stage.until("2026-12-08T12:00")
    digest = everything_read_by(stage, SPONSOR_ROOM)
    assert "Study pathologist: now Site head, before Study pathologist" in digest
    count = len(stage.received(SPONSOR_ROOM))
    await stage.until("2026-12-15T12:00")
    assert "Site head" not in "".join(
        shown.card.title for shown in stage.received(SPONSOR_ROOM)[count:]
    )
