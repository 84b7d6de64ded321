"""Giving a message that was put before another card, where it is."""

from bot.cards.card import Card
from bot.engine.inbound import Origin
from bot.engine.outgoing import Delivery, Draft, Message
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def replace_card(tx: Transaction, setting: Setting, known: Message, card: Card) -> None:
    """Give a message another card; one that waits for somebody's hours goes on waiting."""
    unseen = known.state is Delivery.PENDING and not known.sent_revision
    draft = Draft(
        key=known.key,
        collaboration=known.collaboration,
        to=known.to,
        fallbacks=known.fallbacks,
        card=card,
        not_before=known.not_before if unseen else None,
    )
    await tx.outbox.put(draft, setting.now)


async def in_its_place(tx: Transaction, origin: Origin, card: Card) -> Draft | None:
    """An answer where somebody was asked to choose; none where it is a message of its own."""
    asked = await tx.outbox.shown_as(origin.instead_of) if origin.instead_of else None
    if asked is None or asked.to != origin.conversation:
        return None
    return Draft(key=asked.key, collaboration=asked.collaboration, to=asked.to, card=card)
