"""`accord partners import|export|template`."""

import argparse
import asyncio
import hashlib
import os
import sys
from pathlib import Path

from bot.cards.words import partner_files as words
from bot.cli.files import read_file
from bot.cli.stored import opened
from bot.config import load
from bot.domain.address import Address
from bot.domain.errors import Refused
from bot.domain.partners import Colleague
from bot.engine.partner_directory import directory_at
from bot.engine.partner_import import Plan, plan_of, take_in
from bot.export.partners_file import (
    PartnersFile,
    partners_csv,
    partners_workbook,
    read_partners_file,
    table_of,
    table_of_rows,
    template_table,
)

#: What the history says of who ran it.
_WHO = "Whoever runs Accord"


def describe(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    import_ = actions.add_parser("import", help="take a CSV or XLSX file into a directory")
    import_.add_argument("file", help="the file, or - for the standard input")
    _whose(import_)
    import_.add_argument("--look", action="store_true", help="only say what would change")
    import_.add_argument(
        "--without-mistakes",
        metavar="WRONG",
        help="take in the lines that can be read, and write the others to the file WRONG",
    )
    import_.set_defaults(run=_import)
    export = actions.add_parser("export", help="write a directory as CSV or XLSX")
    export.add_argument("file", help="where to write it: a name that ends in .csv or .xlsx, or -")
    _whose(export)
    export.set_defaults(run=_export)
    template = actions.add_parser("template", help="write an empty file to fill in")
    template.add_argument("file", help="where to write it: a name that ends in .csv or .xlsx, or -")
    template.set_defaults(run=_template)


def _whose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--organisation",
        required=True,
        metavar="ADDRESS",
        help="whose directory: slack:T0SPONSOR or teams:<tenant id>",
    )


def _import(arguments: argparse.Namespace) -> int:
    content = read_file(arguments.file)
    organisation = _organisation(arguments.organisation)
    file = read_partners_file(content)
    plan, done = asyncio.run(_taken_in(arguments, organisation, file, content))
    print(plan.sentence)
    if plan.unread:
        print(words.unread_columns(plan.unread))
    for sentence in plan.sentences:
        print(sentence, file=sys.stderr)
    if done and plan.mistaken:
        lines = [(each.row, each.todo) for each in plan.mistaken]
        _write(arguments.without_mistakes, table_of_rows(lines, file.columns))
    if not done:
        print(words.LOOKED_ONLY if arguments.look else words.NOTHING_CHANGED)
    return 1 if plan.mistaken and not done else 0


async def _taken_in(
    arguments: argparse.Namespace, organisation: Address, file: PartnersFile, content: bytes
) -> tuple[Plan, bool]:
    """What the file would do, and whether it was done."""
    async with opened(load(os.environ)) as accord, accord.storage.transaction() as tx:
        await tx.partners.one_by_one(organisation)
        plan = plan_of(file, await directory_at(tx, organisation))
        if arguments.look or (plan.mistaken and not arguments.without_mistakes):
            return plan, False
        now = accord.clock.now()
        await take_in(
            tx,
            plan,
            organisation=organisation,
            by=Colleague(address=organisation, name=_WHO),
            now=now,
            name=f"{now.isoformat()}/{hashlib.sha256(content).hexdigest()}",
        )
        return plan, True


def _export(arguments: argparse.Namespace) -> int:
    _write(arguments.file, asyncio.run(_table(_organisation(arguments.organisation))))
    return 0


async def _table(organisation: Address) -> list[list[str]]:
    async with opened(load(os.environ)) as accord, accord.storage.reading() as tx:
        directory = await directory_at(tx, organisation)
    return table_of(directory.partners, directory.names_of_who_recommends)


def _template(arguments: argparse.Namespace) -> int:
    _write(arguments.file, template_table())
    return 0


def _write(file: str, table: list[list[str]]) -> None:
    """Write a table as what the name of the file says; the standard output gets CSV."""
    if file == "-":
        sys.stdout.buffer.write(partners_csv(table))
        return
    write = partners_workbook if file.lower().endswith(".xlsx") else partners_csv
    Path(file).write_bytes(write(table))


def _organisation(written: str) -> Address:
    try:
        address = Address.parse(written)
    except ValueError as error:
        raise Refused(str(error)) from error
    if address.local is not None:
        raise Refused(words.WHOLE_ORGANISATION)
    return address
