"""Each thing that would fail later, provoked; and nothing where all is well."""

import pytest

from bot.domain.address import Address
from bot.engine.platform import Fault, FaultKind
from tests.adapters.teams.world import World
from tests.fakes.teams_people import TeamsPerson, TeamsRoom
from tests.fakes.teams_server import HOST_TENANT, OTHER_TENANT

SLACK_ROOM = Address("slack", "T0SPONSOR", "C0STUDY")


async def room_faults(world: World, room: TeamsRoom | None = None) -> list[Fault]:
    return list(await world.platform.check_room(Address.parse((room or world.channel).address)))


async def person_faults(world: World, person: TeamsPerson, *rooms: Address) -> list[FaultKind]:
    where = rooms or (Address.parse(world.channel.address), SLACK_ROOM)
    found = await world.platform.check_person(Address.parse(person.address), where)
    return [fault.kind for fault in found]


def kinds(faults: list[Fault]) -> list[FaultKind]:
    return [fault.kind for fault in faults]


async def test_a_healthy_room_and_person_report_nothing_and_see_nothing(world: World) -> None:
    await world.people.install(world.channel, world.ann)
    assert await room_faults(world) == []
    assert await person_faults(world, world.ann) == []
    assert world.teams.everything == []


async def test_a_healthy_room_nothing_was_heard_from_yet_reports_nothing(world: World) -> None:
    assert await room_faults(world) == []


async def test_the_app_was_never_added(world: World) -> None:
    world.channel.bot_inside = False
    (fault,) = await room_faults(world)
    assert fault.kind is FaultKind.APP_NOT_ADDED
    assert "BotNotInConversationRoster" in fault.detail


async def test_a_room_that_nobody_here_knows(world: World) -> None:
    del world.teams.rooms[world.channel.id]
    assert kinds(await room_faults(world)) == [FaultKind.APP_NOT_ADDED]


async def test_the_app_was_removed(world: World) -> None:
    await world.people.install(world.channel, world.ann)
    await world.people.remove(world.channel, world.ann)
    assert kinds(await room_faults(world)) == [FaultKind.APP_NOT_ADDED]


async def test_the_app_is_in_the_team_and_not_in_the_shared_channel(world: World) -> None:
    world.teams.room("team", world.ann)
    shared = world.teams.room("shared", world.ann, shared=True)
    await world.people.message(shared, world.ann, "help")
    shared.bot_inside = False
    assert kinds(await room_faults(world, shared)) == [FaultKind.APP_NOT_ADDED]


@pytest.mark.parametrize("kind", ["channelDeleted", "teamDeleted", "teamArchived"])
async def test_a_room_that_is_told_to_be_gone(world: World, kind: str) -> None:
    await world.people.install(world.channel, world.ann)
    team = world.teams.room("team", world.ann)
    where = world.channel if kind == "channelDeleted" else team
    await world.people.tell(where, world.ann, kind)
    assert kinds(await room_faults(world)) == [FaultKind.ROOM_GONE]


@pytest.mark.parametrize(
    ("lost", "found"),
    [("channelDeleted", "channelRestored"), ("teamArchived", "teamUnarchived")],
)
async def test_a_room_that_is_open_again(world: World, lost: str, found: str) -> None:
    await world.people.install(world.channel, world.ann)
    where = world.channel if lost == "channelDeleted" else world.teams.room("team", world.ann)
    await world.people.tell(where, world.ann, lost)
    await world.people.tell(where, world.ann, found)
    assert await room_faults(world) == []


async def test_a_room_accord_was_in_that_is_there_no_more(world: World) -> None:
    await world.people.install(world.channel, world.ann)
    del world.teams.rooms[world.channel.id]
    assert kinds(await room_faults(world)) == [FaultKind.ROOM_GONE]


@pytest.mark.parametrize("status", [401, 429, 500, 503])
async def test_teams_that_does_not_answer_leaves_it_open(world: World, status: int) -> None:
    world.teams.faults.fail_next("members", status, times=2)
    (fault,) = await room_faults(world)
    assert fault.kind is FaultKind.CANNOT_CHECK
    assert str(status) in fault.detail
    assert await person_faults(world, world.ann) == [FaultKind.CANNOT_CHECK]


async def test_a_person_in_no_room(world: World) -> None:
    world.teams.chat_with(kim := world.teams.person("Monitor"))
    assert await person_faults(world, kim) == [FaultKind.NOT_IN_ANY_ROOM]


async def test_a_person_in_one_of_several_rooms_is_in_a_room(world: World) -> None:
    other = world.teams.room("other", kim := world.teams.person("Monitor"))
    rooms = (Address.parse(world.channel.address), Address.parse(other.address))
    assert await person_faults(world, kim, *rooms) == []


async def test_a_person_who_is_nowhere(world: World) -> None:
    assert await person_faults(world, world.teams.person("Monitor")) == [FaultKind.PERSON_GONE]


async def test_a_person_of_another_tenant_is_reached_in_the_channel_only(world: World) -> None:
    world.channel.members.append(kim := world.teams.person("Monitor", tenant=OTHER_TENANT))
    assert await person_faults(world, kim) == [FaultKind.NO_DIRECT_MESSAGES]
    assert not [called for called in world.teams.calls if called.call == "create"]


async def test_a_person_of_another_tenant_who_left_the_channel(world: World) -> None:
    world.channel.members.append(kim := world.teams.person("Monitor", tenant=OTHER_TENANT))
    await world.people.message(world.channel, kim, "help")
    world.channel.members.remove(kim)
    assert await person_faults(world, kim) == [
        FaultKind.NOT_IN_ANY_ROOM,
        FaultKind.NO_DIRECT_MESSAGES,
    ]


async def test_a_person_teams_opens_no_chat_with(world: World) -> None:
    world.teams.faults.fail_next("create", 403, code="MessageWritesBlocked")
    assert await person_faults(world, world.ann) == [FaultKind.NO_DIRECT_MESSAGES]


async def test_a_person_who_removed_accord_from_their_chat(world: World) -> None:
    chat = world.teams.chat_with(world.ann)
    await world.people.install(chat, world.ann)
    assert await person_faults(world, world.ann) == []
    await world.people.remove(chat, world.ann)
    assert await person_faults(world, world.ann) == [FaultKind.NO_DIRECT_MESSAGES]


async def test_a_chat_that_cannot_be_opened_now_leaves_it_open(world: World) -> None:
    world.teams.faults.fail_next("create", 503)
    assert await person_faults(world, world.ann) == [FaultKind.CANNOT_CHECK]


async def test_a_person_without_any_room_in_teams_is_asked_for_a_chat_only(world: World) -> None:
    assert await person_faults(world, world.ann, SLACK_ROOM) == []
    nobody = TeamsPerson("Nobody", HOST_TENANT)
    assert await person_faults(world, nobody, SLACK_ROOM) == [FaultKind.NO_DIRECT_MESSAGES]


async def test_a_room_accord_is_not_in_says_nothing_about_people(world: World) -> None:
    world.channel.bot_inside = False
    assert await person_faults(world, world.ann) == []
