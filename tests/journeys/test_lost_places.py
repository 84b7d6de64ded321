"""Rooms that move or are lost, workspaces that let go of Accord, people who leave: over HTTP."""

import json
from typing import Any

import pytest

from bot.domain.address import Address
from tests.fakes import slack_payloads as payloads
from tests.journeys.world import World

SLACK_ROOM = Address("slack", "T0SPONSOR", "C0STUDY")


async def rooms(world: World) -> set[str]:
    async with world.accord.storage.reading() as tx:
        directory = await world.accord.directory.current(tx)
    return {str(room) for room in directory.rooms(world.collaboration.id)}


async def slack_tells(world: World, inner: dict[str, Any]) -> None:
    answer = await world.from_slack.event(payloads.event(inner))
    assert answer.status == 200
    await world.settled()


def to_sponsor_lead(world: World) -> list[str]:
    return [json.dumps(m, ensure_ascii=False) for m in world.slack.messages("U0PM")]


def to_cro_lead(world: World) -> list[str]:
    """What the CRO's lead was told after the hello that came with the app."""
    return [json.dumps(shown.card, ensure_ascii=False) for shown in world.pm_chat[1:]]


def titles_for_cro_lead(world: World) -> list[str]:
    return [shown.card["body"][0]["text"] for shown in world.pm_chat[1:]]


async def test_an_archived_channel_is_told_to_both_leads_and_connected_again_elsewhere(
    world: World,
) -> None:
    await slack_tells(world, {"type": "channel_archive", "channel": "C0STUDY", "user": "U0PM"})
    assert await rooms(world) == {world.cro_room.address}
    (own,), (other,) = to_sponsor_lead(world), to_cro_lead(world)
    assert "The Slack channel of Larkspur was archived" in own
    assert "There is no other room for Larkspur" in own
    assert "type “connect here” in it" in own
    assert "The lead of Larkspur can connect a room again" in other
    assert "room.lost" in await world.kinds()

    world.slack.add_channel("C0AGAIN", "U0PM", "U0MONITOR")
    await world.from_slack.app_mention("connect here", user="U0PM", channel="C0AGAIN")
    await world.settled()
    assert await rooms(world) == {"slack:T0SPONSOR/C0AGAIN", world.cro_room.address}


@pytest.mark.parametrize(
    ("inner", "happened"),
    [
        ({"type": "app_uninstalled"}, "Accord was uninstalled from the Slack workspace of Lark"),
        (
            {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0BOT"]}},
            "The Slack workspace of Larkspur withdrew the permission of Accord",
        ),
    ],
)
async def test_a_workspace_that_lets_go_of_accord_is_told_to_the_side_that_can_be_reached(
    world: World, inner: dict[str, Any], happened: str
) -> None:
    world.slack.world.revoked.add("xoxb-sponsor")
    await slack_tells(world, inner)
    assert await rooms(world) == {world.cro_room.address}
    (told,) = to_cro_lead(world)
    assert happened in told
    assert "Accord may not be able to tell them" in told
    assert (await world.kinds()).count("tenant.lost") == 1
    assert "seat.gap" not in await world.kinds()


async def test_taking_accord_out_of_the_teams_room_is_told_to_the_sponsor(world: World) -> None:
    for answer in await world.from_teams.remove(world.cro_room, world.pm):
        assert answer.status < 300
    await world.settled()
    assert await rooms(world) == {str(SLACK_ROOM)}
    (told,) = to_sponsor_lead(world)
    assert "Accord was taken out of the Teams room of Deccan" in told
    assert (await world.kinds()).count("room.lost") == 1  # Teams tells it twice


async def test_a_renamed_teams_channel_is_recorded_and_goes_on(world: World) -> None:
    await world.from_teams.tell(
        world.cro_room,
        world.pm,
        "channelRenamed",
        channel={"id": world.cro_room.id, "name": "Rat study"},
    )
    await world.settled()
    (entry,) = [r.entry for r in await world.record() if r.entry.kind == "room.renamed"]
    assert entry.data == {"name": "Rat study"}
    assert str(SLACK_ROOM) in await rooms(world)
    assert world.cro_room.address in await rooms(world)


async def test_a_channel_with_a_new_id_goes_on_there(world: World) -> None:
    world.slack.add_channel("C0NEW", "U0PM", "U0MONITOR", "U0VP", "U0CRO")
    await slack_tells(
        world,
        {"type": "channel_id_changed", "old_channel_id": "C0STUDY", "new_channel_id": "C0NEW"},
    )
    assert await rooms(world) == {"slack:T0SPONSOR/C0NEW", world.cro_room.address}
    (told,) = world.slack.messages("C0NEW")
    assert "everything agreed goes on here" in json.dumps(told, ensure_ascii=False)


async def test_a_holder_who_leaves_is_a_gap_in_status_until_the_lead_says_otherwise(
    world: World,
) -> None:
    left = payloads.member_left(user="U0MONITOR")
    for _ in range(2):  # Slack repeats what it is not sure about
        await world.from_slack.event(left)
    await world.settled()
    assert world.slack.messages("U0PM") == []  # it is Sunday evening in San Diego
    await world.until("2026-11-23T22:00")
    (told,) = world.slack.messages("U0PM")
    assert "Study monitor, who holds this seat, left the room" in json.dumps(told)
    assert to_cro_lead(world) == []

    await world.from_slack.app_mention("status", user="U0PM")
    await world.settled()
    status = json.dumps(world.channel[-1], ensure_ascii=False)
    assert "its holder left the room, Sun 22 Nov 2026" in status  # Monday's morning in Hyderabad

    await world.from_slack.button_press(told, label="Still in the seat", user="U0PM")
    await world.settled()
    (told,) = world.slack.messages("U0PM")
    assert "the holder stays in the seat" in json.dumps(told)
    await world.from_slack.app_mention("status", user="U0PM")
    await world.settled()
    assert "its holder left the room" not in json.dumps(world.channel[-1])


async def test_a_holder_who_comes_back_ends_the_gap(world: World) -> None:
    await world.from_teams.leave(world.cro_room, world.director, by=world.pm)
    await world.settled()
    assert titles_for_cro_lead(world) == [
        "Study director: the seat may need somebody",
        "Study pathologist: the seat may need somebody",
    ]
    await world.from_teams.come(world.cro_room, world.director, by=world.pm)
    await world.settled()
    assert titles_for_cro_lead(world) == [
        "Study director: the holder is back",
        "Study pathologist: the holder is back",
    ]


async def test_a_closed_account_of_the_only_lead_is_told_to_the_other_side(world: World) -> None:
    closed = payloads.user_change("U0PM", deleted=True)
    await world.from_slack.event(closed)
    await world.settled()
    (told,) = to_cro_lead(world)
    assert "Larkspur may have no lead now" in told
    assert (await world.kinds()).count("seat.gap") == 1
