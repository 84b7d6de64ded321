"""Each thing that would fail silently later is provoked in the services, found, and remedied."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.agreement.document import Agreement
from tests.journeys.healthy import everything_in_place, put_in_force
from tests.journeys.world import World

HEALTHY = "Everything is in place"
#: Longer than anybody remembers who is in a room.
_CACHED = timedelta(minutes=2)
CHANNEL = ("U0PM", "U0MONITOR", "U0VP", "U0CRO")


@pytest.fixture
async def agreed(world: World) -> Agreement:
    """The agreement of a world in which nothing is missing."""
    return await everything_in_place(world)


async def from_slack(world: World) -> str:
    """What the sponsor's channel reads after somebody there typed `connect`."""
    await world.from_slack.app_mention("connect", user="U0PM")
    await world.settled()
    return _plain(world.channel[-1])


async def from_teams(world: World) -> str:
    """What the CRO's room reads after somebody there typed `connect`."""
    await world.from_teams.message(world.cro_room, world.pm, "connect")
    await world.settled()
    return _plain(world.teams.activities(world.cro_room)[-1].card)


def _plain(message: object) -> str:
    """The texts of a native message, without marks for bold and escapes."""
    return json.dumps(message, ensure_ascii=False).replace("*", "").replace("\\", "")


async def test_a_healthy_pair_reports_nothing(world: World, agreed: Agreement) -> None:
    for said in (await from_slack(world), await from_teams(world)):
        assert HEALTHY in said
        assert "Check again" in said


async def test_what_is_wrong_in_slack_is_found_from_teams(world: World, agreed: Agreement) -> None:
    slack, workspace = world.slack, world.slack.world.workspaces["T0SPONSOR"]

    slack.add_channel("C0STUDY", *CHANNEL, with_accord=False)
    said = await from_teams(world)
    assert "A member of the Slack channel of Larkspur" in said
    assert "Accord is not in it. Invite Accord: type /invite @Accord in the channel." in said

    slack.add_channel("C0STUDY", *CHANNEL, archived=True)
    said = await from_teams(world)
    assert "The lead of Larkspur" in said
    assert "archived, or no longer there. Open it again" in said

    slack.add_channel("C0STUDY", *CHANNEL, post_only=frozenset({"T0CRO"}))
    said = await from_teams(world)
    assert "A Slack administrator of Larkspur" in said
    assert "permission only to post" in said

    slack.add_channel("C0STUDY", *CHANNEL)
    granted = replace(workspace, scopes=workspace.scopes - {"users:read"})
    slack.world.workspaces["T0SPONSOR"] = granted
    said = await from_teams(world)
    assert "Accord lacks a permission there: users:read. Install Accord again" in said

    slack.world.workspaces["T0SPONSOR"] = workspace
    slack.world.revoked.add(workspace.token)
    said = await from_teams(world)
    assert "Accord is not installed in this Slack workspace." in said
    assert "Install Accord in the workspace with the link" in said

    slack.world.revoked.clear()
    assert HEALTHY in await from_teams(world)


async def test_who_cannot_be_reached_in_slack_is_found(world: World, agreed: Agreement) -> None:
    slack = world.slack

    slack.add_person("U0CRO", team="T0CRO", takes_messages=False)
    said = await from_teams(world)
    assert "A Slack administrator of Deccan" in said
    assert "Quality assurance (" in said
    assert "Accord cannot write to this person directly." in said
    slack.add_person("U0CRO", team="T0CRO")

    slack.add_person("U0MONITOR", deleted=True)
    said = await from_teams(world)
    assert "The lead of Larkspur" in said
    assert "the Slack account is closed or cannot be found. Type “seats fill”" in said


async def test_who_is_missing_in_a_channel_or_should_not_be_there_is_found(
    world: World, agreed: Agreement
) -> None:
    world.slack.add_person("U0SPY", team="T0ELSE", name="Prying Eyes")
    world.slack.add_channel("C0STUDY", "U0PM", "U0VP", "U0CRO", "U0SPY")
    said = await from_teams(world)
    assert "The lead of Larkspur" in said
    assert "Study monitor (Sponsor's study monitor" in said
    assert "in none of the rooms. Invite this person" in said
    assert "1 person from a Slack workspace that belongs to no party is in the room." in said
    assert "Prying" not in said


async def test_what_is_wrong_in_teams_is_found_from_slack(world: World, agreed: Agreement) -> None:
    world.cro_room.bot_inside = False
    said = await from_slack(world)
    assert "An owner of the Teams team of Deccan" in said
    assert "For a shared channel, add it to the team that hosts the channel" in said
    world.cro_room.bot_inside = True

    world.cro_room.members.remove(world.director)
    world.clock.advance(_CACHED)
    said = await from_slack(world)
    assert "The lead of Deccan" in said
    assert "in none of the rooms." in said


async def test_what_is_missing_in_the_agreement_is_found(world: World, agreed: Agreement) -> None:
    director = replace(agreed.seat["study_director"], deputy=None)
    seats = tuple(director if s.key == director.key else s for s in agreed.seats)
    larkspur = replace(
        agreed.party["sponsor"],
        zone="America/Los_Angeles",
        holidays=tuple(
            h for h in agreed.party["sponsor"].holidays if h.date and h.date.year < 2027
        ),
    )
    parties = tuple(larkspur if p.key == "sponsor" else p for p in agreed.parties)
    worse = replace(agreed, seats=seats, parties=parties)
    await put_in_force(world, worse)
    id_, directory = world.collaboration.id, world.accord.directory.snapshot
    (monitor,) = (
        h for h in directory.holdings(id_) if h.seat == "study_monitor" and h.until is None
    )
    async with world.accord.storage.transaction() as tx:
        await tx.directory.end_holding(monitor, world.clock.now())

    said = await from_slack(world)
    assert "Study director: no deputy is agreed. Type “agreement”" in said
    assert "Sponsor's study monitor (nonclinical lead): held by nobody. Type “seats fill”" in said
    assert "Larkspur and Deccan: their office hours never meet: Larkspur works 08:30-17:00" in said
    assert "Larkspur: no day off of 2027 is on its calendar." in said
