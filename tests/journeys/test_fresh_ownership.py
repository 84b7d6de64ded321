"""Both sides agree that owners confirm what is theirs; one does in Teams, one in Slack."""

import json
from datetime import datetime
from typing import Any

from bot.domain.instant import instant
from tests.fakes.teams_server import Shown
from tests.journeys.world import KOLKATA, World

THIRTEEN, TWELVE = "Are these 13 areas still yours?", "Are these 12 areas still yours?"
GIVEN_UP = "1 area with a new owner to be named"
IN_STATUS = "1 area of Deccan with a new owner to be named, since Thu 1 Apr 2027."


async def test_owners_confirm_on_both_platforms_and_what_is_given_up_is_settled(
    world: World,
) -> None:
    """Agreed in chat by a lead in Slack and one in Teams, ten days before the quarter begins."""
    world.clock.set(instant(datetime(2027, 3, 22, 22, 0, tzinfo=KOLKATA)))
    await world.settled()
    await _agree(world)
    await world.until("2027-04-01T09:00")
    (asked,) = _asked(world, THIRTEEN)
    form = await world.from_teams.press(asked, "Something changed", user=world.director)
    noted = await world.from_teams.press(
        asked,
        "Go on",
        user=world.director,
        inputs={"area": "histopathology", "what": "not_mine"},
        card=form.card,
    )
    assert "a new owner is wanted for Histology slides" in json.dumps(noted.card)
    await world.settled()
    (asked,) = _asked(world, TWELVE)
    before = asked.card
    await world.from_teams.press(asked, "All still right", user=world.director)
    await world.settled()
    (shown,) = _asked(world, "Confirmed on Thu 1 Apr 2027: 12 areas")
    again = await world.from_teams.press(shown, "All still right", user=world.director, card=before)
    assert "Confirmed already, on Thu 1 Apr 2027" in json.dumps(again.card)

    await world.until("2027-04-01T22:00")  # half past nine in San Diego
    await world.from_slack.button_press(_last(world), label="All still right", user="U0PM")
    await world.settled()
    assert _last(world)["text"].startswith("Confirmed on Thu 1 Apr 2027: 3 areas and 2 places")

    assert IN_STATUS in await _said_in_slack(world, "status")
    (told,) = [s for s in world.pm_chat if s.card["body"][0]["text"] == GIVEN_UP]
    await world.from_teams.press(told, "All still right", user=world.pm)
    await world.settled()
    assert IN_STATUS not in await _said_in_slack(world, "status")
    assert "Settled, 1 area: confirmed" in [s.card["body"][0]["text"] for s in world.pm_chat]


async def test_who_am_i_on_both_platforms_and_in_a_room_for_the_asker_alone(world: World) -> None:
    text = await _said_in_slack(world, "who am I")
    assert "Program manager; lead of Larkspur" in text
    await world.from_teams.personal_message(world.director, "what do I own?")
    await world.settled()
    mine = world.teams.activities(world.teams.chat_with(world.director))[-1]
    assert "Study protocol and amendments; " in json.dumps(mine.card)
    form = await world.from_teams.press(mine, "Something is not right", user=world.director)
    assert "Which area?" in json.dumps(form.card)
    await world.from_teams.message(world.cro_room, world.director, "who am I")
    await world.settled()
    in_room = world.teams.activities(world.cro_room)[-1]
    assert "Study protocol" not in json.dumps(in_room.card)
    alone = await world.from_teams.press(in_room, "Show me", user=world.director)
    assert "Study protocol and amendments; " in json.dumps(alone.card)


async def _agree(world: World) -> None:
    await world.from_slack.direct_message("propose ownership", user="U0PM")
    await world.settled()
    await world.from_slack.button_press(_last(world), label="Set it up", user="U0PM")
    answers = {"confirmed_every": "quarter", "answer_within": "5bd", "vacant_for": "5bd"}
    await world.from_slack.view_submission(
        world.slack.views[-1], {**answers, "because": "People change"}, user="U0PM"
    )
    await world.settled()
    (proposed,) = [s for s in world.pm_chat if "Accept" in json.dumps(s.card)]
    await world.from_teams.press(proposed, "Accept", user=world.pm)
    await world.settled()


def _asked(world: World, title: str) -> list[Shown]:
    found = world.teams.activities(world.teams.chat_with(world.director))
    return [s for s in found if s.card["body"][0]["text"] == title]


def _last(world: World) -> dict[str, Any]:
    return world.slack.messages("U0PM")[-1]


async def _said_in_slack(world: World, text: str) -> str:
    await world.from_slack.direct_message(text, user="U0PM")
    await world.settled()
    return json.dumps(_last(world))
