"""Thanks in a blinded study: who is not to be known is named nowhere; a guess learns nothing."""

import pytest

from bot.cards.plain import card_text
from bot.domain.address import Address
from tests.unit.engine.escalating import at
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.stage import Stage, a_stage_for
from tests.unit.engine.test_gaps import MANAGER, PHARMACIST, STATISTICIAN
from tests.unit.engine.test_gaps import PHASE_1 as BINDINGS

ROOM = Address("console", "yarra", "room")


async def noon() -> Stage:
    return await a_stage_for(example(PHASE_1), BINDINGS, begin=at("2027-02-10T03:00"))


def in_room(stage: Stage) -> list[str]:
    return [card_text(shown.card) for shown in stage.received(ROOM)]


@pytest.mark.parametrize("room", [ROOM, None])
async def test_an_unblinded_seat_is_answered_as_nonsense_is(room: Address | None) -> None:
    stage, where = await noon(), room or MANAGER
    await stage.say(MANAGER, "thanks wombat for the kits", room)
    nonsense = stage.last_text(where)
    await stage.say(MANAGER, "thanks unblinded pharmacist for the kits", room)
    assert stage.last_text(where) == nonsense.replace("wombat", "unblinded pharmacist")
    nobody = Address("console", "yarra", "nobody")
    await stage.say(MANAGER, f"thanks @<{nobody}> for the kits", room)
    unknown = stage.last_text(where)
    await stage.say(MANAGER, f"thanks @<{PHARMACIST}> for the kits", room)
    assert stage.last_text(where) == unknown
    assert stage.received(PHARMACIST) == []


async def test_between_unblinded_people_it_is_given_alone_and_named_nowhere() -> None:
    stage = await noon()
    await stage.say(STATISTICIAN, "thanks unblinded pharmacist for the kits")
    shown = stage.received(STATISTICIAN)[-1]
    assert [b.label for b in shown.card.buttons] == ["Only to them"]
    assert "Not everybody may read" in card_text(shown.card)
    await stage.press(STATISTICIAN, shown, "Only to them")
    await stage.until("2027-02-10T14:00")
    assert "For the kits" in stage.last_text(PHARMACIST)
    assert not any("kits" in text for text in in_room(stage))
    await stage.say(MANAGER, "thanks")
    assert "kits" not in stage.last_text(MANAGER)


async def test_who_is_not_to_be_known_thanks_nobody_who_may_not_know_them() -> None:
    stage = await noon()
    await stage.say(PHARMACIST, "thanks project manager for the kits")
    shown = stage.received(PHARMACIST)[-1]
    await stage.press(PHARMACIST, shown, "Only to them")
    assert "Not everybody may know of your seat" in stage.last_text(PHARMACIST)
    await stage.until("2027-02-10T14:00")
    assert not any("kits" in card_text(shown.card) for shown in stage.received(MANAGER))
    assert not any("kits" in text for text in in_room(stage))


async def test_words_that_name_a_hidden_folder_go_only_to_who_may_know_of_it() -> None:
    known = BINDINGS.replace("[unblinded_statistician]}", "[unblinded_statistician], lead: true}")
    stage = await a_stage_for(example(PHASE_1), known, begin=at("2027-02-10T03:00"))
    folder = stage.agreement.location["unblinded_folder"].title
    await stage.say(STATISTICIAN, "thanks project manager for the quick answer")
    labels = [b.label for b in stage.received(STATISTICIAN)[-1].card.buttons]
    assert labels == ["Post it in the rooms", "Only to them"]  # as a lead they are known
    await stage.say(STATISTICIAN, f"thanks project manager for room in the {folder}")
    shown = stage.received(STATISTICIAN)[-1]
    assert [b.label for b in shown.card.buttons] == ["Only to them"]
    await stage.press(STATISTICIAN, shown, "Only to them")
    assert "names something that they may not know of" in stage.last_text(STATISTICIAN)
    await stage.say(STATISTICIAN, f"thanks privately unblinded pharmacist for the {folder}")
    assert "on their way" in stage.last_text(STATISTICIAN)
