"""Three months of the pulse: no answers from one side, then enough, then what a gap leads to."""

from dataclasses import replace

from cryptography.fernet import Fernet

from tests.read_through.stories import DIRECTOR, HYDERABAD, MONITOR, PM, SPONSOR_PM, bindings_of
from tests.read_through.telling import Scene, Story, a_story
from tests.unit.engine.examples import RAT, example
from tests.unit.engine.pulse_stage import values
from tests.unit.engine.stage import CRO_ROOM, SPONSOR_ROOM

_SPONSORS = (SPONSOR_PM, MONITOR, "cmc_lead", "dmpk_lead")
_CROS = (PM, DIRECTOR, "inlife_supervisor", "lab_services_head")
_JANUARY, _FEBRUARY = "Pulse, January 2027", "Pulse, February 2027"


async def how_working_together_goes() -> Story:
    """One month with too few answers, and the next with a gap."""
    agreement = example(RAT)
    steering = tuple(each for each in agreement.cadences if each.key == "steering")
    scene = Scene(
        agreement=replace(agreement, cadences=steering, triggers=(), phases=(), ownership=None),
        bindings=bindings_of(agreement, "01_demo_bindings.yaml"),
        title="The pulse: Larkspur in San Diego, Deccan in Hyderabad",
        rooms={"The channel of Larkspur": SPONSOR_ROOM, "The channel of Deccan": CRO_ROOM},
        readers=(PM, DIRECTOR, MONITOR, SPONSOR_PM),
    )
    key = Fernet.generate_key().decode()
    story = await a_story(scene, "2027-01-03T12:00", HYDERABAD, secret_keys=(key,))
    await story.says(PM, "pulse")
    await story.until("2027-01-05T12:00")
    form = (await story.presses(PM, _JANUARY, "Answer")).form
    assert form is not None
    await story.sends(PM, form, **{**values(4), "question_ideas": ""})
    await story.sends(PM, form, **values(4))
    await story.presses(PM, _JANUARY, "Answer")
    await story.says(PM, "pulse")
    for seat in _CROS[1:3]:
        await story.fills(seat, _JANUARY, "Answer", **values(5))
    await story.until("2027-01-12T22:05")
    await story.until("2027-02-02T12:00")
    for number, seat in enumerate(_SPONSORS):
        await story.fills(seat, _FEBRUARY, "Answer", **values(2, f"Talk earlier, {number + 1} h."))
    for seat in _CROS[:3]:
        await story.fills(seat, _FEBRUARY, "Answer", **values(4))
    await story.until("2027-02-10T12:00")
    await story.says(SPONSOR_PM, "pulse")
    return story
