"""What happens to a check-in by itself, on record."""

from collections.abc import Mapping

from bot.domain.checkin import CheckIn
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def note(
    tx: Transaction, setting: Setting, checkin: CheckIn, kind: str, data: Mapping[str, object]
) -> None:
    """Put on record what nobody did: it was opened, asked for, reminded of, late, told or missed.

    Args:
        tx: a writing transaction.
        setting: when it happened.
        checkin: what it happened to; the entry names the version it runs by.
        kind: for example `checkin.late`.
        data: what else there is to say.
    """
    await tx.record.append(
        Entry(
            collaboration=checkin.collaboration,
            kind=kind,
            at=setting.now,
            version=checkin.version,
            subject=checkin.id,
            data=data,
        )
    )
