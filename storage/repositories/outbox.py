"""The outbox: messages decided but not yet delivered.

The queue of a conversation holds its messages that wait and whose own time has come, in the order
they were put; one being sent is before all others. A message drafted for later joins when its time
comes, so it does not hold up the urgent one behind it; a retry or a wait for the pace keeps its
place.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from bot.domain.address import Address
from bot.domain.instant import Instant
from bot.engine.outgoing import Delivery, Draft, Message
from storage.held import held_by, held_until, let_go
from storage.repositories import outbox_statements as sql
from storage.rows import addresses_json, draft_values, message_of, storable
from storage.statements import AnyRow, Statements

_OVER = (Delivery.FAILED, Delivery.SKIPPED)


class SqlOutbox:
    """`bot.engine.storage_ports.OutboxStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def put(self, draft: Draft, now: Instant) -> str:
        """Add, or give a known message its new card."""
        values = {"id": uuid4().hex, **draft_values(draft, now)}
        added = await self._statements.row(sql.INSERT, **values)
        if added is not None:
            return str(added.id)
        known = await self._statements.row(sql.LOCK_BY_KEY, key=draft.key)
        if known is None:  # a row is never deleted, so this is a damaged database
            raise LookupError(f"outbox key {draft.key} is taken, but has no row")
        if known.card != values["card"]:
            await self._renew(known, values)
        return str(known.id)

    async def _renew(self, known: AnyRow, values: Mapping[str, Any]) -> None:
        # What somebody has a form open over is put for when that is over.
        since = max(values["waiting_since"], held_until(known.held) or values["waiting_since"])
        # What a platform or the pace asked for still holds; an earlier draft's own wish does not.
        moved = known.state == Delivery.PENDING and known.not_before > known.waiting_since
        changes: dict[str, Any] = {
            "id_": known.id,
            "card_": values["card"],
            "not_before_": max(since, known.not_before) if moved else since,
            "since_": since,
        }
        if known.state == Delivery.SENDING:
            # Delivery finishes the attempt first; then the message is pending again.
            await self._statements.run(sql.RENEW_SENDING, changes)
        elif known.state in _OVER and not known.sent_revision:
            # Nothing of it was ever shown, so it starts over from where it is meant to go.
            where = {f"{k}_": values[k] for k in ("to", "only_for", "thread", "fallbacks")}
            await self._statements.run(sql.START_OVER, {**changes, **where})
        else:
            await self._statements.run(sql.RENEW, changes)

    async def get(self, id_: str) -> Message | None:
        """One message."""
        row = await self._statements.row(sql.BY_ID, id=id_)
        return None if row is None else message_of(row)

    async def find(self, key: str) -> Message | None:
        """One message, by what it is about."""
        row = await self._statements.row(sql.BY_KEY, key=key)
        return None if row is None else message_of(row)

    async def shown_as(self, native_ref: str) -> Message | None:
        """One message, by the platform's name of it."""
        row = await self._statements.row(sql.BY_NATIVE_REF, native_ref=native_ref)
        return None if row is None else message_of(row)

    async def due(self, now: Instant, limit: int) -> Sequence[str]:
        """Ids of messages that can be claimed now, those waiting longest first."""
        return [row.id for row in await self._statements.rows(sql.DUE, now=now, limit=limit)]

    async def claim(
        self, id_: str, now: Instant, *, lease_until: Instant, next_slot: Instant
    ) -> Message | None:
        """Take a message for one attempt."""
        row = await self._statements.row(sql.LOCK_CLAIMABLE, id=id_, now=now)
        if row is None or row.behind:
            return None
        free_at = await self._take_slot(row, now, next_slot)
        if free_at is not None:
            await self._statements.run(sql.WAIT_FOR_SLOT, {"id_": id_, "free_at": free_at})
            return None
        taken = await self._statements.row(
            sql.CLAIM, id_=id_, lease=lease_until, sending=Delivery.SENDING.value
        )
        return None if taken is None else message_of(taken)

    async def _take_slot(self, row: AnyRow, now: Instant, next_slot: Instant) -> Instant | None:
        """Move the conversation's slot; gives when it is free, when it is not free now."""
        free_at: Instant | None = row.free_at
        if free_at is not None and free_at > now:
            return free_at
        if await self._statements.row(
            sql.TAKE_SLOT, conversation=row.to, free_at=next_slot, now=now
        ):
            return None
        # Another replica took it after we looked.
        slot = await self._statements.row(sql.SLOT, conversation=row.to)
        return next_slot if slot is None else slot.free_at

    async def mark_sent(self, id_: str, *, revision: int, native_ref: str, now: Instant) -> None:
        """The platform shows this revision."""
        await self._statements.run(
            sql.MARK_SENT, {"id_": id_, "shown": revision, "ref": native_ref, "now": now}
        )

    async def mark_skipped(self, id_: str, *, error: str) -> None:
        """It is not repeated; a newer card that came meanwhile still goes out."""
        await self._end(id_, Delivery.SKIPPED, error)

    async def mark_failed(self, id_: str, *, error: str) -> None:
        """It could not be delivered; a newer card that came meanwhile is still tried."""
        await self._end(id_, Delivery.FAILED, error)

    async def _end(self, id_: str, state: Delivery, error: str) -> None:
        await self._statements.run(
            sql.END, {"id_": id_, "end": state.value, "said": storable(error)}
        )

    async def retry(self, id_: str, *, not_before: Instant, error: str, doubtful: bool) -> None:
        """Pending again, in its old place in the queue."""
        values = {"id_": id_, "wait": not_before, "said": storable(error), "doubt": doubtful}
        await self._statements.run(sql.RETRY, values)

    async def redirect(
        self, id_: str, *, to: Address, fallbacks: tuple[Address, ...], error: str
    ) -> None:
        """Pending again, as a new message at the end of another conversation's queue."""
        values = {
            "id_": id_,
            "to_": str(to),
            "others": addresses_json(fallbacks),
            "said": storable(error),
        }
        await self._statements.run(sql.REDIRECT, values)

    async def count_doubt(self, id_: str) -> None:
        """An attempt repeats one whose outcome was unknown."""
        await self._statements.run(sql.COUNT_DOUBT, {"id_": id_})

    async def pushes(self, to: Sequence[Address], since: Instant, before: Instant) -> int:
        """How many were to ring unasked at any of the addresses in a stretch of time."""
        written = [str(address) for address in to]
        if self._statements.writing:
            await self._statements.run(sql.ONE_COUNTS, {"to": written})
        row = await self._statements.row(sql.PUSHES, to=written, since=since, before=before)
        return 0 if row is None else row.pushes

    async def hold(self, native_ref: str, *, by: str, until: Instant) -> None:
        """Nothing new of it goes out before a moment."""
        known = await self._statements.row(sql.LOCK_BY_NATIVE_REF, native_ref=native_ref)
        if known is None:
            return
        held = held_by(known.held, by, until)
        await self._statements.run(sql.HOLD, {"id_": known.id, "held_": held})
        if known.state == Delivery.PENDING:
            later = max(known.not_before, held_until(held) or until)
            await self._statements.run(sql.WAIT_UNTIL, {"id_": known.id, "until": later})

    async def let_go(self, native_ref: str, *, by: str, now: Instant) -> None:
        """What changed meanwhile goes out when nobody holds it any more."""
        known = await self._statements.row(sql.LOCK_BY_NATIVE_REF, native_ref=native_ref)
        if known is None or by not in (known.held or {}):
            return
        before, held = held_until(known.held), let_go(known.held, by)
        await self._statements.run(sql.HOLD, {"id_": known.id, "held_": held})
        if known.state == Delivery.PENDING and known.not_before == before:
            until = max(now, held_until(held) or now)
            await self._statements.run(sql.WAIT_UNTIL, {"id_": known.id, "until": until})

    async def undelivered(self, collaboration: str) -> Sequence[Message]:
        """Failed and skipped ones, newest first."""
        rows = await self._statements.rows(sql.UNDELIVERED, collaboration=collaboration)
        return [message_of(row) for row in rows]

    async def oldest_waiting(self, now: Instant) -> Instant | None:
        """Since when the oldest message has been waiting that could have gone out by now."""
        row = await self._statements.row(sql.OLDEST, now=now)
        return None if row is None else row.waiting_since
