"""Looking back between three parties, and when nobody of a side is left to ask."""

from bot.cards.compose.escalation_forms import DECISION_KEY
from bot.cards.compose.escalations import ACKNOWLEDGE, RESOLVE
from bot.cards.compose.look_back_parts import LOOK_BACK
from bot.domain.address import Address
from tests.unit.engine.escalating import (
    NEW_YORK,
    antibody,
    antibody_stage,
    press_on,
    raise_it,
    story,
    until,
)
from tests.unit.engine.stage import Stage
from tests.unit.engine.test_escalations import CLOSES, MONITOR, SPONSOR_PM, fill, newest, refusal
from tests.unit.engine.test_looking_back import (
    ASKS,
    OURS,
    THEIRS,
    at_night,
    everything,
    look_back,
    texts,
)


async def leave(stage: Stage, *gone: Address) -> None:
    """People give up all they hold and lead."""
    async with stage.accord.storage.transaction() as tx:
        data = await tx.directory.load()
        ids = {p.id for p in data.people if set(gone) & set(p.addresses)}
        for holding in data.holdings:
            if holding.person in ids:
                await tx.directory.end_holding(holding, stage.clock.now())
        for lead in data.leads:
            if lead.person in ids:
                await tx.directory.unname_lead(lead)


async def test_all_three_are_asked_and_read_nothing_before_the_last_one_answered() -> None:
    stage = await antibody_stage()
    lab, quality = antibody(stage, "lab_study_manager"), antibody(stage, "sponsor_quality")
    cdmo = antibody(stage, "hansori_qa")
    raised = await raise_it(stage, lab, "positive_virus_result")
    await press_on(stage, quality, raised, ACKNOWLEDGE)
    ended = {**CLOSES, DECISION_KEY: "the bank stays in quarantine"}
    await fill(stage, quality, raised, RESOLVE, **ended)
    await until(stage, "2027-08-20T12:00", NEW_YORK)
    assert all(len(texts(stage, each, ASKS)) == 1 for each in (lab, quality, cdmo))

    await look_back(stage, lab, raised, **OURS)
    await look_back(stage, quality, raised, **THEIRS)
    assert "tell the vet" not in everything(stage, quality, cdmo)
    await look_back(stage, cdmo, raised, helped="the retained vials", change="", judged="right")
    answers = ("tell the vet as well", "It was a false alarm", "the retained vials")
    for reader in (lab, quality, cdmo):
        (card,) = [t for t in texts(stage, reader, "E-1") if "Looking back: " in t][:1]
        assert all(answer in card for answer in answers)


async def test_a_side_that_took_no_part_is_not_asked_and_cannot_answer() -> None:
    stage = await antibody_stage()
    head, director = antibody(stage, "cell_line_head"), antibody(stage, "cmc_director")
    raised = await raise_it(stage, head, "contamination")
    await fill(stage, director, raised, RESOLVE, **CLOSES, **{DECISION_KEY: "a new vial"})
    look = (await newest(stage)).look_back
    assert look is not None
    assert look.sides == ("sponsor", "cro")
    lab = antibody(stage, "lab_study_manager")
    answer = await press_on(stage, lab, raised, LOOK_BACK)
    assert "E-1 is between Ardoise and Hansori" in refusal(stage, lab, answer)


async def test_when_who_acted_last_has_gone_the_next_one_is_asked() -> None:
    stage, _ = await at_night()
    await leave(stage, SPONSOR_PM)
    await until(stage, "2027-01-15T12:00")
    assert texts(stage, SPONSOR_PM, ASKS) == []
    assert len(texts(stage, MONITOR, ASKS)) == 1


async def test_when_nobody_of_a_side_is_left_that_is_on_record_and_the_time_ends_it() -> None:
    stage, escalation = await at_night()
    await leave(stage, SPONSOR_PM, MONITOR)
    await until(stage, "2027-01-15T12:00")
    (nobody,) = [r for r in await story(stage, escalation) if r.entry.kind.endswith("_nobody")]
    assert nobody.entry.data["party"] == "sponsor"
    await until(stage, "2027-01-29T12:00")
    look = (await newest(stage)).look_back
    assert look is not None
    assert not look.open


async def test_who_left_reads_no_more_of_it() -> None:
    stage, escalation = await at_night()
    await until(stage, "2027-01-14T22:30")
    await look_back(stage, SPONSOR_PM, escalation, **THEIRS)
    await leave(stage, SPONSOR_PM)
    await until(stage, "2027-01-29T12:00")
    assert "What was learnt" not in everything(stage, SPONSOR_PM)
