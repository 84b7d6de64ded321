"""What the agenda holds about ownership: a look at each side a day, and the steps it leads to."""

from datetime import datetime
from enum import StrEnum

from bot.domain import business_time
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party
from bot.domain.duration import Duration
from bot.domain.instant import Instant, local
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import working_days
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.storage_ports import Transaction

#: Stands in the keys of rows and messages; the hyphen tells it from the key of a cadence.
OWNERSHIP = "area-owners"
STEP, PARTY = "step", "party"


class Step(StrEnum):
    """What a row is for."""

    LOOK = "look"
    """On each working day of a side: who is to be asked, which seats fell empty."""
    ASK = "ask"
    REMIND = "remind"
    END = "end"
    """The time to answer is over."""
    VACANT = "vacant"
    """A seat was empty for as long as was agreed."""
    SETTLE = "settle"
    """A lead was to have settled it by now."""


async def plan_looks(
    tx: Transaction, collaboration: str, agreement: Agreement, after: Instant
) -> None:
    """Put the next look at each side on the agenda, where fresh ownership is agreed."""
    if agreement.ownership is not None:
        for party in agreement.parties:
            await plan_look(tx, collaboration, party, after)


async def plan_look(tx: Transaction, collaboration: str, party: Party, after: Instant) -> None:
    """Put the next look at one side on the agenda: when its office opens."""
    due = _next_opening(party, after)
    key = f"{due:%Y-%m-%dT%H:%M}"
    await tx.agenda.put(row(collaboration, party.key, Step.LOOK, key, due))


def row(
    collaboration: str, party: str, step: Step, key: str, due: Instant, **subject: str
) -> AgendaRow:
    """A row; the key says what it is about beside side and step."""
    return AgendaRow(
        key=f"{collaboration}/{OWNERSHIP}/{party}/{key}/{step}",
        collaboration=collaboration,
        kind=AgendaKind.OWNERSHIP,
        due=due,
        subject={STEP: step.value, PARTY: party, **subject},
    )


def counted(agreement: Agreement, party: str, start: Instant, wait: Duration) -> Instant:
    """A while after a moment, in days of a party."""
    found = agreement.party[party]
    return business_time.after(start, wait, zone=found.zone, workdays=working_days(found))


def _next_opening(party: Party, after: Instant) -> Instant:
    worked, day = working_days(party), local(after, party.zone).date()
    if not worked.is_working(day) or _opening(party, datetime.combine(day, party.hours.start)) <= (
        after
    ):
        day = worked.next_working(day)
    return _opening(party, datetime.combine(day, party.hours.start))


def _opening(party: Party, wall: datetime) -> Instant:
    return resolve_wall(wall, party.zone)
