"""The copy of the record, once a version has ended the seats that not everybody might know of."""

from dataclasses import replace

import pytest

from bot.domain.visibility import EVERYTHING, Reader, seated
from bot.engine.record_shown import shown_so_far
from tests.unit.engine.escalating import at
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.stage import Stage, a_stage_for
from tests.unit.engine.test_gaps import PHARMACIST
from tests.unit.engine.test_gaps import PHASE_1 as BINDINGS
from tests.unit.engine.test_suggestions_hide import STATISTICIAN

OWNER = "unblinded_statistician"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ask unblinded statistician: how many kits?", "question.asked"),
        ("heads-up randomisation list may come late", "heads_up.given"),
        ("suggest unblinded statistician: two boxes", "suggestion.made"),
        ("thanks privately unblinded statistician for the boxes", "thanks.given"),
        ("action count the kits for me by Friday", "action.added"),
    ],
)
async def test_it_ends_before_what_was_between_them_for_who_did_not_know_of_them(
    text: str, kind: str
) -> None:
    stage = await with_a_hidden_list()
    before = await kinds_shown(stage, seated("cro_pm"))
    await stage.say(PHARMACIST, text)
    assert kind in await kinds_shown(stage, EVERYTHING)
    assert kind in await kinds_shown(stage, seated(OWNER))
    assert await kinds_shown(stage, seated("cro_pm")) == before


async def with_a_hidden_list() -> Stage:
    """A statistician of the sponsor is not blinded, and owns the randomisation list."""
    agreement = example(PHASE_1)
    seats = tuple(
        replace(seat, party="sponsor") if seat.key == OWNER else seat for seat in agreement.seats
    )
    areas = tuple(
        replace(area, accountable=OWNER) if area.title == "Randomisation list" else area
        for area in agreement.areas
    )
    bound = BINDINGS.replace("console:yarra/stats", str(STATISTICIAN))
    changed = replace(agreement, seats=seats, areas=areas)
    return await a_stage_for(changed, bound, begin=at("2027-02-10T03:00"))


async def kinds_shown(stage: Stage, reader: Reader) -> list[str]:
    """What is on record, as a reader gets it."""
    async with stage.accord.storage.reading() as tx:
        entries = await shown_so_far(
            tx,
            stage.accord.agreements,
            collaboration=stage.collaboration.id,
            reader=reader,
            sides={"sponsor", "cro"},
            now=stage.clock.now(),
        )
    return [each.entry.kind for each in entries]
