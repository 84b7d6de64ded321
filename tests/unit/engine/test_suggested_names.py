"""What is meant again becomes a suggestion, and a name when a lead and then every side agree."""

from adapters.console.platform import Shown
from bot.cards.card import Card
from bot.cards.compose import names
from bot.cards.compose.parts import EDIT_PART
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.learning import NameState, SuggestedName
from bot.engine.inbound import Pressed
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import PM, SPONSOR_PM, Stage, a_stage, seat_address

VET, QA = seat_address("attending_vet"), seat_address("qau_manager")
MONITOR = seat_address("study_monitor", "larkspur")
FIND, HISTOLOGY = "Choose what I meant", "Owner: Histology slides and microscopic evaluation"
ASKED = "Is “glass library” a name for Histology slides and microscopic evaluation?"
BLOOD = "Owner: Toxicokinetic blood collection"
ADD, EDIT, NOT_NOW = "Add this name", "Change the words", "Not now"


async def means_it(stage: Stage, who: Address, words: str = "glass library") -> None:
    """Somebody asks by words nobody agreed, and picks what they meant."""
    await stage.say(who, f"who looks after the {words}?")
    shown = stage.received(who)[-1]
    await stage.press(who, shown, FIND)
    await stage.press(who, stage.received(who)[-1], HISTOLOGY)


async def meant_twice(*, words: str = "glass library") -> Stage:
    stage = await a_stage()
    await means_it(stage, VET, words)
    await means_it(stage, MONITOR, words)
    await stage.until("2026-12-04T17:10")
    return stage


def asked_of(stage: Stage, who: Address) -> list[Shown]:
    return [each for each in stage.received(who) if each.card.title.startswith("Is “")]


def labels(card: Card) -> list[str]:
    return [each.label for each in card.buttons]


async def suggestions(stage: Stage) -> list[SuggestedName]:
    async with stage.accord.storage.reading() as tx:
        return list(await tx.learning.suggested(stage.collaboration.id))


async def now_agreed(stage: Stage) -> Agreement:
    async with stage.accord.storage.reading() as tx:
        data = await tx.directory.load()
        version = data.collaborations[0].version
        return await tx.agreements.get(stage.collaboration.id, version)


async def test_meant_once_nobody_is_asked() -> None:
    stage = await a_stage()
    await means_it(stage, VET)
    await stage.until("2026-12-11T17:00")
    assert not asked_of(stage, PM)


async def test_meant_twice_a_lead_of_the_side_that_answers_for_it_is_asked_once() -> None:
    stage = await meant_twice()
    (asked,) = asked_of(stage, PM)
    text = card_text(asked.card)
    assert asked.card.title == ASKED
    assert "twice, by 2 people" in text
    assert "Who asked is not kept." in text
    assert not any(name in text for name in ("veterinarian", "monitor", "Larkspur"))
    assert labels(asked.card) == [ADD, EDIT, NOT_NOW]
    assert not asked_of(stage, SPONSOR_PM)
    await means_it(stage, QA)
    await stage.until("2026-12-11T17:00")
    assert len(asked_of(stage, PM)) == 1


async def test_the_name_is_proposed_with_one_press_and_found_when_both_sides_accepted() -> None:
    stage = await meant_twice()
    await stage.press(PM, asked_of(stage, PM)[0], ADD)
    assert "Proposal 1 adds “glass library”" in card_text(asked_of(stage, PM)[0].card)
    assert labels(asked_of(stage, PM)[0].card) == []
    proposed = next(s for s in stage.received(SPONSOR_PM) if "Accept" in labels(s.card))
    await stage.press(SPONSOR_PM, proposed, "Accept")
    agreed = await now_agreed(stage)
    assert agreed.area["histopathology"].aliases[-1] == "glass library"
    assert agreed.agreement.history[-1].reason == (
        "From questions asked in chat: “glass library” means Histology slides and microscopic"
        " evaluation."
    )
    await stage.say(QA, "who looks after the glass library?")
    assert stage.received(QA)[-1].card.title == "Histology slides and microscopic evaluation"
    assert "Yes, that is it" not in labels(stage.received(QA)[-1].card)


async def test_the_words_can_be_put_another_way_first() -> None:
    stage = await meant_twice()
    form = form_of(await stage.press(PM, asked_of(stage, PM)[0], EDIT))
    assert form.inputs[0].value == "glass library"
    empty = await stage.send(PM, form, name="  ")
    assert "name" in empty.errors
    same = await stage.send(PM, form, name="histology slides and microscopic evaluation")
    assert same.errors == {
        "name": "It goes by this name already. Write another one, or close this and press Not now."
    }
    others = await stage.send(PM, form, name="Gross Pathology")
    assert others.errors == {
        "name": "These words lead to Necropsy and organ weights already. Write others, or close"
        " this and press Not now."
    }
    await stage.send(PM, form, name=" slide   library ")
    proposed = next(s for s in stage.received(SPONSOR_PM) if "Accept" in labels(s.card))
    await stage.press(SPONSOR_PM, proposed, "Accept")
    assert (await now_agreed(stage)).area["histopathology"].aliases[-1] == "slide library"


async def test_what_the_side_is_writing_is_not_sent_along() -> None:
    stage = await meant_twice()
    await stage.say(PM, "propose necropsy and organ weights")
    shown = stage.received(PM)[-1]
    edit = next(b.label for b in shown.card.buttons if b.action == EDIT_PART)
    form = form_of(await stage.press(PM, shown, edit))
    values = {each.key: each.value for each in form.inputs}
    await stage.send(PM, form, **{**values, "title": "Necropsy and tissues"})
    await stage.press(PM, asked_of(stage, PM)[0], ADD)
    proposed = next(s for s in stage.received(SPONSOR_PM) if "Accept" in labels(s.card))
    assert "Necropsy and tissues" not in card_text(proposed.card)
    await stage.press(SPONSOR_PM, proposed, "Accept")
    assert (await now_agreed(stage)).area["necropsy"].title != "Necropsy and tissues"
    await stage.say(PM, "propose")
    assert "Necropsy and tissues" in "".join(card_text(s.card) for s in stage.received(PM))


async def test_put_aside_it_is_not_asked_again() -> None:
    stage = await meant_twice()
    await stage.press(PM, asked_of(stage, PM)[0], NOT_NOW)
    assert "It is not asked again" in card_text(asked_of(stage, PM)[0].card)
    for who in (QA, VET):
        await means_it(stage, who)
    await stage.until("2026-12-18T17:00")
    assert len(asked_of(stage, PM)) == 1
    assert [each.state for each in await suggestions(stage)] == [NameState.NOT_NOW]


async def test_pressed_again_or_by_somebody_else_it_is_refused_with_what_to_do() -> None:
    stage = await meant_twice()
    old = asked_of(stage, PM)[0]
    for who in (VET, SPONSOR_PM):
        await stage.press(who, old, ADD)
        assert "A lead of that side decides" in stage.last_text(who)
    await stage.press(PM, old, ADD)
    for label in (ADD, EDIT, NOT_NOW):
        await stage.press(PM, old, label)
        assert "This name was proposed already." in stage.last_text(PM)
    async with stage.accord.storage.reading() as tx:
        assert len(await tx.amendments.all(stage.collaboration.id)) == 1


async def test_one_correction_is_enough_to_ask() -> None:
    stage = await a_stage()
    await stage.say(VET, "who carries the tubes?")
    await stage.press(VET, stage.received(VET)[-1], "This is wrong")
    await stage.press(VET, stage.received(VET)[-1], BLOOD)
    await stage.until("2026-12-04T17:10")
    assert [each.card.title for each in asked_of(stage, PM)] == [
        "Is “carries tubes” a name for Toxicokinetic blood collection?"
    ]


async def test_nobody_of_another_collaboration_decides_on_it() -> None:
    stage = await meant_twice()
    button = asked_of(stage, PM)[0].card.buttons[0]
    forged = {**button.value, "name": "another/name/0123456789abcdef"}
    event = Pressed(origin=stage.origin(PM), action=button.action, value=forged)
    await stage.accord.dispatch(event)
    await stage.accord.settle()
    assert "This suggestion is not known here any more." in stage.last_text(PM)


async def test_from_a_list_of_several_things_it_opens_as_it_was_asked() -> None:
    stage = await meant_twice()
    (asked,) = asked_of(stage, PM)
    value = asked.card.buttons[0].value
    await stage.accord.dispatch(Pressed(origin=stage.origin(PM), action=names.SHOW, value=value))
    await stage.accord.settle()
    assert asked_of(stage, PM)[-1].card == asked.card
