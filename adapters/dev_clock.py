"""`/dev/clock`: reading and moving the engine's one clock, in development only.

The route exists only when the composition root adds it, which it does for `serve --dev` alone.
"""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiohttp import web

from bot.domain.instant import Instant, instant, parse_instant
from bot.engine.clock import Clock

_STEP = re.compile(r"([0-9]{1,6})([smhdw])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def parse_step(text: str) -> timedelta:
    """Read `90s`, `15m`, `4h`, `3d` or `2w`: real time, nobody's working days.

    Raises:
        ValueError: it is no such step.
    """
    match = _STEP.fullmatch(text.strip())
    if match is None:
        raise ValueError(f'"{text[:40]}" is no step. Write 90s, 15m, 4h, 3d or 2w.')
    return timedelta(seconds=int(match[1]) * _SECONDS[match[2]])


class DevClockRoutes:
    """`GET` tells the time; `POST` moves it with `{"advance": "3d"}` or `{"set": "<ISO time>"}`."""

    def __init__(self, clock: Clock, advance_to: Callable[[Instant], Awaitable[object]]) -> None:
        self._clock = clock
        self._advance_to = advance_to

    def add_routes(self, app: web.Application) -> None:
        """Add the route."""
        app.router.add_get("/dev/clock", self._tell)
        app.router.add_post("/dev/clock", self._move)

    async def _tell(self, _: web.Request) -> web.Response:
        return web.json_response({"now": self._clock.now().isoformat()})

    async def _move(self, request: web.Request) -> web.Response:
        try:
            body = await request.json()
            target = self._target(body)
        except (ValueError, TypeError, OverflowError) as error:
            return web.json_response({"error": str(error)}, status=400)
        await self._advance_to(target)
        return web.json_response({"now": self._clock.now().isoformat()})

    def _target(self, body: object) -> Instant:
        now = self._clock.now()
        match body:
            case {"advance": str(step), **rest} if not rest:
                return instant(now + parse_step(step))
            case {"set": str(text), **rest} if not rest:
                moment = parse_instant(text)
                if moment < now:
                    raise ValueError(
                        "The clock only moves ahead: what has fired cannot be taken back."
                    )
                return moment
            case _:
                raise ValueError('Send {"advance": "3d"} or {"set": "2026-12-04T11:30:00+00:00"}.')
