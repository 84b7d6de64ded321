"""Runs Microsoft 365 Agents Playground without a window, as a Teams client for tests.

The Playground keeps the conversations, speaks the Bot Framework protocol with the bot, and offers
an interface for programs (`Playground` here) and a page for a browser (`click.cjs` beside this
file). Its interface for programs is undocumented, so the npm package is pinned.
"""

import asyncio
import json
import os
import signal
import tempfile
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

from tests.judges.node import MODULES, NodeMissingError, node_available

TENANT = "5b1c0f3e-0000-4000-8000-000000000001"
BOT = {"id": "5b1c0f3e-0000-4000-8000-000000000028", "name": "Accord"}
PERSONAL_CHAT = "personal-chat"
GROUP_CHAT = "group-chat"
GENERAL_CHANNEL = "study-team"
STUDY_CHANNEL = "study-channel"

_CLI = MODULES / "@microsoft" / "m365agentsplayground" / "cli.js"
_START_SECONDS = 60.0
_NAMES = (
    "Client project manager",
    "Study director",
    "Study pathologist",
    "In-life supervisor",
    "Bioanalyst",
    "Quality assurance",
)


class PlaygroundFailedError(RuntimeError):
    """The Playground did not start or refused a request; the message holds what it said."""


def _user(number: int) -> dict[str, str]:
    name = _NAMES[number]
    first, _, last = name.partition(" ")
    return {
        "id": f"29:user-{number}",
        "name": name,
        "userPrincipleName": f"user{number}@example.com",
        "aadObjectId": f"9d2e0000-0000-4000-8000-00000000000{number}",
        "givenName": first,
        "surname": last or first,
        "email": f"user{number}@example.com",
    }


def playground_config() -> dict[str, Any]:
    """Give the tenant that the Playground plays: six people of a CRO, a group chat and a team."""
    return {
        "version": "0.1.1",
        "tenantId": TENANT,
        "bot": BOT,
        # The Playground sends everything as this person.
        "currentUser": _user(0),
        # With fewer than five others it refuses to start.
        "users": [_user(number) for number in range(1, 6)],
        "personalChat": {"id": PERSONAL_CHAT},
        "groupChat": {"id": GROUP_CHAT, "name": "Study leads"},
        "team": {
            "id": GENERAL_CHANNEL,
            "name": "Study team",
            "aadGroupId": "7c3f0000-0000-4000-8000-000000000001",
            "channels": [{"id": STUDY_CHANNEL, "name": "Histopathology"}],
        },
    }


class Playground:
    """A running Playground for one bot, from entering the context to leaving it.

    `config` is what the Playground says of itself, `url` the address of its page, `stream` all that
    the bot has sent since the start, each as the Playground's own event.
    """

    def __init__(self, bot_endpoint: str) -> None:
        self._bot_endpoint = bot_endpoint
        self._said: deque[str] = deque(maxlen=200)
        self._tasks: list[asyncio.Task[None]] = []
        self._news = asyncio.Condition()
        self.stream: list[dict[str, Any]] = []
        self.config: dict[str, Any] = {}
        self.url = ""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start the Playground and wait until it answers; the bot must be listening already."""
        if not node_available() or not _CLI.is_file():
            raise NodeMissingError("the Playground is not installed in tests/judges")
        self._folder = tempfile.TemporaryDirectory(prefix="accord-playground-")
        config = Path(self._folder.name) / ".m365agentsplayground.yml"
        # JSON is YAML.
        config.write_text(json.dumps(playground_config()), encoding="utf-8")
        self._process = await asyncio.create_subprocess_exec(
            *("node", str(_CLI), "-e", self._bot_endpoint, "-c", "msteams", "-p", "0", "--dt"),
            cwd=self._folder.name,
            env={
                **os.environ,
                "TEAMSAPPTESTER_BROWSER": "none",
                "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(config),
            },
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        self._http = aiohttp.ClientSession()
        try:
            async with asyncio.timeout(_START_SECONDS):
                port = await self._announced_port()
                self.url = f"http://localhost:{port}"
                await self._ping()
                await self._listen()
                self.config = json.loads(await self._get_text("/_internal/v1/config"))["config"]
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """End the Playground and everything it started."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._http.close()
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()
        self._folder.cleanup()

    async def send(
        self, conversation_id: str, text: str, *, mention: bool = False
    ) -> dict[str, Any]:
        """Send a message as the current user; in a channel the bot gets only what mentions it."""
        bot = {"id": BOT["id"], "name": BOT["name"]}
        mark = f"<at>{BOT['name']}</at>"
        body = {
            "type": "text",
            "text": f"{mark} {text}" if mention else text,
            "textFormat": "plain",
            "from": {"id": self.config_user_id},
            "mentions": [{"type": "mention", "mentioned": bot, "text": mark}] if mention else [],
        }
        path = f"/_conversation/v1/conversations/{conversation_id}/messages"
        return await self._post(path, body)

    async def invoke(
        self, conversation_id: str, message_id: str, verb: str, data: dict[str, Any]
    ) -> dict[str, Any]:
        """Press an Action.Execute of a card and give the bot's answer."""
        action = {"type": "Action.Execute", "verb": verb, "data": data}
        body = {
            "name": "adaptiveCard/action",
            "value": {"action": action},
            "from": {"id": self.config_user_id},
            "conversation": {"id": conversation_id},
            "replyToId": message_id,
        }
        return await self._post("/_conversation/v1/invoke", body)

    async def press(
        self, event: dict[str, Any], verb: str, data: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Press an Action.Execute of the card that came with an event of the stream."""
        message_id = event["message"]["messageId"]
        return await self.invoke(event["actionConversationId"], message_id, verb, data or {})

    async def install(self, conversation_id: str) -> None:
        """Add the bot to a conversation: installationUpdate and conversationUpdate."""
        await self._post(f"/_debug/conversation/{conversation_id}/installation", {})

    async def send_activity(self, activity: dict[str, Any]) -> None:
        """Send the bot any activity as it is: people and events the Playground does not play."""
        await self._post("/_internal/v1/customActivities", activity)

    async def wait_for(
        self, wanted: Callable[[dict[str, Any]], bool], *, seconds: float = 20
    ) -> dict[str, Any]:
        """Wait for something the bot sent, now or earlier, that is wanted."""
        async with asyncio.timeout(seconds), self._news:
            while True:
                for event in self.stream:
                    if wanted(event):
                        return event
                await self._news.wait()

    @property
    def config_user_id(self) -> str:
        """The id of the person as whom everything is sent."""
        return _user(0)["id"]

    async def _announced_port(self) -> int:
        assert self._process.stdout is not None
        mark = "Listening on "
        async for line in self._process.stdout:
            said = line.decode("utf-8", "replace").rstrip()
            self._said.append(said)
            if said.startswith(mark):
                self._tasks.append(asyncio.create_task(self._read_output()))
                return int(said.removeprefix(mark))
        raise PlaygroundFailedError("the Playground ended at once: " + "\n".join(self._said))

    async def _ping(self) -> None:
        if await self._get_text("/_debug/ping") != "pong":
            raise PlaygroundFailedError("the Playground does not answer its own ping")

    async def _read_output(self) -> None:
        """Keep the pipe empty, or the Playground would stop when it is full."""
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self._said.append(line.decode("utf-8", "replace").rstrip())

    async def _listen(self) -> None:
        address = f"{self.url}/_ws_conversation/v1/conversations/stream"
        socket = await self._http.ws_connect(address)
        self._tasks.append(asyncio.create_task(self._collect(socket)))

    async def _collect(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    async with self._news:
                        self.stream.append(message.json())
                        self._news.notify_all()
        finally:
            await socket.close()

    async def _get_text(self, path: str) -> str:
        async with self._http.get(self.url + path) as answer:
            return await answer.text()

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        async with self._http.post(self.url + path, json=body) as answer:
            said = await answer.text()
            if answer.status >= 400:
                raise PlaygroundFailedError(f"{path} answered {answer.status}: {said}")
        try:
            decoded = json.loads(said)
        except ValueError:
            return {}
        return decoded if isinstance(decoded, dict) else {}
