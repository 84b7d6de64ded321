"""The fake services, slow enough that a kill meets calls on their way."""

import asyncio
from typing import Any

from aiohttp import web

from tests.fakes.slack_server import FakeSlack
from tests.fakes.teams_faults import Call
from tests.fakes.teams_server import FakeTeams

#: Seconds before the work of a call is done, and again before it is answered.
_LATENCY = 0.015


class CallsAtWork:
    """Counts the calls that have arrived and are not answered yet."""

    def __init__(self) -> None:
        self._count = 0
        self._none = asyncio.Event()
        self._none.set()
        self._some = asyncio.Event()

    def __enter__(self) -> None:
        self._count += 1
        self._none.clear()
        self._some.set()

    def __exit__(self, *_: object) -> None:
        self._count -= 1
        if not self._count:
            self._none.set()
            self._some.clear()

    async def begun(self) -> None:
        """Wait until a call is on its way."""
        await self._some.wait()

    async def over(self) -> None:
        """Wait until every call that arrived is answered, to somebody or to nobody."""
        await self._none.wait()


class SlowSlack(FakeSlack):
    """A Slack in which every call takes a while.

    What a killed process had sent is worked off all the same, as by the real one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.at_work = CallsAtWork()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        with self.at_work:
            await asyncio.sleep(_LATENCY)
            answer = await super()._api(request)
            await asyncio.sleep(_LATENCY)
            return answer


class SlowTeams(FakeTeams):
    """A Teams in which every call takes a while; without tokens, as for development."""

    def __init__(self) -> None:
        super().__init__(app_id="", authenticated=False)
        self.at_work = CallsAtWork()

    async def _handled(self, request: web.Request, call: Call, do: Any) -> web.StreamResponse:
        with self.at_work:
            await asyncio.sleep(_LATENCY)
            answer = await super()._handled(request, call, do)
            await asyncio.sleep(_LATENCY)
            return answer
