"""Questions to seats that not everybody may know of: they stay among those who may."""

from dataclasses import replace

from bot.cards.plain import card_text
from bot.domain.question import Question, id_of
from tests.unit.engine.escalating import PHASE1_ROOM, phase1
from tests.unit.engine.founding import filled, form_of
from tests.unit.engine.hinting import PHARMACIST, STATISTICIAN, hiding
from tests.unit.engine.stage import Stage
from tests.unit.engine.suggesting import shown_to
from tests.unit.engine.test_suggestions_hidden import (
    IN_THE_KNOW,
    also_the_data_manager,
    passing,
)

ASKED = "which colour have the kits?"
GOT = "Question R2"
OTHERS = ("cro_pm", "clinical_ops_lead")


async def test_one_is_passed_on_only_among_seats_that_few_may_know_of() -> None:
    stage = await asked_in_secret()
    got = phase1(stage, PHARMACIST)
    assert await passing(stage, got, GOT) == [STATISTICIAN]
    forged = form_of(await stage.press(got, shown_to(stage, got, GOT), "Not mine: pass on"))
    await stage.send(got, forged, **filled(forged, {"seat": "cro_pm", "text": ""}))
    assert (await the_question(stage)).turn.seat == PHARMACIST
    await stage.send(got, forged, **filled(forged, {"seat": STATISTICIAN, "text": ""}))
    assert (await the_question(stage)).turn.seat == STATISTICIAN
    assert not await told_of_it(stage)


async def test_one_that_everybody_may_know_of_is_passed_on_to_none_of_these_seats() -> None:
    stage = await hiding()
    got = await also_the_data_manager(stage)
    await stage.say(phase1(stage, "clinical_ops_lead"), f"ask data manager: {ASKED}")
    offered = await passing(stage, got, "Question 2")
    assert "cro_pm" in offered
    assert STATISTICIAN not in offered


async def test_one_that_was_passed_on_before_is_in_no_list_of_who_may_not_know_of_it() -> None:
    stage = await asked_in_secret()
    question = await the_question(stage)
    said = replace(question.turn.question, text="", at=stage.clock.now())
    passed = question.passed_on("cro_pm", said, stage.clock.now()).shown(stage.clock.now())
    async with stage.accord.storage.transaction() as tx:
        await tx.questions.save(passed)
    assert not await told_of_it(stage)
    await stage.say(IN_THE_KNOW, "status")
    assert "Zaffre" in stage.last_text(IN_THE_KNOW)


async def asked_in_secret() -> Stage:
    stage = await hiding()
    await stage.say(IN_THE_KNOW, f"ask zaffre dispenser: {ASKED}")
    return stage


async def the_question(stage: Stage) -> Question:
    async with stage.accord.storage.reading() as tx:
        found = await tx.questions.get(id_of(stage.collaboration.id, 2, restricted=True))
    assert found is not None
    return found


async def told_of_it(stage: Stage) -> list[str]:
    """What those read of it who may not know of the seat it went to, alone and in the room."""
    people = [phase1(stage, seat) for seat in OTHERS]
    for who in people:
        for text in ("answer 2", "answer R2", "status", "digest"):
            await stage.say(who, text)
            await stage.say(who, text, PHASE1_ROOM)
    read = [card_text(s.card) for who in (*people, PHASE1_ROOM) for s in stage.received(who)]
    return [text for text in read if "affre" in text or ASKED in text]
