"""`accord doctor`: what would keep the bot from working, and who must do what about it."""

import argparse
import asyncio
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cryptography.fernet import Fernet

from bot.cards.card import Card
from bot.cards.compose.preflight import findings_card
from bot.cards.plain import card_text
from bot.cli.stored import named_collaboration
from bot.config import Settings, load
from bot.domain.joining import Gap
from bot.domain.people import Collaboration, CollaborationState
from bot.domain.visibility import EVERYTHING
from bot.engine.preflight import inspect
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.texts import text_now
from bot.main import Accord, assemble
from storage.errors import StorageError
from storage.schema import current_revision, head_revision

#: Slack's settings want one way to be reached; nothing is received here.
_UNUSED = "unused"
_OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)


def describe(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument("--new-key", action="store_true", help="print a new ACCORD_SECRET_KEY")
    parser.add_argument(
        "--collaboration",
        metavar="KEY",
        help="look at this one only; without it at all that are not closed",
    )
    parser.set_defaults(run=_doctor)


def _doctor(arguments: argparse.Namespace) -> int:
    if arguments.new_key:
        print(Fernet.generate_key().decode())
        return 0
    settings = load(os.environ)
    print(f"Database: {settings.storage}")
    print(f"Slack: {'set up' if settings.slack else 'not set up'}")
    print(f"Teams: {'set up' if settings.teams else 'not set up'}")
    unset, database = list(_settings(settings)), list(_database(settings))
    for sentence in (*unset, *database):
        print(f"- {sentence}")
    ill = False
    if not database:
        # What nobody could look into is neither well nor ill.
        ill = asyncio.run(_collaborations(settings, arguments.collaboration))
    return 1 if unset or database or ill else 0


def _settings(settings: Settings) -> Iterator[str]:
    if settings.slack is None and settings.teams is None:
        yield (
            "No platform is set up. Fill in the SLACK_ or TEAMS_ settings of .env.example;"
            " docs/connect.md shows where to find them."
        )
    if settings.slack and settings.slack.installs and not settings.public_url:
        yield "ACCORD_PUBLIC_URL is needed to let workspaces install the Slack app."


def _database(settings: Settings) -> Iterator[str]:
    try:
        current = current_revision(settings.storage.url) == head_revision()
    except StorageError as error:
        yield f"The database cannot be reached: {error}"
        return
    if not current:
        yield "The database is not up to date. Run: accord db upgrade"


async def _collaborations(settings: Settings, key: str | None) -> bool:
    """Look into each collaboration and print what was found; gives whether there was anything."""
    accord = assemble(_outgoing_only(settings))
    ill = False
    try:
        for adapter in accord.adapters:
            await adapter.start()
        for setting, gaps, can_lock in await _to_look_at(accord, key):
            platforms = {adapter.platform.name: adapter.platform for adapter in accord.adapters}
            found = await inspect(
                setting, platforms, reader=EVERYTHING, can_lock=can_lock, gaps=gaps
            )
            zone = setting.agreement.parties[0].zone
            card = findings_card(found, setting.now, zone)
            print(f"\n{setting.collaboration.key}")
            print(card_text(Card(title="", blocks=card.blocks)))
            ill = ill or bool(found)
    finally:
        await accord.close()
    return ill


def _outgoing_only(settings: Settings) -> Settings:
    """The settings without what would make this process receive events in place of the bot."""
    slack = settings.slack
    if slack is None or slack.app_token is None:
        return settings
    secret = slack.signing_secret or _UNUSED
    return replace(settings, slack=replace(slack, app_token=None, signing_secret=secret))


async def _to_look_at(
    accord: Accord, key: str | None
) -> list[tuple[Setting, tuple[Gap, ...], bool]]:
    """Each collaboration with its open gaps, and whether answers of the pulse can be locked."""
    async with accord.storage.reading() as tx:
        directory = await accord.directory.current(tx)
        return [
            (
                Setting(
                    now=accord.clock.now(),
                    directory=directory,
                    collaboration=collaboration,
                    agreement=await text_now(tx, collaboration, accord.agreements),
                ),
                tuple(await tx.joining.open_gaps(collaboration.id)),
                tx.pulse.can_lock,
            )
            for collaboration in await _chosen(tx, key, directory.collaborations.values())
        ]


async def _chosen(
    tx: Transaction, key: str | None, known: Iterable[Collaboration]
) -> list[Collaboration]:
    if key is not None:
        return [await named_collaboration(tx, key)]
    return sorted((c for c in known if c.state not in _OVER), key=lambda c: c.key)
