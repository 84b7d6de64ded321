"""How both sides answer, read in Slack by one side and in Teams by the other, and as files."""

import csv
import io
import json
import re
from typing import Any

from aiohttp import ClientSession
from openpyxl import load_workbook

from adapters.slack.render import CHART
from tests.fakes.teams_server import Shown
from tests.journeys.test_said_across import _chat, _fill_in_teams
from tests.journeys.world import World


async def _asked_and_answered(world: World, wall: str, answered: str) -> None:
    """Somebody in Slack asks, and the study director answers in Teams, in office hours of both."""
    await world.until(wall)
    await world.from_slack.app_mention("ask necropsy: when?", user="U0PM", channel="C0STUDY")
    await world.settled()
    asked = _chat(world, world.director)[-1]
    await world.until(answered)
    await _fill_in_teams(world, asked, "Answer", {"text": "On Monday"})


async def _in_slack(world: World, text: str) -> dict[str, Any]:
    before = len(world.channel)
    await world.from_slack.app_mention(text, user="U0PM")
    await world.settled()
    (message,) = world.channel[before:]
    return message


async def _in_teams(world: World, text: str) -> Shown:
    await world.from_teams.message(world.cro_room, world.pm, text)
    await world.settled()
    return world.teams.activities(world.cro_room)[-1]


async def _fetched(world: World, url: str) -> bytes:
    address = f"{world.url}/export/{url.rsplit('/', 1)[1]}"
    async with ClientSession() as session, session.get(address) as answer:
        assert answer.status == 200
        return await answer.read()


async def test_both_sides_read_the_same_on_their_own_platform_and_take_it_as_files(
    world: World,
) -> None:
    await _asked_and_answered(world, "2026-11-30T10:00", "2026-11-30T12:00")
    await _asked_and_answered(world, "2026-12-02T10:00", "2026-12-02T14:00")
    slack, teams = (
        await _in_slack(world, "how fast do they answer?"),
        await _in_teams(world, "responsiveness"),
    )
    charts = [block for block in slack["blocks"] if block["type"] == CHART]
    assert [series["data"] for series in charts[0]["chart"]["series"]] == [
        [{"label": "Nov 2026", "value": 2}, {"label": "Dec so far", "value": 4}]
    ]
    drawn = [e for e in teams.card["body"] if e["type"].startswith("Chart.")]
    assert [(v["x"], v["y"]) for v in drawn[0]["data"][0]["values"]] == [
        ("Nov 2026", 2),
        ("Dec so far", 4),
    ]
    for said in (json.dumps(slack), json.dumps(teams.card).replace("\\\\", "")):
        assert "median 2 h, 90th percentile 2 h of working time" in said
        assert "Deccan, Nov 2026: 2 h, Dec so far: 4 h." in said
        assert "1 came, 1 of 1 answered within the agreed time (100 %)" in said
    assert world.slack.complaints() == []

    await world.from_teams.personal_message(world.pm, "responsiveness")
    await world.settled()
    pressed = await world.from_teams.press(world.pm_chat[-1], "As files (XLSX, CSV)", user=world.pm)
    xlsx, text = re.findall(r'"url": "([^"]+)"', json.dumps(pressed.card))
    rows = list(load_workbook(io.BytesIO(await _fetched(world, xlsx)))["Responsiveness"].values)
    lines = (await _fetched(world, text)).decode("utf-8-sig").partition("\r\n\r\n")[0]
    found = list(csv.DictReader(lines.splitlines()))
    assert [row["answer_median_working_hours"] for row in found] == ["", "2.0", "", "4.0"]
    medians = [row[rows[0].index("answer_median_working_hours")] for row in rows[1:]]
    assert medians == [None, 2, None, 4]
