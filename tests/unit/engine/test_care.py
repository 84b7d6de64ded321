"""A draft that reads as blame, or holds what is kept out of chat, is hinted before it is sent."""

from dataclasses import replace

import pytest

from bot.cards.form import ChoiceInput, Form, TextInput
from bot.cards.plain import card_text
from bot.domain.address import Address
from tests.builders import HYDERABAD, at
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import (
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    said,
    seat_address,
)

PEER = seat_address("peer_pathologist", "larkspur")
DIRECTOR = seat_address("study_director")
BLAME = "heads-up the histo slides may not come, that is your fault"
SECRET = "ask necropsy: is https://portal.example/x?token=abcdef123 the right place?"
RULE = "Describe what happened and what is known; do not name a person at fault."


async def typed(text: str, who: Address = PM, room: Address | None = None) -> Stage:
    stage = await a_stage(begin=at("2026-12-02T14:00", HYDERABAD))
    await stage.say(who, text, room)
    return stage


def labels(stage: Stage, who: Address = PM) -> list[str]:
    return [button.label for button in stage.received(who)[-1].card.buttons]


def intro(form: Form) -> str:
    return str(form.intro)


async def test_blame_is_hinted_privately_with_the_agreed_rule_and_sent_anyway_if_wanted() -> None:
    stage = await typed(BLAME)
    hint = stage.last_text(PM)
    assert "“your fault” can read as blame. Say what happened" in hint
    assert f"You agreed: “{RULE}”" in hint
    assert labels(stage) == ["Change it", "Send anyway"]
    assert stage.received(PEER) == []
    assert "heads_up.given" not in await stage.kinds()
    shown = stage.received(PM)[-1]
    await stage.press(PM, shown, "Send anyway")
    assert "that is your fault" in stage.last_text(PEER)
    await stage.press(PM, shown, "Send anyway")
    assert "This draft is not here any more" in stage.last_text(PM)
    assert (await stage.kinds()).count("heads_up.given") == 1


async def test_it_is_changed_in_the_form_with_what_was_typed() -> None:
    stage = await typed(BLAME)
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Change it"))
    (text,) = form.inputs
    assert isinstance(text, TextInput)
    assert text.value == "the histo slides may not come, that is your fault"
    again = form_of(await stage.send(PM, form, text=text.value))
    assert "can read as blame" in intro(again)
    assert again.submit == "Send anyway"
    await stage.send(PM, again, text="the histo slides are late by two days")
    assert "late by two days" in stage.last_text(PEER)
    async with stage.accord.storage.reading() as tx:
        (given,) = await tx.heads_ups.all(stage.collaboration.id)
    assert given.text == "the histo slides are late by two days"


async def test_what_is_kept_out_of_chat_is_not_repeated_and_left_out_if_wanted() -> None:
    stage = await typed(SECRET, SPONSOR_PM)
    hint = stage.last_text(SPONSOR_PM)
    assert "looks like a link that lets anybody in" in hint
    assert "passwords or portal links with tokens" in hint
    assert "abcdef123" not in hint
    assert labels(stage, SPONSOR_PM) == ["Send without it", "Change it", "Send anyway"]
    await stage.press(SPONSOR_PM, stage.received(SPONSOR_PM)[-1], "Send without it")
    assert "is [left out] the right place?" in stage.last_text(DIRECTOR)
    everything = [card_text(s.card) for who in (SPONSOR_PM, DIRECTOR) for s in stage.received(who)]
    assert not any("abcdef123" in text for text in everything)


async def test_in_a_room_the_hint_is_for_the_writer_alone() -> None:
    stage = await typed(BLAME, room=SPONSOR_ROOM)
    hint = stage.received(SPONSOR_ROOM)[-1]
    assert "Before this is sent" in hint.card.title
    assert hint.only_for == PM


@pytest.mark.parametrize("keep", ["without", "anyway"])
async def test_a_form_with_a_secret_opens_again_with_a_choice(keep: str) -> None:
    stage = await typed("help", SPONSOR_PM)
    form = form_of(await stage.say(SPONSOR_PM, "ask"))
    values = {"topic": "necropsy", "text": "the password is Blue42!", "urgent": "no"}
    again = form_of(await stage.send(SPONSOR_PM, form, **values))
    filled = {each.key: each.value for each in again.inputs}
    assert (filled["topic"], filled["text"]) == ("necropsy", "the password is Blue42!")
    how = again.inputs[-1]
    assert isinstance(how, ChoiceInput)
    assert how.value == "without"
    await stage.send(SPONSOR_PM, again, **values, care_how=keep)
    assert ("Blue42!" in stage.last_text(DIRECTOR)) == (keep == "anyway")


async def test_answers_and_questions_back_are_looked_at_too() -> None:
    stage = await typed("ask necropsy: which day?", SPONSOR_PM)
    await stage.say(DIRECTOR, "answer 1: you forgot to tell us")
    assert "“you forgot” can read as blame" in stage.last_text(DIRECTOR)
    form = form_of(await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Change it"))
    (text,) = form.inputs
    assert text.value == "you forgot to tell us"
    await stage.send(DIRECTOR, form, text="on 8 February")
    assert "on 8 February" in stage.last_text(SPONSOR_PM)


async def test_the_texts_of_an_update_are_looked_at_before_anybody_reads_them() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Update"))
    values = said(item_2="the sponsor's mistake: you failed to ship")
    again = form_of(await stage.send(PM, form, **values))
    assert "can read as blame" in intro(again)
    assert {each.key: each.value for each in again.inputs}["item_2"] == values["item_2"]
    assert "checkin.answered" not in await stage.kinds()
    await stage.send(PM, again, **{**values, "item_2": "the shipment has not come"})
    assert "the shipment has not come" in stage.last_text(SPONSOR_ROOM)


async def test_a_draft_that_is_not_sent_is_gone_after_a_day() -> None:
    stage = await typed(BLAME)
    shown = stage.received(PM)[-1]
    stage.clock.set(at("2026-12-03T14:01", HYDERABAD))
    await stage.accord._sweep()
    await stage.press(PM, shown, "Send anyway")
    assert "This draft is not here any more" in stage.last_text(PM)
    async with stage.accord.storage.reading() as tx:
        assert await tx.heads_ups.all(stage.collaboration.id) == []


async def test_a_forged_draft_of_another_kind_of_value_is_refused() -> None:
    stage = await typed(BLAME)
    shown = stage.received(PM)[-1]
    button = replace(shown.card.buttons[0], value={"unsent": "x/unsent/1"})
    forged = replace(shown, card=replace(shown.card, buttons=(button,)))
    await stage.press(PM, forged, button.label)
    assert "This draft is not here any more" in stage.last_text(PM)
