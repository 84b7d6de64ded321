"""Putting on the agenda what the agreement promises."""

from bot.domain import business_time
from bot.domain.agreement.cadences import Cadence, IfLate
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import CheckIn, checkin_id
from bot.domain.duration import Duration
from bot.domain.instant import Instant, instant
from bot.domain.occurrences import Occurrence, next_occurrence
from bot.domain.workdays import seat_working_days, seat_zone
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.storage_ports import Transaction

WALL_FORMAT = "%Y-%m-%dT%H:%M"


async def plan_all(
    tx: Transaction, collaboration: str, agreement: Agreement, after: Instant
) -> None:
    """Put the next occurrence of every cadence on the agenda. Doing it again changes nothing."""
    for cadence in agreement.cadences:
        await plan_next(tx, collaboration, agreement, cadence, after)


async def plan_next(
    tx: Transaction, collaboration: str, agreement: Agreement, cadence: Cadence, after: Instant
) -> None:
    """Put the first occurrence after a moment on the agenda, if there is one."""
    occurrence = next_occurrence(agreement, cadence, after=after)
    if occurrence is not None:
        await tx.agenda.put(opening(collaboration, occurrence))


def opening(collaboration: str, occurrence: Occurrence) -> AgendaRow:
    """The row that opens the check-in of an occurrence."""
    id_ = checkin_id(collaboration, occurrence.cadence, occurrence.wall)
    return AgendaRow(
        key=f"{id_}/open",
        collaboration=collaboration,
        kind=AgendaKind.OPEN_CHECKIN,
        due=occurrence.due,
        subject={
            "cadence": occurrence.cadence,
            "wall": occurrence.wall.strftime(WALL_FORMAT),
        },
    )


async def plan_follow_up(tx: Transaction, checkin: CheckIn, agreement: Agreement) -> None:
    """Put the reminder, the end of the grace and the telling of one check-in on the agenda."""
    cadence = agreement.cadence[checkin.cadence]
    if_late = cadence.if_late or IfLate()
    remind = (
        _after(agreement, cadence, checkin.due, if_late.remind.after)
        if if_late.remind
        else instant(checkin.due + (checkin.late_at - checkin.due) / 2)
    )
    seat = if_late.remind.seat if if_late.remind else cadence.from_
    rows = [
        _row(checkin, AgendaKind.REMIND, remind, seat),
        _row(checkin, AgendaKind.GO_LATE, checkin.late_at, cadence.from_),
        *(
            _row(checkin, AgendaKind.TELL, _after(agreement, cadence, checkin.due, s.after), s.seat)
            for s in if_late.tell
        ),
    ]
    for row in rows:
        await tx.agenda.put(row)


def late_at(agreement: Agreement, cadence: Cadence, due: Instant) -> Instant:
    """The end of the grace; business days count on the sender's calendar."""
    return _after(agreement, cadence, due, cadence.grace)


def _after(agreement: Agreement, cadence: Cadence, due: Instant, wait: Duration) -> Instant:
    sender = cadence.from_
    return business_time.after(
        due,
        wait,
        zone=seat_zone(agreement, sender),
        workdays=seat_working_days(agreement, sender),
    )


def _row(checkin: CheckIn, kind: AgendaKind, due: Instant, seat: str) -> AgendaRow:
    return AgendaRow(
        key=f"{checkin.id}/{kind}/{seat}",
        collaboration=checkin.collaboration,
        kind=kind,
        due=due,
        subject={"checkin": checkin.id, "seat": seat},
    )
