"""Early, unchanged, edited, late, excused and asked about: an update over HTTP on both sides.

Deccan sends from Teams and Larkspur reads in Slack; for the minutes of the steering meeting it is
the other way round.
"""

import json
from collections.abc import Mapping
from typing import Any

from bot.engine.record import broken_links
from tests.fakes.teams_requests import Answer, buttons_of
from tests.fakes.teams_server import Shown
from tests.journeys.world import World

WEEKLY = "Weekly written status"
STEERING = "Minutes of Monthly steering meeting"
SAID = {
    "health": "on_track",
    "item_0": "Protocol draft 3 sent",
    "item_1": "IAEC meeting",
    "item_2": "none",
    "item_3": "none",
    "item_4": "12 %",
}
STEERING_SAID = {
    "health": "on_track",
    "item_0": "none",
    "item_1": "Customs may take a week",
    "item_2": "none",
    "item_3": "good",
}


async def test_from_teams_an_update_is_sent_early_edited_and_looked_back_at(world: World) -> None:
    await world.until("2026-11-25T10:00")
    before = len(world.channel)
    await world.from_teams.personal_message(world.pm, "update weekly status")
    await world.settled()
    await in_teams(world, world.pm_chat[-1], SAID, button=f"Early: {WEEKLY}, 27 Nov")
    (posted,) = world.channel[before:]
    assert "Fri 27 Nov 2026: on track" in json.dumps(posted)

    await world.until("2026-11-28T10:00")
    assert f"{WEEKLY} is due" not in json.dumps([shown.activity for shown in world.pm_chat])
    await in_teams(world, with_button(world, "Edit"), {"item_4": "13 %"})
    (edited,) = [each for each in world.channel[before:] if WEEKLY in json.dumps(each)]
    await press_in_slack(world, edited, "Show changes")
    seen = json.dumps(world.slack.ephemerals[-1])
    assert "13 % (before: 12 %)" in seen

    await world.until("2026-12-04T17:00")
    nudge = with_button(world, "No change")
    await world.from_teams.press(nudge, "No change", user=world.pm)
    await world.settled()
    assert "None since the last update" in json.dumps(world.channel[-1])
    assert list(broken_links(await world.record())) == []


async def test_in_slack_a_receiver_excuses_and_in_teams_the_sender_reads_why(world: World) -> None:
    await world.until("2026-11-30T22:00")  # Monday morning in San Diego
    told = newest_in_slack(world, "U0PM", f"{WEEKLY} has not come yet")
    await fill_in_slack(world, told, "Not needed this time", {"text": "On hold until Monday"})
    assert "On hold until Monday" in json.dumps([shown.card for shown in world.pm_chat])
    told = newest_in_slack(world, "U0PM", f"{WEEKLY} is excused")
    await press_in_slack(world, told, "Still expected")
    await world.until("2026-12-01T09:00")  # and the next one in Hyderabad
    assert "expected after all" in json.dumps([shown.card for shown in world.pm_chat])
    before = len(world.channel)
    await in_teams(world, world.pm_chat[-1], SAID)
    (late,) = world.channel[before:]
    assert "late, by 19 h of working time" in json.dumps(late)  # Fri 17-18, Sat and Mon 9-18


async def test_a_question_goes_from_slack_to_teams_and_its_answer_back(world: World) -> None:
    await world.until("2026-11-27T17:00")
    before = len(world.channel)
    await in_teams(world, world.pm_chat[-1], SAID)
    await press_in_slack(world, world.channel[-1], "Useful")
    await fill_in_slack(world, world.channel[-1], "Ask one question", {"text": "Which meeting?"})
    assert "Useful" in json.dumps([shown.card for shown in world.pm_chat])
    question = with_button(world, "Answer")
    assert "Which meeting?" in json.dumps(question.card)
    await in_teams(world, question, {"text": "The one of 2 December"}, button="Answer")
    (posted,) = world.channel[before:]
    assert "The one of 2 December" in json.dumps(posted)
    assert "The one of 2 December" in json.dumps(world.slack.messages("U0PM")[-1])


async def test_from_slack_an_update_is_sent_and_from_teams_asked_about(world: World) -> None:
    await world.until("2026-12-07T22:00")  # Monday morning in San Diego: they met ahead of time
    await world.from_slack.direct_message("update monthly steering meeting", user="U0PM")
    await world.settled()
    early = newest_in_slack(world, "U0PM", f"Early: {STEERING}")
    await fill_in_slack(world, early, f"Early: {STEERING}, 10 Dec", STEERING_SAID)
    room = world.teams.activities(world.cro_room)
    posted = next(shown for shown in reversed(room) if STEERING in json.dumps(shown.card))
    asked = {"text": "Which customs?"}
    await in_teams(world, posted, asked, button="Ask one question")
    question = newest_in_slack(world, "U0PM", "Which customs?")
    await fill_in_slack(world, question, "Answer", {"text": "Hyderabad airport"})
    room = world.teams.activities(world.cro_room)
    assert "Hyderabad airport" in json.dumps([shown.card for shown in room])
    assert "Hyderabad airport" in json.dumps([shown.card for shown in world.pm_chat])

    sent = newest_in_slack(world, "U0PM", f"{STEERING} are sent")
    await fill_in_slack(world, sent, "Edit", {"item_2": "The shipping day"})
    room = world.teams.activities(world.cro_room)
    posted = next(shown for shown in reversed(room) if STEERING in json.dumps(shown.card))
    shown = await world.from_teams.press(posted, "Show changes", user=world.director)
    assert "The shipping day (before: none)" in json.dumps(shown.body)


async def test_from_slack_minutes_come_late_and_the_next_ones_say_no_change(world: World) -> None:
    await world.until("2026-12-15T22:00")  # Tuesday 08:30 in San Diego, an hour after they were due
    nudge = newest_in_slack(world, "U0PM", f"{STEERING} are late")
    await fill_in_slack(world, nudge, "Update", STEERING_SAID)
    assert "late, " in json.dumps(in_teams_room(world, f"{STEERING}, Thu 10 Dec 2026").card)

    await world.until("2027-01-14T22:00")
    nudge = newest_in_slack(world, "U0PM", f"{STEERING} are due")
    await press_in_slack(world, nudge, "No change")
    posted = json.dumps(in_teams_room(world, f"{STEERING}, Thu 14 Jan 2027").card)
    assert "None since the last update" in posted
    assert "Customs may take a week" in posted


async def test_in_teams_a_receiver_excuses_and_in_slack_the_sender_reads_why(world: World) -> None:
    await world.until("2026-12-11T10:00")  # the minutes of last night are open
    await world.from_teams.personal_message(world.pm, "we dont need the steering minutes this time")
    await world.settled()
    choice = world.pm_chat[-1]
    opens = "Minutes of Monthly ste…, Thu 10 Dec 2026"
    form = await world.from_teams.press(choice, opens, user=world.pm)
    reason = {"text": "The call was ten minutes long"}
    await world.from_teams.press(choice, "Excuse", user=world.pm, inputs=reason, card=form.card)
    await world.settled()
    await world.until("2026-12-11T22:00")  # Friday morning in San Diego
    told = json.dumps(newest_in_slack(world, "U0PM", f"{STEERING} are excused"))
    assert "The call was ten minutes long" in told
    await world.until("2026-12-16T22:00")
    direct = [message["text"] for message in world.slack.messages("U0PM")]
    assert not [text for text in direct if text.startswith(f"{STEERING} are late")]


async def test_words_typed_to_accord_in_teams_are_offered_as_the_update(world: World) -> None:
    await world.until("2026-11-27T17:00")
    await world.from_teams.personal_message(world.pm, "Draft 3 is out, nothing else")
    await world.settled()
    offer = with_button(world, "Use it")
    form = await world.from_teams.press(offer, "Use it", user=world.pm)
    assert "Draft 3 is out, nothing else" in json.dumps(form.card)
    assert "checkin.answered" not in await world.kinds()


def with_button(world: World, title: str) -> Shown:
    """The newest message in the project manager's chat with a button."""
    return next(
        shown
        for shown in reversed(world.pm_chat)
        if title in [action["title"] for action in buttons_of(shown.card)]
    )


async def in_teams(
    world: World, shown: Shown, values: Mapping[str, str], *, button: str | None = None
) -> Answer:
    """The project manager opens the form of a message, by its first button, and sends it."""
    opens = button or buttons_of(shown.card)[0]["title"]
    form = await world.from_teams.press(shown, opens, user=world.pm)
    sent = await world.from_teams.press(
        shown, "Send", user=world.pm, inputs=dict(values), card=form.card
    )
    await world.settled()
    return sent


def in_teams_room(world: World, words: str) -> Shown:
    """The newest message in the CRO's Teams channel that holds some words."""
    room = reversed(world.teams.activities(world.cro_room))
    return next(shown for shown in room if words in json.dumps(shown.card))


def newest_in_slack(world: World, user: str, words: str) -> dict[str, Any]:
    """The newest message in somebody's chat that holds some words."""
    chat = reversed(world.slack.messages(user))
    return next(message for message in chat if words in json.dumps(message))


async def press_in_slack(world: World, message: dict[str, Any], label: str) -> None:
    """The sponsor's program manager presses a button."""
    answer = await world.from_slack.button_press(message, label=label, user="U0PM")
    assert answer.status == 200
    await world.settled()


async def fill_in_slack(
    world: World, message: dict[str, Any], label: str, values: dict[str, str]
) -> None:
    """The sponsor's program manager opens a form and sends it."""
    await press_in_slack(world, message, label)
    sent = await world.from_slack.view_submission(world.slack.views[-1], values, user="U0PM")
    assert sent.json.get("response_action") != "errors", sent.json
    await world.settled()
