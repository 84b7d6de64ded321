"""A restricted place and an unblinded seat, asked about by who may know of them and who may not.

Example 3 with one more restricted place, which nothing else is called like: a question about it is
to a blinded person a question about nothing, word for word and button for button.
"""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.agreement.areas import Access, Location
from tests.databases import new_database
from tests.journeys.asking import Person, answer, names, reads, ways_of
from tests.journeys.conftest import judge
from tests.journeys.everybody import Everybody, everybody
from tests.journeys.founding import InSlack, InTeams
from tests.journeys.reading import labels, read
from tests.unit.engine.escalating import MELBOURNE, at
from tests.unit.engine.examples import PHASE_1, example

CABINET = Location(
    key="cabinet",
    title="Green cabinet",
    system="steel",
    path="ward 4, behind the scales",
    holds=("sealed envelopes",),
    owner="unblinded_pharmacist",
    access=Access(seats=("unblinded_pharmacist",)),
    formal=False,
    restricted=True,
)
#: What is there for few, and the same question about what is not there at all.
HIDDEN = {
    "where is the green cabinet?": "where is the green giraffe?",
    "who looks after the green cabinet?": "who looks after the green giraffe?",
}
#: Slack wants a name of its own for each block.
_NUMBER = re.compile(r'"block_id": "b\d+", ')
PLACE = (
    "Green cabinet",
    "Where: ward 4, behind the scales (steel)",
    "Holds: sealed envelopes",
    "Looks after it: Unblinded pharmacist (Yarra)",
    "Access: only Unblinded pharmacist",
    (
        "What is put there does not count as delivered under the contract. Agreement version 4, in"
        " force since Mon 23 Nov 2026."
    ),
)


@pytest.fixture(params=["sponsor", "cro"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Everybody]:
    """The party that the parameter names is in Slack, the other one in Teams."""
    in_slack, request.param = request.param, "sqlite"
    agreement = example(PHASE_1)
    async with everybody(
        new_database(request, tmp_path),
        replace(agreement, locations=(*agreement.locations, CABINET)),
        at("2027-02-10T12:00", MELBOURNE),
        in_slack=in_slack,
        leads=("clinical_ops_lead", "cro_pm"),
    ) as world:
        yield world
        judge(world.slack, world.teams)


async def test_only_who_may_know_of_it_is_told_where_it_is(world: Everybody) -> None:
    pharmacist = world.people["unblinded_pharmacist"]
    assert await reads(pharmacist, "where is the green cabinet?", "alone") == PLACE
    found = await reads(pharmacist, "how do I reach the unblinded statistician?", "alone")
    assert found[0] == "Unblinded statistician"
    assert any("Unblinded mailbox unblinded.stats@yarra.example" in line for line in found)


async def test_for_everybody_else_it_is_a_question_about_nothing(world: Everybody) -> None:
    blinded = ("clinical_ops_lead", "cro_pm", "principal_investigator", "sponsor_statistician")
    for seat in blinded:
        person = world.people[seat]
        for hidden, about_nothing in HIDDEN.items():
            for way in ways_of(person):
                told = await answer(person, hidden, way)
                nothing = await answer(person, about_nothing, way)
                assert read(told, names(world))[0] == "Nothing is agreed on this"
                assert said(told, hidden) == said(nothing, about_nothing)
            # By a hidden seat's name they are told what they would be if there was none by it.
            lines = await reads(person, "how do I reach the unblinded statistician?", "room")
            assert lines[0] == "Consulting statistician (blinded)"


async def test_the_room_hears_of_it_from_nobody(world: Everybody) -> None:
    """Not even when somebody asks in it who may know, where the room reads along."""
    people: list[Person] = [world.people["cro_pm"]]
    pharmacist = world.people["unblinded_pharmacist"]
    if isinstance(pharmacist, InSlack):
        people.append(pharmacist)
    else:
        manager = people[0]
        assert isinstance(manager, InTeams)
        manager.room.members.append(pharmacist.person)
        people.append(InTeams(world=world, person=pharmacist.person, room=manager.room))
    for person in people:
        lines = await reads(person, "where is the green cabinet?", "room")
        assert lines[0] == "Nothing is agreed on this"
    if isinstance(pharmacist, InSlack):
        # What only they read is theirs, in the same room.
        assert await reads(pharmacist, "where is the green cabinet?", "command") == PLACE


def said(message: Any, question: str) -> str:
    """A message without what is different each time, and without the words that were typed."""
    text = json.dumps([message.get("blocks") or message, labels(message)])
    return _NUMBER.sub("", text.replace(_thing(question), "…"))


def _thing(question: str) -> str:
    return question.removesuffix("?").rpartition(" ")[2]
