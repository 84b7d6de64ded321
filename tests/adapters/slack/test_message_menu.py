"""What people choose in the menu of a message in Slack, and what they get back."""

import pytest

from adapters.slack import sentences
from bot.cards.card import Button, Card, paragraph
from bot.cards.compose.about_messages import FROM_A_MESSAGE, HEADS_UP
from bot.cards.form import Form, TextInput
from bot.domain.address import Address
from bot.engine.inbound import Origin, Pressed, Submitted
from bot.engine.response import Response
from tests.adapters.slack.world import SlackSide
from tests.fakes import slack_payloads as payloads
from tests.judges.slack import judge_slack_response, judge_view

PM = Address.parse("slack:T0SPONSOR/U0PM")
ROOM = Address.parse("slack:T0SPONSOR/C0STUDY")
FORM = Form(
    action="heads_up.given",
    title="Give a heads-up",
    inputs=(TextInput(key="text", label="What do you see?", value="The slides slip"),),
    context={"collaboration": "c1"},
)
REFUSAL = Card(
    "Not connected yet",
    (paragraph("This channel is not part of a collaboration I know."),),
    summary="Not connected yet",
    buttons=(Button("Set up", "setup", opens_form=True),),
)


def pressed(side: SlackSide) -> Pressed:
    (event,) = side.dispatch.events
    assert isinstance(event, Pressed)
    return event


@pytest.mark.parametrize("action", sorted(FROM_A_MESSAGE))
async def test_it_is_a_press_with_the_words_of_the_message(side: SlackSide, action: str) -> None:
    await side.send.message_action(action, "Slides &amp; blocks slip, <@U0CRO> says\u2019")
    event = pressed(side)
    assert event.action == action
    assert event.value == {"words": "Slides & blocks slip, @<slack:T0CRO/U0CRO> says'"}
    assert event.origin == Origin(
        event_id=event.origin.event_id,
        actor=PM,
        actor_name="somebody",
        conversation=ROOM,
        personal=False,
        immediate=True,
        can_open_form=True,
    )


async def test_a_payload_without_the_team_of_the_person_means_the_installing_one(
    side: SlackSide,
) -> None:
    await side.send.message_action(HEADS_UP, "The slides slip", names_own_team=False)
    assert pressed(side).origin.actor == PM


async def test_between_two_people_it_is_the_persons_own(side: SlackSide) -> None:
    await side.send.message_action(HEADS_UP, "The slides slip", channel="D0BETWEEN")
    assert pressed(side).origin.personal
    assert pressed(side).origin.conversation == PM


async def test_in_a_thread_the_answer_belongs_there(side: SlackSide) -> None:
    await side.send.message_action(HEADS_UP, "The slides slip", thread_ts="1794000000.000001")
    assert pressed(side).origin.thread == "1794000000.000001"


async def test_a_form_is_opened_and_what_is_sent_comes_from_the_same_place(
    side: SlackSide,
) -> None:
    side.dispatch.always(Response(form=FORM))
    answer = await side.send.message_action(HEADS_UP, "The slides slip")
    assert (answer.status, answer.text) == (200, "")
    view = side.slack.views[-1]
    assert judge_view({key: view[key] for key in view if key in _SENT}) == []
    await side.send.view_submission(view, {"text": "The slides may slip"})
    sent = side.dispatch.last
    assert isinstance(sent, Submitted)
    assert (sent.action, dict(sent.values)) == ("heads_up.given", {"text": "The slides may slip"})
    assert sent.origin.conversation == ROOM
    assert not sent.origin.immediate


_SENT = ("type", "callback_id", "title", "submit", "private_metadata", "blocks")


async def test_what_must_be_said_is_shown_to_the_person_alone(side: SlackSide) -> None:
    side.dispatch.always(Response(card=REFUSAL))
    await side.send.message_action(HEADS_UP, "The slides slip", channel="C0ELSEWHERE")
    (shown,) = side.slack.answers
    assert shown["response_type"] == "ephemeral"
    assert shown["replace_original"] is False
    assert shown["text"] == "Not connected yet"
    assert judge_slack_response(shown) == []
    assert side.slack.messages("C0ELSEWHERE") == []


async def test_a_form_that_came_too_late_and_a_failure_are_told(side: SlackSide) -> None:
    side.dispatch.always(Response(form=FORM))
    trigger = side.slack.trigger()
    side.slack.expired.add(trigger)
    await side.send.message_action(HEADS_UP, "The slides slip", trigger_id=trigger)
    side.dispatch.fails()
    answer = await side.send.message_action(HEADS_UP, "The slides slip")
    assert answer.status == 200
    assert [each["text"] for each in side.slack.answers] == [
        sentences.FORM_TOO_LATE,
        sentences.NOTHING_SAVED,
    ]


async def test_one_that_is_not_ours_or_not_signed_does_nothing(side: SlackSide) -> None:
    answer = await side.send.message_action("somebody.elses", "The slides slip")
    assert (answer.status, answer.text) == (200, "")
    forged = payloads.message_action(HEADS_UP, "The slides slip")
    refused = await side.send.post(
        b"payload=" + repr(forged).encode(), "application/x-www-form-urlencoded", secret="other"
    )
    assert refused.status == 401
    assert side.dispatch.events == []


async def test_the_same_one_delivered_again_has_the_same_id(side: SlackSide) -> None:
    chosen = payloads.message_action(HEADS_UP, "The slides slip")
    for payload in (chosen, chosen, payloads.message_action(HEADS_UP, "The slides slip")):
        await side.send.interaction(payload)
    events = [event for event in side.dispatch.events if isinstance(event, Pressed)]
    first, again, other = (event.origin.event_id for event in events)
    assert first == again != other
