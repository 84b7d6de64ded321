"""What the agenda holds about turns of being on call: questions, test calls, and leads."""

from bot.domain import number_tests
from bot.domain.agreement.document import Agreement
from bot.domain.handovers import handed_over, told_at
from bot.domain.instant import Instant
from bot.domain.number_tests import called_at, called_turns, missed_at
from bot.domain.on_call import Turn, asked_at, asked_turns, begins_at, raised_at
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.storage_ports import Transaction

#: The holder is asked; a lead hears that nobody answered.
ASK, RAISE = "ask", "raise"
#: Who makes the test call is asked; a lead of theirs hears that nothing was said; the day has come
#: on which a lead settles that nobody answered.
CALL, CALL_MISSED, SETTLE = "call", "call_missed", "settle"
#: Both hear that it passes on; a lead hears that nobody said that they have it.
HAND, HAND_MISSED = "hand", "hand_missed"
OF_HANDOVERS = frozenset({HAND, HAND_MISSED})
OF_TEST_CALLS = frozenset({CALL, CALL_MISSED, SETTLE})


async def plan_on_call(
    tx: Transaction, collaboration: str, agreement: Agreement, after: Instant
) -> None:
    """Put all of it on the agenda for each turn to come, at once where its time has passed."""
    for turn in asked_turns(agreement):
        if begins_at(agreement, turn) > after:
            steps = ((ASK, asked_at(agreement, turn)), (RAISE, raised_at(agreement, turn)))
            for step, moment in steps:
                due = Instant(max(moment, after))
                await tx.agenda.put(on_call_row(collaboration, turn, step, due))
    for turn, test in called_turns(agreement):
        if begins_at(agreement, turn) > after:
            steps = (
                (CALL, called_at(agreement, turn, test)),
                (CALL_MISSED, missed_at(agreement, turn, test)),
            )
            about = number_tests.about(turn)
            for step, moment in steps:
                due = Instant(max(moment, after))
                await tx.agenda.put(on_call_row(collaboration, turn, step, due, about=about))
    for turn, _ in handed_over(agreement):
        if begins_at(agreement, turn) > after:
            due = Instant(max(told_at(agreement, turn), after))
            about = f"{turn.about}/handover"
            await tx.agenda.put(on_call_row(collaboration, turn, HAND, due, about=about))


def on_call_row(
    collaboration: str, turn: Turn, step: str, due: Instant, *, about: str | None = None
) -> AgendaRow:
    """A row about a turn; `about` is what it is called where it is not the turn itself."""
    return AgendaRow(
        key=f"{collaboration}/{about or turn.about}/{step}",
        collaboration=collaboration,
        kind=AgendaKind.ON_CALL,
        due=due,
        subject={"turn": turn.about, "step": step},
    )
