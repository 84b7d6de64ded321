"""Posting, editing and finding messages, and what goes wrong with it."""

import pytest

from adapters.slack.errors import KIND_OF_CODE
from adapters.slack.ids import NativeRef
from bot.cards.card import Bullets, Button, Card, Facts, Mention, fact, paragraph
from bot.domain.address import Address
from bot.engine.outgoing import (
    DeliveryError,
    MessageGone,
    OutcomeUnknown,
    Rejected,
    TryLater,
    Unreachable,
)
from bot.engine.platform import FindsMessages, Outgoing
from tests.adapters.slack.world import SlackSide, slack_side

ROOM = Address.parse("slack:T0SPONSOR/C0STUDY")
PM = Address.parse("slack:T0SPONSOR/U0PM")
CRO = Address.parse("slack:T0CRO/U0CRO")
CARD = Card("Weekly status", (paragraph("Three slides are late."),), summary="Weekly status is in")


def a_message(**changes: object) -> Outgoing:
    return Outgoing(**{"id": "outbox-1", "to": ROOM, "card": CARD, **changes})  # type: ignore[arg-type]


class TestPost:
    async def test_to_a_room(self, side: SlackSide) -> None:
        await side.adapter.platform.post(a_message())
        (message,) = side.slack.messages("C0STUDY")
        assert message["text"] == "Weekly status is in"
        (sent,) = side.slack.called("chat.postMessage")
        assert sent["unfurl_links"] is False
        assert sent["metadata"]["event_payload"] == {"outbox_id": "outbox-1"}

    async def test_to_a_thread(self, side: SlackSide) -> None:
        await side.adapter.platform.post(a_message(thread="1.5"))
        assert side.slack.messages("C0STUDY")[0]["thread_ts"] == "1.5"

    async def test_to_a_person_goes_to_the_chat_with_them_and_can_be_edited(
        self, side: SlackSide
    ) -> None:
        ref = await side.adapter.platform.post(a_message(to=PM))
        assert NativeRef.unpack(ref).channel.startswith("D")
        await side.adapter.platform.update(ref, a_message(to=PM, card=Card("Done")))
        (message,) = side.slack.messages("U0PM")
        assert message["text"] == "Done"

    async def test_to_an_external_person_through_the_one_installation(
        self, side: SlackSide
    ) -> None:
        await side.adapter.platform.post(a_message(to=CRO))
        assert len(side.slack.messages("U0CRO")) == 1

    async def test_for_one_person_in_a_room(self, side: SlackSide) -> None:
        ref = await side.adapter.platform.post(a_message(only_for=PM))
        (shown,) = side.slack.ephemerals
        assert (shown["channel"], shown["user"]) == ("C0STUDY", "U0PM")
        assert side.slack.messages("C0STUDY") == []
        with pytest.raises(MessageGone, match="cannot be edited"):
            await side.adapter.platform.update(ref, a_message(only_for=PM))

    async def test_for_one_person_in_their_own_chat_is_an_ordinary_message(
        self, side: SlackSide
    ) -> None:
        await side.adapter.platform.post(a_message(to=PM, only_for=PM))
        assert len(side.slack.messages("U0PM")) == 1

    async def test_a_foreign_person_is_mentioned_only_where_slack_knows_them(
        self, side: SlackSide
    ) -> None:
        stranger = Mention(Address.parse("slack:T0OTHER/U0OTHER"), "Monitor")
        teams = Mention(Address.parse("teams:t/1"), "Lee")
        card = Card("Who", (paragraph(Mention(PM, "P"), " ", Mention(CRO, "Asha"), " ", stranger),))
        await side.adapter.platform.post(a_message(card=card))
        await side.adapter.platform.post(a_message(card=Card("Who", (paragraph(teams),))))
        first, second = side.slack.messages("C0STUDY")
        assert first["blocks"][1]["text"]["text"] == "<@U0PM> <@U0CRO> Monitor"
        assert second["blocks"][1]["text"]["text"] == "Lee"

    async def test_a_foreign_person_in_a_fact_or_a_list_is_mentioned_as_well(
        self, side: SlackSide
    ) -> None:
        known = Mention(CRO, "Monitor")
        blocks = (Facts((fact("Owner", known),)), Bullets(((known,),)))
        await side.adapter.platform.post(a_message(card=Card("Who", blocks)))
        _, facts, bullets = side.slack.messages("C0STUDY")[0]["blocks"]
        assert facts["text"]["text"] == "*Owner*: <@U0CRO>"
        assert bullets["text"]["text"] == "• <@U0CRO>"

    async def test_a_whole_workspace_is_no_place_to_post_to(self, side: SlackSide) -> None:
        with pytest.raises(Unreachable):
            await side.adapter.platform.post(a_message(to=ROOM.home))

    async def test_a_button_that_carries_too_much_is_refused(self, side: SlackSide) -> None:
        card = Card("Big", buttons=(Button("Press", "act", {"x": "y" * 2000}),))
        with pytest.raises(Rejected, match="2,000"):
            await side.adapter.platform.post(a_message(card=card))


class TestUpdate:
    async def test_the_same_message_says_something_else(self, side: SlackSide) -> None:
        ref = await side.adapter.platform.post(a_message())
        await side.adapter.platform.update(ref, a_message(card=Card("Now on time")))
        (message,) = side.slack.messages("C0STUDY")
        assert message["text"] == "Now on time"
        assert [block["type"] for block in message["blocks"]] == ["header"]

    async def test_a_card_without_blocks_takes_the_old_blocks_away(self, side: SlackSide) -> None:
        ref = await side.adapter.platform.post(a_message())
        await side.adapter.platform.update(ref, a_message(card=Card("", summary="Withdrawn")))
        (message,) = side.slack.messages("C0STUDY")
        assert (message["text"], message["blocks"]) == ("Withdrawn", [])

    async def test_a_deleted_message_is_gone(self, side: SlackSide) -> None:
        ref = NativeRef("T0SPONSOR", "C0STUDY", "1.1").pack()
        with pytest.raises(MessageGone):
            await side.adapter.platform.update(ref, a_message())


class TestFailures:
    @pytest.mark.parametrize(("code", "kind"), sorted(KIND_OF_CODE.items(), key=str))
    async def test_each_code_is_translated(
        self, side: SlackSide, code: str, kind: type[DeliveryError]
    ) -> None:
        side.slack.fail("chat.postMessage", error=code)
        with pytest.raises(kind, match=code):
            await side.adapter.platform.post(a_message())

    async def test_an_unknown_code_is_a_refusal_that_names_it(self, side: SlackSide) -> None:
        side.slack.fail("chat.postMessage", error="brand_new_code")
        with pytest.raises(Rejected, match="brand_new_code"):
            await side.adapter.platform.post(a_message())

    async def test_429_says_when_to_try_again_and_is_not_retried_here(
        self, side: SlackSide
    ) -> None:
        side.slack.fail("chat.postMessage", status=429, retry_after=7)
        with pytest.raises(TryLater) as caught:
            await side.adapter.platform.post(a_message())
        assert caught.value.after == 7
        assert len(side.slack.called("chat.postMessage")) == 1

    async def test_a_wish_that_is_no_number_is_left_to_the_outbox(self, side: SlackSide) -> None:
        side.slack.fail("chat.postMessage", status=429, retry_after="soon")
        with pytest.raises(TryLater) as caught:
            await side.adapter.platform.post(a_message())
        assert caught.value.after is None

    @pytest.mark.parametrize("status", [500, 502, 503])
    async def test_5xx_leaves_the_outcome_unknown(self, side: SlackSide, status: int) -> None:
        side.slack.fail("chat.postMessage", status=status)
        with pytest.raises(OutcomeUnknown):
            await side.adapter.platform.post(a_message())

    @pytest.mark.parametrize(("drop", "arrived"), [("before", 0), ("after", 1)])
    async def test_a_dropped_connection_leaves_the_outcome_unknown_and_is_not_retried(
        self, side: SlackSide, drop: str, arrived: int
    ) -> None:
        side.slack.fail("chat.postMessage", drop=drop)
        with pytest.raises(OutcomeUnknown):
            await side.adapter.platform.post(a_message())
        assert len(side.slack.messages("C0STUDY")) == arrived
        assert len(side.slack.called("chat.postMessage")) == 1

    async def test_a_refused_connection_certainly_delivered_nothing(self) -> None:
        async with slack_side() as side:
            await side.slack.__aexit__()
            await side.adapter.close()
            with pytest.raises(TryLater):
                await side.adapter.platform.post(a_message())

    async def test_codes_for_places_come_from_the_world(self, side: SlackSide) -> None:
        side.slack.add_channel("C0OLD", archived=True)
        for local in ("C0NOWHERE", "C0OLD", "U0NOBODY", "U0BOT"):
            with pytest.raises(Unreachable):
                await side.adapter.platform.post(a_message(to=Address("slack", "T0SPONSOR", local)))


class TestFind:
    async def test_the_adapter_can_be_asked(self, side: SlackSide) -> None:
        assert isinstance(side.adapter.platform, FindsMessages)

    async def test_what_arrived_before_the_connection_broke_is_found(self, side: SlackSide) -> None:
        side.slack.fail("chat.postMessage", drop="after")
        with pytest.raises(OutcomeUnknown):
            await side.adapter.platform.post(a_message(to=PM))
        ref = await side.adapter.platform.find(a_message(to=PM))
        assert ref is not None
        await side.adapter.platform.update(ref, a_message(to=PM, card=Card("Edited")))
        assert side.slack.messages("U0PM")[0]["text"] == "Edited"

    async def test_what_did_not_arrive_is_not_found(self, side: SlackSide) -> None:
        await side.adapter.platform.post(a_message(id="outbox-2", to=PM))
        assert await side.adapter.platform.find(a_message(to=PM)) is None

    async def test_it_is_found_in_a_thread_and_behind_many_others(self, side: SlackSide) -> None:
        await side.adapter.platform.post(a_message(id="root", to=PM))
        await side.adapter.platform.post(a_message(id="deep", to=PM, thread="1.5"))
        for number in range(250):
            await side.adapter.platform.post(a_message(id=f"later-{number}", to=PM))
        assert await side.adapter.platform.find(a_message(id="root", to=PM)) is not None
        assert await side.adapter.platform.find(a_message(id="deep", to=PM, thread="1.5"))
        assert await side.adapter.platform.find(a_message(id="deep", to=PM)) is None

    async def test_where_accord_may_not_read_it_says_so(self, side: SlackSide) -> None:
        await side.adapter.platform.post(a_message())
        with pytest.raises(Unreachable, match="missing_scope"):
            await side.adapter.platform.find(a_message())
        with pytest.raises(Unreachable, match="only one person"):
            await side.adapter.platform.find(a_message(only_for=PM))
