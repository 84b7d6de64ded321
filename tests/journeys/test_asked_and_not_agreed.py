"""What the agreement is silent about: noted as a gap, proposed, accepted, and then answered.

Asked by the side in Slack and accepted in Teams, and the other way round.
"""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from bot.engine.record import broken_links
from tests.databases import new_database
from tests.journeys.asking import Person, answer, names, reads, ways_of
from tests.journeys.conftest import judge
from tests.journeys.everybody import Everybody, everybody
from tests.journeys.reading import labels, read
from tests.journeys.test_asked_as_a_colleague import newest
from tests.unit.engine.escalating import at
from tests.unit.engine.examples import RAT, example

#: Daytime for both in winter: half past eight at night in Hyderabad, seven in San Diego.
BOTH_UP = "2027-01-13T22:15"
IN_FORCE = "Agreement version 2, in force since Fri 20 Nov 2026."
SILENT_ON_OWNER = (
    "Nothing is agreed on this",
    (
        "Not in the agreement: so it was not transferred and stays with the sponsor (what is not"
        " listed stays with the sponsor)."
    ),
    "Ask Program manager (Larkspur) and Client project manager (Deccan).",
    IN_FORCE,
)
SILENT = (
    "Nothing is agreed on this",
    "Not in the agreement.",
    "Ask Program manager (Larkspur) and Client project manager (Deccan).",
    IN_FORCE,
)
OFFERED = (
    "Propose to add it",
    "Note it as an action",
    "Choose what I meant",
    "What can I ask?",
)
NEW_AREA: Mapping[str, str] = {
    "title": "Genome browser",
    "kind": "Activity",
    "responsible": "Deccan: Client project manager",
    "accountable": "Deccan: Client project manager",
    "counterpart": "Larkspur: DMPK lead",
    "transferred": "Yes",
    "because": "Both sides look at it every day",
}


@pytest.fixture(params=["sponsor", "cro"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Everybody]:
    """The party that the parameter names is in Slack, the other one in Teams."""
    in_slack, request.param = request.param, "sqlite"
    async with everybody(
        new_database(request, tmp_path),
        example(RAT),
        at(BOTH_UP),
        in_slack=in_slack,
        leads=("program_manager", "cro_pm"),
    ) as world:
        yield world
        judge(world.slack, world.teams)


@pytest.mark.parametrize("seat", ["program_manager", "cro_pm"])
@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("who maintains the genome browser?", SILENT_ON_OWNER),
        ("where are the genome browser scripts?", SILENT),
        ("what if the genome browser crashes?", SILENT),
        ("how often is the genome browser restarted?", SILENT),
    ],
)
async def test_it_says_that_nothing_is_agreed_and_what_can_be_done(
    world: Everybody, question: str, lines: tuple[str, ...], seat: str
) -> None:
    person = world.people[seat]
    for way in ways_of(person):
        said = await answer(person, question, way)
        assert read(said, names(world)) == lines
        assert labels(said) == OFFERED


@pytest.mark.parametrize(
    ("asker", "other"), [("program_manager", "cro_pm"), ("cro_pm", "program_manager")]
)
async def test_one_press_proposes_it_one_accepts_it_and_the_question_is_answered(
    world: Everybody, asker: str, other: str
) -> None:
    proposer, approver = world.people[asker], world.people[other]
    await answer(proposer, "who maintains the genome browser?", "alone")
    await proposer.presses("Propose to add it")
    await proposer.sends(**NEW_AREA)
    assert "Genome browser" in " ".join(newest(approver, world))
    assert (await reads(proposer, "who maintains the genome browser?", "room")) == SILENT_ON_OWNER
    await approver.presses("Accept", of="Genome browser")
    today = "Wed 13 Jan 2027"
    for person in (proposer, approver):
        for way in ways_of(person):
            lines = await reads(person, "who maintains the genome browser?", way)
            assert lines[:3] == (
                "Genome browser",
                "Answers for it: Client project manager (Deccan)",
                "Ask at Larkspur: DMPK lead (Larkspur)",
            )
            assert lines[-1] == (
                f"Agreement version 3, in force since {today}."
                " What is said here was last changed in this version."
            )
    assert list(broken_links(await world.record())) == []
    world.print_count()
    # Asking, a press and a form; to accept it one press, beside asking.
    assert world.count[proposer.name] - len(ways_of(proposer)) - 1 == 3
    assert world.count[approver.name] - len(ways_of(approver)) == 1


async def test_the_gap_is_noted_and_is_on_the_list_of_the_other_side_too(world: Everybody) -> None:
    noter, other = world.people["program_manager"], world.people["cro_pm"]
    await answer(noter, "who owns the genome browser?", "alone")
    await noter.presses("Note it as an action")
    await noter.sends(owner=chosen(noter), by="2027-01-20")
    for person in (noter, other):
        assert "Agree on: Genome browser" in " ".join(await reads(person, "actions", "alone"))
    assert "action.added" in await world.kinds()


def chosen(person: Person) -> str:
    """The client project manager, as a form offers them."""
    offered = list(person.offered("owner"))
    return next(each for each in offered if "Client project manager" in each)
