"""Where a form takes the place of a message, that message is left alone while the form is open.

A changed message would take the form away, and with it what somebody has typed. What changes
meanwhile is shown once the form is sent, at the latest after `WRITING`. It holds for every form and
every message: who presses a button need not know.
"""

from datetime import timedelta

from bot.domain.instant import Instant
from bot.engine.answer import Answer
from bot.engine.inbound import Inbound, Pressed, Submitted
from bot.engine.storage_ports import Transaction

#: How long at most a message stays as it is for a form.
WRITING = timedelta(minutes=10)


async def mind_form(tx: Transaction, event: Inbound, answer: Answer, now: Instant) -> None:
    """Hold the message that a form stands in the place of, or let it go when the form is sent.

    Args:
        tx: a writing transaction.
        event: a press or a sent form; everything else is left alone.
        answer: what came of it. A form that is open still, or with mistakes, goes on holding.
        now: the moment of the event.
    """
    if not isinstance(event, Pressed | Submitted) or event.origin.form_over is None:
        return
    message, by = event.origin.form_over, str(event.origin.actor)
    if answer.form is not None or answer.errors:
        await tx.outbox.hold(message, by=by, until=Instant(now + WRITING))
    elif isinstance(event, Submitted):
        await tx.outbox.let_go(message, by=by, now=now)
