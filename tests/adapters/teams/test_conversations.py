from bot.domain.address import Address
from bot.engine.inbound import BotAdded, Typed
from tests.adapters.teams.world import World
from tests.fakes.teams_server import HOST_TENANT, OTHER_TENANT


async def test_a_personal_chat_has_the_address_of_the_person(world: World) -> None:
    await world.people.personal_message(world.ann, "due me")
    typed = world.dispatch.last
    assert isinstance(typed, Typed)
    assert typed.text == "due me"
    assert str(typed.origin.actor) == world.ann.address
    assert typed.origin.conversation == typed.origin.actor
    assert typed.origin.actor_name == "Study director"
    assert typed.origin.personal
    assert typed.origin.thread is None
    assert not typed.origin.immediate
    assert not typed.origin.can_open_form


async def test_half_characters_and_nul_do_not_reach_the_core(world: World) -> None:
    await world.people.personal_message(world.ann, "he\x00lp \ud800me")
    assert world.dispatch.last.text == "help me"


async def test_a_message_in_a_channel_belongs_in_its_thread(world: World) -> None:
    await world.people.message(world.channel, world.ann, "help", thread="1700000000001")
    origin = world.dispatch.last.origin
    assert world.dispatch.last.text == "help"
    assert str(origin.conversation) == world.channel.address
    assert origin.thread == "1700000000001"
    assert not origin.personal


async def test_a_new_post_in_a_channel_begins_a_thread(world: World) -> None:
    activity = world.people.activity(world.channel, world.ann, type="message", text="help")
    activity["conversation"]["id"] = world.channel.id
    await world.people.post(activity)
    assert world.dispatch.last.origin.thread == activity["id"]


async def test_a_group_chat_has_no_threads(world: World) -> None:
    room = world.teams.room("chat", world.ann, kind="groupChat")
    await world.people.message(room, world.ann, "status")
    origin = world.dispatch.last.origin
    assert (str(origin.conversation), origin.thread) == (room.address, None)


async def test_a_repeated_activity_has_the_same_event_id(world: World) -> None:
    activity = world.people.activity(world.channel, world.ann, type="message", text="help")
    await world.people.post(activity)
    await world.people.post(activity)
    await world.people.message(world.channel, world.ann, "help")
    events = [event for event in world.dispatch.events if isinstance(event, Typed)]
    first, second, third = (event.origin.event_id for event in events)
    assert first == second != third


async def test_a_mentioned_colleague_arrives_as_an_address(world: World) -> None:
    kim = world.teams.person("Other monitor", tenant=OTHER_TENANT)
    world.channel.members.append(kim)
    await world.people.message(world.channel, world.ann, "thanks {0} for it", mentions=(kim,))
    assert world.dispatch.last.text == f"thanks @<{kim.address}> for it"


async def test_being_added_is_one_event_however_teams_reports_it(world: World) -> None:
    for answer in await world.people.install(world.channel, world.ann):
        assert answer.status == 202
    first, second = world.dispatch.events
    assert isinstance(first, BotAdded)
    assert isinstance(second, BotAdded)
    assert first.origin.event_id == second.origin.event_id
    assert str(first.origin.conversation) == world.channel.address


async def test_being_added_again_after_a_removal_is_a_new_event(world: World) -> None:
    await world.people.install(world.channel, world.ann)
    await world.people.remove(world.channel, world.ann)
    await world.people.install(world.channel, world.ann)
    added = [event for event in world.dispatch.events if isinstance(event, BotAdded)]
    ids = [event.origin.event_id for event in added]
    assert len(ids) == 4
    assert len(set(ids)) == 2


async def test_what_accord_wrote_itself_is_ignored(world: World) -> None:
    activity = world.people.activity(world.channel, world.ann, type="message", text="help")
    activity["from"] = {"id": world.teams.bot_id}
    assert (await world.people.post(activity)).status == 202
    assert world.dispatch.events == []


async def test_references_are_saved_only_when_they_change(world: World) -> None:
    await world.people.message(world.channel, world.ann, "help")
    saved = sorted(world.facts.saves)
    assert saved == sorted(
        [
            f"teams-member:{HOST_TENANT}/{world.ann.account}",
            "teams-team:19:team@thread.tacv2",
            f"teams-tenant:{HOST_TENANT}",
            world.channel.address,
            world.ann.address,
        ]
    )
    await world.people.message(world.channel, world.ann, "help")
    assert len(world.facts.saves) == len(saved)
    await world.people.personal_message(world.ann, "help")
    assert world.facts.saves[len(saved) :] == [world.ann.address]
    await world.people.message(world.channel, world.ann, "help")
    assert len(world.facts.saves) == len(saved) + 1


def test_addresses_are_written_the_way_the_bindings_file_has_them(world: World) -> None:
    assert Address.parse(world.channel.address).local == world.channel.id
