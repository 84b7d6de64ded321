"""Thanks across companies, each side in its own platform: the sponsor in Slack, and the reverse."""

from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import pytest

from bot.engine.record import broken_links
from tests.builders import HYDERABAD, at
from tests.databases import new_database
from tests.journeys.conftest import judge
from tests.journeys.everybody import Everybody, everybody
from tests.journeys.founding import CHANNEL, InSlack, InTeams, text_of
from tests.unit.engine.examples import RAT, example

STATUS = {"health": "on_track", **{f"item_{number}": f"text {number}" for number in range(5)}}


@pytest.fixture(params=[("sponsor", "sqlite"), ("cro", "postgresql")], ids=lambda param: param[0])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Everybody]:
    """The party that the parameter names is in Slack, the other one in Teams."""
    in_slack, request.param = request.param
    async with everybody(
        new_database(request, tmp_path),
        example(RAT),
        at("2026-12-03T10:00", HYDERABAD),
        in_slack=in_slack,
        leads=("program_manager", "cro_pm"),
    ) as world:
        yield world
        judge(world.slack, world.teams)


def in_slack(world: Everybody) -> str:
    return unescape(text_of(world.slack.messages(CHANNEL)))


def in_teams(world: Everybody) -> str:
    room = next(p.room for p in world.people.values() if isinstance(p, InTeams))
    return text_of([shown.card for shown in world.teams.activities(room)])


def is_called(world: Everybody, person: InSlack | InTeams) -> bool:
    """Whether the room of somebody's own platform calls them."""
    if isinstance(person, InSlack):
        return f"<@{person.user}>" in in_slack(world)
    return f"<at>{person.name}</at>" in in_teams(world)


async def test_both_ways_in_the_rooms_of_both_sides_and_taken_back(world: Everybody) -> None:
    sponsor, cro = world.people["program_manager"], world.people["study_director"]
    await sponsor.mentions("thanks study director for the quick answer")
    await cro.mentions("thank you program manager for the new bottle")
    for room in (in_slack(world), in_teams(world)):
        assert "For the quick answer" in room
        assert "For the new bottle" in room
    assert is_called(world, cro)
    assert is_called(world, sponsor)
    assert "quick answer" not in text_of([getattr(m, "card", m) for m in cro.chat])
    await sponsor.presses("Take it back", of="For the quick answer")
    for room in (in_slack(world), in_teams(world)):
        assert "Thanks were taken back" in room
        assert "quick answer" not in room.replace("thanks study director for the quick answer", "")
        assert "For the new bottle" in room


async def test_privately_for_an_update_and_in_the_digest(world: Everybody) -> None:
    sponsor, cro = world.people["program_manager"], world.people["cro_pm"]
    await sponsor.writes("thanks client project manager for patience")
    await sponsor.presses("Only to them")
    await world.until("2026-12-04T17:00")
    assert "For patience" in text_of([getattr(m, "card", m) for m in cro.chat])
    await cro.presses("Update", of="Weekly written status")
    await cro.sends(**STATUS)
    await sponsor.presses("Say thanks", of="Weekly written status")
    await sponsor.sends(where="rooms")
    said = "the weekly written status of Fri 4 Dec 2026"
    for room in (in_slack(world), in_teams(world)):
        assert f"For {said}" in room
    await world.until("2026-12-08T03:00")
    for room in (in_slack(world), in_teams(world)):
        assert f"for {said} (from Larkspur)" in room
        assert "patience" not in room
    given = [one.entry for one in await world.record() if one.entry.kind == "thanks.given"]
    assert [entry.data["private"] for entry in given] == [True, False]
    assert list(broken_links(await world.record())) == []
