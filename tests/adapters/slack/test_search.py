"""The shortcut of the search bar, the menu that fills while one types, and buttons in modals."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import options, sentences
from bot.cards.card import Button, Card, Look, paragraph
from bot.cards.compose.found import SEARCH, search_form
from bot.cards.compose.general import ASK
from bot.cards.form import Form, TextInput
from bot.cards.hit import Hit
from bot.domain.address import Address
from bot.engine.inbound import Origin, Pressed, Searched, Submitted, Typed
from bot.engine.response import Response
from tests.adapters.slack.world import SlackSide
from tests.fakes import slack_payloads as payloads
from tests.judges.slack import judge_slack_response, judge_view, seen_texts

PM = Address.parse("slack:T0SPONSOR/U0PM")
FOUND = (
    Hit(id="a" * 24, group="Owners, LKB", title="Histology <slides>", about="Study director"),
    Hit(id="b" * 24, group="Roles, LKB", title="Study director", about="Deccan"),
    Hit(id="c" * 24, group="Owners, LKB", title="Draft report"),
)
ASK_FORM = Form(
    action="question.ask",
    title="Ask another side",
    inputs=(TextInput(key="text", label="What do you ask?"),),
)
ANSWER = Card(
    "Histology",
    (paragraph("The study director answers for it."),),
    buttons=(
        Button("Ask a question", "question.open", {"topic": "x"}, opens_form=True),
        Button("Show the agreed escalation", ASK, {"text": "what if late"}),
        Button("Withdraw", "question.withdraw", look=Look.DANGER),
        Button("Open", "open", url="https://accord.example.com/x"),
    ),
)
_SENT = ("type", "callback_id", "title", "submit", "close", "private_metadata", "blocks")


def sent(view: dict[str, Any]) -> dict[str, Any]:
    """A view as Accord handed it over."""
    return {key: view[key] for key in _SENT if key in view}


async def opened(side: SlackSide) -> dict[str, Any]:
    """The modal of the shortcut."""
    side.dispatch.always(Response(form=search_form()))
    await side.send.global_shortcut(SEARCH)
    return side.slack.views[-1]


async def answered(side: SlackSide) -> dict[str, Any]:
    """The modal after something was chosen and looked up."""
    view = await opened(side)
    side.dispatch.always(Response(card=ANSWER))
    await side.send.view_submission(view, {"topic": "a" * 24})
    return side.slack.views[-1]


@pytest.mark.parametrize("names_own_team", [True, False])
async def test_it_is_a_press_in_no_channel(side: SlackSide, names_own_team: bool) -> None:
    await side.send.global_shortcut(SEARCH, names_own_team=names_own_team)
    (event,) = side.dispatch.events
    assert isinstance(event, Pressed)
    assert (event.action, dict(event.value)) == (SEARCH, {})
    assert event.origin == Origin(
        event_id=event.origin.event_id,
        actor=PM,
        actor_name="somebody",
        conversation=PM,
        personal=True,
        immediate=True,
        can_open_form=True,
    )


async def test_it_opens_a_menu_that_asks_for_what_it_offers(side: SlackSide) -> None:
    view = await opened(side)
    assert judge_view(sent(view)) == []
    (block,) = view["blocks"]
    assert block["element"]["type"] == "external_select"
    assert block["element"]["min_query_length"] == 0


async def test_what_is_typed_is_searched_and_listed_in_groups(side: SlackSide) -> None:
    view = await opened(side)
    side.dispatch.always(Response(found=FOUND))
    groups = await side.send.suggestions(view, "who <owns> hist")
    event = side.dispatch.last
    assert isinstance(event, Searched)
    assert (event.text, event.count, event.to_post) == ("who <owns> hist", 100, False)
    assert event.origin.personal
    assert event.origin.actor == PM
    assert {label: [each["value"] for each in shown] for label, shown in groups.items()} == {
        "Owners, LKB": ["a" * 24, "c" * 24],
        "Roles, LKB": ["b" * 24],
    }
    described = [each.get("description", {}).get("text") for each in groups["Owners, LKB"]]
    assert described == ["Study director", None]


async def test_without_anything_or_after_a_failure_it_offers_nothing(side: SlackSide) -> None:
    view = await opened(side)
    side.dispatch.always(Response(card=Card("I do not know you yet", ())))
    assert await side.send.suggestions(view, "hist") == {}
    side.dispatch.fails()
    assert await side.send.suggestions(view, "hist") == {}


async def test_somebody_of_another_workspace_is_told_apart(side: SlackSide) -> None:
    view = await opened(side)
    await side.send.suggestions(view, "hist", user="U0CRO", team="T0CRO")
    assert side.dispatch.last.origin.actor == Address.parse("slack:T0CRO/U0CRO")


async def test_menus_of_others_and_unsigned_requests_reach_nothing(side: SlackSide) -> None:
    view = await opened(side)
    before = len(side.dispatch.events)
    other = payloads.block_suggestion({**view, "callback_id": "somebody.elses"}, "hist")
    assert (await side.send.interaction(other)).json == {"options": []}
    for payload in (
        payloads.block_suggestion(view, "hist"),
        payloads.global_shortcut(SEARCH),
        payloads.global_shortcut("somebody.elses"),
    ):
        body = b"payload=" + json.dumps(payload).encode()
        refused = await side.send.post(body, "application/x-www-form-urlencoded", secret="other")
        assert refused.status == 401
    await side.send.global_shortcut("somebody.elses")
    assert len(side.dispatch.events) == before


@given(
    st.lists(
        st.builds(
            Hit,
            id=st.uuids().map(lambda each: each.hex),
            group=st.text(min_size=1, max_size=200).filter(str.strip),
            title=st.text(min_size=1, max_size=200).filter(str.strip),
            about=st.text(max_size=200),
        ),
        max_size=130,
    )
)
def test_any_list_is_one_that_slack_takes(hits: list[Hit]) -> None:
    shown = options.found(hits)
    assert judge_slack_response(shown) == []
    offered = [each for group in shown.get("option_groups", []) for each in group["options"]]
    assert len(offered) == min(len(hits), 100)


async def test_what_was_chosen_comes_back_and_so_do_words(side: SlackSide) -> None:
    for topic in ("a" * 24, "~0/slides for the sponsor"):
        view = await opened(side)
        await side.send.view_submission(view, {"topic": topic})
        event = side.dispatch.last
        assert isinstance(event, Submitted)
        assert dict(event.values) == {"topic": topic}
        assert event.origin.personal


async def test_the_answer_takes_the_place_of_the_form_with_what_goes_on_there(
    side: SlackSide,
) -> None:
    view = await answered(side)
    assert judge_view(sent(view)) == []
    (buttons,) = [each for each in view["blocks"] if each["type"] == "actions"]
    labels = [each["text"]["text"] for each in buttons["elements"]]
    assert labels == ["Ask a question", "Show the agreed escalation", "Open"]


async def test_a_form_opened_in_it_is_stacked_on_it(side: SlackSide) -> None:
    view = await answered(side)
    side.dispatch.always(Response(form=ASK_FORM))
    await side.send.press_in_view(view, "Ask a question")
    event = side.dispatch.last
    assert isinstance(event, Pressed)
    assert (event.action, dict(event.value)) == ("question.open", {"topic": "x"})
    assert event.origin.immediate
    assert event.origin.personal
    assert side.slack.called("views.push")[-1]["view"]["callback_id"] == "question.ask"
    assert side.slack.views[-1]["id"] != view["id"]


async def test_an_answer_to_what_was_pressed_in_it_takes_its_place(side: SlackSide) -> None:
    view = await answered(side)
    side.dispatch.always(Response(card=Card("Deliverable overdue", (paragraph("Say it."),))))
    await side.send.press_in_view(view, "Show the agreed escalation")
    event = side.dispatch.last
    assert isinstance(event, Pressed | Typed)
    now = side.slack.views[-1]
    assert now["id"] == view["id"]
    assert "Deliverable overdue" in seen_texts(now)


async def test_a_failure_is_said_in_a_modal_and_leaves_the_one_below(side: SlackSide) -> None:
    view = await answered(side)
    side.dispatch.fails()
    await side.send.press_in_view(view, "Ask a question")
    assert sentences.NOTHING_SAVED in seen_texts(side.slack.views[-1])
    assert side.slack.views[-1]["id"] != view["id"]
    await side.send.global_shortcut(SEARCH)
    assert sentences.NOTHING_SAVED in seen_texts(side.slack.views[-1])


async def test_what_must_be_said_to_a_stranger_is_said_in_a_modal(side: SlackSide) -> None:
    unknown = Card("Not connected yet", (paragraph("Ask your lead."),))
    side.dispatch.always(Response(card=unknown))
    await side.send.global_shortcut(SEARCH)
    assert "Ask your lead." in seen_texts(side.slack.views[-1])
    assert judge_view(sent(side.slack.views[-1])) == []


async def test_a_trigger_that_is_too_old_is_noted_and_nothing_breaks(side: SlackSide) -> None:
    side.dispatch.always(Response(form=search_form()))
    trigger = side.slack.trigger()
    side.slack.expired.add(trigger)
    answer = await side.send.global_shortcut(SEARCH, trigger_id=trigger)
    assert answer.status == 200
    assert side.slack.views == []


async def test_a_modal_knows_the_channel_it_was_opened_in(side: SlackSide) -> None:
    side.dispatch.always(Response(form=ASK_FORM))
    await side.send.message_action("message.ask", "The slides slip")
    side.dispatch.always(Response(card=ANSWER))
    await side.send.view_submission(side.slack.views[-1], {"text": "when?"})
    await side.send.press_in_view(side.slack.views[-1], "Show the agreed escalation")
    assert side.dispatch.last.origin.conversation == Address.parse("slack:T0SPONSOR/C0STUDY")


def forwarded(**attachment: Any) -> dict[str, Any]:
    event = payloads.direct_message("who?")
    shared = {"text": "The slides &amp; blocks slip, <@U0CRO>", "is_msg_unfurl": True}
    event["event"]["attachments"] = [{"title": "a link"}, {**shared, **attachment}]
    return event


async def test_a_message_that_was_forwarded_comes_along(side: SlackSide) -> None:
    await side.send.event(forwarded())
    event = side.dispatch.last
    assert isinstance(event, Typed)
    assert event.text == "who?"
    assert event.origin.quoted == "The slides & blocks slip, @<slack:T0CRO/U0CRO>"
    await side.send.event(forwarded(is_msg_unfurl=False))
    assert side.dispatch.last.origin.quoted == ""
    await side.send.event(forwarded(is_msg_unfurl=False, is_share=True))
    assert "slip" in side.dispatch.last.origin.quoted
