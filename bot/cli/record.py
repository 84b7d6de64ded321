"""`accord record verify|export`."""

import argparse
import asyncio
import os
from collections.abc import Sequence

from bot.cli.stored import named_collaboration, opened
from bot.config import load
from bot.engine.record import Recorded, broken_links, exported


def describe(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    for name, run, text in (
        ("verify", _verify, "check that nothing was changed or taken out"),
        ("export", _export, "print it, one JSON object a line"),
    ):
        action = actions.add_parser(name, help=text)
        action.add_argument("--collaboration", help="its key, when there are several")
        action.set_defaults(run=run)


def _verify(arguments: argparse.Namespace) -> int:
    entries = asyncio.run(_entries(arguments.collaboration))
    broken = list(broken_links(entries))
    for sentence in broken:
        print(sentence)
    if broken:
        return 1
    last = entries[-1].hash if entries else "none"
    print(f"The record is whole: {len(entries)} entries, last hash {last}.")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    print(exported(asyncio.run(_entries(arguments.collaboration))), end="")
    return 0


async def _entries(key: str | None) -> Sequence[Recorded]:
    async with opened(load(os.environ)) as accord, accord.storage.reading() as tx:
        collaboration = await named_collaboration(tx, key)
        return await tx.record.entries(collaboration.id)
