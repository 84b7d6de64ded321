"""Messages about an action: to its owner, to who asked for it, to who takes over a seat."""

from bot.cards.card import Button, Card
from bot.cards.compose import action_lists as lists
from bot.cards.compose import actions as cards
from bot.domain.actions import Action
from bot.domain.people import Person
from bot.domain.visibility import A_ROOM, Reader, seated
from bot.engine.action_planning import Step, message_key, step_key
from bot.engine.agreements import AgreementCache
from bot.engine.contacts import Route, among, route, route_to
from bot.engine.outgoing import Delivery, OnDoubt
from bot.engine.pushing import Push, push
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import in_order, may_read, readable, task


def owner_route(setting: Setting, action: Action) -> Route | None:
    """Where its owner is written to: the seat's holder or who stands in; without the seat, a lead.

    None when nobody of that side can be written to who may know of it.
    """
    if action.owner in setting.agreement.seat:
        return _known_to(setting, action, action.party, route(setting, action.owner))
    leads = setting.directory.leads(setting.collaboration.id, action.party)
    found = (route_to(setting, action.party, lead) for lead in leads)
    return next((each for each in found if each is not None), None)


def asker_route(setting: Setting, action: Action) -> Route | None:
    """Where who asked for it is written to: the seat they asked in, or the person without one."""
    asked = action.raised
    if asked.party not in setting.agreement.party:
        return None
    if asked.seat is not None and asked.seat in setting.agreement.seat:
        return _known_to(setting, action, asked.party, route(setting, asked.seat))
    return route_to(setting, asked.party, setting.directory.person(asked.person))


def _known_to(setting: Setting, action: Action, party: str, where: Route | None) -> Route | None:
    """What is restricted goes to nobody who may not know of it, not even when a delivery fails."""
    if not action.restricted:
        return where
    return among(setting, party, where, lambda each: may_read(setting.agreement, action, each))


async def give(
    tx: Transaction, setting: Setting, action: Action, agreements: AgreementCache
) -> bool:
    """Tell its owner that there is an action for them. False when there is nobody to tell."""
    key = message_key(action, f"given/{action.round}")
    return await _to_owner(tx, setting, action, agreements, key, asked=False)


async def ask(
    tx: Transaction, setting: Setting, action: Action, agreements: AgreementCache, step: Step
) -> bool:
    """Ask its owner for it on its day, or remind them after it."""
    return await _to_owner(tx, setting, action, agreements, step_key(action, step), asked=True)


async def _to_owner(
    tx: Transaction,
    setting: Setting,
    action: Action,
    agreements: AgreementCache,
    key: str,
    *,
    asked: bool,
) -> bool:
    where = owner_route(setting, action)
    if where is None:
        return False
    known = await task(tx, setting, action, _reader(setting, where), agreements)
    on_doubt = OnDoubt.SKIP if asked else OnDoubt.RESEND
    card = cards.for_owner(known, asked=asked)
    await _push(tx, setting, where, key, card=card, task=known, on_doubt=on_doubt)
    return True


async def bring_up_to_date(
    tx: Transaction, setting: Setting, action: Action, agreements: AgreementCache
) -> None:
    """Let what its owner was sent say how it stands now."""
    for number in range(action.round + 1):
        given = message_key(action, f"given/{number}")
        steps = [message_key(action, f"{step}/{number}") for step in (Step.ASK, Step.REMIND)]
        for key in (given, *steps):
            await _edit(tx, setting, action, agreements, key)


async def _edit(
    tx: Transaction, setting: Setting, action: Action, agreements: AgreementCache, key: str
) -> None:
    known = await tx.outbox.find(key)
    # One that was skipped may be there. Brought up to date it would be posted, perhaps again.
    if known is None or known.state is Delivery.SKIPPED:
        return
    where = owner_route(setting, action)
    person = setting.directory.person_at(known.to)
    reader = setting.reader_of(person) if person else A_ROOM
    shown = await task(tx, setting, action, reader, agreements)
    if where is None:
        return
    theirs = known.to in where.addresses and await readable(
        tx, setting, [action], reader, agreements
    )
    has_come = setting.now >= action.times.opens
    card = cards.for_owner(shown, asked=has_come) if theirs else cards.no_longer_yours(shown)
    await _push(tx, setting, where, key, card=card, task=shown)


async def tell_others(
    tx: Transaction, setting: Setting, action: Action, agreements: AgreementCache, actor: str
) -> None:
    """Show a change to its owner and to who asked for it, except to who made it."""
    told = {actor}
    for seat, where in (
        (action.owner, owner_route(setting, action)),
        (action.raised.seat, asker_route(setting, action)),
    ):
        if where is None or (where.person is not None and where.person.id in told):
            continue
        if where.person is not None:
            told.add(where.person.id)
        given = message_key(action, f"given/{action.round}")
        if action.open and action.owner == seat and await tx.outbox.find(given) is not None:
            continue  # it is new to them, and they were told so
        reader = _reader(setting, where)
        if await readable(tx, setting, [action], reader, agreements):
            # Each change is a message of its own, so that it rings.
            key = message_key(action, f"told/{seat or ''}/{action.state}/{action.round}")
            shown = await task(tx, setting, action, reader, agreements)
            await _push(tx, setting, where, key, card=cards.told(shown), task=shown)


async def hand_on(tx: Transaction, setting: Setting, seat: str, person: Person) -> None:
    """Show somebody who takes over a seat what is open for it."""
    open_ = [a for a in await tx.actions.open(setting.collaboration.id) if a.owner == seat]
    if not open_ or seat not in setting.agreement.seat:
        return
    where = route_to(setting, setting.agreement.seat[seat].party, person)
    if where is None:
        return
    reader, agreements = seated(seat), AgreementCache()
    tasks = [
        await task(tx, setting, action, reader, agreements)
        for action in in_order(open_, frozenset({seat}))
    ]
    id_ = setting.collaboration.id
    card = lists.handed_on(setting.agreement.seat[seat].title, tasks, id_)
    key = f"{id_}/actions/{seat}/{person.id}/{setting.now.isoformat()}"
    await push(tx, setting, where, Push(key=key, card=card, opens=card.buttons[0]))


def _reader(setting: Setting, where: Route) -> Reader:
    """Who reads it: one person, or a room."""
    return setting.reader_of(where.person) if where.person else A_ROOM


async def _push(
    tx: Transaction,
    setting: Setting,
    where: Route,
    key: str,
    *,
    card: Card,
    task: cards.Task,
    on_doubt: OnDoubt = OnDoubt.RESEND,
) -> None:
    opens = Button(card.title, cards.SHOW, task.value())
    await push(tx, setting, where, Push(key=key, card=card, opens=opens, on_doubt=on_doubt))
