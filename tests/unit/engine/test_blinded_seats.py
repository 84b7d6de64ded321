"""Unblinded seats: agreed by everybody at set-up, and not there for blinded people afterwards."""

from bot.cards.compose.seats import CLAIM, CLAIM_FORM, FILL, FILL_FORM
from bot.domain.people import Person
from bot.engine.people_choice import token
from tests.unit.engine.founding import (
    ANN,
    AWAY,
    CY,
    DI,
    a_code,
    a_draft_stage,
    a_form,
    about,
    accept,
    amendment,
    collaboration,
    form_of,
    press,
    refused,
    send,
    submit,
    told,
)
from tests.unit.engine.stage import Stage
from tests.unit.engine.test_attacks_on_consent import OTHER_PM, blinded_stage

PHASE_1 = {"template": "phase1_trial", "title": "First in human"}
UNBLINDED = "unblinded_pharmacist"


async def _holder(stage: Stage, seat: str) -> Person | None:
    async with stage.accord.storage.reading() as tx:
        directory = await stage.accord.directory.current(tx)
    return directory.holder(stage.collaboration.id, seat, stage.clock.now())


async def test_leads_read_and_accept_a_whole_blinded_draft_and_fill_all_its_seats() -> None:
    stage = await a_draft_stage(study=PHASE_1)
    await stage.say(CY, f"connect {await a_code(stage)}", AWAY)
    form = form_of(await press(stage, CY, FILL, about(stage), AWAY))
    assert UNBLINDED in [each.key for each in form.inputs]
    await submit(stage, CY, form, {UNBLINDED: token(DI)}, AWAY)
    held = await _holder(stage, UNBLINDED)
    assert held is not None
    assert held.name == "Di"

    await send(stage, ANN, await amendment(stage, 1), "First version")
    await accept(stage, CY, await amendment(stage, 1))
    assert (await collaboration(stage)).version == 1

    # In force, it is there for nobody who is blinded; Di, who holds it, still sees it.
    form = form_of(await press(stage, CY, FILL, about(stage), AWAY))
    assert UNBLINDED not in [each.key for each in form.inputs]
    await stage.say(DI, "seats")
    assert "nblinded" in stage.last_text(DI)
    await stage.say(CY, "seats")
    assert "nblinded" not in stage.last_text(CY)


async def test_a_blinded_lead_neither_fills_nor_claims_an_unblinded_seat() -> None:
    stage = await blinded_stage()
    seat = "unblinded_pharmacist"
    before = await _holder(stage, seat)
    claims = form_of(await press(stage, OTHER_PM, CLAIM, about(stage)))
    assert seat not in str(claims.inputs)

    forged = a_form(FILL_FORM, **about(stage))
    await submit(stage, OTHER_PM, forged, {seat: token(OTHER_PM)})
    assert await _holder(stage, seat) == before
    forged = a_form(CLAIM_FORM, **about(stage))
    await refused(
        stage, submit(stage, OTHER_PM, forged, {"seat": seat}), "I do not know the seat", OTHER_PM
    )
    answer = await stage.say(OTHER_PM, "I am the unblinded pharmacist")
    assert "nblinded dose" not in told(stage, answer, OTHER_PM)
    assert await _holder(stage, seat) == before
