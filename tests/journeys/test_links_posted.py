"""A link posted in the room that leads to no known location: kept in Slack, declined in Teams."""

import json
from typing import Any

from tests.fakes.teams_server import Shown
from tests.journeys.world import World

TITLE = "A place that is not in the register yet"


async def test_a_link_posted_in_slack_becomes_a_location_that_both_sides_agree_on(
    world: World,
) -> None:
    await world.from_slack.app_mention(
        "see <https://larkspur.slack.com/files/U0PM/F1/plan.docx>", user="U0PM"
    )
    await world.settled()
    assert TITLE not in json.dumps(world.slack.messages("U0PM"))
    await world.from_slack.app_mention(
        "the plan is in <https://box.larkspur.example/plans/rat.docx|the plan>",
        user="U0PM",
    )
    await world.settled()
    offer = _in_slack(world, TITLE)
    assert "box.larkspur.example/plans" in json.dumps(offer)
    assert TITLE not in json.dumps(world.channel)
    await world.from_slack.button_press(offer, label="Add to the register", user="U0PM")
    view = world.slack.views[-1]
    assert "box.larkspur.example/plans" in json.dumps(view)
    answers = {
        "title": "Study plans",
        "system": "Box",
        "path": "box.larkspur.example/plans",
        "owner": "program_manager",
        "access.granted_by": "program_manager",
        "access.everyone": "no",
        "formal": "no",
        "restricted": "no",
        "because": "A link to it was posted",
    }
    await world.from_slack.view_submission(view, answers, user="U0PM")
    await world.settled()
    (proposed,) = [s for s in world.pm_chat if "Study plans" in json.dumps(s.card)]
    await world.from_teams.press(proposed, "Accept", user=world.pm)
    await world.settled()
    await world.from_teams.personal_message(world.director, "where are the study plans?")
    await world.settled()
    found = world.teams.activities(world.teams.chat_with(world.director))[-1]
    said = json.dumps(found.card)
    assert "box.larkspur.example/plans" in said
    assert "does not count as delivered" in said
    await world.from_slack.app_mention(
        "new: <https://box.larkspur.example/plans/v2.docx>", user="U0MONITOR"
    )
    await world.settled()
    assert TITLE not in json.dumps(world.slack.messages("U0MONITOR"))


async def test_a_link_posted_in_teams_is_asked_about_once_and_never_again(world: World) -> None:
    link = "https://files.deccan.example/rat/raw"
    said = f"as in https://teams.microsoft.com/l/message/1/2 the raw data are in {link}/day1.csv"
    await world.from_teams.message(world.cro_room, world.director, said)
    await world.settled()
    (offer,) = _in_teams(world, world.director)
    assert TITLE not in json.dumps([s.card for s in world.teams.activities(world.cro_room)])
    await world.from_teams.press(offer, "Never ask for this", user=world.director)
    await world.settled()
    said = json.dumps(world.teams.activities(world.teams.chat_with(world.director))[-1].card)
    assert "nobody is asked about links to files.deccan.example" in said
    await world.from_teams.message(world.cro_room, world.pm, f"and {link}2/day2.csv")
    await world.settled()
    assert _in_teams(world, world.director) == _in_teams(world, world.pm) == []


def _in_slack(world: World, title: str) -> dict[str, Any]:
    return next(m for m in world.slack.messages("U0PM") if title in json.dumps(m))


def _in_teams(world: World, who: Any) -> list[Shown]:
    found = world.teams.activities(world.teams.chat_with(who))
    return [shown for shown in found if shown.card["body"][0]["text"] == TITLE]
