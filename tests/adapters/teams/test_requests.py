import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.adapters.teams.world import World


def signed(world: World) -> dict[str, str]:
    return {"Authorization": f"Bearer {world.teams.identity.sign(world.teams.service_url)}"}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"text"', b"\xff", b"[" * 100_000])
async def test_what_is_no_json_object_is_a_bad_request(world: World, body: bytes) -> None:
    assert (await world.people.send(body, signed(world))).status == 400


@pytest.mark.parametrize(
    "change",
    [{"timestamp": 5}, {"from": "ann"}, {"entities": 3}, {"conversation": []}, {"membersAdded": 1}],
)
async def test_a_misshapen_activity_is_refused_or_ignored_but_never_breaks(
    world: World, change: dict[str, Any]
) -> None:
    activity = world.people.activity(world.channel, world.ann, type="message", text="help")
    answer = await world.people.post({**activity, **change})
    assert answer.status in (202, 400)


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded"])
async def test_another_content_type_is_refused(world: World, kind: str | None) -> None:
    assert (await world.people.send(b"{}", signed(world), kind)).status == 415


async def test_a_body_over_256_kb_is_refused(world: World) -> None:
    activity = world.people.activity(world.channel, world.ann, type="message", text="x" * 257_000)
    body = json.dumps(activity).encode()
    assert len(body) > 256 * 1024 - 5000
    assert (await world.people.send(body + b" " * 10_000, signed(world))).status == 413
    assert world.dispatch.events == []


async def test_a_body_that_does_not_tell_its_size_is_read_no_further_than_256_kb(
    world: World,
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 8192

    assert (await world.people.send(endless(), signed(world))).status == 413


async def test_a_message_that_cannot_be_stored_is_a_failure_to_teams(world: World) -> None:
    world.dispatch.fails()
    assert (await world.people.personal_message(world.ann, "help")).status == 500


async def test_an_unknown_invoke_is_not_implemented(world: World) -> None:
    activity = world.people.activity(
        world.channel, world.ann, type="invoke", name="composeExtension/queryLink", value={}
    )
    assert (await world.people.post(activity)).status == 501


@pytest.mark.parametrize("kind", ["typing", "messageReaction", "messageUpdate", "event", "trace"])
async def test_activities_accord_does_not_serve_are_accepted_and_ignored(
    world: World, kind: str
) -> None:
    activity = world.people.activity(world.channel, world.ann, type=kind)
    assert (await world.people.post(activity)).status == 202
    assert world.dispatch.events == []


@pytest.mark.parametrize(
    "value",
    [
        None,
        "text",
        {},
        {"action": None},
        {"action": {"type": "Action.Submit"}},
        {"action": {"type": "Action.Execute", "verb": "x"}},
        {"action": {"type": "Action.Execute", "verb": 7, "data": {"accord": {"value": {}}}}},
        {"action": {"verb": "x", "data": {"accord": {"form": {"inputs": 1}}}}},
        {"action": {"verb": "x", "data": {"accord": {"form": {"intro": [1], "inputs": []}}}}},
    ],
)
async def test_a_misshapen_press_gets_a_sentence(world: World, value: object) -> None:
    activity = world.people.activity(
        world.channel, world.ann, type="invoke", name="adaptiveCard/action", value=value
    )
    answer = await world.people.post(activity)
    assert answer.status == 200
    assert "older card" in answer.sentence
    assert world.dispatch.events == []


async def test_a_request_for_inline_replies_is_answered_as_any_other(world: World) -> None:
    room = world.teams.chat_with(world.ann)
    activity = world.people.activity(
        room, world.ann, type="message", text="help", deliveryMode="expectReplies"
    )
    assert (await world.people.post(activity)).status == 202
