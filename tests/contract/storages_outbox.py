"""Steps of the outbox tests."""

from datetime import timedelta

from bot.domain.instant import Instant, instant
from bot.engine.outgoing import Draft, Message
from bot.engine.storage_ports import Storage
from tests.contract.storages import NOW, later

LEASE = timedelta(seconds=60)
PACE = timedelta(seconds=1)


async def put(storage: Storage, draft: Draft, now: Instant = NOW) -> str:
    async with storage.transaction() as tx:
        return await tx.outbox.put(draft, now)


async def get(storage: Storage, id_: str) -> Message:
    async with storage.reading() as tx:
        message = await tx.outbox.get(id_)
    assert message is not None
    return message


async def claim(
    storage: Storage, id_: str, now: Instant = NOW, slot: Instant | None = None
) -> Message | None:
    async with storage.transaction() as tx:
        return await tx.outbox.claim(
            id_,
            now,
            lease_until=instant(now + LEASE),
            next_slot=instant(now + PACE) if slot is None else slot,
        )


async def sent(storage: Storage, draft: Draft, ref: str = "ts") -> str:
    """Put, claim and mark as sent at NOW, without holding up the conversation."""
    id_ = await put(storage, draft)
    message = await claim(storage, id_, slot=NOW)
    assert message is not None
    await mark_sent(storage, message, ref)
    return id_


async def mark_sent(storage: Storage, message: Message, ref: str = "ts") -> None:
    async with storage.transaction() as tx:
        await tx.outbox.mark_sent(
            message.id, revision=message.revision, native_ref=ref, now=later()
        )


async def due(storage: Storage, now: Instant = NOW, limit: int = 100) -> list[str]:
    """Keys of what can be claimed now."""
    async with storage.reading() as tx:
        found = [await tx.outbox.get(id_) for id_ in await tx.outbox.due(now, limit)]
    return [message.key for message in found if message is not None]
