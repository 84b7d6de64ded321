"""What people do in Slack, as the engine sees it."""

import pytest

from bot.cards.card import Button, Card
from bot.cards.form import ChoiceInput, DateInput, Form, NumberInput, Option, TextInput
from bot.domain.address import Address
from bot.engine.inbound import BotAdded, Origin, Pressed, Submitted, Typed
from bot.engine.platform import Outgoing
from bot.engine.response import Response
from tests.adapters.slack.world import SlackSide
from tests.fakes import slack_payloads as payloads

PM = Address.parse("slack:T0SPONSOR/U0PM")
CRO = Address.parse("slack:T0CRO/U0CRO")
ROOM = Address.parse("slack:T0SPONSOR/C0STUDY")
FORM = Form(
    action="checkin.answer",
    title="Weekly status",
    inputs=(
        ChoiceInput(
            key="health",
            label="Health",
            options=(Option("green", "On track"), Option("amber", "At risk")),
        ),
        TextInput(key="done.1", label="Done this week", multiline=True),
        DateInput(key="day", label="Until", required=False),
        NumberInput(key="animals", label="Animals", required=False),
    ),
    context={"checkin": "k & <1>"},
)


def only(side: SlackSide) -> Typed | Pressed | Submitted | BotAdded:
    (event,) = acts(side)
    return event


def acts(side: SlackSide) -> list[Typed | Pressed | Submitted | BotAdded]:
    found = [
        event
        for event in side.dispatch.events
        if isinstance(event, Typed | Pressed | Submitted | BotAdded)
    ]
    assert found == side.dispatch.events
    return found


def typed(side: SlackSide) -> Typed:
    event = only(side)
    assert isinstance(event, Typed)
    return event


async def shown_card(side: SlackSide, card: Card, to: Address = ROOM) -> dict[str, object]:
    await side.adapter.platform.post(Outgoing(id="1", to=to, card=card))
    return side.slack.messages(to.local or "")[-1]


class TestSlashCommand:
    async def test_it_is_typed_in_the_room_and_answered_at_once(self, side: SlackSide) -> None:
        await side.send.slash_command("who owns the slides?", user="U0PM", channel="C0STUDY")
        event = typed(side)
        assert event.text == "who owns the slides?"
        assert event.origin == Origin(
            event_id=event.origin.event_id,
            actor=PM,
            actor_name="somebody",
            conversation=ROOM,
            personal=False,
            immediate=True,
            can_open_form=True,
        )

    async def test_in_a_direct_message_it_is_personal(self, side: SlackSide) -> None:
        await side.send.slash_command("due", channel="D0PM", channel_name="directmessage")
        assert typed(side).origin.personal
        assert typed(side).origin.conversation == PM

    async def test_two_commands_differ_and_one_sent_twice_does_not(self, side: SlackSide) -> None:
        fields = payloads.slash_command("due")
        for sent in (fields, fields, payloads.slash_command("due")):
            await side.send.form(sent)
        first, again, other = (event.origin.event_id for event in acts(side))
        assert first == again != other

    async def test_it_makes_no_call_to_slack(self, side: SlackSide) -> None:
        calls = len(side.slack.calls)
        await side.send.slash_command("due")
        assert len(side.slack.calls) == calls


class TestMention:
    async def test_the_bot_is_cut_out_and_the_answer_belongs_in_the_thread(
        self, side: SlackSide
    ) -> None:
        payload = payloads.app_mention("who owns the slides?")
        await side.send.event(payload)
        event = typed(side)
        assert event.text == "who owns the slides?"
        assert event.origin.conversation == ROOM
        assert event.origin.thread == payload["event"]["ts"]
        assert event.origin.event_id == f"slack:{payload['event_id']}"
        assert not event.origin.personal
        assert not event.origin.immediate
        assert not event.origin.can_open_form

    async def test_inside_a_thread_it_stays_there(self, side: SlackSide) -> None:
        await side.send.app_mention("due", thread_ts="1794000000.000001")
        assert typed(side).origin.thread == "1794000000.000001"

    async def test_the_bot_is_cut_out_once_and_wherever_it_stands(self, side: SlackSide) -> None:
        payload = payloads.app_mention("")
        payload["event"]["text"] = "who is <@U0BOT> and <@U0BOT|accord>?"
        await side.send.event(payload)
        assert typed(side).text == "who is   and @<slack:T0SPONSOR/U0BOT>?"

    async def test_an_external_member_has_the_address_of_their_own_workspace(
        self, side: SlackSide
    ) -> None:
        await side.send.app_mention("due", user="U0CRO", own_team="T0CRO")
        assert typed(side).origin.actor == CRO
        assert typed(side).origin.conversation == ROOM

    async def test_an_external_member_of_an_organisation_has_its_id(self, side: SlackSide) -> None:
        await side.send.app_mention("due", user="W0CRO", own_team="E0CRO")
        assert str(typed(side).origin.actor) == "slack:E0CRO/W0CRO"

    async def test_an_organisation_id_of_the_installing_side_means_the_installing_workspace(
        self, side: SlackSide
    ) -> None:
        payload = payloads.app_mention("due", own_team="E0SPONSOR")
        payload["enterprise_id"] = "E0SPONSOR"
        await side.send.event(payload)
        assert typed(side).origin.actor == PM

    async def test_an_unknown_own_workspace_is_asked_for_once(self, side: SlackSide) -> None:
        for _ in range(2):
            payload = payloads.app_mention("due", user="U0CRO", own_team="T0CRO")
            del payload["event"]["team"], payload["event"]["user_team"]
            await side.send.event(payload)
        assert [event.origin.actor for event in acts(side)] == [CRO, CRO]
        assert len(side.slack.called("users.info")) == 1

    async def test_who_acted_is_never_guessed_and_slack_sends_it_again(
        self, side: SlackSide
    ) -> None:
        payload = payloads.app_mention("due", user="U0CRO", own_team="T0CRO")
        del payload["event"]["team"], payload["event"]["user_team"]
        side.slack.fail("users.info", status=500)
        assert (await side.send.event(payload)).status == 500
        assert side.dispatch.events == []
        assert (await side.send.event(payload)).status == 200
        assert typed(side).origin.actor == CRO

    async def test_other_people_mentioned_are_left_with_their_own_addresses(
        self, side: SlackSide
    ) -> None:
        await side.send.app_mention("thanks <@U0CRO> and <@U0PM|pm> for the slides")
        assert typed(side).text == (
            "thanks @<slack:T0CRO/U0CRO> and @<slack:T0SPONSOR/U0PM> for the slides"
        )

    async def test_when_slack_is_away_a_mentioned_person_is_taken_for_one_of_the_house(
        self, side: SlackSide
    ) -> None:
        side.slack.fail("users.info", status=500)
        await side.send.app_mention("thanks <@U0CRO>")
        assert typed(side).text == "thanks @<slack:T0SPONSOR/U0CRO>"

    @pytest.mark.parametrize("key", ["bot_id", "edited", "subtype"])
    async def test_bots_edits_and_subtypes_are_ignored(self, side: SlackSide, key: str) -> None:
        payload = payloads.app_mention("due")
        payload["event"][key] = "something"
        assert (await side.send.event(payload)).status == 200
        assert side.dispatch.events == []


class TestDirectMessage:
    async def test_it_is_personal_and_answered_to_the_person(self, side: SlackSide) -> None:
        await side.send.direct_message("due", channel="D0PM")
        origin = typed(side).origin
        assert origin.personal
        assert origin.conversation == origin.actor == PM
        assert origin.thread is None

    async def test_of_an_external_person_it_carries_their_own_workspace(
        self, side: SlackSide
    ) -> None:
        await side.send.direct_message("due", user="U0CRO", own_team="T0CRO")
        assert typed(side).origin.conversation == CRO

    async def test_what_is_said_in_channels_without_a_mention_is_ignored(
        self, side: SlackSide
    ) -> None:
        await side.send.direct_message("lunch?", channel="C0STUDY", channel_type="channel")
        assert side.dispatch.events == []

    @pytest.mark.parametrize(
        "more", [{"bot_id": "B1"}, {"subtype": "message_changed", "message": {}}, {"user": None}]
    )
    async def test_bots_and_changes_are_ignored(
        self, side: SlackSide, more: dict[str, object]
    ) -> None:
        await side.send.direct_message("due", **more)
        assert side.dispatch.events == []


class TestReading:
    @pytest.mark.parametrize(
        ("sent", "read"),
        [
            ("who owns R&amp;D &lt;now&gt;?", "who owns R&D <now>?"),
            ("&amp;lt; stays", "&lt; stays"),
            ("heads-up \u201cslides\u201d aren\u2019t here", 'heads-up "slides" aren\'t here'),
            ("who\u00a0owns\u202fit", "who owns it"),
            ("\u200bdue\ufeff", "due"),
            ("in <#C0STUDY|study-7>", "in #study-7"),
            ("see <https://box.example/a_b?x=1&amp;y=2>", "see https://box.example/a_b?x=1&y=2"),
            ("see <https://box.example|box.example>", "see https://box.example"),
            ("see <https://box.example|the box>", "see the box (https://box.example)"),
            ("write <mailto:pm@example.com|pm@example.com>", "write pm@example.com"),
            ("<!here> and <!subteam^S1|@pathologists>", "@here and @pathologists"),
            ("<!date^1796000000^{time}|17:00>", "17:00"),
            ("a < b > c", "a < b > c"),
            ("nul\x00 and \ud83d half", "nul and  half"),
        ],
    )
    async def test_markup_becomes_plain_text(self, side: SlackSide, sent: str, read: str) -> None:
        await side.send.direct_message(sent)
        assert typed(side).text == read

    async def test_a_long_text_is_passed_on_whole(self, side: SlackSide) -> None:
        await side.send.direct_message("x" * 20_000)
        assert len(typed(side).text) == 20_000


class TestBeingAdded:
    async def test_it_is_told_with_the_one_who_did_it(self, side: SlackSide) -> None:
        await side.send.event(payloads.member_joined())
        event = only(side)
        assert isinstance(event, BotAdded)
        assert event.origin.conversation == ROOM
        assert event.origin.actor == PM

    async def test_an_external_inviter_keeps_their_own_workspace(self, side: SlackSide) -> None:
        await side.send.event(payloads.member_joined(inviter="U0CRO"))
        assert only(side).origin.actor == CRO

    async def test_without_an_inviter_it_is_accord_itself(self, side: SlackSide) -> None:
        await side.send.event(payloads.member_joined(inviter=None))
        assert str(only(side).origin.actor) == "slack:T0SPONSOR/U0BOT"


class TestPress:
    card = Card(
        "Weekly status",
        buttons=(
            Button("Update", "checkin.open", {"checkin": "k & <1>"}, opens_form=True),
            Button("No change", "checkin.same", {"checkin": "2"}),
            Button("Also no change", "checkin.same", {"checkin": "3"}),
        ),
    )

    async def test_it_carries_the_action_and_the_value(self, side: SlackSide) -> None:
        message = await shown_card(side, self.card)
        await side.send.button_press(message, label="Update")
        event = only(side)
        assert isinstance(event, Pressed)
        assert (event.action, event.value) == ("checkin.open", {"checkin": "k & <1>"})
        assert event.origin.actor == PM
        assert event.origin.conversation == ROOM
        assert event.origin.can_open_form
        assert not event.origin.immediate

    async def test_two_buttons_with_the_same_action_are_told_apart(self, side: SlackSide) -> None:
        message = await shown_card(side, self.card)
        await side.send.button_press(message, label="Also no change")
        event = only(side)
        assert isinstance(event, Pressed)
        assert event.value == {"checkin": "3"}

    async def test_by_an_external_member_the_installing_team_is_not_taken_for_theirs(
        self, side: SlackSide
    ) -> None:
        message = await shown_card(side, self.card)
        await side.send.button_press(message, label="Update", user="U0CRO", own_team="T0CRO")
        assert only(side).origin.actor == CRO
        assert only(side).origin.conversation == ROOM

    async def test_in_the_chat_with_accord_it_is_personal(self, side: SlackSide) -> None:
        message = await shown_card(side, self.card, PM)
        await side.send.button_press(message, label="Update")
        assert only(side).origin.personal
        assert only(side).origin.conversation == PM

    async def test_in_a_thread_the_answer_belongs_there(self, side: SlackSide) -> None:
        message = await shown_card(side, self.card)
        await side.send.button_press({**message, "thread_ts": "1.5"}, label="Update")
        assert only(side).origin.thread == "1.5"

    async def test_a_link_only_opens_and_is_taken(self, side: SlackSide) -> None:
        link = Button("Open", "export.open", url="https://accord.example.com/export")
        message = await shown_card(side, Card("Export", buttons=(link,)))
        answer = await side.send.button_press(message, label="Open")
        assert (answer.status, answer.text) == (200, "")
        assert side.dispatch.events == []

    async def test_a_value_that_accord_did_not_write_is_empty(self, side: SlackSide) -> None:
        message = await shown_card(side, self.card)
        pressed = payloads.button_press(message, label="Update")
        pressed["actions"][0]["value"] = "not json"
        await side.send.interaction(pressed)
        event = only(side)
        assert isinstance(event, Pressed)
        assert event.value == {}


class TestSubmission:
    async def opened(self, side: SlackSide, **who: str) -> dict[str, object]:
        message = await shown_card(side, TestPress.card)
        side.dispatch.always(Response(form=FORM))
        await side.send.button_press(message, label="Update", **who)
        side.dispatch.events.clear()
        side.dispatch.always(Response())
        return side.slack.views[-1]

    async def test_it_carries_answers_by_key_and_the_context_and_the_room(
        self, side: SlackSide
    ) -> None:
        view = await self.opened(side)
        values = {"health": "amber", "done.1": 'a "<b>" & c', "day": "2026-12-04", "animals": "12"}
        answer = await side.send.view_submission(view, values)
        event = only(side)
        assert isinstance(event, Submitted)
        assert event.action == "checkin.answer"
        assert event.values == values
        assert event.context == {"checkin": "k & <1>"}
        assert event.origin.conversation == ROOM
        assert (answer.status, answer.text) == (200, "")

    async def test_what_was_left_empty_is_empty(self, side: SlackSide) -> None:
        view = await self.opened(side)
        await side.send.view_submission(view, {"health": "green", "done.1": "x"})
        event = only(side)
        assert isinstance(event, Submitted)
        assert event.values == {"health": "green", "done.1": "x", "day": "", "animals": ""}

    @pytest.mark.parametrize("names_installing_team", [True, False])
    async def test_by_an_external_member_it_reaches_the_installation_that_opened_the_form(
        self, side: SlackSide, names_installing_team: bool
    ) -> None:
        view = await self.opened(side, user="U0CRO", own_team="T0CRO")
        await side.send.view_submission(
            view,
            {"health": "green", "done.1": "x"},
            user="U0CRO",
            own_team="T0CRO",
            names_installing_team=names_installing_team,
        )
        assert only(side).origin.actor == CRO
        assert only(side).origin.conversation == ROOM

    async def test_sent_again_after_errors_it_is_another_event(self, side: SlackSide) -> None:
        view = await self.opened(side)
        for _ in range(2):
            await side.send.view_submission(view, {"health": "green", "done.1": "x"})
        first, second = (event.origin.event_id for event in acts(side))
        assert first != second


class TestChoice:
    async def test_the_message_that_offers_several_is_named_for_the_answer(
        self, side: SlackSide
    ) -> None:
        of_two = Card("Which?", buttons=(Button("This", "ask", {"text": "x", "instead": "yes"}),))
        message = await shown_card(side, of_two)
        await side.send.button_press(message, label="This")
        where = only(side).origin.instead_of
        assert where == f"{message['team']}/{message['channel']}/{message['ts']}"

    async def test_any_other_message_is_not(self, side: SlackSide) -> None:
        message = await shown_card(side, Card("x", buttons=(Button("This", "ask", {"text": "x"}),)))
        await side.send.button_press(message, label="This")
        assert only(side).origin.instead_of is None
