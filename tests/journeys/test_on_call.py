"""On call on both platforms: the number is called before, and it is handed over on the day.

The dosing phase begins on Mon 11 Jan 2027. Each side's person is called by one of the other side;
the project manager of each side has it while the animals acclimate.
"""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.agreement.document import Agreement
from bot.domain.agreement.seats import NumberTest, OnCall
from bot.domain.duration import Duration
from bot.domain.instant import instant
from tests.fakes.teams_server import Shown
from tests.journeys.healthy import put_in_force
from tests.journeys.world import KOLKATA, World
from tests.unit.engine.examples import RAT, example

DIRECTOR, MONITOR = "Study director", "Sponsor's study monitor (nonclinical lead)"


def agreed() -> Agreement:
    def on_call(caller: str) -> OnCall:
        test = NumberTest(by=caller, before=Duration.parse("3bd"))
        return OnCall(phases=("dosing",), test_call=test, handed_over=True)

    before = OnCall(phases=("acclimation",))
    turns = {
        "study_director": on_call("study_monitor"),
        "study_monitor": on_call("study_director"),
        "cro_pm": before,
        "program_manager": before,
    }
    agreement = example(RAT)
    seats = tuple(replace(each, on_call=turns.get(each.key)) for each in agreement.seats)
    return replace(agreement, seats=seats)


async def test_a_number_is_called_before_the_turn_and_the_turn_is_handed_over(
    world: World,
) -> None:
    await put_in_force(world, agreed())
    world.clock.set(instant(datetime(2027, 1, 5, 9, 0, tzinfo=KOLKATA)))
    await world.settled()
    await world.until("2027-01-07T14:00")
    call = f"Test call to the {DIRECTOR}, on call from Mon 11 Jan 2027"
    (to_call,) = in_slack(world, "U0MONITOR", call)
    assert "+91 40 0000 0101" in json.dumps(to_call)
    await world.from_slack.button_press(to_call, label="Nobody answered", user="U0MONITOR")
    (calls,) = in_teams(world, f"Test call to the {MONITOR}")
    assert "+1 619 555 0111" in json.dumps(calls.card)
    await world.from_teams.press(calls, "Reached", user=world.director)
    await world.settled()
    assert in_teams(world, f"The {MONITOR} answered the test call")

    await world.until("2027-01-07T14:30")
    gap = f"Nobody answered the test call to the {DIRECTOR}"
    (open_,) = [s for s in world.pm_chat if title(s).startswith(gap)]
    assert "To settle by" in json.dumps(open_.card)
    await world.from_slack.direct_message("status", user="U0PM")
    await world.settled()
    assert "Client project manager settles it by Sat 9 Jan 2027" in json.dumps(
        world.slack.messages("U0PM")[-1]
    )
    await world.from_teams.press(open_, "Reached", user=world.pm)
    await world.settled()
    assert not [s for s in world.pm_chat if title(s).startswith(gap)]
    assert in_slack(world, "U0MONITOR", f"The {DIRECTOR} answered the test call")

    await world.until("2027-01-11T09:30")
    (take,) = in_teams(world, f"Being on call passes to you: {DIRECTOR}")
    (give,) = [s for s in world.pm_chat if title(s).startswith("Being on call passes on")]
    assert "Goes to" in json.dumps(give.card)
    await world.from_teams.press(take, "I have it", user=world.director)
    await world.settled()
    assert in_teams(world, f"Being on call is handed over: {DIRECTOR}")
    assert [s for s in world.pm_chat if title(s).startswith("Being on call is handed over")]

    await world.until("2027-01-12T01:00")  # Monday, half past eleven in San Diego
    assert in_slack(world, "U0MONITOR", f"Being on call passes to you: {MONITOR}")
    (told,) = in_slack(world, "U0PM", f"Who has being on call as {MONITOR}")
    await world.from_slack.button_press(told, label="I have it", user="U0PM")
    await world.settled()
    assert in_slack(world, "U0MONITOR", f"Being on call is handed over: {MONITOR}")
    kinds = [kind for kind in await world.kinds() if kind.startswith(("on_call.", "test_call."))]
    assert kinds == [
        *("test_call.asked", "test_call.asked"),
        *("test_call.failed", "test_call.reached", "test_call.reached"),
        *("on_call.handed", "on_call.taken"),
        *("on_call.handed", "on_call.handover_lead_told", "on_call.taken"),
    ]


def title(shown: Shown) -> str:
    return str(shown.card["body"][0].get("text", ""))


def in_teams(world: World, beginning: str) -> list[Shown]:
    found = world.teams.activities(world.teams.chat_with(world.director))
    return [each for each in found if title(each).startswith(beginning)]


def in_slack(world: World, user: str, beginning: str) -> list[dict[str, Any]]:
    return [m for m in world.slack.messages(user) if str(m["text"]).startswith(beginning)]
