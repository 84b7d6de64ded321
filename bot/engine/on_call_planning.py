"""What the agenda holds about turns of being on call: the question, and a lead when it is open."""

from bot.domain.agreement.document import Agreement
from bot.domain.instant import Instant
from bot.domain.on_call import Turn, asked_at, begins_at, raised_at, turns
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.storage_ports import Transaction

ASK, RAISE = "ask", "raise"


async def plan_on_call(
    tx: Transaction, collaboration: str, agreement: Agreement, after: Instant
) -> None:
    """Put both on the agenda for each turn to come, at once where the time to ask has passed."""
    for turn in turns(agreement):
        if begins_at(agreement, turn) > after:
            steps = ((ASK, asked_at(agreement, turn)), (RAISE, raised_at(agreement, turn)))
            for step, moment in steps:
                await tx.agenda.put(_row(collaboration, turn, step, Instant(max(moment, after))))


def _row(collaboration: str, turn: Turn, step: str, due: Instant) -> AgendaRow:
    return AgendaRow(
        key=f"{collaboration}/{turn.about}/{step}",
        collaboration=collaboration,
        kind=AgendaKind.ON_CALL,
        due=due,
        subject={"turn": turn.about, "step": step},
    )
