"""What the outbox promises about the order and the pace of a conversation, on every storage."""

import asyncio

import pytest

from bot.domain.address import Address
from bot.engine.outgoing import Delivery
from bot.engine.storage_ports import Storage
from tests.contract.storages import (
    ALICE,
    BOB,
    NOW,
    ROOM,
    Place,
    a_card,
    a_draft,
    later,
    rolled_back,
)
from tests.contract.storages_outbox import claim, due, get, mark_sent, put


async def test_of_each_conversation_only_the_first_is_due_in_the_order_put(
    storage: Storage,
) -> None:
    for key, to in (("a", ROOM), ("b", ROOM), ("c", BOB), ("d", ALICE), ("e", BOB)):
        await put(storage, a_draft(key, to=to))
    assert await due(storage) == ["a", "c", "d"]
    assert await due(storage, limit=2) == ["a", "c"]


async def test_a_message_behind_another_cannot_be_claimed(storage: Storage) -> None:
    first, second = await put(storage, a_draft("a")), await put(storage, a_draft("b"))
    assert await claim(storage, second) is None
    message = await claim(storage, first)
    assert message is not None
    assert await claim(storage, second, later(seconds=30)) is None
    assert await due(storage, later(seconds=30)) == []
    await mark_sent(storage, message)
    assert await due(storage, later(seconds=30)) == ["b"]
    assert await claim(storage, second, later(seconds=30)) is not None


async def test_a_message_that_is_retried_holds_up_those_behind_it(storage: Storage) -> None:
    first = await put(storage, a_draft("a"))
    second = await put(storage, a_draft("b"))
    await claim(storage, first)
    async with storage.transaction() as tx:
        await tx.outbox.retry(first, not_before=later(minutes=5), error="429", doubtful=False)
    assert await due(storage, later(minutes=1)) == []
    assert await claim(storage, second, later(minutes=1)) is None
    assert await due(storage, later(minutes=5)) == ["a"]


@pytest.mark.parametrize("outcome", ["failed", "skipped"])
async def test_a_message_that_is_given_up_holds_up_nobody(storage: Storage, outcome: str) -> None:
    first, second = await put(storage, a_draft("a")), await put(storage, a_draft("b"))
    await claim(storage, first, slot=NOW)
    async with storage.transaction() as tx:
        mark = tx.outbox.mark_failed if outcome == "failed" else tx.outbox.mark_skipped
        await mark(first, error="gone")
    assert await due(storage) == ["b"]
    assert await claim(storage, second) is not None


async def test_a_message_for_later_joins_the_queue_when_its_time_comes(storage: Storage) -> None:
    await put(storage, a_draft("later", not_before=later(hours=1)))
    now = await put(storage, a_draft("now"))
    assert await due(storage) == ["now"]
    message = await claim(storage, now)
    assert message is not None
    assert await due(storage, later(seconds=50)) == []
    await mark_sent(storage, message)
    await put(storage, a_draft("next"), now=later(minutes=59))
    assert await due(storage, later(hours=1)) == ["later"]


async def test_a_changed_message_goes_to_the_end_of_the_queue(storage: Storage) -> None:
    for key in ("a", "b"):
        await put(storage, a_draft(key))
    await put(storage, a_draft("a", card=a_card("New")))
    assert await due(storage) == ["b"]


async def test_a_message_changed_while_it_is_sent_still_goes_first(storage: Storage) -> None:
    first, second = await put(storage, a_draft("a")), await put(storage, a_draft("b"))
    message = await claim(storage, first)
    assert message is not None
    await put(storage, a_draft("a", card=a_card("New")))
    assert await due(storage, later(seconds=30)) == []
    assert await claim(storage, second, later(seconds=30)) is None
    await mark_sent(storage, message)
    assert await due(storage, later(seconds=30)) == ["b"]


async def test_after_a_crash_a_message_changed_meanwhile_is_not_stuck(storage: Storage) -> None:
    first, second = await put(storage, a_draft("a")), await put(storage, a_draft("b"))
    await claim(storage, first)
    await put(storage, a_draft("a", card=a_card("New")))
    assert await due(storage, later(minutes=2)) == ["a"]
    assert await claim(storage, second, later(minutes=2)) is None
    message = await claim(storage, first, later(minutes=2))
    assert message is not None
    assert (message.card, message.doubtful) == (a_card("New"), True)


async def test_a_redirected_message_joins_the_end_of_the_other_queue(storage: Storage) -> None:
    moved = await put(storage, a_draft("moved", fallbacks=(BOB,)))
    await put(storage, a_draft("here"))
    await put(storage, a_draft("there", to=BOB))
    async with storage.transaction() as tx:
        await tx.outbox.redirect(moved, to=BOB, fallbacks=(), error="gone")
    assert await due(storage) == ["here", "there"]


async def test_the_next_message_of_a_conversation_waits_for_its_slot(storage: Storage) -> None:
    first, second = await put(storage, a_draft("a")), await put(storage, a_draft("b"))
    message = await claim(storage, first, slot=later(seconds=3))
    assert message is not None
    await mark_sent(storage, message)
    assert await claim(storage, second, later(seconds=1)) is None
    waiting = await get(storage, second)
    assert (waiting.not_before, waiting.state) == (later(seconds=3), Delivery.PENDING)
    assert waiting.attempts == 0
    assert await due(storage, later(seconds=2)) == []
    assert await due(storage, later(seconds=3)) == ["b"]
    assert await claim(storage, second, later(seconds=3)) is not None


async def test_conversations_do_not_wait_for_each_others_slots(storage: Storage) -> None:
    first = await put(storage, a_draft("a"))
    second = await put(storage, a_draft("b", to=BOB))
    assert await claim(storage, first, slot=later(hours=1)) is not None
    assert await claim(storage, second) is not None


async def test_a_claim_that_is_rolled_back_takes_neither_message_nor_slot(
    storage: Storage,
) -> None:
    id_ = await put(storage, a_draft())
    async with rolled_back(storage) as tx:
        await tx.outbox.claim(id_, NOW, lease_until=later(minutes=1), next_slot=later(hours=1))
    message = await claim(storage, id_)
    assert message is not None
    assert (message.attempts, message.doubtful) == (1, False)


async def test_replicas_that_drain_together_send_each_once_in_order(place: Place) -> None:
    storages = [place.open(), place.open()]
    rooms = [Address("slack", "T0SPONSOR", f"C{n}") for n in range(4)]
    for number in range(24):
        await put(storages[0], a_draft(f"m{number:02}", to=rooms[number % 4]))
    delivered: list[tuple[Address, str]] = []

    async def drain(storage: Storage) -> None:
        while True:
            async with storage.reading() as tx:
                ids = await tx.outbox.due(NOW, 100)
                if not ids and await tx.outbox.oldest_waiting(later(days=1)) is None:
                    return
            for id_ in ids:
                message = await claim(storage, id_, slot=NOW)
                if message is not None:
                    delivered.append((message.to, message.key))
                    await mark_sent(storage, message)
            await asyncio.sleep(0)

    await asyncio.gather(*(drain(storages[n % 2]) for n in range(4)))
    assert len(delivered) == 24
    for room in rooms:
        keys = [key for to, key in delivered if to == room]
        assert keys == sorted(keys)


async def test_a_row_that_another_transaction_holds_is_passed_over(place: Place) -> None:
    if not place.is_postgresql:
        pytest.skip("there one transaction writes at a time, so none can be held meanwhile")
    one, two = place.open(), place.open()
    id_ = await put(one, a_draft())
    async with one.transaction() as holder:
        await holder.outbox.put(a_draft(card=a_card("New")), NOW)
        assert await claim(two, id_) is None
    message = await claim(two, id_)
    assert message is not None
    assert message.card == a_card("New")


async def test_replicas_that_take_a_slot_at_the_same_moment_share_it(place: Place) -> None:
    if not place.is_postgresql:
        pytest.skip("there one transaction writes at a time")
    one, two = place.open(), place.open()
    first, second = await put(one, a_draft("a")), await put(one, a_draft("b"))
    async with one.transaction() as holder:
        claimed = await holder.outbox.claim(
            first, NOW, lease_until=later(minutes=1), next_slot=later(seconds=1)
        )
        assert claimed is not None
        await holder.outbox.mark_sent(first, revision=1, native_ref="ts", now=NOW)
    assert await claim(two, second) is None
    assert (await get(two, second)).not_before == later(seconds=1)


async def test_the_oldest_waiting_message_says_since_when(storage: Storage) -> None:
    async with storage.reading() as tx:
        assert await tx.outbox.oldest_waiting(NOW) is None
    first = await put(storage, a_draft("a", not_before=later(hours=1)))
    await put(storage, a_draft("b"), now=later(hours=2))
    async with storage.reading() as tx:
        assert await tx.outbox.oldest_waiting(later(minutes=59)) is None
        assert await tx.outbox.oldest_waiting(later(hours=3)) == later(hours=1)
    message = await claim(storage, first, later(hours=3))
    assert message is not None
    async with storage.reading() as tx:
        assert await tx.outbox.oldest_waiting(later(hours=3)) == later(hours=2)
    async with storage.transaction() as tx:
        await tx.outbox.retry(first, not_before=later(hours=4), error="429", doubtful=False)
    async with storage.reading() as tx:
        assert await tx.outbox.oldest_waiting(later(hours=4)) == later(hours=1)
