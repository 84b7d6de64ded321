"""Three parties in three zones: each is told on the ladder, reads the same, and keeps its own.

Example 2, raised on Thursday 19 August 2027 at 10:00 in Pennsylvania: 16:00 in Lyon, 23:00 in
Songdo. The trigger counts in clock hours, its steps in business days of the laboratory; nobody has
a holiday until 6 September, and no cover stands in the testing phase.
"""

from bot.domain.address import Address
from tests.unit.engine.escalating import (
    NEW_YORK,
    antibody,
    antibody_stage,
    messages,
    raise_it,
    tellings,
    until,
)

SPONSOR_AND_LAB_ROOM = Address("console", "T0ARDOISE", "C0ARD204")
CDMO_ROOM = Address("console", "5b1c0f3e-0000-4000-8000-000000000002", "19:ard204@thread.tacv2")

POSITIVE = [
    ("08-19 10:00", 1, "hansori_qa"),
    ("08-19 10:00", 1, "lab_study_manager"),  # gives the first notice
    ("08-19 10:00", 1, "sponsor_quality"),
    ("08-19 10:00", 1, "virology_head"),
    ("08-20 10:00", 2, "bank_manager"),
    ("08-20 10:00", 2, "cmc_director"),
    ("08-20 10:00", 2, "lab_quality"),
    # Three business days after a Thursday are the Tuesday.
    ("08-24 10:00", 3, "cso"),
    ("08-24 10:00", 3, "lab_study_manager"),
    ("08-24 10:00", 3, "site_director"),
]


async def test_a_ladder_climbs_on_all_three_sides() -> None:
    stage = await antibody_stage()
    raised = await raise_it(stage, antibody(stage, "lab_study_manager"), "positive_virus_result")
    await until(stage, "2027-08-30T12:00", NEW_YORK)
    assert await tellings(stage, raised, NEW_YORK) == POSITIVE
    for _, step, seat in POSITIVE:
        assert messages(stage, antibody(stage, seat), "E-1"), (step, seat)


async def test_a_room_of_two_parties_is_told_once_and_the_other_room_reads_the_same() -> None:
    stage = await antibody_stage()
    await raise_it(stage, antibody(stage, "lab_study_manager"), "positive_virus_result")
    (shared,) = messages(stage, SPONSOR_AND_LAB_ROOM, "E-1")
    (cdmo,) = messages(stage, CDMO_ROOM, "E-1")
    assert shared.card.title == cdmo.card.title


async def test_the_laboratory_is_answered_but_never_learns_of_the_sequence_vault() -> None:
    stage = await antibody_stage()
    lab, owner = antibody(stage, "lab_study_manager"), antibody(stage, "molecule_lead")
    await stage.say(lab, "who owns sterility and mycoplasma tests")
    assert "Brandywine results portal" in stage.last_text(lab)
    await stage.say(lab, "where is the sequence vault")
    assert "vault" not in stage.last_text(lab).replace("“where is the sequence vault”", "")
    await stage.say(owner, "where is the sequence vault")
    assert "vault.ardoise.example/204" in stage.last_text(owner)


async def test_a_question_about_the_vault_that_waits_names_it_to_nobody_else() -> None:
    stage = await antibody_stage()
    lab, owner = antibody(stage, "lab_study_manager"), antibody(stage, "molecule_lead")
    await stage.say(antibody(stage, "cell_line_head"), "ask sequence vault: is the map there?")
    assert "is the map there?" in stage.last_text(owner)
    await until(stage, "2027-09-15T12:00", NEW_YORK)
    await stage.say(lab, "status", SPONSOR_AND_LAB_ROOM)
    said = stage.last_text(SPONSOR_AND_LAB_ROOM)
    assert "Question 1" in said
    assert "vault" not in said.casefold()
