"""What Teams tells about rooms and their people, as the core hears it."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.address import Address
from bot.domain.joining import GoneBecause
from bot.engine.inbound import LostBecause, PersonBack, PersonGone, RoomLost, RoomRenamed
from tests.adapters.teams.world import World, a_world
from tests.fakes.teams_people import TeamsRoom
from tests.fakes.teams_server import HOST_TENANT, OTHER_TENANT

HOST = {"id": "19:elsewhere@thread.tacv2", "tenantId": HOST_TENANT}
OTHER = {"id": "19:theirs@thread.tacv2", "tenantId": OTHER_TENANT}


async def two_channels(world: World) -> tuple[TeamsRoom, TeamsRoom]:
    """A team of which two channels are known, the second a shared one."""
    team = world.teams.room("team", world.ann)
    shared = world.teams.room("shared", world.ann, shared=True)
    await world.people.message(world.channel, world.ann, "help")
    await world.people.message(shared, world.ann, "help")
    world.dispatch.events.clear()
    return team, shared


def news(world: World, kind: type[Any]) -> list[Any]:
    assert all(isinstance(event, kind) for event in world.dispatch.events)
    return world.dispatch.events


def address(room: TeamsRoom) -> Address:
    return Address.parse(room.address)


async def test_a_removal_is_one_piece_of_news_however_often_it_is_told(world: World) -> None:
    for _ in range(2):
        await world.people.install(world.channel, world.ann)
        world.dispatch.events.clear()
        for answer in await world.people.remove(world.channel, world.ann):
            assert answer.status == 202
        first, second = news(world, RoomLost)
        assert first == second
        assert (first.room, first.because) == (address(world.channel), LostBecause.REMOVED)


async def test_a_second_removal_is_news_again(world: World) -> None:
    ids = set()
    for _ in range(2):
        await world.people.install(world.channel, world.ann)
        world.dispatch.events.clear()
        await world.people.remove(world.channel, world.ann)
        ids |= {event.event_id for event in news(world, RoomLost)}
    assert len(ids) == 2


async def test_a_removal_from_the_team_loses_each_of_its_channels(world: World) -> None:
    team, shared = await two_channels(world)
    await world.people.remove(team, world.ann)
    lost = news(world, RoomLost)
    assert {event.room for event in lost} == {
        address(world.channel), address(shared), address(team)
    }  # fmt: skip
    assert len({event.event_id for event in lost}) == 3


async def test_a_removal_from_a_personal_chat_loses_that_chat_only(world: World) -> None:
    chat = world.teams.chat_with(world.ann)
    await world.people.install(chat, world.ann)
    world.dispatch.events.clear()
    await world.people.remove(chat, world.ann)
    first, second = news(world, RoomLost)
    assert first == second
    assert str(first.room) == world.ann.address


@pytest.mark.parametrize(
    ("kind", "because"),
    [("teamDeleted", LostBecause.DELETED), ("teamHardDeleted", LostBecause.DELETED),
     ("teamArchived", LostBecause.ARCHIVED)],
)  # fmt: skip
async def test_what_happens_to_a_team_happens_to_each_of_its_channels(
    world: World, kind: str, because: LostBecause
) -> None:
    team, shared = await two_channels(world)
    await world.people.tell(team, world.ann, kind)
    lost = {(event.room, event.because) for event in news(world, RoomLost)}
    assert {(address(world.channel), because), (address(shared), because)} <= lost


async def test_a_channel_that_was_deleted_is_named_by_its_team(world: World) -> None:
    team, shared = await two_channels(world)
    await world.people.tell(
        team, world.ann, "channelDeleted", channel={"id": shared.id, "name": "Study"}
    )
    (lost,) = news(world, RoomLost)
    assert (lost.room, lost.because) == (address(shared), LostBecause.DELETED)


@pytest.mark.parametrize(
    ("teams", "lost"), [([OTHER], True), ([HOST], False), ([HOST, OTHER], True), ([], True)]
)
async def test_a_channel_is_unshared_when_another_organisation_loses_it(
    world: World, teams: list[dict[str, str]], *, lost: bool
) -> None:
    _, shared = await two_channels(world)
    await world.people.tell(shared, world.ann, "channelUnshared", unsharedFromTeams=teams)
    told = [(event.room, event.because) for event in news(world, RoomLost)]
    assert told == ([(address(shared), LostBecause.UNSHARED)] if lost else [])


async def test_new_names_of_channel_and_team_are_told(world: World) -> None:
    team, shared = await two_channels(world)
    named = {"id": shared.id, "name": "Study \x00A "}
    await world.people.tell(team, world.ann, "channelRenamed", channel=named)
    await world.people.tell(team, world.ann, "teamRenamed", team={"id": team.id, "name": "B"})
    assert [(event.room, event.name) for event in news(world, RoomRenamed)] == [
        (address(shared), "Study A"),
        (address(team), "B"),
    ]


async def test_somebody_who_left_is_told_under_their_own_address(world: World) -> None:
    kim = world.teams.person("Monitor", tenant=OTHER_TENANT)
    world.channel.members.append(kim)
    await world.people.message(world.channel, kim, "help")
    world.dispatch.events.clear()
    world.clock.advance(timedelta(days=2))
    await world.people.leave(world.channel, kim, by=world.ann)
    (gone,) = news(world, PersonGone)
    assert str(gone.person) == kim.address
    assert (gone.room, gone.because) == (address(world.channel), GoneBecause.LEFT)


async def test_who_was_listed_once_is_known_when_they_leave_after_a_restart(world: World) -> None:
    kim = world.teams.person("Monitor", tenant=OTHER_TENANT)
    world.channel.members.append(kim)
    await world.platform.members(address(world.channel))
    async with a_world(facts=world.facts) as restarted:
        restarted.channel.members.append(kim)
        await restarted.people.leave(restarted.channel, kim, by=restarted.ann)
        assert str(restarted.dispatch.last.person) == kim.address


async def test_who_was_only_written_to_is_known_when_they_leave(world: World) -> None:
    world.teams.chat_with(kim := world.teams.person("Monitor"))
    await world.platform.check_person(Address.parse(kim.address), ())
    await world.people.leave(world.channel, kim, by=world.ann)
    assert str(world.dispatch.last.person) == kim.address


async def test_nobody_is_guessed_to_be_of_the_hosting_tenant(world: World) -> None:
    kim = world.teams.person("Monitor")
    await world.people.leave(world.channel, kim, by=world.ann)
    assert world.dispatch.last.person == Address("teams", "unknown", kim.object_id)


async def test_somebody_who_came_is_told_under_their_own_address(world: World) -> None:
    kim = world.teams.person("Monitor", tenant=OTHER_TENANT)
    await world.people.come(world.channel, kim, by=world.ann)
    (back,) = news(world, PersonBack)
    assert (str(back.person), back.room) == (kim.address, address(world.channel))


async def test_many_who_come_at_once_are_looked_up_with_one_list(world: World) -> None:
    people = [world.teams.person(f"Person {number}") for number in range(30)]
    await world.people.come(world.channel, *people, by=world.ann)
    assert {str(event.person) for event in news(world, PersonBack)} == {
        person.address for person in people
    }
    assert [called.call for called in world.teams.calls] == ["members"]


async def test_while_the_roster_is_silent_somebody_who_came_is_nobody(world: World) -> None:
    world.teams.faults.fail_next("member", 503)
    await world.people.come(world.channel, world.teams.person("Monitor"), by=world.ann)
    assert world.dispatch.last.person.tenant == "unknown"


async def test_who_leaves_a_team_leaves_the_channels_that_have_its_members(world: World) -> None:
    team, shared = await two_channels(world)
    kim = world.teams.person("Monitor")
    await world.people.come(team, kim, by=world.ann)
    came = {event.room for event in news(world, PersonBack)}
    world.dispatch.events.clear()
    await world.people.leave(team, kim, by=world.ann)
    left = {event.room for event in news(world, PersonGone)}
    assert came == left == {address(world.channel), address(team)}
    assert address(shared) not in left


async def test_who_leaves_a_shared_channel_leaves_that_channel_only(world: World) -> None:
    _, shared = await two_channels(world)
    kim = world.teams.person("Monitor", tenant=OTHER_TENANT)
    await world.people.come(shared, kim, by=world.ann)
    await world.people.leave(shared, kim, by=world.ann)
    back, gone = world.dispatch.events
    assert isinstance(back, PersonBack)
    assert isinstance(gone, PersonGone)
    assert back.room == gone.room == address(shared)
    assert str(back.person) == str(gone.person) == kim.address


async def test_a_repeat_has_the_same_ids_and_another_event_has_others(world: World) -> None:
    await two_channels(world)
    people = [{"id": f"29:{number}", "aadObjectId": f"object-{number}"} for number in range(2)]
    activity = world.people.activity(
        world.channel, world.ann, type="conversationUpdate", membersRemoved=people
    )
    await world.people.post(activity)
    await world.people.post(activity)
    await world.people.post({**activity, "id": "another"})
    ids = [event.event_id for event in news(world, PersonGone)]
    assert ids[:2] == ids[2:4]
    assert len(set(ids)) == 4


async def test_an_event_without_a_sender_is_told_all_the_same(world: World) -> None:
    activity = world.people.activity(world.channel, world.ann, type="conversationUpdate")
    activity["channelData"]["eventType"] = "channelDeleted"
    del activity["from"]
    assert (await world.people.post(activity)).status == 202
    assert world.dispatch.last.because is LostBecause.DELETED


@pytest.mark.parametrize("kind", ["channelCreated", "teamRenamed", "channelShared", "", None])
async def test_what_matters_to_nobody_is_not_told(world: World, kind: str | None) -> None:
    activity = world.people.activity(world.channel, world.ann, type="conversationUpdate")
    activity["channelData"]["eventType"] = kind
    assert (await world.people.post(activity)).status == 202
    assert world.dispatch.events == []


async def test_news_that_cannot_be_stored_is_a_failure_teams_sees(world: World) -> None:
    world.dispatch.fails()
    assert (await world.people.remove(world.channel, world.ann))[0].status == 500
