"""Heads-ups: to whom they go, that they ask for nothing but *Seen*, and how they are counted."""

from datetime import timedelta

import pytest

from bot.cards.form import ChoiceInput
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.engine.inbound import Pressed
from tests.builders import HYDERABAD, at
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
from tests.unit.engine.test_isolation import with_a_second_collaboration

PEER = seat_address("peer_pathologist", "larkspur")
MONITOR = seat_address("study_monitor", "larkspur")
DIRECTOR = seat_address("study_director")


def buttons(stage: Stage, who: Address) -> list[str]:
    return [button.label for button in stage.received(who)[-1].card.buttons]


async def given(text: str = "heads-up the histo slides may be a week late") -> Stage:
    stage = await a_stage(begin=at("2026-12-07T20:00", HYDERABAD))
    await stage.say(PM, text)
    return stage


async def test_it_goes_to_the_counterpart_of_what_it_names_and_the_writer_is_thanked() -> None:
    stage = await given()
    thanks = stage.last_text(PM)
    assert "Thank you for saying this early." in thanks
    assert "To: Peer-review pathologist (external) (Larkspur)" in thanks
    assert "Histology slides and microscopic evaluation" in thanks
    told = stage.last_text(PEER)
    assert "the histo slides may be a week late" in told
    assert "no answer is owed, and nothing is late" in told
    assert buttons(stage, PEER) == ["Seen", "Say thanks", "Make it an escalation"]
    for nobody in (SPONSOR_ROOM, CRO_ROOM, SPONSOR_PM):
        assert stage.received(nobody) == []


@pytest.mark.parametrize(
    "said",
    [
        "heads-up: the histo slides may be a week late",
        "Heads up - the histo slides may be a week late",
        "FYI the histo slides may be a week late",
        "heads up, the histo slides may be a week late",
        "just a heads-up: the histo slides may be a week late",
    ],
)
async def test_it_is_understood_however_it_is_written(said: str) -> None:
    stage = await given(said)
    assert "the histo slides may be a week late" in stage.last_text(PEER)


async def test_seen_once_is_enough_and_the_writer_sees_by_whom() -> None:
    stage = await given()
    shown = stage.received(PEER)[-1]
    await stage.press(PEER, shown, "Seen")
    assert "marked as seen" in stage.last_text(PEER)
    assert "Seen: by Peer-review pathologist, " in stage.last_text(PM)
    # A lead of the same side, with the button of a message that was sent on.
    await stage.press(SPONSOR_PM, shown, "Seen")
    assert "It was seen already: by Peer-review pathologist." in stage.last_text(SPONSOR_PM)
    kinds = [kind for kind in await stage.kinds() if kind.startswith("heads_up")]
    assert kinds == ["heads_up.given", "heads_up.seen"]


async def test_the_giving_side_cannot_mark_it_as_seen() -> None:
    stage = await given()
    await stage.press(DIRECTOR, stage.received(PEER)[-1], "Seen")
    assert "Seen is for the side it went to (Larkspur)" in stage.last_text(DIRECTOR)


async def test_where_nothing_is_named_it_goes_to_whom_the_seat_deals_with_most() -> None:
    stage = await given("heads-up people here are tired")
    assert stage.received(SPONSOR_PM) == []  # it is half past six in the morning in San Diego
    await stage.until("2026-12-07T22:00")
    assert "people here are tired" in stage.last_text(SPONSOR_PM)


async def test_of_two_that_are_close_the_writer_chooses_before_anything_is_sent() -> None:
    stage = await given("heads-up formulation and slides")
    assert "Who should get it?" in stage.last_text(PM)
    assert "heads_up.given" not in await stage.kinds()
    choice = buttons(stage, PM)[0]
    shown = stage.received(PM)[-1]
    await stage.press(PM, shown, choice)
    assert "Heads-up 1 is given" in stage.last_text(PM)
    await stage.press(PM, shown, choice)  # once more
    assert "This draft is not here any more" in stage.last_text(PM)
    assert (await stage.kinds()).count("heads_up.given") == 1


async def test_somebody_else_cannot_send_a_draft() -> None:
    stage = await given("heads-up formulation and slides")
    shown = stage.received(PM)[-1]
    await stage.press(DIRECTOR, shown, shown.card.buttons[0].label)
    assert "This draft is not here any more" in stage.last_text(DIRECTOR)


async def test_written_in_a_room_it_is_thanked_there_and_can_be_seen_there() -> None:
    stage = await a_stage(
        "03_phase1_abroad.yaml",
        "03_bindings.yaml",
        begin=at("2027-01-06T09:00", "Australia/Melbourne"),
    )
    room = Address("slack", "T0CARMEL", "C0PH1")
    cro_pm = Address("slack", "T0YARRA", "U0CROPM")
    await stage.say(cro_pm, "heads-up enrolment may be slower this week", room)
    async with stage.accord.storage.reading() as tx:
        (heads_up,) = await tx.heads_ups.all(stage.collaboration.id)
        message = await tx.outbox.find(f"{heads_up.id}/room")
    assert message is not None
    assert "Thank you for saying this early." in card_text(message.card)
    assert [b.label for b in message.card.buttons] == [
        "Seen",
        "Say thanks",
        "Make it an escalation",
        "Edit",
        "Take it back",
    ]


async def test_for_a_quarter_of_an_hour_it_can_be_reworded_and_taken_back() -> None:
    stage = await given()
    mine = stage.received(PM)[-1]
    form = form_of(await stage.press(PM, mine, "Edit"))
    await stage.send(PM, form, text="the histo slides will be two days late")
    assert "will be two days late" in stage.last_text(PEER)
    assert "Edited: " in stage.last_text(PEER)
    await stage.press(DIRECTOR, mine, "Edit")
    assert "Only whoever gave this heads-up can change it" in stage.last_text(DIRECTOR)
    await stage.press(PM, mine, "Take it back")
    assert "is taken back" in stage.last_text(PEER)
    assert "two days late" not in stage.last_text(PEER)
    assert buttons(stage, PEER) == []


async def test_after_a_quarter_of_an_hour_a_new_one_is_given_instead() -> None:
    stage = await given()
    mine = stage.received(PM)[-1]
    await stage.until("2026-12-07T20:16")
    await stage.press(PM, mine, "Edit")
    assert "A heads-up can be changed for 15 minutes" in stage.last_text(PM)
    await stage.press(PM, mine, "Take it back")
    assert "A heads-up can be changed for 15 minutes" in stage.last_text(PM)


async def test_the_form_gives_one_too_and_is_offered_where_no_text_is() -> None:
    stage = await given("heads-up")
    form = form_of(await stage.say(PM, "heads-up"))
    await stage.send(PM, form, text="the histo slides may be late")
    assert "the histo slides may be late" in stage.last_text(PEER)
    assert "Heads-up 1 is given" in stage.last_text(PM)


async def test_the_form_lets_the_writer_choose_in_the_form() -> None:
    stage = await given("heads-up")
    form = form_of(await stage.say(PM, "heads-up"))
    choose = form_of(await stage.send(PM, form, text="formulation and slides"))
    (which,) = choose.inputs
    assert isinstance(which, ChoiceInput)
    await stage.send(PM, choose, to=which.options[1].value)
    assert "Heads-up 1 is given" in stage.last_text(PM)


async def test_who_is_refused_and_why() -> None:
    stage = await given("help")
    stranger = seat_address("stranger")
    await stage.say(stranger, "heads-up the slides may be late", CRO_ROOM)
    assert "You have no seat in this collaboration yet" in stage.last_text(CRO_ROOM)
    await stage.say(PM, "heads-up " + "x" * 1600)
    assert "up to 1,500 fit" in stage.last_text(PM)
    await stage.say(PM, "pause")
    await stage.say(PM, "heads-up the histo slides may be late")
    assert "Heads-up 1 is given" in stage.last_text(PM)  # what is written meanwhile is kept
    await stage.say(PM, "close")
    await stage.say(PM, "heads-up the histo slides may be late")
    assert "The collaboration is closed" in stage.last_text(PM)


async def test_one_of_another_collaboration_is_not_known_here() -> None:
    stage = await with_a_second_collaboration()
    await stage.say(PM, "heads-up the histo slides may be late")
    async with stage.accord.storage.reading() as tx:
        (heads_up,) = await tx.heads_ups.all(stage.collaboration.id)
        others = (await tx.directory.load()).collaborations
    other = next(c for c in others if c.id != stage.collaboration.id)
    value = {"heads_up": heads_up.id, "collaboration": other.id}
    ops = Address("console", "carmel", "ops")
    event = Pressed(origin=stage.origin(ops), action="heads_up.seen", value=value)
    await stage.accord.dispatch(event)
    await stage.accord.settle()
    assert "is not known here any more" in stage.last_text(ops)


async def test_both_sides_read_how_many_were_given_without_those_taken_back() -> None:
    stage = await given()
    await stage.say(PM, "heads-up test article may be held at customs")
    await stage.say(PM, "heads-up the vehicle looks cloudy")
    await stage.press(PM, stage.received(PM)[-1], "Take it back")
    stage.clock.advance(timedelta(seconds=1))
    for reader, room in ((PM, CRO_ROOM), (SPONSOR_PM, SPONSOR_ROOM)):
        for text in ("kept", "status"):
            await stage.say(reader, text, room)
            assert "Heads-ups given: 2" in stage.last_text(room)
    await stage.say(PM, "kept weekly status", CRO_ROOM)
    assert "Heads-ups" not in stage.last_text(CRO_ROOM)
