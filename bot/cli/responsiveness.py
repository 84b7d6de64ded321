"""`accord responsiveness FILE`: how both sides answer, every month, as CSV or as a workbook."""

import argparse
import asyncio
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.cli.stored import named_collaboration, opened
from bot.config import load
from bot.domain.responsiveness import Month
from bot.engine.responsiveness import every_month
from bot.engine.scene import Setting
from bot.export.responsiveness_file import responsiveness_csv, responsiveness_xlsx

_Numbers = tuple[Sequence[Month], Mapping[str, str], str]


def describe(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument(
        "file", metavar="FILE", help="where to write it: - prints CSV, NAME.xlsx is a workbook"
    )
    parser.add_argument("--collaboration", help="its key, when there are several")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    numbers = asyncio.run(_numbers(arguments.collaboration))
    if arguments.file == "-":
        print(responsiveness_csv(*numbers), end="")
    elif arguments.file.lower().endswith(".xlsx"):
        Path(arguments.file).write_bytes(responsiveness_xlsx(*numbers))
    else:
        # The mark tells spreadsheets that it is UTF-8.
        Path(arguments.file).write_text(
            responsiveness_csv(*numbers), encoding="utf-8-sig", newline=""
        )
    return 0


async def _numbers(key: str | None) -> _Numbers:
    """Every month, what people call each party, and the zone of the clock of the months."""
    async with opened(load(os.environ)) as accord, accord.storage.reading() as tx:
        collaboration = await named_collaboration(tx, key)
        agreement = await tx.agreements.get(collaboration.id, collaboration.version)
        setting = Setting(
            now=accord.clock.now(),
            directory=await accord.directory.current(tx),
            collaboration=collaboration,
            agreement=agreement,
        )
        months = await every_month(tx, setting, accord.agreements)
    names = {party.key: party.short for party in agreement.parties}
    return months, names, agreement.parties[0].zone
