"""An update: the form of a check-in is sent; Accord answers when all of it is committed."""

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
from tests.postgres import PostgresServer, find_binaries

OURS, BOLT = "Accord", "Bolt + one INSERT"
AIMS = (
    Aim("rate", OURS, BOLT, 16, at_least=0.7),
    Aim("p50", OURS, BOLT, 1, at_most=1.5),
)


def sending(ready: Iterator[bytes]) -> Once:
    """Send the next one and look whether it was taken without a complaint."""

    async def once(connection: Connection) -> None:
        answer = await connection.ask(next(ready))
        if answer.status != 200 or answer.body:
            raise RuntimeError(f"{answer.status}: {answer.body[:200]!r}")

    return once


async def run(effort: Effort) -> bool:
    """Measure on both databases and print; gives whether the aims are met."""
    with tempfile.TemporaryDirectory(prefix="accord-bench-") as folder:
        ours, floor = (f"sqlite:///{Path(folder) / name}.db" for name in ("accord", "floor"))
        on_sqlite = await _run_on("SQLite", ours, floor, effort)
    if find_binaries() is None:
        print("\nAn update on PostgreSQL: not measured, no PostgreSQL server is installed.")
        return on_sqlite
    with PostgresServer() as postgres:
        ours, floor = postgres.create_database(), postgres.create_database()
        return await _run_on("PostgreSQL", ours, floor, effort) and on_sqlite


async def _run_on(database: str, url: str, floor_url: str, effort: Effort) -> bool:
    checkins = await prepare(url)
    floor_url = floor_url.replace("sqlite://", "sqlite+aiosqlite://")
    async with AsyncExitStack() as stack:
        upstream = await stack.enter_async_context(server("upstream", core=cores.ELSEWHERE))
        bolt = await stack.enter_async_context(server("bolt", floor_url))
        ours = await stack.enter_async_context(server("accord", url, str(upstream["http"])))
        once = sending(requests.updates(checkins))
        results = await measure(
            [Entrant(BOLT, bolt["http"], once), Entrant(OURS, ours["http"], once)], effort
        )
    print_results(f"An update with one commit on {database}, beside the least of the kind", results)
    return print_aims(results, AIMS)
