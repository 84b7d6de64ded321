"""Only what Slack signed, just now, is read at all."""

import json
from collections.abc import AsyncIterator

import pytest

from bot.cards.card import Card
from bot.engine.inbound import Typed
from bot.engine.response import Response
from tests.adapters.slack.world import SECRET, SlackSide
from tests.fakes.slack_payloads import app_mention, event
from tests.fakes.slack_requests import FORM, JSON, signature

BODY = json.dumps(app_mention("help")).encode()


async def test_a_signed_request_is_handed_to_the_engine(side: SlackSide) -> None:
    assert (await side.send.post(BODY, JSON)).status == 200
    assert len(side.dispatch.events) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "v0=short"},
        {"X-Slack-Signature": "v0=" + "é" * 64},
        {"X-Slack-Signature": ""},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": "1e9"},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": "\u0661\u0662\u0663"},
        {"X-Slack-Request-Timestamp": "9" * 400},
        {"X-Slack-Request-Timestamp": "", "X-Slack-Signature": ""},
    ],
)
async def test_forged_or_malformed_headers_get_401_and_change_nothing(
    side: SlackSide, headers: dict[str, str]
) -> None:
    answer = await side.send.post(BODY, JSON, headers=headers)
    assert answer.status == 401
    assert side.dispatch.events == []


@pytest.mark.parametrize("age", [310, -310, 86_400])
async def test_a_request_more_than_five_minutes_old_or_ahead_gets_401(
    side: SlackSide, age: float
) -> None:
    assert (await side.send.post(BODY, JSON, age=age)).status == 401
    assert side.dispatch.events == []


async def test_a_replayed_signature_with_a_fresh_timestamp_gets_401(side: SlackSide) -> None:
    old = signature(SECRET, "1700000000", BODY)
    assert (await side.send.post(BODY, JSON, headers={"X-Slack-Signature": old})).status == 401


async def test_a_signature_of_another_secret_gets_401(side: SlackSide) -> None:
    assert (await side.send.post(BODY, JSON, secret="another")).status == 401


async def test_a_replay_inside_the_five_minutes_carries_the_same_event_id(side: SlackSide) -> None:
    for _ in range(2):
        assert (await side.send.post(BODY, JSON)).status == 200
    first, second = side.dispatch.events
    assert isinstance(first, Typed)
    assert first == second


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{not json", JSON),
        (b"[1, 2]", JSON),
        (b'"text"', JSON),
        (b"", JSON),
        (b"payload=%7Bnot+json", FORM),
        (b"payload=%5B%5D", FORM),
        (b'{"type": "event_callback", "authorizations": "x", "event": 5}', JSON),
        (b'{"type": "block_actions", "user": 7, "actions": []}', JSON),
        (b"\xff\xfe", JSON),
    ],
)
async def test_a_signed_body_that_is_no_payload_gets_400(
    side: SlackSide, body: bytes, content_type: str
) -> None:
    answer = await side.send.post(body, content_type)
    assert answer.status in (400, 401)
    assert side.dispatch.events == []


async def test_a_body_over_a_megabyte_gets_413(side: SlackSide) -> None:
    body = b"text=" + b"x" * 1_100_000
    assert (await side.send.post(body, FORM)).status == 413


async def test_a_body_of_unknown_length_over_a_megabyte_gets_413(side: SlackSide) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 50_000

    url = side.url + "/slack/events"
    async with side.session.post(url, data=endless()) as answer:
        assert answer.status == 413


async def test_the_address_is_verified_with_the_challenge(side: SlackSide) -> None:
    asked = {"type": "url_verification", "challenge": "abc", "token": "t"}
    answer = await side.send.event(asked)
    assert (answer.status, answer.json) == (200, {"challenge": "abc"})


async def test_the_certificate_check_needs_no_signature(side: SlackSide) -> None:
    answer = await side.send.post(b"ssl_check=1&token=t", FORM, headers={"X-Slack-Signature": ""})
    assert answer.status == 200
    assert side.dispatch.events == []


@pytest.mark.parametrize(
    "payload",
    [
        event({"type": "reaction_added", "user": "U0PM", "item": {}}),
        event({"type": "something_slack_invents_tomorrow"}),
        {"type": "app_rate_limited", "team_id": "T0SPONSOR", "minute_rate_limited": 1},
    ],
)
async def test_events_accord_has_no_use_for_are_acknowledged(
    side: SlackSide, payload: dict[str, object]
) -> None:
    assert (await side.send.event(payload)).status == 200
    assert side.dispatch.events == []


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "view_closed", "view": {"callback_id": "x"}},
        {"type": "shortcut", "callback_id": "x"},
        {"type": "message_action", "callback_id": "x"},
        {"type": "block_suggestion", "action_id": "x"},
        {"type": "block_actions", "actions": [{"action_id": "x#0", "block_id": "b"}]},
        {"type": "view_submission", "view": {"type": "modal", "callback_id": "x"}},
        {"type": "a_new_kind"},
    ],
)
async def test_interactions_accord_has_no_use_for_are_acknowledged(
    side: SlackSide, payload: dict[str, object]
) -> None:
    body = {**payload, "team": {"id": "T0SPONSOR"}}
    assert (await side.send.interaction(body)).status == 200
    assert side.dispatch.events == []


@pytest.mark.parametrize(
    ("text", "channel_name"),
    [
        ("who owns the ADC payload?", "study"),
        ("due", "adc-payload-cmc"),
        ("payload=1&command=2", "payload"),
    ],
)
async def test_the_word_payload_in_a_command_or_channel_name_works(
    side: SlackSide, text: str, channel_name: str
) -> None:
    side.dispatch.always(Response(card=Card("Found")))
    answer = await side.send.slash_command(text, channel_name=channel_name)
    assert answer.status == 200
    (typed,) = side.dispatch.events
    assert isinstance(typed, Typed)
    assert typed.text == text
    assert answer.json["text"] == "Found"
