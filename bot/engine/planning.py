"""Putting on the agenda what the agreement promises."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import business_time
from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import CheckIn, checkin_id
from bot.domain.digest_week import next_digest
from bot.domain.duration import Duration
from bot.domain.instant import Instant, instant
from bot.domain.lateness import promised_at
from bot.domain.meetings import collected_from, is_meeting
from bot.domain.occurrences import Occurrence, milestone_occurrence, next_occurrence
from bot.domain.workdays import seat_working_days, seat_zone
from bot.engine.access_planning import plan_access
from bot.engine.action_planning import plan_actions
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.deliverable_planning import plan_asking
from bot.engine.escalation_causes import plan_overdue
from bot.engine.on_call_planning import plan_on_call
from bot.engine.ownership_planning import plan_looks
from bot.engine.pulse_planning import plan_pulse
from bot.engine.retrospective_planning import plan_retrospectives
from bot.engine.storage_ports import Transaction
from bot.engine.unanswered import plan_of_version
from bot.engine.uncertain_planning import plan_questions

TIME_TO_WRITE = timedelta(hours=1)
WALL_FORMAT = "%Y-%m-%dT%H:%M"
_ASK = "/ask/"


async def plan_all(
    tx: Transaction, collaboration: str, agreement: Agreement, after: Instant
) -> None:
    """Put the next of every cadence and digest, and what is to be asked, on the agenda.

    Doing it again changes nothing.

    What is promised for something that is done already moves to where its rule puts it now.
    """
    await plan_digests(tx, collaboration, agreement, after)
    for cadence in agreement.cadences:
        await plan_next(tx, collaboration, agreement, cadence, after)
    await plan_overdue(tx, collaboration, agreement, after)
    await plan_asking(tx, collaboration, agreement, after)
    await plan_access(tx, collaboration, agreement, after)
    await plan_on_call(tx, collaboration, agreement, after)
    await plan_of_version(tx, collaboration, agreement, after)
    for each in await milestones_ahead(tx, collaboration):
        occurrence = each.occurrence(agreement)
        if occurrence is not None:
            row = opening(collaboration, occurrence, completed=each.completed, said_by=each.said_by)
            await tx.agenda.put(row)
    await plan_questions(tx, collaboration, agreement, after)
    await plan_actions(tx, collaboration, agreement, after)
    await plan_looks(tx, collaboration, agreement, after)
    await plan_pulse(tx, collaboration, agreement, after)
    await plan_retrospectives(tx, collaboration, agreement, after)


async def plan_digests(
    tx: Transaction, collaboration: str, agreement: Agreement, after: Instant
) -> None:
    """Put the next weekly digest of every party on the agenda."""
    for party in agreement.parties:
        due = next_digest(party, after)
        await tx.agenda.put(
            AgendaRow(
                key=f"{collaboration}/digest/{party.key}/{due:{WALL_FORMAT}}",
                collaboration=collaboration,
                kind=AgendaKind.DIGEST,
                due=due,
                subject={"party": party.key},
            )
        )


async def plan_next(
    tx: Transaction, collaboration: str, agreement: Agreement, cadence: Cadence, after: Instant
) -> None:
    """Put the first occurrence after a moment on the agenda, if there is one."""
    occurrence = next_occurrence(agreement, cadence, after=after)
    if occurrence is not None:
        row = opening(collaboration, occurrence)
        await tx.agenda.put(row)
        await tx.agenda.put(asking(row, after))
        if is_meeting(cadence):
            await tx.agenda.put(collecting(row, agreement, after))


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """Something that is done, and an update promised for it that was not asked for yet."""

    row: AgendaRow
    area: str
    """Key of what is done."""
    cadence: str
    """Key of what is promised."""
    completed: Instant
    """When it was done."""
    said_by: str
    """The platform event that said so."""

    @classmethod
    def of(cls, row: AgendaRow) -> "Milestone | None":
        """What a row that opens a check-in says about a milestone; none when it is about none."""
        said = row.subject
        if row.kind is not AgendaKind.OPEN_CHECKIN or "area" not in said:
            return None
        return cls(
            row=row,
            area=said["area"],
            cadence=said["cadence"],
            completed=instant(datetime.fromisoformat(said["completed"])),
            said_by=said["said_by"],
        )

    def occurrence(self, agreement: Agreement) -> Occurrence | None:
        """What an agreement promises for it."""
        cadence = agreement.cadence.get(self.cadence)
        if cadence is None:
            return None
        return milestone_occurrence(agreement, cadence, self.area, self.completed)


async def milestones_ahead(tx: Transaction, collaboration: str) -> tuple[Milestone, ...]:
    """What is done and has updates still to come, the earliest first."""
    rows = await tx.agenda.pending(collaboration, AgendaKind.OPEN_CHECKIN)
    found = [Milestone.of(row) for row in rows]
    return tuple(each for each in found if each is not None)


def opening(
    collaboration: str,
    occurrence: Occurrence,
    *,
    completed: Instant | None = None,
    said_by: str = "",
) -> AgendaRow:
    """The row that opens the check-in of an occurrence; at a milestone with when it was done.

    The moment is part of the key: a day off that is added later moves an occurrence, and a row can
    be put only once. So is the event that said a milestone is reached: what was taken back can be
    said again.
    """
    id_ = checkin_id(collaboration, occurrence.cadence, occurrence.wall, occurrence.area)
    key = f"{id_}/open/{occurrence.due:{WALL_FORMAT}}"
    milestone: dict[str, str] = {}
    if occurrence.area is not None and completed is not None:
        key = f"{key}/{said_by}"
        milestone = {
            "area": occurrence.area,
            "completed": completed.isoformat(),
            "said_by": said_by,
        }
    return AgendaRow(
        key=key,
        collaboration=collaboration,
        kind=AgendaKind.OPEN_CHECKIN,
        due=occurrence.due,
        subject={
            "cadence": occurrence.cadence,
            "wall": occurrence.wall.strftime(WALL_FORMAT),
            **milestone,
        },
    )


def asking(row: AgendaRow, at: Instant) -> AgendaRow:
    """The row that asks for an update, or finds out when to ask.

    Args:
        row: the row that opens its check-in, or one that asks already.
        at: when to ask, or to find out.
    """
    return replace(
        row,
        key=f"{row.key.partition(_ASK)[0]}{_ASK}{at.isoformat()}",
        kind=AgendaKind.ASK,
        due=at,
        subject={"due": row.due.isoformat(), **row.subject},
    )


def collecting(row: AgendaRow, agreement: Agreement, after: Instant) -> AgendaRow:
    """The row that posts the agenda of a meeting, at once where its time has passed.

    Args:
        row: the row that opens the check-in of its minutes.
        agreement: the version in force.
        after: when it is planned.
    """
    cadence = agreement.cadence[row.subject["cadence"]]
    at = max(collected_from(agreement, cadence, row.due), after)
    return replace(
        row,
        key=f"{row.key}/agenda/{at.isoformat()}",
        kind=AgendaKind.MEETING_AGENDA,
        due=at,
        subject={"due": row.due.isoformat(), **row.subject},
    )


async def plan_follow_up(tx: Transaction, checkin: CheckIn, agreement: Agreement) -> None:
    """Put the reminder, the end of the grace and the telling of one check-in on the agenda."""
    cadence = agreement.cadence[checkin.cadence]
    seat, moment = reminding(agreement, checkin)
    rows = [
        _row(checkin, AgendaKind.REMIND, moment, seat),
        _row(checkin, AgendaKind.GO_LATE, checkin.late_at, cadence.writer),
        *(
            _row(checkin, AgendaKind.TELL, moment, seat)
            for seat, moment in telling(agreement, checkin)
        ),
    ]
    for row in rows:
        await tx.agenda.put(row)


def reminding(agreement: Agreement, checkin: CheckIn) -> tuple[str, Instant]:
    """Which seat is reminded, and when: as agreed, else the sender half-way through the grace."""
    cadence = agreement.cadence[checkin.cadence]
    agreed = cadence.if_late.remind if cadence.if_late else None
    if agreed is None:
        return cadence.writer, instant(checkin.due + (checkin.late_at - checkin.due) / 2)
    promised = promised_at(agreement, cadence, checkin.due)
    return agreed.seat, _after(agreement, cadence, promised, agreed.after)


def telling(agreement: Agreement, checkin: CheckIn) -> tuple[tuple[str, Instant], ...]:
    """Which seats are told that it has not come, and when."""
    cadence = agreement.cadence[checkin.cadence]
    steps = cadence.if_late.tell if cadence.if_late else ()
    promised = promised_at(agreement, cadence, checkin.due)
    return tuple((s.seat, _after(agreement, cadence, promised, s.after)) for s in steps)


def check_in(
    collaboration: str, agreement: Agreement, occurrence: Occurrence, now: Instant
) -> CheckIn:
    """The check-in of an occurrence as it is opened now."""
    return CheckIn(
        id=checkin_id(collaboration, occurrence.cadence, occurrence.wall, occurrence.area),
        collaboration=collaboration,
        cadence=occurrence.cadence,
        version=agreement.agreement.version,
        wall=occurrence.wall,
        due=occurrence.due,
        late_at=late_at(agreement, agreement.cadence[occurrence.cadence], occurrence.due),
        opened_at=now,
    )


def late_at(agreement: Agreement, cadence: Cadence, due: Instant) -> Instant:
    """The end of the grace; business days count on the sender's calendar.

    For a meeting it begins when its minutes are promised. A grace of zero would make an update late
    in the moment it is asked for, so everybody has an hour to write it.
    """
    end = _after(agreement, cadence, promised_at(agreement, cadence, due), cadence.grace)
    return max(end, instant(due + TIME_TO_WRITE))


def seen_by_others_from(agreement: Agreement, checkin: CheckIn) -> Instant:
    """From when anybody but the sender's side is shown that an update is late.

    It is the first agreed time to tell somebody, or the end of the grace when none is agreed.
    """
    return min((at for _, at in telling(agreement, checkin)), default=checkin.late_at)


def _after(agreement: Agreement, cadence: Cadence, due: Instant, wait: Duration) -> Instant:
    sender = cadence.writer
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
