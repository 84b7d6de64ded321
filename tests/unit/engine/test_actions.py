"""Actions: asked for, done, moved, dropped, late, handed on; who may and who reads what."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.actions import Action, ActionState
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)

DIRECTOR = seat_address("study_director")
MONITOR = seat_address("study_monitor", "larkspur")
SEND = "action send the dosing plan for study director by Tuesday"


async def an_action(stage: Stage, number: int = 1) -> Action:
    async with stage.accord.storage.reading() as tx:
        found = await tx.actions.get(stage.collaboration.id, number, restricted=False)
    assert found is not None
    return found


def titles(stage: Stage, by: object) -> list[str]:
    return [shown.card.title for shown in stage.received(by)]  # type: ignore[arg-type]


async def test_one_line_adds_it_and_its_owner_reads_it_in_their_hours() -> None:
    stage = await a_stage()  # Friday 16:55 in Hyderabad
    await stage.say(SPONSOR_PM, SEND)
    assert "Action 1: send the dosing plan" in stage.last_text(SPONSOR_PM)
    action = await an_action(stage)
    assert (action.owner, action.times.day) == ("study_director", date(2026, 12, 8))
    assert titles(stage, DIRECTOR) == ["An action for you: send the dosing plan"]
    assert "Asked for by: Sponsor program manager" in stage.last_text(DIRECTOR)
    assert "action.added" in await stage.kinds()
