"""Ideas across: one adopted into an amendment, one without a name, and one nobody answers."""

from dataclasses import replace

from tests.read_through.stories import DIRECTOR, HYDERABAD, MONITOR, PM, SPONSOR_PM, bindings_of
from tests.read_through.telling import Scene, Story, a_story
from tests.unit.engine.examples import RAT, example
from tests.unit.engine.stage import CRO_ROOM, SPONSOR_ROOM

_REASON = "It saves a week of questions"


async def ideas_are_answered() -> Story:
    """Nothing else happens: no updates, no triggers."""
    agreement = replace(example(RAT), cadences=(), triggers=(), pulse=None, ownership=None)
    areas = tuple(replace(each, due=()) for each in agreement.areas)
    scene = Scene(
        agreement=replace(agreement, areas=areas),
        bindings=bindings_of(example(RAT), "01_demo_bindings.yaml"),
        title="Suggestions: Larkspur in San Diego, Deccan in Hyderabad",
        rooms={"The channel of Larkspur": SPONSOR_ROOM, "The channel of Deccan": CRO_ROOM},
        readers=(PM, DIRECTOR, MONITOR, SPONSOR_PM),
    )
    story = await a_story(scene, "2027-01-05T10:00", HYDERABAD)
    await _adopted(story)
    await _without_a_name(story)
    await _nobody_answers(story)
    await _decides_otherwise(story)
    return story


async def _adopted(story: Story) -> None:
    """Into an amendment that both leads accept."""
    await story.says(SPONSOR_PM, "suggest necropsy: one photo of each lesion")
    which = await story.fills(DIRECTOR, "Suggestion 1", "Adopt", reason=_REASON, comes="amendment")
    assert which.form is not None
    part = await story.sends(DIRECTOR, which.form, which="areas:necropsy")
    assert part.form is not None
    values = {each.key: each.value for each in part.form.inputs}
    await story.sends(DIRECTOR, part.form, **{**values, "title": "Necropsy with photos"})
    await story.presses(PM, "Deccan proposes a change", "Accept")
    await story.until("2027-01-05T22:10")
    await story.presses(SPONSOR_PM, "Deccan proposes a change", "Accept")


async def _without_a_name(story: Story) -> None:
    """Read in both rooms, put off, and back on its day."""
    form = (await story.says(DIRECTOR, "suggest")).form
    assert form is not None
    await story.sends(
        DIRECTOR,
        form,
        text="Weigh the organs twice",
        topic="study monitor",
        readers="rooms",
        name="without",
    )
    await story.fills(
        MONITOR, "Suggestion 2", "Not now", reason="After the pilot", again="2027-01-12"
    )
    await story.until("2027-01-13T08:00")
    await story.fills(MONITOR, "Suggestion 2", "No", reason="It would delay the report")


async def _nobody_answers(story: Story) -> None:
    await story.says(SPONSOR_PM, "suggest histo slides: one shipment instead of two")
    await story.until("2027-01-21T12:00")
    await story.says(SPONSOR_PM, "status")
    await story.says(PM, "suggestions")


async def _decides_otherwise(story: Story) -> None:
    await story.says(SPONSOR_PM, "ask cro pm: dose levels are your call, 30 or 60 mg/kg?")
    await story.presses(SPONSOR_PM, "Before this is sent", "Send anyway")
    await story.until("2027-01-22T12:00")
