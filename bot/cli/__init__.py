"""The command line `accord`. Exit codes: 0 done, 1 the input or state is wrong, 2 usage."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from bot.domain.errors import AccordError
from storage.errors import StorageError

#: Each command is a module with `describe(parser)`. Only the one that is asked for is imported:
#: asking a file must not pay for the platforms, which take longer to import than the answer takes.
COMMANDS = {
    "serve": ("bot.cli.serve", "run the bot"),
    "chat": ("bot.cli.chat", "try it in this terminal, with a demonstration"),
    "ask": ("bot.cli.ask", "ask an agreement file who owns what"),
    "agreement": ("bot.cli.agreement", "check, import or export an agreement file"),
    "db": ("bot.cli.database", "bring the database up to date"),
    "doctor": ("bot.cli.doctor", "check settings, database, places, people and calendars"),
    "partners": ("bot.cli.partners", "take a partner directory in from a file, or write it"),
    "record": ("bot.cli.record", "verify or export the record"),
    "responsiveness": ("bot.cli.responsiveness", "write how fast both sides answer to a file"),
    "teams-package": ("bot.cli.teams_package", "build the app package for Teams"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(
        prog="accord",
        description="Keeps the working agreement between a sponsor and its CRO.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (module, purpose) in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        if name in given[:1]:
            import_module(module).describe(command)
    parsed = parser.parse_args(given)
    try:
        code: int = parsed.run(parsed)
    except (AccordError, StorageError, OSError) as error:
        print(f"accord: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code
