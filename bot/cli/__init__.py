"""The command line `accord`. Exit codes: 0 done, 1 the input or state is wrong, 2 usage."""

import argparse
import sys
from collections.abc import Sequence

from bot.cli import agreement, ask, chat, database, doctor, record, serve, teams_package
from bot.domain.errors import AccordError
from storage.errors import StorageError

_COMMANDS = (serve, chat, agreement, ask, database, doctor, record, teams_package)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    parser = argparse.ArgumentParser(
        prog="accord",
        description="Keeps the working agreement between a sponsor and its CRO.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add_to(commands)
    parsed = parser.parse_args(arguments)
    try:
        code: int = parsed.run(parsed)
    except (AccordError, StorageError, OSError) as error:
        print(f"accord: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        return 130
    return code
