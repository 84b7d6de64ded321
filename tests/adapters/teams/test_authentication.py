import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.adapters.teams.world import World

FIVE_MINUTES = timedelta(minutes=5)


def message(world: World, **more: Any) -> dict[str, Any]:
    room = world.teams.chat_with(world.ann)
    return world.people.activity(room, world.ann, type="message", text="help", **more)


async def test_a_message_signed_by_teams_is_accepted(world: World) -> None:
    assert (await world.people.post(message(world))).status == 202
    assert len(world.dispatch.events) == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-bot"},
        {"aud": None},
        {"iss": "https://issuer.example.com"},
        {"iss": None},
        # What the SDK lets in by the door of the Emulator.
        {"iss": "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"},
        {"exp": 1_600_000_000},
        {"exp": None},
        {"nbf": 4_000_000_000},
        {"serviceurl": "https://smba.trafficmanager.net/emea/"},
        {"serviceurl": None},
        {"kid": "a key nobody has"},
        {"kid": ""},
        {"key": rsa.generate_private_key(public_exponent=65537, key_size=2048)},
    ],
    ids=lambda claims: ",".join(f"{name}" for name in claims),
)
async def test_a_token_that_is_wrong_in_one_claim_is_refused(
    world: World, claims: dict[str, Any]
) -> None:
    assert (await world.people.post(message(world), **claims)).status == 401
    assert world.dispatch.events == []


def unsigned(claims: dict[str, Any]) -> str:
    header = {"alg": "none", "typ": "JWT", "kid": "key-0"}
    parts = [
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")
        for part in (header, claims)
    ]
    return b".".join([*parts, b""]).decode()


async def test_a_token_without_a_signature_is_refused(world: World) -> None:
    claims = {
        "iss": "https://api.botframework.com",
        "aud": world.teams.app_id,
        "exp": 4_000_000_000,
        "serviceurl": world.teams.service_url,
    }
    assert (await world.people.post(message(world), token=unsigned(claims))).status == 401


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Bearer a.b.c", "Basic dTpw", "Bearer a b", "\xff"]
)
async def test_a_header_that_is_no_bearer_token_is_refused(world: World, header: str) -> None:
    body = json.dumps(message(world)).encode()
    answer = await world.people.send(body, {"Authorization": header} if header else {})
    assert answer.status == 401


@pytest.mark.parametrize("service_url", ["https://evil.example.com/", "", None, 7])
async def test_a_service_url_that_is_not_of_teams_is_refused_even_if_signed(
    world: World, service_url: object
) -> None:
    sent = message(world, serviceUrl=service_url)
    answer = await world.people.post(sent, serviceurl=service_url)
    assert answer.status in (400, 401)
    assert world.dispatch.events == []


async def test_an_activity_without_a_service_url_is_refused(world: World) -> None:
    sent = message(world)
    del sent["serviceUrl"]
    assert (await world.people.post(sent)).status == 401


@pytest.mark.parametrize("channel", ["webchat", "directline", "emulator", "", None])
async def test_no_other_channel_than_teams_is_served(world: World, channel: str | None) -> None:
    assert (await world.people.post(message(world, channelId=channel))).status == 401


async def test_a_key_that_does_not_vouch_for_teams_is_refused(world: World) -> None:
    world.teams.identity.endorsements = ["webchat"]
    world.teams.identity.rotate_keys()
    world.clock.advance(FIVE_MINUTES)
    assert (await world.people.post(message(world))).status == 401


async def test_a_key_that_vouches_for_nothing_is_refused(world: World) -> None:
    world.teams.identity.endorsements = []
    world.teams.identity.rotate_keys()
    world.clock.advance(FIVE_MINUTES)
    assert (await world.people.post(message(world))).status == 401


async def test_development_serves_loopback_service_urls_only(playground: World) -> None:
    assert (await playground.people.post(message(playground))).status == 202
    foreign = message(playground, serviceUrl="https://smba.trafficmanager.net/emea/")
    assert (await playground.people.post(foreign)).status == 401
    assert len(playground.dispatch.events) == 1
