"""Bringing an escalation's messages up to date when something that came of it changes."""

from bot.domain.deed import About, AboutKind
from bot.engine.agreements import AgreementCache
from bot.engine.escalating import case_of
from bot.engine.escalation_messages import show
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def refresh_source(
    tx: Transaction, setting: Setting, about: About | None, agreements: AgreementCache
) -> None:
    """Let the card of the escalation that something came from say how that stands by now."""
    if about is None or about.kind is not AboutKind.ESCALATION:
        return
    escalation = await tx.escalations.get(about.id)
    if escalation is not None and escalation.collaboration == setting.collaboration.id:
        await show(tx, setting, await case_of(tx, escalation, agreements))
