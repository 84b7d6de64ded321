"""Delivery: taking messages from the outbox to the platforms, each shown once.

An attempt is noted before it is made, so after a crash it is known that it may have been made. A
repeat first looks whether the earlier one arrived, where the platform lets us; else the message's
own kind decides. What cannot be delivered is never counted as sent.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.cards.fit import fit
from bot.domain.instant import Instant, instant
from bot.engine.again import until_settled
from bot.engine.clock import Clock
from bot.engine.outgoing import (
    DeliveryError,
    Message,
    MessageGone,
    OnDoubt,
    OutcomeUnknown,
    Rejected,
    TryLater,
    Unreachable,
)
from bot.engine.platform import ChatPlatform, FindsMessages, Outgoing
from bot.engine.storage_ports import Storage, Transaction
from bot.engine.undeliverable import note_unreachable, report_undeliverable

_LOG = logging.getLogger(__name__)
#: How long an attempt may take before another replica may assume the first one died.
LEASE = timedelta(seconds=60)
#: An attempt ends before its lease does, whatever the platform is doing.
_LONGEST_ATTEMPT = LEASE - timedelta(seconds=10)
#: How long a message is tried before it goes to the next agreed contact.
GIVE_UP_AFTER = timedelta(hours=24)
#: And how often at least: an old message whose edit fails once has not been tried for a day.
_TRIED_ENOUGH = 20
_LONGEST_WAIT = timedelta(minutes=5)
#: Doubling the wait so often reaches the longest; a timedelta of 2**47 seconds cannot be made.
_DOUBLINGS = 9
_AT_ONCE = 20
#: How long the rest is after looking for nothing, measured by how long that took.
_REST = 2.0
_BATCH = 100


@dataclass(frozen=True)
class _Sent:
    native_ref: str


@dataclass(frozen=True)
class _Seen:
    """What a look for an earlier attempt showed."""

    native_ref: str | None
    certain: bool
    """Whether the platform could look at all."""


class Courier:
    """Delivers what the outbox holds."""

    def __init__(
        self, *, storage: Storage, platforms: Mapping[str, ChatPlatform], clock: Clock
    ) -> None:
        self._storage = storage
        self._platforms = platforms
        self._clock = clock
        self._draining = asyncio.Lock()
        self._again = False
        self._rests_until = 0.0

    async def drain(self) -> int:
        """Deliver everything that can be delivered now; gives the number of attempts.

        A call during another one makes that one look again, so nothing put meanwhile waits for the
        next tick.
        """
        if self._draining.locked():
            self._again = True
            return 0
        attempts = 0
        async with self._draining:
            more = True
            while more:
                await asyncio.sleep(self._rests_until - asyncio.get_running_loop().time())
                self._again = False
                tried = await self._look()
                attempts += tried
                more = tried > 0 or self._again
        return attempts

    async def _look(self) -> int:
        """Deliver what is due; after a look for nothing the next one keeps a distance.

        Messages that wait for the pace of their conversation would otherwise be looked through for
        each one that joins them.
        """
        begin = asyncio.get_running_loop().time()
        tried = await self._deliver_due()
        if not tried:
            end = asyncio.get_running_loop().time()
            self._rests_until = end + _REST * (end - begin)
        return tried

    async def _deliver_due(self) -> int:
        async with self._storage.reading() as tx:
            ids = await tx.outbox.due(self._clock.now(), _BATCH)
        tried = 0
        for start in range(0, len(ids), _AT_ONCE):
            batch = ids[start : start + _AT_ONCE]
            tried += sum(await asyncio.gather(*map(self._deliver_or_log, batch)))
        return tried

    async def _deliver_or_log(self, id_: str) -> bool:
        """Deliver one of many: one that cannot be handled must not hold up the others."""
        try:
            return await self.deliver(id_)
        except Exception:  # noqa: BLE001 - see above; the tick must go on
            _LOG.exception(
                "A message could not be handled; a later tick tries again",
                extra={"action": "delivery.failed", "outbox": id_},
            )
            return False

    async def deliver(self, id_: str) -> bool:
        """Try to deliver one message; False when it cannot be taken now.

        Callable from outside with nothing but an id, so that a queue may carry the ids.
        """
        message = await until_settled(partial(self._claim, id_))
        if message is None:
            return False
        platform = self._platforms.get(message.to.platform)
        if platform is None:
            await self._keep(message, Unreachable(f"{message.to.platform} is not set up here"))
            return True
        try:
            async with asyncio.timeout(_LONGEST_ATTEMPT.total_seconds()):
                outcome: _Sent | DeliveryError | None = await self._attempt(platform, message)
        except DeliveryError as error:
            outcome = error
        except TimeoutError:
            outcome = OutcomeUnknown("The platform did not answer in time.")
        except Exception as error:  # noqa: BLE001 - whatever it was, the message must not be lost
            # Nobody knows what an adapter's own mistake did on the wire.
            _LOG.exception("An adapter failed", extra={"action": "delivery.bug", "outbox": id_})
            outcome = OutcomeUnknown(f"{type(error).__name__}: {error}")
        await self._keep(message, outcome)
        return True

    async def _keep(self, message: Message, outcome: "_Sent | DeliveryError | None") -> None:
        await until_settled(partial(self._settle, message, outcome))

    async def _claim(self, id_: str) -> Message | None:
        now = self._clock.now()
        async with self._storage.transaction() as tx:
            waiting = await tx.outbox.get(id_)
            if waiting is None:
                return None
            platform = self._platforms.get(waiting.to.platform)
            pace = platform.capabilities(waiting.to).seconds_between_messages if platform else 0.0
            return await tx.outbox.claim(
                id_,
                now,
                lease_until=instant(now + LEASE),
                next_slot=instant(now + timedelta(seconds=pace)),
            )

    async def _attempt(self, platform: ChatPlatform, message: Message) -> _Sent | None:
        """Post or edit. None when it is unknown whether it arrived and it must not be repeated."""
        outgoing = Outgoing(
            id=message.id,
            to=message.to,
            card=fit(message.card, platform.capabilities(message.to)),
            only_for=message.only_for,
            thread=message.thread,
        )
        if message.native_ref is not None:
            await platform.update(message.native_ref, outgoing)
            return _Sent(message.native_ref)
        if message.doubtful:
            seen = await _look(platform, outgoing)
            if seen.native_ref is not None:
                await platform.update(seen.native_ref, outgoing)
                return _Sent(seen.native_ref)
            if not seen.certain and message.on_doubt is OnDoubt.SKIP:
                return None
            # From here on there may be two of it, so that is kept before it is sent.
            await until_settled(partial(self._count_doubt, message.id))
        return _Sent(await platform.post(outgoing))

    async def _count_doubt(self, id_: str) -> None:
        async with self._storage.transaction() as tx:
            await tx.outbox.count_doubt(id_)

    async def _settle(self, message: Message, outcome: "_Sent | DeliveryError | None") -> None:
        """Keep what came of an attempt."""
        now = self._clock.now()
        async with self._storage.transaction() as tx:
            latest = await tx.outbox.get(message.id)
            taken_over = latest is None or latest.lease_until != message.lease_until
            if taken_over and not isinstance(outcome, _Sent):
                # The process stood still for longer than the lease. Another attempt is at work,
                # or over, and decides; what this one failed of must not take its doubt away.
                return
            match outcome:
                case _Sent(native_ref):
                    await tx.outbox.mark_sent(
                        message.id, revision=message.revision, native_ref=native_ref, now=now
                    )
                case None:
                    await tx.outbox.mark_skipped(
                        message.id, error="It is unknown whether it arrived; it is not repeated."
                    )
                case MessageGone():
                    await tx.outbox.redirect(
                        message.id, to=message.to, fallbacks=message.fallbacks, error=str(outcome)
                    )
                case OutcomeUnknown():
                    await self._retry(tx, message, outcome, now, doubtful=True)
                case TryLater():
                    await self._retry(tx, message, outcome, now, doubtful=message.doubtful)
                case Unreachable() | Rejected():
                    await self._next_contact(tx, message, outcome, now)
                case _:
                    raise TypeError(f"{type(outcome).__name__} is no kind of DeliveryError.")

    async def _retry(
        self,
        tx: Transaction,
        message: Message,
        error: DeliveryError,
        now: Instant,
        *,
        doubtful: bool,
    ) -> None:
        if now - message.created_at > GIVE_UP_AFTER and message.attempts >= _TRIED_ENOUGH:
            await self._next_contact(tx, message, error, now)
            return
        wished = error.after if isinstance(error, TryLater) else None
        wait = (
            timedelta(seconds=wished)
            if wished is not None
            else min(_LONGEST_WAIT, timedelta(seconds=2 ** min(message.attempts, _DOUBLINGS)))
        )
        await tx.outbox.retry(
            message.id, not_before=instant(now + wait), error=str(error), doubtful=doubtful
        )

    async def _next_contact(
        self, tx: Transaction, message: Message, error: DeliveryError, now: Instant
    ) -> None:
        _LOG.warning(
            "A message could not be delivered: %s",
            error,
            extra={"action": "delivery.unreachable", "outbox": message.id},
        )
        if isinstance(error, Unreachable) and message.to.platform in self._platforms:
            await note_unreachable(tx, message, now)
        if message.fallbacks:
            if message.doubtful and message.native_ref is None:
                # It may have reached this contact, and goes to the next one all the same.
                await tx.outbox.count_doubt(message.id)
            await tx.outbox.redirect(
                message.id,
                to=message.fallbacks[0],
                fallbacks=message.fallbacks[1:],
                error=str(error),
            )
            return
        await tx.outbox.mark_failed(message.id, error=str(error))
        await report_undeliverable(tx, message, str(error), now)


async def _look(platform: ChatPlatform, outgoing: Outgoing) -> _Seen:
    """Whether an earlier attempt arrived."""
    if not isinstance(platform, FindsMessages):
        return _Seen(None, certain=False)
    try:
        return _Seen(await platform.find(outgoing), certain=True)
    except (Unreachable, Rejected):
        # The platform cannot look in that place. About the message itself this says nothing.
        return _Seen(None, certain=False)
