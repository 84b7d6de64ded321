"""Accord itself, as `accord serve` runs it, on a database that is prepared."""

import asyncio
import sys

from bench import cores
from bench.processes import serve
from bench.running import ClockFromBegin, settings
from bot.cli.serve import keep_for_good
from bot.main import assemble


async def _run(database: str, upstream: int) -> None:
    accord = assemble(settings(database, upstream), clock=ClockFromBegin())
    await accord.start()
    keep_for_good()
    await serve(accord.web_app())


if __name__ == "__main__":
    cores.settle_on(int(sys.argv[1]))
    asyncio.run(_run(sys.argv[2], int(sys.argv[3])))
