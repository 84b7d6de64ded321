from datetime import timedelta

import pytest

from bot.cards.card import Card
from bot.domain.address import Address
from bot.engine.outgoing import DeliveryError, TryLater, Unreachable
from bot.engine.platform import Member
from tests.adapters.teams.world import World
from tests.fakes.teams_people import TeamsPerson, TeamsRoom
from tests.fakes.teams_server import HOST_TENANT, OTHER_TENANT


def member(person: TeamsPerson) -> Member:
    return Member(address=Address.parse(person.address), name=person.name)


def asked(world: World) -> list[str]:
    return [called.conversation for called in world.teams.calls if called.call == "members"]


async def listed(world: World, room: TeamsRoom | None = None) -> list[Member]:
    return list(await world.platform.members(Address.parse((room or world.channel).address)))


async def test_everybody_is_listed_by_name_in_their_own_tenant(world: World) -> None:
    kim = world.teams.person("Monitor", tenant=OTHER_TENANT)
    zoe = world.teams.person("a pathologist")
    world.channel.members += [kim, zoe]
    assert await listed(world) == [member(zoe), member(kim), member(world.ann)]


async def test_a_guest_whose_home_nobody_tells_is_of_unknown_tenant(world: World) -> None:
    guest = world.teams.person("Guest", role="guest")
    world.channel.members = [guest]
    (only,) = await listed(world)
    assert only.address == Address("teams", "unknown", guest.object_id)
    assert only.name == "Guest"


async def test_bots_and_people_without_an_account_are_nobody(world: World) -> None:
    caller = world.teams.person("A caller", role="anonymous")
    bot, empty = world.teams.person("Bot"), world.teams.person("Empty")
    world.channel.members += [caller, bot, empty]
    world.channel.roster[bot.account] = {"id": "28:another-bot", "name": "Bot"}
    world.channel.roster[empty.account] = {"name": "Empty"}
    assert await listed(world) == [member(world.ann)]


async def test_all_pages_are_read(world: World) -> None:
    world.teams.most_on_a_page = 2
    world.channel.members += [world.teams.person(f"Person {number}") for number in range(4)]
    assert len(await listed(world)) == 5
    assert len(asked(world)) == 3


async def test_a_room_is_asked_once_a_minute(world: World) -> None:
    await listed(world)
    world.channel.members.append(world.teams.person("Monitor"))
    assert len(await listed(world)) == 1
    world.clock.advance(timedelta(seconds=61))
    assert len(await listed(world)) == 2
    assert len(asked(world)) == 2


async def test_somebody_who_comes_or_leaves_is_seen_at_once(world: World) -> None:
    kim = world.teams.person("Monitor")
    await world.people.message(world.channel, world.ann, "help")
    await listed(world)
    await world.people.come(world.channel, kim, by=world.ann)
    assert await listed(world) == [member(kim), member(world.ann)]
    await world.people.leave(world.channel, kim, by=world.ann)
    assert await listed(world) == [member(world.ann)]


async def test_who_is_listed_can_be_written_to_under_their_account(world: World) -> None:
    await listed(world)
    await world.post(world.ann.address, Card(title="Hello"))
    (created,) = [called for called in world.teams.calls if called.call == "create"]
    assert created.body["members"] == [{"id": world.ann.account}]


async def test_a_personal_chat_that_is_known_stays_the_better_knowledge(world: World) -> None:
    await world.people.personal_message(world.ann, "help")
    await listed(world)
    await world.post(world.ann.address, Card(title="Hello"))
    assert not [called for called in world.teams.calls if called.call == "create"]


async def test_who_is_listed_need_not_be_looked_up_when_they_write(world: World) -> None:
    await listed(world)
    await world.people.message(world.channel, world.ann, "help")
    assert str(world.dispatch.last.origin.actor) == world.ann.address
    assert not [called for called in world.teams.calls if called.call == "member"]


async def test_a_second_list_saves_nothing(world: World) -> None:
    await listed(world)
    saved = len(world.facts.saves)
    world.clock.advance(timedelta(minutes=5))
    await listed(world)
    assert len(world.facts.saves) == saved


async def test_a_channel_without_a_roster_of_its_own_has_that_of_its_team(world: World) -> None:
    await world.people.message(world.channel, world.ann, "help")
    kim = world.teams.person("Monitor")
    world.teams.room("team", kim)
    world.teams.faults.fail_next("members", 404, code="ConversationNotFound")
    assert await listed(world) == [member(kim)]
    assert asked(world) == [world.channel.id, "19:team@thread.tacv2"]


async def test_a_channel_accord_is_kept_out_of_does_not_show_its_team_instead(
    world: World,
) -> None:
    await world.people.message(world.channel, world.ann, "help")
    world.teams.room("team", world.teams.person("Monitor"))
    world.channel.bot_inside = False
    with pytest.raises(Unreachable, match="BotNotInConversationRoster"):
        await listed(world)


@pytest.mark.parametrize(("status", "kind"), [(404, Unreachable), (503, TryLater)])
async def test_a_room_that_cannot_be_listed_raises(
    world: World, status: int, kind: type[DeliveryError]
) -> None:
    world.teams.faults.fail_next("members", status)
    with pytest.raises(kind):
        await listed(world)


async def test_the_hosting_tenant_of_a_room_from_the_bindings_is_that_of_its_address(
    world: World,
) -> None:
    await listed(world)
    assert f"teams-member:{HOST_TENANT}/{world.ann.account}" in world.facts.saved
