"""The pulse between three parties in three zones: one round, one end, one card for all rooms.

Example 2 in September 2027; the rooms of sponsor and laboratory are one.
"""

import re
from dataclasses import replace
from datetime import date

from cryptography.fernet import Fernet

from bot.cards.compose.pulse import ANSWER
from bot.cards.plain import card_text
from bot.domain.agreement.pulse import Pulse
from tests.unit.engine.escalating import NEW_YORK, antibody, at, until
from tests.unit.engine.examples import ANTIBODY, example
from tests.unit.engine.pulse_stage import values
from tests.unit.engine.stage import EXAMPLES, Stage, a_stage_for
from tests.unit.engine.test_three_parties import CDMO_ROOM, SPONSOR_AND_LAB_ROOM

SPONSORS = ("alliance_lead", "cmc_director", "analytics_lead", "molecule_lead", "sponsor_quality")
CDMO = ("project_manager_kr", "cell_line_head", "upstream_lead", "assay_lead", "hansori_qa")
LAB = ("lab_study_manager", "virology_head", "lab_quality")
TITLE = "Pulse, September 2027"


async def a_stage() -> Stage:
    agreement = example(ANTIBODY)
    steering = tuple(each for each in agreement.cadences if each.key == "steering")
    agreement = replace(agreement, cadences=steering, triggers=(), phases=(), ownership=None)
    text = (EXAMPLES / "02_bindings.yaml").read_text(encoding="utf-8")
    return await a_stage_for(
        agreement,
        re.sub(r"\b(slack|teams):", "console:", text),
        begin=at("2027-08-31T10:00", NEW_YORK),
        secret_keys=(Fernet.generate_key().decode(),),
    )


async def says(stage: Stage, seat: str, scale: int) -> None:
    """The holder of a seat answers."""
    who = antibody(stage, seat)
    asked = next(
        shown
        for shown in stage.received(who)
        if any(button.action == ANSWER for button in shown.card.buttons)
    )
    form = (await stage.press(who, asked, "Answer")).form
    assert form is not None
    await stage.send(who, form, **values(scale))


async def test_three_sides_read_one_card_with_the_widest_gap() -> None:
    stage = await a_stage()
    assert isinstance(stage.agreement.pulse, Pulse)
    assert set(stage.agreement.pulse.asked_of) == {*SPONSORS, *CDMO, *LAB}
    await until(stage, "2027-09-03T12:00", NEW_YORK)
    for seats, scale in ((SPONSORS, 4), (CDMO, 5), (LAB, 3)):
        for seat in seats[:3]:
            await says(stage, seat, scale)
    async with stage.accord.storage.reading() as tx:
        running = await tx.pulse.running(stage.collaboration.id)
    assert running is not None
    assert running.start == date(2027, 9, 1)
    await until(stage, "2027-09-30T12:00", NEW_YORK)
    read = [
        [shown.card for shown in stage.received(room) if shown.card.title == TITLE]
        for room in (SPONSOR_AND_LAB_ROOM, CDMO_ROOM)
    ]
    assert [len(cards) for cards in read] == [1, 1]
    assert read[0] == read[1]
    names = {each.key: each.short for each in stage.agreement.parties}
    low, high = (names[stage.agreement.party_of(seats[0]).key] for seats in (LAB, CDMO))
    assert f"widest gap 2.0, {low} to {high}" in card_text(read[0][0])
