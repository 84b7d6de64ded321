"""From a heads-up to what is done about it, over HTTP: Deccan in Teams, Larkspur in Slack."""

import json
from typing import Any

from bot.engine.record import broken_links
from tests.fakes.teams_people import TeamsPerson
from tests.fakes.teams_server import Shown
from tests.journeys.world import World

TITLE = "E-1 Animal found dead or moribund"
SAY = {
    "say_0": "rat 31, group 3",
    "say_1": "day 4",
    "say_2": "08:10",
    "say_3": "none seen",
    "say_4": "planned for today",
    "say_5": "not yet",
    "say_6": "watch twice a day",
}


async def test_heads_up_escalated_acknowledged_decided_resolved_and_an_action_left(
    world: World,
) -> None:
    await world.until("2026-11-30T22:30")  # Monday 09:00 in San Diego
    early = "heads-up a rat was found dead in group 3"
    await world.from_teams.personal_message(world.director, early)
    await world.settled()
    user, told = told_in_slack(world)
    await press_in_slack(world, told, "Seen", user)

    # One press opens the form of the agreed reason, with the words of the heads-up.
    await world.from_slack.button_press(told, label="Make it an escalation", user=user)
    view = world.slack.views[-1]
    assert "a rat was found dead in group 3" in json.dumps(view)
    times = {"happened": "08:40", "known": "08:50"}
    sent = await world.from_slack.view_submission(view, {**SAY, **times}, user=user)
    assert sent.json.get("response_action") != "errors", sent.json
    await world.settled()
    assert "Heads-up 1" in json.dumps(in_room(world).card)
    assert "escalation E-1" in json.dumps(titled(world, "Heads-up 1 is given").card)
    assert "escalation E-1" in json.dumps(told_in_slack(world)[1])

    await press_in_teams(world, in_room(world), "I have it")
    assert "has it" in json.dumps(world.channel[-1])
    decided = {"text": "Group 3 pauses"}
    await fill_in_slack(world, world.channel[-1], "Decide", decided, user="U0MONITOR")
    assert "Group 3 pauses" in json.dumps(in_room(world).card)
    ended = {"met": "yes", "text": "Cause undetermined; DEV-3 filed; group 3 pauses"}
    await fill_in_teams(world, in_room(world), "Resolve", ended)
    closed = world.channel[-1]
    assert f"{TITLE}: closed" in json.dumps(closed)
    left = {"what": "Watch group 3 twice a day", "owner": "study_director", "by": "2026-12-04"}
    await fill_in_slack(world, closed, "Add an action", left, user="U0PM")
    await world.until("2026-12-01T10:00")  # in the morning in Hyderabad
    given = titled(world, "An action for you: Watch group 3 twice a day")
    assert TITLE in json.dumps(given.card)

    record = await world.record()
    story = [
        each.entry.kind
        for each in record
        if each.entry.kind.partition(".")[0] in ("heads_up", "escalation", "action")
        and each.entry.kind != "escalation.told"
    ]
    assert story == [
        "heads_up.given",
        "heads_up.seen",
        "escalation.raised",
        "escalation.step_reached",
        "heads_up.escalated",
        "escalation.acknowledged",
        "escalation.decided",
        "escalation.closed",
        "action.added",
        "escalation.look_back_asked",  # Deccan; for Larkspur it is still night
    ]
    found = {each.entry.kind: each.entry for each in record}
    raised, added = found["escalation.raised"], found["action.added"]
    assert raised.data["heads_up"] == found["heads_up.given"].subject
    assert found["heads_up.escalated"].data["escalation"] == raised.subject
    assert added.data["from"] == raised.subject
    assert list(broken_links(record)) == []


def told_in_slack(world: World) -> tuple[str, dict[str, Any]]:
    """Who of Larkspur has the heads-up, and their message."""
    return next(
        (user, message)
        for user in ("U0MONITOR", "U0PM")
        for message in world.slack.messages(user)
        if "Heads-up 1" in json.dumps(message) and "E-1 A" not in json.dumps(message)
    )


def in_room(world: World) -> Shown:
    found = [s for s in world.teams.activities(world.cro_room) if TITLE in json.dumps(s.card)]
    return found[-1]


def titled(world: World, title: str) -> Shown:
    """The study director's newest message with a title."""
    chat = world.teams.activities(world.teams.chat_with(world.director))
    return next(shown for shown in reversed(chat) if shown.card["body"][0]["text"] == title)


async def press_in_slack(world: World, message: dict[str, Any], label: str, user: str) -> None:
    await world.from_slack.button_press(message, label=label, user=user)
    await world.settled()


async def fill_in_slack(
    world: World, message: dict[str, Any], label: str, values: dict[str, str], *, user: str
) -> None:
    await press_in_slack(world, message, label, user)
    sent = await world.from_slack.view_submission(world.slack.views[-1], values, user=user)
    assert sent.json.get("response_action") != "errors", sent.json
    await world.settled()


async def press_in_teams(world: World, shown: Shown, label: str) -> None:
    await world.from_teams.press(shown, label, user=world.director)
    await world.settled()


async def fill_in_teams(world: World, shown: Shown, label: str, values: dict[str, str]) -> None:
    person: TeamsPerson = world.director
    form = await world.from_teams.press(shown, label, user=person)
    await world.from_teams.press(shown, "Send", user=person, inputs=values, card=form.card)
    await world.settled()
