"""Putting the questions about uncertain days on the agenda, and keeping them a year ahead."""

from datetime import UTC, datetime, timedelta

from bot.domain.agreement.document import Agreement
from bot.domain.confirming import ask_at
from bot.domain.instant import Instant, instant, local
from bot.domain.uncertain_days import UncertainDays, uncertain_days
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.storage_ports import Transaction

#: Stands in the keys of rows and messages; the hyphen tells it from the key of a cadence.
CONFIRM_DAYS = "confirm-days"
#: A year of days is asked about, and what is asked about long before it.
_AHEAD = timedelta(days=400)
_MONTHS_OF_A_QUARTER = 3


async def plan_questions(
    tx: Transaction, collaboration: str, agreement: Agreement, after: Instant
) -> None:
    """Put the question about each uncertain day of a coming year on the agenda.

    What should have been asked before is asked now. Doing it again changes nothing: a question that
    was asked is not asked once more, however often it is planned. At the begin of each quarter it
    is done anew, so that no year runs out and a newer holiday library is heard.
    """
    for party in agreement.parties:
        today = local(after, party.zone).date()
        for found in uncertain_days(party, today, today + _AHEAD):
            due = Instant(max(ask_at(agreement, found), after))
            await tx.agenda.put(question_row(collaboration, found, due))
    quarter = _next_quarter(after)
    await tx.agenda.put(
        AgendaRow(
            key=f"{collaboration}/{CONFIRM_DAYS}/look/{quarter:%Y-%m}",
            collaboration=collaboration,
            kind=AgendaKind.LOOK_AHEAD,
            due=quarter,
        )
    )


def question_row(
    collaboration: str, found: UncertainDays, due: Instant, *, again: tuple[str, int] | None = None
) -> AgendaRow:
    """The row that asks about a day; `again`: for whom, by id, and the how manieth time."""
    key = f"{question_key(collaboration, found)}/{due.isoformat()}"
    subject = {"party": found.party, "days": found.key}
    if again is not None:
        person, time = again
        key = f"{key}/{person}/{time}"
        subject |= {"person": person, "time": str(time)}
    return AgendaRow(
        key=key,
        collaboration=collaboration,
        kind=AgendaKind.CONFIRM_DAYS,
        due=due,
        subject=subject,
    )


def question_key(collaboration: str, found: UncertainDays) -> str:
    """What every key about a question begins with."""
    return f"{collaboration}/{CONFIRM_DAYS}/{found.party}/{found.key}"


def _next_quarter(after: Instant) -> Instant:
    months = after.year * 12 + after.month - 1
    following = (months // _MONTHS_OF_A_QUARTER + 1) * _MONTHS_OF_A_QUARTER
    return instant(datetime(following // 12, following % 12 + 1, 1, tzinfo=UTC))
