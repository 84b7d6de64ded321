"""Starts the servers as processes and learns where they listen."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bench import cores

_ROOT = Path(__file__).parents[1]
_PATIENCE = 60.0

Ports = dict[str, int]
"""Where a server listens, by what it is for, and as `pid` which process it is."""


@asynccontextmanager
async def server(name: str, *arguments: str, core: int = cores.SERVER) -> AsyncIterator[Ports]:
    """Run `bench.servers.<name>` on a core; gives the ports it listens on."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", f"bench.servers.{name}", str(core), *arguments),
        cwd=_ROOT,
        stdout=subprocess.PIPE,
    )
    try:
        yield await _ports(process, name)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _ports(process: asyncio.subprocess.Process, name: str) -> Ports:
    if process.stdout is None:
        raise RuntimeError("the output of the server is not a pipe")
    async with asyncio.timeout(_PATIENCE):
        line = await process.stdout.readline()
    if not line:
        raise RuntimeError(f"the server {name} did not start")
    ports: Ports = json.loads(line)
    return ports


def busy(pid: int) -> float:
    """Seconds of processor time that a process took so far; 0 where the system does not tell."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    # The name in brackets may hold spaces; user and system time are the 12th and 13th after it.
    after = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(after[11]) + int(after[12])) / os.sysconf("SC_CLK_TCK")


async def serve(app: web.Application, **others: int) -> None:
    """In a server's process: listen, say where, and run until the process is ended."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listening = {"http": runner.addresses[0][1], "pid": os.getpid(), **others}
    print(json.dumps(listening), flush=True)
    parent = os.getppid()
    # A server must not outlive a bench that was killed.
    while os.getppid() == parent:  # noqa: ASYNC110 - the system tells it in no other way
        await asyncio.sleep(1)
