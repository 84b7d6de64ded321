"""The messages of the check-in cycle: to whom each goes and under which key it is edited later."""

from datetime import timedelta

from bot.cards.card import Button, Card
from bot.cards.compose.checkins import Promise, nudge, posted, reminder, told
from bot.cards.compose.general import ASK_IN
from bot.domain.address import Address
from bot.domain.checkin import CheckIn
from bot.domain.instant import Instant
from bot.domain.meetings import parties_at
from bot.domain.visibility import A_ROOM, Reader, visible_seat
from bot.engine.contacts import route
from bot.engine.minutes import points_of, shown_with
from bot.engine.outgoing import Delivery, Draft, OnDoubt
from bot.engine.planning import reminding, telling
from bot.engine.pushing import Push, push
from bot.engine.receiving import receiving_seats
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

#: How the key ends of the message that asks for an update.
NUDGE = "/nudge"
#: How many past check-ins are looked through for an answer to repeat.
_LOOK_BACK = 20
#: In Teams the form stands in place of the message it was opened from. For this long after that the
#: message is left alone: changing it would take away what somebody is typing.
_WRITING = timedelta(hours=8)
#: An event keeps the moment it came at while it waits for others, and replicas have clocks of
#: their own: a message may be there a little before the moment it was for.
_CLOCKS_DIFFER_BY = timedelta(minutes=5)


def being_written(checkin: CheckIn, now: Instant) -> bool:
    """Whether somebody has its form open, so that its messages to the sender stay as they are."""
    return checkin.writing_since is not None and now - checkin.writing_since <= _WRITING


async def earlier_answer(tx: Transaction, checkin: CheckIn) -> CheckIn | None:
    """The newest answered check-in of the same cadence before this one."""
    past = await tx.checkins.latest(checkin.collaboration, checkin.cadence, _LOOK_BACK)
    return next((c for c in past if c.due < checkin.due and c.answer), None)


async def can_repeat(tx: Transaction, promise: Promise) -> bool:
    """Whether what was said last could be said again; never of minutes with points to answer."""
    return (
        not await points_of(tx, promise) and await earlier_answer(tx, promise.checkin) is not None
    )


async def ask_sender(
    tx: Transaction,
    setting: Setting,
    promise: Promise,
    *,
    in_a_crowd: bool = False,
    at_agreed_time: bool = False,
) -> None:
    """Ask the sender, however the check-in stands by now. The caller knows that it is the time."""
    await to_seat(
        tx,
        setting,
        promise.cadence.writer,
        nudge_key(promise),
        card=nudge(promise, can_repeat=await can_repeat(tx, promise)),
        in_a_crowd=in_a_crowd,
        at_agreed_time=at_agreed_time,
    )


async def show_sender(tx: Transaction, setting: Setting, promise: Promise) -> None:
    """Bring what the sender was asked up to date; what came unasked is shown as sent."""
    asked = await tx.outbox.find(nudge_key(promise)) is not None
    answer = promise.checkin.answer
    if not asked and answer is None:
        return
    card = (
        nudge(promise, can_repeat=False, sent_by=setting.directory.person(answer.person).name)
        if answer
        else nudge(promise, can_repeat=await can_repeat(tx, promise))
    )
    where = route(setting, promise.cadence.writer)
    reader = where.person if where else None
    by_reader = answer is not None and reader is not None and reader.id == answer.person
    key, seat = nudge_key(promise), promise.cadence.writer
    await to_seat(tx, setting, seat, key, card=card, at_once=by_reader)


def nudge_key(promise: Promise) -> str:
    """Key of the message that asks the sender."""
    return f"{promise.checkin.id}{NUDGE}"


async def remind_sender(tx: Transaction, setting: Setting, promise: Promise, seat: str) -> None:
    """The one reminder."""
    await _remind(tx, setting, promise, seat, reminder_key(promise))


async def ask_again(tx: Transaction, setting: Setting, promise: Promise) -> None:
    """What was put off, in a message of its own: an edited one rings at nobody."""
    key = _again_key(promise, len(await _asked_again(tx, promise)))
    await _remind(tx, setting, promise, promise.cadence.writer, key)


async def _asked_again(tx: Transaction, promise: Promise) -> list[str]:
    """Keys of the messages that asked again."""
    keys: list[str] = []
    while await tx.outbox.find(key := _again_key(promise, len(keys))) is not None:
        keys.append(key)
    return keys


def _again_key(promise: Promise, number: int) -> str:
    return f"{promise.checkin.id}/again/{number}"


async def _remind(tx: Transaction, setting: Setting, promise: Promise, seat: str, key: str) -> None:
    if not _may_know(setting, promise, seat):
        return
    card = reminder(promise, can_repeat=await can_repeat(tx, promise))
    # What was asked for in a list is reminded of in one.
    listed = await tx.outbox.find(nudge_key(promise)) is None
    await to_seat(tx, setting, seat, key, card=card, on_doubt=OnDoubt.SKIP, in_a_crowd=listed)


async def refresh_sender(tx: Transaction, setting: Setting, promise: Promise) -> None:
    """Bring what the sender was asked up to date, unless somebody is writing there."""
    if not being_written(promise.checkin, setting.now):
        await show_sender(tx, setting, promise)


def reminder_key(promise: Promise) -> str:
    """Key of the one reminder."""
    return f"{promise.checkin.id}/reminder"


async def tell(tx: Transaction, setting: Setting, promise: Promise, seat: str) -> bool:
    """Tell an agreed seat that it has not come."""
    may_excuse = seat in receiving_seats(promise.agreement, promise.cadence)
    card = told(promise, may_excuse=may_excuse)
    if not _may_know(setting, promise, seat):
        return False
    return await to_seat(tx, setting, seat, told_key(promise, seat), card=card)


def told_key(promise: Promise, seat: str) -> str:
    """Key of the message that tells a seat."""
    return f"{promise.checkin.id}/told/{seat}"


async def show_receivers(tx: Transaction, setting: Setting, promise: Promise) -> None:
    """Post the answer to every room of the receiving parties, or edit it there."""
    answer = promise.checkin.answer
    if answer is None:
        return
    before = await earlier_answer(tx, promise.checkin)
    card = posted(
        promise,
        answer,
        by=setting.directory.person(answer.person).name,
        before=before.answer if before else None,
        about=await shown_with(tx, setting, promise, answer),
        questions=await tx.questions.about(promise.checkin.id),
    )
    for room in receiving_rooms(setting, promise):
        draft = Draft(
            key=f"{promise.checkin.id}/answer/{room}",
            collaboration=setting.collaboration.id,
            to=room,
            card=card,
        )
        await tx.outbox.put(draft, setting.now)
    if not _exists_for(setting, promise, A_ROOM):
        for seat in receiving_seats(promise.agreement, promise.cadence):
            if _may_know(setting, promise, seat):
                key = f"{promise.checkin.id}/answer/{seat}"
                await to_seat(tx, setting, seat, key, card=card)


def receiving_rooms(setting: Setting, promise: Promise) -> tuple[Address, ...]:
    """Every room of every receiving party, each once; of minutes of every party that met.

    None when the seat it comes from does not exist for everybody in a room: such an update is read
    by those it is promised to, each in their own chat.
    """
    if not _exists_for(setting, promise, A_ROOM):
        return ()
    agreement, cadence, id_ = promise.agreement, promise.cadence, setting.collaboration.id
    parties = (
        parties_at(agreement, cadence) if promise.minutes else agreement.receiving_parties(cadence)
    )
    rooms = (room for party in parties for room in setting.directory.rooms(id_, party.key))
    return tuple(dict.fromkeys(rooms))


def _exists_for(setting: Setting, promise: Promise, reader: Reader) -> bool:
    """Whether a reader may know of an update, under its own version and the one in force."""
    sender = promise.cadence.from_
    now_gone = sender not in setting.agreement.seat
    now_known = now_gone or visible_seat(setting.agreement, sender, reader)
    return now_known and visible_seat(promise.agreement, sender, reader)


def _may_know(setting: Setting, promise: Promise, seat: str) -> bool:
    """Whether whoever reads what goes to a seat may know of an update."""
    where = route(setting, seat)
    reader = setting.reader_of(where.person) if where and where.person else A_ROOM
    return _exists_for(setting, promise, reader)


async def bring_up_to_date(tx: Transaction, setting: Setting, promise: Promise) -> None:
    """After an answer: the sender's messages and whatever was told say how it stands now."""
    await show_sender(tx, setting, promise)
    agreement, checkin = promise.agreement, promise.checkin
    # Long before its moment there can be no such message, and nothing has to be looked up.
    soon = setting.now + _CLOCKS_DIFFER_BY
    seat, moment = reminding(agreement, checkin)
    reminded = await tx.outbox.find(reminder_key(promise)) if soon >= moment else None
    # One that was skipped may be there. Brought up to date it would be posted, perhaps again.
    if reminded and reminded.state is not Delivery.SKIPPED:
        await remind_sender(tx, setting, promise, seat)
    for key in await _asked_again(tx, promise):
        await _remind(tx, setting, promise, promise.cadence.writer, key)
    for seat, moment in telling(agreement, checkin):
        if soon >= moment and await tx.outbox.find(told_key(promise, seat)):
            await tell(tx, setting, promise, seat)


async def to_seat(
    tx: Transaction,
    setting: Setting,
    seat: str,
    key: str,
    *,
    card: Card,
    on_doubt: OnDoubt = OnDoubt.RESEND,
    in_a_crowd: bool = False,
    at_once: bool = False,
    at_agreed_time: bool = False,
) -> bool:
    """A private message to a seat, or its new form. False when there is nobody to write to."""
    where = route(setting, seat)
    if where is None:
        return False
    here = {"collaboration": setting.collaboration.id, "text": "status"}
    opens = card.buttons[0] if card.buttons else Button(card.title, ASK_IN, here)
    what = Push(
        key=key,
        card=card,
        opens=opens,
        on_doubt=on_doubt,
        at_once=at_once,
        in_a_crowd=in_a_crowd,
        at_agreed_time=at_agreed_time,
    )
    await push(tx, setting, where, what)
    return True
