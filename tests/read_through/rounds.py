"""What comes by its day, and not because something happened."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.agreement.areas import AccessGrant
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.ownership import Ownership, Rhythm
from bot.domain.agreement.triggers import Occurrence, Operator, Trigger, TriggerType
from tests.read_through.stories import (
    DIRECTOR,
    HYDERABAD,
    MONITOR,
    PM,
    SPONSOR_PM,
    VP,
    bindings_of,
)
from tests.read_through.telling import Scene, Story, a_story
from tests.unit.engine.examples import RAT, example
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import CRO_ROOM, SPONSOR_ROOM

HEAD, DEPUTY, QA = "site_head", "deputy_study_director", "qau_manager"
_LIMIT: dict[str, Any] = {"measure": "any", "unit": "bd"}
_PORTAL, _PATHOLOGY = "client_portal", "Clinical pathology"


def _with_what_comes_round() -> Agreement:
    """Rules that example 1 does not have: access that ends, monthly rounds, questions that wait."""
    agreement = example(RAT)
    grants = (
        AccessGrant(seat=MONITOR, until=date(2027, 3, 5)),
        AccessGrant(seat=VP, until=date(2027, 3, 5)),
    )
    return replace(
        agreement,
        cadences=(),
        pulse=None,  # what it acts on is a meeting
        ownership=Ownership(confirmed_every=Rhythm.MONTH),
        locations=tuple(
            replace(each, access=replace(each.access, grants=grants))
            if each.key == _PORTAL
            else each
            for each in agreement.locations
        ),
        triggers=(
            *agreement.triggers,
            _raised_as_late_ones(
                agreement,
                key="question_waits",
                title="Question unanswered",
                closes_when="answered, or taken back",
                trigger=Occurrence(
                    type=TriggerType.UNANSWERED_QUESTION,
                    text="a question waits a day longer than agreed",
                    **_LIMIT,
                    op=Operator.GREATER,
                    value=1.0,
                ),
            ),
            _raised_as_late_ones(
                agreement,
                key="access_ends",
                title="Access ends and nobody chose",
                closes_when="extended, or let end",
                trigger=Occurrence(
                    type=TriggerType.EXPIRING_ACCESS,
                    text="access is about to end",
                    **_LIMIT,
                    op=Operator.LESS,
                    value=2.0,
                ),
            ),
        ),
    )


def _raised_as_late_ones(agreement: Agreement, **changes: Any) -> Trigger:
    """A trigger with the ladder of late deliverables."""
    late = next(each for each in agreement.triggers if each.key == "deliverable_late")
    return replace(late, aliases=(), **changes)


async def what_comes_round() -> Story:
    scene = Scene(
        agreement=_with_what_comes_round(),
        bindings=bindings_of(example(RAT), "01_demo_bindings.yaml"),
        title="What comes by its day: Larkspur in San Diego, Deccan in Hyderabad",
        rooms={"The channel of Larkspur": SPONSOR_ROOM, "The channel of Deccan": CRO_ROOM},
        readers=(PM, DIRECTOR, DEPUTY, HEAD, QA, MONITOR, SPONSOR_PM, VP),
    )
    story = await a_story(scene, "2027-02-18T12:00", HYDERABAD)
    await _on_its_day(story)
    await _access_ends(story)
    await _nobody_answers(story)
    await _still_theirs(story)
    await _a_word_people_use(story)
    await _thanks(story)
    return story


async def _thanks(story: Story) -> None:
    """One is posted, one goes to the person alone, one is taken back."""
    await story.says(SPONSOR_PM, "thanks")
    await story.says(SPONSOR_PM, "thanks study director for the quick answer")
    await story.presses(SPONSOR_PM, "Who reads it?", "Post it in the rooms")
    await story.says(PM, "thanks privately program manager for patience in spring")
    await story.presses(PM, "Your thanks are on their way", "Take it back")
    await story.says(MONITOR, "thanks study monitor for all of it")
    await story.says(DIRECTOR, "thanks")


async def _on_its_day(story: Story) -> None:
    """A deliverable that will be later, and is there then."""
    await story.says(PM, "who am I")
    await story.says(QA, "who am I")
    await story.until("2027-02-19T16:30")
    form = form_of(await story.presses(DIRECTOR, _PATHOLOGY, "It will be later"))
    await story.sends(DIRECTOR, form, when="soon", why="")
    await story.sends(DIRECTOR, form, when="22 Feb 2027", why="The analyser is being serviced.")
    await story.until("2027-02-22T16:30")
    await story.presses(DIRECTOR, _PATHOLOGY, "Done")


async def _access_ends(story: Story) -> None:
    """One is let end, of the other nobody says anything."""
    await story.until("2027-02-23T12:00")
    asked = "Access ends soon: Sponsor's study monitor"
    await story.presses(PM, asked, "Extend")
    await story.presses(PM, asked, "Let it end")


async def _nobody_answers(story: Story) -> None:
    """A question waits longer than agreed, and is answered then."""
    await story.says(SPONSOR_PM, "ask necropsy: which day do you begin?")
    await story.until("2027-02-26T18:00")
    await story.says(PM, "who am I")
    await story.says(DIRECTOR, "answer 1: on Monday at 9")


async def _still_theirs(story: Story) -> None:
    """A round of the owners: one hands something back, one says nothing."""
    await story.until("2027-03-01T10:00")
    asked = "Are these"
    await story.fills(DIRECTOR, asked, "Something changed", area="histopathology", what="not_mine")
    await story.presses(DIRECTOR, asked, "All still right")
    await story.presses(PM, asked, "All still right")
    await story.until("2027-03-08T12:00")
    await story.says(SPONSOR_PM, "status")
    await story.presses(PM, "3 areas", "All still right")


async def _a_word_people_use(story: Story) -> None:
    """Two people ask by a word nobody agreed, and pick what they meant; it becomes a name."""
    asked, picked = "Nothing is agreed", "Owner: Histology slides and microscopic evaluation"
    for who in (QA, VP):
        await story.says(who, "who owns the glass library?")
        await story.presses(who, asked, "Choose what I meant")
        await story.presses(who, "What did you mean?", picked)
    await story.says(QA, "who carries the tubes?")
    await story.presses(QA, "Shipment of plasma", "Yes, that is it")
    await story.presses(QA, "Shipment of plasma", "This is wrong")
    await story.until("2027-03-08T12:30")
    await story.presses(PM, "Is “glass library” a name", "Add this name")
    await story.presses(SPONSOR_PM, "Deccan proposes", "Accept")
    await story.says(VP, "who owns the glass library?")
