"""When a retrospective begins, reminds and ends: its rows on the agenda."""

from collections.abc import Mapping
from datetime import date, datetime, time

from bot.domain import business_time
from bot.domain.agreement.document import Agreement
from bot.domain.counted_days import can_be_counted
from bot.domain.instant import Instant, instant
from bot.domain.manners import Hours, Preferences
from bot.domain.retrospective import CLOSING, OPEN_FOR, PHASE, Retrospective
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import working_days
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.storage_ports import Transaction

BEGIN, REMIND, END = "begin", "remind", "end"
_LAST_MINUTE = time(23, 59)


async def plan_retrospectives(
    tx: Transaction, collaboration: str, agreement: Agreement, after: Instant
) -> None:
    """Put on the agenda one for each phase that ends later.

    A phase whose end a version moved into the past has ended with that version. One that was over
    before it was ever agreed here is not looked back on: nobody worked by it.
    """
    waiting = await tx.agenda.pending(collaboration, AgendaKind.RETROSPECTIVE)
    planned = {row.subject.get("occasion") for row in waiting}
    for phase in agreement.phases:
        if not phase.retrospective or not can_be_counted(phase.end):
            continue
        occasion, due = f"{PHASE}{phase.key}", morning_after(agreement, phase.end)
        if due > after or occasion in planned:
            about = {"occasion": occasion, "end": phase.end.isoformat()}
            key = f"{occasion}/{phase.end}"
            row = _row(collaboration, BEGIN, max(due, after), key, about)
            await tx.agenda.put(row)


async def plan_closing(
    tx: Transaction, collaboration: str, agreement: Agreement, now: Instant
) -> None:
    """Put the one at the close on the agenda, for the next morning on which it is still closed."""
    due = max(_hours(agreement, party).next_morning(now) for party in agreement.party)
    about = {"occasion": CLOSING}
    row = _row(collaboration, BEGIN, due, f"{CLOSING}/{now.isoformat()}", about)
    await tx.agenda.put(row)


async def plan_course(tx: Transaction, retrospective: Retrospective) -> None:
    """Put its one reminder, half-way, and its end on the agenda."""
    begun, ends = retrospective.begun_at, retrospective.ends_at
    half = instant(begun + (ends - begun) / 2)
    for step, due in ((REMIND, half), (END, ends)):
        about = {"retrospective": retrospective.id}
        row = _row(retrospective.collaboration, step, due, str(retrospective.number), about)
        await tx.agenda.put(row)


def ends_at(agreement: Agreement, begun: Instant) -> Instant:
    """Until when can be answered: the agreed business days of the side that needs longest."""
    return max(
        business_time.after(begun, OPEN_FOR, zone=party.zone, workdays=working_days(party))
        for party in agreement.parties
    )


def morning_after(agreement: Agreement, day: date) -> Instant:
    """When the last of the sides begins to work on a day after this one."""
    return max(
        _hours(agreement, party.key).next_morning(
            resolve_wall(datetime.combine(day, _LAST_MINUTE), party.zone)
        )
        for party in agreement.parties
    )


def _hours(agreement: Agreement, party: str) -> Hours:
    return Hours.of(agreement, party, None, Preferences(person=""))


def _row(
    collaboration: str, step: str, due: Instant, name: str, about: Mapping[str, str]
) -> AgendaRow:
    return AgendaRow(
        key=f"{collaboration}/retrospective/{step}/{name}",
        collaboration=collaboration,
        kind=AgendaKind.RETROSPECTIVE,
        due=due,
        subject={"step": step, **about},
    )
