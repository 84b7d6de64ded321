"""What a person in Slack gets back."""

import pytest

from adapters.slack import sentences
from bot.cards.card import Button, Card, Mention, paragraph
from bot.cards.form import Form, TextInput
from bot.domain.address import Address
from bot.engine.inbound import Inbound, Pressed
from bot.engine.platform import Outgoing
from bot.engine.response import Response
from tests.adapters.slack.world import SlackSide
from tests.fakes import slack_payloads as payloads
from tests.judges.slack import judge_slack_response

ROOM = Address.parse("slack:T0SPONSOR/C0STUDY")
CARD = Card("Histopathology", (paragraph("Owned by the study director."),), summary="Found it")
FORM = Form(
    action="save",
    title="Weekly status",
    inputs=(TextInput(key="done", label="Done"), TextInput(key="next", label="Next")),
)
TOO_LARGE = Form(
    action="save",
    title="Everything",
    inputs=tuple(TextInput(key=f"k{number}", label="Item") for number in range(101)),
)
PRESSABLE = Card("Weekly", buttons=(Button("Update", "open", {"id": "1"}),))


async def pressable(side: SlackSide) -> dict[str, object]:
    await side.adapter.platform.post(Outgoing(id="1", to=ROOM, card=PRESSABLE))
    return side.slack.messages("C0STUDY")[-1]


async def opened(side: SlackSide) -> dict[str, object]:
    side.dispatch.always(Response(form=FORM))
    await side.send.slash_command("update")
    return side.slack.views[-1]


class TestSlashCommand:
    async def test_a_card_comes_back_to_the_person_alone(self, side: SlackSide) -> None:
        side.dispatch.always(Response(card=CARD))
        answer = await side.send.slash_command("who")
        assert answer.json["response_type"] == "ephemeral"
        assert answer.json["text"] == "Found it"
        assert answer.json["blocks"][0]["text"]["text"] == "Histopathology"
        assert judge_slack_response(answer.json) == []

    async def test_nothing_to_say_is_an_empty_answer(self, side: SlackSide) -> None:
        answer = await side.send.slash_command("who")
        assert (answer.status, answer.text) == (200, "")

    async def test_a_form_is_opened(self, side: SlackSide) -> None:
        side.dispatch.always(Response(form=FORM))
        answer = await side.send.slash_command("update")
        assert (answer.status, answer.text) == (200, "")
        assert side.slack.views[-1]["title"]["text"] == "Weekly status"

    async def test_an_expired_trigger_is_told(self, side: SlackSide) -> None:
        side.dispatch.always(Response(form=FORM))
        trigger = side.slack.trigger()
        side.slack.expired.add(trigger)
        answer = await side.send.slash_command("update", trigger_id=trigger)
        assert answer.json == {"response_type": "ephemeral", "text": sentences.FORM_TOO_LATE}
        assert judge_slack_response(answer.json) == []

    async def test_a_failure_is_told_in_a_kind_sentence(self, side: SlackSide) -> None:
        side.dispatch.fails()
        answer = await side.send.slash_command("raise")
        assert answer.status == 200
        assert answer.json == {"response_type": "ephemeral", "text": sentences.NOTHING_SAVED}

    async def test_an_external_person_known_to_share_a_channel_is_mentioned(
        self, side: SlackSide
    ) -> None:
        asha = Mention(Address.parse("slack:T0CRO/U0CRO"), "Client manager")
        side.dispatch.always(Response(card=Card("Who", (paragraph(asha),))))
        before = await side.send.slash_command("who")
        await side.send.app_mention("due", user="U0CRO", own_team="T0CRO")
        after = await side.send.slash_command("who")
        assert before.json["blocks"][1]["text"]["text"] == "Client manager"
        assert after.json["blocks"][1]["text"]["text"] == "<@U0CRO>"

    async def test_a_form_that_is_too_large_is_told(self, side: SlackSide) -> None:
        side.dispatch.always(Response(form=TOO_LARGE))
        answer = await side.send.slash_command("update")
        assert answer.json == {"response_type": "ephemeral", "text": sentences.FORM_TOO_LARGE}
        assert side.slack.views == []


class TestEvent:
    async def test_a_failure_is_500_so_that_slack_sends_it_again(self, side: SlackSide) -> None:
        side.dispatch.fails()
        payload = payloads.app_mention("due")
        assert (await side.send.event(payload)).status == 500
        side.dispatch.always(Response())
        assert (await side.send.event(payload)).status == 200
        first, second = side.dispatch.events
        assert first == second

    async def test_a_card_is_not_shown_again_where_answers_go_through_the_outbox(
        self, side: SlackSide
    ) -> None:
        side.dispatch.always(Response(card=CARD))
        assert (await side.send.app_mention("who")).text == ""
        assert side.slack.messages("C0STUDY") == []


class TestPress:
    async def test_a_form_is_opened(self, side: SlackSide) -> None:
        message = await pressable(side)
        side.dispatch.always(Response(form=FORM))
        assert (await side.send.button_press(message, label="Update")).status == 200
        assert len(side.slack.views) == 1

    async def test_an_expired_trigger_is_told_to_the_person_alone(self, side: SlackSide) -> None:
        message = await pressable(side)
        side.dispatch.always(Response(form=FORM))
        trigger = side.slack.trigger()
        side.slack.expired.add(trigger)
        answer = await side.send.button_press(message, label="Update", trigger_id=trigger)
        assert answer.status == 200
        (told,) = side.slack.answers
        assert told["text"] == sentences.FORM_TOO_LATE
        assert (told["response_type"], told["replace_original"]) == ("ephemeral", False)
        assert judge_slack_response(told) == []

    @pytest.mark.parametrize(("carries", "instead"), [({}, False), ({"instead": "yes"}, True)])
    async def test_what_is_asked_in_a_message_for_one_is_answered_to_them_alone(
        self, side: SlackSide, carries: dict[str, str], instead: bool
    ) -> None:
        asking = Card("Which?", buttons=(Button("This", "ask", {"text": "who", **carries}),))
        await side.adapter.platform.post(Outgoing(id="1", to=ROOM, card=asking))
        message = side.slack.messages("C0STUDY")[-1]
        side.dispatch.always(Response(card=CARD))
        await side.send.button_press(message, label="This", ephemeral=True)
        (event,) = side.dispatch.events
        assert isinstance(event, Pressed)
        assert event.origin.immediate
        (told,) = side.slack.answers
        assert (told["text"], told["response_type"]) == ("Found it", "ephemeral")
        assert told["replace_original"] is instead
        assert judge_slack_response(told) == []

    async def test_what_is_asked_in_a_message_for_all_is_not(self, side: SlackSide) -> None:
        asking = Card("Which?", buttons=(Button("This", "ask", {"text": "who"}),))
        await side.adapter.platform.post(Outgoing(id="1", to=ROOM, card=asking))
        side.dispatch.always(Response(card=CARD))
        await side.send.button_press(side.slack.messages("C0STUDY")[-1], label="This")
        (event,) = side.dispatch.events
        assert isinstance(event, Pressed)
        assert not event.origin.immediate
        assert side.slack.answers == []

    async def test_a_failure_is_told_to_the_person_alone(self, side: SlackSide) -> None:
        message = await pressable(side)
        side.dispatch.fails()
        assert (await side.send.button_press(message, label="Update")).status == 200
        assert side.slack.answers[0]["text"] == sentences.NOTHING_SAVED

    async def test_without_an_answer_address_it_is_taken_all_the_same(
        self, side: SlackSide
    ) -> None:
        message = await pressable(side)
        side.dispatch.fails()
        pressed = payloads.button_press(message, label="Update")
        assert (await side.send.interaction(pressed)).status == 200
        assert side.slack.answers == []

    async def test_an_answer_address_that_is_away_breaks_nothing(self, side: SlackSide) -> None:
        message = await pressable(side)
        side.dispatch.fails()
        pressed = payloads.button_press(
            message, label="Update", response_url="http://127.0.0.1:9/answer"
        )
        assert (await side.send.interaction(pressed)).status == 200


class TestSubmission:
    async def test_errors_stand_under_their_inputs(self, side: SlackSide) -> None:
        view = await opened(side)
        side.dispatch.always(Response(errors={"next": "Please say what comes next."}))
        answer = await side.send.view_submission(view, {"done": "x"})
        assert answer.json == {
            "response_action": "errors",
            "errors": {"next": "Please say what comes next."},
        }
        assert judge_slack_response(answer.json, view=view) == []

    async def test_an_error_that_belongs_to_no_input_stands_under_the_first(
        self, side: SlackSide
    ) -> None:
        view = await opened(side)
        side.dispatch.always(Response(errors={"done": "Too short.", "": "It is closed."}))
        answer = await side.send.view_submission(view, {"done": "x"})
        assert answer.json["errors"] == {"done": "Too short. It is closed."}

    async def test_a_failure_keeps_the_form_open_with_what_was_filled_in(
        self, side: SlackSide
    ) -> None:
        view = await opened(side)
        side.dispatch.fails()
        answer = await side.send.view_submission(view, {"done": "x"})
        assert answer.json == {
            "response_action": "errors",
            "errors": {"done": sentences.NOTHING_SAVED},
        }
        assert judge_slack_response(answer.json, view=view) == []

    async def test_a_failure_of_a_form_without_inputs_closes_it(self, side: SlackSide) -> None:
        side.dispatch.always(
            Response(form=Form(action="a", title="t", inputs=(), intro=(paragraph("Owned."),)))
        )
        await side.send.slash_command("update")
        side.dispatch.fails()
        answer = await side.send.view_submission(side.slack.views[-1], {})
        assert answer.json == {"response_action": "clear"}

    async def test_another_form_takes_the_place_of_the_first(self, side: SlackSide) -> None:
        """Two steps: what was asked first travels in the context of the second."""
        message = await pressable(side)
        side.dispatch.always(Response(form=FORM))
        await side.send.button_press(message, label="Update", user="U0CRO", own_team="T0CRO")
        first = side.slack.views[-1]
        second = Form(
            action="save.second",
            title="Who",
            inputs=(TextInput(key="who", label="Who"),),
            context={"done": "x"},
        )
        side.dispatch.always(Response(form=second))
        cro = {"user": "U0CRO", "own_team": "T0CRO"}
        answer = await side.send.view_submission(first, {"done": "x"}, **cro)
        assert answer.json["response_action"] == "update"
        assert judge_slack_response(answer.json, view=first) == []
        side.dispatch.always(Response())
        answer = await side.send.view_submission(side.slack.views[-1], {"who": "a lead"}, **cro)
        sent = side.dispatch.last
        assert (sent.action, sent.values, sent.context) == (
            "save.second",
            {"who": "a lead"},
            {"done": "x"},
        )
        assert sent.origin.conversation == ROOM
        assert sent.origin.actor == Address.parse("slack:T0CRO/U0CRO")
        assert (answer.status, answer.text) == (200, "")

    async def test_a_next_form_that_is_too_large_is_told_under_the_first_input(
        self, side: SlackSide
    ) -> None:
        view = await opened(side)
        side.dispatch.always(Response(form=TOO_LARGE))
        answer = await side.send.view_submission(view, {"done": "x"})
        assert answer.json["errors"] == {"done": sentences.FORM_TOO_LARGE}

    async def test_what_came_of_it_takes_the_place_of_the_form(self, side: SlackSide) -> None:
        view = await opened(side)
        link = Button("Open", "export.open", url="https://accord.example.com/export")
        card = Card(
            "Export of the agreement, version 3",
            (paragraph("Version 3 is ready."),),
            (Button("Undo", "undo"), link),
        )
        side.dispatch.always(Response(card=card))
        answer = await side.send.view_submission(view, {"done": "x"})
        assert judge_slack_response(answer.json, view=view) == []
        assert answer.json["response_action"] == "update"
        shown = answer.json["view"]
        assert shown["title"]["text"] == "Export of the agreement…"
        assert shown["close"]["text"] == "Close"
        assert "submit" not in shown
        header, text, buttons = shown["blocks"]
        assert header["text"]["text"] == "Export of the agreement, version 3"
        assert text["text"]["text"] == "Version 3 is ready."
        assert [button["text"]["text"] for button in buttons["elements"]] == ["Open"]

    @pytest.mark.parametrize(
        ("card", "text"),
        [
            (Card("Saved", (paragraph("It is saved."),)), "It is saved."),
            (Card("Saved", summary="It is saved."), "It is saved."),
        ],
    )
    async def test_a_short_title_is_not_said_twice(
        self, side: SlackSide, card: Card, text: str
    ) -> None:
        view = await opened(side)
        side.dispatch.always(Response(card=card))
        answer = await side.send.view_submission(view, {"done": "x"})
        assert judge_slack_response(answer.json, view=view) == []
        assert answer.json["view"]["title"]["text"] == "Saved"
        assert [block["text"]["text"] for block in answer.json["view"]["blocks"]] == [text]


@pytest.mark.parametrize("kind", ["command", "event"])
async def test_everything_is_stored_before_slack_is_answered(side: SlackSide, kind: str) -> None:
    order: list[str] = []

    def store(_: Inbound) -> Response:
        order.append("stored")
        return Response()

    side.dispatch.answer = store
    if kind == "command":
        await side.send.slash_command("due")
    else:
        await side.send.app_mention("due")
    order.append("answered")
    assert order == ["stored", "answered"]
