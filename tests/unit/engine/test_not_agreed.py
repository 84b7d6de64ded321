"""A question that the agreement does not answer becomes a proposal or an action with one press."""

import pytest

from bot.domain.address import Address
from bot.engine.lookup.question import subject
from tests.unit.engine.stage import PM, SPONSOR_PM, SPONSOR_ROOM, Stage, a_stage
from tests.unit.engine.test_reception import form_of, values_in

PROPOSE, NOTE = "Propose to add it", "Note it as an action"


async def silent(question: str) -> Stage:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, question)
    return stage


def labels(stage: Stage, who: Address) -> list[str]:
    return [each.label for each in stage.received(who)[-1].card.buttons]


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("who maintains the genome browser?", "Add area"),
        ("where are the genome browser scripts?", "Add location"),
        ("what if the genome browser crashes?", "Add trigger"),
        ("how often is the genome browser restarted?", "Add cadence"),
    ],
)
async def test_what_is_missing_is_proposed_in_the_form_of_its_kind(
    question: str, form: str
) -> None:
    stage = await silent(question)
    shown = stage.received(SPONSOR_PM)[-1]
    opened = form_of(await stage.press(SPONSOR_PM, shown, PROPOSE))
    assert opened.title == form
    assert "genome browser" in values_in(opened)["title"].lower()


async def test_the_gap_is_noted_as_an_action_with_what_it_is_about() -> None:
    stage = await silent("who owns the genome browser?")
    opened = form_of(await stage.press(SPONSOR_PM, stage.received(SPONSOR_PM)[-1], NOTE))
    assert values_in(opened)["what"] == "Agree on: Genome browser"


async def test_a_person_who_is_missing_is_no_matter_for_a_proposal() -> None:
    stage = await silent("who is the astronaut?")
    assert PROPOSE not in labels(stage, SPONSOR_PM)
    assert NOTE in labels(stage, SPONSOR_PM)


async def test_without_a_seat_nothing_is_proposed() -> None:
    stage = await a_stage()
    stranger = Address("console", "larkspur", "somebody")
    await stage.say(stranger, "who owns the genome browser?", SPONSOR_ROOM)
    assert not {PROPOSE, NOTE}.intersection(labels(stage, SPONSOR_ROOM))


async def test_what_is_answered_is_no_gap() -> None:
    stage = await a_stage()
    await stage.say(PM, "who owns the histo slides?")
    assert not {PROPOSE, NOTE}.intersection(labels(stage, PM))


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("who owns the coffee machine?", "Coffee machine"),
        ("hi, could you tell me who is in charge of \u201cGantt 2.0\u201d please", "Gantt 2.0"),
        ("who", ""),
        ("", ""),
    ],
)
def test_what_a_question_is_about_is_said_in_its_own_words(asked: str, about: str) -> None:
    assert subject(asked) == about
