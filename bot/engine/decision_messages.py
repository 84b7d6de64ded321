"""Messages about a decision: to who may decide, to who wrote it down, to both sides' rooms."""

from bot.cards.card import Button, Card
from bot.cards.compose import decisions as cards
from bot.cards.words import decisions as words
from bot.domain.decisions import Decision
from bot.domain.people import Person
from bot.domain.visibility import A_ROOM, Reader
from bot.engine.agreements import AgreementCache
from bot.engine.contacts import Route, route_to
from bot.engine.outgoing import RESTRICTED_KEY, Delivery, Draft, OnDoubt
from bot.engine.pushing import Push, push
from bot.engine.rulings import may_settle, readable, ruling
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def ask_to_confirm(
    tx: Transaction, setting: Setting, decision: Decision, agreements: AgreementCache
) -> bool:
    """Ask who may decide, privately; of several leads each. False when nobody can be asked."""
    asked = False
    for where in await deciders(tx, setting, decision, agreements):
        reader = _reader(setting, where)
        shown = await ruling(tx, setting, decision, reader, agreements)
        card = cards.decision_card(shown, note=words.CONFIRM_HOW)
        await _push(tx, setting, where, _key(decision, f"confirm/{_name(where)}"), card=card)
        asked = True
    return asked


async def remind_to_confirm(
    tx: Transaction,
    setting: Setting,
    decision: Decision,
    where: Route,
    agreements: AgreementCache,
) -> None:
    """Ask one of them once more, in a message of its own: an edited one rings at nobody."""
    shown = await ruling(tx, setting, decision, _reader(setting, where), agreements)
    card = cards.decision_card(shown, note=words.STILL_HOW)
    key = _key(decision, f"again/{_name(where)}")
    await _push(tx, setting, where, key, card=card, on_doubt=OnDoubt.SKIP)


async def show(
    tx: Transaction, setting: Setting, decision: Decision, agreements: AgreementCache, actor: str
) -> None:
    """Show what came of it: in every room of both sides, and to who was asked or wrote it down.

    A restricted one is in no room.
    """
    if decision.settled is None:
        return
    await show_rooms(tx, setting, decision, agreements)
    for where in await deciders(tx, setting, decision, agreements):
        for about in (f"confirm/{_name(where)}", f"again/{_name(where)}"):
            known = await tx.outbox.find(_key(decision, about))
            # One that was skipped may be there. Brought up to date it would be posted once more.
            if known is not None and known.state is not Delivery.SKIPPED:
                shown = await ruling(tx, setting, decision, _reader(setting, where), agreements)
                card = cards.decision_card(shown)
                await _push(tx, setting, where, _key(decision, about), card=card)
    written = decision.written
    if written.person == actor or written.party not in setting.agreement.party:
        return
    person = setting.directory.person(written.person)
    writer = route_to(setting, written.party, person)
    reader = setting.reader_of(person)
    if writer is not None and await readable(tx, setting, [decision], reader, agreements):
        shown = await ruling(tx, setting, decision, reader, agreements)
        await _push(tx, setting, writer, _key(decision, "writer"), card=cards.decision_card(shown))


async def show_rooms(
    tx: Transaction, setting: Setting, decision: Decision, agreements: AgreementCache
) -> None:
    """Post one that was recorded, or bring what was posted up to date.

    One that was taken on an escalation is on its card.
    """
    posted = decision.counts or decision.replaced_by is not None
    if (
        decision.on_escalation
        or not posted
        or not await readable(tx, setting, [decision], A_ROOM, agreements)
    ):
        return
    shown = await ruling(tx, setting, decision, A_ROOM, agreements)
    card = cards.decision_card(shown)
    for room in setting.directory.rooms(setting.collaboration.id):
        draft = Draft(
            key=_key(decision, str(room)),
            collaboration=setting.collaboration.id,
            to=room,
            card=card,
        )
        await tx.outbox.put(draft, setting.now)


async def deciders(
    tx: Transaction, setting: Setting, decision: Decision, agreements: AgreementCache
) -> tuple[Route, ...]:
    """Where who may decide is written to: who decides for the seat now, or every lead of the side.

    What is restricted goes to nobody who may not know of it.
    """
    party = decision.decider.party
    if party not in setting.agreement.party:
        return ()
    ways = [
        (person, where)
        for person in _people(setting, decision)
        if (where := route_to(setting, party, person)) is not None
    ]
    return tuple(
        [
            where
            for person, where in ways
            if await may_settle(tx, setting, decision, person, agreements)
        ]
    )


def _people(setting: Setting, decision: Decision) -> tuple[Person, ...]:
    directory, id_, now = setting.directory, setting.collaboration.id, setting.now
    seat = setting.agreement.seat.get(decision.decider.seat or "")
    if seat is None:
        return directory.leads(id_, decision.decider.party)
    holder = directory.holder(id_, seat.key, now)
    deputy = directory.holder(id_, seat.deputy, now) if seat.deputy else None
    there = holder is not None and directory.absence(id_, holder, now) is None
    chosen = holder if there else deputy or holder
    return (chosen,) if chosen else ()


def _name(where: Route) -> str:
    return where.person.id if where.person else "room"


def _reader(setting: Setting, where: Route) -> Reader:
    """Who reads it: one person, or a room."""
    return setting.reader_of(where.person) if where.person else A_ROOM


def _key(decision: Decision, what: str) -> str:
    key = f"{decision.collaboration}/decision/{decision.label}/{what}"
    return f"{RESTRICTED_KEY}{key}" if decision.restricted else key


async def _push(
    tx: Transaction,
    setting: Setting,
    where: Route,
    key: str,
    *,
    card: Card,
    on_doubt: OnDoubt = OnDoubt.RESEND,
) -> None:
    opens = Button(card.title, cards.SHOW, dict(card.buttons[0].value) if card.buttons else {})
    await push(tx, setting, where, Push(key=key, card=card, opens=opens, on_doubt=on_doubt))
