"""`accord doctor`: what would keep the bot from working, before it is started."""

import argparse
import os

from cryptography.fernet import Fernet

from bot.config import Settings, load
from storage.schema import current_revision, head_revision


def describe(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument("--new-key", action="store_true", help="print a new ACCORD_SECRET_KEY")
    parser.set_defaults(run=_doctor)


def _doctor(arguments: argparse.Namespace) -> int:
    if arguments.new_key:
        print(Fernet.generate_key().decode())
        return 0
    settings = load(os.environ)
    findings = _findings(settings)
    print(f"Database: {settings.storage}")
    print(f"Slack: {'set up' if settings.slack else 'not set up'}")
    print(f"Teams: {'set up' if settings.teams else 'not set up'}")
    for finding in findings:
        print(f"- {finding}")
    return 1 if findings else 0


def _findings(settings: Settings) -> list[str]:
    findings = []
    if settings.slack is None and settings.teams is None:
        findings.append(
            "No platform is set up. Fill in the SLACK_ or TEAMS_ settings of .env.example; the"
            " README shows where to find them."
        )
    if current_revision(settings.storage.url) != head_revision():
        findings.append("The database is not up to date. Run: accord db upgrade")
    if settings.slack and settings.slack.installs and not settings.public_url:
        findings.append("ACCORD_PUBLIC_URL is needed to let workspaces install the Slack app.")
    return findings
