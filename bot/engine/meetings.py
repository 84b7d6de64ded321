"""The agenda of a meeting: finding it, carrying over what was left open, reading it."""

from collections.abc import Iterable
from dataclasses import replace

from bot.cards.compose.checkins import Promise
from bot.cards.compose.meetings import Meeting
from bot.cards.words import meetings as words
from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import checkin_id
from bot.domain.meeting_agenda import MeetingAgenda, Point
from bot.domain.meetings import approved_at_next, is_meeting
from bot.domain.minutes import left_open
from bot.domain.occurrences import Occurrence, next_occurrence
from bot.domain.visibility import View
from bot.engine.planning import check_in
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

#: How many past check-ins are looked through for minutes to approve.
_LOOK_BACK = 5


async def agenda_for(tx: Transaction, setting: Setting, occurrence: Occurrence) -> MeetingAgenda:
    """The agenda of a meeting, with what earlier ones left open. Looking at it keeps nothing."""
    id_ = checkin_id(setting.collaboration.id, occurrence.cadence, occurrence.wall)
    known = await tx.meetings.get(id_)
    agenda = known or MeetingAgenda(
        id=id_,
        collaboration=setting.collaboration.id,
        cadence=occurrence.cadence,
        wall=occurrence.wall,
        start=occurrence.due,
    )
    agenda = replace(agenda, start=occurrence.due, dropped=False)
    if agenda.begun(setting.now):
        return agenda
    return agenda.carrying(await _left_open_before(tx, setting, agenda))


async def keep(tx: Transaction, agenda: MeetingAgenda) -> None:
    """Keep an agenda, be it a new one."""
    if await tx.meetings.get(agenda.id) is None:
        await tx.meetings.add(agenda)
    else:
        await tx.meetings.save(agenda)


async def _left_open_before(
    tx: Transaction, setting: Setting, agenda: MeetingAgenda
) -> list[Point]:
    """What the meeting before left open, and its minutes, when this one is to approve them."""
    found: list[Point] = []
    earlier = await tx.meetings.before(agenda.collaboration, agenda.cadence, agenda.start)
    if earlier is not None:
        minutes = await tx.checkins.get(earlier.id)
        open_ones = left_open(earlier.points, minutes.answer if minutes else None)
        found = [replace(point, since=point.since or earlier.wall) for point in open_ones]
    cadence = setting.agreement.cadence[agenda.cadence]
    if not approved_at_next(cadence):
        return found
    past = await tx.checkins.latest(agenda.collaboration, agenda.cadence, _LOOK_BACK)
    sent = next((each for each in past if each.due < agenda.start and each.answers), None)
    if sent is None:
        return found
    to_approve = Point(
        id=f"approve/{sent.id}",
        text=words.approve(Promise(agreement=setting.agreement, checkin=sent).day),
        person=None,
        at=sent.answers[0].at,
        since=sent.wall,
    )
    return [to_approve, *(point for point in found if point.id != to_approve.id)]


async def minutes_of(tx: Transaction, agreement: Agreement, agenda: MeetingAgenda) -> Promise:
    """The minutes of a meeting, there or as they would be asked for. The cadence must be known."""
    occurrence = Occurrence(agenda.cadence, agenda.wall, agenda.start)
    foreseen = check_in(agenda.collaboration, agreement, occurrence, agenda.start)
    checkin = await tx.checkins.get(agenda.id) or foreseen
    return Promise(agreement=agreement, checkin=checkin)


async def as_read(
    tx: Transaction, setting: Setting, agenda: MeetingAgenda, seen: View, zone: str
) -> Meeting:
    """An agenda as somebody reads it, under the agreement in force."""
    return Meeting(
        view=seen,
        agenda=agenda,
        zone=zone,
        names=names_of(setting, agenda.points, seen),
        promise=await minutes_of(tx, setting.agreement, agenda),
        begun=agenda.begun(setting.now),
    )


def names_of(setting: Setting, points: Iterable[Point], seen: View) -> dict[str, str]:
    """What those who added points are called, by id.

    Somebody whose every seat does not exist for the reader is called by their side.
    """
    return {point.person: _name(setting, point.person, seen) for point in points if point.person}


def _name(setting: Setting, id_: str, seen: View) -> str:
    person = setting.directory.person(id_)
    held = setting.directory.seats_of(setting.collaboration.id, person, setting.now)
    known = [seat for seat in held if seat in setting.agreement.seat]
    if known and not seen.seats_of(known):
        return setting.agreement.party_of(known[0]).short
    return person.name


def upcoming(setting: Setting, cadence: Cadence) -> Occurrence | None:
    """The next meeting of a cadence."""
    return next_occurrence(setting.agreement, cadence, after=setting.now)


def meetings_in(seen: View) -> tuple[Cadence, ...]:
    """The meetings that exist for a reader."""
    found = (each for each in seen.agreement.cadences if is_meeting(each))
    return tuple(each for each in found if seen.seat(each.from_))
