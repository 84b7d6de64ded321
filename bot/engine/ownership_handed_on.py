"""What a lead was to settle goes to another one of their side when they are not here any more."""

from dataclasses import replace

from bot.domain.agreement.ownership import ANSWER_WITHIN
from bot.domain.ownership import AreaGap
from bot.engine.owners import may_know, owner_of
from bot.engine.ownership_gaps import note, settler, tell
from bot.engine.ownership_planning import counted
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def hand_on(tx: Transaction, setting: Setting, party: str) -> None:
    """Another lead of a side settles what nobody does: who was asked left, or nobody spoke for it.

    They have the whole time for it, and who left is told nothing more.
    """
    agreement, handed = setting.agreement, []
    wait = agreement.ownership.answer_within if agreement.ownership else ANSWER_WITHIN
    for gap in await tx.ownership.open_gaps(setting.collaboration.id):
        seat = agreement.seat.get(gap.seat)
        if seat is None or seat.party != party or settles(setting, gap):
            continue
        lead = settler(setting, gap.seat, owner_of(setting, gap.seat))
        if lead is not None and lead.id != gap.lead:
            due = counted(agreement, party, setting.now, wait)
            handed.append(replace(gap, lead=lead.id, due=due))
            await tx.ownership.save_gap(handed[-1])
            await note(tx, setting, gap, "ownership.gap_handed_on", {"lead": lead.id})
    for about in dict.fromkeys(gap.about for gap in handed):
        await tell(tx, setting, [gap for gap in handed if gap.about == about])


def settles(setting: Setting, gap: AreaGap) -> bool:
    """Whether who was asked to settle it is still here, and may know of it."""
    lead = setting.directory.person(gap.lead) if gap.lead else None
    return lead is not None and setting.is_here(lead) and may_know(setting, lead, gap.seat)
