"""Past work measured: agreed to in Teams, read in Slack, and gone when it is taken back."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from bot.cards.words import past_work as words
from bot.domain.instant import instant
from tests.journeys.conftest import judge
from tests.journeys.everybody import Everybody, everybody
from tests.journeys.founding import InSlack, InTeams, text_of
from tests.journeys.test_the_weekly_status import SAID
from tests.journeys.test_the_weekly_status import TITLE as WEEKLY
from tests.journeys.world import KOLKATA
from tests.unit.engine.examples import RAT, example

BEGIN = instant(datetime(2026, 12, 4, 16, 0, tzinfo=KOLKATA))
SHOW, FIND = "partners show Deccan Labs", "partners find 28 day rat study"
STUDY = "LKB-117"


@pytest.fixture
async def world(database: str) -> AsyncIterator[Everybody]:
    """Friday afternoon in Hyderabad, an hour before the weekly status is due."""
    leads = ("program_manager", "cro_pm")
    agreement = example(RAT)
    async with everybody(database, agreement, BEGIN, in_slack="sponsor", leads=leads) as found:
        yield found
        judge(found.slack, found.teams)


async def test_numbers_are_given_in_teams_read_in_slack_and_taken_back(world: Everybody) -> None:
    cro, sponsor = world.people["cro_pm"], world.people["program_manager"]
    assert isinstance(cro, InTeams)
    assert isinstance(sponsor, InSlack)
    world.slack.add_person("U0COLLEAGUE")
    colleague = InSlack(world=world, user="U0COLLEAGUE")

    await sponsor.commands("partners add")
    await sponsor.sends(name="Deccan Labs", services="28-day rat studies", chosen="toxicology")
    await sponsor.commands("partners link Deccan Labs")
    await sponsor.presses("Link Deccan in 28-day repeat-dose oral…")
    assert words.MEASURED not in await reads(colleague, SHOW)

    await world.until("2026-12-04T17:00")
    await cro.presses("Update", of=WEEKLY)
    await cro.sends(**SAID)
    await cro.writes("propose deccan")
    await cro.presses("Edit")
    await cro.sends(past_work_shown_to="Larkspur")
    await cro.presses("Send")
    await cro.sends(reason="We are glad to be measured")
    await sponsor.presses("Accept")
    await world.until("2026-12-05T12:00")

    read = await reads(colleague, SHOW)
    assert f"{words.MEASURED}" in read
    assert "1 collaboration, 1 month; 100 % of 1 update on time" in read
    assert STUDY not in read
    assert "100 % of 1 update on time" in await reads(colleague, FIND)
    assert STUDY in await reads(sponsor, SHOW)

    await cro.writes("propose deccan")
    await cro.presses("Edit")
    await cro.sends(past_work_shown_to="")
    for who in (colleague, sponsor):
        assert words.MEASURED not in await reads(who, SHOW)


async def reads(who: InSlack, text: str) -> str:
    """What a slash command answers."""
    await who.commands(text)
    return text_of(who.answers[-1])
