"""A new version moves a meeting or takes it out: its agenda and its points follow."""

from collections.abc import Mapping

from bot.cards.compose.parts import REMOVE_PART
from bot.engine.parts import pack
from tests.unit.engine.founding import (
    about,
    accept,
    amendment,
    amendments,
    press,
    propose,
    send,
)
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, SPONSOR_ROOM, Stage
from tests.unit.engine.test_meetings import CALL, DIRECTOR, add, before_the_call, in_room

PATH = ("cadences", "biweekly_call")


async def agreed(stage: Stage, changes: Mapping[str, str]) -> None:
    """Both sides change the call."""
    proposed = await propose(stage, PM, PATH, changes, "Another day suits us better")
    await accept(stage, SPONSOR_PM, await amendment(stage, proposed.number))


async def removed(stage: Stage) -> None:
    await press(stage, PM, REMOVE_PART, about(stage, path=pack(PATH)))
    draft = (await amendments(stage))[-1]
    await send(stage, PM, draft, "We write instead")
    await accept(stage, SPONSOR_PM, await amendment(stage, draft.number))


async def test_points_go_with_a_meeting_that_gets_another_day() -> None:
    stage = await before_the_call()
    await add(stage, DIRECTOR, "Vial labels", CRO_ROOM)
    await agreed(stage, {"rule": "every other Wednesday at 8:00 San Diego time from 2 Dec 2026"})
    for room in (SPONSOR_ROOM, CRO_ROOM):
        gone = in_room(stage, room, f"{CALL}, Tue 1 Dec 2026: not on the calendar any more")
        assert "Its points are on the agenda of the next one" in gone
    await stage.say(DIRECTOR, "agenda fortnightly")
    text = stage.last_text(DIRECTOR)
    assert text.startswith(f"Agenda: {CALL}, Wed 2 Dec 2026")
    assert "Vial labels (Study director)" in text
    await stage.until("2026-12-01T10:00")
    assert "Vial labels" in in_room(stage, CRO_ROOM, f"Agenda: {CALL}, Wed 2 Dec 2026")
    await stage.until("2026-12-03T10:00")
    assert [s.card.title for s in stage.received(PM) if "Minutes of" in s.card.title] == [
        f"Minutes of {CALL} are due"
    ]


async def test_another_time_on_the_same_day_is_another_meeting_with_the_same_points() -> None:
    stage = await before_the_call()
    await add(stage, DIRECTOR, "Vial labels", CRO_ROOM)
    await agreed(stage, {"rule": "every other Tuesday at 8:00 San Diego time from 1 Dec 2026"})
    agenda = in_room(stage, CRO_ROOM, f"Agenda: {CALL}")
    assert "21:30 Kolkata time" in agenda
    assert "Vial labels" in agenda


async def test_a_meeting_that_is_taken_out_says_so_and_takes_no_points() -> None:
    stage = await before_the_call()
    shown = next(s for s in stage.received(CRO_ROOM) if CALL in s.card.title)
    await removed(stage)
    for room in (SPONSOR_ROOM, CRO_ROOM):
        assert "not promised any more" in in_room(stage, room)
    await stage.press(DIRECTOR, shown, "Add a point", CRO_ROOM)
    assert "not known here any more" in stage.last_text(CRO_ROOM)
    await stage.until("2026-12-03T10:00")
    assert not [s for s in stage.received(PM) if "Minutes of" in s.card.title]


async def test_other_changes_leave_an_agenda_and_its_points_alone() -> None:
    stage = await before_the_call()
    await add(stage, DIRECTOR, "Vial labels", CRO_ROOM)
    await agreed(stage, {"grace": "6 hours"})
    assert "Vial labels" in in_room(stage, CRO_ROOM, f"Agenda: {CALL}, Tue 1 Dec 2026")
