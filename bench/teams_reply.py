"""A reply in Teams: from the mention in a channel to the reply's arrival at the platform."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Self

from bench import cores, requests
from bench.contest import Effort, Entrant, measure
from bench.http import Connection
from bench.load import Once
from bench.processes import server
from bench.report import Aim, print_aims, print_results
from bench.world import ROOMS, prepare

OURS, STOCK = "Accord", "botbuilder as shipped, echo"
AIMS = (
    Aim("rate", OURS, STOCK, 1, at_least=3),
    Aim("rate", OURS, STOCK, 16, at_least=3),
    Aim("p99", OURS, STOCK, 16, at_most=0.5),
)
_PATIENCE = 30.0


class Arrivals:
    """Hears from the platform which conversations got a reply."""

    def __init__(self) -> None:
        self._waiting: dict[str, asyncio.Future[None]] = {}
        # What nobody holds is closed.
        self._kept: list[asyncio.StreamWriter | asyncio.Task[None]] = []

    @classmethod
    async def listen(cls, port: int) -> Self:
        """Connect to the platform."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        arrivals = cls()
        arrivals._kept = [writer, asyncio.ensure_future(arrivals._read(reader))]
        return arrivals

    def of(self, conversation: str) -> "asyncio.Future[None]":
        """Done when there is a reply in the conversation."""
        self._waiting[conversation] = asyncio.get_running_loop().create_future()
        return self._waiting[conversation]

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            waiting = self._waiting.pop(line.decode().rstrip("\n"), None)
            if waiting is not None and not waiting.done():
                waiting.set_result(None)


def mentioning(ready: Iterator[tuple[str, bytes]], arrivals: Arrivals) -> Once:
    """Mention the bot and wait until the reply is there."""

    async def once(connection: Connection) -> None:
        conversation, request = next(ready)
        arrived = arrivals.of(conversation)
        answer = await connection.ask(request)
        if answer.status not in (200, 201, 202):
            raise RuntimeError(f"{answer.status}: {answer.body[:200]!r}")
        async with asyncio.timeout(_PATIENCE):
            await arrived

    return once


async def run(effort: Effort) -> bool:
    """Measure and print; gives whether the aims are met."""
    effort = replace(effort, clients=(1, 16), seconds=2 * effort.seconds)
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="accord-bench-"))
        database = f"sqlite:///{Path(folder) / 'accord.db'}"
        await prepare(database, rooms=ROOMS)
        upstream = await stack.enter_async_context(server("upstream", core=cores.ELSEWHERE))
        stock = await stack.enter_async_context(server("botbuilder"))
        ours = await stack.enter_async_context(server("accord", database, str(upstream["http"])))
        arrivals = await Arrivals.listen(upstream["replies"])
        once = mentioning(requests.mentions(upstream["http"]), arrivals)
        results = await measure(
            [
                Entrant(STOCK, stock["http"], once),
                # In this time Accord has met every channel, which it does once in its life.
                Entrant(OURS, ours["http"], once, warm_up=6.0),
            ],
            effort,
        )
    print_results("A reply in Teams, beside botbuilder as shipped", results)
    return print_aims(results, AIMS)
