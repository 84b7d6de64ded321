"""When it is asked of each counted deliverable whether it is there."""

from datetime import date

from bot.domain.agreement.document import Agreement
from bot.domain.deliverables import Deliverable, asked_at, watched_deliverables
from bot.domain.instant import Instant
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.storage_ports import Transaction


async def plan_asking(
    tx: Transaction, collaboration: str, agreement: Agreement, after: Instant
) -> None:
    """Put on the agenda when it is asked of each deliverable whether it is there."""
    for found in watched_deliverables(agreement):
        row = asking_row(collaboration, agreement, found, found.day)
        if row.due > after:
            await tx.agenda.put(row)


def asking_row(
    collaboration: str, agreement: Agreement, deliverable: Deliverable, day: date
) -> AgendaRow:
    """The row that asks on a day: the agreed one, or one that was named later."""
    about, agreed = deliverable.area.key, deliverable.day.isoformat()
    due = asked_at(agreement, deliverable, day)
    return AgendaRow(
        key=f"{collaboration}/deliverable/{about}/{agreed}/{due.isoformat()}",
        collaboration=collaboration,
        kind=AgendaKind.DELIVERABLE_ASK,
        due=due,
        subject={"area": about, "day": agreed},
    )
