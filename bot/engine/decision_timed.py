"""One reminder, with manners, of a decision that waits for the word of who may decide."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain import business_time
from bot.domain.decisions import Decision, DecisionState
from bot.domain.duration import Duration
from bot.domain.people import CollaborationState
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.contacts import Route
from bot.engine.decision_messages import deciders, remind_to_confirm
from bot.engine.pausing import wait_for_resume
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import parse_label

#: On the calendar of who is asked, from when they could read it.
REMINDED_AFTER = Duration.parse("2bd")
_OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)


async def plan_reminder(
    tx: Transaction, setting: Setting, decision: Decision, agreements: AgreementCache
) -> None:
    """Put on the agenda when each of those who were asked is reminded."""
    for where in await deciders(tx, setting, decision, agreements):
        if where.person is not None:
            due = business_time.after(
                where.hours.next_allowed(setting.now),
                REMINDED_AFTER,
                zone=where.hours.zone,
                workdays=where.hours.workdays,
            )
            await tx.agenda.put(
                AgendaRow(
                    key=f"{decision.collaboration}/decision/{decision.label}/{where.person.id}",
                    collaboration=decision.collaboration,
                    kind=AgendaKind.DECISION,
                    due=due,
                    subject={"decision": decision.label, "person": where.person.id},
                )
            )


async def fire(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Remind one of those who were asked, if it still waits and is still theirs to decide.

    In their hours; while the collaboration is paused not before it goes on.
    """
    number, restricted = parse_label(row.subject["decision"])
    decision = await tx.decisions.get(row.collaboration, number, restricted=restricted)
    if decision is None or decision.state is not DecisionState.PROPOSED:
        return
    if setting.collaboration.state in _OVER:
        return
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        await wait_for_resume(tx, setting, row)
        return
    found = await deciders(tx, setting, decision, agreements)
    where = _asked(found, row.subject["person"])
    if where is None:
        return
    moment = where.hours.next_allowed(setting.now)
    if moment > setting.now:
        await tx.agenda.put(replace(row, key=f"{row.key}/at/{moment.isoformat()}", due=moment))
        return
    await remind_to_confirm(tx, setting, decision, where, agreements)
    await tx.record.append(
        setting.entry(
            "decision.reminded",
            f"decision {decision.label}",
            seat=decision.decider.seat,
            party=decision.decider.party,
            data={"person": row.subject["person"]},
        )
    )


def _asked(found: Sequence[Route], person: str) -> Route | None:
    return next((each for each in found if each.person and each.person.id == person), None)
