"""Messages that ring at somebody unasked: in their hours, and not more a day than they take.

What answers somebody, and what only changes a message that is there already, is none of these.
"""

from dataclasses import dataclass, replace

from bot.cards.card import Button, Card, paragraph
from bot.cards.compose.bundle import Line, bundle_card, lines_in, with_line
from bot.cards.words import manners as words
from bot.domain.instant import Instant
from bot.domain.manners import Hours
from bot.domain.people import Person
from bot.engine.contacts import Route
from bot.engine.outgoing import Delivery, Draft, Message, OnDoubt
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


@dataclass(frozen=True, kw_only=True)
class Push:
    """Something to tell a person unasked."""

    key: str
    """What it is about; the same key is the same message."""
    card: Card
    opens: Button
    """What opens it from the list that replaces it when the day has had enough."""
    on_doubt: OnDoubt = OnDoubt.RESEND
    at_once: bool = False
    """Whether it waits neither for hours nor for the next day: it shows people what they did."""
    at_agreed_time: bool = False
    """Whether it waits for no hours, because both sides agreed on this moment outside of them."""
    in_a_crowd: bool = False
    """Whether much else comes with it, so that all of it is better said in one message."""


async def push(tx: Transaction, setting: Setting, where: Route, what: Push) -> None:
    """Send it, or bring what was sent of it up to date."""
    known = await tx.outbox.find(what.key)
    draft = Draft(
        key=what.key,
        collaboration=setting.collaboration.id,
        to=where.addresses[0],
        fallbacks=where.addresses[1:],
        card=_with_reason(what.card, where, known),
        on_doubt=what.on_doubt,
    )
    if known is not None:
        moment = known.not_before if _unseen(known) else None
        await tx.outbox.put(replace(draft, not_before=moment), setting.now)
        return
    if what.at_once:
        await tx.outbox.put(draft, setting.now)
        return
    moment = setting.now if what.at_agreed_time else where.hours.next_allowed(setting.now)
    if where.person is None:
        await tx.outbox.put(replace(draft, not_before=moment), setting.now)
    # Counted in any case: nobody else adds to the one message of this day meanwhile.
    elif await _enough(tx, where.person, where.hours, moment) or what.in_a_crowd:
        await _bundle(tx, setting, where, what, moment)
    else:
        await tx.outbox.put(replace(draft, not_before=moment, push=True), setting.now)


async def _enough(tx: Transaction, person: Person, hours: Hours, moment: Instant) -> bool:
    """Whether the person's day has had as many as they take."""
    begin, end = hours.begin_of_day(moment), hours.end_of_day(moment)
    return await tx.outbox.pushes(person.addresses, begin, end) >= hours.preferences.budget


async def _bundle(
    tx: Transaction, setting: Setting, where: Route, what: Push, moment: Instant
) -> None:
    """Add it to the one message of that day."""
    assert where.person is not None  # a room has no day of its own
    key = bundle_key(where.person, where.hours, moment)
    known = await tx.outbox.find(key)
    line = Line(what.card.title, setting.agreement.study.short, what.opens)
    lines, count = lines_in(known.card) if known else ((), 0)
    draft = Draft(
        key=key,
        collaboration=None,  # it may hold things of several
        to=where.person.addresses[0],
        fallbacks=where.person.addresses[1:],
        card=bundle_card(*with_line(lines, count, line)),
        not_before=min(known.not_before, moment) if known and _unseen(known) else moment,
    )
    await tx.outbox.put(draft, setting.now)


def bundle_key(person: Person, hours: Hours, moment: Instant) -> str:
    """Key of the one message of a person's day."""
    return f"bundle/{person.id}/{hours.day_of(moment).isoformat()}"


def _unseen(message: Message) -> bool:
    return message.state is Delivery.PENDING and not message.sent_revision


def _with_reason(card: Card, where: Route, known: Message | None) -> Card:
    """With the reason why it comes to this person, when it was meant for somebody away."""
    if where.instead_of is None:
        return card
    holder, absence = where.instead_of
    if known is not None and known.to in holder.addresses:
        return card
    said = words.comes_to_you(holder.name, absence.back, as_deputy=where.as_deputy)
    return replace(card, blocks=(paragraph(said), *card.blocks))
