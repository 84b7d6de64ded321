"""Who speaks for a side: named by its leads, never nobody, never by the other side."""

from bot.cards.compose import seats as cards
from bot.domain.address import Address
from bot.engine.people_choice import token
from tests.unit.engine.founding import (
    ANN,
    AWAY,
    BOB,
    CY,
    DI,
    HOME,
    a_code,
    a_draft_stage,
    a_form,
    about,
    form_of,
    press,
    refused,
    submit,
)
from tests.unit.engine.stage import Stage

ELSEWHERE = Address("console", "labs2", "room")
EVE = Address("console", "labs2", "eve")


async def _leads(stage: Stage, party: str) -> set[str]:
    async with stage.accord.storage.reading() as tx:
        directory = await stage.accord.directory.current(tx)
    return {person.name for person in directory.leads(stage.collaboration.id, party)}


async def _joined(stage: Stage) -> None:
    await stage.say(CY, f"connect {await a_code(stage)}", AWAY)


async def test_a_lead_names_another_one_and_steps_down() -> None:
    stage = await a_draft_stage()
    form = form_of(await press(stage, ANN, cards.LEADS_OPEN, about(stage), HOME))
    assert form.inputs[0].value == token(ANN)

    both = f"{token(ANN)},{token(BOB)}"
    await submit(stage, ANN, form, {cards.LEADS: both}, HOME)
    assert await _leads(stage, "sponsor") == {"Ann", "Bob"}

    await submit(stage, BOB, form, {cards.LEADS: token(BOB)}, HOME)
    assert await _leads(stage, "sponsor") == {"Bob"}
    assert (await stage.kinds())[-2:] == ["leads.changed", "leads.changed"]
    await refused(stage, submit(stage, ANN, form, {cards.LEADS: token(ANN)}, HOME), "Bob", HOME)


async def test_somebody_always_speaks_for_a_side() -> None:
    stage = await a_draft_stage()
    form = form_of(await press(stage, ANN, cards.LEADS_OPEN, about(stage), HOME))
    for nobody in ("", "x", token(CY)):
        response = await submit(stage, ANN, form, {cards.LEADS: nobody}, HOME)
        assert "at least one" in response.errors[cards.LEADS]
    assert await _leads(stage, "sponsor") == {"Ann"}


async def test_nobody_makes_leads_of_the_other_side() -> None:
    stage = await a_draft_stage()
    await _joined(stage)
    made_up = a_form(cards.LEADS_FORM, **about(stage))
    response = await submit(stage, ANN, made_up, {cards.LEADS: token(DI)}, HOME)
    assert cards.LEADS in response.errors
    assert await _leads(stage, "cro") == {"Cy"}


async def test_only_its_own_lead_brings_in_more_of_a_side_that_is_here() -> None:
    stage = await a_draft_stage()
    first, second = await a_code(stage), await a_code(stage)
    await stage.say(CY, f"connect {first}", AWAY)
    # A second code for the same side, made before it came, would let anybody speak for it.
    await refused(
        stage,
        stage.say(EVE, f"connect {second}", ELSEWHERE),
        "joined with another code already",
        ELSEWHERE,
        recorded="pairing.refused",
    )
    await refused(stage, stage.say(ANN, "connect code", HOME), "is here already", HOME)
    await refused(stage, stage.say(ANN, "connect code Labs", HOME), "for which company", HOME)

    own = await a_code_of(stage, CY, AWAY)
    await stage.say(EVE, f"connect {own}", ELSEWHERE)
    assert len(await _leads(stage, "cro")) == 2


async def a_code_of(stage: Stage, lead: Address, room: Address) -> str:
    """A code a lead makes for their own side."""
    await stage.say(lead, "connect code Labs", room)
    words = stage.last_text(room).split()
    return next(word for word in words if word.count("-") == 1 and len(word) == len("12345-12345"))
