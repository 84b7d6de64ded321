"""Snooze, and away with a deputy, in a real Slack workspace's and a Teams tenant's shape."""

import json
from typing import Any

from tests.fakes.teams_server import Shown
from tests.journeys.world import World

TITLE = "Weekly written status"
STEERING = "Minutes of Monthly steering meeting"


async def test_an_update_is_put_off_in_teams(world: World) -> None:
    await world.until("2026-11-27T17:00")
    nudge = _last(world, f"{TITLE} is due")
    form = await world.from_teams.press(nudge, "Snooze", user=world.pm)
    sent = await world.from_teams.press(
        nudge, "Snooze", user=world.pm, inputs={"for": "30"}, card=form.card
    )
    await world.settled()
    assert "I will ask you again" in json.dumps(sent.card)
    await world.until("2026-11-27T17:25")
    assert not _titled(world, f"{TITLE} is still open")
    await world.until("2026-11-27T17:35")
    assert len(_titled(world, f"{TITLE} is still open")) == 1


async def test_an_update_is_put_off_in_slack(world: World) -> None:
    await world.until("2026-12-10T22:00")  # Thursday 08:30 in San Diego
    nudge = _in_slack(world, "U0PM", f"{STEERING} are due")
    await world.from_slack.button_press(nudge, label="Snooze", user="U0PM")
    await world.from_slack.view_submission(world.slack.views[-1], {"for": "30"}, user="U0PM")
    await world.settled()
    await world.until("2026-12-10T22:35")
    assert _in_slack(world, "U0PM", f"{STEERING} are still open")


async def test_typed_words_put_it_off_in_both_and_open_the_settings(world: World) -> None:
    await world.until("2026-11-27T17:00")
    await world.from_teams.personal_message(world.pm, "remind me in half an hour")
    await world.settled()
    assert "I will ask you again Fri 27 Nov 2026, 17:30" in json.dumps(world.pm_chat[-1].card)
    await world.from_teams.personal_message(world.pm, "stop messaging me at night")
    await world.settled()
    assert "Quiet hours" in json.dumps(world.pm_chat[-1].card)  # what holds now, before the form
    await world.until("2026-12-10T22:00")  # Thursday 08:30 in San Diego
    await world.from_slack.direct_message("not now", user="U0PM")
    await world.settled()
    offered = _in_slack(world, "U0PM", "What shall I ask you for later?")
    await world.from_slack.button_press(offered, label=f"Snooze: {STEERING}", user="U0PM")
    await world.from_slack.view_submission(world.slack.views[-1], {"for": "120"}, user="U0PM")
    await world.settled()
    assert "checkin.snoozed" in (await world.kinds())[-3:]


async def test_what_is_for_somebody_away_goes_to_their_deputy_in_slack(world: World) -> None:
    await world.from_slack.direct_message("away 10 Dec to 11 Dec", user="U0PM")
    await world.settled()
    asked = _in_slack(world, "U0PM", "Is this right?")
    assert "Study monitor" in json.dumps(asked)
    await world.from_slack.button_press(asked, label="Yes, I am away", user="U0PM")
    await world.settled()
    await world.until("2026-12-10T22:00")
    nudge = json.dumps(_in_slack(world, "U0MONITOR", f"{STEERING} are due"))
    assert "Sponsor program manager is away until" in nudge
    assert "this comes to you as deputy" in nudge


async def test_what_is_for_somebody_away_goes_to_who_covers_in_teams(world: World) -> None:
    await world.from_teams.personal_message(world.pm, "away 27 Nov to 28 Nov cover Study director")
    await world.settled()
    asked = _last(world, "Is this right?")
    await world.from_teams.press(asked, "Yes, I am away", user=world.pm)
    await world.settled()
    await world.until("2026-11-27T17:00")
    chat = world.teams.activities(world.teams.chat_with(world.director))
    nudge = next(shown for shown in chat if TITLE in json.dumps(shown.card))
    assert "this comes to you in their place" in json.dumps(nudge.card)
    assert not _titled(world, f"{TITLE} is due")


def _titled(world: World, title: str) -> list[Shown]:
    return [shown for shown in world.pm_chat if shown.card["body"][0]["text"] == title]


def _last(world: World, title: str) -> Shown:
    return _titled(world, title)[-1]


def _in_slack(world: World, user: str, title: str) -> dict[str, Any]:
    return next(m for m in world.slack.messages(user) if title in json.dumps(m))
