"""The messages of a suggestion: to whom each goes, and under which key it is edited later.

Each turn and each answer is a message of its own, because an edited one rings at nobody. What was
sent before is brought up to date.
"""

from collections.abc import Callable
from functools import partial

from bot.cards.card import Button, Card
from bot.cards.compose import suggestions as cards
from bot.cards.compose.general import ASK_IN
from bot.cards.compose.suggestions import Suggested
from bot.domain.address import Address
from bot.domain.people import Person
from bot.domain.suggestion import Reminder, Suggestion
from bot.domain.visibility import A_ROOM
from bot.engine.contacts import route
from bot.engine.outgoing import UNNAMED_KEY, Draft, OnDoubt
from bot.engine.pushing import Push, push
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.suggestions import for_reader


async def show(tx: Transaction, setting: Setting, suggested: Suggested) -> None:
    """Send what is new about a suggestion, and bring everything else of it up to date."""
    suggestion = suggested.suggestion
    for place in range(len(suggestion.turns)):
        await _to_receiver(tx, setting, suggested, place)
    await _to_maker(tx, setting, suggested)
    await _to_rooms(tx, setting, suggested)


async def remind(tx: Transaction, setting: Setting, suggested: Suggested, which: Reminder) -> bool:
    """Remind whoever is asked. False when there is nobody to write to."""
    suggestion = suggested.suggestion
    seat, place = suggestion.turn.seat, len(suggestion.turns) - 1
    make = partial(cards.reminder, seat=seat, which=which)
    key = _key(suggestion, which.value, str(place))
    return await _to_seat(tx, setting, seat, key, suggested=suggested, make=make)


async def show_maker(tx: Transaction, setting: Setting, suggestion: Suggestion, card: Card) -> None:
    """In the maker's own chat, right after they made it."""
    await tell_maker(tx, setting, suggestion, "made/0", card)


async def tell_maker(
    tx: Transaction, setting: Setting, suggestion: Suggestion, what: str, card: Card
) -> None:
    """Something for whoever made it; the key of what goes to one without a name says so."""
    maker = _maker(setting, suggestion)
    if maker is not None and maker.addresses:
        draft = Draft(
            key=_maker_key(suggestion, what),
            collaboration=suggestion.collaboration,
            to=maker.addresses[0],
            fallbacks=maker.addresses[1:],
            card=card,
        )
        await tx.outbox.put(draft, setting.now)


def as_maker_reads(setting: Setting, suggested: Suggested) -> Suggested:
    """As whoever made it may know it."""
    maker = _maker(setting, suggested.suggestion)
    return for_reader(setting, suggested, setting.reader_of(maker) if maker else A_ROOM)


def _maker(setting: Setting, suggestion: Suggestion) -> Person | None:
    """Who made it; when they are gone, who sits in their seat now, if it carries a name."""
    person = setting.directory.person(suggestion.person)
    if setting.is_here(person):
        return person
    seat, id_ = suggestion.from_seat, suggestion.collaboration
    return setting.directory.holder(id_, seat, setting.now) if seat else None


async def _to_receiver(tx: Transaction, setting: Setting, suggested: Suggested, place: int) -> None:
    suggestion = suggested.suggestion
    turn, present = suggestion.turns[place], place == len(suggestion.turns) - 1
    key = _key(suggestion, "to", str(place))
    if (present and suggestion.waiting) or await tx.outbox.find(key) is not None:
        make = partial(cards.for_receiver, seat=turn.seat)
        await _to_seat(
            tx, setting, turn.seat, key, suggested=suggested, make=make, on_doubt=OnDoubt.RESEND
        )
    for which in Reminder:
        key = _key(suggestion, which.value, str(place))
        if await tx.outbox.find(key) is not None:
            make = partial(cards.reminder, seat=turn.seat, which=which)
            await _to_seat(tx, setting, turn.seat, key, suggested=suggested, make=make)


async def _to_maker(tx: Transaction, setting: Setting, suggested: Suggested) -> None:
    suggestion = suggested.suggestion
    read = as_maker_reads(setting, suggested)
    if await tx.outbox.find(_maker_key(suggestion, "made/0")) is not None:
        await tell_maker(tx, setting, suggestion, "made/0", cards.for_maker(read))
    for number in range(suggestion.times_answered):
        what = f"answered/{number}"
        last = number == suggestion.times_answered - 1
        if last or await tx.outbox.find(_maker_key(suggestion, what)) is not None:
            await tell_maker(tx, setting, suggestion, what, cards.answer_for_maker(read))


async def _to_rooms(tx: Transaction, setting: Setting, suggested: Suggested) -> None:
    """The rooms of both sides, where it was posted to them; never of a restricted one."""
    suggestion = suggested.suggestion
    if not suggestion.posted or suggestion.restricted:
        return
    read = for_reader(setting, suggested, A_ROOM)
    for room in _rooms(setting, suggestion):
        answering = suggestion.to_party in setting.directory.parties_in(room)
        card = cards.in_room(read, answering=answering)
        await _in_room(tx, setting, suggestion, "room", room=room, card=card)
        for number in range(suggestion.times_answered):
            what = f"room-answer/{number}"
            last = number == suggestion.times_answered - 1
            if last or await tx.outbox.find(_key(suggestion, what, str(room))) is not None:
                await _in_room(
                    tx, setting, suggestion, what, room=room, card=cards.answer_in_room(read)
                )


def _rooms(setting: Setting, suggestion: Suggestion) -> tuple[Address, ...]:
    id_, rooms = suggestion.collaboration, setting.directory.rooms
    parties = (suggestion.from_party, suggestion.to_party)
    return tuple(dict.fromkeys(room for party in parties for room in rooms(id_, party)))


async def _in_room(
    tx: Transaction,
    setting: Setting,
    suggestion: Suggestion,
    what: str,
    *,
    room: Address,
    card: Card,
) -> None:
    draft = Draft(
        key=_key(suggestion, what, str(room)),
        collaboration=suggestion.collaboration,
        to=room,
        thread=suggestion.thread if room == suggestion.room else None,
        card=card,
    )
    await tx.outbox.put(draft, setting.now)


async def _to_seat(
    tx: Transaction,
    setting: Setting,
    seat: str,
    key: str,
    *,
    suggested: Suggested,
    make: Callable[[Suggested], Card],
    on_doubt: OnDoubt = OnDoubt.SKIP,
) -> bool:
    where = route(setting, seat)
    if where is None:
        return False
    reader = setting.reader_of(where.person) if where.person else A_ROOM
    card = make(for_reader(setting, suggested, reader))
    here = {"collaboration": setting.collaboration.id, "text": "suggestions"}
    opens = card.buttons[0] if card.buttons else Button(card.title, ASK_IN, here)
    await push(tx, setting, where, Push(key=key, card=card, opens=opens, on_doubt=on_doubt))
    return True


def _key(suggestion: Suggestion, what: str, place: str) -> str:
    return f"{suggestion.id}/{what}/{place}"


def _maker_key(suggestion: Suggestion, what: str) -> str:
    return f"{UNNAMED_KEY if suggestion.anonymous else ''}{suggestion.id}/{what}"
