"""Firing what is due: every replica does it, and no row is fired by two."""

import logging

from bot.engine.again import until_settled
from bot.engine.agenda import AgendaRow
from bot.engine.scene import Setting
from bot.engine.storage_ports import TransactionConflictError
from bot.engine.texts import text_now
from bot.engine.timed import fire, retry_at
from bot.engine.workings import Workings

_LOG = logging.getLogger(__name__)
#: Rows fired in one tick at most, so that a long backlog does not keep a tick from ending.
_MOST = 500


class Ticker:
    """Fires due agenda rows, one transaction each."""

    def __init__(self, workings: Workings) -> None:
        self._with = workings

    async def tick(self) -> int:
        """Fire what is due, in order; gives how many rows were handled.

        The first thing each tick does is to bring the directory snapshot up to date, so that
        look-ups see within a second what another replica changed.
        """
        async with self._with.storage.reading() as tx:
            await self._with.directory.current(tx)
        fired = 0
        while fired < _MOST and await until_settled(self._fire_next):
            fired += 1
        if fired:
            self._with.poke()
        return fired

    async def _fire_next(self) -> bool:
        row: AgendaRow | None = None
        try:
            async with self._with.storage.transaction() as tx:
                row = await tx.agenda.claim_due(self._with.clock.now())
                if row is None:
                    return False
                directory = await self._with.directory.current(tx)
                collaboration = directory.collaborations[row.collaboration]
                setting = Setting(
                    now=self._with.clock.now(),
                    directory=directory,
                    collaboration=collaboration,
                    agreement=await text_now(tx, collaboration, self._with.agreements),
                )
                await fire(tx, setting, row, self._with.agreements)
                await tx.agenda.finish(row.key, setting.now)
        except TransactionConflictError:
            raise
        except Exception as error:
            if row is None:
                raise
            await self._postpone(row, error)
        return True

    async def _postpone(self, row: AgendaRow, error: Exception) -> None:
        """One row that cannot be handled must not stop the others; it is tried again later."""
        _LOG.exception("An agenda row failed", extra={"action": "agenda.failed", "key": row.key})
        until = retry_at(self._with.clock.now(), row.attempts)
        async with self._with.storage.transaction() as tx:
            await tx.agenda.postpone(row.key, until, f"{type(error).__name__}: {error}")
