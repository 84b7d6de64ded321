"""What somebody chooses in *Settings* holds in all collaborations, for what is next too."""

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.agreement_file.check import read_agreement, read_bindings
from bot.cards.compose.checkins import SETTINGS
from bot.domain.address import Address
from bot.domain.instant import instant
from bot.engine.importing import import_agreement
from bot.main import advance_to
from tests.unit.engine.founding import about, filled, form_of, press, submit
from tests.unit.engine.stage import EXAMPLES, PM, Stage, a_stage
from tests.unit.engine.test_isolation import OTHER_BINDINGS
from tests.unit.engine.test_manners import at

#: One laboratory works for both sponsors.
BINDINGS = (
    OTHER_BINDINGS.replace("console:yarra", "console:deccan")
    .replace('"console:deccan/pm"', '"console:deccan/cro_pm"')
    .replace('"console:deccan/cro_pm", "', '"')
    .replace("deccan/room", "deccan/trial")
)
MELBOURNE = ZoneInfo("Australia/Melbourne")


async def a_manager_of_both() -> Stage:
    """The manager of the rat study also owes the weekly status of the trial, Thursdays at 15:00."""
    stage = await a_stage(begin=at("2026-12-01T08:00"))
    agreement = read_agreement((EXAMPLES / "03_phase1_abroad.yaml").read_bytes())
    async with stage.accord.storage.transaction() as tx:
        bindings = read_bindings(BINDINGS, agreement)
        await import_agreement(tx, agreement, bindings, stage.clock.now())
    await stage.accord.settle()
    return stage


async def choose(stage: Stage, changes: Mapping[str, str]) -> None:
    stage.clock.advance(timedelta(minutes=5))
    form = form_of(await press(stage, PM, SETTINGS, about(stage)))
    assert not (await submit(stage, PM, form, filled(form, changes))).errors


def asked_about_the_trial(stage: Stage) -> int:
    about_it = "Weekly written status is due (CNM-305-101)"
    return sum(shown.card.summary == about_it for shown in stage.received(PM))


@pytest.mark.parametrize(
    ("changes", "moment"),
    [
        ({"lead": "120"}, "13:00"),
        # Due in the quiet hours, and late before they end: an hour before they begin.
        ({"quiet_from": "14:30", "quiet_to": "20:00", "zone": "Melbourne"}, "13:30"),
    ],
)
async def test_it_moves_what_is_asked_next_in_the_other_collaboration(
    changes: dict[str, str], moment: str
) -> None:
    stage = await a_manager_of_both()
    await choose(stage, changes)
    asked = at(f"2026-12-03T{moment}", MELBOURNE)
    await advance_to(stage.accord, stage.clock, instant(asked - timedelta(minutes=1)))
    assert asked_about_the_trial(stage) == 0
    await advance_to(stage.accord, stage.clock, asked)
    assert asked_about_the_trial(stage) == 1


async def test_a_paused_collaboration_is_left_alone() -> None:
    stage = await a_manager_of_both()
    ops, room = Address("console", "carmel", "ops"), Address("console", "carmel", "room")
    await stage.say(ops, "pause", room)
    await choose(stage, {"lead": "120"})
    await advance_to(stage.accord, stage.clock, at("2026-12-04T09:00", MELBOURNE))
    assert asked_about_the_trial(stage) == 0
