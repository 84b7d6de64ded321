"""*Find the owner*: from a message in chat, below one, and of what somebody chose while typing."""

import random
from collections.abc import Mapping

import pytest

from adapters.slack.render import render
from adapters.teams.dialogs import rendered
from bot.cards.card import Button, Card
from bot.cards.compose import about_messages as message_cards
from bot.cards.compose import found as cards
from bot.cards.form import Form, SearchInput
from bot.cards.going_on import going_on
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.engine.findable import thing_id
from bot.engine.handlers.find_owner import points_at_a_message
from bot.engine.inbound import Origin, Pressed, Searched, Submitted, Typed
from bot.engine.lookup import Candidate, Kind
from bot.engine.response import Response
from tests.builders import HYDERABAD, at
from tests.judges.card_lint import lint_card
from tests.judges.slack_lint import lint_message
from tests.unit.engine.escalating import PHASE1_ROOM, phase1
from tests.unit.engine.founding import ANN, HOME, a_draft_stage, accept, form_of, propose
from tests.unit.engine.hinting import PHARMACIST, hiding
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)
from tests.unit.engine.test_isolation import STRANGER, in_two_collaborations

SLIDES = "The histo slides may be a few days late"
#: The same where another study has something to say about what is late.
UNSTAINED = "The histo slides still need a coverslip"
HISTOLOGY = "Histology slides and microscopic evaluation"
REPORT = "Draft and final study report"
TWO_THINGS = "Hi all, the histo slides slip. Who signs off the draft report? Thanks!"
LINK = "https://chat.example/l/1795000000?tenant=a&more=b"
UNREADABLE = "I cannot read the message above"


async def rat() -> Stage:
    return await a_stage(begin=at("2026-12-02T14:00", HYDERABAD))


async def press(
    stage: Stage, who: Address, button: Button, room: Address | None = SPONSOR_ROOM
) -> Response:
    origin = stage.origin(who, room, immediate=True)
    return await stage.accord.dispatch(
        Pressed(origin=origin, action=button.action, value=button.value)
    )


async def choose(
    stage: Stage, who: Address, said: str, room: Address | None = SPONSOR_ROOM, link: str = ""
) -> Response:
    """Somebody chooses it in the menu of a message."""
    value: Mapping[str, str] = {message_cards.WORDS: said, message_cards.LINK: link}
    return await press(stage, who, Button("", message_cards.OWNER, value), room)


def shown(response: Response) -> Card:
    assert response.card is not None, response
    return response.card


def button(card: Card, label: str) -> Button:
    (found,) = [each for each in card.buttons if each.label == label]
    return found


async def test_the_answer_is_that_of_who_and_a_question_begins_with_the_message() -> None:
    stage = await rat()
    card = shown(await choose(stage, SPONSOR_PM, SLIDES, link=LINK))
    assert card.title == HISTOLOGY
    asked = shown(await stage.say(SPONSOR_PM, "who owns the histo slides?", immediate=True))
    # A message is no question, so it teaches nothing.
    assert card_text(card) == card_text(asked).replace(" [This is wrong]", "")
    form = form_of(await press(stage, SPONSOR_PM, button(card, "Ask a question")))
    values = {each.key: each.value for each in form.inputs}
    assert (values["topic"], values["text"]) == (HISTOLOGY, f"{SLIDES}\n{LINK}")
    await stage.send(SPONSOR_PM, form, **{**values, "text": "To which day?"})
    assert "To which day?" in stage.last_text(seat_address("study_director"))


async def test_nobody_else_in_the_room_sees_it() -> None:
    stage = await rat()
    before = stage.received(SPONSOR_ROOM)
    assert shown(await choose(stage, SPONSOR_PM, SLIDES)).title == HISTOLOGY
    await stage.accord.settle()
    assert stage.received(SPONSOR_ROOM) == before


async def test_a_message_about_several_things_offers_them_and_still_quotes_it() -> None:
    stage = await rat()
    card = shown(await choose(stage, SPONSOR_PM, TWO_THINGS, link=LINK))
    assert [each.label for each in card.buttons] == [REPORT, HISTOLOGY]
    assert f"{HISTOLOGY}: Study director (Deccan)" in card_text(card)
    answer = shown(await press(stage, SPONSOR_PM, button(card, HISTOLOGY)))
    assert answer.title == HISTOLOGY
    assert button(answer, "Ask a question").value["text"] == f"{TWO_THINGS}\n{LINK}"


async def test_what_happened_leads_to_what_was_agreed_for_it() -> None:
    stage = await rat()
    card = shown(await choose(stage, PM, "Animal found dead this morning in cage 4", CRO_ROOM))
    assert card.title == "Animal found dead or moribund"
    # What somebody else wrote is not recorded as what happened unread.
    assert button(card, "Raise it").value["words"] == ""


async def test_of_nothing_agreed_it_says_whom_to_ask_and_takes_the_gap_along() -> None:
    stage = await rat()
    card = shown(await choose(stage, SPONSOR_PM, "who looks after the greenhouse sprinklers"))
    assert card.title == "Nothing is agreed on this"
    assert "Ask Program manager (Larkspur)" in card_text(card)
    form = form_of(await press(stage, SPONSOR_PM, button(card, "Propose to add it")))
    assert "Greenhouse sprinklers" in [each.value for each in form.inputs]


async def test_a_stranger_in_a_bound_room_reads_what_the_room_may_and_asks_nothing() -> None:
    stage = await rat()
    card = shown(await choose(stage, STRANGER, SLIDES))
    assert card.title == HISTOLOGY
    asked = await press(stage, STRANGER, button(card, "Ask a question"))
    assert "You have no seat in this collaboration yet" in card_text(shown(asked))
    nothing = shown(await choose(stage, STRANGER, "the greenhouse sprinklers"))
    assert [each.label for each in nothing.buttons] == ["Choose what I meant", "What can I ask?"]


async def test_elsewhere_and_to_somebody_unknown_nothing_is_shown() -> None:
    stage = await rat()
    elsewhere = Address("console", "larkspur", "another-channel")
    for response in (
        await choose(stage, SPONSOR_PM, SLIDES, elsewhere),
        await choose(stage, STRANGER, SLIDES, None),
    ):
        assert shown(response).title == "Not connected yet"
        assert "Study director" not in repr(response)


async def test_what_is_restricted_does_not_exist_for_who_may_not_know_it() -> None:
    stage = await hiding()
    about = "Please look into the umbral cabinet"
    monitor, pharmacist = phase1(stage, "medical_monitor"), phase1(stage, PHARMACIST)
    for room in (None, PHASE1_ROOM):
        answer = shown(await choose(stage, monitor, about, room))
        assert answer.title == "Nothing is agreed on this"
        # What is proposed to be added is in the asker's own words.
        assert "ormolu" not in repr(answer)
        # The menu of a message is private, also in a room.
        assert shown(await choose(stage, pharmacist, about, room)).title == "Umbral cabinet"
    two = shown(await choose(stage, pharmacist, "the umbral cabinet\nthe tmf", PHASE1_ROOM))
    # So is what is pressed on it, whichever way it comes.
    pressed = button(two, "Umbral cabinet")
    where = stage.origin(pharmacist, PHASE1_ROOM)
    event = Pressed(origin=where, action=pressed.action, value=pressed.value)
    await stage.accord.dispatch(event)
    await stage.accord.settle()
    told = stage.received(PHASE1_ROOM)[-1]
    assert (told.card.title, told.only_for) == ("Umbral cabinet", pharmacist)
    # Pressed by somebody else it tells nothing.
    await stage.accord.dispatch(
        Pressed(origin=stage.origin(monitor, PHASE1_ROOM), action=event.action, value=event.value)
    )
    await stage.accord.settle()
    assert "mbral" not in stage.last_text(PHASE1_ROOM)


async def test_in_several_collaborations_the_answer_says_of_which_it_is() -> None:
    stage = await in_two_collaborations()
    card = shown(await choose(stage, PM, UNSTAINED, None))
    assert card.title == HISTOLOGY
    assert "28-day repeat-dose" in card_text(card)
    late = button(card, "Show the agreed escalation")
    assert shown(await press(stage, PM, late, None)).title == "Deliverable overdue"
    both = shown(await choose(stage, PM, "histo slides\nTGA notification", None))
    labels = [each.label for each in both.buttons]
    assert f"{HISTOLOGY}, DPL-26-0417" in labels
    assert any(each.endswith("CNM-305-101") for each in labels)
    chosen = shown(await press(stage, PM, button(both, f"{HISTOLOGY}, DPL-26-0417"), None))
    assert "28-day repeat-dose" in card_text(chosen)


async def test_in_several_collaborations_it_says_since_when_it_stands() -> None:
    stage = await in_two_collaborations()
    await accept(stage, PM, await propose(stage, SPONSOR_PM))
    search = Searched(
        origin=stage.origin(PM, immediate=True), text="weekly status", count=25, to_post=False
    )
    found = (await stage.accord.dispatch(search)).found
    status = next(each for each in found if "DPL-26-0417" in each.group)
    sent = Submitted(
        origin=stage.origin(PM, immediate=True),
        action=cards.SEARCH_FORM,
        values={cards.TOPIC: status.id},
        context={},
    )
    card = shown(await stage.accord.dispatch(sent))
    assert card.title == "Weekly written status"
    assert "was last changed in this version." in card_text(card)


async def test_what_none_of_them_has_is_asked_for_in_one_of_them() -> None:
    stage = await in_two_collaborations()
    card = shown(await choose(stage, PM, "the greenhouse sprinklers", None))
    assert "It is in none of the agreements you are in" in card_text(card)
    there = next(each for each in card.buttons if "rat" in each.label)
    assert "Greenhouse sprinklers" in repr(await press(stage, PM, there, None))


async def test_before_anything_is_agreed_it_says_so() -> None:
    stage = await a_draft_stage()
    card = shown(await choose(stage, ANN, SLIDES, HOME))
    assert card.title == "That did not work"


HOSTILE = (
    "<!channel> <@U0PM> [x](https://evil.example) *b* <at>Everyone</at>",
    "\u202egnp.exe\u202c " * 50,
    "\u0627\u0644\u0633\u0644\u0627\u0645 histo slides \u05e9\u05dc\u05d5\u05dd",
    "<&>" * 2000,
    "histo slides " + "<&>" * 2000,
    "histo slides. TGA. draft report. " + "\U0001f9ea" * 2000,
    "a. " * 4000,
    "histo slides\n" * 3000,
    "x" * 40_000,
    "histo slides " * 3100,
    "\n" * 50,
    "",
)


def mangled(hand: random.Random) -> str:
    """Some of it and some of a real message, anywhere."""
    said = list(hand.choice(HOSTILE)[:400] + TWO_THINGS)
    for _ in range(hand.randrange(30)):
        said.insert(hand.randrange(len(said)), chr(hand.choice((38, 60, 62, 0x202E, 0x1F9EA))))
    return "".join(said)


@pytest.mark.parametrize("link", ["", LINK, "https://" + "&" * 3000, "https://" + "&" * 400])
async def test_no_message_is_too_long_or_too_strange(link: str) -> None:
    stage, hand = await rat(), random.Random(6)
    for said in (*HOSTILE, *(mangled(hand) for _ in range(40))):
        card = going_on(shown(await choose(stage, SPONSOR_PM, said, link=link)))
        assert lint_message(render(card, lambda _: True)) == []
        assert lint_card(rendered(card), "$") == []


# ---- below a message


async def below(
    stage: Stage, text: str, *, about: str | None = None, quoted: str = "", actor: Address = PM
) -> str:
    """What is answered in the room to something said in the thread of a message."""
    where = stage.origin(actor, CRO_ROOM)
    origin = Origin(
        event_id=where.event_id,
        actor=actor,
        conversation=CRO_ROOM,
        personal=False,
        thread="1",
        about=about,
        quoted=quoted,
    )
    await stage.accord.dispatch(Typed(origin=origin, text=text))
    await stage.accord.settle()
    return stage.last_text(CRO_ROOM)


@pytest.mark.parametrize("text", ["who", "who owns this?", "whose message is this", "Who?"])
async def test_below_a_message_that_came_along_it_is_about_that(text: str) -> None:
    stage = await rat()
    assert (await below(stage, text, about="1", quoted=SLIDES)).startswith(HISTOLOGY)
    said = stage.received(CRO_ROOM)[-1]
    assert said.only_for is None
    assert button(said.card, "Ask a question").value["text"] == SLIDES


async def test_a_message_that_was_sent_on_without_a_word_is_looked_up() -> None:
    stage = await rat()
    assert (await below(stage, " ", quoted=SLIDES)).startswith(HISTOLOGY)
    assert "What you can ask Accord" in await below(stage, " ")


async def test_below_a_message_of_accord_it_is_about_what_that_is_about() -> None:
    stage = await rat()
    await stage.say(PM, "who owns the draft report?", CRO_ROOM)
    ref = next(ref for ref, each in stage.platform.messages.items() if each.card.title == REPORT)
    assert (await below(stage, "who owns this?", about=ref)).startswith(REPORT)
    # What stands in another room is not read from this one.
    await stage.say(SPONSOR_PM, "who owns necropsy?", SPONSOR_ROOM)
    there = stage.received(SPONSOR_ROOM)[-1].ref
    assert (await below(stage, "who owns this?", about=there)).startswith(UNREADABLE)


async def test_a_message_that_cannot_be_read_is_said_again() -> None:
    stage = await rat()
    assert (await below(stage, "who owns this?", about="1")).startswith(UNREADABLE)
    assert (await below(stage, "who owns the draft report?", about="1")).startswith(REPORT)


@pytest.mark.parametrize("immediate", [True, False])
async def test_a_question_that_names_nothing_opens_the_form_to_look_it_up(immediate: bool) -> None:
    stage = await rat()
    told = await stage.say(PM, "who", CRO_ROOM, immediate=immediate)
    card = told.card or stage.received(CRO_ROOM)[-1].card
    assert card.title == "Of what?"
    form = form_of(await press(stage, PM, button(card, "Find the owner"), CRO_ROOM))
    assert (await send(stage, PM, form, "histo slides")).title == HISTOLOGY


async def test_a_message_sent_on_by_somebody_in_several_names_the_collaboration() -> None:
    stage = await in_two_collaborations()
    where = stage.origin(PM)
    origin = Origin(
        event_id="sent-on",
        actor=PM,
        conversation=where.conversation,
        personal=True,
        quoted=UNSTAINED,
    )
    await stage.accord.dispatch(Typed(origin=origin, text="who owns this?"))
    await stage.accord.settle()
    assert stage.last_text(PM).startswith(HISTOLOGY)
    assert "28-day repeat-dose" in stage.last_text(PM)


@pytest.mark.parametrize(
    ("text", "points"),
    [("who", True), ("who owns that one?", True), ("who owns slides?", False), ("vet", False)],
)
def test_what_names_nothing_points(text: str, points: bool) -> None:
    assert points_at_a_message(text) is points


# ---- the form


async def open_form(stage: Stage, who: Address) -> Response:
    return await press(stage, who, Button("", cards.SEARCH), None)


async def send(stage: Stage, who: Address, form: Form, topic: str) -> Card:
    origin = stage.origin(who)
    return shown(
        await stage.accord.dispatch(
            Submitted(
                origin=origin, action=form.action, values={"topic": topic}, context=form.context
            )
        )
    )


async def test_what_is_chosen_in_the_form_is_answered_in_its_place() -> None:
    stage = await in_two_collaborations()
    form = form_of(await open_form(stage, PM))
    assert [type(each) for each in form.inputs] == [SearchInput]
    search = Searched(
        origin=stage.origin(PM, immediate=True), text="histo", count=10, to_post=False
    )
    (hit, otherwise) = (await stage.accord.dispatch(search)).found
    card = await send(stage, PM, form, hit.id)
    assert card.title == HISTOLOGY
    assert "28-day repeat-dose" in card_text(card)
    assert (await send(stage, PM, form, otherwise.id)).title == HISTOLOGY
    assert "It is in none of the agreements" in card_text(await send(stage, PM, form, "sprinklers"))


async def test_the_name_of_something_of_others_is_only_a_word() -> None:
    stage = await in_two_collaborations()
    ops, rat_one = Address("console", "carmel", "ops"), stage.collaboration.id
    form = form_of(await open_form(stage, ops))
    for area in stage.agreement.areas:
        id_ = thing_id(rat_one, Candidate(Kind.AREA, area.key, 100))
        assert (await send(stage, PM, form, id_)).title == area.title
        assert (await send(stage, ops, form, id_)).title == "Nothing is agreed on this"


async def test_who_is_not_known_gets_no_form() -> None:
    stage = await rat()
    assert shown(await open_form(stage, STRANGER)).title == "Not connected yet"
