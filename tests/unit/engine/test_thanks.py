"""Thanks: who can be thanked, where it is read, that it stays no noise, and what is never shown."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.form import ChoiceInput, Form, TextInput
from bot.cards.mentions import people_in
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.engine.inbound import Pressed, Submitted, Typed
from tests.builders import HYDERABAD, at
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    said,
    seat_address,
)

DIRECTOR = seat_address("study_director")
MONITOR = seat_address("study_monitor", "larkspur")
PEER = seat_address("peer_pathologist", "larkspur")
ROOMS = (SPONSOR_ROOM, CRO_ROOM)


async def morning() -> Stage:
    """Monday, ten in the evening in Hyderabad and half past eight in San Diego."""
    return await a_stage(begin=at("2026-12-07T22:00", HYDERABAD))


def labels(stage: Stage, who: Address) -> list[str]:
    return [button.label for button in stage.received(who)[-1].card.buttons]


@pytest.mark.parametrize(
    "line",
    [
        "thanks study director for the quick answer",
        "Thank you study director for the quick answer",
        "many thanks to the Study Director, for the quick answer",
        "thx @Study director for the quick answer",
        f"thanks @<{DIRECTOR}> for the quick answer",
        f"Thank you so much @<{DIRECTOR}>: the quick answer",
        "kudos to study director: the quick answer",
        "thanks study director, the quick answer",
    ],
)
async def test_said_in_a_room_it_is_posted_in_the_rooms_of_both_sides(line: str) -> None:
    stage = await morning()
    await stage.say(SPONSOR_PM, line, SPONSOR_ROOM)
    for room in ROOMS:
        (shown,) = stage.received(room)
        text = card_text(shown.card)
        assert "To: Study director (Deccan)" in text
        assert "From: Sponsor program manager" in text
        assert "For the quick answer" in text
        assert people_in(shown.card) == {DIRECTOR}
    assert labels(stage, SPONSOR_ROOM) == ["Take it back"]  # only where it was written
    assert labels(stage, CRO_ROOM) == []
    assert stage.received(DIRECTOR) == []  # their room calls them
    (entry,) = [r.entry for r in await stage.record() if r.entry.kind.startswith("thanks")]
    assert entry.data["for"] == "the quick answer"
    assert entry.data["to_seat"] == "study_director"


async def test_typed_in_private_its_writer_chooses_who_reads_it() -> None:
    stage = await morning()
    await stage.say(SPONSOR_PM, "thanks study director for the slides")
    assert labels(stage, SPONSOR_PM) == ["Post it in the rooms", "Only to them"]
    assert stage.received(CRO_ROOM) == []
    shown = stage.received(SPONSOR_PM)[-1]
    await stage.press(SPONSOR_PM, shown, "Only to them")
    assert "They read it alone" in stage.last_text(SPONSOR_PM)
    await stage.press(SPONSOR_PM, shown, "Post it in the rooms")  # a second press
    assert "This draft is not here any more" in stage.last_text(SPONSOR_PM)
    assert stage.received(DIRECTOR) == []  # it is night where they are
    await stage.until("2026-12-08T10:00")
    assert "You alone read this" in stage.last_text(DIRECTOR)
    assert "For the slides" in stage.last_text(DIRECTOR)
    read = [card_text(each.card) for room in ROOMS for each in stage.received(room)]
    assert not any("For the slides" in text for text in read)
    (entry,) = [r.entry for r in await stage.record() if r.entry.kind.startswith("thanks")]
    assert entry.data == {"private": True}  # its words are between two people


async def test_a_slash_command_in_a_room_is_answered_to_its_writer_who_chooses() -> None:
    stage = await morning()
    line = "thanks study director for the slides"
    response = await stage.say(SPONSOR_PM, line, SPONSOR_ROOM, immediate=True)
    assert response.card is not None
    assert [b.label for b in response.card.buttons] == ["Post it in the rooms", "Only to them"]
    assert stage.received(SPONSOR_ROOM) == []


async def test_privately_is_asked_no_further() -> None:
    stage = await morning()
    await stage.say(PM, "thanks privately program manager for the new bottle")
    assert "Your thanks are on their way" in stage.last_text(PM)
    assert "Thanks to you, from Client project manager" in stage.last_text(SPONSOR_PM)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("thanks program manager for all of it", "This would thank yourself"),
        ("thanks wombat for the slides", "Nobody by the name “wombat” has a seat here"),
        ("thanks @<console:nowhere/nobody> for the slides", "Whom you mention has no seat here"),
        (f"thanks @<{DIRECTOR}> and @<{PM}> for the slides", "Thanks go to one person at a time"),
        (f"thanks @<{DIRECTOR}> for {'x' * 301}", "up to 300 fit"),
    ],
)
async def test_what_cannot_be_thanked_is_said_kindly_with_what_to_do(
    line: str, answer: str
) -> None:
    stage = await morning()
    await stage.say(SPONSOR_PM, line, SPONSOR_ROOM)
    assert answer in stage.last_text(SPONSOR_ROOM)
    assert stage.received(CRO_ROOM) == []


@pytest.mark.parametrize("line", ["thanks", "Thank you!", "thanks, perfect, that helps", "thx"])
async def test_a_courtesy_to_accord_posts_nothing(line: str) -> None:
    stage = await morning()
    await stage.say(SPONSOR_PM, line)
    assert "How to say thanks" in stage.last_text(SPONSOR_PM)
    assert stage.received(CRO_ROOM) == []


async def test_a_question_behind_a_courtesy_is_still_a_question() -> None:
    stage = await morning()
    await stage.say(SPONSOR_PM, "thanks, who owns the histo slides?")
    assert "Histology slides" in stage.last_text(SPONSOR_PM)


@pytest.mark.parametrize("who", [f"@<{DIRECTOR}>", "study director"])
async def test_a_further_for_belongs_to_what_it_was_for(who: str) -> None:
    stage = await morning()
    await stage.say(SPONSOR_PM, f"thanks {who}: being there for us", SPONSOR_ROOM)
    assert "For being there for us" in stage.last_text(CRO_ROOM)


async def test_an_answer_that_begins_with_thanks_is_an_answer() -> None:
    stage = await a_stage(begin=at("2026-12-08T10:00", HYDERABAD))
    await stage.say(SPONSOR_PM, "ask necropsy: which day?", SPONSOR_ROOM)
    room = stage.origin(DIRECTOR, SPONSOR_ROOM)
    reply = replace(room, about=stage.received(SPONSOR_ROOM)[-1].ref)
    await stage.accord.dispatch(Typed(origin=reply, text="Thanks for asking, it is Tuesday"))
    await stage.accord.settle()
    assert "question.answered" in await stage.kinds()


async def test_what_is_said_lately_is_listed_and_what_is_private_only_to_both() -> None:
    stage = await morning()
    await stage.say(SPONSOR_PM, "thanks study director for the slides", SPONSOR_ROOM)
    await stage.say(SPONSOR_PM, "thanks privately study director for patience")
    await stage.say(DIRECTOR, "thanks")
    mine = stage.last_text(DIRECTOR)
    assert "Study director (Deccan): for the slides (from Larkspur)" in mine
    assert "for patience (from Larkspur), to you alone" in mine
    await stage.say(DIRECTOR, "thanks", CRO_ROOM)
    await stage.say(PM, "thanks")
    for text in (stage.last_text(CRO_ROOM), stage.last_text(PM)):
        assert "for the slides" in text
        assert "patience" not in text


async def test_the_rooms_take_three_a_day_from_one_person_and_private_ones_still_go() -> None:
    stage = await morning()
    await stage.say(SPONSOR_PM, "thanks privately study director for a quiet step")
    for number in range(3):
        await stage.say(SPONSOR_PM, f"thanks study director for step {number}", SPONSOR_ROOM)
    await stage.say(SPONSOR_PM, "thanks study director for step 3", SPONSOR_ROOM)
    assert "step 3" not in stage.last_text(CRO_ROOM)
    assert "as many as they take from one person" in stage.last_text(SPONSOR_ROOM)
    await stage.press(SPONSOR_PM, stage.received(SPONSOR_ROOM)[-1], "Only to them", SPONSOR_ROOM)
    await stage.say(MONITOR, "thanks study director for step 4", SPONSOR_ROOM)
    assert "step 4" in stage.last_text(CRO_ROOM)  # the limit is each person's own
    await stage.until("2026-12-08T22:00")
    await stage.say(SPONSOR_PM, "thanks study director for step 5", SPONSOR_ROOM)
    assert "step 5" in stage.last_text(CRO_ROOM)


async def test_taken_back_within_a_while_it_is_gone_everywhere() -> None:
    stage = await morning()
    await stage.say(SPONSOR_PM, "thanks study director for the slides", SPONSOR_ROOM)
    shown = stage.received(SPONSOR_ROOM)[-1]
    await stage.press(MONITOR, shown, "Take it back", SPONSOR_ROOM)
    assert "Only whoever said thanks here" in stage.last_text(SPONSOR_ROOM)
    await stage.press(SPONSOR_PM, shown, "Take it back", SPONSOR_ROOM)
    for room in ROOMS:
        text = card_text(stage.received(room)[0].card)
        assert "Thanks were taken back" in text
        assert "slides" not in text
    await stage.say(PM, "thanks")
    assert "slides" not in stage.last_text(PM)


async def test_a_private_one_taken_back_before_it_was_read_never_comes() -> None:
    stage = await morning()
    await stage.say(SPONSOR_PM, "thanks privately study director for the slides")
    await stage.press(SPONSOR_PM, stage.received(SPONSOR_PM)[-1], "Take it back")
    await stage.until("2026-12-08T12:00")
    assert stage.received(DIRECTOR) == []


async def test_after_a_quarter_of_an_hour_it_stays() -> None:
    stage = await morning()
    await stage.say(SPONSOR_PM, "thanks study director for the slides", SPONSOR_ROOM)
    shown = stage.received(SPONSOR_ROOM)[-1]
    stage.clock.advance(timedelta(minutes=16))
    await stage.press(SPONSOR_PM, shown, "Take it back", SPONSOR_ROOM)
    assert "these are older" in stage.last_text(SPONSOR_ROOM)
    assert "For the slides" in stage.last_text(CRO_ROOM)


async def test_words_are_looked_at_with_care_before_they_go() -> None:
    stage = await morning()
    line = "thanks study director for the slides, after Deccan forgot them twice"
    await stage.say(SPONSOR_PM, line)
    assert "can read as blame" in stage.last_text(SPONSOR_PM)
    response = await stage.press(SPONSOR_PM, stage.received(SPONSOR_PM)[-1], "Change it")
    form = form_of(response)
    await stage.send(SPONSOR_PM, form, text="the slides", where="rooms")
    assert "For the slides" in stage.last_text(CRO_ROOM)
    assert "forgot" not in stage.last_text(CRO_ROOM)


def line_in(form: Form) -> str:
    return next(each.value for each in form.inputs if isinstance(each, TextInput))


def where_in(form: Form) -> list[str]:
    where = next(each for each in form.inputs if each.key == "where")
    assert isinstance(where, ChoiceInput)
    return [option.value for option in where.options]


async def a_weekly_status() -> Stage:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    shown = stage.received(PM)[-1]
    await stage.send(PM, form_of(await stage.press(PM, shown, "Update")), **said())
    return stage


async def test_who_received_an_update_thanks_for_it_with_a_line_that_is_begun() -> None:
    stage = await a_weekly_status()
    shown = stage.received(SPONSOR_ROOM)[-1]
    form = form_of(await stage.press(SPONSOR_PM, shown, "Say thanks", SPONSOR_ROOM))
    assert line_in(form) == "the weekly written status of Fri 4 Dec 2026"
    assert where_in(form) == ["rooms", "private"]
    await stage.send(SPONSOR_PM, form, text=line_in(form), where="rooms")
    await stage.send(SPONSOR_PM, form, text=line_in(form), where="rooms")  # pressed twice
    posted = [s for s in stage.received(CRO_ROOM) if s.card.title == "Thanks"]
    assert len(posted) == 1
    assert "For the weekly written status of Fri 4 Dec 2026" in card_text(posted[0].card)
    await stage.press(PM, shown, "Say thanks")
    assert "This is for them to do" in stage.last_text(PM)  # the receivers


async def test_who_asked_thanks_for_the_answer_and_who_answered_does_not() -> None:
    stage = await a_stage(begin=at("2026-12-08T10:00", HYDERABAD))
    await stage.say(SPONSOR_PM, "ask necropsy: which day?")
    answer = form_of(await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Answer"))
    await stage.send(DIRECTOR, answer, text="Tuesday")
    shown = stage.received(SPONSOR_PM)[-1]
    form = form_of(await stage.press(SPONSOR_PM, shown, "Say thanks"))
    assert line_in(form).startswith("the answer about necropsy")
    await stage.press(DIRECTOR, shown, "Say thanks")
    assert "Only whoever received it can say thanks" in stage.last_text(DIRECTOR)


async def test_an_early_word_given_privately_is_thanked_privately() -> None:
    stage = await a_stage(begin=at("2026-12-07T20:00", HYDERABAD))
    await stage.say(PM, "heads-up the histo slides may be a week late")
    shown = stage.received(PEER)[-1]
    form = form_of(await stage.press(PEER, shown, "Say thanks"))
    assert where_in(form) == ["private"]
    await stage.send(PEER, form, text=line_in(form), where="rooms")  # forged
    assert stage.received(CRO_ROOM) == []
    await stage.press(PM, shown, "Say thanks")
    assert "This came from you" in stage.last_text(PM)


async def test_alone_the_button_lets_choose_whom_and_a_forged_choice_is_nobody() -> None:
    stage = await morning()
    await stage.say(PM, "thanks")
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Say thanks"))
    whom = form.inputs[0]
    assert isinstance(whom, ChoiceInput)
    assert whom.options[0].label.endswith("(Larkspur)")  # the other side first
    assert not any("Client project manager" in option.label for option in whom.options)
    event = Submitted(
        origin=stage.origin(PM),
        action=form.action,
        values={"who": "nobody", "text": "x", "where": "rooms"},
        context=form.context,
    )
    await stage.accord.dispatch(event)
    await stage.accord.settle()
    assert stage.received(SPONSOR_ROOM) == []


async def test_somebody_without_a_seat_thanks_nobody() -> None:
    stage = await morning()
    stranger = Address("console", "elsewhere", "stranger")
    await stage.say(stranger, "thanks study director for the slides", SPONSOR_ROOM)
    assert "You have no seat" in stage.last_text(SPONSOR_ROOM)


async def test_a_forged_seat_is_not_shown() -> None:
    stage = await morning()
    await stage.say(SPONSOR_PM, "thanks")
    shown = stage.received(SPONSOR_PM)[-1]
    director = stage.accord.directory.snapshot.person_at(DIRECTOR)
    assert director is not None
    button = next(b for b in shown.card.buttons if b.label == "Say thanks")
    value = {**button.value, "to": f"{director.id} peer_pathologist"}
    pressed = Pressed(origin=stage.origin(SPONSOR_PM), action=button.action, value=value)
    form = form_of(await stage.accord.dispatch(pressed))
    assert "Study director (Deccan)" in str(form.intro)
    assert "eer-review" not in str(form.intro)


async def test_the_digest_of_both_sides_names_what_was_posted_as_it_was_then() -> None:
    stage = await morning()
    await stage.until("2026-12-08T22:00")
    await stage.say(SPONSOR_PM, "thanks study director for the slides", SPONSOR_ROOM)
    await stage.say(SPONSOR_PM, "thanks privately study director for patience")
    await stage.say(SPONSOR_PM, "thanks study director for nothing", SPONSOR_ROOM)
    await stage.press(SPONSOR_PM, stage.received(SPONSOR_ROOM)[-1], "Take it back", SPONSOR_ROOM)
    director = stage.accord.directory.snapshot.person_at(DIRECTOR)
    assert director is not None
    async with stage.accord.storage.transaction() as tx:
        data = await tx.directory.load()
        for holding in (h for h in data.holdings if h.person == director.id):
            await tx.directory.end_holding(holding, stage.clock.now())
    await stage.until("2026-12-14T23:00")
    told = [
        next(t for s in reversed(stage.received(room)) if "Thanks" in (t := card_text(s.card)))
        for room in ROOMS
    ]
    assert told[0] == told[1]
    assert "- Study director (Deccan): for the slides (from Larkspur)" in told[0]
    assert "patience" not in told[0]
    assert "nothing (from" not in told[0]
    await stage.say(SPONSOR_PM, "thanks study director for more")
    assert "Nobody holds the seat Study director now" in stage.last_text(SPONSOR_PM)
