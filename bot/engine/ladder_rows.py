"""What a ladder puts on the agenda."""

from bot.domain.instant import Instant
from bot.domain.ladder import Case
from bot.engine.agenda import AgendaKind, AgendaRow


def row_of(case: Case, kind: AgendaKind, due: Instant, **subject: str) -> AgendaRow:
    """A row of this run. Its key holds all it is about, so that the same is put once."""
    escalation = case.escalation
    about = "/".join(subject[name] for name in sorted(subject))
    return AgendaRow(
        key=f"{escalation.id}/{escalation.run}/{kind}/{about}/{due.isoformat()}",
        collaboration=escalation.collaboration,
        kind=kind,
        due=due,
        subject={"escalation": escalation.id, "run": str(escalation.run), **subject},
    )
