"""A Teams bot as Microsoft's botbuilder ships it: `CloudAdapter` and an echo."""

import asyncio
import sys

from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication

from bench import cores
from bench.processes import serve


class _NoCredentials:
    """Development: requests come and go without tokens, on both sides of the comparison."""

    APP_ID = ""
    APP_PASSWORD = ""


# The SDK has no types, so its classes are Any to mypy.
class _Echo(ActivityHandler):  # type: ignore[misc]
    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(f"You said: {turn_context.activity.text}")


async def _run() -> None:
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(_NoCredentials()))
    echo = _Echo()

    async def receive(request: web.Request) -> web.Response:
        answer: web.Response | None = await adapter.process(request, echo)
        return answer or web.Response(status=200)

    application = web.Application()
    application.router.add_post("/api/messages", receive)
    await serve(application)


if __name__ == "__main__":
    cores.settle_on(int(sys.argv[1]))
    asyncio.run(_run())
