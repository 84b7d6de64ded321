"""What raises by itself because something did not come: missed updates, late deliverables.

What Accord can count is what it is told. A missed update it knows itself. A deliverable is late
when its day has passed and nobody said `done`: whoever answers for it is asked on that day (see
`bot.engine.deliverable_asking`).
"""

from dataclasses import replace

from bot.cards.words import escalations as words
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.triggers import TriggerType
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.deliverables import Deliverable, counted, late_at
from bot.domain.instant import Instant, parse_instant
from bot.domain.limits import Watched, watched
from bot.domain.measure import measure_name
from bot.domain.people import CollaborationState
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.done_so_far import done_so_far
from bot.engine.escalating import Report, open_escalation, token_of
from bot.engine.pausing import wait_for_resume
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_LOOK_BACK = 20


async def missed(
    tx: Transaction, setting: Setting, checkin: CheckIn, agreements: AgreementCache
) -> None:
    """An update was missed: triggers of that type begin, after as many in a row as agreed.

    A trigger names the update by its key as the measure; without one it is any update.
    """
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        return
    cadence = setting.agreement.cadence.get(checkin.cadence)
    past = await tx.checkins.latest(checkin.collaboration, checkin.cadence, _LOOK_BACK)
    in_a_row = 0
    for each in sorted(past, key=lambda each: each.due, reverse=True):
        if each.due > checkin.due:
            continue
        if each.state is not CheckInState.MISSED and each.id != checkin.id:
            break
        in_a_row += 1
    for trigger in setting.agreement.triggers:
        about = trigger.trigger
        named = about.measure is None or measure_name(about.measure) == checkin.cadence
        if about.type is not TriggerType.MISSED_UPDATE or not named or cadence is None:
            continue
        limit = next((w for w in watched(setting.agreement) if w.trigger is trigger), None)
        if limit is None or limit.crossed_by(max(in_a_row, 1)):
            report = Report(
                token=token_of(f"{trigger.key}/{checkin.id}"),
                trigger=trigger.key,
                words=words.missed_update(cadence.title),
                happened_at=checkin.due,
                known_at=setting.now,
            )
            await open_escalation(tx, setting, report, agreements)


async def plan_overdue(
    tx: Transaction, collaboration: str, agreement: Agreement, after: Instant
) -> None:
    """Put on the agenda when deliverables will be late by more than is agreed."""
    for limit, deliverable in counted(agreement):
        moment = late_at(agreement, limit, deliverable)
        if moment > after:
            await tx.agenda.put(_overdue_row(collaboration, limit, deliverable, moment))


async def count_again(tx: Transaction, setting: Setting, deliverable: Deliverable) -> None:
    """It is not done after all: what it is late for already is decided anew, now.

    What runs for it already climbs on instead.
    """
    about, running = deliverable_about(deliverable), set[str | None]()
    for escalation in await tx.escalations.open(setting.collaboration.id):
        running |= {escalation.trigger} if escalation.waits_for(about) else set()
    for limit, each in counted(setting.agreement):
        moment = late_at(setting.agreement, limit, each)
        late = each == deliverable and moment <= setting.now
        if late and limit.trigger.key not in running:
            row = _overdue_row(setting.collaboration.id, limit, each, moment)
            key = f"{row.key}/again/{setting.now.isoformat()}"
            await tx.agenda.put(replace(row, key=key, due=setting.now))


async def fire_overdue(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """A deliverable is late by more than is agreed, unless it was said to be done.

    What passes while the collaboration stands still is decided when it goes on.
    """
    passes = parse_instant(row.subject["passes"]) if "passes" in row.subject else row.due
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        subject = {**row.subject, "passes": passes.isoformat()}
        await wait_for_resume(tx, setting, replace(row, subject=subject))
        return
    for limit, found in counted(setting.agreement):
        same = (limit.trigger.key, found.area.key, found.day.isoformat()) == (
            row.subject["trigger"],
            row.subject["area"],
            row.subject["day"],
        )
        if not same or late_at(setting.agreement, limit, found) != passes:
            continue
        said = await done_so_far(tx, setting.collaboration.id, [found.area.key])
        if said.is_done(found):
            continue
        report = Report(
            token=token_of(row.key),
            trigger=limit.trigger.key,
            words=words.overdue(found.title, found.day),
            about=deliverable_about(found),
            happened_at=passes,
            known_at=row.due,
        )
        await open_escalation(tx, setting, report, agreements)
        return


def deliverable_about(deliverable: Deliverable) -> str:
    """What an escalation waits for when a deliverable is late."""
    return f"{deliverable.area.key}/{deliverable.day.isoformat()}"


def _overdue_row(
    collaboration: str, limit: Watched, deliverable: Deliverable, moment: Instant
) -> AgendaRow:
    trigger, area, day = limit.trigger.key, deliverable.area.key, deliverable.day.isoformat()
    return AgendaRow(
        key=f"{collaboration}/overdue/{trigger}/{area}/{day}/{moment.isoformat()}",
        collaboration=collaboration,
        kind=AgendaKind.DELIVERABLE_OVERDUE,
        due=moment,
        subject={
            "trigger": trigger,
            "area": area,
            "day": day,
            "passes": moment.isoformat(),
        },
    )
