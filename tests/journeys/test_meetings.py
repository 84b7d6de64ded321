"""A call between Slack and Teams: its agenda collected on both, its minutes read on both.

Larkspur calls it from Slack, Deccan writes the minutes in Teams.
"""

import json
from typing import Any

from bot.engine.record import broken_links
from tests.fakes.teams_people import TeamsPerson
from tests.fakes.teams_server import Shown
from tests.journeys.world import World

CALL = "Fortnightly project call"
AGENDA = f"Agenda: {CALL}, Tue 1 Dec 2026"
MINUTES = f"Minutes of {CALL}"


async def test_in_slack_points_are_added_taken_back_and_typed(world: World) -> None:
    await world.until("2026-11-25T22:00")  # two working days before, for the Thanksgiving week
    agenda = in_channel(world, AGENDA)
    assert "Nobody has added a point yet" in json.dumps(agenda)
    await press_in_slack(world, agenda, "Add a point", "U0MONITOR")
    modal = world.slack.views[-1]
    values = {"text": "Vial <labels> & @channel", "minutes": "10", "under": "1"}
    refused = await world.from_slack.view_submission(
        modal, {**values, "minutes": "500"}, user="U0MONITOR"
    )
    assert "from 1 to 240" in json.dumps(refused.json)
    await world.from_slack.view_submission(modal, values, user="U0MONITOR")
    await world.settled()
    shown = in_channel(world, AGENDA)
    assert shown["ts"] == agenda["ts"]  # the same message, edited
    assert "Vial &lt;labels&gt; &amp; @channel, 10 min" in json.dumps(shown)
    assert "labels" in json.dumps(in_teams_room(world, AGENDA).card)

    await world.from_slack.app_mention(f"agenda {CALL}: Courier strike, 5 min", user="U0PM")
    await world.settled()
    assert "Points (15 min asked for)" in json.dumps(in_channel(world, AGENDA))
    await press_in_slack(world, in_channel(world, AGENDA), "Take a point back", "U0MONITOR")
    choice = {**world.slack.ephemerals[-1], "team": "T0SPONSOR", "ts": "1.1"}
    await world.from_slack.button_press(
        choice, label="Vial &lt;labels&gt; &amp; @channel", user="U0MONITOR", ephemeral=True
    )
    await world.settled()
    for now in (in_channel(world, AGENDA), in_teams_room(world, AGENDA).card):
        assert "Courier strike, 5 min" in json.dumps(now)
        assert "labels" not in json.dumps(now)


async def test_in_teams_points_are_added_and_become_the_minutes(world: World) -> None:
    await world.until("2026-11-26T10:00")
    agenda = in_teams_room(world, AGENDA)
    await add_in_teams(world, agenda, world.director, {"text": "Dose levels", "under": "1"})
    await add_in_teams(world, agenda, world.pm, {"text": "Courier strike", "minutes": "5"})
    points = json.dumps(in_channel(world, AGENDA))
    assert points.index("Dose levels (Study director)") < points.index("Courier strike, 5 min")

    await world.until("2026-12-02T09:30")  # the call was at nine in the evening
    assert "It has begun" in json.dumps(in_channel(world, AGENDA))
    nudge = next(
        shown for shown in reversed(world.pm_chat) if f"{MINUTES} are due" in json.dumps(shown.card)
    )
    form = await world.from_teams.press(nudge, "Update", user=world.pm)
    begun = {each["id"]: each.get("value", "") for each in inputs(form.card)}
    assert (begun["item_1"], begun["other_points"]) == ("Dose levels: ", "Courier strike: ")
    said = {
        "health": "on_track",
        "item_0": "none",
        "item_1": "Dose levels: stay at 30",
        "item_2": "none",
        "other_points": "Courier strike: ",
    }
    await world.from_teams.press(nudge, "Send", user=world.pm, inputs=said, card=form.card)
    await world.settled()
    for read in (in_channel(world, MINUTES), in_teams_room(world, MINUTES).card):
        assert "Dose levels: stay at 30" in json.dumps(read)
    await world.until("2026-12-12T10:00")
    following = json.dumps(in_channel(world, f"Agenda: {CALL}, Tue 15 Dec 2026"))
    assert "Courier strike, 5 min (Client project manager, open from Tue 1 Dec 2026)" in following
    assert "Dose levels" not in following
    assert list(broken_links(await world.record())) == []


async def test_a_call_is_called_off_in_slack_and_teams_reads_why(world: World) -> None:
    await world.until("2026-11-25T22:00")
    await press_in_slack(world, in_channel(world, AGENDA), "Call it off", "U0PM")
    await world.from_slack.view_submission(
        world.slack.views[-1], {"text": "We all travel"}, user="U0PM"
    )
    await world.settled()
    for read in (in_channel(world, "Called off"), in_teams_room(world, "Called off").card):
        assert f"Called off: {CALL}, Tue 1 Dec 2026" in json.dumps(read)
        assert "We all travel" in json.dumps(read)
    await world.until("2026-11-26T10:00")
    assert "We all travel" in json.dumps([shown.card for shown in world.pm_chat])
    await world.until("2026-12-05T10:00")
    assert f"{MINUTES} are" not in json.dumps([shown.card for shown in world.pm_chat])


def in_channel(world: World, words: str) -> dict[str, Any]:
    """The newest message in the sponsor's channel with some words."""
    return next(each for each in reversed(world.channel) if words in json.dumps(each))


def in_teams_room(world: World, words: str) -> Shown:
    """The newest message in the CRO's Teams channel with some words."""
    room = world.teams.activities(world.cro_room)
    return next(shown for shown in reversed(room) if words in json.dumps(shown.card))


async def press_in_slack(world: World, message: dict[str, Any], label: str, user: str) -> None:
    answer = await world.from_slack.button_press(message, label=label, user=user)
    assert answer.status == 200
    await world.settled()


async def add_in_teams(
    world: World, agenda: Shown, person: TeamsPerson, values: dict[str, str]
) -> None:
    """Somebody opens the form of a point under the agenda and sends it."""
    form = await world.from_teams.press(agenda, "Add a point", user=person)
    await world.from_teams.press(agenda, "Add a point", user=person, inputs=values, card=form.card)
    await world.settled()


def inputs(card: dict[str, Any]) -> list[dict[str, Any]]:
    """The inputs of a form's card."""
    return [each for each in card["body"] if each["type"].startswith("Input.")]
