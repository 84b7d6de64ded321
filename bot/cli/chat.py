"""`accord chat`: the demonstration in a terminal."""

import argparse
import asyncio
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.console.platform import ConsolePlatform
from adapters.console.session import Session, Speaker, TimeControl
from adapters.dev_clock import parse_step
from bot.cards.words.dates import moment_in_words
from bot.cli.files import read_both
from bot.cli.stored import prepare
from bot.config import Settings
from bot.domain.agreement.document import Agreement
from bot.domain.errors import Refused
from bot.domain.instant import instant
from bot.domain.people import Collaboration
from bot.engine.directory import Directory
from bot.engine.importing import import_agreement
from bot.main import Accord, advance_to, assemble
from schedules.clock import StandingClock
from storage.settings import StorageSettings

_EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
_AGREEMENT = _EXAMPLES / "01_rat_tox_in_vivo.yaml"
_BINDINGS = _EXAMPLES / "01_demo_bindings.yaml"
#: Five minutes before the weekly status of example 1 is due.
_BEGIN = instant(datetime(2026, 12, 4, 16, 55, tzinfo=ZoneInfo("Asia/Kolkata")))
_SPEAKER = "cro_pm"
_DATABASE = Path("var/demo.db")


def describe(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.set_defaults(run=_chat)


def _chat(_: argparse.Namespace) -> int:
    agreement, bindings = read_both(str(_AGREEMENT), str(_BINDINGS))
    _forget_last_time()
    settings = Settings(storage=StorageSettings(url=f"sqlite:///{_DATABASE}"))
    prepare(settings)
    platform, clock = ConsolePlatform(), StandingClock(_BEGIN)

    async def run() -> None:
        accord = assemble(settings, clock=clock, platforms=(platform,))
        try:
            async with accord.storage.transaction() as tx:
                done = await import_agreement(tx, agreement, bindings, clock.now())
            await accord.settle()
            session = _session(accord, clock, platform, done.collaboration, agreement)
            await session.run()
        finally:
            await accord.close()

    asyncio.run(run())
    return 0


def _forget_last_time() -> None:
    """The story begins anew each time."""
    for file in (_DATABASE, Path(f"{_DATABASE}-wal"), Path(f"{_DATABASE}-shm")):
        file.unlink(missing_ok=True)


def _session(
    accord: Accord,
    clock: StandingClock,
    platform: ConsolePlatform,
    collaboration: Collaboration,
    agreement: Agreement,
) -> Session:
    speakers = _speakers(accord.directory.snapshot, collaboration, agreement, accord)

    async def advance(step: str) -> None:
        await advance_to(accord, clock, instant(clock.now() + parse_step(step)))

    def now() -> str:
        zones = dict.fromkeys(party.zone for party in agreement.parties)
        return "\n".join(f"  {moment_in_words(clock.now(), zone)}" for zone in zones)

    return Session(
        platform=platform,
        dispatch=accord.dispatch,
        settle=accord.settle,
        time=TimeControl(advance=advance, now=now),
        speakers=speakers,
        speaker=speakers[_SPEAKER],
        ask=_ask_line,
        print=print,
    )


def _speakers(
    directory: Directory, collaboration: Collaboration, agreement: Agreement, accord: Accord
) -> Mapping[str, Speaker]:
    found = {}
    for seat in agreement.seats:
        person = directory.holder(collaboration.id, seat.key, accord.clock.now())
        rooms = directory.rooms(collaboration.id, seat.party)
        if person is None or not rooms:
            continue
        found[seat.key] = Speaker(
            seat=seat.key,
            title=person.name,
            address=person.addresses[0],
            room=rooms[0],
            place=agreement.party[seat.party].short,
        )
    if not found:
        raise Refused("The bindings give nobody a seat, so there is nobody to speak as.")
    return found


async def _ask_line(prompt: str) -> str | None:
    """One line; the prompt is shown in every case, so that a piped run reads as a conversation."""
    print(prompt, end="", flush=True)
    line: str = await asyncio.to_thread(sys.stdin.readline)
    if not line:
        print()
        return None
    if not sys.stdin.isatty():
        print(line.rstrip("\n"))
    return line
