"""`accord agreement check|import|export|schema`."""

import argparse
import asyncio
import json
import os
import sys
from pathlib import Path

from bot.agreement_file.schema import agreement_schema
from bot.cards.words.proposals import FIRST_WAITS
from bot.cli.ask import reader_of
from bot.cli.files import read_both
from bot.cli.stored import named_collaboration, opened
from bot.config import load
from bot.domain.agreement.document import Agreement
from bot.domain.errors import Refused
from bot.engine.history import named_holdings, version_lines
from bot.engine.importing import Imported, import_agreement
from bot.export.page import printable_page
from bot.export.yaml_file import exported_yaml


def describe(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    check = actions.add_parser("check", help="report every mistake in a file")
    check.add_argument("file", help="agreement file, or - for the standard input")
    check.add_argument("--bind", help="bindings file to check with it")
    check.set_defaults(run=_check)
    import_ = actions.add_parser("import", help="put an agreement into force, or propose it")
    import_.add_argument("file")
    import_.add_argument("--bind", help="bindings file: who and where")
    import_.set_defaults(run=_import)
    export = actions.add_parser("export", help="write an agreement in force as a file")
    export.add_argument("file", help="where to write it, or - for the standard output")
    export.add_argument("--collaboration", help="its key, when there are several")
    export.add_argument(
        "--format", choices=("yaml", "html"), default="yaml", help="a file, or a page to print"
    )
    export.add_argument("--as", dest="seat", metavar="SEAT", help="what this seat may know")
    export.set_defaults(run=_export)
    schema = actions.add_parser("schema", help="print the JSON Schema for an editor")
    schema.add_argument("file", nargs="?", default="-", help="where to write it")
    schema.set_defaults(run=_schema)


def _check(arguments: argparse.Namespace) -> int:
    agreement, bindings = read_both(arguments.file, arguments.bind)
    with_bindings = " with its bindings" if bindings else ""
    print(
        f"{arguments.file}: no mistakes found{with_bindings}. {agreement.study.id}, version"
        f" {agreement.agreement.version}: {len(agreement.seats)} seats, {len(agreement.areas)}"
        f" areas, {len(agreement.cadences)} cadences, {len(agreement.triggers)} triggers."
    )
    return 0


def _import(arguments: argparse.Namespace) -> int:
    agreement, bindings = read_both(arguments.file, arguments.bind)
    settings = load(os.environ)

    async def run() -> Imported:
        async with opened(settings) as accord, accord.storage.transaction() as tx:
            return await import_agreement(tx, agreement, bindings, accord.clock.now())

    print(_told(asyncio.run(run()), agreement))
    return 0


def _told(done: Imported, agreement: Agreement) -> str:
    collaboration, bound = done.collaboration, f"{done.bindings_changed} bindings changed."
    version = f"{collaboration.key}: version {collaboration.version}"
    if done.proposal is None:
        how = "is now in force" if done.agreement_changed else "was in force already"
        return f"{version} {how}; {bound}"
    waits = [agreement.party[k].short for k in done.proposal.missing if k in agreement.party]
    return (
        f"{version} stays in force; the file is proposed as proposal {done.proposal.number}. It is"
        f" in force when {' and '.join(waits)} have accepted it in chat; {bound}"
    )


def _export(arguments: argparse.Namespace) -> int:
    async def run() -> str:
        async with opened(load(os.environ)) as accord, accord.storage.reading() as tx:
            found = await named_collaboration(tx, arguments.collaboration)
            if found.version == 0:
                raise Refused(FIRST_WAITS)
            agreement = await tx.agreements.get(found.id, found.version)
            reader, now = reader_of(agreement, arguments.seat), accord.clock.now()
            directory = await accord.directory.current(tx)
            versions = await version_lines(tx, directory, found.id, found.version, reader)
            if arguments.format == "yaml":
                return exported_yaml(agreement, reader, versions=versions, now=now)
            held = named_holdings(directory, found.id)
            return printable_page(agreement, reader, versions, now, held=held)

    _write(arguments.file, asyncio.run(run()))
    return 0


def _schema(arguments: argparse.Namespace) -> int:
    _write(arguments.file, json.dumps(agreement_schema(), indent=2, ensure_ascii=False) + "\n")
    return 0


def _write(path: str, text: str) -> None:
    if path == "-":
        sys.stdout.write(text)
        return
    Path(path).write_text(text, encoding="utf-8")
