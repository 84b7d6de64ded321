"""An answer that was not the right one: what was meant is found in two presses, and is kept."""

import pytest

from bot.cards.card import Card
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.learning import How, Meant
from bot.engine.response import Response
from storage.memory import MemoryStorage
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)
from tests.unit.engine.test_reception import form_of, text_of, values_in

WRONG, RIGHT, FIND = "This is wrong", "Yes, that is it", "Choose what I meant"
ELSE, SILENT, OLD = "Something else", "It is not in the agreement", "The answer is out of date"
VET = seat_address("attending_vet")
GUEST = Address("console", "deccan", "a_guest")
STRANGER = Address("console", "elsewhere", "somebody")
#: Words that nothing in the agreement goes by.
UNKNOWN = "who looks after the glass library?"
HISTOLOGY = "areas:histopathology"


def newest(stage: Stage, who: Address) -> Card:
    return stage.received(who)[-1].card


def labels(card: Card) -> list[str]:
    return [each.label for each in card.buttons]


async def press(stage: Stage, who: Address, label: str, room: Address | None = None) -> Response:
    return await stage.press(who, stage.received(room or who)[-1], label, room)


async def kept(stage: Stage, words: str) -> list[Meant]:
    async with stage.accord.storage.reading() as tx:
        return list(await tx.learning.meant_by(stage.collaboration.id, words))


@pytest.mark.parametrize(
    "question",
    [
        "who owns the histo slides?",
        "reach the attending veterinarian",
        "where are the raw data?",
        "what if a rat is found dead?",
        "when is the weekly status?",
        "one rat was lying dead in its cage",
    ],
)
async def test_every_answer_can_be_called_wrong_and_leads_to_another(question: str) -> None:
    stage = await a_stage()
    await stage.say(PM, question)
    assert labels(newest(stage, PM))[-1] == WRONG
    await press(stage, PM, WRONG)
    asked = newest(stage, PM)
    assert question in card_text(asked)
    assert labels(asked)[-3:] == [ELSE, SILENT, OLD]


async def test_the_next_best_thing_is_answered_with_one_more_press() -> None:
    stage = await a_stage()
    await stage.say(VET, "who carries the tubes?")
    assert newest(stage, VET).title == "Shipment of plasma, blocks and slides"
    await press(stage, VET, WRONG)
    await press(stage, VET, "Owner: Toxicokinetic blood collection")
    answer = newest(stage, VET)
    assert answer.title == "Toxicokinetic blood collection"
    assert "Thank you, it is noted." in card_text(answer)
    assert "Ask a question" in labels(answer)
    assert WRONG not in labels(answer)
    found = await kept(stage, "carry tub")
    assert [(each.item, each.how, each.said) for each in found] == [
        ("tk_sampling", How.CORRECTED, "carries tubes")
    ]


async def test_what_nobody_found_offers_what_is_near_and_else_everything_at_once() -> None:
    stage = await a_stage()
    await stage.say(PM, UNKNOWN)
    await press(stage, PM, FIND)
    assert labels(newest(stage, PM)) == [
        "Owner: Histology slides and microscopic evaluation",
        ELSE,
    ]
    await stage.say(PM, "who is the astronaut?")
    assert form_of(await press(stage, PM, FIND)).title == "What did you mean?"


async def test_everything_else_is_picked_from_what_the_person_may_see() -> None:
    stage = await a_stage()
    await stage.say(PM, UNKNOWN)
    await press(stage, PM, FIND)
    form = form_of(await press(stage, PM, ELSE))
    options = {each.value: each.label for each in form.inputs[0].options}  # type: ignore[union-attr]
    picked = "area:histopathology"
    assert options[picked] == "Areas: Histology slides and microscopic evaluation"
    assert options["none"] == SILENT
    said = text_of(await stage.send(PM, form, which=picked))
    assert "Histology slides and microscopic evaluation" in said
    assert {(e.item, e.how) for e in await kept(stage, "glass library")} == {
        ("", How.MISSED),
        ("histopathology", How.PICKED),
    }
    again = await stage.send(PM, form, which="area:gone")
    assert again.errors == {"which": "Pick what you meant, or that it is not in the agreement."}


async def test_what_is_not_in_the_agreement_can_be_proposed_at_once() -> None:
    stage = await a_stage()
    await stage.say(PM, "who carries the tubes?")
    await press(stage, PM, WRONG)
    await press(stage, PM, SILENT)
    answer = newest(stage, PM)
    assert "Thank you, it is noted." in card_text(answer)
    assert labels(answer) == ["Propose to add it", "Note it as an action", "What can I ask?"]
    assert [each.how for each in await kept(stage, "carry tub")] == [How.MISSED]


async def test_an_answer_that_is_out_of_date_opens_what_changes_it() -> None:
    stage = await a_stage()
    await stage.say(PM, "who carries the tubes?")
    await press(stage, PM, WRONG)
    form = form_of(await press(stage, PM, OLD))
    assert values_in(form)["title"] == "Shipment of plasma, blocks and slides"


async def test_without_a_seat_whoever_answers_for_it_is_told_once_a_day() -> None:
    stage = await a_stage()
    await stage.say(GUEST, "who carries the tubes?", CRO_ROOM)
    owner, before = PM, len(stage.received(PM))
    await press(stage, GUEST, WRONG, CRO_ROOM)
    asked = stage.received(CRO_ROOM)[-1]
    assert asked.only_for == GUEST
    for _ in range(2):
        await stage.press(GUEST, asked, OLD, CRO_ROOM)
        assert "Client project manager is asked to look" in stage.last_text(CRO_ROOM)
    told = stage.received(owner)[before:]
    assert [each.card.title for each in told] == [
        "Perhaps out of date: Shipment of plasma, blocks and slides"
    ]
    assert labels(told[0].card) == ["Look at it", "Change it"]
    assert form_of(await stage.press(owner, told[0], "Change it")).title == "Change area"


async def test_only_an_answer_that_is_not_sure_asks_whether_it_is_right() -> None:
    stage = await a_stage()
    await stage.say(PM, "who owns the histo slides?")
    assert RIGHT not in labels(newest(stage, PM))
    await stage.say(PM, "who carries the tubes?")
    assert labels(newest(stage, PM))[-2:] == [RIGHT, WRONG]
    await press(stage, PM, RIGHT)
    assert "a lead may be asked" in stage.last_text(PM)
    assert [each.how for each in await kept(stage, "carry tub")] == [How.CONFIRMED]


async def test_what_is_chosen_among_several_is_answered_where_it_was_asked_and_kept() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, "who does TK", SPONSOR_ROOM)
    first, *_ = labels(newest(stage, SPONSOR_ROOM))
    assert labels(newest(stage, SPONSOR_ROOM))[-1] == "None of these"
    await press(stage, SPONSOR_PM, first, SPONSOR_ROOM)
    assert newest(stage, SPONSOR_ROOM).title == first
    assert [each.how for each in await kept(stage, "tk")] == [How.CHOSEN]


async def test_none_of_several_leads_on_to_the_next_best() -> None:
    stage = await a_stage()
    await stage.say(PM, "the QA person please")
    await press(stage, PM, "None of these")
    offered = labels(newest(stage, PM))
    assert offered[-2:] == [ELSE, SILENT]
    assert "Role: QA lead" not in offered


async def test_the_same_button_pressed_twice_on_a_day_counts_once() -> None:
    stage = await a_stage()
    await stage.say(PM, "who carries the tubes?")
    shown = stage.received(PM)[-1]
    for _ in range(2):
        await stage.press(PM, shown, RIGHT)
    assert len(await kept(stage, "carry tub")) == 1
    await stage.until("2026-12-07T10:00")
    await stage.press(PM, shown, RIGHT)
    assert len(await kept(stage, "carry tub")) == 2


async def test_who_asked_is_kept_as_a_mark_that_names_nobody() -> None:
    stage = await a_stage()
    for who in (PM, SPONSOR_PM, PM):
        await stage.say(who, UNKNOWN)
    found = await kept(stage, "glass library")
    assert {each.party for each in found} == {"cro", "sponsor"}
    assert len({each.asker for each in found}) == len(found) == 2
    assert not any(str(PM) in repr(each) or "Client" in repr(each) for each in found)


async def test_a_miss_that_is_asked_for_by_slash_command_is_counted_too() -> None:
    stage = await a_stage()
    response = await stage.say(PM, UNKNOWN, CRO_ROOM, immediate=True)
    assert response.card is not None
    assert FIND in labels(response.card)
    assert [each.how for each in await kept(stage, "glass library")] == [How.MISSED]


@pytest.mark.parametrize(
    "question",
    [
        "who knows what animal 412 had",
        "who saw subject 12-03",
        "who has the password qwerty-Zx81! for the portal",
        "who asked dr.who@example.org for the glass library",
        "where is sample 20261204",
        "who was the one that came in last week and said that the freezer in the other lab is loud",
        "who",
    ],
)
async def test_what_may_be_about_somebody_or_is_no_name_is_not_kept(question: str) -> None:
    stage = await a_stage()
    await stage.say(PM, question)
    assert not everything_kept(stage)


def everything_kept(stage: Stage) -> list[Meant]:
    storage = stage.accord.storage
    assert isinstance(storage, MemoryStorage)
    return list(storage._state.meant.values())


async def test_a_stranger_gets_the_answer_and_changes_nothing() -> None:
    stage = await a_stage()
    await stage.say(STRANGER, "who carries the tubes?", CRO_ROOM)
    answer, before = stage.received(CRO_ROOM)[-1], len(stage.received(PM))
    await stage.press(STRANGER, answer, RIGHT, CRO_ROOM)
    assert stage.last_text(CRO_ROOM).endswith("Thank you. Ask on whenever you like.")
    await stage.press(STRANGER, answer, WRONG, CRO_ROOM)
    assert "suggested to a lead" not in stage.last_text(CRO_ROOM)
    await press(stage, STRANGER, OLD, CRO_ROOM)
    assert "Only people of the parties" in stage.last_text(CRO_ROOM)
    assert len(stage.received(PM)) == before
    assert not everything_kept(stage)
