"""What the agenda holds about the pulse: the next round, and the steps of one that runs."""

from datetime import date
from enum import StrEnum

from bot.domain.agreement.document import Agreement
from bot.domain.instant import Instant
from bot.domain.pulse_times import next_opening
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.pulse_asked import asked_parties, known_pulse
from bot.engine.storage_ports import Transaction

#: Stands in the keys of rows and messages; the hyphen tells it from the key of a cadence.
PULSE = "pulse-round"
STEP, START, PERSON = "step", "start", "person"


class Step(StrEnum):
    """What a row is for."""

    PLAN = "plan"
    """In collaborations that were there before the pulse was asked."""
    OPEN = "open"
    ASK = "ask"
    REMIND = "remind"
    END = "end"


async def plan_pulse(
    tx: Transaction, collaboration: str, agreement: Agreement, after: Instant
) -> None:
    """Put the opening of the next round on the agenda, where a pulse is agreed."""
    pulse = known_pulse(agreement)
    if pulse is None:
        return
    start, moment = next_opening(asked_parties(agreement, pulse), pulse.every, after)
    key = f"{start.isoformat()}/{Step.OPEN}/{moment:%Y-%m-%dT%H:%M}"
    await tx.agenda.put(row(collaboration, Step.OPEN, key, moment, start))


def row(
    collaboration: str, step: Step, key: str, due: Instant, start: date, **subject: str
) -> AgendaRow:
    """A row about a round; the key says what it is about beside the collaboration."""
    return AgendaRow(
        key=f"{collaboration}/{PULSE}/{key}",
        collaboration=collaboration,
        kind=AgendaKind.PULSE,
        due=due,
        subject={STEP: step.value, START: start.isoformat(), **subject},
    )


def step_row(
    collaboration: str, step: Step, due: Instant, start: date, person: str = ""
) -> AgendaRow:
    """A row about one step of a round that runs, of one person where it is about one."""
    key = "/".join(filter(None, (start.isoformat(), step.value, person)))
    more = {PERSON: person} if person else {}
    return row(collaboration, step, key, due, start, **more)
