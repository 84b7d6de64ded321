"""The HTTP side: nothing is parsed before it is known to come from Slack."""

import re

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from adapters.slack.payload import decode

MOST_BYTES = 1_000_000
_TIMESTAMP = re.compile(r"\d{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


class Events:
    """`POST /slack/events`: events, commands and interactions alike."""

    def __init__(self, app: AsyncApp, signing_secret: str) -> None:
        self._app = app
        # Its own clock, the machine's: a development clock that was moved must not make
        # Slack's requests look old.
        self._verifier = SignatureVerifier(signing_secret)

    async def receive(self, request: web.Request) -> web.Response:
        """Check, decode, hand to Bolt, answer."""
        body = await _read(request)
        if not self._is_signed(request, body):
            if _is_ssl_check(body):
                return web.Response()
            return web.json_response({"error": "the request is not signed by Slack"}, status=401)
        try:
            # Bolt's own decoding is left out (see `decode`), and so is its name for that.
            bolt_request = AsyncBoltRequest(
                mode="socket_mode",
                body=decode(body, request.content_type),
                headers={"content-type": request.headers.get("Content-Type", "")},
            )
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
            return web.json_response({"error": "the body is not a payload of Slack"}, status=400)
        return await to_aiohttp_response(await self._app.async_dispatch(bolt_request))

    def _is_signed(self, request: web.Request, body: bytes) -> bool:
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        # The SDK reads the timestamp with int() and decodes the body: both raise on anything else.
        if not (_TIMESTAMP.fullmatch(timestamp) and _SIGNATURE.fullmatch(signature)):
            return False
        try:
            return self._verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:
            return False


def _is_ssl_check(body: bytes) -> bool:
    """Whether Slack only looks at the certificate; such requests need not be signed."""
    return b"ssl_check=1" in body.split(b"&")


async def _read(request: web.Request) -> bytes:
    """Read the body, or refuse it when it is larger than anything Slack sends."""
    if (request.content_length or 0) <= MOST_BYTES:
        body = bytearray()
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > MOST_BYTES:
                break
        else:
            return bytes(body)
    raise web.HTTPRequestEntityTooLarge(MOST_BYTES, request.content_length or MOST_BYTES + 1)
