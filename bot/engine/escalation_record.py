"""What happens to an escalation, on record: entries that read as its story."""

from collections.abc import Mapping

from bot.domain.escalation import By
from bot.domain.ladder import Case
from bot.engine.record import Entry
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction


async def note(
    tx: Transaction,
    setting: Setting,
    case: Case,
    kind: str,
    data: Mapping[str, object],
    *,
    by: By | None = None,
) -> None:
    """Put into the record what happened to an escalation, and who did it; none when Accord did."""
    escalation = case.escalation
    await tx.record.append(
        Entry(
            collaboration=escalation.collaboration,
            kind=f"escalation.{kind}",
            at=setting.now,
            version=escalation.version,
            subject=escalation.id,
            person=by.person if by else None,
            seat=by.seat if by else None,
            party=by.party if by else None,
            source=setting.origin.event_id if isinstance(setting, Scene) else None,
            data={"escalation": escalation.label, "run": escalation.run, **data},
        )
    )
