"""Nobody knows whether a message arrived, or it cannot arrive: what Accord does then."""

import asyncio
import itertools
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.address import Address
from bot.engine.outgoing import Delivery, OnDoubt
from tests.crash.doubt import CHANNEL, FIRST, SECOND, Doubt, texts

POST = "chat.postMessage"
LEASE = 61


class TestOutcomeUnknown:
    async def test_in_a_chat_accord_looks_and_finds_what_had_arrived(self, doubt: Doubt) -> None:
        doubt.slack.fail(POST, drop="after")
        id_ = await doubt.put()
        await doubt.later(0)
        assert (await doubt.row(id_)).doubtful
        await doubt.later(5)
        row = await doubt.row(id_)
        assert (row.state, row.doubts) == (Delivery.SENT, 0)
        await doubt.put("second")
        await doubt.later(5)
        assert doubt.copies(id_) == ["second"]

    @pytest.mark.parametrize("on_doubt", list(OnDoubt))
    @pytest.mark.parametrize("failure", [{"drop": "before"}, {"status": 500}])
    async def test_in_a_chat_what_is_not_found_is_sent_whatever_kind_it_is(
        self, doubt: Doubt, on_doubt: OnDoubt, failure: dict[str, Any]
    ) -> None:
        doubt.slack.fail(POST, **failure)
        id_ = await doubt.put(on_doubt=on_doubt)
        await doubt.later(0)
        assert doubt.copies(id_) == []
        await doubt.later(5)
        assert doubt.copies(id_) == ["first"]
        row = await doubt.row(id_)
        assert (row.state, row.doubts) == (Delivery.SENT, 1)

    async def test_in_a_channel_it_is_sent_again_and_marked(self, doubt: Doubt) -> None:
        doubt.slack.fail(POST, drop="after")
        id_ = await doubt.put(to=CHANNEL)
        await doubt.later(0)
        await doubt.later(5)
        assert doubt.copies(id_) == ["first", "first"]
        row = await doubt.row(id_)
        assert (row.state, row.doubts, row.doubtful) == (Delivery.SENT, 1, False)

    async def test_in_a_channel_what_must_not_be_doubled_is_skipped_and_shown(
        self, doubt: Doubt
    ) -> None:
        doubt.slack.fail(POST, drop="after")
        id_ = await doubt.put(to=CHANNEL, on_doubt=OnDoubt.SKIP)
        await doubt.later(0)
        await doubt.later(5)
        assert doubt.copies(id_) == ["first"]
        row = await doubt.row(id_)
        assert (row.state, row.doubts) == (Delivery.SKIPPED, 0)
        assert row.error
        assert "could not be delivered" in await doubt.status()

    async def test_a_reminder_that_was_skipped_is_not_posted_when_the_answer_comes(
        self, doubt: Doubt
    ) -> None:
        await doubt.until("08:00")
        doubt.slack.fail(POST, drop="after", times=2)  # both senders are reminded
        doubt.slack.fail("conversations.history", error="missing_scope", times=2)
        await doubt.until("08:30")
        await doubt.later(5)
        await doubt.answer("note_0_08", wall="2026-12-01T08:00")
        await doubt.later(5)
        await doubt.later(5)
        nudge, reminder = doubt.slack.messages(str(FIRST.local))
        assert "is sent" in nudge["text"]
        assert "still open" in reminder["text"]

    async def test_a_reminder_by_a_clock_that_is_ahead_is_brought_up_to_date_all_the_same(
        self, doubt: Doubt
    ) -> None:
        await doubt.until("08:29")
        async with doubt.ahead(seconds=61) as ahead:
            await ahead.settle()
        await doubt.answer("note_0_08", wall="2026-12-01T08:00")
        await doubt.later(70)
        await doubt.later(5)
        _, reminder = doubt.slack.messages(str(FIRST.local))
        assert "is sent" in reminder["text"]

    async def test_a_look_that_fails_is_repeated_before_anything_is_sent(
        self, doubt: Doubt
    ) -> None:
        doubt.slack.fail(POST, drop="after")
        doubt.slack.fail("conversations.history", status=500)
        id_ = await doubt.put()
        await doubt.later(0)
        await doubt.later(5)
        assert len(doubt.slack.called(POST)) == 1
        await doubt.later(10)
        assert doubt.copies(id_) == ["first"]
        assert (await doubt.row(id_)).state is Delivery.SENT

    async def test_a_look_that_is_refused_says_nothing_about_the_message(
        self, doubt: Doubt
    ) -> None:
        doubt.slack.fail(POST, drop="before")
        doubt.slack.fail("conversations.history", error="a_code_nobody_knows")
        id_ = await doubt.put(fallbacks=(SECOND,))
        await doubt.later(0)
        await doubt.later(5)
        row = await doubt.row(id_)
        assert (row.state, row.to, row.doubts) == (Delivery.SENT, FIRST, 1)

    async def test_an_edit_in_doubt_is_repeated_and_doubles_nothing(self, doubt: Doubt) -> None:
        id_ = await doubt.put(to=CHANNEL)
        await doubt.later(0)
        doubt.slack.fail("chat.update", drop="after")
        await doubt.put("second", to=CHANNEL)
        await doubt.later(5)
        await doubt.later(5)
        assert doubt.copies(id_) == ["second"]
        row = await doubt.row(id_)
        assert (row.state, row.sent_revision, row.doubts) == (Delivery.SENT, 2, 0)


class TestNotDelivered:
    async def test_a_rate_limit_is_kept_to_the_second_and_is_no_doubt(self, doubt: Doubt) -> None:
        doubt.slack.fail(POST, status=429, retry_after=30)
        id_ = await doubt.put()
        await doubt.later(0)
        await doubt.later(29)
        assert doubt.copies(id_) == []
        assert len(doubt.slack.called(POST)) == 1
        await doubt.later(1)
        assert doubt.copies(id_) == ["first"]
        row = await doubt.row(id_)
        assert (row.state, row.doubts, row.attempts) == (Delivery.SENT, 0, 2)

    @pytest.mark.parametrize("code", ["not_in_channel", "user_not_found", "account_inactive"])
    async def test_who_cannot_be_reached_is_replaced_by_the_next_contact(
        self, doubt: Doubt, code: str
    ) -> None:
        doubt.slack.fail(POST, error=code)
        id_ = await doubt.put(fallbacks=(SECOND,))
        await doubt.later(0)
        row = await doubt.row(id_)
        assert (row.state, row.to, row.doubts) == (Delivery.SENT, SECOND, 0)
        assert doubt.copies(id_) == ["first"]
        assert await doubt.recorded("message.undeliverable") == []

    async def test_what_reaches_nobody_is_recorded_told_to_the_other_side_and_shown(
        self, doubt: Doubt
    ) -> None:
        doubt.slack.fail(POST, error="not_in_channel", times=2)
        id_ = await doubt.put(fallbacks=(SECOND,))
        await doubt.later(0)
        assert (await doubt.row(id_)).state is Delivery.FAILED
        (entry,) = await doubt.recorded("message.undeliverable")
        assert entry["to"] == str(SECOND)
        assert "not_in_channel" in str(entry["because"])
        await doubt.later(1)
        assert len(doubt.told_in_teams()) == 1
        assert "A note" in texts(doubt.told_in_teams())
        assert "could not be delivered" in await doubt.status()

    async def test_a_platform_that_is_not_set_up_is_like_one_that_reaches_nobody(
        self, doubt: Doubt
    ) -> None:
        id_ = await doubt.put(to=Address("console", "here", "somebody"), fallbacks=(FIRST,))
        await doubt.later(0)
        assert (await doubt.row(id_)).to == FIRST
        assert doubt.copies(id_) == ["first"]

    async def test_a_message_tried_for_a_day_goes_to_the_next_contact(self, doubt: Doubt) -> None:
        doubt.slack.fail(POST, error="service_unavailable", times=500)
        id_ = await doubt.put(fallbacks=(SECOND,))
        for _ in range(60):
            await doubt.later(300)
        row = await doubt.row(id_)
        assert (row.to, row.doubtful, row.attempts) == (FIRST, False, 60)
        await doubt.later(24 * 3600)
        doubt.slack.recover()
        await doubt.later(300)
        assert (await doubt.row(id_)).to == SECOND
        assert doubt.copies(id_) == ["first"]

    async def test_an_edit_of_an_old_message_is_not_given_up_at_once(self, doubt: Doubt) -> None:
        id_ = await doubt.put(fallbacks=(SECOND,))
        await doubt.later(0)
        await doubt.later(48 * 3600)
        doubt.slack.fail("chat.update", error="service_unavailable", times=3)
        await doubt.put("second", fallbacks=(SECOND,))
        for _ in range(4):
            await doubt.later(60)
        assert (await doubt.row(id_)).to == FIRST
        assert doubt.copies(id_) == ["second"]


class TestTwoAtOnce:
    async def test_a_card_that_changes_while_the_first_is_on_its_way_is_edited_in(
        self, doubt: Doubt
    ) -> None:
        hold = doubt.slack.hold_post(stored=False)
        id_ = await doubt.put()
        sending = asyncio.create_task(doubt.one.courier.drain())
        await hold.reached.wait()
        await doubt.put("second")
        assert await doubt.other.courier.drain() == 0
        hold.release()
        await sending
        await doubt.later(1)
        assert doubt.copies(id_) == ["second"]
        row = await doubt.row(id_)
        assert (row.state, row.sent_revision, row.doubts) == (Delivery.SENT, 2, 0)

    async def test_nobody_takes_a_message_over_before_its_lease_is_over(self, doubt: Doubt) -> None:
        hold = doubt.slack.hold_post(stored=True)
        id_ = await doubt.put()
        dying = asyncio.create_task(doubt.one.courier.deliver(id_))
        await hold.reached.wait()
        dying.cancel()
        await asyncio.wait([dying])
        hold.release()
        assert await doubt.other.courier.drain() == 0
        doubt.clock.advance(timedelta(seconds=LEASE))
        assert await doubt.other.courier.drain() == 1
        assert doubt.copies(id_) == ["first"]
        row = await doubt.row(id_)
        assert (row.state, row.doubts) == (Delivery.SENT, 0)

    async def test_one_that_comes_back_after_its_lease_leaves_at_most_a_marked_double(
        self, doubt: Doubt
    ) -> None:
        hold = doubt.slack.hold_post(stored=False)
        id_ = await doubt.put()
        frozen = asyncio.create_task(doubt.one.courier.deliver(id_))
        await hold.reached.wait()
        doubt.clock.advance(timedelta(seconds=LEASE))
        await doubt.other.courier.drain()
        hold.release()
        await frozen
        row = await doubt.row(id_)
        assert (row.state, row.doubts) == (Delivery.SENT, 1)
        assert len(doubt.copies(id_)) == 2

    async def test_a_late_failure_takes_no_doubt_away_from_the_attempt_that_took_over(
        self, doubt: Doubt
    ) -> None:
        late, second = doubt.slack.hold_post(stored=False), doubt.slack.hold_post(stored=True)
        id_ = await doubt.put(to=CHANNEL)
        frozen = asyncio.create_task(doubt.one.courier.deliver(id_))
        await late.reached.wait()
        doubt.clock.advance(timedelta(seconds=LEASE))
        dying = asyncio.create_task(doubt.other.courier.deliver(id_))
        await second.reached.wait()
        doubt.slack.fail(POST, status=429, retry_after=1)
        late.release()
        await frozen
        dying.cancel()
        await asyncio.wait([dying])
        second.release()
        await doubt.later(5)
        assert doubt.copies(id_) == ["first"]  # the second attempt still has its lease
        await doubt.later(LEASE)
        row = await doubt.row(id_)
        assert (row.state, row.doubts) == (Delivery.SENT, 2)
        assert doubt.copies(id_) == ["first", "first"]

    async def test_twenty_takers_send_a_message_once(self, doubt: Doubt) -> None:
        id_ = await doubt.put()
        takers = itertools.cycle((doubt.one, doubt.other))
        taken = await asyncio.gather(*(next(takers).courier.deliver(id_) for _ in range(20)))
        assert sum(taken) == 1
        assert doubt.copies(id_) == ["first"]
