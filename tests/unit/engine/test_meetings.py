"""Agendas collected, minutes asked for, meetings called off, moved and left out, in example 1."""

import asyncio
from dataclasses import replace

import pytest

from bot.cards.form import Form
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.checkin import CheckInState
from bot.domain.meeting_agenda import MOST_POINTS
from bot.engine.inbound import Pressed, Submitted
from bot.engine.response import Response
from tests.builders import at
from tests.unit.engine.founding import edit
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)

CALL = "Fortnightly project call"
MINUTES = f"Minutes of {CALL}"
AGENDA = f"Agenda: {CALL}, Tue 1 Dec 2026"
ID = "biweekly_call/2026-12-01T07:30"
DIRECTOR = seat_address("study_director")
MONITOR = seat_address("study_monitor", "larkspur")
VP = seat_address("vp_rd", "larkspur")
STRANGER = Address("console", "elsewhere", "eve")


async def before_the_call(wall: str = "2026-11-26T10:00") -> Stage:
    """The agenda of the call on Tuesday evening, 1 December, was posted on Wednesday."""
    stage = await a_stage(begin=at("2026-11-23T10:00", "Asia/Kolkata"))
    await stage.until(wall)
    return stage


def form_of(response: Response) -> Form:
    assert response.form is not None
    return response.form


def told(stage: Stage, response: Response, who: Address) -> str:
    """What came back with a request, or else the newest in the person's own chat."""
    return card_text(response.card) if response.card else stage.last_text(who)


def in_room(stage: Stage, room: Address = SPONSOR_ROOM, title: str = CALL) -> str:
    """The agenda as a room reads it."""
    return card_text(next(s.card for s in stage.received(room) if title in s.card.title))


def titles(stage: Stage, room: Address) -> list[str]:
    """The agendas a room has."""
    return [s.card.title for s in stage.received(room) if s.card.title.startswith("Agenda: ")]


async def press_agenda(stage: Stage, who: Address, label: str, room: Address) -> Response:
    shown = next(s for s in stage.received(room) if CALL in s.card.title)
    return await stage.press(who, shown, label, room)


async def add(stage: Stage, who: Address, text: str, room: Address, **values: str) -> Response:
    """Somebody adds a point with the button under the agenda in their room."""
    form = form_of(await press_agenda(stage, who, "Add a point", room))
    return await stage.send(who, form, text=text, **values)


async def write_minutes(stage: Stage, **changes: str) -> None:
    """The client project manager fills in the form as it begins, with some changes."""
    nudge = next(s for s in reversed(stage.received(PM)) if s.card.title == f"{MINUTES} are due")
    form = form_of(await stage.press(PM, nudge, "Update"))
    values = {each.key: each.value or "none" for each in form.inputs}
    response = await stage.send(PM, form, **{**values, "health": "on_track", "help": "", **changes})
    assert not response.errors


async def test_the_agenda_is_posted_once_in_each_room_and_edited_as_points_come() -> None:
    stage = await before_the_call()
    for room in (SPONSOR_ROOM, CRO_ROOM):
        assert titles(stage, room) == [AGENDA]
        assert "Nobody has added a point yet" in in_room(stage, room)
    assert "Starts: Tue 1 Dec 2026, 07:30 Los Angeles time" in in_room(stage)
    assert "Starts: Tue 1 Dec 2026, 21:00 Kolkata time" in in_room(stage, CRO_ROOM)
    for standing in ("action items", "risks", "decisions needed"):
        assert f"- {standing.capitalize()}" in in_room(stage)
    await add(stage, DIRECTOR, "Vial labels", CRO_ROOM, minutes="10", under="1")
    await add(stage, MONITOR, "Courier strike", SPONSOR_ROOM)
    for room in (SPONSOR_ROOM, CRO_ROOM):
        text = in_room(stage, room)
        assert "Points (10 min asked for)" in text
        first, second = text.index("Vial labels, 10 min (Study director)"), text.index("Courier")
        assert first < second
        assert [s.edits for s in stage.received(room) if s.card.title == AGENDA] == [2]
    everybody = [MONITOR, VP, DIRECTOR, SPONSOR_PM]
    assert not [s for who in everybody for s in stage.received(who) if CALL in s.card.title]


async def test_a_point_typed_before_the_agenda_is_posted_stands_on_it() -> None:
    stage = await before_the_call("2026-11-24T10:00")
    await stage.say(DIRECTOR, "agenda fortnightly call: vial labels (10 min)")
    answer = stage.last_text(DIRECTOR)
    assert "Your point is on the agenda" in answer
    assert "which comes on Wed 25 Nov 2026, 22:00 Kolkata time" in answer
    assert titles(stage, SPONSOR_ROOM) == []
    await stage.say(MONITOR, "agenda fortnightly", SPONSOR_ROOM)
    assert "vial labels, 10 min (Study director)" in stage.last_text(SPONSOR_ROOM)
    await stage.until("2026-11-26T10:00")
    assert "vial labels, 10 min (Study director)" in in_room(stage, CRO_ROOM)


async def test_agenda_alone_shows_the_next_meeting_and_offers_the_others() -> None:
    stage = await before_the_call()
    await stage.say(SPONSOR_PM, "agenda")
    shown = stage.received(SPONSOR_PM)[-1]
    assert shown.card.title == AGENDA
    await stage.press(SPONSOR_PM, shown, "Monthly steering meeting")
    assert stage.last_text(SPONSOR_PM).startswith("Agenda: Monthly steering meeting, Thu 10 Dec")
    await stage.say(SPONSOR_PM, "agenda monthly steering")
    assert stage.last_text(SPONSOR_PM).startswith("Agenda: Monthly steering meeting, Thu 10 Dec")


async def test_the_minutes_begin_with_the_points_and_are_read_by_both_sides() -> None:
    stage = await before_the_call()
    await add(stage, DIRECTOR, "Dose levels", CRO_ROOM, under="1")
    await add(stage, MONITOR, "Courier strike", SPONSOR_ROOM)
    await stage.until("2026-12-02T10:00")
    asked = next(s for s in stage.received(PM) if s.card.title == f"{MINUTES} are due")
    assert "Due: Thu 3 Dec 2026, 21:00 Kolkata time" in card_text(asked.card)
    assert not [s for s in stage.received(SPONSOR_PM) if CALL in s.card.title]
    form = form_of(await stage.press(PM, asked, "Update"))
    begun = {each.key: each.value for each in form.inputs}
    assert (begun["item_0"], begun["item_1"]) == ("", "Dose levels: ")
    assert begun["other_points"] == "Courier strike: "
    assert "comes back on the next agenda" in str(form.intro)
    await write_minutes(stage, item_1="Dose levels: stay at 30", other_points="Another courier")
    for room in (SPONSOR_ROOM, CRO_ROOM):
        text = stage.last_text(room)
        assert f"{MINUTES}, Tue 1 Dec 2026: on track" in text
        assert "Dose levels: stay at 30" in text
        assert "Also on the agenda: Courier strike (Sponsor's study monitor)" in text
    assert "sent Wed 2 Dec" in in_room(stage, CRO_ROOM)
    kinds = await stage.kinds()
    assert [k for k in kinds if k.startswith("meeting.")][:3] == [
        "meeting.agenda_posted",
        "meeting.point_added",
        "meeting.point_added",
    ]


async def test_what_nothing_was_written_behind_comes_back_on_the_next_agenda() -> None:
    stage = await before_the_call()
    await add(stage, DIRECTOR, "Dose levels", CRO_ROOM, under="1")
    await add(stage, MONITOR, "Courier strike", SPONSOR_ROOM, minutes="5")
    await stage.until("2026-12-02T10:00")
    await write_minutes(stage, item_1="Dose levels: stay at 30")
    await stage.say(MONITOR, "agenda")
    text = stage.last_text(MONITOR)
    assert "Agenda: Monthly steering meeting" in text
    await stage.until("2026-12-12T10:00")
    text = in_room(stage, CRO_ROOM, f"{CALL}, Tue 15 Dec")
    assert "Courier strike, 5 min (Sponsor's study monitor, open from Tue 1 Dec 2026)" in text
    assert "Dose levels" not in text
    await write_more(stage)
    text = in_room(stage, CRO_ROOM, f"{CALL}, Tue 15 Dec")
    assert "Courier strike" not in text
    posted = next(s for s in stage.received(SPONSOR_ROOM) if s.card.title.startswith(MINUTES))
    await stage.press(MONITOR, posted, "Show changes", SPONSOR_ROOM)
    text = stage.last_text(SPONSOR_ROOM)
    assert "Courier strike: another one is booked (before: Courier strike:" in text


async def write_more(stage: Stage) -> None:
    """The minutes of the first call are edited, and say more."""
    sent = next(s for s in reversed(stage.received(PM)) if s.card.title == f"{MINUTES} are sent")
    form = form_of(await stage.press(PM, sent, "Edit"))
    values = {each.key: each.value for each in form.inputs}
    values["other_points"] += " another one is booked"
    assert not (await stage.send(PM, form, **values)).errors


async def test_minutes_that_are_late_count_for_the_side_that_writes_them() -> None:
    stage = await before_the_call("2026-12-05T10:00")
    assert any(s.card.title == f"{MINUTES} are late" for s in stage.received(PM))
    await stage.say(PM, "kept fortnightly call")
    assert "Deccan" in stage.last_text(PM)
    assert "Larkspur" not in stage.last_text(PM)
    form = form_of(await stage.say(PM, "update fortnightly call"))
    values = {"health": "on_track", "item_0": "a", "item_1": "b", "item_2": "c", "help": ""}
    await stage.send(PM, form, **values)
    # Due on Thursday at 21:00, sent on Saturday at 10:00: all of Friday and an hour.
    assert "late, by 10 h of working time" in stage.last_text(SPONSOR_ROOM)


async def test_one_writes_back_and_calls_it_useful_as_with_every_update() -> None:
    stage = await before_the_call("2026-12-02T10:00")
    await write_minutes(stage)
    posted = stage.received(SPONSOR_ROOM)[-1]
    await stage.press(MONITOR, posted, "Useful", SPONSOR_ROOM)
    form = form_of(await stage.press(SPONSOR_PM, posted, "Ask one question", SPONSOR_ROOM))
    await stage.send(SPONSOR_PM, form, text="Who books the courier?")
    assert "Who books the courier?" in stage.last_text(PM)
    assert [k for k in await stage.kinds() if "useful" in k] == ["checkin.useful"]


async def test_minutes_can_be_said_to_hold_again_when_nobody_added_a_point() -> None:
    stage = await before_the_call("2026-12-02T10:00")
    await write_minutes(stage)
    await stage.until("2026-12-16T10:00")
    nudge = next(s for s in reversed(stage.received(PM)) if s.card.title == f"{MINUTES} are due")
    assert "No change" in [b.label for b in nudge.card.buttons]
    await stage.until("2026-12-29T10:00")
    await stage.say(DIRECTOR, "agenda fortnightly: Vials")
    await stage.until("2026-12-30T10:00")
    nudge = next(s for s in reversed(stage.received(PM)) if s.card.title == f"{MINUTES} are due")
    assert "No change" not in [b.label for b in nudge.card.buttons]


async def test_a_point_is_taken_back_by_whoever_added_it_alone() -> None:
    stage = await before_the_call()
    response = await add(stage, DIRECTOR, "Vial labels", CRO_ROOM)
    assert response.card is not None
    (back,) = response.card.buttons
    forged = Pressed(
        origin=stage.origin(MONITOR, SPONSOR_ROOM), action=back.action, value=back.value
    )
    await stage.accord.dispatch(forged)
    await stage.accord.settle()
    assert "Vial labels" in in_room(stage)
    response = await press_agenda(stage, MONITOR, "Take a point back", SPONSOR_ROOM)
    assert "None of the points is yours" in stage.last_text(SPONSOR_ROOM)
    await press_agenda(stage, DIRECTOR, "Take a point back", CRO_ROOM)
    choice = stage.received(CRO_ROOM)[-1]
    assert choice.only_for == DIRECTOR
    await stage.press(DIRECTOR, choice, "Vial labels", CRO_ROOM)
    assert "Vial labels" not in in_room(stage)
    assert "meeting.point_taken_back" in await stage.kinds()
    await stage.press(DIRECTOR, choice, "Vial labels", CRO_ROOM)
    assert "not on the agenda any more" in stage.last_text(CRO_ROOM)


async def test_while_somebody_writes_in_a_room_the_agenda_there_stays_as_it_is() -> None:
    stage = await before_the_call()
    open_form = form_of(await press_agenda(stage, MONITOR, "Add a point", SPONSOR_ROOM))
    await stage.say(DIRECTOR, "agenda fortnightly: Vial labels")
    assert "Vial labels" not in in_room(stage)
    await stage.until("2026-11-26T10:11")
    assert "Vial labels" in in_room(stage)
    await stage.send(MONITOR, open_form, text="Courier")
    assert "Courier" in in_room(stage)


async def test_two_who_press_at_once_are_both_on_it_and_the_same_press_twice_once() -> None:
    stage = await before_the_call()
    one = form_of(await press_agenda(stage, MONITOR, "Add a point", SPONSOR_ROOM))
    other = form_of(await press_agenda(stage, DIRECTOR, "Add a point", CRO_ROOM))

    def sent(who: Address, form: Form, text: str) -> Submitted:
        origin = stage.origin(who)
        return Submitted(
            origin=origin, action=form.action, values={"text": text}, context=form.context
        )

    await asyncio.gather(
        stage.accord.dispatch(sent(MONITOR, one, "Courier")),
        stage.accord.dispatch(sent(DIRECTOR, other, "Vials")),
        stage.accord.dispatch(sent(MONITOR, one, "COURIER")),
    )
    await stage.accord.settle()
    text = in_room(stage)
    assert "Vials" in text
    assert text.lower().count("courier") == 1
    assert (await stage.kinds()).count("meeting.point_added") == 2


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"text": "   \n "}, "text"),
        ({"text": "\u202e\u200b"}, "text"),
        ({"text": "x" * 201}, "text"),
        ({"text": "Vials", "minutes": "0"}, "minutes"),
        ({"text": "Vials", "minutes": "9" * 400}, "minutes"),
        ({"text": "Vials", "minutes": "ten"}, "minutes"),
        ({"text": "Vials", "minutes": "²"}, "minutes"),
        ({"text": "Vials", "under": "99"}, "under"),
        ({"text": "Vials", "under": "risks"}, "under"),
    ],
)
async def test_what_cannot_be_a_point_is_said_at_its_field(
    values: dict[str, str], wrong: str
) -> None:
    stage = await before_the_call()
    form = form_of(await press_agenda(stage, DIRECTOR, "Add a point", CRO_ROOM))
    response = await stage.send(DIRECTOR, form, **values)
    assert list(response.errors) == [wrong]
    assert "meeting.point_added" not in await stage.kinds()


async def test_hostile_words_are_one_plain_line_and_a_full_agenda_says_so() -> None:
    stage = await before_the_call()
    await add(stage, DIRECTOR, "Dose\n\n@channel <!here>\x00 *all*", CRO_ROOM)
    assert "- Dose @channel <!here> *all* (Study director)" in in_room(stage)
    for number in range(MOST_POINTS - 1):
        await stage.say(DIRECTOR, f"agenda fortnightly: Point {number}")
    await stage.say(DIRECTOR, "agenda fortnightly: One more")
    assert f"holds {MOST_POINTS} points, as many as a meeting can take" in stage.last_text(DIRECTOR)
    await stage.say(DIRECTOR, f"agenda fortnightly: {'long ' * 60}")
    assert "Keep a point under 200 characters" in stage.last_text(DIRECTOR)
    assert "One more" not in in_room(stage)


async def test_points_that_come_too_late_or_from_outside_are_refused_with_a_way_on() -> None:
    stage = await before_the_call()
    late = form_of(await press_agenda(stage, DIRECTOR, "Add a point", CRO_ROOM))
    response = await stage.send(STRANGER, late, text="Hello")
    assert "do not know you" in told(stage, response, STRANGER).lower()
    await stage.until("2026-12-01T21:00")
    assert "It has begun" in in_room(stage)
    assert not next(s for s in stage.received(CRO_ROOM) if CALL in s.card.title).card.buttons
    response = await stage.send(DIRECTOR, late, text="Too late")
    text = told(stage, response, DIRECTOR)
    assert "has begun, so its agenda is closed" in text
    assert "Tue 15 Dec 2026" in text
    forged = replace(late, context={**late.context, "meeting": "x/biweekly_call/2026-12-01T07:30"})
    response = await stage.send(DIRECTOR, forged, text="Another study's")
    assert "not known here any more" in told(stage, response, DIRECTOR)
    assert "Too late" not in in_room(stage)


@pytest.mark.parametrize(("word", "said"), [("pause", "paused"), ("close", "closed")])
async def test_nothing_is_collected_or_posted_while_the_collaboration_rests(
    word: str, said: str
) -> None:
    stage = await before_the_call("2026-11-24T10:00")
    await stage.say(PM, word)
    await stage.say(DIRECTOR, "agenda fortnightly: Vials")
    assert f"is {said}" in stage.last_text(DIRECTOR)
    await stage.until("2026-11-26T10:00")
    assert not [s for s in stage.received(SPONSOR_ROOM) if CALL in s.card.title]
    await stage.say(PM, "resume")
    await stage.until("2026-11-26T10:01")
    assert in_room(stage).startswith(AGENDA)  # later than agreed, but before it begins


async def test_the_caller_calls_it_off_before_it_begins_and_nothing_is_owed() -> None:
    stage = await before_the_call()
    await add(stage, DIRECTOR, "Vial labels", CRO_ROOM)
    form = form_of(await press_agenda(stage, SPONSOR_PM, "Call it off", SPONSOR_ROOM))
    response = await stage.send(SPONSOR_PM, form, text="All of us travel")
    assert f"{CALL} is called off" in told(stage, response, SPONSOR_PM)
    for room in (SPONSOR_ROOM, CRO_ROOM):
        text = in_room(stage, room)
        assert text.startswith(f"Called off: {CALL}, Tue 1 Dec 2026")
        assert "All of us travel" in text
    assert "All of us travel" in stage.last_text(PM)
    await stage.until("2026-12-12T10:00")
    assert not [s for s in stage.received(PM) if MINUTES in s.card.title]
    async with stage.accord.storage.reading() as tx:
        found = await tx.checkins.get(f"{stage.collaboration.id}/{ID}")
    assert found is not None
    assert found.state is CheckInState.EXCUSED
    assert "open from Tue 1 Dec 2026" in in_room(stage, title=f"{CALL}, Tue 15 Dec")


async def test_called_off_by_word_before_its_agenda_was_posted_both_rooms_read_it() -> None:
    stage = await before_the_call("2026-11-24T10:00")
    form = form_of(await stage.say(SPONSOR_PM, "excuse fortnightly project call"))
    await stage.send(SPONSOR_PM, form, text="Holiday week")
    assert stage.last_text(CRO_ROOM).startswith(f"Called off: {CALL}")
    response = await stage.say(DIRECTOR, "agenda fortnightly: Vials")
    assert "is called off this time" in told(stage, response, DIRECTOR)
    await stage.until("2026-11-26T10:00")
    assert stage.last_text(CRO_ROOM).startswith(f"Called off: {CALL}")


async def test_a_meeting_called_off_takes_place_after_all() -> None:
    stage = await before_the_call()
    form = form_of(await press_agenda(stage, SPONSOR_PM, "Call it off", SPONSOR_ROOM))
    await stage.send(SPONSOR_PM, form, text="We travel")
    await press_agenda(stage, SPONSOR_PM, "It takes place after all", SPONSOR_ROOM)
    assert in_room(stage).startswith(AGENDA)
    assert "takes place after all" in stage.last_text(PM)
    for said in ("status", "due me"):
        await stage.say(PM, said)
        assert f"{MINUTES}, " not in stage.last_text(PM)
    await stage.until("2026-12-02T10:00")
    assert any(s.card.title == f"{MINUTES} are due" for s in stage.received(PM))


async def test_who_writes_the_minutes_neither_calls_it_off_nor_excuses_them() -> None:
    stage = await before_the_call()
    await press_agenda(stage, PM, "Call it off", CRO_ROOM)
    assert "is called by the Program manager" in stage.last_text(CRO_ROOM)
    await stage.until("2026-12-02T10:00")
    await stage.say(PM, "excuse fortnightly project call")
    assert "checkin.excused" not in await stage.kinds()
    await stage.say(SPONSOR_PM, "excuse fortnightly project call")
    choice = stage.received(SPONSOR_PM)[-1]
    labels = [each.label for each in choice.card.buttons]
    assert labels == [f"{MINUTES}, Tue 1 Dec 2026", f"{CALL}, Tue 15 Dec 2026"]
    form = form_of(await stage.press(SPONSOR_PM, choice, labels[0]))
    await stage.send(SPONSOR_PM, form, text="We wrote them down ourselves")
    assert any(s.card.title == f"{MINUTES} are excused" for s in stage.received(PM))


async def test_a_caller_who_owes_the_minutes_cannot_excuse_them_once_it_has_begun() -> None:
    stage = await a_stage(begin=at("2026-12-08T10:00", "Asia/Kolkata"))
    form = form_of(await stage.say(SPONSOR_PM, "excuse monthly steering meeting"))
    assert form.title == "Not needed this time"  # the sponsor's lead, for its vice president
    await stage.until("2026-12-11T10:00")
    response = await stage.send(SPONSOR_PM, form, text="We forgot")
    assert "for the side that receives them" in told(stage, response, SPONSOR_PM)


async def test_a_day_off_moves_the_meeting_and_its_agenda_says_so() -> None:
    stage = await before_the_call()
    await add(stage, DIRECTOR, "Vial labels", CRO_ROOM)
    holiday = {"name": "Founders' day", "date": "2026-12-01"}
    await edit(stage, SPONSOR_PM, ("parties", "sponsor", "holidays"), holiday)
    for room in (SPONSOR_ROOM, CRO_ROOM):
        text = in_room(stage, room)
        assert text.startswith(f"Agenda: {CALL}, Wed 2 Dec 2026")
        assert "Moved: from Tue 1 Dec 2026, a day off" in text
        assert "Vial labels" in text
    assert "Starts: Wed 2 Dec 2026, 07:30 Los Angeles time" in in_room(stage)
    await stage.until("2026-12-02T10:00")
    assert not [s for s in stage.received(PM) if MINUTES in s.card.title]
    await stage.until("2026-12-03T10:00")
    asked = next(s for s in stage.received(PM) if s.card.title == f"{MINUTES} are due")
    assert "Due: Fri 4 Dec 2026, 21:00 Kolkata time" in card_text(asked.card)


@pytest.mark.parametrize("said", ["what's on the agenda?", "next meeting", "please add a point"])
async def test_in_a_hurry_one_asks_for_the_agenda_in_other_words(said: str) -> None:
    stage = await before_the_call()
    await stage.say(DIRECTOR, said)
    assert stage.last_text(DIRECTOR).startswith(AGENDA)


async def test_in_a_hurry_one_calls_a_meeting_off_in_other_words_and_is_asked_why() -> None:
    stage = await before_the_call()
    form = form_of(await stage.say(SPONSOR_PM, "cancel the fortnightly call"))
    assert form.title == "Not needed this time"
    assert CALL in str(form.intro)
    assert "checkin.excused" not in await stage.kinds()
