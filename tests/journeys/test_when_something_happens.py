"""An escalation over HTTP from raised to reopened: Deccan in Teams, Larkspur in Slack."""

import json
from collections.abc import Mapping
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


async def test_raised_in_teams_taken_up_in_slack_climbed_decided_resolved_and_reopened(
    world: World,
) -> None:
    await world.until("2026-11-24T10:00")  # Monday 20:30 in San Diego
    await world.from_teams.personal_message(world.director, "raise rat found dead in group 3")
    await world.settled()
    agreed = chat(world, world.director)[-1]
    assert "What was agreed: Animal found dead" in json.dumps(agreed.card)
    await fill_in_teams(
        world, agreed, "Raise it", world.director, {**SAY, "happened": "09:30", "known": "09:40"}
    )

    # Told at night, because it runs around the clock; both rooms read the same.
    assert TITLE in json.dumps(in_slack(world, "U0MONITOR"))
    assert "waits for Larkspur" in json.dumps(world.channel[-1])
    assert "waits for Larkspur" in json.dumps(in_room(world).card)
    await press_in_slack(world, in_slack(world, "U0MONITOR"), "I have it", "U0MONITOR")
    assert "has it" in json.dumps(in_room(world).card)
    await press_in_slack(world, world.channel[-1], "I have it", "U0PM")
    assert "Study monitor has it already" in json.dumps(world.slack.ephemerals[-1])

    # The second step is empty for Larkspur, so its side goes to the third at once.
    await fill_in_teams(world, in_room(world), "Climb now", world.director, {"text": "one more"})
    told = json.dumps(in_slack(world, "U0PM"))
    assert "nobody could be told on the step before" in told
    assert "one more" in json.dumps(world.channel[-1])

    await fill_in_slack(world, "Decide", {"text": "Group 3 pauses"}, user="U0MONITOR")
    assert "Group 3 pauses" in json.dumps(in_room(world).card)
    await fill_in_teams(world, in_room(world), "Done by Phone", world.director, {"done": "09:55"})
    assert "given by Phone, said by Study director" in json.dumps(world.channel[-1])

    ended = {"met": "yes", "text": "Cause undetermined; DEV-3 filed; group 3 pauses"}
    await fill_in_teams(world, in_room(world), "Resolve", world.director, ended)
    assert f"{TITLE}: closed" in json.dumps(world.channel[-1])
    await world.until("2026-11-25T10:00")
    assert "closed" in json.dumps(in_slack(world, "U0MONITOR"))

    await fill_in_slack(world, "Reopen", {"text": "Another animal"}, user="U0PM")
    assert "Another animal" in json.dumps(in_room(world).card)
    assert "waits for Larkspur" in json.dumps(in_slack(world, "U0MONITOR"))
    kinds = [kind for kind in await world.kinds() if kind.startswith("escalation.")]
    assert [k.removeprefix("escalation.") for k in kinds if "told" not in k] == [
        "raised",
        "step_reached",
        "acknowledged",
        "climbed_by_hand",
        "step_reached",
        "nobody_to_tell",
        "decided",
        "notice_given",
        "closed",
        "look_back_asked",
        "look_back_asked",
        "reopened",
        "look_back_withdrawn",
        "step_reached",
    ]
    assert list(broken_links(await world.record())) == []


def chat(world: World, person: TeamsPerson) -> list[Shown]:
    return world.teams.activities(world.teams.chat_with(person))


def in_room(world: World) -> Shown:
    found = [s for s in world.teams.activities(world.cro_room) if TITLE in json.dumps(s.card)]
    return found[-1]


def in_slack(world: World, user: str) -> dict[str, Any]:
    """The newest message to somebody that is about it."""
    return [m for m in world.slack.messages(user) if TITLE in json.dumps(m)][-1]


async def press_in_slack(world: World, message: Mapping[str, Any], label: str, user: str) -> None:
    await world.from_slack.button_press(dict(message), label=label, user=user)
    await world.settled()


async def fill_in_slack(world: World, label: str, values: Mapping[str, str], *, user: str) -> None:
    await press_in_slack(world, world.channel[-1], label, user)
    await world.from_slack.view_submission(world.slack.views[-1], dict(values), user=user)
    await world.settled()


async def fill_in_teams(
    world: World, shown: Shown, label: str, person: TeamsPerson, values: Mapping[str, str]
) -> None:
    form = await world.from_teams.press(shown, label, user=person)
    send = "Raise it" if label == "Raise it" else "Send"
    await world.from_teams.press(shown, send, user=person, inputs=values, card=form.card)
    await world.settled()
