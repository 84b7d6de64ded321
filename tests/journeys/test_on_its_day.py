"""What has a day is asked about on it: a dated deliverable, and access that ends.

Each with who answers in Slack and the other side in Teams, and the other way round.
"""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.engine.record import broken_links
from tests.databases import new_database
from tests.journeys.asking import Person, Way, names, reads
from tests.journeys.conftest import judge
from tests.journeys.everybody import Everybody, everybody
from tests.journeys.founding import InSlack, InTeams
from tests.journeys.reading import labels, read
from tests.journeys.test_asked_as_a_colleague import newest
from tests.unit.engine.escalating import at
from tests.unit.engine.examples import RAT, example
from tests.unit.engine.test_access_that_ends import with_grant

#: Clinical pathology is due on Friday the 19th of February; Deccan closes at 18:00.
DUE = "2027-02-19T16:00"
STUDY, AGREED = "Study: DPL-26-0417", "Agreed for: Fri 19 Feb 2027"
HOW = (
    "Press Done when it is there. If it will be later, say when: whoever waits for it reads it as"
    " an early word, which counts for you."
)
ENDING = "Sponsor's study monitor (nonclinical lead), Deccan client portal, study DPL-26-0417"


@pytest.fixture(params=["sponsor", "cro"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Everybody]:
    """A study in which the monitor's access ends; the named party is in Slack, the other is not."""
    in_slack, request.param = request.param, "sqlite"
    wall = "2027-02-19T15:00" if "deliverable" in request.node.name else "2027-01-16T08:00"
    async with everybody(
        new_database(request, tmp_path),
        with_grant(example(RAT), "client_portal", "study_monitor", date(2027, 1, 29)),
        at(wall),
        in_slack=in_slack,
        leads=("program_manager", "cro_pm"),
    ) as world:
        yield world
        assert list(broken_links(await world.record())) == []
        judge(world.slack, world.teams)


def about(person: Person, world: Everybody, title: str) -> tuple[str, ...]:
    """The newest message in somebody's chat with these words in its title, and its buttons."""
    chat = [each if isinstance(each, dict) else each.card for each in person.chat]
    said = [message for message in chat if title in read(message, names(world))[0]]
    return (*read(said[-1], names(world)), *labels(said[-1])) if said else ()


def rooms(world: Everybody) -> list[tuple[str, ...]]:
    """The newest message in the room of each side."""
    in_teams = next(each for each in world.people.values() if isinstance(each, InTeams))
    card = world.teams.activities(in_teams.room)[-1].card
    return [read(world.channel[-1], names(world)), read(card, names(world))]


async def test_a_deliverable_is_asked_about_on_its_day_and_done_with_a_press(
    world: Everybody,
) -> None:
    director = world.people["study_director"]
    assert about(director, world, "Clinical pathology") == ()
    await world.until(DUE)
    assert about(director, world, "Clinical pathology") == (
        "Clinical pathology: is it there?",
        STUDY,
        AGREED,
        HOW,
        "Done",
        "It will be later",
    )
    await director.presses("Done", of="Clinical pathology: is it there?")
    for said in rooms(world):
        assert said[0] == "Clinical pathology: done"
        assert said[1].startswith("Completed: Fri 19 Feb 2027, 16:0")
        assert said[2] == "Said by: Study director"
    await world.until("2027-02-24T12:00")
    assert "escalation.raised" not in await world.kinds()
    world.print_count()
    assert world.count[director.name] == 1


async def test_a_deliverable_that_will_be_later_is_an_early_word_to_the_other_side(
    world: Everybody,
) -> None:
    director, monitor = world.people["study_director"], world.people["study_monitor"]
    await world.until(DUE)
    await director.presses("It will be later", of="Clinical pathology")
    await director.sends(when="22 Feb 2027", why="The analyser is being serviced.")
    await world.until("2027-02-19T22:30")  # nine in the morning in San Diego
    lines = about(monitor, world, "Heads-up 1")
    assert lines[1:3] == ("From: Study director (Deccan)", "About: Clinical pathology")
    assert lines[4:] == (
        (
            "Clinical pathology was agreed for Fri 19 Feb 2027 and is expected on Mon 22 Feb 2027."
            " The analyser is being serviced."
        ),
        "It asks for nothing but Seen: no answer is owed, and nothing is late.",
        "Seen",
        "Say thanks",
        "Make it an escalation",
    )
    await monitor.presses("Seen", of="Heads-up 1")
    await world.until("2027-02-22T16:00")
    assert about(director, world, "Clinical pathology: is it there?") == (
        "Clinical pathology: is it there?",
        STUDY,
        AGREED,
        "Expected on: Mon 22 Feb 2027",
        HOW,
        "Done",
        "It will be later",
    )
    await director.presses("Done", of="Clinical pathology: is it there?")
    for said in rooms(world):
        assert said[0] == "Clinical pathology: done"
    await world.until("2027-02-24T12:00")
    assert "escalation.raised" not in await world.kinds()
    world.print_count()
    assert (world.count[director.name], world.count[monitor.name]) == (3, 1)


async def test_access_that_nobody_needs_longer_is_let_end(world: Everybody) -> None:
    granting = world.people["cro_pm"]
    assert about(granting, world, "Access ends") == ()
    await world.until("2027-01-16T09:00")  # ten days of work ahead
    assert about(granting, world, "Access ends") == (
        f"Access ends soon: {ENDING}",
        STUDY,
        "Where: CRO web portal: portal.deccan.example/DPL-26-0417",
        "Last day: Fri 29 Jan 2027",
        (
            "Extend opens a proposal with another last day, which every side accepts. Let it end"
            " keeps the day as it is, and nobody is asked again. Nothing in the system itself is"
            " changed by Accord."
        ),
        "Extend",
        "Let it end",
    )
    await granting.presses("Let it end", of="Access ends soon")
    assert about(granting, world, "Access ends") == (
        f"Access ends on Fri 29 Jan 2027: {ENDING}",
        STUDY,
        "Where: CRO web portal: portal.deccan.example/DPL-26-0417",
        (
            "It is on record that it ends as agreed. Take it away where it is given; if it is"
            " needed for longer after all, type propose and give it another last day."
        ),
    )
    assert world.count[granting.name] == 1


async def test_access_is_extended_when_the_other_side_agrees(world: Everybody) -> None:
    granting, other = world.people["cro_pm"], world.people["program_manager"]
    await world.until("2027-01-16T09:00")
    await granting.presses("Extend", of="Access ends soon")
    await granting.sends(until="2027-02-12", because="The monitor stays on.")
    # On Monday it is a holiday in San Diego.
    await world.until("2027-01-19T22:30")
    assert "The monitor stays on." in " ".join(newest(other, world))
    await other.presses("Accept", of="The monitor stays on.")
    way: Way = "command" if isinstance(other, InSlack) else "alone"
    lines = await reads(other, "where is the client portal?", way)
    assert lines[4] == (
        "Access: from Client project manager, within 1 business day, needs two-factor login;"
        " Sponsor's study monitor (nonclinical lead) until Fri 12 Feb 2027"
    )
    assert lines[5] == (
        "What is put there counts as delivered under the contract. Agreement version 3, in force"
        " since Tue 19 Jan 2027. What is said here was last changed in this version."
    )
    # Ten days of work before the new last day.
    await world.until("2027-02-01T08:59")
    assert "Last day: Fri 12 Feb 2027" not in about(granting, world, "Access ends soon")
    await world.until("2027-02-01T09:00")
    assert "Last day: Fri 12 Feb 2027" in about(granting, world, "Access ends soon")
    world.print_count()
    assert world.count[granting.name] == 2
