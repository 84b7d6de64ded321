"""Heads-ups and questions between a sponsor in Slack and a CRO in Teams."""

import json
from typing import Any

from bot.engine.record import broken_links
from tests.fakes.teams_people import TeamsPerson
from tests.fakes.teams_server import Shown
from tests.journeys.world import World


async def test_a_heads_up_from_teams_is_seen_in_slack(world: World) -> None:
    await world.until("2026-11-30T22:30")  # Monday 09:00 in San Diego
    await world.from_teams.personal_message(
        world.pm, "Heads up: the test article may be held at customs"
    )
    await world.settled()
    thanked = world.pm_chat[-1]
    assert "Thank you for saying this early." in json.dumps(thanked.card)
    told = _in_slack(world, "U0PM", "Heads-up 1")
    assert "held at customs" in json.dumps(told)
    await _press_in_slack(world, told, "Seen", "U0PM")
    assert "by Sponsor program manager, " in json.dumps(world.pm_chat[-1].card)
    assert list(broken_links(await world.record())) == []


async def test_a_heads_up_from_slack_that_reads_as_blame_is_changed_first(world: World) -> None:
    await world.until("2026-11-30T22:30")
    await world.from_slack.direct_message(
        "heads-up necropsy may slip, and Deccan forgot to tell", user="U0PM"
    )
    await world.settled()
    hint = _in_slack(world, "U0PM", "can read as blame")
    before = len(_chat(world, world.director))
    await _press_in_slack(world, hint, "Change it", "U0PM")
    still = {"text": "necropsy may slip, that is Deccan's fault"}
    again = await world.from_slack.view_submission(world.slack.views[-1], still, user="U0PM")
    assert again.json["response_action"] == "update"
    assert "can read as blame" in json.dumps(again.json["view"])
    text = {"text": "necropsy may slip by a day"}
    view = {**world.slack.views[-1], **again.json["view"]}
    sent = await world.from_slack.view_submission(view, text, user="U0PM")
    assert sent.json.get("response_action") != "errors", sent.json
    await world.settled()
    await world.until("2026-12-01T10:00")  # in the morning in Hyderabad
    assert len(_chat(world, world.director)) == before + 1
    shown = _chat(world, world.director)[-1]
    assert "necropsy may slip by a day" in json.dumps(shown.card)
    await world.from_teams.press(shown, "Seen", user=world.director)
    await world.settled()
    assert "by Study director, " in json.dumps(_in_slack(world, "U0PM", "Heads-up 1 is given"))


async def test_a_question_from_teams_is_nudged_offered_and_answered_in_a_thread_in_slack(
    world: World,
) -> None:
    await world.until("2026-11-30T22:30")  # Monday 09:00 in San Diego
    asked = "ask program manager: may we use the new bottle?"
    await world.from_teams.personal_message(world.director, asked)
    await world.settled()
    assert "Question 1 is on its way" in json.dumps(_chat(world, world.director)[-1].card)
    assert "may we use the new bottle?" in json.dumps(_in_slack(world, "U0PM", "Question 1"))
    await world.until("2026-12-01T22:31")
    assert _in_slack(world, "U0PM", "Question 1 waits for an answer")
    await world.until("2026-12-02T02:46")  # half a working day of eight and a half hours later
    offered = _in_slack(world, "U0MONITOR", "waits, and you may answer it")
    await world.from_slack.direct_message(
        "Yes, the amber one",
        user="U0MONITOR",
        channel=offered["channel"],
        thread_ts=offered["ts"],
    )
    await world.settled()
    answered = json.dumps(_chat(world, world.director)[-1].card)
    assert "Answer to question 1" in answered
    assert "Yes, the amber one" in answered
    assert "Yes, the amber one" in json.dumps(_in_slack(world, "U0PM", "Question 1"))
    kinds = [kind for kind in await world.kinds() if kind.startswith("question")]
    assert kinds == ["question.asked", "question.nudged", "question.offered", "question.answered"]
    assert list(broken_links(await world.record())) == []


async def test_a_question_in_a_slack_channel_is_asked_back_and_answered_from_teams(
    world: World,
) -> None:
    await world.until("2026-12-01T10:00")
    before = len(world.channel)
    asked = "ask necropsy: how many animals?"
    await world.from_slack.app_mention(asked, user="U0PM", channel="C0STUDY")
    await world.settled()
    assert "Question 1: Necropsy" in json.dumps(world.channel[before:])
    shown = _chat(world, world.director)[-1]
    await _fill_in_teams(world, shown, "Ask back", {"text": "of the main group?"})
    back = _in_slack(world, "U0PM", "A question back on question 1")
    await _press_in_slack(world, back, "Say more", "U0PM")
    sent = await world.from_slack.view_submission(
        world.slack.views[-1], {"text": "of both"}, user="U0PM"
    )
    assert sent.json.get("response_action") != "errors", sent.json
    await world.settled()
    again = _chat(world, world.director)[-1]
    assert "of both" in json.dumps(again.card)
    await _fill_in_teams(world, again, "Answer", {"text": "Eighty"})
    assert "Eighty" in json.dumps(world.channel[before:])
    assert "Eighty" in json.dumps(_in_slack(world, "U0PM", "Answer to question 1"))


async def test_a_question_is_passed_on_in_teams(world: World) -> None:
    await world.until("2026-12-01T10:00")
    await world.from_slack.direct_message("ask necropsy: which form is it?", user="U0PM")
    await world.settled()
    shown = _chat(world, world.director)[-1]
    values = {"seat": "cro_pm", "text": "It is in the portal"}
    await _fill_in_teams(world, shown, "Not mine: pass on", values)
    now = json.dumps(world.pm_chat[-1].card)
    assert "which form is it?" in now
    assert "It is in the portal" in now
    await world.from_teams.personal_message(world.pm, "answer 1: Form 7 in the portal")
    await world.settled()
    assert "Form 7 in the portal" in json.dumps(_in_slack(world, "U0PM", "Answer to question 1"))


def _chat(world: World, person: TeamsPerson) -> list[Shown]:
    """Somebody's own chat in Teams."""
    return world.teams.activities(world.teams.chat_with(person))


def _in_slack(world: World, user: str, words: str) -> dict[str, Any]:
    """The newest message in somebody's chat that holds some words."""
    chat = reversed(world.slack.messages(user))
    return next(message for message in chat if words in json.dumps(message))


async def _press_in_slack(world: World, message: dict[str, Any], label: str, user: str) -> None:
    answer = await world.from_slack.button_press(message, label=label, user=user)
    assert answer.status == 200
    await world.settled()


async def _fill_in_teams(world: World, shown: Shown, button: str, values: dict[str, str]) -> None:
    """The study director opens a form and sends it."""
    form = await world.from_teams.press(shown, button, user=world.director)
    await world.from_teams.press(shown, "Send", user=world.director, inputs=values, card=form.card)
    await world.settled()
