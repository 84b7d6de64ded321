"""The kept-promise record, read in Slack by one side and in Teams by the other."""

import csv
import json
from typing import Any

from aiohttp import ClientSession

from adapters.slack.render import CHART
from tests.journeys.test_the_weekly_status import SAID, TITLE, _nudges, _write
from tests.journeys.world import World


async def _two_months(world: World) -> None:
    """Sent on time on 27 November and 4 December, on Saturday the one of 11 December.

    The monthly budget and the minutes of the call of 1 December never come.
    """
    for wall in ("2026-11-27T17:00", "2026-12-04T17:00", "2026-12-12T11:00"):
        await world.until(wall)
        await _write(world, _nudges(world)[-1], SAID)


async def _in_slack(world: World, text: str) -> dict[str, Any]:
    before = len(world.channel)
    await world.from_slack.app_mention(text, user="U0PM")
    await world.settled()
    (message,) = world.channel[before:]
    return message


async def test_both_sides_read_the_same_on_their_own_platform(world: World) -> None:
    await _two_months(world)
    message = await _in_slack(world, "kept")
    (trend,) = [b for b in message["blocks"] if b["type"] == CHART and "Deccan" in b["title"]]
    (series,) = trend["chart"]["series"]
    assert series["data"] == [
        {"label": "Nov 2026", "value": 100},
        {"label": "Dec", "value": 25},
    ]

    await world.from_teams.message(world.cro_room, world.pm, "kept")
    await world.settled()
    shown = world.teams.activities(world.cro_room)[-1]
    (chart,) = [
        e for e in shown.card["body"] if e["type"].startswith("Chart.") and "Deccan" in e["title"]
    ]
    assert [(v["x"], v["y"]) for v in chart["data"][0]["values"]] == [
        ("Nov 2026", 100),
        ("Dec", 25),
    ]

    words = "on time by month: Nov 2026 100 % (1 of 1), Dec 2026 25 % (1 of 4)."
    row = "1 of 2 on time, 1 late (by "
    for said in (json.dumps(message), json.dumps(shown.card).replace("\\\\", "")):
        assert words in said
        assert row in said
        assert TITLE in said
    assert world.slack.complaints() == []


async def test_where_slack_draws_no_charts_the_words_come_once(world: World) -> None:
    await _two_months(world)
    world.slack.fail("chat.postMessage", error="invalid_blocks")
    message = await _in_slack(world, "kept")
    assert CHART not in [block["type"] for block in message["blocks"]]
    assert "on time by month: Nov 2026 100 %" in json.dumps(message)


async def test_one_update_is_one_press_away_on_both_platforms(world: World) -> None:
    await _two_months(world)
    message = await _in_slack(world, "kept")
    before = len(world.slack.calls)
    await world.from_slack.button_press(message, label=TITLE, user="U0PM")
    await world.settled()
    assert f"Kept promises: {TITLE}" in json.dumps(
        [call.body for call in world.slack.calls[before:]]
    )

    await world.from_teams.personal_message(world.pm, "kept")
    await world.settled()
    shown = world.pm_chat[-1]
    pressed = await world.from_teams.press(shown, TITLE, user=world.pm)
    assert f"Kept promises: {TITLE}" in json.dumps(pressed.card)


async def test_the_file_holds_the_same_numbers(world: World) -> None:
    await _two_months(world)
    await world.from_teams.personal_message(world.pm, "kept")
    await world.settled()
    pressed = await world.from_teams.press(world.pm_chat[-1], "As a file (CSV)", user=world.pm)
    urls = [action["url"] for action in pressed.card["actions"] if "url" in action]
    assert urls
    address = f"{world.url}/export/{urls[0].rsplit('/', 1)[1]}"
    async with ClientSession() as session, session.get(address) as answer:
        assert answer.status == 200
        text = await answer.text()
    found = {
        (row["month"], row["update"]): (row["on_time"], row["late"], row["promised"])
        for row in csv.DictReader(text.removeprefix("\ufeff").splitlines())
    }
    assert found["2026-11", TITLE] == ("1", "0", "1")
    assert found["2026-12", TITLE] == ("1", "1", "2")
