"""The outbox. `storage/repositories/outbox.py` says how the queue of a conversation works."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from bot.domain.address import Address
from bot.domain.instant import Instant
from bot.engine.outgoing import Delivery, Draft, Message
from storage.held import held_by, held_until, let_go
from storage.memory.state import Queued, Work
from storage.rows import storable

_OVER = (Delivery.FAILED, Delivery.SKIPPED)


class MemoryOutbox:
    """`bot.engine.storage_ports.OutboxStore`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def put(self, draft: Draft, now: Instant) -> str:
        """Add, or give a known message its new card."""
        state = self._work.changing
        known = state.outbox_keys.get(draft.key)
        if known is None:
            message = _new_message(draft, now)
            state.outbox_keys[draft.key] = message.id
            state.outbox[message.id] = Queued(
                message=message,
                position=self._place(),
                waiting_since=message.not_before,
                claimable_at=message.not_before,
                pushed_at=message.not_before if draft.push else None,
            )
            return message.id
        if state.outbox[known].message.card != draft.card:
            self._renew(state.outbox[known], draft, now)
        return known

    def _renew(self, known: Queued, draft: Draft, now: Instant) -> None:
        old = known.message
        since = _first_moment(draft, now)
        # What somebody has a form open over is put for when that is over.
        since = max(since, held_until(known.held) or since)
        # What a platform or the pace asked for still holds; an earlier draft's own wish does not.
        moved = old.state is Delivery.PENDING and old.not_before > known.waiting_since
        wait = max(since, old.not_before) if moved else since
        message = replace(
            old, card=draft.card, revision=old.revision + 1, attempts=0, not_before=wait
        )
        claimable_at = known.claimable_at
        if old.state is not Delivery.SENDING:
            # Otherwise delivery finishes the attempt first; then the message is pending again.
            pending = old.state is Delivery.PENDING
            doubtful = old.doubtful and pending
            message = replace(message, state=Delivery.PENDING, error=None, doubtful=doubtful)
            claimable_at = wait
        if old.state in _OVER and not old.sent_revision:
            # Nothing of it was ever shown, so it starts over from where it is meant to go.
            message = replace(
                message,
                to=draft.to,
                only_for=draft.only_for,
                thread=draft.thread,
                fallbacks=draft.fallbacks,
                native_ref=None,
            )
        self._keep(
            replace(
                known,
                message=message,
                position=self._place(),
                waiting_since=since,
                claimable_at=claimable_at,
            )
        )

    async def get(self, id_: str) -> Message | None:
        """One message."""
        known = self._work.state.outbox.get(id_)
        return None if known is None else known.message

    async def find(self, key: str) -> Message | None:
        """One message, by what it is about."""
        return await self.get(self._work.state.outbox_keys.get(key, ""))

    async def shown_as(self, native_ref: str) -> Message | None:
        """One message, by the platform's name of it."""
        found = (q.message for q in self._work.state.outbox.values())
        return next((each for each in found if each.native_ref == native_ref), None)

    async def due(self, now: Instant, limit: int) -> Sequence[str]:
        """Ids of messages that can be claimed now, those waiting longest first."""
        can = [q for q in self._work.state.outbox.values() if _claimable(q, now)]
        can.sort(key=lambda q: (q.claimable_at, q.position))
        return [q.message.id for q in can if not self._behind(q, now)][:limit]

    async def claim(
        self, id_: str, now: Instant, *, lease_until: Instant, next_slot: Instant
    ) -> Message | None:
        """Take a message for one attempt."""
        state = self._work.changing
        known = state.outbox.get(id_)
        if known is None or not _claimable(known, now) or self._behind(known, now):
            return None
        message = known.message
        free_at = state.slots.get(str(message.to), now)
        if free_at > now:
            waiting = replace(message, not_before=free_at)
            self._keep(replace(known, message=waiting, claimable_at=free_at))
            return None
        state.slots[str(message.to)] = next_slot
        message = replace(
            message,
            state=Delivery.SENDING,
            attempts=message.attempts + 1,
            doubtful=message.doubtful or message.state is Delivery.SENDING,
            lease_until=lease_until,
        )
        self._keep(
            replace(
                known,
                message=message,
                claimable_at=lease_until,
                claimed_revision=message.revision,
            )
        )
        return message

    def _behind(self, known: Queued, now: Instant) -> bool:
        if known.message.state is Delivery.SENDING:
            return False
        waiting = (
            other
            for other in self._work.state.outbox.values()
            if other.claimable_at is not None and other.message.to == known.message.to
        )
        return any(
            other.message.state is Delivery.SENDING
            or (other.waiting_since <= now and other.position < known.position)
            for other in waiting
        )

    async def mark_sent(self, id_: str, *, revision: int, native_ref: str, now: Instant) -> None:
        """The platform shows this revision."""
        del now  # nobody asks for it yet
        known = self._work.changing.outbox.get(id_)
        if known is None:
            return
        shown = {"sent_revision": revision, "native_ref": native_ref}
        state = Delivery.SENT if known.message.revision == revision else Delivery.PENDING
        self._settle(known, state, doubtful=False, error=None, **shown)

    async def mark_skipped(self, id_: str, *, error: str) -> None:
        """It is not repeated; a newer card that came meanwhile still goes out."""
        self._end(id_, Delivery.SKIPPED, error)

    async def mark_failed(self, id_: str, *, error: str) -> None:
        """It could not be delivered; a newer card that came meanwhile is still tried."""
        self._end(id_, Delivery.FAILED, error)

    def _end(self, id_: str, state: Delivery, error: str) -> None:
        known = self._unsent(id_)
        if known is not None:
            newer = known.claimed_revision not in (None, known.message.revision)
            self._settle(known, Delivery.PENDING if newer else state, error=storable(error))

    async def retry(self, id_: str, *, not_before: Instant, error: str, doubtful: bool) -> None:
        """Pending again, in its old place in the queue."""
        known = self._unsent(id_)
        if known is not None:
            self._settle(
                known,
                Delivery.PENDING,
                not_before=not_before,
                error=storable(error),
                doubtful=doubtful,
            )

    async def redirect(
        self, id_: str, *, to: Address, fallbacks: tuple[Address, ...], error: str
    ) -> None:
        """Pending again, as a new message at the end of another conversation's queue."""
        known = self._unsent(id_)
        if known is None:
            return
        here = known.message.to == to
        self._settle(
            replace(known, position=self._place()),
            Delivery.PENDING,
            to=to,
            fallbacks=fallbacks,
            only_for=known.message.only_for if here else None,
            thread=known.message.thread if here else None,
            native_ref=None,
            sent_revision=0,
            attempts=0,
            doubtful=False,
            error=storable(error),
        )

    async def count_doubt(self, id_: str) -> None:
        """An attempt repeats one whose outcome was unknown."""
        known = self._work.changing.outbox.get(id_)
        if known is not None:
            message = replace(known.message, doubts=known.message.doubts + 1)
            self._keep(replace(known, message=message))

    async def pushes(self, to: Sequence[Address], since: Instant, before: Instant) -> int:
        """How many were to ring unasked at any of the addresses in a stretch of time."""
        return sum(
            known.pushed_at is not None
            and since <= known.pushed_at < before
            and known.message.to in to
            for known in self._work.state.outbox.values()
        )

    async def hold(self, native_ref: str, *, by: str, until: Instant) -> None:
        """Nothing new of it goes out before a moment."""
        known = self._shown(native_ref)
        if known is None:
            return
        held = held_by(known.held, by, until)
        known = replace(known, held=held)
        if known.message.state is Delivery.PENDING:
            known = _waiting(known, max(known.message.not_before, held_until(held) or until))
        self._keep(known)

    async def let_go(self, native_ref: str, *, by: str, now: Instant) -> None:
        """What changed meanwhile goes out when nobody holds it any more."""
        known = self._shown(native_ref)
        if known is None or by not in (known.held or {}):
            return
        before, held = held_until(known.held), let_go(known.held, by)
        known = replace(known, held=held)
        if known.message.state is Delivery.PENDING and known.message.not_before == before:
            known = _waiting(known, max(now, held_until(held) or now))
        self._keep(known)

    def _shown(self, native_ref: str) -> Queued | None:
        found = self._work.changing.outbox.values()
        return next((each for each in found if each.message.native_ref == native_ref), None)

    async def undelivered(self, collaboration: str) -> Sequence[Message]:
        """Failed and skipped ones, newest first."""
        found = [
            known
            for known in self._work.state.outbox.values()
            if known.message.state in _OVER and known.message.collaboration == collaboration
        ]
        return [q.message for q in sorted(found, key=lambda q: q.position, reverse=True)]

    async def oldest_waiting(self, now: Instant) -> Instant | None:
        """Since when the oldest message has been waiting that could have gone out by now."""
        can = [q for q in self._work.state.outbox.values() if _claimable(q, now)]
        return min((q.waiting_since for q in can if q.waiting_since <= now), default=None)

    def _unsent(self, id_: str) -> Queued | None:
        # A late report of an attempt that another took over must not undo what was sent.
        known = self._work.changing.outbox.get(id_)
        return None if known is None or known.message.state is Delivery.SENT else known

    def _settle(self, known: Queued, state: Delivery, **changes: Any) -> None:
        """Out of the attempt, whatever came of it."""
        message = replace(known.message, state=state, lease_until=None, **changes)
        waits = message.not_before if state is Delivery.PENDING else None
        self._keep(replace(known, message=message, claimable_at=waits))

    def _keep(self, queued: Queued) -> None:
        self._work.state.outbox[queued.message.id] = queued

    def _place(self) -> int:
        self._work.state.position += 1
        return self._work.state.position


def _claimable(queued: Queued, now: Instant) -> bool:
    return queued.claimable_at is not None and queued.claimable_at <= now


def _waiting(queued: Queued, until: Instant) -> Queued:
    message = replace(queued.message, not_before=until)
    return replace(queued, message=message, waiting_since=until, claimable_at=until)


def _first_moment(draft: Draft, now: Instant) -> Instant:
    return now if draft.not_before is None else max(now, draft.not_before)


def _new_message(draft: Draft, now: Instant) -> Message:
    return Message(
        id=uuid4().hex,
        key=draft.key,
        collaboration=draft.collaboration,
        to=draft.to,
        card=draft.card,
        only_for=draft.only_for,
        thread=draft.thread,
        on_doubt=draft.on_doubt,
        fallbacks=draft.fallbacks,
        not_before=_first_moment(draft, now),
        state=Delivery.PENDING,
        revision=1,
        sent_revision=0,
        native_ref=None,
        attempts=0,
        doubtful=False,
        doubts=0,
        lease_until=None,
        error=None,
        created_at=now,
    )
