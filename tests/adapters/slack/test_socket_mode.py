"""The same handlers without a public address."""

import pytest

from adapters.slack.app import SlackAdapter
from adapters.slack.settings import SlackSettings
from bot.cards.card import Card
from bot.engine.inbound import Inbound, Typed
from bot.engine.response import Response
from tests.adapters.slack.world import slack_side
from tests.fakes.slack_payloads import app_mention, slash_command


async def test_commands_and_events_come_through_the_socket() -> None:
    async with slack_side({"signing_secret": None, "app_token": "xapp-1"}) as side:
        side.dispatch.always(Response(card=Card("Found")))
        command = slash_command("who owns the ADC payload?")
        answered = await side.slack.socket_request("slash_commands", dict(command))
        assert answered["payload"]["text"] == "Found"
        acknowledged = await side.slack.socket_request("events_api", app_mention("due"))
        assert "payload" not in acknowledged
        texts = [event.text for event in side.dispatch.events if isinstance(event, Typed)]
        assert texts == ["who owns the ADC payload?", "due"]
        opened = [call for call in side.slack.calls if call.method == "apps.connections.open"]
        assert [call.token for call in opened] == ["xapp-1"]


async def test_an_event_that_was_not_stored_is_not_acknowledged() -> None:
    async with slack_side({"signing_secret": None, "app_token": "xapp-1"}) as side:

        def store(event: Inbound) -> Response:
            if isinstance(event, Typed) and event.text == "due":
                raise RuntimeError("the database is away")
            return Response()

        side.dispatch.answer = store
        envelope = await side.slack.socket_send("events_api", app_mention("due"))
        # The next one is answered, so the first was handled and left without an answer.
        await side.slack.socket_request("slash_commands", dict(slash_command("help")))
        assert len(side.dispatch.events) == 2
        assert side.slack.unacknowledged() == [envelope]


async def test_a_refused_app_token_is_named() -> None:
    async with slack_side() as side:
        side.slack.fail("apps.connections.open", error="invalid_auth")
        settings = SlackSettings(
            api_url=side.slack.api_url, bot_token="xoxb-sponsor", app_token="xapp-wrong"
        )
        adapter = SlackAdapter(settings, side.dispatch, side.facts, side.clock)
        with pytest.raises(ConnectionError, match=r"invalid_auth.*SLACK_APP_TOKEN"):
            await adapter.start()
        await adapter.close()


async def test_a_slack_that_is_away_does_not_hold_up_the_start() -> None:
    async with slack_side() as side:
        side.slack.fail("apps.connections.open", status=503)
        settings = SlackSettings(
            api_url=side.slack.api_url, bot_token="xoxb-sponsor", app_token="xapp-1"
        )
        adapter = SlackAdapter(settings, side.dispatch, side.facts, side.clock)
        await adapter.start()
        await side.slack.socket_request("slash_commands", dict(slash_command("help")))
        await adapter.close()


async def test_without_a_signing_secret_nothing_listens_over_http() -> None:
    async with slack_side({"signing_secret": None, "app_token": "xapp-1"}) as side:
        assert (await side.send.slash_command("who")).status == 404
