"""What raises by itself because something did not come: missed updates, late deliverables.

What Accord can count is what it is told. A missed update it knows itself. A deliverable is late
when its day has passed and nobody said `done`; that can only be said of something an update is
promised for, so only such deliverables are counted. The limit is one of a trigger of type overdue
whose measure is in `COUNTED`, in business or calendar days after the day it was due.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime

from bot.cards.words import escalations as words
from bot.domain import business_time
from bot.domain.agreement.areas import Area, AreaKind
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.triggers import Trigger, TriggerType
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.duration import Duration, Unit
from bot.domain.instant import Instant
from bot.domain.limits import Watched, watched
from bot.domain.measure import measure_name
from bot.domain.people import CollaborationState
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import working_days
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.escalating import Report, open_escalation
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

#: Measures of overdue triggers that Accord counts itself: days since a deliverable was due.
COUNTED = frozenset({"deliverable_days_late", "days_late"})
_UNITS = {"bd": Unit.BUSINESS_DAYS, "cd": Unit.CALENDAR_DAYS}
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
                token=_token(f"{trigger.key}/{checkin.id}"),
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
    for limit, area, day in _dated(agreement):
        moment = _passes(agreement, limit, area, day)
        if moment > after:
            trigger = limit.trigger.key
            await tx.agenda.put(
                AgendaRow(
                    key=f"{collaboration}/overdue/{trigger}/{area.key}/{moment.isoformat()}",
                    collaboration=collaboration,
                    kind=AgendaKind.DELIVERABLE_OVERDUE,
                    due=moment,
                    subject={"trigger": trigger, "area": area.key, "day": day.isoformat()},
                )
            )


async def fire_overdue(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """A deliverable is late by more than is agreed, unless it was said to be done."""
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        return
    for limit, area, day in _dated(setting.agreement):
        same = (limit.trigger.key, area.key, day.isoformat()) == (
            row.subject["trigger"],
            row.subject["area"],
            row.subject["day"],
        )
        moved = _passes(setting.agreement, limit, area, day) != row.due
        if not same or moved or await _said_done(tx, setting, area):
            continue
        report = Report(
            token=_token(row.key),
            trigger=limit.trigger.key,
            words=words.overdue(area.title, day),
            happened_at=row.due,
            known_at=row.due,
        )
        await open_escalation(tx, setting, report, agreements)
        return


async def _said_done(tx: Transaction, setting: Setting, area: Area) -> bool:
    """Whether somebody said `done`: what it promised is on the agenda, or was opened."""
    id_, kinds = setting.collaboration.id, (AgendaKind.OPEN_CHECKIN, AgendaKind.ASK)
    pending = await tx.agenda.pending(id_, *kinds)
    if any(row.subject.get("area") == area.key and "completed" in row.subject for row in pending):
        return True
    for cadence in setting.agreement.cadences:
        if area.key in cadence.rule.areas:
            past = await tx.checkins.latest(setting.collaboration.id, cadence.key, _LOOK_BACK)
            mine = [each for each in past if each.id.endswith(f"/{area.key}")]
            # Taken back, it is excused by nobody.
            if any(each.state is not CheckInState.EXCUSED or each.excuse for each in mine):
                return True
    return False


def _dated(agreement: Agreement) -> Iterator[tuple[Watched, Area, date]]:
    """Each limit for late deliverables with each deliverable that has a day and can be done."""
    can_be_done = {key for cadence in agreement.cadences for key in cadence.rule.areas}
    for limit in watched(agreement):
        if not _counts_days(limit.trigger, limit):
            continue
        for area in agreement.areas:
            if area.kind is AreaKind.DELIVERABLE and area.key in can_be_done:
                yield from ((limit, area, due.date) for due in area.due if due.date)


def _counts_days(trigger: Trigger, limit: Watched) -> bool:
    overdue = trigger.trigger.type is TriggerType.OVERDUE
    return overdue and limit.name in COUNTED and limit.unit in _UNITS


def _passes(agreement: Agreement, limit: Watched, area: Area, day: date) -> Instant:
    """When it is late by more than agreed: counted from the end of the day's office hours."""
    party = agreement.party_of(area.accountable)
    end = resolve_wall(datetime.combine(day, party.hours.end), party.zone)
    length = Duration(int(limit.value), _UNITS[limit.unit])
    return business_time.after(end, length, zone=party.zone, workdays=working_days(party))


def _token(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]
