"""Who holds no seat and leads no side any more is told nothing new of an escalation."""

from bot.domain.address import Address
from tests.unit.engine.escalating import raise_it, rat_stage, until
from tests.unit.engine.stage import PM, SPONSOR_PM, Stage
from tests.unit.engine.test_escalations import DIRECTOR, MONITOR, a_death
from tests.unit.engine.test_unsettled_areas import leaves


def titles(stage: Stage, who: Address) -> list[str]:
    return [shown.card.title for shown in stage.received(who)]


async def test_a_further_report_goes_to_nobody_who_left() -> None:
    stage = await rat_stage("2027-01-14T20:30")  # 7:00 in San Diego: all were told at once
    first = await a_death(stage)
    await until(stage, "2027-01-14T22:15")
    before = titles(stage, MONITOR)
    assert before
    await leaves(stage, MONITOR)
    await raise_it(stage, DIRECTOR, first.trigger, typed="another one")
    await until(stage, "2027-01-15T22:15")
    assert titles(stage, MONITOR) == before


async def test_a_lead_who_left_is_not_told_once_more() -> None:
    stage = await rat_stage("2027-01-13T12:00")
    await raise_it(stage, SPONSOR_PM, None, typed="something is wrong")
    assert titles(stage, PM)
    before = titles(stage, PM)
    await leaves(stage, PM)
    await until(stage, "2027-01-18T12:00")
    assert titles(stage, PM) == before
