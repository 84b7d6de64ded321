"""A look-up: `/accord who owns ...?`, answered in the response to the command."""

import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

from bench import cores, requests
from bench.contest import Effort, Entrant, measure
from bench.http import Connection
from bench.load import Once
from bench.processes import server
from bench.report import Aim, print_aims, print_results
from bench.world import prepare

OURS, BARE, BOLT = "Accord", "bare aiohttp, signature checked", "Bolt echo"
AIMS = (
    Aim("p50", OURS, BARE, 1, at_most=2.5),
    Aim("rate", OURS, BARE, 16, at_least=0.40),
    Aim("cpu", OURS, BOLT, 16, at_most=2.5),
    Aim("p50", OURS, BOLT, 1, at_most=2.5),
    Aim("rate", OURS, BOLT, 16, at_least=0.40),
)


def asking(ready: Iterator[bytes]) -> Once:
    """Ask the next one and look whether it was answered in words."""

    async def once(connection: Connection) -> None:
        answer = await connection.ask(next(ready))
        if answer.status != 200 or b'"text"' not in answer.body:
            raise RuntimeError(f"{answer.status}: {answer.body[:200]!r}")

    return once


async def run(effort: Effort) -> bool:
    """Measure and print; gives whether the aims are met."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="accord-bench-"))
        database = f"sqlite:///{Path(folder) / 'accord.db'}"
        await prepare(database)
        upstream = await stack.enter_async_context(server("upstream", core=cores.ELSEWHERE))
        bare = await stack.enter_async_context(server("bare"))
        bolt = await stack.enter_async_context(server("bolt"))
        ours = await stack.enter_async_context(server("accord", database, str(upstream["http"])))
        once = asking(requests.look_ups())
        results = await measure(
            [
                Entrant(BARE, bare["http"], once, pid=bare["pid"]),
                Entrant(BOLT, bolt["http"], once, pid=bolt["pid"]),
                Entrant(OURS, ours["http"], once, pid=ours["pid"]),
            ],
            effort,
        )
    print_results("Slack look-up, beside the least any answer costs", results)
    return print_aims(results, AIMS)
