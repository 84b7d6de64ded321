"""What falls due around changes: the one reminder, the lapse, a broken check."""

from bot.cards.compose.preflight import interrupted_card
from bot.domain.address import Address
from bot.domain.amendment import Amendment, AmendmentState
from bot.domain.people import CollaborationState
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.amendment_messages import remind, show_amendment, tell_ended
from bot.engine.amendment_record import note
from bot.engine.led_to import bring_up_to_date
from bot.engine.outgoing import Draft
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)


async def fire(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    """Do what a due row is for, if it is still wanted."""
    match row.kind:
        case AgendaKind.CHECK_INTERRUPTED:
            await _say_interrupted(tx, setting, row)
        case _:
            await _amendment(tx, setting, row)


async def _amendment(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    amendment = await tx.amendments.get(row.subject["amendment"])
    if amendment is None or not _still_waits(setting, amendment, row):
        return
    if row.kind is AgendaKind.REMIND_AMENDMENT:
        if setting.collaboration.state is not CollaborationState.ACTIVE:
            return
        await remind(tx, setting, amendment)
        await note(tx, setting, amendment, "amendment.reminded", {})
        return
    lapsed = amendment.lapsed(setting.now)
    await tx.amendments.save(lapsed)
    await note(tx, setting, lapsed, "amendment.lapsed", {})
    await bring_up_to_date(tx, setting, lapsed)
    await show_amendment(tx, setting, lapsed)
    await tell_ended(tx, setting, lapsed)


def _still_waits(setting: Setting, amendment: Amendment, row: AgendaRow) -> bool:
    """Whether it waits with the very text, and from the sending, that the row is about."""
    waits = amendment.state is AmendmentState.PROPOSED and amendment.sent_at is not None
    same = waits and amendment.text == row.subject["text"]
    sent = amendment.sent_at.isoformat() if amendment.sent_at else ""
    running = setting.collaboration.state not in _OVER
    return same and row.subject["sent"] == sent and running


async def _say_interrupted(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    """The check was begun and never ended: whoever asked must not wait for ever."""
    if await tx.outbox.find(row.subject["answer"]) is not None:
        return
    await tx.outbox.put(
        Draft(
            key=row.subject["answer"],
            collaboration=setting.collaboration.id,
            to=Address.parse(row.subject["to"]),
            card=interrupted_card(),
        ),
        setting.now,
    )
