"""What falls due around an open update while its collaboration stands still waits until it goes on.

While it is paused or closed nothing fires. What was asked for before can still be sent, so what was
planned for it must not be lost: else nobody would be asked again who was told so, and nothing ever
late.
"""

from dataclasses import replace
from datetime import timedelta

from bot.domain.instant import Instant, instant
from bot.engine.agenda import AgendaRow
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_WAITS, _RESUMED = "waits_for_resume", "resumed"
#: A row has to fall due at some time; longer than any pause.
_FAR = timedelta(days=3650)


async def wait_for_resume(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    """Keep a row that falls due while its collaboration stands still: it may go on."""
    await tx.agenda.put(
        replace(
            row,
            key=f"{row.key}/at/{setting.now.isoformat()}/paused",
            due=instant(setting.now + _FAR),
            subject={**row.subject, _WAITS: "yes"},
        )
    )


def waits_for_resume(row: AgendaRow) -> bool:
    """Whether a row has no moment of its own before the collaboration goes on."""
    return _WAITS in row.subject


def was_held_up(row: AgendaRow) -> bool:
    """Whether a row comes only now because its collaboration stood still."""
    return row.subject.get(_RESUMED) == row.due.isoformat()


async def go_on(tx: Transaction, collaboration: str, now: Instant) -> None:
    """What waited for the end of the pause is decided now."""
    for row in await tx.agenda.pending(collaboration):
        if waits_for_resume(row):
            await tx.agenda.finish(row.key, now)
            subject = {key: value for key, value in row.subject.items() if key != _WAITS}
            subject[_RESUMED] = now.isoformat()
            key = f"{row.key}/{now.isoformat()}"
            await tx.agenda.put(replace(row, key=key, due=now, subject=subject))
