"""`POST /api/messages`: the one door Teams knocks at.

Answers: 202 for what was handled or is not served, 200 with a body for an invoke, 400 for what is
no activity, 401 for whatever does not prove to come from Teams, 413 and 415 for the wrong size or
kind, 501 for an invoke nobody knows, 500 when a message could not be stored.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import web

from adapters.teams import dialogs, searching, sentences
from adapters.teams.answer import Answerer, message
from adapters.teams.auth import NotAuthenticatedError
from adapters.teams.http import write_json
from adapters.teams.inbound import Heard, Ignored, Misshapen, Told, read_activity
from adapters.teams.news import Reporter
from adapters.teams.receive import Receiver
from adapters.teams.roster import RosterUnavailableError
from adapters.teams.searching import Query
from adapters.teams.turn import BadActivityError, Pipeline
from bot.engine.response import Dispatch

_log = logging.getLogger(__name__)

PATH = "/api/messages"
Saying = Callable[[str], Mapping[str, Any]]
"""Makes the body of an answer out of a sentence."""
LARGEST_BODY = 256 * 1024
# Teams waits five seconds for what is found.
_SEARCH_SECONDS = 4


class RefusedError(Exception):
    """The request is answered with a status and a sentence, and nothing else happens."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Route:
    """Handles the requests of Teams."""

    def __init__(
        self,
        pipeline: Pipeline,
        receiver: Receiver,
        reporter: Reporter,
        answerer: Answerer,
        dispatch: Dispatch,
    ) -> None:
        self._pipeline = pipeline
        self._receiver = receiver
        self._reporter = reporter
        self._answerer = answerer
        self._dispatch = dispatch

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one request."""
        try:
            body = await _read(request)
            header = request.headers.get("Authorization", "")
            reply = await self._pipeline.run(body, header, lambda: self._handle(body))
        except RefusedError as refused:
            return web.json_response({"error": str(refused)}, status=refused.status)
        except BadActivityError:
            return web.json_response(
                {"error": "This is no activity."}, status=HTTPStatus.BAD_REQUEST
            )
        except NotAuthenticatedError as error:
            _log.warning("A request was refused: %s", error, extra={"action": "teams_refused"})
            return web.json_response({"error": "Not authorized."}, status=HTTPStatus.UNAUTHORIZED)
        except Exception:  # noqa: BLE001 - whatever went wrong, the answer is the same
            # Teams must see a failure here: this message is not stored anywhere.
            _log.exception("A message could not be handled.", extra={"action": "teams_failed"})
            return web.json_response(
                {"error": "Accord could not store this message."},
                status=HTTPStatus.INTERNAL_SERVER_ERROR,
            )
        if reply.body is None:
            return web.Response(status=reply.status)
        # A form that a client has changed may hold half a character, which has no bytes.
        written = write_json(reply.body).encode(errors="replace")
        return web.Response(body=written, status=reply.status, content_type="application/json")

    async def _handle(self, body: Mapping[str, Any]) -> Mapping[str, Any] | None:
        heard = read_activity(body)
        match heard:
            case Ignored(reason):
                _log.debug("Not served: %s", reason, extra={"action": "teams_ignored"})
                say = _saying(body)
                return None if say is message else say(sentences.NOT_HERE)
            case Misshapen():
                return _saying(body)(sentences.NOT_UNDERSTOOD)
            case Told():
                for news in await self._reporter.news(heard):
                    await self._dispatch(news)
                return None
            case Heard():
                if heard.immediate:
                    return await self._press(heard, _saying(body))
                await self._post(heard)
                return None

    async def _post(self, heard: Heard) -> None:
        """Something said in a conversation: all answers go through the outbox."""
        await self._dispatch(await self._receiver.event(heard))

    async def _press(self, heard: Heard, say: Saying) -> Mapping[str, Any]:
        """A press: the person waits for the answer, also when it cannot be done."""
        seconds = _SEARCH_SECONDS if isinstance(heard.what, Query) else None
        try:
            async with asyncio.timeout(seconds):
                event = await self._receiver.event(heard)
                return await self._answerer.answer(heard, await self._dispatch(event))
        except RosterUnavailableError:
            return say(sentences.WHO_UNKNOWN)
        except Exception:  # noqa: BLE001 - whatever went wrong, the answer is the same
            _log.exception("A press could not be handled.", extra={"action": "teams_failed"})
            return say(sentences.FAILED)


def _saying(body: Mapping[str, Any]) -> Saying:
    """How a sentence is said in answer to an activity."""
    if searching.is_query(body):
        # The other sentences are about a button.
        return lambda _: searching.said(sentences.SEARCH_FAILED)
    return dialogs.said if dialogs.is_dialog(body) else message


async def _read(request: web.Request) -> Mapping[str, Any]:
    if request.content_type != "application/json" or "Content-Type" not in request.headers:
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json.")
    try:
        body = json.loads(await _bytes(request))
    except (ValueError, RecursionError) as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "The body is not JSON.") from error
    if not isinstance(body, dict):
        raise RefusedError(HTTPStatus.BAD_REQUEST, "The body is not a JSON object.")
    return body


async def _bytes(request: web.Request) -> bytes:
    """The body, read no further than the limit, whatever its header claims."""
    too_large = RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is over 256 KB.")
    if (request.content_length or 0) > LARGEST_BODY:
        raise too_large
    read = bytearray()
    async for chunk in request.content.iter_chunked(64 * 1024):
        read += chunk
        if len(read) > LARGEST_BODY:
            raise too_large
    return bytes(read)
