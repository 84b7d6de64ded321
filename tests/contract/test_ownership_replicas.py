"""Two replicas on one database: owners are asked once, and of two presses one counts."""

import asyncio
from collections import Counter

from bot.cards.compose import ownership as cards
from bot.domain.agreement.ownership import Ownership, Rhythm
from bot.engine.inbound import Pressed
from tests.contract.storages import Place
from tests.contract.test_escalating_replicas import two_replicas
from tests.unit.engine.escalating import at, rat
from tests.unit.engine.stage import PM, Stage

QUARTERLY = Ownership(confirmed_every=Rhythm.QUARTER)


async def test_two_replicas_ask_confirm_and_date_everything_once(place: Place) -> None:
    stages = await two_replicas(place, "2027-03-31T12:00", QUARTERLY)
    director = rat("study_director")
    await both_at(stages, "2027-04-01T09:00")
    (asked,) = [s for s in stages[0].received(director) if "still yours" in s.card.title]
    value = asked.card.buttons[0].value

    async def press(stage: Stage, number: int) -> None:
        origin = stage.origin(director, event_id=f"press-{number}")
        await stage.accord.dispatch(Pressed(origin=origin, action=cards.RIGHT, value=value))

    await asyncio.gather(*(press(stages[n % 2], n) for n in range(6)))
    await both_at(stages, "2027-04-01T12:00")
    titles = Counter(s.card.title for s in stages[0].received(director))
    assert titles["Confirmed on Thu 1 Apr 2027: 13 areas"] >= 1
    assert titles["Confirmed already, on Thu 1 Apr 2027"] == 5
    entries = [recorded.entry for recorded in await stages[1].record()]
    by_director = [e for e in entries if e.data.get("areas") and len(e.data["areas"]) == 13]  # type: ignore[arg-type]
    assert Counter(e.kind for e in by_director) == {"ownership.asked": 1, "ownership.confirmed": 1}

    await both_at(stages, "2027-04-08T12:00")
    opened = [r.entry for r in await stages[0].record() if r.entry.kind == "ownership.gap"]
    areas = Counter(entry.subject for entry in opened)
    assert len(areas) == 7  # four areas, and three places that somebody of Deccan looks after
    assert set(areas.values()) == {1}
    assert "histopathology" not in areas
    told = Counter(s.card.title for s in stages[0].received(PM) if "in time" in s.card.title)
    assert told == {
        "3 areas not confirmed in time": 1,
        "1 area and 1 place not confirmed in time": 1,
        "1 place not confirmed in time": 2,
    }


async def both_at(stages: tuple[Stage, Stage], wall: str) -> None:
    """Both fire what falls due until then, at the same time."""
    stages[0].clock.set(at(wall))
    for _ in range(3):
        await asyncio.gather(*(stage.accord.settle() for stage in stages))
