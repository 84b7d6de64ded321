"""The calls Accord makes to Teams: send, edit, open a personal chat, ask who is there.

These are five REST calls (Bot Connector API, v3), made directly on a pooled aiohttp session. The
SDK's client runs `requests` in threads, opens a connection per turn and spends nine tenths of the
turn building a retry table. Nothing is retried here: that is the outbox's work.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import quote

import aiohttp
from yarl import URL

from adapters.teams.credentials import Credentials
from adapters.teams.errors import from_exception, from_status, retry_after
from adapters.teams.http import Http
from adapters.teams.service_urls import ServiceUrls
from bot.engine.clock import Clock
from bot.engine.outgoing import Unreachable

_LARGEST_ANSWER = 200
# The most that Teams gives at once.
_PAGE = 500


@dataclass(frozen=True)
class _Fault:
    """What an error answer says about itself."""

    text: str

    @classmethod
    def read(cls, body: str) -> Self:
        """Find code and message in an error body; it may be anything."""
        try:
            error = json.loads(body)["error"]
            text = f"{error.get('code') or ''} {error.get('message') or ''}".strip()
        except (ValueError, KeyError, TypeError, AttributeError):
            text = ""
        return cls(text[:_LARGEST_ANSWER])


class Connector:
    """Speaks to whatever service URL a conversation came from."""

    def __init__(
        self, http: Http, credentials: Credentials, urls: ServiceUrls, clock: Clock
    ) -> None:
        self._http = http
        self._credentials = credentials
        self._urls = urls
        self._clock = clock

    async def send(
        self, service_url: str, conversation_id: str, activity: Mapping[str, Any]
    ) -> str:
        """Post an activity and give its id ("" when Teams does not tell)."""
        path = f"v3/conversations/{_part(conversation_id)}/activities"
        return _id_of(await self._call("POST", service_url, path, activity))

    async def edit(
        self, service_url: str, conversation_id: str, activity_id: str, activity: Mapping[str, Any]
    ) -> None:
        """Replace an activity."""
        path = f"v3/conversations/{_part(conversation_id)}/activities/{_part(activity_id)}"
        await self._call("PUT", service_url, path, activity)

    async def open_chat(self, service_url: str, bot_id: str, member_id: str, tenant: str) -> str:
        """The id of the personal chat with a person; the same one each time it is asked for."""
        asked = {
            "isGroup": False,
            "bot": {"id": bot_id},
            "members": [{"id": member_id}],
            "tenantId": tenant,
            # Teams reads the tenant here, whatever the field above is for.
            "channelData": {"tenant": {"id": tenant}},
        }
        return _id_of(await self._call("POST", service_url, "v3/conversations", asked))

    async def member(
        self, service_url: str, conversation_id: str, member_id: str
    ) -> Mapping[str, Any]:
        """What the roster of a conversation says about a person."""
        path = f"v3/conversations/{_part(conversation_id)}/members/{_part(member_id)}"
        return await self._call("GET", service_url, path, None)

    async def members(
        self, service_url: str, conversation_id: str, after: str = ""
    ) -> tuple[Sequence[Mapping[str, Any]], str]:
        """One page of the roster, and what to ask for the next page with ("" after the last)."""
        path = f"v3/conversations/{_part(conversation_id)}/pagedmembers?pageSize={_PAGE}"
        path += f"&continuationToken={_part(after)}" if after else ""
        answer = await self._call("GET", service_url, path, None)
        listed = answer.get("members")
        members = [one for one in listed if isinstance(one, dict)] if listed else []
        return members, str(answer.get("continuationToken") or "")

    async def _call(
        self, method: str, service_url: str, path: str, body: Mapping[str, Any] | None
    ) -> Mapping[str, Any]:
        if not self._urls.trusts(service_url):
            raise Unreachable("The service URL of this conversation is not one of Teams.")
        token = await self._credentials.token()
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url = URL(f"{service_url.rstrip('/')}/{path}", encoded=True)
        try:
            # A redirect would carry the token to a server nobody has checked.
            async with self._http.session.request(
                method, url, json=body, headers=headers, allow_redirects=False
            ) as answer:
                return await self._read(method, answer)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise from_exception(error) from error

    async def _read(self, method: str, answer: aiohttp.ClientResponse) -> Mapping[str, Any]:
        text = await answer.text(errors="replace")
        if answer.status < HTTPStatus.MULTIPLE_CHOICES:
            return _mapping(text)
        if answer.status == HTTPStatus.UNAUTHORIZED:
            self._credentials.drop()
        raise from_status(
            answer.status,
            _Fault.read(text).text,
            after=retry_after(answer.headers.get("Retry-After"), self._clock.now()),
            editing=method == "PUT",
        )


def _part(text: str) -> str:
    return quote(text, safe="")


def _id_of(answer: Mapping[str, Any]) -> str:
    return str(answer.get("id") or "")


def _mapping(text: str) -> Mapping[str, Any]:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
