"""Of restricted things nothing is learnt, nothing suggested, and nothing hinted at on the way."""

from collections.abc import AsyncIterator

import pytest

from bot.cards.card import Button
from bot.cards.compose import meant
from bot.engine.inbound import Pressed, Submitted
from bot.engine.response import Response
from storage.memory import MemoryStorage
from tests.unit.engine.escalating import phase1
from tests.unit.engine.founding import ANN, HOME, a_draft_stage, press
from tests.unit.engine.hinting import PHARMACIST, SECRETS, bare, hiding
from tests.unit.engine.hinting_askers import Asker, askers
from tests.unit.engine.stage import Stage
from tests.unit.engine.test_nothing_is_hinted_at import ask, names, written

#: Words of hidden things, of visible ones, of both at once, and of none.
TOPICS = (
    *("zaffre dispenser", "umbral cabinet", "tmf link", "sable courier", "quillon listing"),
    *("site file", "medical monitor", "safety desk", "screening log", "statistician"),
    *("dose escalation", "urine pots", "bleed plan", "astronaut", "project manager"),
)


async def presses(stage: Stage, asker: Asker, button: Button) -> AsyncIterator[tuple[str, str]]:
    """What the button gives, and whatever is pressed or sent below that."""
    origin = stage.origin(asker.actor, asker.room, immediate=True)
    event = Pressed(origin=origin, action=button.action, value=button.value)
    response = await stage.accord.dispatch(event)
    yield button.label, written(response)
    if response.form is not None and response.form.action == "meant.picked":
        for which in ("none", "seat:medical_monitor"):
            sent = await _sent(stage, asker, response, which)
            yield f"{button.label}, {which}", written(sent)
    for each in response.card.buttons if response.card else ():
        if each.action.startswith("meant."):
            async for label, said in presses(stage, asker, each):
                yield f"{button.label}, {label}", said


async def _sent(stage: Stage, asker: Asker, response: Response, which: str) -> Response:
    assert response.form is not None
    origin = stage.origin(asker.actor, asker.room, immediate=True)
    form = response.form
    event = Submitted(
        origin=origin, action=form.action, values={"which": which}, context=form.context
    )
    return await stage.accord.dispatch(event)


@pytest.mark.slow
async def test_whatever_is_pressed_below_an_answer_is_the_same_without_what_is_hidden() -> None:
    worlds = (await hiding(), await bare())
    people = [each for each in askers(worlds[0]) if not each.knows]
    pressed = 0
    for number, topic in enumerate(TOPICS):
        for asker in people[number % 3 :: 3]:
            answers = [await ask(world, asker, f"who owns the {topic}?") for world in worlds]
            below = []
            for world, (response, _) in zip(worlds, answers, strict=True):
                buttons = response.card.buttons if response.card else ()
                mine = [each for each in buttons if each.action.startswith("meant.")]
                below.append([one for each in mine async for one in presses(world, asker, each)])
            told, plain = below
            assert told == plain, (asker.name, topic)
            assert not names("".join(said for _, said in told), SECRETS) - names(topic, SECRETS)
            pressed += len(told)
    assert pressed > 200


async def test_nothing_that_an_unblinded_person_means_is_kept() -> None:
    stage = await hiding()
    for seat, expected in ((PHARMACIST, 0), ("cro_pm", 1)):
        await stage.say(phase1(stage, seat), "who looks after the astronaut?")
        assert len(kept(stage)) == expected


@pytest.mark.parametrize("topic", ["zaffre", "umbral cabinet", "ormolu ledger", "quillon reader"])
async def test_words_of_a_hidden_thing_are_not_kept_and_nobody_is_told_so(topic: str) -> None:
    stage, plain = await hiding(), await bare()
    said = []
    for world in (stage, plain):
        lead = phase1(world, "cro_pm")
        await world.say(lead, f"who owns the {topic}?")
        shown = world.received(lead)[-1]
        button = next(each for each in shown.card.buttons if each.label == "Choose what I meant")
        response = await world.press(lead, shown, button.label)
        if response.form is None:
            response = await world.press(lead, world.received(lead)[-1], "Something else")
        assert response.form is not None
        picked = await world.send(lead, response.form, which="seat:medical_monitor")
        said.append(written(picked))
    assert said[0] == said[1]
    assert not kept(stage)
    assert len(kept(plain)) == 2


def kept(stage: Stage) -> list[str]:
    """The words of everything that is kept."""
    storage = stage.accord.storage
    assert isinstance(storage, MemoryStorage)
    return [each.words for each in storage._state.meant.values()]


@pytest.mark.parametrize(
    "action", [meant.WRONG, meant.THIS, meant.CHOSEN, meant.RIGHT, meant.ELSE, meant.NOT_AGREED]
)
async def test_of_a_draft_nothing_is_offered_whatever_a_button_is_made_to_carry(
    action: str,
) -> None:
    stage = await a_draft_stage()
    asked = meant.Asked(
        collaboration=stage.collaboration.id, question="who owns histology?", kind="area", key="x"
    )
    area = stage.agreement.areas[0].key
    await press(stage, ANN, action, asked.value(meant_kind="area", meant_key=area), HOME)
    assert "Nothing is agreed yet" in stage.last_text(HOME)
    assert not kept(stage)
