"""The same handlers without a public address."""

from bot.cards.card import Card
from bot.engine.inbound import Typed
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
        assert side.slack.calls[-1].method == "apps.connections.open"
        assert side.slack.calls[-1].token == "xapp-1"


async def test_without_a_signing_secret_nothing_listens_over_http() -> None:
    async with slack_side({"signing_secret": None, "app_token": "xapp-1"}) as side:
        assert (await side.send.slash_command("who")).status == 404
