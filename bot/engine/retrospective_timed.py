"""What falls due for a retrospective: its begin, its one reminder, its end.

A pause holds up the begin and the reminder, not the end. In a closed collaboration only the one
about the close begins; what was asked can still be answered.
"""

from datetime import timedelta

from bot.domain.instant import Instant, instant
from bot.domain.people import CollaborationState
from bot.domain.retrospective import CLOSING, Retrospective, phase_of
from bot.engine.agenda import AgendaRow
from bot.engine.pausing import wait_for_resume
from bot.engine.retrospective_messages import remind
from bot.engine.retrospective_planning import BEGIN, REMIND
from bot.engine.retrospectives import begin, end
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

#: Closed again so soon after the last one about a close, nobody is asked once more.
_CLOSED_AGAIN = timedelta(days=30)


async def fire(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    """Do what a due row is for, if it is still wanted."""
    if row.subject["step"] == BEGIN:
        await _begin(tx, setting, row)
        return
    found = await tx.retrospectives.get(row.subject["retrospective"])
    if found is None or not found.open:
        return
    if row.subject["step"] != REMIND:
        await end(tx, setting, found)
    elif setting.collaboration.state in (CollaborationState.ACTIVE, CollaborationState.CLOSED):
        await remind(tx, setting, found)


async def _begin(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    occasion, state = row.subject["occasion"], setting.collaboration.state
    known = await tx.retrospectives.all(setting.collaboration.id)
    if occasion == CLOSING:
        asked_lately = any(_of_a_close(each, setting.now) for each in known)
        if state is CollaborationState.CLOSED and not asked_lately:
            await begin(tx, setting, occasion)
        return
    phase = setting.agreement.phase.get(phase_of(occasion) or "")
    if phase is None or not phase.retrospective or phase.end.isoformat() != row.subject["end"]:
        return
    if any(occasion in each.occasions for each in known):
        return
    if state is CollaborationState.ACTIVE:
        await begin(tx, setting, occasion)
    elif state is CollaborationState.PAUSED:
        await wait_for_resume(tx, setting, row)


def _of_a_close(retrospective: Retrospective, now: Instant) -> bool:
    lately = retrospective.begun_at > instant(now - _CLOSED_AGAIN)
    return CLOSING in retrospective.occasions and lately
