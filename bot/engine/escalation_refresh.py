"""Bringing messages up to date when something that came of what they show changes."""

from bot.domain.deed import About, AboutKind
from bot.engine import suggestion_became
from bot.engine.agreements import AgreementCache
from bot.engine.escalating import case_of
from bot.engine.escalation_messages import show
from bot.engine.retrospective_messages import show as show_retrospective
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def refresh_source(
    tx: Transaction, setting: Setting, about: About | None, agreements: AgreementCache
) -> None:
    """Let the card of what something came from say how that stands by now.

    That is an escalation, a retrospective or a suggestion; other cards do not list what came of
    them.
    """
    if about is not None and about.kind is AboutKind.RETROSPECTIVE:
        retrospective = await tx.retrospectives.get(about.id)
        if retrospective is not None and retrospective.collaboration == setting.collaboration.id:
            await show_retrospective(tx, setting, retrospective)
        return
    if about is not None and about.kind is AboutKind.SUGGESTION:
        suggestion = await tx.suggestions.get(about.id)
        if suggestion is not None and suggestion.collaboration == setting.collaboration.id:
            await suggestion_became.refresh(tx, setting, suggestion, agreements)
        return
    if about is None or about.kind is not AboutKind.ESCALATION:
        return
    escalation = await tx.escalations.get(about.id)
    if escalation is not None and escalation.collaboration == setting.collaboration.id:
        await show(tx, setting, await case_of(tx, escalation, agreements))
