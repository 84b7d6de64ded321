"""When the sender is asked: in their hours, ahead if they like, and not twice at once."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cards.compose.checkins import Promise
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import CheckIn, checkin_id
from bot.domain.instant import Instant, instant, parse_instant
from bot.domain.manners import agreed_for_a_day_off
from bot.domain.meetings import is_meeting
from bot.domain.occurrences import Occurrence, next_occurrence
from bot.domain.people import CollaborationState, Person
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.agreements import AgreementCache, promised
from bot.engine.checkin_messages import ask_sender, nudge_key
from bot.engine.checkin_record import note
from bot.engine.contacts import Route, route
from bot.engine.pausing import wait_for_resume
from bot.engine.planning import WALL_FORMAT, Milestone, asking, check_in, late_at
from bot.engine.pushing import bundle_key
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_MOMENT_BEFORE = timedelta(seconds=1)
#: A row fired so long after its moment was not waited for: Accord was not running.
_CATCHING_UP_AFTER = timedelta(hours=1)
#: What is fired so soon after its moment was waited for.
_A_TICK = timedelta(minutes=1)
#: What was moved to the begin of the same hours comes at the same moment.
_AT_ONCE = timedelta(minutes=5)
_FIRST_DUE, _CROWD = "first_due", "crowd"


async def fire_ask(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Ask for the update of an occurrence, if this is the moment; else plan to ask then."""
    known = await tx.checkins.get(checkin_of(row))
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        if known is not None and known.waiting:
            await wait_for_resume(tx, setting, row)
        return
    if row.subject["cadence"] not in setting.agreement.cadence:
        return
    due = parse_instant(row.subject["due"])
    if known is not None:
        promise = await promised(tx, known, agreements)
        await ask_when_due(tx, setting, promise, row)
    elif setting.now < due:
        await _ask_early(tx, setting, row, due)


async def _ask_early(tx: Transaction, setting: Setting, row: AgendaRow, due: Instant) -> None:
    """Open it before it is due, when its sender wants to be asked then or could not be later."""
    cadence = setting.agreement.cadence[row.subject["cadence"]]
    if is_meeting(cadence):
        return  # nobody writes the minutes of a meeting that has not begun
    occurrence = still_promised(setting.agreement, row, due)
    where = route(setting, cadence.writer)
    if occurrence is None or where is None or agreed_for_a_day_off(setting.agreement, cadence, due):
        return
    moment = where.hours.ask_at(due, late_at(setting.agreement, cadence, due))
    if moment >= due:
        return  # it is asked for when it is opened
    if moment > setting.now:
        await tx.agenda.put(asking(row, moment))
        return
    checkin, _ = await opened(tx, setting, occurrence)
    await tx.checkins.add(checkin)
    await note(tx, setting, checkin, "checkin.opened", {"due": due.isoformat(), "early": True})
    await ask_when_due(tx, setting, Promise(agreement=setting.agreement, checkin=checkin), row)


async def ask_when_due(tx: Transaction, setting: Setting, promise: Promise, row: AgendaRow) -> None:
    """Ask now, or as soon as the sender may be written to."""
    checkin = promise.checkin
    if not checkin.waiting or await was_asked(tx, promise):
        return
    where = route(setting, promise.cadence.writer)
    if where is None:
        await note(tx, setting, checkin, "checkin.nobody_to_ask", {"seat": promise.cadence.writer})
        return
    crowd = _CROWD in row.subject or await _in_a_crowd(tx, setting, where, row)
    agreed = _at_agreed_time(setting, promise)
    moment = setting.now if agreed else where.hours.next_allowed(setting.now)
    if moment > setting.now:
        await tx.agenda.put(_crowded(asking(row, moment), crowd=crowd))
        return
    await ask_sender(tx, setting, promise, in_a_crowd=crowd, at_agreed_time=agreed)
    await tx.checkins.save(checkin.asked_for(setting.now))


def _at_agreed_time(setting: Setting, promise: Promise) -> bool:
    """Whether this is the agreed moment of an update that is due on a day off of its sender."""
    due = promise.checkin.due
    on_time = timedelta() <= setting.now - due < _CATCHING_UP_AFTER
    return on_time and agreed_for_a_day_off(promise.agreement, promise.cadence, due)


async def wait_for_hours(tx: Transaction, setting: Setting, row: AgendaRow, seat: str) -> bool:
    """Put a row off until who it is for may be written to; False when that is now.

    What to say is decided then: it may have come, or be late, in the meantime.
    """
    where = route(setting, seat)
    moment = where.hours.next_allowed(setting.now) if where else setting.now
    if moment <= setting.now:
        return False
    await tx.agenda.put(put_off_to(row, moment))
    return True


def put_off_to(row: AgendaRow, moment: Instant) -> AgendaRow:
    """The row that is fired instead of another one, later."""
    base = row.key.partition("/at/2")[0]  # a year follows; an update can be called “at”
    return AgendaRow(
        key=f"{base}/at/{moment.isoformat()}",
        collaboration=row.collaboration,
        kind=row.kind,
        due=moment,
        subject={**row.subject, _FIRST_DUE: first_due(row).isoformat()},
    )


def first_due(row: AgendaRow) -> Instant:
    """When a row fell due before it was put off."""
    return parse_instant(row.subject[_FIRST_DUE]) if _FIRST_DUE in row.subject else row.due


async def was_asked(tx: Transaction, promise: Promise) -> bool:
    """Whether they were asked for it, in a message of its own or in a list of several things."""
    if promise.checkin.asked_at is not None:
        return True
    return await tx.outbox.find(nudge_key(promise)) is not None  # by an older program


def just_asked(setting: Setting, promise: Promise) -> bool:
    """Whether they were asked for it this very moment, so that a reminder would say it twice."""
    asked = promise.checkin.asked_at
    return asked is not None and setting.now - asked < _AT_ONCE


async def put_off(tx: Transaction, checkin: CheckIn, now: Instant) -> bool:
    """Whether the sender chose to be asked again at a later moment."""
    chosen = await tx.agenda.pending(checkin.collaboration, AgendaKind.ASK_AGAIN)
    return any(row.subject["checkin"] == checkin.id and row.due > now for row in chosen)


async def opened(tx: Transaction, setting: Setting, occurrence: Occurrence) -> tuple[CheckIn, bool]:
    """The check-in of an occurrence, and whether it is there already; a new one is not saved."""
    id_ = checkin_id(setting.collaboration.id, occurrence.cadence, occurrence.wall, occurrence.area)
    known = await tx.checkins.get(id_)
    if known is not None:
        return known, True
    return check_in(setting.collaboration.id, setting.agreement, occurrence, setting.now), False


def checkin_of(row: AgendaRow) -> str:
    """Id of the check-in that a row opens or asks for."""
    said = row.subject
    return checkin_id(row.collaboration, said["cadence"], _wall(row), said.get("area"))


def still_promised(agreement: Agreement, row: AgendaRow, due: Instant) -> Occurrence | None:
    """The row's occurrence, if the agreement in force still has it at that moment."""
    if (milestone := Milestone.of(row)) is not None:
        now_promised = milestone.occurrence(agreement)
        return now_promised if now_promised and now_promised.due == due else None
    found = next_occurrence(
        agreement, agreement.cadence[row.subject["cadence"]], after=instant(due - _MOMENT_BEFORE)
    )
    return found if found and (found.wall, found.due) == (_wall(row), due) else None


async def _in_a_crowd(tx: Transaction, setting: Setting, where: Route, row: AgendaRow) -> bool:
    """Whether Accord was not running, and this is one of several things that wait for a person."""
    overdue = setting.now - row.due
    if where.person is None or overdue < _A_TICK:
        return False
    moment = where.hours.next_allowed(setting.now)
    if await tx.outbox.find(bundle_key(where.person, where.hours, moment)) is not None:
        return True
    id_, kinds = setting.collaboration.id, (AgendaKind.OPEN_CHECKIN, AgendaKind.ASK)
    beside = [
        other
        for other in await tx.agenda.pending(id_, *kinds)
        if (other.due <= setting.now or _CROWD in other.subject)
        and other.subject["cadence"] != row.subject["cadence"]
        and _is_for(setting, where.person, other)
    ]
    long_ago = max(overdue, *(setting.now - other.due for other in beside), timedelta())
    was_down = long_ago >= _CATCHING_UP_AFTER or any(_CROWD in each.subject for each in beside)
    return was_down and bool(beside)


def _is_for(setting: Setting, person: Person, row: AgendaRow) -> bool:
    cadence = setting.agreement.cadence.get(row.subject["cadence"])
    where = route(setting, cadence.writer) if cadence else None
    return where is not None and where.person == person


def _crowded(row: AgendaRow, *, crowd: bool) -> AgendaRow:
    return replace(row, subject={**row.subject, _CROWD: "yes"}) if crowd else row


def _wall(row: AgendaRow) -> datetime:
    return datetime.strptime(row.subject["wall"], WALL_FORMAT)  # noqa: DTZ007 - a wall time is naive
