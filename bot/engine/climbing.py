"""Climbing a ladder: who is told on each rung, and what is put on the agenda for later.

Everything here works on a case and gives it back as it is then; `keep` saves it and shows it.
"""

import logging
from dataclasses import dataclass, replace

from bot.domain import business_time
from bot.domain.agreement.triggers import LadderStep
from bot.domain.duration import Duration
from bot.domain.escalation import Because, Outcome, Rung, Told
from bot.domain.instant import Instant
from bot.domain.ladder import Case
from bot.domain.people import Person
from bot.engine.agenda import AgendaKind
from bot.engine.contacts import Route, hours_for
from bot.engine.escalation_messages import show
from bot.engine.escalation_record import note
from bot.engine.ladder_rows import row_of
from bot.engine.notices import plan_notices
from bot.engine.recipients import covering, leads_of, recipient
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction

_LOG = logging.getLogger(__name__)
#: Told again, once, where no trigger fits and nobody has it: after this on the reader's calendar.
ASKED_AGAIN_AFTER = Duration.parse("1bd")


@dataclass(frozen=True)
class Call:
    """Somebody is to be told on a rung."""

    step: int
    """0 for a lead."""
    seat: str
    """Key of the seat; of a lead the id of the person."""
    because: Because


@dataclass(frozen=True)
class Place:
    """Where they are told, and for which party."""

    party: str
    where: Route


async def keep(tx: Transaction, setting: Setting, case: Case) -> None:
    """Save how it stands, and show it to everybody who was told."""
    await tx.escalations.save(case.escalation)
    await show(tx, setting, case)


async def begin(tx: Transaction, setting: Setting, case: Case) -> Case:
    """The begin of a run: the first rung is told, the others go on the agenda."""
    if case.trigger is None:
        return await _tell_leads(tx, setting, case, Because.NOT_AGREED)
    notice, (first, *others) = case.trigger.first_notice, case.steps
    case = await reach(tx, setting, case, first, Because.START)
    for seat in (notice.from_, notice.to):
        case = await _tell(tx, setting, case, Call(first.step, seat, Because.START))
    for step in others:
        if step in tuple(case.timed()):
            row = row_of(case, AgendaKind.ESCALATION_STEP, case.due(step), step=str(step.step))
            await tx.agenda.put(row)
    await plan_notices(tx, case)
    return case


async def reach(
    tx: Transaction, setting: Setting, case: Case, step: LadderStep, because: Because
) -> Case:
    """A rung that was not reached before is: its seats on every side are told."""
    run = case.escalation.run
    rung = Rung(step=step.step, run=run, at=setting.now, because=because)
    case = case.after(case.escalation.with_rung(rung))
    data = {"step": step.step, "because": because.value, "seats": dict(step.seats)}
    await note(tx, setting, case, "step_reached", data)
    for party in case.agreement.party:
        if party in step.seats:
            call = Call(step.step, step.seats[party], because)
            case = await _tell_side(tx, setting, case, call)
    if case.repeats(step):
        await plan_repeat(tx, case, step, setting.now, 1)
    return case


async def pass_by(
    tx: Transaction, setting: Setting, case: Case, step: LadderStep, because: Because
) -> Case:
    """A rung is due and there is no need: why is kept."""
    rung = Rung(step=step.step, run=case.escalation.run, at=setting.now, because=because)
    case = case.after(case.escalation.with_rung(rung))
    data = {"step": step.step, "because": because.value}
    await note(tx, setting, case, "step_not_needed", data)
    return case


async def plan_repeat(
    tx: Transaction, case: Case, step: LadderStep, start: Instant, number: int
) -> None:
    """Put on the agenda that a rung is told again."""
    assert step.repeat_every is not None  # asked for by the caller
    moment = case.counted(start, step.repeat_every)
    kind = AgendaKind.ESCALATION_REPEAT
    await tx.agenda.put(row_of(case, kind, moment, step=str(step.step), number=str(number)))


async def plan_expiry(tx: Transaction, case: Case) -> None:
    """Put on the agenda when the latest acknowledgement stops to count."""
    ends = case.acknowledged_until(case.escalation.acknowledgements[-1])
    if ends is not None:
        number = str(len(case.escalation.acknowledgements))
        await tx.agenda.put(row_of(case, AgendaKind.ESCALATION_EXPIRY, ends, number=number))


async def tell_who_waited(tx: Transaction, setting: Setting, case: Case, call: Call) -> Case:
    """The hours of a seat begin: it is told; where nobody is there any more, its side goes on."""
    case = await _tell_now(tx, setting, case, call)
    return await _go_on(tx, setting, case, call)


async def spare(
    tx: Transaction, setting: Setting, case: Case, told: Told, because: Because
) -> Case:
    """While somebody's hours were waited for, the reason to tell them went away."""
    spared = replace(told, outcome=Outcome.UNNEEDED, because=because, at=setting.now)
    data = {"step": told.step, "seat": told.seat, "because": because.value}
    case = case.after(case.escalation.with_told(spared))
    await note(tx, setting, case, "not_told", data)
    return case


async def _tell_side(tx: Transaction, setting: Setting, case: Case, call: Call) -> Case:
    """Tell the seat of one side; where it is empty, that of the next rung at once."""
    case = await _tell(tx, setting, case, call)
    return await _go_on(tx, setting, case, call)


async def _go_on(tx: Transaction, setting: Setting, case: Case, call: Call) -> Case:
    """Where a seat of the ladder is empty, its side goes to its next rung at once."""
    told, step = case.escalation.telling(call.step, call.seat), case.step(call.step)
    if told is None or step is None or told.outcome is not Outcome.NOBODY:
        return case
    if call.seat not in step.seats.values():
        return case  # only the first notice goes there; the ladder has its own seats
    for above in case.steps:
        if above.step > call.step and told.party in above.seats:
            seat = above.seats[told.party]
            if case.escalation.telling(above.step, seat) is not None:
                return case
            return await _tell_side(tx, setting, case, Call(above.step, seat, Because.EMPTY))
    return await _tell_leads(tx, setting, case, Because.EMPTY)


async def _tell(tx: Transaction, setting: Setting, case: Case, call: Call) -> Case:
    """Tell a seat once on a rung, and who covers for it at this hour."""
    if case.escalation.telling(call.step, call.seat) is not None:
        return case
    case = await _tell_now(tx, setting, case, call)
    cover = covering(setting, case, call.seat)
    return case if cover is None else await _tell(tx, setting, case, replace(call, seat=cover))


async def _tell_now(tx: Transaction, setting: Setting, case: Case, call: Call) -> Case:
    party, where = case.agreement.party_of(call.seat).key, recipient(setting, call.seat)
    if where is not None:
        return await tell_at(tx, setting, case, call, Place(party, where))
    told = _told(case, call, party, Outcome.NOBODY, setting.now)
    await note(tx, setting, case, "nobody_to_tell", {"step": call.step, "seat": call.seat})
    return case.after(case.escalation.with_told(told))


async def tell_at(tx: Transaction, setting: Setting, case: Case, call: Call, place: Place) -> Case:
    """Tell somebody now, or put on the agenda to decide again when their hours begin.

    The message itself is written by `keep`, when it is known how all of it stands.
    """
    person = place.where.person
    assert person is not None  # a ladder reaches people, not rooms
    about = {"step": call.step, "seat": call.seat, "because": call.because.value}
    moment = _when(setting, case, place, call.seat)
    if moment > setting.now:
        told = _told(case, call, place.party, Outcome.WAITS, moment)
        subject = {name: str(value) for name, value in about.items()}
        row = row_of(case, AgendaKind.ESCALATION_TELL, moment, party=place.party, **subject)
        await tx.agenda.put(row)
        await note(tx, setting, case, "waits_for_hours", {**about, "until": moment.isoformat()})
    else:
        told = _told(case, call, place.party, Outcome.TOLD, setting.now, person=person.id)
        await note(tx, setting, case, "told", {**about, "person": person.id})
    return case.after(case.escalation.with_told(told))


def _when(setting: Setting, case: Case, place: Place, seat: str | None) -> Instant:
    """When somebody is told: at once around the clock, else in their hours.

    Who caused it just now sees at once what they did. Where who stands in works later than the
    holder of the seat is back, it is decided again when the holder works.
    """
    where = place.where
    own = isinstance(setting, Scene) and setting.actor.person == where.person
    if case.around_the_clock or own:
        return setting.now
    moment = where.hours.next_allowed(setting.now)
    if where.instead_of is None:
        return moment
    holder, absence = where.instead_of
    hours = hours_for(setting, place.party, holder, seat)
    return Instant(min(moment, hours.next_allowed(absence.until)))


async def _tell_leads(tx: Transaction, setting: Setting, case: Case, because: Because) -> Case:
    """All leads of all sides: no trigger fits, or nobody else is left. Then the operator as well.

    Where no trigger fits, those of the side that has to react are told once more while nobody has
    it.
    """
    leads = leads_of(setting)
    for party, lead, where in leads:
        call = Call(0, lead.id, because)
        if case.escalation.telling(0, lead.id) is not None:
            continue
        case = await tell_at(tx, setting, case, call, Place(party, where))
        if because is Because.NOT_AGREED and party in case.reacting:
            await _plan_again(tx, setting, case, lead, Place(party, where))
    if because is Because.EMPTY or not leads:
        extra = {"action": "escalation.nobody", "escalation": case.escalation.id}
        _LOG.error("A ladder has nobody left to tell", extra=extra)
        await note(tx, setting, case, "nobody_left", {"leads": len(leads)})
    return case


async def _plan_again(
    tx: Transaction, setting: Setting, case: Case, lead: Person, place: Place
) -> None:
    hours = place.where.hours
    due = business_time.after(
        _when(setting, case, place, None),
        ASKED_AGAIN_AFTER,
        zone=hours.zone,
        workdays=hours.workdays,
    )
    row = row_of(case, AgendaKind.ESCALATION_AGAIN, due, seat=lead.id, party=place.party)
    await tx.agenda.put(row)


def _told(
    case: Case, call: Call, party: str, outcome: Outcome, at: Instant, *, person: str | None = None
) -> Told:
    return Told(
        step=call.step,
        run=case.escalation.run,
        party=party,
        seat=call.seat,
        outcome=outcome,
        because=call.because,
        at=at,
        person=person,
    )
