"""From a message in chat to a form with its words: heads-up, question, action, escalation."""

from collections.abc import Mapping

import pytest

from bot.cards.compose import about_messages as cards
from bot.cards.form import ChoiceInput, Form
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.people import CollaborationState
from bot.engine.inbound import Origin, Pressed, Typed
from bot.engine.response import Response
from tests.builders import HYDERABAD, at
from tests.unit.engine.escalating import kept
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)
from tests.unit.engine.test_actions import stand

DIRECTOR = seat_address("study_director")
PEER = seat_address("peer_pathologist", "larkspur")
LINK = "https://chat.example/l/1795000000"
SLIDES = "The histo slides may be a few days late"
#: What opens a form; *Find the owner* shows something, to everybody who may read it.
EVERY = sorted(cards.FROM_A_MESSAGE - {cards.OWNER})


async def rat() -> Stage:
    return await a_stage(begin=at("2026-12-02T14:00", HYDERABAD))


async def choose(
    stage: Stage,
    who: Address,
    action: str,
    said: str,
    room: Address | None = CRO_ROOM,
    **more: str,
) -> Response:
    """Somebody chooses it in the menu of a message."""
    origin = stage.origin(who, room, immediate=True)
    value: Mapping[str, str] = {cards.WORDS: said, **more}
    response = await stage.accord.dispatch(Pressed(origin=origin, action=action, value=value))
    await stage.accord.settle()
    return response


def filled(form: Form) -> dict[str, str]:
    return {each.key: each.value for each in form.inputs}


def told(response: Response) -> str:
    assert response.card is not None, response
    return card_text(response.card)


async def test_a_heads_up_begins_with_the_words_and_where_they_stand() -> None:
    stage = await rat()
    form = form_of(await choose(stage, PM, cards.HEADS_UP, SLIDES, link=LINK))
    assert filled(form) == {"text": f"{SLIDES}\n{LINK}"}
    assert "heads_up.given" not in await stage.kinds()
    await stage.send(PM, form, text=SLIDES)
    assert SLIDES in stage.last_text(PEER)


async def test_a_question_is_asked_about_a_message() -> None:
    stage = await rat()
    form = form_of(await choose(stage, SPONSOR_PM, cards.ASK, "Necropsy moved", SPONSOR_ROOM))
    assert filled(form)["text"] == "Necropsy moved"
    await stage.send(SPONSOR_PM, form, topic="necropsy", text="To which day?", urgent="no")
    assert "To which day?" in stage.last_text(DIRECTOR)


async def test_a_message_becomes_an_action() -> None:
    stage = await rat()
    form = form_of(await choose(stage, SPONSOR_PM, cards.ACTION, "We still need the plan."))
    assert filled(form)["what"] == "We still need the plan."
    values = {"what": "Send the plan", "owner": "study_director", "by": "2026-12-08"}
    await stage.send(SPONSOR_PM, form, **values)
    assert "Send the plan" in stage.last_text(DIRECTOR)


async def test_raising_it_opens_the_form_of_the_agreed_reason_its_words_name() -> None:
    stage = await rat()
    form = form_of(await choose(stage, DIRECTOR, cards.RAISE, "Animal found dead this morning"))
    assert "Animal found dead" in str(form.intro)
    assert await kept(stage) == []
    said = {each.key: each.value or "cage 12" for each in form.inputs}
    await stage.send(DIRECTOR, form, **{**said, "happened": said["known"]})
    (escalation,) = await kept(stage)
    assert escalation.trigger == "unexpected_death"
    assert escalation.words == "Animal found dead this morning"


async def test_a_reason_is_chosen_where_the_words_leave_it_open() -> None:
    stage = await rat()
    form = form_of(await choose(stage, DIRECTOR, cards.RAISE, "something with the samples"))
    (reason,) = form.inputs
    assert isinstance(reason, ChoiceInput)
    assert reason.options[-1].label == "None of these: raise it anyway"
    assert "something with the samples" in str(form.intro)
    agreed = form_of(await stage.send(DIRECTOR, form, reason=reason.options[0].value))
    assert reason.options[0].label in str(agreed.intro)
    none = form_of(await stage.send(DIRECTOR, form, reason="none"))
    assert "something with the samples" in filled(none).values()


async def test_words_of_somebody_else_are_looked_at_before_they_are_sent_on() -> None:
    stage = await rat()
    found = "found dead, and it is Larkspur's fault"
    hinted = form_of(await choose(stage, DIRECTOR, cards.RAISE, found))
    assert "can read as blame" in str(hinted.intro)
    again = form_of(await stage.send(DIRECTOR, hinted, text="found dead at the morning check"))
    assert "Animal found dead" in str(again.intro)
    given = form_of(await choose(stage, PM, cards.HEADS_UP, f"{SLIDES}, your fault"))
    hinted = form_of(await stage.send(PM, given, **filled(given)))
    assert "can read as blame" in str(hinted.intro)
    assert "heads_up.given" not in await stage.kinds()


@pytest.mark.parametrize("action", EVERY)
async def test_nothing_is_shown_where_the_room_or_the_person_is_not_of_a_collaboration(
    action: str,
) -> None:
    stage = await rat()
    elsewhere = Address("console", "larkspur", "another-channel")
    unbound = await choose(stage, PM, action, SLIDES, elsewhere)
    assert unbound.form is None
    assert "This channel is not part of a collaboration I know" in told(unbound)
    stranger = Address("console", "elsewhere", "eve")
    unknown = await choose(stage, stranger, action, SLIDES)
    assert unknown.form is None
    assert "You have no seat in this collaboration yet" in told(unknown)
    alone = await choose(stage, stranger, action, SLIDES, None)
    assert "I do not know you yet" in told(alone)
    assert stage.agreement.study.title not in told(unbound) + told(alone)


@pytest.mark.parametrize("action", EVERY)
async def test_in_a_closed_collaboration_it_says_what_to_do(action: str) -> None:
    stage = await rat()
    await stand(stage, CollaborationState.CLOSED)
    answer = await choose(stage, PM, action, SLIDES)
    assert answer.form is None
    assert "closed" in told(answer)


async def test_a_long_message_is_cut_and_an_empty_one_opens_an_empty_form() -> None:
    stage = await rat()
    long = filled(form_of(await choose(stage, PM, cards.HEADS_UP, "x " * 3000, link=LINK)))
    assert len(long["text"]) <= 1500
    assert long["text"].endswith(LINK)
    for action in EVERY:
        form = form_of(await choose(stage, PM, action, "  "))
        assert not filled(form).get("text")


async def test_a_reply_without_words_says_that_the_message_above_does_not_come_along() -> None:
    stage = await rat()
    where: Origin = stage.origin(PM, CRO_ROOM)
    replying = Origin(
        event_id="reply-1",
        actor=where.actor,
        conversation=where.conversation,
        personal=False,
        thread="1",
        about="1",
    )
    await stage.accord.dispatch(Typed(origin=replying, text="heads-up"))
    await stage.accord.settle()
    shown = stage.received(CRO_ROOM)[-1]
    assert shown.only_for == PM
    assert "the message above does not come along" in card_text(shown.card)
