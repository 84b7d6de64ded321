"""`accord serve`: the bot itself."""

import argparse
import asyncio
import gc
import ipaddress
import logging
import os
import signal
from functools import partial

from aiohttp import web

from adapters.dev_clock import DevClockRoutes
from bot.cli.stored import prepare
from bot.config import Settings, load
from bot.domain.errors import Refused
from bot.logs import set_up_logging
from bot.main import advance_to, assemble
from schedules.clock import MovableClock

_LOG = logging.getLogger(__name__)


def describe(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument(
        "--dev",
        action="store_true",
        help="offer /dev/clock, to move the clock; on this machine only",
    )
    parser.set_defaults(run=_serve)


def _serve(arguments: argparse.Namespace) -> int:
    settings = load(os.environ)
    if arguments.dev and not _is_loopback(settings.host):
        raise Refused("--dev moves the clock, so it needs ACCORD_HOST=127.0.0.1.")
    set_up_logging(settings.log_format)
    prepare(settings)
    asyncio.run(_run(settings, dev=arguments.dev))
    return 0


async def _run(settings: Settings, *, dev: bool) -> None:
    clock = MovableClock() if dev else None
    accord = assemble(settings, clock=clock)
    extra = [DevClockRoutes(clock, partial(advance_to, accord, clock))] if clock else []
    # Each request is logged by what it did, not by the line it came in on.
    runner = web.AppRunner(accord.web_app(*extra), access_log=None)
    await runner.setup()
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        await accord.start()
        keep_for_good()
        await web.TCPSite(runner, settings.host, settings.port).start()
        _LOG.info(
            "Accord is listening on %s:%d",
            settings.host,
            settings.port,
            extra={"action": "serve.started"},
        )
        await stop.wait()
    finally:
        # First no new requests, then the engine: a request in work is finished and committed.
        await runner.cleanup()
        await accord.close()


def keep_for_good() -> None:
    """Take what was made until now out of garbage collection.

    It stays as long as the process does, and looking through all of it again and again would stop
    every request for a tenth of a second each time.
    """
    gc.collect()
    gc.freeze()


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
