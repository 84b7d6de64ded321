"""Each kind of question, asked in every way by everybody, sponsor and CRO on either platform."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.databases import new_database
from tests.fakes.teams_people import TeamsPerson
from tests.journeys.asked_at_noon import CLOCKS, EVERY_KIND, IN_FORCE, NOON, OWNER, Answered
from tests.journeys.asking import Person, Way, answer, names, press, reads, ways_of
from tests.journeys.conftest import judge
from tests.journeys.everybody import Everybody, everybody
from tests.journeys.founding import CHANNEL, InSlack, InTeams
from tests.journeys.reading import labels, read
from tests.unit.engine.escalating import at
from tests.unit.engine.examples import RAT, example

LEADS = {"sponsor": "program_manager", "cro": "cro_pm"}
#: Further homes: of the party that is not in Slack, of the one that is, and of nobody.
PARTNER_TEAM, PARTNER_TENANT = "T0PARTNER", "9a9a0000-0000-4000-8000-000000000009"
OTHER_TEAM, OTHER_TENANT = "T0OTHER", "8b8b0000-0000-4000-8000-000000000008"
NOT_KNOWN = (
    "Not connected yet",
    (
        "I do not know you yet in any collaboration that is running, so I cannot show you anything"
        " here. Ask the lead of your side to add you, mention me in the collaboration's channel, or"
        " press Set up to begin a new one. To look for a partner first, type partners."
    ),
)


@pytest.fixture(params=["sponsor", "cro"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Everybody]:
    """The party that the parameter names is in Slack, the other one in Teams."""
    in_slack, request.param = request.param, "sqlite"
    in_teams = "cro" if in_slack == "sponsor" else "sponsor"
    async with everybody(
        new_database(request, tmp_path),
        example(RAT),
        at(NOON),
        in_slack=in_slack,
        leads=("program_manager", "cro_pm"),
        homes={f"slack:{PARTNER_TEAM}": in_teams, f"teams:{PARTNER_TENANT}": in_slack},
    ) as world:
        yield world
        judge(world.slack, world.teams)


def visitors(world: Everybody) -> Iterator[tuple[Person, str | None]]:
    """An external member and a guest of the partner, and a stranger in either room.

    With the party whose workspace or tenant is theirs; none for the strangers.
    """
    members = [each.user for each in world.people.values() if isinstance(each, InSlack)]
    in_slack = world.agreement.party_of(_seat_in_slack(world)).key
    in_teams = "cro" if in_slack == "sponsor" else "sponsor"
    outside = (("U0PARTNER", PARTNER_TEAM, in_teams), ("U0OTHER", OTHER_TEAM, None))
    for user, team, party in outside:
        world.slack.add_person(user, team=team, name=user.title())
        yield InSlack(world=world, user=user, team=team), party
    world.slack.add_channel(CHANNEL, *members, *(user for user, *_ in outside))
    lead = world.people[LEADS[in_teams]]
    assert isinstance(lead, InTeams)
    for tenant, party in ((PARTNER_TENANT, in_slack), (OTHER_TENANT, None)):
        guest = TeamsPerson(f"Guest of {party}", tenant, role="guest")
        lead.room.members.append(guest)
        yield InTeams(world=world, person=guest, room=lead.room), party


def _seat_in_slack(world: Everybody) -> str:
    return next(seat for seat, each in world.people.items() if isinstance(each, InSlack))


async def test_every_kind_is_answered_in_every_way_to_both_sides(world: Everybody) -> None:
    for party, seat in LEADS.items():
        person = world.people[seat]
        for kind in EVERY_KIND:
            for way in ways_of(person):
                await is_answered(person, kind, way, party)


async def test_who_is_here_as_a_guest_reads_it_in_the_room_and_nothing_alone(
    world: Everybody,
) -> None:
    for person, party in tuple(visitors(world)):
        for kind in EVERY_KIND:
            await is_answered(person, kind, "room", party or "nobody's")
            assert await reads(person, kind.question, "alone") == NOT_KNOWN


async def is_answered(person: Person, kind: Answered, way: Way, party: str) -> None:
    """It says all that was written by hand, and nothing else."""
    said = await answer(person, kind.question, way)
    lines = tuple(_without_clock(line) for line in read(said, names(person.world)))
    assert lines == kind.read_by(party), (way, party)
    assert labels(said) == kind.buttons


def _without_clock(line: str) -> str:
    end = next((clock for clock in CLOCKS if line.startswith("Next: ") and clock in line), "")
    return line.removesuffix(end)


@pytest.mark.parametrize("way", ["room", "command", "alone"])
async def test_one_of_two_by_the_same_name_is_chosen_with_a_press(
    world: Everybody, way: Way
) -> None:
    # Each chooses another one, or the words would be suggested as a name.
    for seat, label, party in (
        ("program_manager", "Client project manager", "Deccan Preclinical Labs Pvt. Ltd."),
        ("cro_pm", "Program manager", "Larkspur Bio, Inc."),
    ):
        person = world.people[seat]
        if way not in ways_of(person):
            continue
        asked = await answer(person, "who is the pm?", way)
        title, how_many, first, second, since = read(asked, names(world))
        assert title == "Which one do you mean?"
        assert how_many == "2 things in the agreement go by that name. Choose one."
        assert first.lstrip("-• ") == "Client project manager (Deccan)"
        assert second.lstrip("-• ") == "Program manager (Larkspur)"
        assert since == IN_FORCE
        assert labels(asked) == ("Client project manager", "Program manager", "None of these")
        before = readable(person)
        chosen = read(await press(person, label), names(world))
        assert chosen[:2] == (label, f"Party: {party}")
        # It stands where it was asked: nobody reads one message more.
        assert readable(person) == before


def readable(person: Person) -> int:
    """How many messages there are, in the room and alone."""
    room = person.world.channel if isinstance(person, InSlack) else person.world.teams.everything
    return len(room) + len(person.chat)


async def test_the_owner_is_asked_from_the_answer_on_the_other_platform(world: Everybody) -> None:
    asker, owner = world.people["program_manager"], world.people["study_director"]
    await answer(asker, OWNER.question, "alone")
    await asker.presses("Ask a question")
    asked = "Are the slides of the satellite animals read as well?"
    await asker.sends(text=asked)
    assert any(asked in line for line in newest(owner, world))
    await owner.presses("Answer")
    await owner.sends(text="No, only those of the main groups")
    assert any("only those of the main groups" in line for line in newest(asker, world))
    world.print_count()


def newest(person: Person, world: Everybody) -> tuple[str, ...]:
    """The newest message in somebody's chat."""
    said = person.chat[-1] if isinstance(person, InSlack) else person.chat[-1].card
    return read(said, names(world))
