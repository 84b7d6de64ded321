"""Suggestions to seats that not everybody may know of: they stay among those who may."""

from bot.cards.form import ChoiceInput
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.people import Holding
from tests.unit.engine.escalating import PHASE1_ROOM, phase1
from tests.unit.engine.founding import filled, form_of
from tests.unit.engine.hinting import PHARMACIST, STATISTICIAN, hiding
from tests.unit.engine.stage import Stage
from tests.unit.engine.suggesting import shown_to, the_suggestion

IN_THE_KNOW = Address("console", "T0CARMEL", "U0VELLUMKEEPER")
IDEA = "colour the kits"


async def passing(stage: Stage, who: Address, title: str) -> list[str]:
    """The seats that whoever got it can pass it on to."""
    form = form_of(await stage.press(who, shown_to(stage, who, title), "Not mine: pass on"))
    (seat,) = [each for each in form.inputs if isinstance(each, ChoiceInput)]
    return [each.value for each in seat.options]


async def test_it_is_named_to_nobody_else_and_passed_on_only_among_them() -> None:
    stage = await hiding()
    await stage.say(IN_THE_KNOW, f"suggest zaffre dispenser: {IDEA}")
    got = phase1(stage, PHARMACIST)
    title = "Suggestion R1: Zaffre dispenser"
    assert await passing(stage, got, title) == [STATISTICIAN]
    forged = form_of(await stage.press(got, shown_to(stage, got, title), "Not mine: pass on"))
    await stage.send(got, forged, **filled(forged, {"seat": "cro_pm", "text": ""}))
    await stage.send(got, forged, **filled(forged, {"seat": STATISTICIAN, "text": ""}))
    assert (await the_suggestion(stage, restricted=True)).turn.seat == STATISTICIAN
    others = [phase1(stage, seat) for seat in ("cro_pm", "clinical_ops_lead")]
    for who in others:
        for text in ("suggestions", "suggestion R1", "status", "digest", "due me"):
            await stage.say(who, text)
            await stage.say(who, text, PHASE1_ROOM)
    read = [card_text(s.card) for who in (*others, PHASE1_ROOM) for s in stage.received(who)]
    assert not [text for text in read if "affre" in text or IDEA in text]


async def test_one_that_everybody_reads_is_passed_on_to_none_of_them() -> None:
    stage = await hiding()
    got, title = await also_the_data_manager(stage), "Suggestion 2"
    await stage.say(phase1(stage, "clinical_ops_lead"), f"suggest data manager: {IDEA}")
    offered = await passing(stage, got, title)
    assert "cro_pm" in offered
    assert STATISTICIAN not in offered
    forged = form_of(await stage.press(got, shown_to(stage, got, title), "Not mine: pass on"))
    refused = await stage.send(got, forged, **filled(forged, {"seat": STATISTICIAN, "text": ""}))
    assert refused.errors
    assert (await the_suggestion(stage, 2)).turn.seat == "data_manager"


async def also_the_data_manager(stage: Stage) -> Address:
    """The pharmacist, who knows of the hidden seats, now sits in one that everybody knows, too."""
    id_, now = stage.collaboration.id, stage.clock.now()
    async with stage.accord.storage.transaction() as tx:
        holdings = (await tx.directory.load()).holdings
        held = {each.seat: each for each in holdings if each.collaboration == id_}
        await tx.directory.end_holding(held["data_manager"], now)
        person = held[PHARMACIST].person
        await tx.directory.appoint(
            Holding(collaboration=id_, seat="data_manager", person=person, since=now)
        )
    return phase1(stage, PHARMACIST)
