"""A Teams of one's own: a real HTTP server that stands for the service.

It keeps what the bot posts and edits, knows people and rooms of several tenants, checks the bot's
token, and goes wrong on demand. It refuses what the real service is documented to refuse.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.fakes.teams_faults import Call, Fault, Faults
from tests.fakes.teams_identity import TeamsIdentity
from tests.fakes.teams_people import Kind, TeamsPerson, TeamsRoom

LARGEST_ACTIVITY = 100 * 1024
HOST_TENANT = "5b1c0f3e-0000-4000-8000-000000000001"
OTHER_TENANT = "6c2d1f4f-0000-4000-8000-000000000002"


@dataclass
class Shown:
    """A message as it stands in a conversation now."""

    id: str
    conversation: str
    thread: str | None
    activity: dict[str, Any]
    edits: int = 0
    history: list[dict[str, Any]] = field(default_factory=list)

    @property
    def card(self) -> dict[str, Any]:
        """The card it carries."""
        content: dict[str, Any] = self.activity["attachments"][0]["content"]
        return content


@dataclass(frozen=True)
class Called:
    """A call the bot made, whatever became of it."""

    call: Call
    conversation: str
    body: dict[str, Any]
    at: datetime | None = None
    """When, on the clock of the test."""


class _StoppedError(Exception):
    """Carries an error answer out of a handler."""

    def __init__(self, status: int, code: str = "", retry_after: str | None = None) -> None:
        super().__init__(code)
        self.answer = web.json_response(
            {"error": {"code": code, "message": code}},
            status=status,
            headers={"Retry-After": retry_after} if retry_after else None,
        )


class FakeTeams:
    """The service; use as an async context manager."""

    def __init__(
        self,
        *,
        app_id: str = "0a0b0c0d-0000-4000-8000-00000000b007",
        app_password: str = "the secret of the bot",
        authenticated: bool = True,
    ) -> None:
        self.app_id = app_id
        self.app_password = app_password
        self.authenticated = authenticated
        self.bot_id = f"28:{app_id}"
        self.bot_name = "Accord"
        self.faults = Faults()
        self.identity = TeamsIdentity(app_id, app_password, self.faults)
        self.rooms: dict[str, TeamsRoom] = {}
        self.calls: list[Called] = []
        self.now: Callable[[], datetime | None] = lambda: None
        """The clock of the test, where it asks when something arrived."""
        self.most_on_a_page = 500
        """How many members one page of a roster has at most."""
        self.base_url = ""
        self._shown: list[Shown] = []
        self._numbers = itertools.count(1)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=1024**2)
        self.identity.add_routes(app)
        app.router.add_post("/amer/v3/conversations", self._create)
        app.router.add_post("/amer/v3/conversations/{id}/activities", self._send)
        app.router.add_put("/amer/v3/conversations/{id}/activities/{activity}", self._edit)
        app.router.add_get("/amer/v3/conversations/{id}/members/{member}", self._member)
        app.router.add_get("/amer/v3/conversations/{id}/pagedmembers", self._members)
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.base_url = f"http://127.0.0.1:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def service_url(self) -> str:
        """Where the bot calls back."""
        return f"{self.base_url}/amer/"

    @property
    def metadata_url(self) -> str:
        """The OpenID document."""
        return f"{self.base_url}/openid"

    @property
    def login_url(self) -> str:
        """Where the bot gets its token."""
        return f"{self.base_url}/login"

    def person(self, name: str, *, tenant: str = HOST_TENANT, role: str = "user") -> TeamsPerson:
        """Somebody with an account."""
        return TeamsPerson(name, tenant, role)

    def room(
        self,
        name: str,
        *members: TeamsPerson,
        kind: Kind = "channel",
        tenant: str = HOST_TENANT,
        shared: bool = False,
    ) -> TeamsRoom:
        """A channel or group chat with members; the channel `team` stands for the team itself."""
        suffix = "thread.tacv2" if kind == "channel" else "thread.v2"
        room = TeamsRoom(f"19:{name}@{suffix}", tenant, kind, list(members), shared=shared)
        self.rooms[room.id] = room
        return room

    def chat_with(self, person: TeamsPerson) -> TeamsRoom:
        """The personal chat of somebody with the bot."""
        chat = TeamsRoom(f"a:{person.object_id}", person.tenant, "personal", [person])
        return self.rooms.setdefault(chat.id, chat)

    def activities(self, room: TeamsRoom | str) -> list[Shown]:
        """What stands in a conversation now, oldest first; edits are in place."""
        wanted = room if isinstance(room, str) else room.id
        return [shown for shown in self._shown if shown.conversation == wanted]

    @property
    def everything(self) -> list[Shown]:
        """What stands in all conversations, oldest first."""
        return list(self._shown)

    def complaints(self) -> list[str]:
        """What independent judges find wrong in everything that was ever sent."""
        from tests.judges.teams import judge_activity  # noqa: PLC0415 -- needs installed judges

        sent = [each for shown in self._shown for each in (*shown.history, shown.activity)]
        return [complaint for activity in sent for complaint in judge_activity(activity)]

    async def _send(self, request: web.Request) -> web.StreamResponse:
        return await self._handled(request, "send", self._store)

    async def _edit(self, request: web.Request) -> web.StreamResponse:
        return await self._handled(request, "edit", self._replace)

    async def _create(self, request: web.Request) -> web.StreamResponse:
        return await self._handled(request, "create", self._open)

    async def _member(self, request: web.Request) -> web.StreamResponse:
        return await self._handled(request, "member", self._tell_member)

    async def _members(self, request: web.Request) -> web.StreamResponse:
        return await self._handled(request, "members", self._tell_members)

    async def _handled(self, request: web.Request, call: Call, do: Any) -> web.StreamResponse:
        body = await request.json() if request.can_read_body else {}
        place = request.match_info.get("id", "")
        self.calls.append(Called(call, place, body, self.now()))
        fault = await self.faults.meet(call)
        try:
            if fault is None or fault.stored:
                self._check(request)
                answer = do(request, body)
            if fault is None:
                read = call in ("member", "members", "edit")
                return web.json_response(answer, status=200 if read else 201)
            return self._fail(request, fault)
        except _StoppedError as stopped:
            return stopped.answer

    def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.status:
            return _StoppedError(fault.status, fault.code, fault.retry_after).answer
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _check(self, request: web.Request) -> None:
        if self.authenticated and not self.identity.accepts(request):
            raise _StoppedError(401, "Unauthorized")
        if (request.content_length or 0) > LARGEST_ACTIVITY:
            raise _StoppedError(413, "MessageSizeTooBig")

    def _room(self, written: str) -> tuple[TeamsRoom, str | None]:
        bare, _, thread = written.partition(";messageid=")
        room = self.rooms.get(bare)
        if room is None:
            raise _StoppedError(404, "ConversationNotFound")
        if not room.bot_inside:
            raise _StoppedError(403, "BotNotInConversationRoster")
        return room, thread or None

    def _store(self, request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
        room, thread = self._room(request.match_info["id"])
        self._check_mentions(room, body)
        shown = Shown(f"17{next(self._numbers):011}", room.id, thread, body)
        self._shown.append(shown)
        # A text and a card in one activity become two messages, and no id is given back.
        split = bool(body.get("text")) and bool(body.get("attachments"))
        return {} if split else {"id": shown.id}

    def _replace(self, request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
        room, _ = self._room(request.match_info["id"])
        self._check_mentions(room, body)
        for shown in self._shown:
            if (shown.conversation, shown.id) == (room.id, request.match_info["activity"]):
                shown.history.append(shown.activity)
                shown.activity = body
                shown.edits += 1
                return {"id": shown.id}
        raise _StoppedError(404, "ActivityNotFoundInConversation")

    def forget(self, shown: Shown) -> None:
        """Delete a message, as a person can."""
        self._shown.remove(shown)

    def _check_mentions(self, room: TeamsRoom, body: dict[str, Any]) -> None:
        for attachment in body.get("attachments", ()):
            for entity in attachment["content"].get("msteams", {}).get("entities", ()):
                if room.member(entity["mentioned"]["id"]) is None:
                    raise _StoppedError(400, "BadSyntax")

    def _open(self, _request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
        member, tenant = body["members"][0]["id"], body["channelData"]["tenant"]["id"]
        known = (person for room in self.rooms.values() for person in room.members)
        for person in known:
            if member in (person.account, person.object_id):
                if person.tenant != tenant or person.role != "user":
                    raise _StoppedError(403, "MessageWritesBlocked")
                return {"id": self.chat_with(person).id}
        raise _StoppedError(403, "ForbiddenOperationException")

    def _tell_member(self, request: web.Request, _body: dict[str, Any]) -> dict[str, Any]:
        room, _ = self._room(request.match_info["id"])
        member = room.member(request.match_info["member"])
        if member is None:
            raise _StoppedError(404, "MemberNotFoundInConversation")
        return member

    def _tell_members(self, request: web.Request, _body: dict[str, Any]) -> dict[str, Any]:
        room, _ = self._room(request.match_info["id"])
        size = min(int(request.query["pageSize"]), self.most_on_a_page)
        start = int(request.query.get("continuationToken", "0"))
        page = room.listed[start : start + size]
        more = start + size < len(room.listed)
        return {"members": page, **({"continuationToken": str(start + size)} if more else {})}
