"""When a message reached nobody: it is on record, and the leads of the other sides are told."""

from bot.cards.compose.general import undeliverable
from bot.domain.instant import Instant
from bot.engine.directory import Directory
from bot.engine.outgoing import Draft, Message, OnDoubt
from bot.engine.record import Entry
from bot.engine.storage_ports import Transaction

_PREFIX = "undeliverable/"


async def report_undeliverable(tx: Transaction, message: Message, why: str, now: Instant) -> None:
    """Record it and tell the leads of the parties it did not belong to.

    A report that cannot be delivered itself is recorded and not reported again. A reminder is only
    recorded: telling of it would tell the other side of a miss before the agreed time.
    """
    if message.collaboration is None:
        return
    directory = Directory(await tx.directory.load())
    collaboration = directory.collaborations[message.collaboration]
    await tx.record.append(
        Entry(
            collaboration=collaboration.id,
            kind="message.undeliverable",
            at=now,
            version=collaboration.version,
            subject=message.key,
            data={"to": str(message.to), "because": why, "title": message.card.title},
        )
    )
    if message.key.startswith(_PREFIX) or message.on_doubt is OnDoubt.SKIP:
        return
    agreement = await tx.agreements.get(collaboration.id, collaboration.version)
    own = directory.party_of_tenant(collaboration.id, message.to.home)
    for party in agreement.parties:
        if party.key == own:
            continue
        for lead in directory.leads(collaboration.id, party.key):
            await tx.outbox.put(
                Draft(
                    key=f"{_PREFIX}{message.id}/{lead.id}",
                    collaboration=collaboration.id,
                    to=lead.addresses[0],
                    fallbacks=lead.addresses[1:],
                    card=undeliverable(message.card.title, why),
                ),
                now,
            )
