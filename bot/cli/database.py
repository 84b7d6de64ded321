"""`accord db upgrade`."""

import argparse
import os

from bot.config import load
from storage.schema import current_revision, upgrade


def describe(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    actions.add_parser("upgrade", help="create or change its tables").set_defaults(run=_upgrade)


def _upgrade(_: argparse.Namespace) -> int:
    settings = load(os.environ)
    if settings.storage.file is not None:
        settings.storage.file.parent.mkdir(parents=True, exist_ok=True)
    upgrade(settings.storage.url)
    print(f"{settings.storage} is at {current_revision(settings.storage.url)}.")
    return 0
