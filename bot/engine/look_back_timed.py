"""What falls due after an escalation was closed: a side is asked to look back, or the time is over.

A pause holds up the question and not its end. In a closed collaboration nobody is asked any more;
what was asked can still be answered.
"""

from bot.domain.ladder import Case
from bot.domain.people import CollaborationState
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.asking import put_off_to
from bot.engine.contacts import route_to
from bot.engine.escalating import case_of
from bot.engine.looking_back import ask_side, end, whom_to_ask
from bot.engine.pausing import wait_for_resume
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def fire(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Do what a due row is for, if the escalation stayed closed and it is still open."""
    escalation = await tx.escalations.get(row.subject["escalation"])
    look_back = escalation.look_back if escalation else None
    if escalation is None or look_back is None or not look_back.open:
        return
    if str(look_back.run) != row.subject["run"]:
        return
    case = await case_of(tx, escalation, agreements)
    if row.kind is AgendaKind.LOOK_BACK_OVER:
        await end(tx, setting, case, look_back)
    elif setting.collaboration.state is CollaborationState.ACTIVE:
        await _ask(tx, setting, row, case)
    elif setting.collaboration.state is CollaborationState.PAUSED:
        await wait_for_resume(tx, setting, row)


async def _ask(tx: Transaction, setting: Setting, row: AgendaRow, case: Case) -> None:
    """Ask now, or when the hours begin of who is to be asked by now."""
    party = row.subject["party"]
    who = whom_to_ask(setting, case, party)
    where = route_to(setting, party, who) if who else None
    moment = where.hours.next_allowed(setting.now) if where else setting.now
    if moment > setting.now:
        await tx.agenda.put(put_off_to(row, moment))
    else:
        await ask_side(tx, setting, case, party)
