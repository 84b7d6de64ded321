"""A Slack to run against: its Web API, its answer addresses and its Socket Mode, over real HTTP."""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from aiohttp import WSMsgType, web

from tests.fakes.slack_methods import METHODS, refuse_without_scope
from tests.fakes.slack_world import Channel, Person, SlackRefusalError, SlackWorld, Workspace

_PATIENCE = 10.0


@dataclass(frozen=True)
class Call:
    """A call of the Web API as it arrived."""

    method: str
    token: str | None
    body: dict[str, Any]
    at: datetime | None = None
    """When, on the clock of the test."""


@dataclass(frozen=True, kw_only=True)
class Failure:
    """What goes wrong with a call. `drop` is "before" or "after" its work was done."""

    error: str | None = None
    status: int = 200
    retry_after: int | str | None = None
    drop: str | None = None


class FakeSlack:
    """An async context manager; `api_url` is what goes into the settings.

    The workspace T0SPONSOR is there from the start, with its bot U0BOT; add what a test needs.
    """

    def __init__(self) -> None:
        self.world = SlackWorld()
        self.calls: list[Call] = []
        self.now: Callable[[], datetime | None] = lambda: None
        """The clock of the test, where it asks when something arrived."""
        self.ephemerals: list[dict[str, Any]] = []
        """What only one person was shown, with `channel` and `user`."""
        self.views: list[dict[str, Any]] = []
        """Modals in the order they were shown, as Slack would send them back."""
        self.answers: list[dict[str, Any]] = []
        """What was posted to response_urls."""
        self.codes: dict[str, Workspace] = {}
        """Codes of installations that can be exchanged once."""
        self.expired: set[str] = set()
        """trigger_ids that are too old."""
        self._used: set[str] = set()
        self._failures: dict[str, deque[Failure]] = defaultdict(deque)
        self._changed = asyncio.Condition()
        self._socket: web.WebSocketResponse | None = None
        self._acks: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._runner: web.AppRunner | None = None
        self._address = ""
        self.add_workspace("T0SPONSOR", token="xoxb-sponsor", bot_user="U0BOT")

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/answer/{number}", self._answered)
        app.router.add_get("/socket", self._connected)
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._address = f"127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._socket is not None:
            await self._socket.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        return f"http://{self._address}/api/"

    def response_url(self) -> str:
        """A fresh address to answer an interaction at."""
        return f"http://{self._address}/answer/{self.world.number()}"

    def trigger(self) -> str:
        """A fresh trigger_id."""
        return f"{self.world.number()}.1796000000.trigger"

    def add_workspace(self, team: str, *, token: str, bot_user: str, **details: Any) -> Workspace:
        workspace = Workspace(
            team=team, token=token, bot_user=bot_user, name=team.title(), **details
        )
        self.world.workspaces[team] = workspace
        return workspace

    def add_person(self, user: str, *, team: str = "T0SPONSOR", **details: Any) -> Person:
        self.world.people[user] = Person(id=user, team=team, **details)
        return self.world.people[user]

    def add_channel(
        self,
        channel: str,
        *people: str,
        host: str = "T0SPONSOR",
        with_accord: bool = True,
        **details: Any,
    ) -> Channel:
        """A channel that Accord is in; with people of other workspaces it is shared with them."""
        accord = {self.world.workspaces[host].bot_user} if with_accord else set()
        room = Channel(id=channel, host=host, people=frozenset(people) | accord, **details)
        self.world.channels[channel] = room
        return room

    def fail(self, method: str, *, times: int = 1, **failure: Any) -> None:
        """Let the next calls of a method go wrong; see `Failure`."""
        self._failures[method].extend([Failure(**failure)] * times)

    def messages(self, where: str) -> list[dict[str, Any]]:
        """What is to be read now in a channel, or in the chat of Accord with a person."""
        chats = [chat for (_, user), chat in self.world.chats.items() if user == where]
        return [message for place in [where, *chats] for message in self.world.said.get(place, [])]

    def called(self, method: str) -> list[dict[str, Any]]:
        """The arguments of each call of a method."""
        return [call.body for call in self.calls if call.method == method]

    def complaints(self) -> list[str]:
        """What the judge says about everything that was sent here."""
        # Imported here so that the fake can run where the judge's own needs are not installed.
        from tests.judges.slack import JUDGED_METHODS, judge_slack_call  # noqa: PLC0415

        return [
            f"{call.method}: {complaint}"
            for call in self.calls
            if call.method in JUDGED_METHODS
            for complaint in judge_slack_call(call.method, call.body)
        ]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is true after a call; fail when it takes too long."""
        async with asyncio.timeout(_PATIENCE), self._changed:
            await self._changed.wait_for(condition)

    async def socket_request(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Send an envelope through Socket Mode and wait for its acknowledgement."""
        envelope = await self.socket_send(kind, payload)
        async with asyncio.timeout(_PATIENCE):
            return await self._acks[envelope]

    async def socket_send(self, kind: str, payload: dict[str, Any]) -> str:
        """Send an envelope through Socket Mode and go on."""
        await self.until(lambda: self._socket is not None)
        envelope = f"envelope-{self.world.number()}"
        self._acks[envelope] = asyncio.get_running_loop().create_future()
        content = {"envelope_id": envelope, "type": kind, "payload": payload}
        assert self._socket is not None
        await self._socket.send_json({**content, "accepts_response_payload": True})
        return envelope

    def unacknowledged(self) -> list[str]:
        """The envelopes that were not acknowledged."""
        return [envelope for envelope, answer in self._acks.items() if not answer.done()]

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        token, body = await _arguments(request)
        self.calls.append(Call(method, token, body, self.now()))
        failure = self._failures[method].popleft() if self._failures[method] else Failure()
        try:
            if failure.drop == "before" or failure.status != 200 or failure.error:
                return _failed(request, failure)
            answer = self._answer(method, token, body)
        except SlackRefusalError as refusal:
            answer = {"ok": False, "error": refusal.code, **refusal.more}
        finally:
            await self._notify()
        if failure.drop == "after":
            return _failed(request, failure)
        return web.json_response({"ok": True, **answer}, headers=self._granted(token))

    def _answer(self, method: str, token: str | None, body: dict[str, Any]) -> dict[str, Any]:
        if method == "oauth.v2.access":
            return self._exchange(body)
        if method == "apps.connections.open":
            return {"url": f"ws://{self._address}/socket"}
        workspace = self.world.by_token(token or "")
        if method in ("views.open", "views.push"):
            return self._open_view(workspace, body)
        if method == "views.update":
            return self._update_view(workspace, body)
        if method not in METHODS:
            raise SlackRefusalError("unknown_method")
        refuse_without_scope(self.world, workspace, method, body)
        answer = METHODS[method](self.world, workspace, body)
        if method == "chat.postEphemeral":
            self.ephemerals.append(body)
        return answer

    def _exchange(self, body: dict[str, Any]) -> dict[str, Any]:
        if not body.get("client_id") or not body.get("client_secret"):
            raise SlackRefusalError("bad_client_secret")
        workspace = self.codes.pop(str(body.get("code")), None)
        if workspace is None:
            raise SlackRefusalError("invalid_code")
        self.world.workspaces[workspace.team] = workspace
        return {
            "access_token": workspace.token,
            "token_type": "bot",
            "bot_user_id": workspace.bot_user,
            "team": {"id": workspace.team, "name": workspace.name},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _granted(self, token: str | None) -> dict[str, str]:
        for workspace in self.world.workspaces.values():
            if workspace.token == token:
                return {"X-OAuth-Scopes": ",".join(sorted(workspace.scopes))}
        return {}

    def replace_view(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        """What an answer with `response_action` update puts in the place of a modal."""
        self.views.append(self._view(old["app_installed_team_id"], new, id_=old["id"]))

    def _open_view(self, workspace: Workspace, body: dict[str, Any]) -> dict[str, Any]:
        trigger = str(body.get("trigger_id"))
        if trigger in self.expired:
            raise SlackRefusalError("expired_trigger_id")
        if trigger in self._used:
            raise SlackRefusalError("exchanged_trigger_id")
        self._used.add(trigger)
        view = self._view(workspace.team, body["view"], id_=f"V{self.world.number()}")
        self.views.append(view)
        return {"view": view}

    def _update_view(self, workspace: Workspace, body: dict[str, Any]) -> dict[str, Any]:
        known = {view["id"]: view["team_id"] for view in self.views}
        if known.get(body.get("view_id")) != workspace.team:
            raise SlackRefusalError("not_found")
        view = self._view(workspace.team, body["view"], id_=body["view_id"])
        self.views.append(view)
        return {"view": view}

    def _view(self, team: str, view: dict[str, Any], *, id_: str) -> dict[str, Any]:
        return {
            **view,
            "id": id_,
            "hash": f"1796000000.h{self.world.number()}",
            "team_id": team,
            "app_installed_team_id": team,
        }

    async def _answered(self, request: web.Request) -> web.Response:
        self.answers.append(await request.json())
        await self._notify()
        return web.Response(text="ok")

    async def _connected(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self._socket = socket
        await self._notify()
        async for message in socket:
            if message.type is WSMsgType.TEXT and message.data.startswith("{"):
                acknowledged = json.loads(message.data)
                self._acks[acknowledged["envelope_id"]].set_result(acknowledged)
        return socket

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()


def _failed(request: web.Request, failure: Failure) -> web.StreamResponse:
    if failure.drop:
        assert request.transport is not None
        request.transport.close()
        return web.Response(status=500)
    headers = {} if failure.retry_after is None else {"Retry-After": str(failure.retry_after)}
    if failure.error is None and failure.status >= 500:
        return web.Response(status=failure.status, text="upstream failed", headers=headers)
    body = {"ok": False, "error": failure.error or "ratelimited"}
    return web.json_response(body, status=failure.status, headers=headers)


async def _arguments(request: web.Request) -> tuple[str | None, dict[str, Any]]:
    """The token and the arguments, however they were sent."""
    header = request.headers.get("Authorization", "")
    token = header.removeprefix("Bearer ") if header.startswith("Bearer ") else None
    body: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body |= await request.json()
    elif request.can_read_body:
        body |= {key: str(value) for key, value in (await request.post()).items()}
    return token, body
