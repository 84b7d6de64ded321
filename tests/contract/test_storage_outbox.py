"""What the outbox promises about one message, on every storage."""

import asyncio

import pytest

from bot.engine.outgoing import Delivery, Message, OnDoubt
from bot.engine.storage_ports import Storage
from tests.contract.storages import ALICE, BOB, NOW, ROOM, Place, a_card, a_draft, later
from tests.contract.storages_outbox import claim, get, put, sent


async def test_a_draft_becomes_a_pending_message(storage: Storage) -> None:
    draft = a_draft(only_for=ALICE, thread="17.1", on_doubt=OnDoubt.SKIP, fallbacks=(BOB, ALICE))
    id_ = await put(storage, draft)
    message = await get(storage, id_)
    assert message == Message(
        id=id_,
        key="m1",
        collaboration="c1",
        to=ROOM,
        card=draft.card,
        only_for=ALICE,
        thread="17.1",
        on_doubt=OnDoubt.SKIP,
        fallbacks=(BOB, ALICE),
        not_before=NOW,
        state=Delivery.PENDING,
        revision=1,
        sent_revision=0,
        native_ref=None,
        attempts=0,
        doubtful=False,
        doubts=0,
        lease_until=None,
        error=None,
        created_at=NOW,
    )
    async with storage.reading() as tx:
        assert await tx.outbox.find("m1") == message
        assert await tx.outbox.find("m2") is None
        assert await tx.outbox.get("m1") is None


async def test_a_message_may_belong_to_no_collaboration(storage: Storage) -> None:
    id_ = await put(storage, a_draft(collaboration=None))
    assert (await get(storage, id_)).collaboration is None


async def test_a_draft_for_later_waits_and_one_for_earlier_goes_now(storage: Storage) -> None:
    for_later = await put(storage, a_draft("a", not_before=later(hours=1)))
    for_earlier = await put(storage, a_draft("b", to=BOB, not_before=later(hours=-1)))
    assert (await get(storage, for_later)).not_before == later(hours=1)
    assert (await get(storage, for_earlier)).not_before == NOW


async def test_replicas_putting_the_same_message_make_one(place: Place) -> None:
    storages = [place.open(), place.open()]
    ids = await asyncio.gather(*(put(storages[n % 2], a_draft()) for n in range(10)))
    assert len(set(ids)) == 1
    assert (await get(storages[0], ids[0])).revision == 1


async def test_an_equal_card_changes_nothing(storage: Storage) -> None:
    id_ = await put(storage, a_draft())
    before = await get(storage, id_)
    assert await put(storage, a_draft(to=BOB), now=later(hours=1)) == id_
    assert await get(storage, id_) == before


async def test_a_new_card_for_a_waiting_message_replaces_the_old_one(storage: Storage) -> None:
    id_ = await put(storage, a_draft())
    assert await put(storage, a_draft(card=a_card("New")), now=later(minutes=1)) == id_
    message = await get(storage, id_)
    assert (message.card, message.revision, message.sent_revision) == (a_card("New"), 2, 0)
    assert (message.state, message.attempts) == (Delivery.PENDING, 0)
    assert (message.not_before, message.created_at) == (later(minutes=1), NOW)


async def test_a_new_card_for_a_sent_message_edits_it(storage: Storage) -> None:
    id_ = await sent(storage, a_draft(), ref="ts1")
    await put(storage, a_draft(card=a_card("New")), now=later(hours=1))
    message = await get(storage, id_)
    assert (message.state, message.native_ref) == (Delivery.PENDING, "ts1")
    assert (message.revision, message.sent_revision, message.attempts) == (2, 1, 0)
    claimed = await claim(storage, id_, later(hours=1))
    assert claimed is not None
    assert (claimed.native_ref, claimed.attempts, claimed.doubtful) == ("ts1", 1, False)


async def test_a_card_that_changed_during_the_attempt_goes_out_after_it(storage: Storage) -> None:
    id_ = await put(storage, a_draft())
    assert await claim(storage, id_) is not None
    await put(storage, a_draft(card=a_card("New")), now=later(seconds=1))
    during = await get(storage, id_)
    assert (during.state, during.revision) == (Delivery.SENDING, 2)
    assert await claim(storage, id_, later(seconds=2)) is None
    async with storage.transaction() as tx:
        await tx.outbox.mark_sent(id_, revision=1, native_ref="ts1", now=later(seconds=3))
    after = await get(storage, id_)
    assert (after.state, after.sent_revision, after.native_ref) == (Delivery.PENDING, 1, "ts1")
    claimed = await claim(storage, id_, later(seconds=4))
    assert claimed is not None
    assert (claimed.card, claimed.attempts) == (a_card("New"), 1)


@pytest.mark.parametrize("outcome", ["failed", "skipped"])
async def test_a_card_that_changed_during_an_attempt_that_failed_is_tried_as_well(
    storage: Storage, outcome: str
) -> None:
    id_ = await put(storage, a_draft())
    await claim(storage, id_)
    await put(storage, a_draft(card=a_card("New")))
    async with storage.transaction() as tx:
        mark = tx.outbox.mark_failed if outcome == "failed" else tx.outbox.mark_skipped
        await mark(id_, error="too long")
    assert (await get(storage, id_)).state is Delivery.PENDING
    assert await claim(storage, id_, later(seconds=1)) is not None


async def test_a_wait_that_the_platform_asked_for_holds_for_a_new_card_too(
    storage: Storage,
) -> None:
    id_ = await put(storage, a_draft())
    await claim(storage, id_)
    async with storage.transaction() as tx:
        await tx.outbox.retry(id_, not_before=later(minutes=5), error="429", doubtful=False)
        await tx.outbox.put(a_draft(card=a_card("New")), later(seconds=1))
    assert (await get(storage, id_)).not_before == later(minutes=5)


async def test_a_wait_that_an_earlier_draft_wished_for_does_not(storage: Storage) -> None:
    id_ = await put(storage, a_draft(not_before=later(days=1)))
    await put(storage, a_draft(card=a_card("New")), now=later(seconds=1))
    assert (await get(storage, id_)).not_before == later(seconds=1)


async def test_a_claim_counts_the_attempt_and_takes_a_lease(storage: Storage) -> None:
    id_ = await put(storage, a_draft())
    message = await claim(storage, id_, later(seconds=1))
    assert message is not None
    assert message == await get(storage, id_)
    assert (message.state, message.attempts) == (Delivery.SENDING, 1)
    assert message.lease_until == later(seconds=61)
    assert not message.doubtful


async def test_what_is_not_there_not_time_or_over_cannot_be_claimed(storage: Storage) -> None:
    early = await put(storage, a_draft("a", not_before=later(hours=1)))
    done = await sent(storage, a_draft("b", to=BOB))
    failed = await put(storage, a_draft("c", to=ALICE))
    async with storage.transaction() as tx:
        await tx.outbox.mark_failed(failed, error="gone")
    for id_ in ("nothing", early, done, failed):
        assert await claim(storage, id_, later(seconds=5)) is None
    assert await claim(storage, early, later(hours=1)) is not None


async def test_of_replicas_claiming_the_same_message_one_gets_it(place: Place) -> None:
    storages = [place.open(), place.open()]
    id_ = await put(storages[0], a_draft())
    claims = await asyncio.gather(*(claim(storages[n % 2], id_, slot=NOW) for n in range(12)))
    assert len([message for message in claims if message is not None]) == 1
    assert (await get(storages[0], id_)).attempts == 1


async def test_a_message_whose_lease_is_over_is_taken_over_and_doubtful(storage: Storage) -> None:
    id_ = await put(storage, a_draft())
    await claim(storage, id_)
    assert await claim(storage, id_, later(seconds=59)) is None
    message = await claim(storage, id_, later(seconds=60))
    assert message is not None
    assert (message.attempts, message.doubtful, message.doubts) == (2, True, 0)


async def test_a_sent_message_has_no_doubt_lease_or_error_left(storage: Storage) -> None:
    id_ = await put(storage, a_draft())
    await claim(storage, id_)
    async with storage.transaction() as tx:
        await tx.outbox.retry(id_, not_before=later(seconds=1), error="broke", doubtful=True)
    claimed = await claim(storage, id_, later(seconds=5))
    assert claimed is not None
    assert (claimed.doubtful, claimed.attempts, claimed.error) == (True, 2, "broke")
    async with storage.transaction() as tx:
        await tx.outbox.count_doubt(id_)
        await tx.outbox.mark_sent(id_, revision=1, native_ref="ts1", now=later(seconds=6))
    message = await get(storage, id_)
    assert (message.state, message.sent_revision, message.native_ref) == ("sent", 1, "ts1")
    assert (message.doubtful, message.lease_until, message.error) == (False, None, None)
    assert message.doubts == 1


async def test_a_late_report_of_an_attempt_does_not_undo_what_another_sent(
    storage: Storage,
) -> None:
    id_ = await put(storage, a_draft(fallbacks=(BOB,)))
    await claim(storage, id_)
    await claim(storage, id_, later(minutes=2))
    async with storage.transaction() as tx:
        await tx.outbox.mark_sent(id_, revision=1, native_ref="ts1", now=later(minutes=2))
        await tx.outbox.retry(id_, not_before=later(minutes=3), error="late", doubtful=True)
        await tx.outbox.redirect(id_, to=BOB, fallbacks=(), error="late")
        await tx.outbox.mark_skipped(id_, error="late")
        await tx.outbox.mark_failed(id_, error="late")
    message = await get(storage, id_)
    assert (message.state, message.to, message.native_ref) == (Delivery.SENT, ROOM, "ts1")


async def test_a_redirected_message_is_new_to_the_next_contact(storage: Storage) -> None:
    draft = a_draft(only_for=ALICE, thread="17.1", fallbacks=(BOB, ALICE))
    id_ = await sent(storage, draft, ref="ts1")
    await put(storage, a_draft(card=a_card("New")))
    await claim(storage, id_, later(seconds=5))
    async with storage.transaction() as tx:
        await tx.outbox.redirect(id_, to=BOB, fallbacks=(ALICE,), error="gone\0")
    message = await get(storage, id_)
    assert (message.to, message.fallbacks, message.error) == (BOB, (ALICE,), "gone")
    assert (message.state, message.lease_until) == (Delivery.PENDING, None)
    assert (message.native_ref, message.sent_revision, message.attempts) == (None, 0, 0)
    assert (message.only_for, message.thread, message.doubtful) == (None, None, False)
    claimed = await claim(storage, id_, later(seconds=5))
    assert claimed is not None
    assert claimed.to == BOB


async def test_a_message_posted_anew_in_the_same_place_keeps_its_thread(storage: Storage) -> None:
    id_ = await sent(storage, a_draft(only_for=ALICE, thread="17.1"))
    await put(storage, a_draft(card=a_card("New")))
    async with storage.transaction() as tx:
        await tx.outbox.redirect(id_, to=ROOM, fallbacks=(), error="the message is gone")
    message = await get(storage, id_)
    assert (message.only_for, message.thread, message.native_ref) == (ALICE, "17.1", None)


async def test_a_failed_message_with_a_new_card_starts_over_where_it_is_meant_to_go(
    storage: Storage,
) -> None:
    id_ = await put(storage, a_draft(fallbacks=(BOB,)))
    async with storage.transaction() as tx:
        await tx.outbox.redirect(id_, to=BOB, fallbacks=(), error="gone")
        await tx.outbox.mark_failed(id_, error="gone too")
    await put(storage, a_draft(to=ALICE, thread="9", card=a_card("New"), fallbacks=(BOB,)))
    message = await get(storage, id_)
    assert (message.state, message.to, message.fallbacks) == (Delivery.PENDING, ALICE, (BOB,))
    assert (message.thread, message.error, message.doubtful) == ("9", None, False)


async def test_a_skipped_message_with_a_new_card_is_no_longer_in_doubt(storage: Storage) -> None:
    id_ = await put(storage, a_draft(on_doubt=OnDoubt.SKIP))
    await claim(storage, id_)
    await claim(storage, id_, later(minutes=2))
    async with storage.transaction() as tx:
        await tx.outbox.mark_skipped(id_, error="unknown")
    skipped = await get(storage, id_)
    assert (skipped.state, skipped.error, skipped.doubtful) == ("skipped", "unknown", True)
    await put(storage, a_draft(card=a_card("New")))
    message = await get(storage, id_)
    assert (message.state, message.doubtful) == (Delivery.PENDING, False)


async def test_undelivered_ones_are_listed_for_one_collaboration_the_newest_first(
    storage: Storage,
) -> None:
    ids = [await put(storage, a_draft(f"m{n}")) for n in range(3)]
    other = await put(storage, a_draft("other", collaboration="c2"))
    async with storage.transaction() as tx:
        await tx.outbox.mark_failed(ids[0], error="gone\0")
        await tx.outbox.mark_skipped(ids[1], error="unknown")
        await tx.outbox.mark_failed(other, error="gone")
        undelivered = await tx.outbox.undelivered("c1")
    assert [message.id for message in undelivered] == [ids[1], ids[0]]
    assert [message.error for message in undelivered] == ["unknown", "gone"]


async def test_a_message_is_found_by_the_name_the_platform_gave_it(storage: Storage) -> None:
    id_ = await put(storage, a_draft())
    await put(storage, a_draft("m2", to=BOB))
    async with storage.transaction() as tx:
        await tx.outbox.claim(id_, NOW, lease_until=later(seconds=30), next_slot=later(seconds=1))
        await tx.outbox.mark_sent(id_, revision=1, native_ref="T1/C1/17.5", now=later(seconds=3))
    async with storage.reading() as tx:
        found = await tx.outbox.shown_as("T1/C1/17.5")
        assert found is not None
        assert found.id == id_
        assert await tx.outbox.shown_as("T1/C1/17") is None
