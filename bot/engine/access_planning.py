"""When it is asked whether access is extended, and when nobody having chosen is raised."""

from bot.domain.access_ends import Ending, asked_at, endings, ends_at, raised_at, triggers_for
from bot.domain.agreement.document import Agreement
from bot.domain.instant import Instant
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.storage_ports import Transaction

ASK, RAISE = "ask", "raise"


async def plan_access(
    tx: Transaction, collaboration: str, agreement: Agreement, after: Instant
) -> None:
    """Put the question about each access on the agenda, at once where its time has passed."""
    for ending in endings(agreement):
        if ends_at(agreement, ending) > after:
            moment = Instant(max(asked_at(agreement, ending), after))
            # Without the moment in its key it is asked once for each last day.
            await tx.agenda.put(_row(collaboration, ending, ASK, moment))
        for trigger in triggers_for(agreement, ending):
            moment = raised_at(agreement, trigger, ending)
            if moment > after:
                row = _row(collaboration, ending, RAISE, moment, trigger=trigger.key)
                await tx.agenda.put(row)


def _row(
    collaboration: str, ending: Ending, step: str, due: Instant, *, trigger: str = ""
) -> AgendaRow:
    until = ending.grant.until.isoformat()
    at = f"/{trigger}/{due.isoformat()}" if trigger else ""
    return AgendaRow(
        key=f"{collaboration}/access/{ending.about}/{until}/{step}{at}",
        collaboration=collaboration,
        kind=AgendaKind.ACCESS_ENDS,
        due=due,
        subject={
            "location": ending.location.key,
            "seat": ending.grant.seat,
            "until": until,
            "step": step,
            "trigger": trigger,
        },
    )
