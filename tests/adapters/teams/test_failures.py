import asyncio
from datetime import timedelta

import pytest

from bot.cards.card import Card
from bot.engine.outgoing import (
    DeliveryError,
    MessageGone,
    OutcomeUnknown,
    Rejected,
    TryLater,
    Unreachable,
)
from tests.adapters.teams.world import World, a_world, outgoing

PLAIN = Card(title="Plain")


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, "BadSyntax", Rejected),
        (403, "BotNotInConversationRoster", Unreachable),
        (403, "BotDisabledByAdmin", Unreachable),
        (403, "ConversationBlockedByUser", Unreachable),
        (404, "ConversationNotFound", Unreachable),
        (408, "", TryLater),
        (412, "PreconditionFailed", TryLater),
        (413, "MessageSizeTooBig", Rejected),
        (429, "", TryLater),
        (500, "ServiceError", OutcomeUnknown),
        (502, "", OutcomeUnknown),
        (503, "ServiceUnavailable", TryLater),
        (504, "", OutcomeUnknown),
        (302, "", Rejected),
    ],
)
async def test_each_status_is_one_kind_of_failure_after_one_call(
    world: World, status: int, code: str, kind: type[DeliveryError]
) -> None:
    world.teams.faults.fail_next("send", status, code=code)
    with pytest.raises(DeliveryError) as caught:
        await world.post(world.channel.address, PLAIN)
    assert isinstance(caught.value, kind)
    assert str(status) in str(caught.value)
    assert code in str(caught.value)
    assert [called.call for called in world.teams.calls] == ["send"]


@pytest.mark.parametrize(
    ("header", "after"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("-3", 0.0),
        ("Tue, 24 Nov 2026 12:00:30 GMT", 30.0),
        ("soon", None),
        ("nan", None),
        ("99999999", 3600.0),
        (None, None),
    ],
)
async def test_the_wait_that_teams_asks_for_is_passed_on(
    world: World, header: str | None, after: float | None
) -> None:
    world.teams.faults.fail_next("send", 429, retry_after=header)
    with pytest.raises(TryLater) as caught:
        await world.post(world.channel.address, PLAIN)
    assert caught.value.after == after


@pytest.mark.parametrize("stored", [False, True])
async def test_a_connection_that_breaks_after_sending_leaves_doubt(
    world: World, *, stored: bool
) -> None:
    world.teams.faults.drop_next("send", stored=stored)
    with pytest.raises(OutcomeUnknown):
        await world.post(world.channel.address, PLAIN)
    assert len(world.teams.activities(world.channel)) == int(stored)


async def test_no_connection_at_all_means_certainly_not_delivered(
    playground: World, unused_tcp_port: int
) -> None:
    gone = f"http://127.0.0.1:{unused_tcp_port}/"
    playground.facts.saved[playground.channel.address] = {"service_url": gone}
    with pytest.raises(TryLater):
        await playground.post(playground.channel.address, PLAIN)


async def test_a_refused_token_is_dropped_and_the_next_attempt_has_a_new_one(
    world: World,
) -> None:
    await world.post(world.channel.address, PLAIN)
    world.teams.identity.revoke_tokens()
    with pytest.raises(TryLater):
        await world.post(world.channel.address, PLAIN)
    await world.post(world.channel.address, PLAIN)
    assert len(world.teams.identity.token_requests) == 2


async def test_many_sends_ask_for_one_token(world: World) -> None:
    hold = world.teams.faults.hold("token")
    sends = [asyncio.create_task(world.post(world.channel.address, PLAIN)) for _ in range(100)]
    await hold.reached.wait()
    hold.release()
    await asyncio.gather(*sends)
    (asked,) = world.teams.identity.token_requests
    assert asked["tenant"] == "7d3e2050-0000-4000-8000-000000000003"
    assert asked["scope"] == "https://api.botframework.com/.default"


async def test_a_token_is_renewed_before_it_ends(world: World) -> None:
    await world.post(world.channel.address, PLAIN)
    world.clock.advance(timedelta(minutes=54))
    await world.post(world.channel.address, PLAIN)
    assert len(world.teams.identity.token_requests) == 1
    world.clock.advance(timedelta(minutes=2))
    await world.post(world.channel.address, PLAIN)
    assert len(world.teams.identity.token_requests) == 2


async def test_without_a_token_the_message_waits(world: World) -> None:
    world.teams.faults.fail_next("token", 503)
    with pytest.raises(TryLater):
        await world.post(world.channel.address, PLAIN)
    world.teams.identity.app_password = "changed"
    with pytest.raises(TryLater, match="invalid_client"):
        await world.post(world.channel.address, PLAIN)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, MessageGone),
        (403, Unreachable),
        (429, TryLater),
        (400, Rejected),
        (502, OutcomeUnknown),
    ],
)
async def test_an_edit_fails_in_its_own_ways(
    world: World, status: int, kind: type[DeliveryError]
) -> None:
    native = await world.post(world.channel.address, PLAIN)
    world.teams.faults.fail_next("edit", status)
    with pytest.raises(DeliveryError) as caught:
        await world.platform.update(native, outgoing(world.channel.address, PLAIN))
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, Unreachable), (403, Unreachable), (502, TryLater), (429, TryLater)],
)
async def test_opening_a_chat_says_nothing_yet_so_it_never_leaves_doubt(
    world: World, status: int, kind: type[DeliveryError]
) -> None:
    world.teams.faults.fail_next("create", status)
    with pytest.raises(DeliveryError) as caught:
        await world.post(world.ann.address, PLAIN)
    assert type(caught.value) is kind


async def test_presses_are_answered_while_a_send_waits(world: World) -> None:
    await world.people.personal_message(world.ann, "help")
    hold = world.teams.faults.hold("send")
    sending = asyncio.create_task(world.post(world.channel.address, PLAIN))
    await hold.reached.wait()
    turns = (world.people.personal_message(world.ann, "help") for _ in range(100))
    assert {answer.status for answer in await asyncio.gather(*turns)} == {202}
    assert not sending.done()
    hold.release()
    await sending


async def test_a_managed_identity_gets_its_token_from_azure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with a_world(app_type="UserAssignedMSI", app_password="") as world:
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"{world.teams.base_url}/msi/token")
        monkeypatch.setenv("IDENTITY_HEADER", "secret of the host")
        await world.post(world.channel.address, PLAIN)
        await world.post(world.channel.address, PLAIN)
        assert len(world.teams.activities(world.channel)) == 2
        last = world.teams.identity.token_requests[-1]
        assert last["resource"] == "https://api.botframework.com"
        assert last["client_id"] == world.teams.app_id


async def test_while_azure_gives_no_managed_token_the_message_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The SDK keeps tokens per app in one cache for the whole process.
    async with a_world(app_type="UserAssignedMSI", app_password="", app_id="another") as world:
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"{world.teams.base_url}/msi/token")
        monkeypatch.setenv("IDENTITY_HEADER", "secret of the host")
        world.teams.faults.fail_next("token", 500)
        with pytest.raises(TryLater):
            await world.post(world.channel.address, PLAIN)
