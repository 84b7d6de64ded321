"""The floor of a command: aiohttp that checks the signature, parses the form and answers."""

import asyncio
import hashlib
import hmac
import sys
from time import time
from urllib.parse import parse_qsl

from aiohttp import web

from bench import cores
from bench.names import SIGNING_SECRET
from bench.processes import serve

_TOO_OLD = 300


async def _command(request: web.Request) -> web.Response:
    body = await request.read()
    timestamp = request.headers["X-Slack-Request-Timestamp"]
    signed = b"v0:" + timestamp.encode() + b":" + body
    expected = "v0=" + hmac.new(SIGNING_SECRET.encode(), signed, hashlib.sha256).hexdigest()
    fresh = abs(time() - int(timestamp)) < _TOO_OLD
    if not (fresh and hmac.compare_digest(expected, request.headers["X-Slack-Signature"])):
        return web.json_response({"error": "not signed"}, status=401)
    fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
    return web.json_response({"response_type": "ephemeral", "text": fields["text"]})


if __name__ == "__main__":
    cores.settle_on(int(sys.argv[1]))
    application = web.Application()
    application.router.add_post("/slack/events", _command)
    asyncio.run(serve(application))
