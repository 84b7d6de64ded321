"""The check of a collaboration, beside everything else: asking the platforms takes time."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta

from bot.cards.compose.preflight import findings_card
from bot.domain.address import Address
from bot.domain.instant import Instant, instant
from bot.domain.visibility import Reader
from bot.engine.again import until_settled
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.outgoing import Draft
from bot.engine.preflight import inspect
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.texts import text_now
from bot.engine.workings import Workings

_LOG = logging.getLogger(__name__)
#: After this it is assumed that the process died, and whoever asked is told.
_INTERRUPTED_AFTER = timedelta(minutes=2)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A check somebody asked for."""

    collaboration: str
    answer: str
    """Key of the message that brings the result."""
    to: Address
    only_for: Address | None
    thread: str | None
    reader: Reader
    zone: str


async def keep_in_mind(tx: Transaction, asked: Asked, now: Instant) -> None:
    """Put on the agenda that there has to be an answer, even if this process dies."""
    await tx.agenda.put(
        AgendaRow(
            key=_key(asked),
            collaboration=asked.collaboration,
            kind=AgendaKind.CHECK_INTERRUPTED,
            due=instant(now + _INTERRUPTED_AFTER),
            subject={"answer": asked.answer, "to": str(asked.to)},
        )
    )


class Checker:
    """Runs checks in the background and puts their results into the outbox."""

    def __init__(self, workings: Workings) -> None:
        self._with = workings
        self._running: set[asyncio.Task[None]] = set()

    def begin(self, asked: Asked) -> None:
        """Start a check, without waiting for it."""
        task = asyncio.ensure_future(self._run(asked))
        self._running.add(task)
        task.add_done_callback(self._done)

    async def settled(self) -> None:
        """Wait until every check is over."""
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._running.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _LOG.error(
                "A check failed; whoever asked is told in two minutes",
                exc_info=task.exception(),
                extra={"action": "check.failed"},
            )

    async def _run(self, asked: Asked) -> None:
        now = self._with.clock.now()
        async with self._with.storage.reading() as tx:
            directory = await self._with.directory.current(tx)
            collaboration = directory.collaborations[asked.collaboration]
            agreement = await text_now(tx, collaboration, self._with.agreements)
            gaps = await tx.joining.open_gaps(collaboration.id)
            can_lock = tx.pulse.can_lock
        setting = Setting(
            now=now, directory=directory, collaboration=collaboration, agreement=agreement
        )
        findings = await inspect(
            setting, self._with.platforms, reader=asked.reader, can_lock=can_lock, gaps=gaps
        )
        card = findings_card(findings, now, asked.zone)

        async def keep() -> None:
            async with self._with.storage.transaction() as tx:
                draft = Draft(
                    key=asked.answer,
                    collaboration=asked.collaboration,
                    to=asked.to,
                    card=card,
                    only_for=asked.only_for,
                    fallbacks=(asked.only_for,) if asked.only_for else (),
                    thread=asked.thread,
                )
                await tx.outbox.put(draft, now)
                await tx.agenda.finish(_key(asked), now)

        await until_settled(keep)
        self._with.poke()


def _key(asked: Asked) -> str:
    return f"{asked.answer}/interrupted"
