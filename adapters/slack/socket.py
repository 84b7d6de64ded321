"""Socket Mode: the same requests over a connection Accord opens, so it needs no public address."""

import asyncio
import logging

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from adapters.slack.api import SlackApi
from adapters.slack.payload import text_at
from bot.engine.outgoing import DeliveryError, Rejected, Unreachable

_log = logging.getLogger(__name__)


class SocketMode:
    """Keeps one connection; the SDK opens another whenever it breaks."""

    def __init__(self, app: AsyncApp, api: SlackApi, app_token: str) -> None:
        self._app = app
        self._api = api
        self._app_token = app_token
        self._handler: AsyncSocketModeHandler | None = None
        self._connecting: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect, without waiting for a Slack that is away.

        The SDK tries for ever, also with a token that can never work; so that is found out first.

        Raises:
            ConnectionError: Slack refuses the token.
        """
        url = await self._address()
        # Its constructor starts a task, so it has to be made inside the loop.
        self._handler = AsyncSocketModeHandler(
            self._app, self._app_token, web_client=self._api.client
        )
        self._handler.client.wss_uri = url
        self._connecting = asyncio.create_task(self._connect(self._handler))

    async def close(self) -> None:
        """Disconnect."""
        if self._handler is not None:
            await self._handler.close_async()  # type: ignore[no-untyped-call]
        if self._connecting is not None:
            self._connecting.cancel()
            await asyncio.wait([self._connecting])

    async def _address(self) -> str | None:
        try:
            answer = await self._api.call("apps.connections.open", self._app_token)
        except (Unreachable, Rejected) as error:
            raise ConnectionError(
                f"Slack opens no Socket Mode connection ({error}). Check SLACK_APP_TOKEN, and that"
                " Socket Mode is switched on in the app."
            ) from error
        except DeliveryError as error:
            _log.warning("Slack is away: %s", error, extra={"action": "slack_socket_mode"})
            return None
        return text_at(answer, "url")

    @staticmethod
    async def _connect(handler: AsyncSocketModeHandler) -> None:
        await handler.connect_async()  # type: ignore[no-untyped-call]
