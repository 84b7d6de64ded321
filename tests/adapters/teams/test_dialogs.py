"""What people choose in the menu of a message in Teams, and the dialogs that follow."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams import sentences
from adapters.teams.dialogs import chosen
from bot.cards.card import Button, Card, paragraph
from bot.cards.compose.about_messages import FROM_A_MESSAGE, HEADS_UP, LINK, OWNER, WORDS
from bot.cards.compose.general import ASK
from bot.cards.form import Form, TextInput
from bot.engine.inbound import Pressed, Submitted
from bot.engine.response import Response
from tests.adapters.teams.world import World
from tests.fakes.teams_requests import Answer, buttons_of
from tests.judges.node import need_node
from tests.judges.teams import judge_invoke_answer, render_cards

FETCH, SUBMIT = "composeExtension/fetchTask", "composeExtension/submitAction"
FORM = Form(
    action="heads_up.given",
    title="Give a heads-up",
    inputs=(TextInput(key="text", label="What do you see?", value="The slides slip"),),
    intro=(paragraph("Nothing is owed."),),
    submit="Send",
    context={"collaboration": "c1"},
)
SAID = "<div><p>The slides may&nbsp;slip,</p><p>says <at id='0'>Ann</at> &amp; co</p></div>"


def pressed(world: World) -> Pressed:
    (event,) = world.dispatch.events
    assert isinstance(event, Pressed)
    return event


async def choose(world: World, action: str = HEADS_UP, html: str = SAID) -> Answer:
    return await world.people.choose(world.channel, world.ann, action, html)


@pytest.mark.parametrize("action", sorted(FROM_A_MESSAGE))
async def test_it_is_a_press_with_the_words_and_the_address_of_the_message(
    world: World, action: str
) -> None:
    await choose(world, action)
    event = pressed(world)
    assert event.action == action
    link = f"https://teams.microsoft.com/l/message/{world.channel.id}/1795000000000"
    assert event.value == {WORDS: "The slides may slip,\nsays Ann & co", LINK: link}
    assert str(event.origin.conversation) == world.channel.address
    assert event.origin.thread == "1795000000000"
    assert event.origin.immediate
    assert event.origin.can_open_form


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("plain", "plain"),
        ("<blockquote itemid='1'><p>quoted</p></blockquote><p>mine</p>", "mine"),
        ("one<br/>two<br>three", "one\ntwo\nthree"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("5 < 6 & 7 &gt; 6", "5 < 6 & 7 > 6"),
        ("</blockquote>still", "still"),
        ("", ""),
    ],
)
def test_the_words_of_a_message_are_read_without_its_marks(html: str, words: str) -> None:
    value = {"commandId": HEADS_UP, "messagePayload": {"body": {"content": html}}}
    assert chosen(value) == (HEADS_UP, {WORDS: words})


def test_a_message_in_plain_text_stays_as_it_is_and_only_a_web_address_is_a_link() -> None:
    body = {"contentType": "text", "content": "a <b> c"}
    value = {
        "commandId": HEADS_UP,
        "messagePayload": {"body": body, "linkToMessage": "javascript:alert(1)"},
    }
    assert chosen(value) == (HEADS_UP, {WORDS: "a <b> c"})


@given(
    st.dictionaries(
        st.sampled_from(["commandId", "messagePayload", "body", "content"]),
        st.recursive(
            st.none() | st.text(max_size=20) | st.sampled_from([HEADS_UP, "<p", "<!", "&#x"]),
            lambda inner: st.dictionaries(
                st.sampled_from(["body", "content", "contentType", "linkToMessage"]), inner
            ),
            max_leaves=6,
        ),
    )
)
@settings(max_examples=60, deadline=None)
def test_anything_is_something_chosen_or_nothing(value: dict[str, Any]) -> None:
    found = chosen(value)
    assert found is None or found[0] in FROM_A_MESSAGE


async def test_a_form_opens_in_a_dialog_and_what_is_sent_is_a_form_from_the_same_place(
    world: World,
) -> None:
    need_node()
    world.dispatch.always(Response(form=FORM))
    opened = await choose(world)
    assert judge_invoke_answer(FETCH, opened.body) == []
    assert opened.body["task"]["value"]["title"] == "Give a heads-up"
    (rendered,) = render_cards([opened.dialog])
    assert "Nothing is owed." in rendered["text"]

    world.dispatch.always(Response(errors={"text": "Write one or two sentences."}))
    again = await world.people.send_dialog(
        world.channel, world.ann, opened.dialog, "Send", {"text": "The slides"}
    )
    assert judge_invoke_answer(SUBMIT, again.body) == []
    shown = [part.get("text") or part.get("value") for part in again.dialog["body"]]
    assert "Write one or two sentences." in shown
    assert "The slides" in shown

    done = Card(
        "Your heads-up is given",
        (paragraph("The director reads it."),),
        buttons=(
            Button("Edit", "edit"),
            Button("Open", "open", url="https://accord.example.com/x"),
        ),
    )
    world.dispatch.always(Response(card=done))
    sent = await world.people.send_dialog(
        world.channel, world.ann, again.dialog, "Send", {"text": "The slides may slip"}
    )
    assert judge_invoke_answer(SUBMIT, sent.body) == []
    titles = [
        action["title"]
        for row in [*sent.dialog["body"], sent.dialog]
        for action in row.get("actions", ())
    ]
    assert titles == ["Open"]
    event = world.dispatch.last
    assert isinstance(event, Submitted)
    assert dict(event.values) == {"text": "The slides may slip"}
    assert dict(event.context) == {"collaboration": "c1"}
    assert str(event.origin.conversation) == world.channel.address
    # What comes of it has to be found after the dialog is closed.
    assert not event.origin.immediate
    assert event.origin.can_open_form


async def test_what_must_be_said_is_said_in_the_dialog_and_nowhere_else(world: World) -> None:
    refusal = Card(
        "Not connected yet", (paragraph("Press Set up."),), buttons=(Button("Set up", "s"),)
    )
    world.dispatch.always(Response(card=refusal))
    answer = await choose(world)
    assert judge_invoke_answer(FETCH, answer.body) == []
    assert "Press Set up." in str(answer.dialog)
    assert world.teams.activities(world.channel) == []


async def test_what_goes_on_in_a_dialog_goes_on_there(world: World) -> None:
    first = Button("Ask a question", "question.open", {"topic": "x"}, opens_form=True)
    second = Button("Show the agreed escalation", ASK, {"text": "what if late"})
    buttons = (first, second, Button("Withdraw", "withdraw"))
    world.dispatch.always(Response(card=Card("Histology", (paragraph("x"),), buttons=buttons)))
    answer = await choose(world, OWNER)
    assert judge_invoke_answer(FETCH, answer.body) == []
    labels = [each["title"] for each in buttons_of(answer.dialog)]
    assert labels == ["Ask a question", "Show the agreed escalation"]
    world.dispatch.always(Response(card=Card("Deliverable overdue", (paragraph("Say it."),))))
    late = await world.people.send_dialog(world.channel, world.ann, answer.dialog, labels[1])
    event = world.dispatch.last
    assert isinstance(event, Pressed)
    assert (event.action, dict(event.value)) == (ASK, {"text": "what if late"})
    assert event.origin.immediate
    assert judge_invoke_answer(SUBMIT, late.body) == []
    assert "Say it." in str(late.dialog)
    world.dispatch.always(Response(form=FORM))
    asked = await world.people.send_dialog(world.channel, world.ann, answer.dialog, labels[0])
    assert "Nothing is owed." in str(asked.dialog)
    need_node()
    assert render_cards([answer.dialog])[0]["errors"] == []


async def test_a_sent_form_without_an_answer_says_so_and_a_repeat_asks_to_choose_again(
    world: World,
) -> None:
    assert (await choose(world)).told == sentences.CHOOSE_AGAIN
    world.dispatch.always(Response(form=FORM))
    opened = await choose(world)
    world.dispatch.always(Response())
    sent = await world.people.send_dialog(world.channel, world.ann, opened.dialog, "Send")
    assert sentences.SENT in str(sent.dialog)


async def test_a_failure_and_something_unknown_are_told_in_the_dialog(world: World) -> None:
    world.dispatch.fails()
    assert (await choose(world)).told == sentences.FAILED
    assert (await choose(world, "somebody.elses")).told == sentences.NOT_UNDERSTOOD


async def test_somebody_nobody_knows_in_a_chat_of_their_own_is_handed_on_as_nobody(
    world: World,
) -> None:
    stranger = world.teams.person("Somebody else", tenant="9d2e0000-0000-4000-8000-00000000000e")
    elsewhere = world.teams.room("elsewhere", stranger, kind="groupChat")
    elsewhere.bot_inside = False
    await world.people.choose(elsewhere, stranger, HEADS_UP, SAID)
    origin = pressed(world).origin
    assert str(origin.conversation) == elsewhere.address
    assert stranger.tenant not in str(origin.actor)


async def test_a_chat_that_teams_does_not_name_gets_a_sentence(world: World) -> None:
    nowhere = world.people.chosen(world.channel, world.ann, HEADS_UP, SAID)
    del nowhere["conversation"]
    assert (await world.people.post(nowhere)).told == sentences.NOT_HERE
    assert world.dispatch.events == []


async def test_a_chat_in_which_it_was_chosen_is_not_remembered_as_one_to_write_to(
    world: World,
) -> None:
    await choose(world)
    assert world.channel.address not in world.facts.saved


async def test_without_the_signature_of_teams_nothing_is_opened(world: World) -> None:
    forged = world.people.chosen(world.channel, world.ann, HEADS_UP, SAID)
    answer = await world.people.post(forged, token="forged")
    assert answer.status == 401
    assert world.dispatch.events == []
