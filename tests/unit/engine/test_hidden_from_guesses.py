"""Nothing hidden is met by chance or by guess: in messages, in names, in forged paths.

As in `test_nothing_is_hinted_at`, what people get is compared with a world in which it is not.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest

from bot.cards.compose import parts as cards
from bot.domain.address import Address
from bot.domain.visibility import A_ROOM, view
from bot.engine.handlers.parts import BECAUSE
from bot.engine.inbound import Pressed
from bot.engine.parts.places import pack
from bot.engine.response import Response
from bot.main import advance_to
from tests.unit.engine.escalating import PHASE1_ROOM, phase1
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.hinting import (
    KEEPER,
    THIRD_LEAD,
    bare,
    hidden_locations,
    hidden_seats,
    hiding,
)
from tests.unit.engine.hinting_askers import askers
from tests.unit.engine.stage import Stage
from tests.unit.engine.test_nothing_is_hinted_at import written


def untold(stage: Stage) -> set[Address]:
    """The room, and everybody who may not know of what is restricted."""
    seats = [each for each in example(PHASE_1).seat if each not in hidden_seats()]
    alone = {each.actor for each in askers(stage) if each.actor.tenant != "T0SPONSOR"}
    return {PHASE1_ROOM, *(phase1(stage, seat) for seat in seats), *alone} - {
        phase1(stage, seat) for seat in hidden_seats() if seat != KEEPER
    }


@pytest.mark.slow
async def test_what_people_read_in_eight_days_has_no_gap() -> None:
    worlds = (await hiding(), await bare())
    for world in worlds:
        await advance_to(world.accord, world.clock, world.clock.now() + timedelta(days=8))
    for person in untold(worlds[0]):
        told, plain = (
            [written(Response(card=shown.card)) for shown in world.received(person)]
            for world in worlds
        )
        # Who is told of a restricted escalation knows of it.
        assert [each for each in told if "title='R-1 " not in each] == plain, person


async def press(stage: Stage, actor: Address, action: str, value: Mapping[str, str]) -> Response:
    here = {"collaboration": stage.collaboration.id}
    event = Pressed(origin=stage.origin(actor), action=action, value={**here, **value})
    return await stage.accord.dispatch(event)


def forged() -> Iterator[tuple[str, dict[str, str]]]:
    """Buttons that nobody was given: of everything hidden, and of entries beyond those shown."""
    hidden = [("seats", each) for each in hidden_seats()]
    hidden += [("locations", each) for each in hidden_locations()]
    folder: tuple[str | int, ...] = ("locations", "contract_folder")
    inside = [(*folder, "access", "grants", 0), (*folder, "filed"), (*folder, "access")]
    for section, item in hidden:
        for action in (cards.SHOW_PART, cards.CHOOSE_PART):
            yield action, {"section": section, "item": item}
    for path in (*hidden, *inside, *((*each, "aliases") for each in hidden)):
        for action in (cards.EDIT_PART, cards.REMOVE_PART):
            yield action, {"path": pack(path)}


async def test_a_forged_button_of_something_hidden_gives_what_one_of_nothing_gives() -> None:
    worlds = (await hiding(), await bare())
    nothing = await press(
        worlds[1], phase1(worlds[1], "cro_pm"), cards.EDIT_PART, {"path": pack(("seats", "none"))}
    )
    for seat in ("clinical_ops_lead", "cro_pm", "medical_monitor"):
        for action, value in forged():
            told, plain = [
                written(await press(world, phase1(world, seat), action, value)) for world in worlds
            ]
            assert told == plain, (seat, action, value)
            assert told == written(nothing), (seat, action, value)


def taken() -> Iterator[tuple[str, str, str]]:
    """Something visible, and a name for it that something hidden has."""
    for seat in hidden_seats().values():
        for name in (seat.title, seat.aliases[0], seat.key):
            yield "seats", "data_manager", name
    for place in hidden_locations().values():
        for name in (place.title, place.aliases[0], place.key):
            yield "locations", "contract_folder", name


@pytest.mark.parametrize(("section", "item", "name"), list(taken()))
async def test_a_name_that_is_taken_is_agreed_as_any_other(
    section: str, item: str, name: str
) -> None:
    told, plain = [
        await agreed(world, {"path": pack((section, item))}, {"aliases": name})
        for world in (await hiding(), await bare())
    ]
    assert told == plain


@pytest.mark.parametrize("title", [each.title for each in hidden_locations().values()])
async def test_something_new_may_be_called_what_something_hidden_is_called(title: str) -> None:
    worlds = (await hiding(), await bare())
    values = {"title": title, "holds": "spare labels", "system": "Box", "path": "box/9"}
    owner = {"owner": "data_manager", "access.granted_by": "data_manager"}
    told, plain = [
        await agreed(world, {"path": pack(("locations",))}, {**values, **owner}) for world in worlds
    ]
    assert told == plain
    for world in worlds:
        version = world.collaboration.version + 1
        async with world.accord.storage.reading() as tx:
            agreement = await tx.agreements.get(world.collaboration.id, version)
        (new,) = [p for p in view(agreement, A_ROOM).locations if p.title == title]
        # A key that is counted on because another is taken would tell of the other.
        assert new.key.rpartition("_")[0] == title.casefold().replace(" ", "_")
        assert not new.key.endswith("_2")


async def agreed(stage: Stage, about: Mapping[str, str], values: dict[str, str]) -> list[str]:
    """Everything that is answered from opening the form until it is in force."""
    lead = phase1(stage, "clinical_ops_lead")
    form = (await press(stage, lead, cards.EDIT_PART, about)).form
    assert form is not None
    sent = {each.key: each.value for each in form.inputs} | values | {BECAUSE: "so we call it"}
    answers = [await stage.send(lead, form, **sent)]
    for other in (phase1(stage, "cro_pm"), THIRD_LEAD):
        (button,) = (
            button
            for shown in stage.received(other)
            for button in shown.card.buttons
            if button.label == "Accept"
        )
        answers.append(await press(stage, other, button.action, button.value))
        await stage.accord.settle()
    history = await stage.say(lead, "agreement history")
    return [written(each) for each in (*answers, history)]
