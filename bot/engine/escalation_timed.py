"""What falls due on a ladder. A row says that it is time to decide; what counts is how it stands.

A ladder goes on while its collaboration is paused: a pause stops the promised updates, not what was
agreed for when something happens. In a closed collaboration nothing climbs.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.words import escalations as words
from bot.domain.escalation import Because, By, Outcome, Told
from bot.domain.instant import Instant
from bot.domain.ladder import Case
from bot.domain.people import CollaborationState
from bot.engine import notices
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.climbing import (
    Call,
    Place,
    keep,
    pass_by,
    plan_repeat,
    reach,
    spare,
    tell_at,
    tell_who_waited,
)
from bot.engine.contacts import Route, route_to
from bot.engine.escalating import case_of
from bot.engine.escalation_messages import remind
from bot.engine.escalation_record import note
from bot.engine.recipients import recipient
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)
#: The card says something else from now on, whatever was decided.
_CHANGES_THE_CARD = (AgendaKind.ESCALATION_EXPIRY, AgendaKind.ESCALATION_NOTICE)
_NO_NEED = (Because.ACKNOWLEDGED, Because.AVERTED, Because.CAME)
#: Rungs reached for these are told again until it is over; for the others until somebody has it.
_UNTIL_OVER = (Because.NOT_RESOLVED, Because.ALWAYS)


async def fire(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Do what a due row of a ladder is for, if it is still wanted."""
    escalation = await tx.escalations.get(row.subject["escalation"])
    if escalation is None or not escalation.open or str(escalation.run) != row.subject["run"]:
        return  # closing it said which steps were left
    case = await case_of(tx, escalation, agreements)
    if setting.collaboration.state in _OVER:
        await note(tx, setting, case, "collaboration_closed", {"left": row.kind.value})
        return
    match row.kind:
        case AgendaKind.ESCALATION_STEP:
            after = await _step(tx, setting, case, row)
        case AgendaKind.ESCALATION_TELL:
            after = await _tell(tx, setting, case, row)
        case AgendaKind.ESCALATION_REPEAT:
            after = await _repeat(tx, setting, case, row)
        case AgendaKind.ESCALATION_EXPIRY:
            after = await _expire(tx, setting, case, row)
        case AgendaKind.ESCALATION_NOTICE:
            await notices.fire(tx, setting, case, row)
            after = case
        case _:
            after = await _again(tx, setting, case, row)
    if after != case or row.kind in _CHANGES_THE_CARD:
        await keep(tx, setting, after)


async def _step(tx: Transaction, setting: Setting, case: Case, row: AgendaRow) -> Case:
    """A rung is due: it is reached, or why not is kept."""
    step = case.step(int(row.subject["step"]))
    if step is None or case.escalation.reached(step.step):
        return case
    verdict = case.verdict(step, setting.now)
    if verdict in _NO_NEED:
        return await pass_by(tx, setting, case, step, verdict)
    return await reach(tx, setting, case, step, verdict)


async def _tell(tx: Transaction, setting: Setting, case: Case, row: AgendaRow) -> Case:
    """Somebody's hours begin: they are told, unless the reason went away meanwhile."""
    told = case.escalation.telling(int(row.subject["step"]), row.subject["seat"])
    if told is None or told.outcome is not Outcome.WAITS:
        return case
    gone = _gone(case, told, setting.now)
    if gone is not None:
        return await spare(tx, setting, case, told, gone)
    call = Call(told.step, told.seat, told.because)
    if told.step > 0:
        return await tell_who_waited(tx, setting, case, call)
    lead = route_to(setting, told.party, setting.directory.person(told.seat))
    return case if lead is None else await tell_at(tx, setting, case, call, Place(told.party, lead))


def _gone(case: Case, told: Told, now: Instant) -> Because | None:
    """Why a reason to tell somebody no longer holds; none while it does."""
    step = case.step(told.step)
    if case.escalation.waits_no_more and told.because is not Because.START:
        return Because.CAME  # the first step is told all the same: somebody has to close it
    if told.because is Because.NOT_ACKNOWLEDGED and case.acknowledgement(now) is not None:
        return Because.ACKNOWLEDGED
    averting = step.unless_reported if step else None
    if told.because is Because.NOT_REPORTED and averting and case.escalation.reported(averting):
        return Because.AVERTED
    return None


async def _repeat(tx: Transaction, setting: Setting, case: Case, row: AgendaRow) -> Case:
    """A rung is told again as long as its reason holds, in the hours of whoever is told."""
    step, number = case.step(int(row.subject["step"])), int(row.subject["number"])
    rung = case.escalation.rung(step.step) if step else None
    if step is None or rung is None or not rung.reached:
        return case
    if case.escalation.waits_no_more and step.repeat_every is not None:
        await _put_off(tx, row, case.counted(setting.now, step.repeat_every))
        return case
    held = case.acknowledgement(setting.now)
    if rung.because not in _UNTIL_OVER and held is not None:
        ends = case.acknowledged_until(held)
        if ends is not None and step.repeat_every is not None:
            await _put_off(tx, row, case.counted(ends, step.repeat_every))
        return case
    waiting = [
        each.at
        for each in case.escalation.told
        if each.step == step.step and case.escalation.waits(each)
    ]
    told = {
        each.person: (each, where)
        for each in case.escalation.told
        if (each.run, each.step, each.outcome) == (case.escalation.run, step.step, Outcome.TOLD)
        and (where := recipient(setting, each.seat)) is not None
    }
    now = [pair for pair in told.values() if _next(case, pair[1], setting.now) == setting.now]
    if not told and waiting and step.repeat_every is not None:
        # Nobody was told yet, so nobody can be told again: it is counted from when they are.
        first = Instant(max(min(waiting), setting.now))
        await _put_off(tx, row, case.counted(first, step.repeat_every))
        return case
    if told and not now:
        await _put_off(tx, row, min(_next(case, where, setting.now) for _, where in told.values()))
        return case
    for each, where in now:
        await remind(tx, setting, case, each, where=where, again=str(number))
    if now:
        await note(tx, setting, case, "told_again", {"step": step.step, "number": number})
    if number < case.repeats(step):
        await plan_repeat(tx, case, step, setting.now, number + 1)
    return case


def _next(case: Case, where: Route, now: Instant) -> Instant:
    return now if case.around_the_clock else where.hours.next_allowed(now)


async def _put_off(tx: Transaction, row: AgendaRow, later: Instant) -> None:
    """Decide about a row again at a later moment."""
    await tx.agenda.put(replace(row, key=f"{row.key}/at/{later.isoformat()}", due=later))


async def _expire(tx: Transaction, setting: Setting, case: Case, row: AgendaRow) -> Case:
    """An acknowledgement stops to count: what it kept from climbing is reached and told now."""
    if case.acknowledgement(setting.now) is not None:
        return case
    number = row.subject["number"]
    acknowledged = case.escalation.acknowledgements[int(number) - 1]
    data = {"at": acknowledged.at.isoformat(), "person": acknowledged.by.person}
    await note(tx, setting, case, "acknowledgement_expired", data)
    if case.escalation.waits_no_more:
        return case
    latest = [
        each
        for each in case.escalation.told
        if each.step and each is case.escalation.telling(each.step, each.seat)
    ]
    for told in _had_it(latest, acknowledged.by):
        where = recipient(setting, told.seat)
        if where is not None:
            had_it = where.person is not None and where.person.id == acknowledged.by.person
            again, why = f"expired/{number}", words.EXPIRED if had_it else ""
            await remind(tx, setting, case, told, where=where, again=again, why=why)
    for told in latest:
        if told.outcome is Outcome.UNNEEDED and told.because is Because.ACKNOWLEDGED:
            call = Call(told.step, told.seat, Because.NOT_ACKNOWLEDGED)
            case = await tell_who_waited(tx, setting, case, call)
    for step in case.steps:
        rung = case.escalation.rung(step.step)
        if rung is not None and rung.because is Because.ACKNOWLEDGED:
            case = await reach(tx, setting, case, step, case.verdict(step, setting.now))
    return case


def _had_it(latest: Sequence[Told], by: By) -> Sequence[Told]:
    """How whoever had it was told last, to remind them; else how somebody of their side was."""
    told = [each for each in latest if each.outcome is Outcome.TOLD]
    own = [each for each in told if each.person == by.person]
    return (own or [each for each in told if each.party == by.party])[-1:]


async def _again(tx: Transaction, setting: Setting, case: Case, row: AgendaRow) -> Case:
    """Where no trigger fits: a lead is told once more while nobody of their side has it."""
    told = case.escalation.telling(0, row.subject["seat"])
    if told is None or told.outcome is not Outcome.TOLD or case.acknowledgement(setting.now):
        return case
    lead = setting.directory.person(told.seat)
    where = route_to(setting, told.party, lead)
    if where is None or not setting.is_here(lead):
        return case
    later = where.hours.next_allowed(setting.now)
    if later > setting.now:
        await _put_off(tx, row, later)
        return case
    await remind(tx, setting, case, told, where=where, again="1")
    await note(tx, setting, case, "told_again", {"lead": lead.id})
    return case
