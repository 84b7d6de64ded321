"""How to reach somebody now: at night, on a holiday of one side, and while they are away.

What is expected is written by hand from example 1; in January it is thirteen and a half hours later
in Hyderabad than in San Diego. Dosing goes on, so that some are on call.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.databases import new_database
from tests.journeys.asking import Way, reads, ways_of
from tests.journeys.conftest import judge
from tests.journeys.everybody import Everybody, everybody
from tests.journeys.test_asked_as_a_colleague import newest
from tests.unit.engine.escalating import at
from tests.unit.engine.examples import RAT, example

REACH = "How to reach: "
OWNER, DEATH = "who owns the histo slides?", "what if a rat is found dead?"
DIRECTOR, VET, PM = "reach the study director", "reach the vet", "reach the client PM"
MONITOR, CMC = "reach the study monitor", "reach cmc"
#: Time in Hyderabad, who asks, what, and what the line about reaching them says.
HOURS = [
    # Wednesday morning: the study director is in the animal rooms, and says whom to call.
    (
        "2027-01-13T08:30",
        "program_manager",
        DIRECTOR,
        (
            "in the animal rooms, phone on silent until 11:00. By Los Angeles time it is Tue 19:00,"
            " until 21:30. Ask instead: In-life (vivarium) supervisor (Deccan): Phone +91 40 0000"
            " 0104."
        ),
    ),
    # Wednesday night: on call until ten, then not at all; the vet is on call around the clock.
    (
        "2027-01-13T21:00",
        "program_manager",
        DIRECTOR,
        (
            "outside office hours; on call until 22:00: Phone +91 40 0000 0101. What can wait:"
            " Shared Slack channel @dpl-study-director, answered within 1 business day. By Los"
            " Angeles time it is 07:30, until 08:30."
        ),
    ),
    (
        "2027-01-13T23:30",
        "program_manager",
        DIRECTOR,
        (
            "outside office hours, back Thu 14 Jan 2027 09:00: Shared Slack channel"
            " @dpl-study-director, answered within 1 business day. Urgent: Phone +91 40 0000 0101,"
            " answered within 2 hours. By Los Angeles time it is 10:00, back 19:30."
        ),
    ),
    (
        "2027-01-13T23:30",
        "program_manager",
        VET,
        (
            "outside office hours; on call around the clock: Phone +91 40 0000 0103. By Los Angeles"
            " time it is 10:00."
        ),
    ),
    # What is owned is answered by the hour of its owner, a notice by that of who gets it.
    (
        "2027-01-13T23:30",
        "program_manager",
        OWNER,
        (
            "outside office hours, back Thu 14 Jan 2027 09:00: Shared Slack channel"
            " @dpl-study-director, answered within 1 business day. Urgent: Phone +91 40 0000 0101,"
            " answered within 2 hours. By Los Angeles time it is 10:00, back 19:30."
        ),
    ),
    (
        "2027-01-13T23:30",
        "cro_pm",
        DEATH,
        (
            "in office hours until 17:00: Shared Slack channel @lkb-study-monitor. Urgent: Phone"
            " +1 619 555 0111, answered within 2 hours. By Kolkata time it is 23:30, until 06:30."
        ),
    ),
    # Sankranti is a holiday of Deccan's alone: the vivarium is staffed and covers for the office.
    (
        "2027-01-15T12:00",
        "program_manager",
        PM,
        (
            "a day off (the vivarium is staffed 7 days a week; the office is not), back Sat 16 Jan"
            " 2027 09:00. By Los Angeles time it is Thu 22:30, back Fri 19:30. Covered by In-life"
            " (vivarium) supervisor (Deccan): Phone +91 40 0000 0104."
        ),
    ),
    (
        "2027-01-15T12:00",
        "program_manager",
        VET,
        (
            "outside office hours; on call around the clock: Phone +91 40 0000 0103. By Los Angeles"
            " time it is Thu 22:30."
        ),
    ),
    # Martin Luther King's day is one of Larkspur's alone; it is 09:30 on Monday in San Diego.
    (
        "2027-01-18T23:00",
        "cro_pm",
        CMC,
        (
            "a day off, back Tue 19 Jan 2027 08:30. By Kolkata time it is 23:00, back Tue 22:00."
            " Covered by Sponsor's study monitor (nonclinical lead) (Larkspur): Phone +1 619 555"
            " 0111."
        ),
    ),
    (
        "2027-01-18T23:00",
        "cro_pm",
        MONITOR,
        (
            "outside office hours; on call around the clock: Phone +1 619 555 0111. What can wait:"
            " Shared Slack channel @lkb-study-monitor, answered within 1 business day. By Kolkata"
            " time it is 23:00."
        ),
    ),
]


@pytest.fixture(params=["sponsor", "cro"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Everybody]:
    """The party that the parameter names is in Slack, the other one in Teams."""
    in_slack, request.param = request.param, "sqlite"
    async with everybody(
        new_database(request, tmp_path),
        example(RAT),
        at("2027-01-13T08:00"),
        in_slack=in_slack,
        leads=("program_manager", "cro_pm"),
    ) as world:
        yield world
        judge(world.slack, world.teams)


async def test_the_way_that_is_agreed_for_the_hour_is_named(world: Everybody) -> None:
    for wall, seat, question, expected in HOURS:
        await world.until(wall)
        person = world.people[seat]
        for way in ways_of(person):
            assert (await reach_line(world, seat, question, way)).endswith(expected), wall


async def reach_line(world: Everybody, seat: str, question: str, way: Way = "alone") -> str:
    """What an answer says about how to reach somebody."""
    lines = await reads(world.people[seat], question, way)
    (line,) = [line for line in lines if line.startswith(REACH)]
    return line.removeprefix(REACH)


async def test_while_the_owner_is_away_the_deputy_is_named_and_asked(world: Everybody) -> None:
    await world.until("2027-01-13T12:00")
    director, asker = world.people["study_director"], world.people["program_manager"]
    deputy = world.people["deputy_study_director"]
    await director.writes("away until Monday")
    await director.presses("Yes, I am away")
    lines = await reads(asker, "who owns the histo slides?", "room")
    assert lines[1] == "Answers for it: Study director (Deccan) (away until Mon 18 Jan 2027)"
    assert lines[4] == (
        "How to reach: Away until Mon 18 Jan 2027. Ask Deputy study director (Deccan):"
        " Shared Slack channel @dpl-deputy-sd."
    )
    await asker.presses("Ask a question")
    await asker.sends(text="Which slides come first?")
    told = newest(deputy, world)
    assert "Which slides come first?" in told
    assert any(
        "Study director is away until Mon 18 Jan 2027; this comes to you as deputy." in line
        for line in told
    )


async def test_who_is_named_to_stand_in_goes_before_the_deputy(world: Everybody) -> None:
    await world.until("2027-01-13T12:00")
    director, asker = world.people["study_director"], world.people["program_manager"]
    cover = world.people["lab_services_head"]
    title = world.agreement.seat["lab_services_head"].title
    await director.writes(f"away until Monday cover @{title}")
    await director.presses("Yes, I am away")
    line = await reach_line(world, "program_manager", DIRECTOR)
    assert line == f"Away until Mon 18 Jan 2027. {title} stands in: ask them."
    await asker.presses("Ask a question")
    await asker.sends(text="Which slides come first?")
    assert "Which slides come first?" in newest(cover, world)
    await director.writes("away end")
    again = await reach_line(world, "program_manager", DIRECTOR)
    assert again.startswith("Now Wed 12:0")
