"""The messages of a question: to whom each goes, and under which key it is edited later.

Each turn is a message of its own to whoever has to act next, because an edited one rings at nobody.
What was sent before is brought up to date.
"""

from collections.abc import Callable
from functools import partial

from bot.cards.card import Button, Card
from bot.cards.compose import questions as cards
from bot.cards.compose.general import ASK_IN
from bot.cards.compose.questions import Asked
from bot.domain.question import Question, Turn
from bot.domain.reach import Availability, reach_now
from bot.domain.visibility import A_ROOM, visible_seat
from bot.engine.contacts import route
from bot.engine.outgoing import Draft, OnDoubt
from bot.engine.pushing import Push, push
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def show(tx: Transaction, setting: Setting, asked: Asked) -> None:
    """Send what is new about a question, and bring everything else of it up to date."""
    question = asked.question
    for place, turn in enumerate(question.turns):
        await _to_answerer(tx, setting, asked, place, turn)
    await _to_asker(tx, setting, asked)
    await _to_room(tx, setting, asked)


async def remind(tx: Transaction, setting: Setting, asked: Asked) -> bool:
    """The one reminder of a turn. False when there is nobody to write to."""
    turn = asked.question.turn
    key = _key(asked.question, "reminder", len(asked.question.turns) - 1)
    make = partial(cards.reminder, seat=turn.seat)
    return await _to_seat(
        tx, setting, turn.seat, key, asked=asked, make=make, on_doubt=OnDoubt.SKIP
    )


async def offer(tx: Transaction, setting: Setting, asked: Asked, deputy: str) -> bool:
    """Offer it to the deputy. False when there is nobody to write to."""
    key = _key(asked.question, "deputy", len(asked.question.turns) - 1)
    make = partial(cards.for_deputy, seat=asked.question.turn.seat)
    return await _to_seat(tx, setting, deputy, key, asked=asked, make=make)


async def show_asker(tx: Transaction, setting: Setting, question: Question, card: Card) -> None:
    """In the asker's own chat, right after asking."""
    await _to_person(tx, setting, question, _key(question, "asked", 0), card)


def may_be_offered(setting: Setting, seat: str) -> str | None:
    """The deputy's seat, when somebody else holds it who may know what it is about."""
    known = setting.agreement.seat.get(seat)
    deputy = known.deputy if known else None
    if deputy is None or deputy not in setting.agreement.seat:
        return None
    id_ = setting.collaboration.id
    holder = setting.directory.holder(id_, deputy, setting.now)
    if holder is None or holder == setting.directory.holder(id_, seat, setting.now):
        return None
    return deputy if visible_seat(setting.agreement, seat, setting.reader_of(holder)) else None


async def _to_answerer(
    tx: Transaction, setting: Setting, asked: Asked, place: int, turn: Turn
) -> None:
    question = asked.question
    present = place == len(question.turns) - 1
    key = _key(question, "to", place)
    if not (present and turn.open) and await tx.outbox.find(key) is None:
        return
    await _to_seat(
        tx,
        setting,
        turn.seat,
        key,
        asked=asked,
        make=partial(cards.for_answerer, seat=turn.seat),
        at_once=question.urgent and _may_ring(setting, turn.seat),
    )
    for kind, seat in (("reminder", turn.seat), ("deputy", turn.offered_to)):
        sent = _key(question, kind, place)
        if seat is not None and await tx.outbox.find(sent) is not None:
            card = cards.for_deputy if kind == "deputy" else cards.reminder
            make = partial(card, seat=turn.seat)
            await _to_seat(tx, setting, seat, sent, asked=asked, make=make, on_doubt=OnDoubt.SKIP)


def _may_ring(setting: Setting, seat: str) -> bool:
    """Whether an urgent question comes at once: in office hours, or while they are on call."""
    if seat not in setting.agreement.seat:
        return False
    now = reach_now(setting.agreement, seat, setting.now).availability
    return now in (Availability.IN_HOURS, Availability.ON_CALL)


async def _to_asker(tx: Transaction, setting: Setting, asked: Asked) -> None:
    """What came back is a message of its own; what was sent when it was asked is kept up to date.

    What is about an update comes to their own chat too: it was asked under the update, for them.
    """
    question = asked.question
    asker = setting.directory.person(question.person)
    card = cards.for_asker(asked.read_by(setting.reader_of(asker)))
    first = _key(question, "asked", 0)
    if await tx.outbox.find(first) is not None:
        await _to_person(tx, setting, question, first, card)
    for place, turn in enumerate(question.turns):
        key = _key(question, "back", place)
        present = place == len(question.turns) - 1
        came_back = turn.replied_at is not None
        if (present and came_back) or await tx.outbox.find(key) is not None:
            await _to_person(tx, setting, question, key, card)


async def _to_room(tx: Transaction, setting: Setting, asked: Asked) -> None:
    question = asked.question
    if question.room is None:
        return
    asked = asked.read_by(A_ROOM)
    card = cards.in_room(asked)
    await _in_room(tx, setting, question, _key(question, "room", 0), card)
    for place, turn in enumerate(question.turns):
        key = _key(question, "room-back", place)
        present = place == len(question.turns) - 1
        if (present and turn.replied_at is not None) or await tx.outbox.find(key) is not None:
            await _in_room(tx, setting, question, key, cards.for_asker(asked))


async def _in_room(
    tx: Transaction, setting: Setting, question: Question, key: str, card: Card
) -> None:
    assert question.room is not None  # the caller has looked
    draft = Draft(
        key=key,
        collaboration=question.collaboration,
        to=question.room,
        thread=question.thread,
        card=card,
    )
    await tx.outbox.put(draft, setting.now)


async def _to_person(
    tx: Transaction, setting: Setting, question: Question, key: str, card: Card
) -> None:
    """To whoever asked; where they cannot be written to, it is in the room, or under the update."""
    addresses = setting.directory.person(question.person).addresses
    if not addresses:
        return
    draft = Draft(
        key=key,
        collaboration=question.collaboration,
        to=addresses[0],
        fallbacks=addresses[1:],
        card=card,
    )
    await tx.outbox.put(draft, setting.now)


async def _to_seat(
    tx: Transaction,
    setting: Setting,
    seat: str,
    key: str,
    *,
    asked: Asked,
    make: Callable[[Asked], Card],
    on_doubt: OnDoubt = OnDoubt.RESEND,
    at_once: bool = False,
) -> bool:
    where = route(setting, seat)
    if where is None:
        return False
    card = make(asked.read_by(setting.reader_of(where.person) if where.person else A_ROOM))
    here = {"collaboration": setting.collaboration.id, "text": "answer"}
    opens = card.buttons[0] if card.buttons else Button(card.title, ASK_IN, here)
    what = Push(key=key, card=card, opens=opens, on_doubt=on_doubt, at_once=at_once)
    await push(tx, setting, where, what)
    return True


def _key(question: Question, what: str, place: int) -> str:
    return f"{question.id}/{what}/{place}"
