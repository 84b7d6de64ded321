"""Whatever somebody writes for others is looked at first: typed behind a word, or in any form."""

from collections.abc import Awaitable, Callable

import pytest

from bot.cards.compose import actions as action_cards
from bot.cards.compose import decisions as decision_cards
from bot.cards.compose import meetings as meeting_cards
from bot.cards.compose import reception as reception_cards
from bot.cards.form import Form
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.engine.inbound import Pressed, Submitted
from bot.engine.response import Response
from tests.builders import at
from tests.unit.engine.founding import (
    amendments,
    filled,
    form_of,
    open_part,
    propose,
    submit,
)
from tests.unit.engine.stage import PM, SPONSOR_PM, SPONSOR_ROOM, Stage, a_stage, seat_address
from tests.unit.engine.test_decisions import topic

KOLKATA = "Asia/Kolkata"
DIRECTOR = seat_address("study_director")
PASSWORD = "the password is Blue42!"
ACTION = f"action file the plan ({PASSWORD}) for study director by Tuesday"


async def rat() -> Stage:
    return await a_stage(begin=at("2026-11-27T10:00", KOLKATA))


def hint(stage: Stage, who: Address) -> str:
    return card_text(stage.received(who)[-1].card)


async def press_last(stage: Stage, who: Address, label: str) -> Response:
    return await stage.press(who, stage.received(who)[-1], label)


@pytest.mark.parametrize(
    ("line", "kind", "found"),
    [
        ("action you forgot the slides for study director by Tuesday", "action.added", True),
        ("agenda fortnightly project call: your fault, vial labels", "meeting.point_added", True),
        ("decision you failed us, dose levels stay", "decision.recorded", False),
    ],
)
async def test_what_is_typed_behind_a_word_is_hinted_before_it_is_kept(
    line: str, kind: str, found: bool
) -> None:
    stage = await rat()
    await stage.say(SPONSOR_PM, line)
    assert "can read as blame" in hint(stage, SPONSOR_PM)
    assert kind not in await stage.kinds()
    shown = stage.received(SPONSOR_PM)[-1]
    await stage.press(SPONSOR_PM, shown, "Send anyway")
    # A decision is read back before it is kept, as ever.
    assert (kind in await stage.kinds()) is found
    if not found:
        assert "you failed us, dose levels stay" in hint(stage, SPONSOR_PM)
    await stage.press(SPONSOR_PM, shown, "Send anyway")
    assert "This draft is not here any more" in hint(stage, SPONSOR_PM)
    assert (await stage.kinds()).count(kind) <= 1


async def test_what_was_read_back_after_a_hint_is_kept_by_one_press() -> None:
    stage = await rat()
    await stage.say(SPONSOR_PM, "decision dose levels stay, and it is not too late: your fault")
    await press_last(stage, SPONSOR_PM, "Send anyway")
    button = stage.received(SPONSOR_PM)[-1].card.buttons[0]
    await press_last(stage, SPONSOR_PM, button.label)
    assert {"decision.recorded", "decision.proposed"} & set(await stage.kinds())


async def test_a_line_is_put_another_way_and_done_then() -> None:
    stage = await rat()
    await stage.say(SPONSOR_PM, "action you forgot the slides for study director by Tuesday")
    form = form_of(await press_last(stage, SPONSOR_PM, "Change it"))
    (typed,) = form.inputs
    assert typed.value == "you forgot the slides for study director by Tuesday"
    again = form_of(await stage.send(SPONSOR_PM, form, line=typed.value))
    assert "can read as blame" in str(again.intro)
    await stage.send(SPONSOR_PM, again, line="send the slides for study director by Tuesday")
    assert "send the slides" in hint(stage, DIRECTOR)
    assert "you forgot" not in "".join(card_text(s.card) for s in stage.received(DIRECTOR))


async def test_what_is_kept_out_of_chat_is_left_out_of_an_action_that_is_typed() -> None:
    stage = await rat()
    await stage.say(SPONSOR_PM, ACTION)
    assert "Blue42" not in hint(stage, SPONSOR_PM)
    await press_last(stage, SPONSOR_PM, "Send without it")
    assert "file the plan (the [left out]" in hint(stage, DIRECTOR)
    assert not any("Blue42" in card_text(s.card) for s in stage.received(DIRECTOR))


async def test_the_hint_in_a_room_says_that_the_room_has_read_it() -> None:
    stage = await rat()
    await stage.say(SPONSOR_PM, ACTION, SPONSOR_ROOM)
    shown = stage.received(SPONSOR_ROOM)[-1]
    assert shown.only_for == SPONSOR_PM
    assert "What you typed stands in the room until you edit or delete it" in card_text(shown.card)
    await stage.say(SPONSOR_PM, ACTION)
    assert "only you see this" in hint(stage, SPONSOR_PM)


@pytest.mark.parametrize("line", ["actions", "action 1", "decision 1", "agenda", "propose"])
async def test_a_line_without_anything_to_look_at_is_answered_as_ever(line: str) -> None:
    stage = await rat()
    await stage.say(SPONSOR_PM, line)
    assert "Before this is sent" not in hint(stage, SPONSOR_PM)


async def pressed(stage: Stage, who: Address, name: str, **value: str) -> Form:
    carried = {"collaboration": stage.collaboration.id, **value}
    event = Pressed(origin=stage.origin(who), action=name, value=carried)
    return form_of(await stage.accord.dispatch(event))


Opened = tuple[Form, dict[str, str]]


async def an_action(stage: Stage) -> None:
    await stage.say(SPONSOR_PM, "action send the plan for study director by Tuesday")


async def adding(stage: Stage) -> Opened:
    form = await pressed(stage, SPONSOR_PM, action_cards.ADD)
    return form, {"owner": "study_director", "by": "2026-12-01", "what": "{}"}


async def moving(stage: Stage) -> Opened:
    await an_action(stage)
    form = await pressed(stage, SPONSOR_PM, action_cards.MOVE, action="1")
    return form, {"by": "2026-12-02", "reason": "{}"}


async def dropping(stage: Stage) -> Opened:
    await an_action(stage)
    return await pressed(stage, SPONSOR_PM, action_cards.DROP, action="1"), {"reason": "{}"}


async def editing(stage: Stage) -> Opened:
    await an_action(stage)
    form = await pressed(stage, SPONSOR_PM, action_cards.EDIT, action="1")
    filled = {each.key: each.value for each in form.inputs}
    return form, {**filled, "what": "{}", "reason": "it moved"}


async def deciding(stage: Stage) -> Opened:
    form = await pressed(stage, SPONSOR_PM, action_cards.RECORD)
    about = topic(form, "Dose levels")
    return form, {"outcome": "they stay", decision_cards.TOPIC: about, decision_cards.NOTE: "{}"}


async def putting_right(stage: Stage) -> Opened:
    form = await pressed(stage, PM, action_cards.RECORD)
    about = topic(form, "Dose levels")
    said = {"outcome": "they stay", decision_cards.TOPIC: about}
    await stage.send(PM, form, **said)
    form = await pressed(stage, SPONSOR_PM, decision_cards.NOT_SO, decision="1")
    return form, {decision_cards.BECAUSE: "{}"}


async def adding_a_point(stage: Stage) -> Opened:
    await stage.say(SPONSOR_PM, "agenda fortnightly project call")
    value = next(
        each.value
        for each in stage.received(SPONSOR_PM)[-1].card.buttons
        if each.action == meeting_cards.ADD
    )
    form = await pressed(stage, SPONSOR_PM, meeting_cards.ADD, **dict(value))
    return form, {meeting_cards.TEXT_KEY: "{}"}


async def excusing(stage: Stage) -> Opened:
    form = form_of(await stage.say(SPONSOR_PM, "excuse fortnightly project call"))
    return form, {reception_cards.TEXT_KEY: "{}"}


FORMS: tuple[tuple[str, Callable[[Stage], Awaitable[Opened]]], ...] = (
    ("action.added", adding),
    ("action.changed", moving),
    ("action.dropped", dropping),
    ("action.changed", editing),
    ("decision.recorded", deciding),
    ("decision.declined", putting_right),
    ("meeting.point_added", adding_a_point),
    ("checkin.excused", excusing),
)


@pytest.mark.parametrize(("kind", "opens"), FORMS)
async def test_a_form_comes_back_with_hints_once_and_leaves_out_what_stays_out(
    kind: str, opens: Callable[[Stage], Awaitable[Opened]]
) -> None:
    stage = await rat()
    form, values = await opens(stage)
    said = {key: PASSWORD if value == "{}" else value for key, value in values.items()}
    hinted = form_of(await stage.send(SPONSOR_PM, form, **said))
    assert "looks like a password" in str(hinted.intro)
    assert "Blue42" not in str(hinted.intro)
    assert kind not in await stage.kinds()
    await stage.send(SPONSOR_PM, hinted, **said, care_how="without")
    assert (await stage.kinds()).count(kind) == 1
    assert "Blue42" not in str(await stage.record())
    assert "[left out]" in str(await stage.record())


async def test_why_something_is_proposed_or_declined_is_looked_at_in_its_form() -> None:
    stage = await rat()
    await propose(stage, SPONSOR_PM, ("ground_rules",), {"lines": "Be kind."}, "kinder words")
    await stage.say(PM, "propose decline 1 you forgot to ask us")
    assert "can read as blame" in hint(stage, PM)
    assert "amendment.declined" not in await stage.kinds()
    await press_last(stage, PM, "Send anyway")
    assert "amendment.declined" in await stage.kinds()


async def test_the_reason_in_the_form_of_a_part_is_looked_at_and_its_answers_stay() -> None:
    stage = await rat()
    form = form_of(await open_part(stage, SPONSOR_PM, ("ground_rules",)))
    values = {**filled(form, {"lines": "Be kind."}), "because": "Deccan messed up"}
    hinted = form_of(await submit(stage, SPONSOR_PM, form, values))
    assert "can read as blame" in str(hinted.intro)
    assert {each.key: each.value for each in hinted.inputs}["lines"] == "Be kind."
    assert "amendment.proposed" not in await stage.kinds()
    await submit(stage, SPONSOR_PM, hinted, {**values, "because": "kinder words"})
    (sent,) = await amendments(stage)
    assert sent.reason == "kinder words"


async def test_words_that_may_be_an_answer_are_hinted_before_they_are_offered_as_one() -> None:
    stage = await rat()
    await stage.say(SPONSOR_PM, "ask necropsy: which day?")
    await stage.say(DIRECTOR, "it was you who forgot, your fault")
    assert "question 1" in stage.received(DIRECTOR)[-1].card.title
    assert "can read as blame" in hint(stage, DIRECTOR)
    await press_last(stage, DIRECTOR, "Send anyway")
    assert "your fault" in hint(stage, SPONSOR_PM)


async def test_a_forged_draft_of_another_kind_is_not_done_as_a_line() -> None:
    stage = await rat()
    await stage.say(SPONSOR_PM, "heads-up the slides may be late, your fault")
    value = dict(stage.received(SPONSOR_PM)[-1].card.buttons[0].value)
    event = Submitted(
        origin=stage.origin(SPONSOR_PM),
        action="saying.line",
        values={"line": "send the slides for study director by Tuesday"},
        context=value,
    )
    response = await stage.accord.dispatch(event)
    text = card_text(response.card) if response.card else hint(stage, SPONSOR_PM)
    assert "This draft is not here any more" in text
    assert "action.added" not in await stage.kinds()
