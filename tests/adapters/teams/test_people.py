from datetime import timedelta

from tests.adapters.teams.world import World, a_world
from tests.fakes.teams_server import OTHER_TENANT


def asked(world: World) -> int:
    return sum(called.call == "member" for called in world.teams.calls)


async def test_a_person_from_another_tenant_keeps_their_own(world: World) -> None:
    kim = world.teams.person("Other monitor", tenant=OTHER_TENANT)
    world.channel.members.append(kim)
    await world.people.message(world.channel, kim, "help")
    assert str(world.dispatch.last.origin.actor) == f"teams:{OTHER_TENANT}/{kim.object_id}"
    assert str(world.dispatch.last.origin.conversation) == world.channel.address


async def test_the_tenant_in_the_channel_data_decides_nothing(world: World) -> None:
    activity = world.people.activity(world.channel, world.ann, type="message", text="help")
    activity["channelData"]["tenant"]["id"] = OTHER_TENANT
    await world.people.post(activity)
    assert str(world.dispatch.last.origin.actor) == world.ann.address


async def test_a_guest_is_of_unknown_tenant(world: World) -> None:
    guest = world.teams.person("Guest", role="guest")
    world.channel.members.append(guest)
    await world.people.message(world.channel, guest, "help")
    assert world.dispatch.last.origin.actor.tenant == "unknown"


async def test_a_guest_by_login_name_is_of_unknown_tenant(world: World) -> None:
    member = world.channel.member(world.ann.account)
    assert member is not None
    login = "ann_cro.example#EXT#@sponsor.example"
    world.channel.roster[world.ann.account] = {**member, "userPrincipalName": login}
    await world.people.message(world.channel, world.ann, "help")
    assert world.dispatch.last.origin.actor.tenant == "unknown"


async def test_a_guest_whose_home_the_roster_tells_belongs_there(world: World) -> None:
    guest = world.teams.person("Guest", tenant=OTHER_TENANT, role="guest")
    world.channel.members.append(guest)
    await world.people.message(world.channel, guest, "help")
    assert world.dispatch.last.origin.actor.tenant == OTHER_TENANT


async def test_the_roster_may_call_the_object_id_either_name(world: World) -> None:
    member = world.channel.member(world.ann.account)
    assert member is not None
    member["aadObjectId"] = member.pop("objectId")
    world.channel.roster[world.ann.account] = member
    await world.people.message(world.channel, world.ann, "help")
    assert str(world.dispatch.last.origin.actor) == world.ann.address


async def test_a_roster_without_a_tenant_makes_nobody_anybody(world: World) -> None:
    world.channel.roster[world.ann.account] = {"id": world.ann.account, "name": "Ann"}
    await world.people.message(world.channel, world.ann, "help")
    assert world.dispatch.last.origin.actor.tenant == "unknown"
    assert world.dispatch.last.origin.actor.local == world.ann.object_id


async def test_the_roster_is_asked_once_a_day(world: World) -> None:
    for _ in range(3):
        await world.people.message(world.channel, world.ann, "help")
    assert asked(world) == 1
    world.clock.advance(timedelta(days=1, hours=1))
    await world.people.message(world.channel, world.ann, "help")
    assert asked(world) == 2


async def test_somebody_the_roster_does_not_know_is_asked_for_again(world: World) -> None:
    kim = world.teams.person("Other monitor", tenant=OTHER_TENANT)
    await world.people.message(world.channel, kim, "help")
    assert world.dispatch.last.origin.actor.tenant == "unknown"
    world.channel.members.append(kim)
    await world.people.message(world.channel, kim, "help")
    assert world.dispatch.last.origin.actor.tenant == OTHER_TENANT


async def test_a_channel_that_does_not_list_somebody_is_followed_by_its_team(world: World) -> None:
    team = world.teams.room("team")
    kim = world.teams.person("Monitor")
    team.members.append(kim)
    await world.people.message(world.channel, kim, "help")
    assert str(world.dispatch.last.origin.actor) == kim.address


async def test_while_the_roster_is_silent_typed_text_comes_from_nobody(world: World) -> None:
    world.teams.faults.fail_next("member", 503)
    assert (await world.people.message(world.channel, world.ann, "help")).status == 202
    assert world.dispatch.last.origin.actor.tenant == "unknown"
    await world.people.message(world.channel, world.ann, "help")
    assert str(world.dispatch.last.origin.actor) == world.ann.address


async def test_an_old_answer_of_the_roster_is_better_than_none(world: World) -> None:
    await world.people.message(world.channel, world.ann, "help")
    world.clock.advance(timedelta(days=2))
    world.teams.faults.fail_next("member", 503)
    await world.people.message(world.channel, world.ann, "help")
    assert str(world.dispatch.last.origin.actor) == world.ann.address


async def test_the_playground_is_asked_for_the_roster_as_well(playground: World) -> None:
    await playground.people.personal_message(playground.ann, "help")
    assert str(playground.dispatch.last.origin.actor) == playground.ann.address
    assert asked(playground) == 1


async def test_a_stranger_in_development_is_nobody_too(playground: World) -> None:
    kim = playground.teams.person("Monitor")
    await playground.people.message(playground.channel, kim, "help")
    assert playground.dispatch.last.origin.actor.tenant == "unknown"


async def test_the_answer_of_the_roster_survives_a_restart(world: World) -> None:
    await world.people.message(world.channel, world.ann, "help")
    async with a_world(facts=world.facts) as restarted:
        await restarted.people.message(restarted.channel, restarted.ann, "help")
        assert str(restarted.dispatch.last.origin.actor) == world.ann.address
        assert restarted.dispatch.last.origin.actor_name == "Study director"
        assert asked(restarted) == 0


async def test_a_record_of_the_roster_nobody_can_read_is_asked_for_again(world: World) -> None:
    await world.people.message(world.channel, world.ann, "help")
    for key in world.facts.saved:
        if key.startswith("teams-member:"):
            world.facts.saved[key] = {"address": "nonsense"}
    async with a_world(facts=world.facts) as restarted:
        await restarted.people.message(restarted.channel, restarted.ann, "help")
        assert asked(restarted) == 1


async def test_a_colleague_the_silent_roster_cannot_tell_is_called_by_name(world: World) -> None:
    await world.people.message(world.channel, world.ann, "help")
    kim = world.teams.person("Other monitor")
    world.teams.faults.fail_next("member", 503)
    await world.people.message(world.channel, world.ann, "thanks {0}", mentions=(kim,))
    assert world.dispatch.last.text == "thanks @Other monitor"
