"""A tiny bot that speaks the Bot Framework protocol, to try the Playground tools on.

It knows nothing of Accord: every message is answered with a card that asks for a note, and pressing
the card's button answers with the card that thanks for it.
"""

import asyncio
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web

_CARD = "application/vnd.microsoft.card.adaptive"


class EchoBot:
    """An aiohttp server on a free loopback port, from entering the context to leaving it."""

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        self.endpoint = ""
        self._replies: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession()
        application = web.Application()
        application.router.add_post("/api/messages", self._on_activity)
        self._runner = web.AppRunner(application)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.endpoint = f"http://127.0.0.1:{port}/api/messages"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.gather(*self._replies, return_exceptions=True)
        await self._runner.cleanup()
        await self._http.close()

    async def _on_activity(self, request: web.Request) -> web.Response:
        activity = await request.json()
        self.received.append(activity)
        if activity["type"] == "invoke":
            note = activity["value"]["action"]["data"]["note"]
            thanks = {"type": "TextBlock", "text": f"Noted: {note}", "wrap": True}
            card = {"type": "AdaptiveCard", "version": "1.5", "body": [thanks]}
            return web.json_response({"statusCode": 200, "type": _CARD, "value": card})
        if activity["type"] == "message":
            reply = asyncio.create_task(self._reply(activity))
            self._replies.add(reply)
            reply.add_done_callback(self._replies.discard)
        return web.Response()

    async def _reply(self, activity: dict[str, Any]) -> None:
        asked = {"type": "TextBlock", "text": f"You said: {activity['text']}", "wrap": True}
        note = {"type": "Input.Text", "id": "note", "label": "Your note"}
        send = {"type": "Action.Execute", "title": "Send note", "verb": "note"}
        card = {
            "type": "AdaptiveCard",
            "version": "1.5",
            "body": [asked, note],
            "actions": [send],
        }
        conversation = activity["conversation"]["id"]
        address = f"{activity['serviceUrl']}/v3/conversations/{conversation}/activities"
        answer = {
            "type": "message",
            "from": activity["recipient"],
            "recipient": activity["from"],
            "conversation": activity["conversation"],
            "attachments": [{"contentType": _CARD, "content": card}],
        }
        async with self._http.post(address, json=answer) as posted:
            posted.raise_for_status()
