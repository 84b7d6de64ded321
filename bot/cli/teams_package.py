"""`accord teams-package`: the app package to upload to Teams."""

import argparse
import os
from pathlib import Path
from urllib.parse import urlsplit

from adapters.teams.package import build_package
from bot.config import load
from bot.domain.errors import Refused


def describe(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument("file", nargs="?", default="accord-teams.zip", help="where to write it")
    parser.set_defaults(run=_build)


def _build(arguments: argparse.Namespace) -> int:
    settings = load(os.environ)
    if settings.teams is None or not settings.teams.app_id:
        raise Refused("TEAMS_APP_ID is not set; the package must name the bot it belongs to.")
    if settings.public_url is None:
        raise Refused("ACCORD_PUBLIC_URL is not set; the package names the address of this bot.")
    host = urlsplit(settings.public_url).hostname or ""
    Path(arguments.file).write_bytes(build_package(settings.teams.app_id, host))
    print(f"{arguments.file} is ready to be uploaded in the Teams admin centre.")
    return 0
