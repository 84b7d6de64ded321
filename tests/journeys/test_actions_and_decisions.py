"""Actions and decisions over HTTP: Larkspur in Slack, Deccan in Teams."""

import json
from typing import Any

from bot.engine.record import broken_links
from tests.fakes.teams_people import TeamsPerson
from tests.fakes.teams_server import Shown
from tests.journeys.world import World

MINUTES = "Minutes of Fortnightly project call"
CALL_SAID = {
    "health": "on_track",
    "item_0": "Ship the test article",
    "item_1": "Customs may take a week",
    "item_2": "none",
}


async def test_an_action_from_slack_is_moved_and_done_in_teams(world: World) -> None:
    await world.until("2026-11-23T22:00")  # Monday morning in San Diego
    said = "action send the dosing plan for study director by Wednesday"
    await world.from_slack.direct_message(said, user="U0PM")
    await world.settled()
    assert "Action 1: send the dosing plan" in json.dumps(world.slack.messages("U0PM")[-1])
    await world.until("2026-11-24T09:01")
    given = titled(world, world.director, "An action for you: send the dosing plan")
    form = await world.from_teams.press(given, "Move", user=world.director)
    values = {"by": "2026-11-26", "reason": "The scale is in repair"}
    moved = await world.from_teams.press(
        given, "Move", user=world.director, inputs=values, card=form.card
    )
    assert "The scale is in repair" in json.dumps(moved.card)
    await world.until("2026-11-24T22:30")  # the next morning in San Diego
    changed = in_slack(world, "U0PM", "Action 1 has changed")
    assert "The scale is in repair (before: by Wed 25 Nov 2026)" in json.dumps(changed)

    await world.until("2026-11-26T09:01")
    due = titled(world, world.director, "Action 1 is due")
    done = await world.from_teams.press(due, "Done", user=world.director)
    await world.settled()
    assert "Action 1 is done" in json.dumps([done.body, done.card, chat_of(world, world.director)])
    await world.until("2026-11-30T22:30")  # after Thanksgiving
    assert in_slack(world, "U0PM", "Action 1 is done")
    await world.from_slack.direct_message("actions", user="U0PM")
    await world.settled()
    assert "No action is open." in json.dumps(world.slack.messages("U0PM")[-1])
    assert list(broken_links(await world.record())) == []


async def test_what_minutes_leave_is_added_in_teams_and_shown_late_in_slack(world: World) -> None:
    await world.until("2026-12-02T09:30")  # the call was at nine in the evening
    nudge = titled(world, world.pm, f"{MINUTES} are due")
    form = await world.from_teams.press(nudge, "Update", user=world.pm)
    await world.from_teams.press(nudge, "Send", user=world.pm, inputs=CALL_SAID, card=form.card)
    await world.settled()
    assert MINUTES in json.dumps(world.channel[-1])
    room = world.teams.activities(world.cro_room)
    minutes = next(s for s in reversed(room) if f"{MINUTES}," in json.dumps(s.card))
    form = await world.from_teams.press(minutes, "Add an action", user=world.pm)
    values = {"what": "Book the courier", "owner": "program_manager", "by": "2026-12-02"}
    added = await world.from_teams.press(
        minutes, "Add", user=world.pm, inputs=values, card=form.card
    )
    assert f"{MINUTES}, Tue 1 Dec 2026" in json.dumps(added.card)
    await world.until("2026-12-03T22:15")  # Thursday 08:45 in San Diego: due on Wednesday
    assert in_slack(world, "U0PM", "Action 1 is still open")
    await world.from_teams.personal_message(world.pm, "actions late")
    await world.settled()
    assert "No action is late." in json.dumps(world.pm_chat[-1].card)
    await world.until("2026-12-04T06:31")  # Thursday 17:01 there
    await world.from_teams.personal_message(world.pm, "who does what")
    await world.settled()
    assert "1 day late" in json.dumps(world.pm_chat[-1].card)
    late = in_slack(world, "U0PM", "Action 1 is late")
    await world.from_slack.button_press(late, label="Not any more", user="U0PM")
    reason = {"reason": "The courier came by itself"}
    await world.from_slack.view_submission(world.slack.views[-1], reason, user="U0PM")
    await world.settled()
    await world.until("2026-12-04T10:00")
    told = titled(world, world.pm, "Action 1 is not needed any more")
    assert "The courier came by itself" in json.dumps(told.card)


async def test_a_decision_proposed_in_teams_is_confirmed_in_slack_with_one_press(
    world: World,
) -> None:
    await world.until("2026-11-23T22:00")
    await world.from_teams.personal_message(world.pm, "decision dose levels stay as they are")
    await world.settled()
    check = world.pm_chat[-1]
    assert "a lead of Larkspur" in json.dumps(check.card)
    await world.from_teams.press(check, "Propose it to a lead of Larkspur", user=world.pm)
    await world.settled()
    before = len(world.channel)
    asked = in_slack(world, "U0PM", "Decision 1 to confirm")
    await world.from_slack.button_press(asked, label="Yes, decided", user="U0PM")
    await world.settled()
    (posted,) = world.channel[before:]
    assert "Decision 1: dose levels stay as they are" in json.dumps(posted)
    room = world.teams.activities(world.cro_room)
    assert "Decision 1: dose levels stay as they are" in json.dumps(room[-1].card)

    await world.from_slack.button_press(posted, label="Decide anew", user="U0PM")
    topic = option(world.slack.views[-1], "Dose levels")
    values = {"outcome": "20 mg/kg in group 3", "topic": topic}
    await world.from_slack.view_submission(world.slack.views[-1], values, user="U0PM")
    await world.settled()
    first, second = world.channel[before:]
    assert "Decision 1 was replaced by decision 2" in json.dumps(first)
    assert "20 mg/kg in group 3" in json.dumps(second)
    await world.from_teams.personal_message(world.pm, "what did we decide about 20 mg?")
    await world.settled()
    assert "2 20 mg/kg in group 3" in json.dumps(world.pm_chat[-1].card)


def chat_of(world: World, person: TeamsPerson) -> list[dict[str, Any]]:
    """What somebody can read in their own chat."""
    return [shown.card for shown in world.teams.activities(world.teams.chat_with(person))]


def titled(world: World, person: TeamsPerson, title: str) -> Shown:
    """The newest message in somebody's chat with a title."""
    chat = world.teams.activities(world.teams.chat_with(person))
    return next(shown for shown in reversed(chat) if shown.card["body"][0]["text"] == title)


def in_slack(world: World, user: str, words: str) -> dict[str, Any]:
    """The newest message in somebody's chat that holds some words."""
    return next(m for m in reversed(world.slack.messages(user)) if words in json.dumps(m))


def option(view: Any, label: str) -> str:
    """The value of the option of a form that begins with a label."""
    found: list[str] = []

    def look(node: Any) -> None:
        if isinstance(node, dict):
            text = node.get("text")
            shown = text.get("text", "") if isinstance(text, dict) else ""
            if "value" in node and str(shown).startswith(label):
                found.append(str(node["value"]))
            for each in node.values():
                look(each)
        elif isinstance(node, list):
            for each in node:
                look(each)

    look(view)
    return found[0]
