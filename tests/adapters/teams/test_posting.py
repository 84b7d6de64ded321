import pytest

from bot.cards.card import Card, Mention, paragraph
from bot.domain.address import Address
from bot.engine.outgoing import MessageGone, Unreachable
from tests.adapters.teams.cards import NUDGE, everything
from tests.adapters.teams.world import World, outgoing
from tests.fakes.teams_server import HOST_TENANT, OTHER_TENANT

PLAIN = Card(title="Plain", blocks=(paragraph("text"),), summary="A plain card.")


async def test_a_card_is_sent_alone_with_its_summary(world: World) -> None:
    await world.post(world.channel.address, everything())
    (shown,) = world.teams.activities(world.channel)
    assert "text" not in shown.activity
    assert shown.activity["summary"] == "Histopathology is owned by Study director."
    assert len(shown.activity["attachments"]) == 1
    assert world.teams.complaints() == []


async def test_a_thread_is_answered_in_the_thread(world: World) -> None:
    await world.post(world.channel.address, PLAIN, thread="1700000000001")
    (shown,) = world.teams.activities(world.channel)
    assert shown.thread == "1700000000001"


async def test_an_update_changes_the_same_message(world: World) -> None:
    native = await world.post(world.channel.address, NUDGE, thread="1700000000001")
    await world.platform.update(native, outgoing(world.channel.address, PLAIN))
    (shown,) = world.teams.activities(world.channel)
    assert shown.edits == 1
    assert shown.activity["summary"] == "A plain card."
    assert world.teams.complaints() == []


async def test_a_deleted_message_is_gone(world: World) -> None:
    native = await world.post(world.channel.address, NUDGE)
    world.teams.forget(world.teams.activities(world.channel)[0])
    with pytest.raises(MessageGone):
        await world.platform.update(native, outgoing(world.channel.address, PLAIN))


@pytest.mark.parametrize("native", ["", "{}", "[1,2]", '["a",""]'])
async def test_a_reference_that_names_no_message_is_gone(world: World, native: str) -> None:
    with pytest.raises(MessageGone):
        await world.platform.update(native, outgoing(world.channel.address, PLAIN))


async def test_a_person_is_written_to_where_they_wrote(world: World) -> None:
    await world.people.personal_message(world.ann, "help")
    await world.post(world.ann.address, PLAIN)
    assert len(world.teams.activities(world.teams.chat_with(world.ann))) == 1
    assert not [called for called in world.teams.calls if called.call == "create"]


async def test_a_person_met_in_a_channel_gets_a_chat_under_their_account(world: World) -> None:
    await world.people.message(world.channel, world.ann, "help")
    await world.post(world.ann.address, PLAIN)
    await world.post(world.ann.address, PLAIN)
    (created,) = [called for called in world.teams.calls if called.call == "create"]
    assert created.body["members"] == [{"id": world.ann.account}]
    assert created.body["channelData"] == {"tenant": {"id": HOST_TENANT}}
    assert len(world.teams.activities(world.teams.chat_with(world.ann))) == 2


async def test_a_person_nobody_has_met_is_tried_by_object_id(world: World) -> None:
    await world.post(world.ann.address, PLAIN)
    (created,) = [called for called in world.teams.calls if called.call == "create"]
    assert created.body["members"] == [{"id": world.ann.object_id}]


async def test_a_person_of_another_tenant_met_in_a_shared_channel_is_out_of_reach(
    world: World,
) -> None:
    kim = world.teams.person("Other monitor", tenant=OTHER_TENANT)
    world.channel.members.append(kim)
    await world.people.message(world.channel, kim, "help")
    with pytest.raises(Unreachable):
        await world.post(kim.address, PLAIN)
    assert not [called for called in world.teams.calls if called.call == "create"]


async def test_a_person_who_does_not_exist_is_out_of_reach(world: World) -> None:
    with pytest.raises(Unreachable):
        await world.post(f"teams:{HOST_TENANT}/11111111-2222-4333-8444-555555555555", PLAIN)


async def test_a_private_message_is_never_shown_to_a_room(world: World) -> None:
    private = outgoing(world.channel.address, PLAIN, only_for=Address.parse(world.ann.address))
    assert not world.platform.capabilities(private.to).private_in_room
    with pytest.raises(Unreachable):
        await world.platform.post(private)
    assert world.teams.everything == []


async def test_people_are_mentioned_by_the_account_the_bot_knows(world: World) -> None:
    kim = world.teams.person("Other monitor", tenant=OTHER_TENANT)
    world.channel.members.append(kim)
    await world.people.message(world.channel, kim, "help")
    people = (
        Mention(Address.parse(kim.address), "Other <monitor>"),
        Mention(Address.parse(world.ann.address), "Study director"),
        Mention(Address.parse("slack:T0SPONSOR/U0PM"), "Program manager"),
        Mention(Address.parse(f"teams:{OTHER_TENANT}/11111111-2222-4333-8444-5"), "Far Away"),
    )
    text = (part for person in people for part in (person, ", "))
    await world.post(world.channel.address, Card(title="Hello", blocks=(paragraph(*text),)))
    card = world.teams.activities(world.channel)[0].card
    ids = [entity["mentioned"]["id"] for entity in card["msteams"]["entities"]]
    assert ids == [kim.account, world.ann.object_id]
    assert card["body"][1]["text"] == (
        "<at>Other monitor</at>, <at>Study director</at>, **Program manager**, **Far Away**,"
    )
    assert world.teams.complaints() == []


async def test_the_service_url_seen_last_is_used(world: World) -> None:
    native = await world.post(world.channel.address, PLAIN)
    world.facts.saved[world.channel.address] = {
        "service_url": world.teams.service_url.rstrip("/"),
        "conversation_id": world.channel.id,
        "bot_id": world.teams.bot_id,
        "tenant": HOST_TENANT,
    }
    await world.platform.update(native, outgoing(world.channel.address, NUDGE))
    assert world.teams.activities(world.channel)[0].edits == 1


async def test_the_token_is_never_sent_to_a_server_that_is_not_of_teams(world: World) -> None:
    world.facts.saved[world.channel.address] = {"service_url": "https://evil.example.com/"}
    with pytest.raises(Unreachable):
        await world.post(world.channel.address, PLAIN)


async def test_in_development_no_token_is_asked_for(playground: World) -> None:
    await playground.post(playground.channel.address, PLAIN)
    assert len(playground.teams.activities(playground.channel)) == 1
    assert playground.teams.identity.token_requests == []
