"""An uncertain day off is asked about before it matters: a lead in Teams, and one in Slack."""

import json
from datetime import datetime
from typing import Any

from bot.domain.instant import instant
from tests.fakes.teams_requests import buttons_of
from tests.fakes.teams_server import Shown
from tests.journeys.world import KOLKATA, World

EID = "Eid al-Fitr: is Wed 10 Mar 2027 a day off?"
CLOSURE = "Office closure: is Mon 7 Dec 2026 a day off?"


async def test_a_lead_in_teams_says_that_it_is_another_day(world: World) -> None:
    """Eid al-Fitr of example 1, ten working days ahead; Accord was not running before."""
    world.clock.set(instant(datetime(2027, 2, 25, 12, 0, tzinfo=KOLKATA)))
    await world.settled()
    assert not _in_teams(world, EID)
    await world.until("2027-02-26T09:00")
    (asked,) = _in_teams(world, EID)
    assert [action["title"] for action in buttons_of(asked.card)] == [
        "Yes, that day",
        "Another day",
        "A working day",
        "Ask me in a few days",
    ]
    question = asked.card
    form = await world.from_teams.press(asked, "Another day", user=world.pm)
    answer = await world.from_teams.press(
        asked, "Save", user=world.pm, inputs={"first": "2027-03-12"}, card=form.card
    )
    assert "Eid al-Fitr: a day off on Fri 12 Mar 2027" in json.dumps(answer.card)
    await world.settled()
    assert not _in_teams(world, EID)
    (settled,) = _in_teams(world, "Eid al-Fitr: a day off on Fri 12 Mar 2027")
    assert "Answered by" in json.dumps(settled.card)
    again = await world.from_teams.press(asked, "Yes, that day", user=world.pm, card=question)
    assert "Nothing is left to confirm about Eid al-Fitr" in json.dumps(again.card)


async def test_a_lead_in_slack_writes_an_uncertain_day_and_takes_it_back(world: World) -> None:
    """The other side reads that it is uncertain, and then that it is not."""
    await world.until("2026-11-23T20:00")
    await world.from_slack.direct_message("propose Larkspur", user="U0PM")
    await world.settled()
    await world.from_slack.button_press(_last(world), label="Add day off", user="U0PM")
    day = {"name": "Office closure", "date": "2026-12-07", "provisional": "yes"}
    await world.from_slack.view_submission(world.slack.views[-1], day, user="U0PM")
    await world.settled()
    gap = "Office closure (Mon 7 Dec 2026) still to be confirmed"
    assert gap in await _status_in_teams(world)
    assert not _asked_in_slack(world)

    await world.until("2026-11-23T22:00")  # 08:30 in San Diego
    (asked,) = _asked_in_slack(world)
    await world.from_slack.button_press(asked, label="Ask me in a few days", user="U0PM")
    await world.settled()
    assert "asked again on Mon 30 Nov 2026" in json.dumps(_last(world))
    await world.until("2026-11-30T22:00")
    first, second = _asked_in_slack(world)
    assert first["ts"] != second["ts"]
    await world.from_slack.button_press(second, label="A working day", user="U0PM")
    await world.settled()
    assert _asked_in_slack(world) == []
    said = "Office closure: Mon 7 Dec 2026 is a working day"
    assert len([m for m in world.slack.messages("U0PM") if said in json.dumps(m)]) == 2
    assert gap not in await _status_in_teams(world)


def _in_teams(world: World, title: str) -> list[Shown]:
    return [shown for shown in world.pm_chat if shown.card["body"][0]["text"] == title]


def _asked_in_slack(world: World) -> list[dict[str, Any]]:
    return [m for m in world.slack.messages("U0PM") if CLOSURE in json.dumps(m)]


def _last(world: World) -> dict[str, Any]:
    return world.slack.messages("U0PM")[-1]


async def _status_in_teams(world: World) -> str:
    await world.from_teams.personal_message(world.pm, "status")
    await world.settled()
    return json.dumps(world.pm_chat[-1].card)
