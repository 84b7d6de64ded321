"""`partners find`: who fits a need, with every reason, and what to do where nobody does."""

import pytest

from adapters.slack.capabilities import SLACK
from adapters.slack.render import render
from adapters.teams.capabilities import TEAMS
from adapters.teams.render import render_card
from bot.cards.fit import fit
from bot.cards.words import partner_search as words
from bot.domain.address import Address
from tests.judges.slack import judge_slack_response
from tests.judges.teams import judge_card
from tests.unit.engine.stage import PM, SPONSOR_PM, Stage, a_stage
from tests.unit.engine.test_partners import COLLEAGUE, FJORD
from tests.unit.engine.visiting import Visitor

NEED = "cell line development, small batch, EU"


@pytest.fixture
async def stage() -> Stage:
    return await a_stage()


@pytest.fixture
async def ann(stage: Stage) -> Visitor:
    """A member of an organisation whose directory holds three."""
    who = Visitor(stage=stage, address=SPONSOR_PM)
    await who.asks("partners add")
    await who.sends(**FJORD | {"services": "CHO cell line development. Small batches from 10 L."})
    isle = {"name": "Isle Biologics", "regions": "UK", "services": "CLD, small batch"}
    await who.asks("partners add")
    await who.sends(**FJORD | isle)
    tox = {"name": "Tox house", "chosen": "toxicology", "services": "28-day rat tox"}
    await who.asks("partners add")
    await who.sends(**FJORD | tox | {"accreditations": "GLP until 2026-06"})
    return who


async def test_who_fits_comes_with_every_reason(ann: Visitor, stage: Stage) -> None:
    bea = Visitor(stage=stage, address=COLLEAGUE)
    await bea.asks("partners recommend Fjord Cell Lines: early with bad news")
    said = await ann.asks(f"partners find {NEED}")
    assert "One fits." in said
    assert (
        "Fjord Cell Lines: Protein, cell line and biologics development;"
        " says “CHO cell line development” and “Small batches from 10 L”; in Denmark, EU;"
        " 1 colleague recommends it" in said
    )
    assert "Isle" not in said
    assert "Fjord" in await ann.presses("Show Fjord Cell Lines")


async def test_a_wish_nobody_meets_is_said_with_who_is_nearest_and_what_they_lack(
    ann: Visitor,
) -> None:
    said = await ann.asks("partners find GLP 28d rat tox in the EU")
    assert "Nobody here who does this has GLP and is in the EU. Nearest:" in said
    assert "GLP expired on Tue 30 Jun 2026" in said
    assert words.ASK_OR_ADD in said
    assert await ann.presses(words.ADD)


async def test_what_is_ruled_out_and_what_is_not_written_are_said(ann: Visitor) -> None:
    said = await ann.asks("partners find cell line development, not in Denmark")
    assert "Isle Biologics" in said
    assert "in UK; nobody recommends it yet" in said
    await ann.asks("partners add")
    await ann.sends(**FJORD | {"name": "Nowhere", "regions": "", "services": "stable clones"})
    said = await ann.asks("partners find stable clones in Japan")
    assert "Nowhere: " in said
    assert "where it is is not written" in said


async def test_nobody_does_it_and_what_next(ann: Visitor) -> None:
    assert words.NOBODY in await ann.asks("partners find phase 3 trial in children")
    await ann.presses(words.SEARCH_AGAIN)
    assert ann.form is not None
    assert ann.form.inputs[0].value == "phase 3 trial in children"


async def test_a_need_can_be_chosen_in_a_form(ann: Visitor) -> None:
    await ann.asks("partners find")
    assert ann.form is not None
    assert len(ann.form.title) <= 24
    assert await ann.sends() == words.SAY_ONE
    said = await ann.sends(category="2", region="UK")  # the third one
    assert "Isle Biologics" in said
    assert "Fjord" not in said
    assert "Tox" not in said


async def test_more_than_five_are_paged_and_fit_both_platforms(ann: Visitor) -> None:
    for number in range(9):
        await ann.asks("partners add")
        await ann.sends(**FJORD | {"name": f"Cells {number}", "services": "cell line development"})
    said = await ann.asks("partners find cell line development")
    assert "1 to 5 of 11" in said
    assert ann.card is not None
    assert judge_slack_response(render(fit(ann.card, SLACK), lambda _: False)) == []
    assert judge_card(render_card(fit(ann.card, TEAMS))) == []
    assert "6 to 10 of 11" in await ann.presses("More")
    assert "11 to 11 of 11" in await ann.presses("More")


async def test_another_organisation_finds_nothing_of_it(ann: Visitor, stage: Stage) -> None:
    for address in (PM, Address("console", "elsewhere", "anybody")):
        other = Visitor(stage=stage, address=address)
        said = await other.asks(f"partners find {NEED}")
        assert words.NOBODY in said
        assert "Fjord" not in said


async def test_the_words_of_a_need_are_read_safely(ann: Visitor) -> None:
    for need in ("\0", "%", "(((", "a" * 1900, "“”", "EU " * 90, "in the", "😀 histology"):
        assert "Partners" in await ann.asks(f"partners find x {need}")


async def test_a_need_is_understood_without_the_word(ann: Visitor) -> None:
    assert "Fjord Cell Lines: " in await ann.asks("partners somebody for stable CHO clones, EU")
