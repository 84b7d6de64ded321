"""The same three questions through every entrance give the same answer, rendered natively."""

import json
import re
from collections.abc import Awaitable, Callable

import pytest

from tests.fakes.slack_payloads import app_mention
from tests.fakes.slack_requests import JSON
from tests.journeys.world import World

QUESTIONS = {
    "who owns the histo slides?": (
        "Histology slides and microscopic evaluation",
        "Study director",
        "Study pathologist",
        "Peer-review pathologist",
        "Deccan client portal",
        "5 Apr 2027",
    ),
    "who is doing the path read": ("Histology slides and microscopic evaluation", "Study director"),
    "who owns the coffee machine": (
        "Not in the agreement",
        "stays with the sponsor",
        "Program manager",
        "Client project manager",
    ),
}


async def through_slash_command(world: World, question: str) -> str:
    answer = await world.from_slack.slash_command(question)
    assert answer.status == 200
    assert answer.json["response_type"] == "ephemeral"
    return json.dumps(answer.json, ensure_ascii=False)


async def through_external_mention(world: World, question: str) -> str:
    before = len(world.channel)
    answer = await world.from_slack.app_mention(question, user="U0CRO", own_team="T0CRO")
    assert answer.status == 200
    await world.settled()
    (message,) = world.channel[before:]
    assert message["thread_ts"]  # answered where it was asked
    return json.dumps(message, ensure_ascii=False)


async def through_teams_channel(world: World, question: str) -> str:
    before = len(world.teams.activities(world.cro_room))
    await world.from_teams.message(world.cro_room, world.pm, question)
    await world.settled()
    (shown,) = world.teams.activities(world.cro_room)[before:]
    assert shown.thread
    return json.dumps(shown.card, ensure_ascii=False)


async def through_teams_chat(world: World, question: str) -> str:
    before = len(world.pm_chat)
    await world.from_teams.personal_message(world.pm, question)
    await world.settled()
    (shown,) = world.pm_chat[before:]
    return json.dumps(shown.card, ensure_ascii=False)


ENTRANCES = [
    through_slash_command,
    through_external_mention,
    through_teams_channel,
    through_teams_chat,
]


@pytest.mark.parametrize("entrance", ENTRANCES, ids=lambda entrance: entrance.__name__)
async def test_an_entrance_answers_all_three(
    world: World, entrance: Callable[[World, str], Awaitable[str]]
) -> None:
    for question, facts in QUESTIONS.items():
        said = re.sub(r"\\\\?([().\-])", r"\1", await entrance(world, question))
        assert [fact for fact in facts if fact not in said] == []


async def test_forged_stale_and_replayed_requests_change_nothing(world: World) -> None:
    before = (len(world.channel), len(await world.record()))
    body = json.dumps(app_mention("status")).encode()
    forged = await world.from_slack.post(body, JSON, secret="another secret")
    stale = await world.from_slack.post(body, JSON, age=400)
    unsigned = await world.from_slack.post(body, JSON, headers={"X-Slack-Signature": ""})
    garbled = await world.from_slack.post(
        body, JSON, headers={"X-Slack-Request-Timestamp": "yesterday"}
    )
    assert {forged.status, stale.status, unsigned.status, garbled.status} == {401}
    await world.settled()
    assert (len(world.channel), len(await world.record())) == before

    for _ in range(3):  # Slack repeats what it is not sure about
        assert (await world.from_slack.post(body, JSON)).status == 200
    await world.settled()
    assert len(world.channel) == before[0] + 1


async def test_a_forged_teams_activity_changes_nothing(world: World) -> None:
    before = len(world.pm_chat)
    activity = world.from_teams.activity(
        world.teams.chat_with(world.pm), world.pm, type="message", text="status"
    )
    for token in ("garbage", world.teams.identity.sign(world.teams.service_url, aud="another")):
        assert (await world.from_teams.post(activity, token=token)).status == 401
    unsigned = await world.from_teams.send(json.dumps(activity).encode(), {})
    assert unsigned.status == 401
    for _ in range(2):
        await world.from_teams.post(activity)
    await world.settled()
    assert len(world.pm_chat) == before + 1


async def test_a_command_that_speaks_of_a_payload_works(world: World) -> None:
    answer = await world.from_slack.slash_command("who owns the ADC payload?")
    assert answer.status == 200
    assert "Not in the agreement" in answer.text


async def test_text_is_never_a_mention_or_a_link_for_others(world: World) -> None:
    await world.from_slack.app_mention("who owns <!channel> <https://x.example|the slides>?")
    await world.from_teams.message(world.cro_room, world.pm, "zzz <at>Study director</at> [x](y)")
    await world.settled()
    assert "<!channel>" not in json.dumps(world.channel)
    last = world.teams.activities(world.cro_room)[-1]
    assert "entities" not in last.activity or last.activity["entities"] == []


async def test_huge_text_gets_a_sentence(world: World) -> None:
    text = "who owns " + "x" * 5000
    answer = await world.from_slack.slash_command(text)
    assert "too long to read as a command" in answer.text


async def test_an_unknown_workspace_reads_the_room_and_nothing_else(world: World) -> None:
    world.slack.add_person("U0X", team="T0OTHER")
    world.slack.add_channel("C0STUDY", "U0PM", "U0X", "U0CRO")
    await world.from_slack.app_mention("who owns SEND?", user="U0X", own_team="T0OTHER")
    await world.from_slack.app_mention("update", user="U0X", own_team="T0OTHER")
    await world.from_slack.direct_message("who owns SEND?", user="U0X", own_team="T0OTHER")
    await world.settled()
    public = json.dumps(world.channel)
    assert "SEND dataset" in public
    told = json.dumps(world.slack.ephemerals) + public
    assert "You have no seat in this collaboration yet" in told
    assert "SEND dataset" not in json.dumps(world.slack.messages("U0X"))
