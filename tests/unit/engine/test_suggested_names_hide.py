"""Whoever makes words a name learns nothing of what something hidden is called."""

import pytest

from adapters.console.platform import Shown
from tests.unit.engine.escalating import phase1
from tests.unit.engine.founding import form_of
from tests.unit.engine.hinting import bare, hiding
from tests.unit.engine.stage import Stage
from tests.unit.engine.test_nothing_is_hinted_at import written
from tests.unit.engine.test_suggested_names import EDIT, FIND, asked_of

LEAD, MEANT = "cro_pm", "seat:medical_monitor"


async def asked_for_a_name(stage: Stage) -> Shown:
    """Two people mean the medical monitor by a word, so the lead of that side is asked."""
    for seat in ("cro_pm", "medical_monitor"):
        who = phase1(stage, seat)
        await stage.say(who, "who looks after the astronaut?")
        response = await stage.press(who, stage.received(who)[-1], FIND)
        await stage.send(who, form_of(response), which=MEANT)
    await stage.until("2027-02-12T16:00")
    (asked,) = asked_of(stage, phase1(stage, LEAD))
    return asked


@pytest.mark.parametrize("name", ["Zaffre dispenser", "quillon", "vellum", "umbral cabinet"])
async def test_a_name_that_something_hidden_has_is_proposed_as_any_other(name: str) -> None:
    said = []
    for world in (await hiding(), await bare()):
        lead, asked = phase1(world, LEAD), await asked_for_a_name(world)
        form = form_of(await world.press(lead, asked, EDIT))
        sent = await world.send(lead, form, name=name)
        assert not sent.errors
        (ended,) = asked_of(world, lead)
        said.append(
            (written(sent), str(ended.card), world.last_text(phase1(world, "clinical_ops_lead")))
        )
        assert f"adds “{name}” as a name" in str(ended.card)
    assert said[0] == said[1]
