"""Both platforms: they take what is posted, and tell over a socket which conversations got a reply.

The bots are measured here, not the platforms, so these do no more than answer.
"""

import asyncio
import itertools
import sys

from aiohttp import web

from bench import cores
from bench.names import PERSON, TENANT
from bench.processes import serve

_numbers = itertools.count(1)
_listeners: set[asyncio.StreamWriter] = set()


async def _slack(request: web.Request) -> web.Response:
    await request.read()
    answer = {
        "ok": True,
        "user_id": "U0BOT",
        "channel": "C0STUDY",
        "ts": f"1796000000.{next(_numbers):06d}",
    }
    return web.json_response(answer)


async def _reply(request: web.Request) -> web.Response:
    await request.read()
    for listener in _listeners:
        listener.write(request.match_info["id"].encode() + b"\n")
    return web.json_response({"id": str(next(_numbers))}, status=201)


async def _member(request: web.Request) -> web.Response:
    member = request.match_info["member"]
    return web.json_response(
        {
            "id": member,
            "objectId": PERSON,
            "name": "Somebody",
            "tenantId": TENANT,
            "userRole": "user",
            "userPrincipalName": "somebody@example.com",
        }
    )


async def _listen(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    _listeners.add(writer)


async def _run() -> None:
    application = web.Application()
    application.router.add_route("*", "/api/{method}", _slack)
    conversation = "/amer/v3/conversations/{id}"
    application.router.add_post(f"{conversation}/activities", _reply)
    application.router.add_post(f"{conversation}/activities/{{activity}}", _reply)
    application.router.add_get(f"{conversation}/members/{{member}}", _member)
    told = await asyncio.start_server(_listen, "127.0.0.1", 0)
    await serve(application, replies=told.sockets[0].getsockname()[1])


if __name__ == "__main__":
    cores.settle_on(int(sys.argv[1]))
    asyncio.run(_run())
