"""Linking an entry with past work: by who speaks for their side, and read where that is agreed."""

import pytest

from bot.cards.card import Button
from bot.cards.compose import past_work as cards
from bot.cards.compose.partners import PARTNER
from bot.cards.words import past_work as words
from tests.unit.engine.founding import edit
from tests.unit.engine.stage import PM, SPONSOR_PM, Stage, a_stage, seat_address
from tests.unit.engine.test_partners import COLLEAGUE, FJORD
from tests.unit.engine.test_past_work import CRO, NOBODY, agreed, counted, two_weeks
from tests.unit.engine.visiting import Visitor

STUDY = "28-day repeat-dose oral toxicity"
SHOW = "partners show Deccan Labs"


@pytest.fixture
async def stage() -> Stage:
    return await a_stage()


@pytest.fixture
async def lead(stage: Stage) -> Visitor:
    """The sponsor's lead, whose directory holds the CRO of the study and another one."""
    who = Visitor(stage=stage, address=SPONSOR_PM)
    for name in ("Deccan Labs", "Fjord Cell Lines"):
        await who.asks("partners add")
        await who.sends(**FJORD | {"name": name, "services": "28-day rat toxicology"})
    return who


@pytest.fixture
def bea(stage: Stage) -> Visitor:
    """A colleague who is in no collaboration."""
    return Visitor(stage=stage, address=COLLEAGUE)


async def test_a_lead_links_it_and_colleagues_read_numbers_without_the_study(
    stage: Stage, lead: Visitor, bea: Visitor
) -> None:
    await two_weeks(stage)
    await lead.asks(SHOW)
    said = await lead.presses(words.LINK)
    assert "Deccan in 28-day" in said
    assert "not linked; its side has not agreed yet" in said
    assert "linked; its side has not" in await lead.presses(_label(lead, "Link"))
    assert words.MEASURED not in await lead.asks(SHOW)
    await agreed(stage)
    kept, of = await counted(stage)
    numbers = f"1 collaboration, 1 month; {round(100 * kept / of)} % of {of} updates on time"
    said = await bea.asks(SHOW)
    assert f"{words.MEASURED}: {numbers}" in said
    assert STUDY not in said
    assert STUDY in await lead.asks(SHOW)
    found = await bea.asks("partners find 28d rat tox")
    assert f"{round(100 * kept / of)} % of {of} updates on time" in found
    await edit(stage, PM, CRO, NOBODY)
    assert words.MEASURED not in await bea.asks(SHOW)
    assert "updates on time" not in await bea.asks("partners find 28d rat tox")


async def test_without_consent_nothing_tells_that_there_is_a_link(
    stage: Stage, lead: Visitor, bea: Visitor
) -> None:
    before = [await bea.asks(SHOW), await bea.asks("partners history Deccan Labs")]
    await lead.asks(SHOW)
    await lead.presses(words.LINK)
    await lead.presses(_label(lead, "Link"))
    assert [await bea.asks(SHOW), await bea.asks("partners history Deccan Labs")] == before


async def test_unlinked_it_has_no_numbers(stage: Stage, lead: Visitor) -> None:
    await agreed(stage)
    await lead.asks("partners link Deccan Labs")
    await lead.presses(_label(lead, "Link"))
    assert words.MEASURED in await lead.asks(SHOW)
    await lead.asks("partners unlink Deccan Labs")
    await lead.presses(_label(lead, "Unlink"))
    assert words.MEASURED not in await lead.asks(SHOW)


async def test_nobody_else_may_link_and_nothing_is_hinted_at(
    stage: Stage, lead: Visitor, bea: Visitor
) -> None:
    monitor = Visitor(stage=stage, address=seat_address("study_monitor", "larkspur"))
    await lead.asks("partners link Deccan Labs")
    assert lead.card is not None
    value = lead.card.buttons[0].value
    for who in (bea, monitor):
        assert words.LINK not in [b.label for b in await _shown(who)]
        assert words.NO_LEAD in await who.asks("partners link Deccan Labs")
        assert words.NO_LEAD in await who.forges(cards.LINK, **value)
    other = Visitor(stage=stage, address=PM)
    assert "not in your directory" in await other.forges(cards.LINK, **value)
    forged = {PARTNER: value[PARTNER], cards.COLLABORATION: "x", cards.PARTY: "cro"}
    assert words.NO_LEAD in await lead.forges(cards.LINK, **forged)
    own = {**value, cards.PARTY: "sponsor"}
    assert words.NO_LEAD in await lead.forges(cards.LINK, **own)


async def test_it_is_offered_only_where_the_names_are_near(lead: Visitor) -> None:
    await lead.asks("partners show Fjord Cell Lines")
    assert lead.card is not None
    assert words.LINK not in [each.label for each in lead.card.buttons]


async def _shown(who: Visitor) -> tuple[Button, ...]:
    await who.asks(SHOW)
    assert who.card is not None
    return who.card.buttons


def _label(who: Visitor, begin: str) -> str:
    assert who.card is not None
    return next(each.label for each in who.card.buttons if each.label.startswith(f"{begin} "))
