"""Calling Slack's Web API: one session, no retries, every failure translated."""

from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.errors import broken, refusal

_TIMEOUT = aiohttp.ClientTimeout(total=20, sock_connect=5)


class SlackApi:
    """The Web API over one shared session, made when it is first needed inside the loop."""

    def __init__(self, base_url: str) -> None:
        # The SDK sends chat.postMessage again by itself after a dropped connection, unless it has
        # no retry handlers; whether to send again is decided in the outbox.
        self.client = AsyncWebClient(base_url=base_url, retry_handlers=[])
        # The SDK takes a proxy from the environment and ignores NO_PROXY; aiohttp knows both.
        self.client.proxy = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session all calls share."""
        if self.client.session is None or self.client.session.closed:
            self.client.session = aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True)
        return self.client.session

    async def call(self, method: str, token: str, **arguments: object) -> dict[str, Any]:
        """Call a method that changes something.

        Raises:
            DeliveryError: Slack refused, or could not be reached.
        """
        return await self._send(method, json={"token": token, **arguments})

    async def query(self, method: str, token: str, **arguments: str) -> dict[str, Any]:
        """Call a method that reads; most of these take no JSON.

        Raises:
            DeliveryError: Slack refused, or could not be reached.
        """
        return await self._send(method, http_verb="GET", params={"token": token, **arguments})

    async def whose(self, token: str) -> tuple[dict[str, Any], frozenset[str] | None]:
        """Whom a token belongs to (auth.test), and the scopes it was granted, where Slack says so.

        Raises:
            DeliveryError: Slack refused, or could not be reached.
        """
        response = await self._respond("auth.test", json={"token": token})
        # Every answer to a token lists them: docs.slack.dev/authentication/installing-with-oauth
        granted = response.headers.get("x-oauth-scopes")
        scopes = frozenset(map(str.strip, granted.split(","))) if granted else None
        return _data(response), scopes

    async def exchange(self, client_id: str, client_secret: str, **form: str) -> dict[str, Any]:
        """Turn the code of an installation into a token (oauth.v2.access).

        Raises:
            DeliveryError: Slack refused, or could not be reached.
        """
        # As fields: the SDK's way of basic authentication is deprecated by aiohttp.
        app = {"client_id": client_id, "client_secret": client_secret}
        return await self._send("oauth.v2.access", data={**app, **form})

    async def close(self) -> None:
        """Close the session."""
        if self.client.session is not None:
            await self.client.session.close()

    async def _send(self, method: str, **request: Any) -> dict[str, Any]:
        return _data(await self._respond(method, **request))

    async def _respond(self, method: str, **request: Any) -> AsyncSlackResponse:
        _ = self.session
        try:
            return await self.client.api_call(method, **request)
        except SlackApiError as error:
            raise refusal(method, error) from error
        except (aiohttp.ClientError, OSError, AttributeError) as error:
            # A time-out is an OSError, too. The SDK itself raises AttributeError when a proxy
            # answers 200 with plain text.
            raise broken(method, error) from error


def _data(response: AsyncSlackResponse) -> dict[str, Any]:
    return response.data if isinstance(response.data, dict) else {}
