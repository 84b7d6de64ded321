from typing import Any

import pytest

from bot.engine.inbound import Pressed, Submitted
from bot.engine.response import NOTHING, Response
from tests.adapters.teams.cards import FORM, NUDGE, everything
from tests.adapters.teams.world import World
from tests.fakes.teams_requests import Answer, pressed
from tests.fakes.teams_server import Shown
from tests.judges.teams import judge_invoke_answer

FILLED = {"health": "at_risk", "progress": "3 of 5 [read](http://x)", "slides": "12"}


@pytest.fixture
async def nudge(world: World) -> Shown:
    await world.post(world.channel.address, NUDGE)
    return world.teams.activities(world.channel)[0]


async def opened(world: World, nudge: Shown) -> Answer:
    world.dispatch.always(Response(form=FORM))
    return await world.people.press(nudge, "Update", user=world.ann)


async def sent(
    world: World, nudge: Shown, response: Response, inputs: dict[str, str] | None = None
) -> Answer:
    form = await opened(world, nudge)
    world.dispatch.always(response)
    return await world.people.press(
        nudge, "Send", user=world.ann, card=form.card, inputs=inputs or FILLED
    )


def judged(answer: Answer) -> Answer:
    assert judge_invoke_answer("adaptiveCard/action", answer.body) == []
    return answer


def shown_text(card: dict[str, Any]) -> str:
    return "\n".join(str(part.get("text", "")) for part in card["body"])


async def test_a_press_says_what_and_who_and_may_open_a_form(world: World, nudge: Shown) -> None:
    answer = await world.people.press(nudge, "No change", user=world.ann)
    event = world.dispatch.last
    assert isinstance(event, Pressed)
    assert (event.action, dict(event.value)) == ("checkin.same", {"checkin": "c-1"})
    assert str(event.origin.actor) == world.ann.address
    assert str(event.origin.conversation) == world.channel.address
    assert event.origin.immediate
    assert event.origin.can_open_form
    assert judged(answer).sentence == "Done."


async def test_a_card_as_the_answer_takes_the_place_of_the_pressed_one(
    world: World, nudge: Shown
) -> None:
    world.dispatch.always(Response(card=everything(world.ann.address)))
    answer = judged(await world.people.press(nudge, "Update", user=world.ann))
    assert "Ask <at>Study director</at>" in shown_text(answer.card)


async def test_a_form_is_a_card_with_inputs(world: World, nudge: Shown) -> None:
    card = judged(await opened(world, nudge)).card
    inputs = {part["id"]: part for part in card["body"] if part["type"].startswith("Input.")}
    assert list(inputs) == ["health", "progress", "slides", "next", "site"]
    assert inputs["health"]["style"] == "expanded"
    assert inputs["site"]["style"] == "compact"
    assert inputs["progress"]["maxLength"] == 200
    assert [button["title"] for button in card["actions"]] == ["Send"]


async def test_a_sent_form_brings_answers_and_context(world: World, nudge: Shown) -> None:
    answer = judged(await sent(world, nudge, NOTHING))
    event = world.dispatch.last
    assert isinstance(event, Submitted)
    assert event.action == "checkin.answer"
    assert dict(event.values) == {**FILLED, "next": "", "site": ""}
    assert dict(event.context) == {"checkin": "c-1"}
    assert event.origin.immediate
    assert "Sent: Weekly update" in shown_text(answer.card)


async def test_errors_show_the_same_form_with_the_sentences_and_what_was_typed(
    world: World, nudge: Shown
) -> None:
    errors = {"slides": "Slides cannot be more than 5.", "other": "The week is over."}
    card = judged(await sent(world, nudge, Response(errors=errors))).card
    kinds = [part.get("id") or part.get("text") for part in card["body"]]
    assert kinds.index("Slides cannot be more than 5.") == kinds.index("slides") + 1
    assert "The week is over." in kinds
    values = {part["id"]: part.get("value") for part in card["body"] if "id" in part}
    assert values == {
        "health": "at_risk",
        "progress": FILLED["progress"],
        "slides": 12,
        "next": None,
        "site": None,
    }
    world.dispatch.always(NOTHING)
    await world.people.press(nudge, "Send", user=world.ann, card=card, inputs={"slides": "4"})
    assert world.dispatch.last.values["slides"] == "4"
    assert world.dispatch.last.values["progress"] == FILLED["progress"]
    assert dict(world.dispatch.last.context) == {"checkin": "c-1"}


async def test_errors_of_a_plain_press_are_a_sentence(world: World, nudge: Shown) -> None:
    world.dispatch.always(Response(errors={"x": "This update is closed."}))
    answer = judged(await world.people.press(nudge, "No change", user=world.ann))
    assert answer.sentence == "This update is closed."


async def test_a_press_that_fails_tells_that_nothing_was_changed(
    world: World, nudge: Shown
) -> None:
    world.dispatch.fails()
    answer = judged(await world.people.press(nudge, "No change", user=world.ann))
    assert answer.status == 200
    assert "nothing was changed" in answer.sentence


async def test_a_press_by_somebody_nobody_can_identify_now_changes_nothing(
    world: World, nudge: Shown
) -> None:
    world.teams.faults.fail_next("member", 503)
    answer = judged(await world.people.press(nudge, "No change", user=world.ann))
    assert "who you are" in answer.sentence
    assert world.dispatch.events == []


async def test_two_presses_are_two_events_and_a_repeat_is_none(world: World, nudge: Shown) -> None:
    action = pressed(nudge.card, "No change", {})
    activity = world.people.invoke(world.channel, world.ann, action, reply_to=nudge.id)
    await world.people.post(activity)
    await world.people.post(activity)
    other = pressed(nudge.card, "Update", {})
    await world.people.post({**activity, "value": {"action": other}})
    events = [event for event in world.dispatch.events if isinstance(event, Pressed)]
    first, second, third = (event.origin.event_id for event in events)
    assert first == second != third


async def test_an_action_submit_is_a_press_without_an_immediate_answer(
    world: World, nudge: Shown
) -> None:
    value = pressed(nudge.card, "No change", {})["data"]
    activity = world.people.activity(world.channel, world.ann, type="message", value=value)
    assert (await world.people.post(activity)).status == 202
    event = world.dispatch.last
    assert isinstance(event, Pressed)
    assert event.action == "checkin.same"
    assert not event.origin.immediate
    assert not event.origin.can_open_form


async def test_a_form_in_the_personal_chat_works_the_same(world: World) -> None:
    await world.post(world.ann.address, NUDGE)
    nudge = world.teams.activities(world.teams.chat_with(world.ann))[0]
    await sent(world, nudge, NOTHING)
    assert world.dispatch.last.origin.personal
    assert str(world.dispatch.last.origin.conversation) == world.ann.address
