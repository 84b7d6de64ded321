"""A retrospective at a phase end, and the closing report, over HTTP.

Deccan in Teams and Larkspur in Slack are asked in private and read the same words at the same
moment. They talk about them in their own threads and agree on a change that comes of them; at the
close each takes its report.
"""

import json
import re
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from bot.domain.instant import instant
from tests.fakes.teams_people import TeamsPerson
from tests.fakes.teams_server import Shown
from tests.journeys.conftest import judge
from tests.journeys.test_from_an_early_word import fill_in_slack, press_in_slack
from tests.journeys.test_learnt_from_it import chat, fill, text_of
from tests.journeys.world import KOLKATA, World, a_world
from tests.unit.engine.examples import RAT, example

TITLE = "Retrospective 1 (Protocol and test article)"
RULE = "Dose notes are there by 16:00 Hyderabad time."
REASON = f"After r{TITLE[1:]}. Deccan would change: “dose notes by 16:00”"


@pytest.fixture
async def world(database: str) -> AsyncIterator[World]:
    """The first phase ends on Sunday, and this is the Saturday before it."""
    begin = instant(datetime(2027, 1, 2, 12, 0, tzinfo=KOLKATA))
    async with a_world(database, begin) as world:
        yield world
        judge(world.slack, world.teams)


async def test_from_the_end_of_a_phase_to_a_change_both_sides_agreed_on(world: World) -> None:
    await world.until("2027-01-05T10:00")
    everything_in_rooms = [world.channel, [s.card for s in world.teams.activities(world.cro_room)]]
    assert "Retrospective" not in text_of(everything_in_rooms)
    await answer_in_teams(world, world.director, {"worked": "the photos", "change": ""})
    await answer_in_slack(world, "U0MONITOR", {"worked": "", "change": "one call a week"})
    await answer_in_slack(world, "U0PM", {"worked": "the portal", "change": ""})
    assert "the photos" not in text_of([world.channel, world.slack.messages("U0PM")])
    await answer_in_teams(world, world.pm, {"worked": "", "change": "dose notes by 16:00"})
    for shown in (in_slack(world), in_teams(world).card):
        for words in ("the photos", "one call a week", "the portal", "dose notes by 16:00"):
            assert words in text_of(shown)
        assert "Study director" not in text_of(shown)

    await said_in_both_threads(world)
    await an_action_in_slack(world)
    await a_change_from_teams_accepted_in_slack(world)
    kinds = [each for each in await world.kinds() if each.startswith("retrospective")]
    assert kinds == [
        "retrospective.begun",
        "retrospective.told",
        "retrospective.talked",
        "retrospective.talked",
        "retrospective.led_to",
        "retrospective.led_to",
    ]

    await each_side_takes_its_report(world)


async def said_in_both_threads(world: World) -> None:
    """What is said to Accord below it is a point that both sides read."""
    card = in_slack(world)
    await world.from_slack.app_mention(
        "we have tried 16:00 since Monday",
        user="U0PM",
        channel=card["channel"],
        thread_ts=card["ts"],
    )
    await world.settled()
    await world.from_teams.message(
        world.cro_room, world.director, "and it helped the night shift", thread=in_teams(world).id
    )
    await world.settled()
    for shown in (in_slack(world), in_teams(world).card):
        assert "Larkspur: we have tried 16:00 since Monday" in text_of(shown)
        assert "Deccan: and it helped the night shift" in text_of(shown)


async def an_action_in_slack(world: World) -> None:
    """*Make it an action*: which of the things said, then an action that both cards list."""
    await press_in_slack(world, in_slack(world), "Make it an action", "U0PM")
    pick = world.slack.views[-1]
    sent = await world.from_slack.view_submission(pick, {"which": "1"}, user="U0PM")
    assert "one call a week" in text_of(sent.json)
    form = {**pick, **sent.json["view"]}
    values = {"what": "one call a week", "owner": "cro_pm", "by": "2027-01-20"}
    done = await world.from_slack.view_submission(form, values, user="U0PM")
    assert done.json.get("response_action") != "errors", done.json
    await world.settled()
    for shown in (in_slack(world), in_teams(world).card):
        assert "Action 1: one call a week" in text_of(shown)


async def a_change_from_teams_accepted_in_slack(world: World) -> None:
    """*Propose a change* names the retrospective as its reason; its card follows the proposal."""
    card, person = in_teams(world), world.pm
    pick = await world.from_teams.press(card, "Propose a change", user=person)
    parts = await world.from_teams.press(
        card, "Next", user=person, inputs={"which": "0"}, card=pick.card
    )
    part = await world.from_teams.press(
        card, "Next", user=person, inputs={"which": ground_rules(parts.card)}, card=parts.card
    )
    assert REASON in text_of(part.card)
    rules = "\n".join([*example(RAT).ground_rules, RULE])
    await world.from_teams.press(
        card, "Continue", user=person, inputs={"lines": rules}, card=part.card
    )
    await world.settled()
    (waits,) = [m for m in world.slack.messages("U0PM") if REASON in text_of(m)]
    assert RULE in text_of(waits)
    await press_in_slack(world, waits, "Accept", "U0PM")
    for shown in (in_slack(world), in_teams(world).card):
        assert "proposal 1, in force as version 3" in text_of(shown)


async def each_side_takes_its_report(world: World) -> None:
    """After `close` each side opens its own copy, which tells the same."""
    await world.from_teams.message(world.cro_room, world.pm, "close")
    await world.settled()
    closed = next(m for m in world.channel if "is closed" in text_of(m))
    await press_in_slack(world, closed, "Closing report", "U0PM")
    sponsor = await read(world, link(world.slack.ephemerals[-1]))
    await world.from_teams.personal_message(world.pm, "export report")
    await world.settled()
    cro = await read(world, link(chat(world, world.pm)[-1].card))
    assert sponsor == cro
    for words in ("Closing report", "the photos", RULE, "Action 1", "one call a week", "version 3"):
        assert words in sponsor
    closing = [m for m in world.slack.messages("U0PM") if "The whole collaboration" in text_of(m)]
    assert closing == []
    await world.until("2027-01-07T10:00")
    assert "The whole collaboration" in text_of(world.slack.messages("U0PM"))


def link(shown: object) -> str:
    found = re.search(r"/export/[\w=-]+", text_of(shown))
    assert found is not None, shown
    return found[0]


async def read(world: World, path: str) -> str:
    async with world.session.get(f"{world.url}{path}") as answer:
        assert answer.status == 200
        return await answer.text()


def ground_rules(card: dict[str, Any]) -> str:
    return str(re.search(r'"value": "(ground_rules[^"]*)"', json.dumps(card))[1])  # type: ignore[index]


async def answer_in_teams(world: World, person: TeamsPerson, values: dict[str, str]) -> None:
    asked = [s for s in chat(world, person) if "what would you say?" in text_of(s.card)][-1]
    await fill(world, asked, "Answer", person, {**values, "named": "no"})


async def answer_in_slack(world: World, user: str, values: dict[str, str]) -> None:
    (asked,) = [m for m in world.slack.messages(user) if "what would you say?" in text_of(m)]
    await fill_in_slack(world, asked, "Answer", {**values, "named": "no"}, user=user)


def in_slack(world: World) -> dict[str, Any]:
    return next(m for m in world.channel if TITLE in text_of(m))


def in_teams(world: World) -> Shown:
    found = world.teams.activities(world.cro_room)
    return next(s for s in found if TITLE in str(s.card["body"][0].get("text", "")))
