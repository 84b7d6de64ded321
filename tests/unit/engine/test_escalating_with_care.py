"""What is written for an escalation is looked at first, by its writer alone; nothing stops it."""

from bot.cards.compose.escalation_forms import TEXT_KEY
from bot.cards.compose.escalations import DECIDE
from bot.cards.plain import card_text
from tests.unit.engine.escalating import (
    filled,
    kept,
    messages,
    open_form,
    press_on,
    raise_it,
    rat,
    rat_stage,
)
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import Stage

DIRECTOR, MONITOR = rat("study_director"), rat("study_monitor")
DEATH = "unexpected_death"
BLAME = "raise found dead, Larkspur forgot to send the feed"


async def test_words_that_blame_are_pointed_out_before_the_agreed_reason_is_shown() -> None:
    stage = await rat_stage()
    await stage.say(DIRECTOR, BLAME)
    hint = stage.received(DIRECTOR)[-1]
    assert "can read as blame" in card_text(hint.card)
    form = form_of(await stage.press(DIRECTOR, hint, "Change it"))
    again = await stage.send(DIRECTOR, form, text="found dead, and it is Larkspur's fault")
    assert again.form is not None
    raising = form_of(await stage.send(DIRECTOR, form, text="found dead, the feed had not come"))
    assert "Animal found dead" in str(raising.intro)
    assert "the feed had not come" in str(raising.intro)
    assert "Animal found dead" not in card_text(hint.card)
    await stage.press(DIRECTOR, hint, "Send anyway")
    assert "This draft is not here any more" in stage.last_text(DIRECTOR)
    assert await kept(stage) == []


async def test_sent_anyway_it_finds_what_was_agreed() -> None:
    stage = await rat_stage()
    await stage.say(DIRECTOR, BLAME)
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Send anyway")
    assert "What was agreed: Animal found dead" in stage.last_text(DIRECTOR)


async def test_the_form_comes_back_once_with_hints_and_is_sent_anyway() -> None:
    stage = await rat_stage()
    form = await open_form(stage, DIRECTOR, DEATH)
    values = filled(form, say_0="two rats; your fault")
    hinted = form_of(await stage.send(DIRECTOR, form, **values))
    assert await kept(stage) == []
    assert hinted.inputs[0].value == "two rats; your fault"
    await stage.send(DIRECTOR, hinted, **values)
    (escalation,) = await kept(stage)
    assert escalation.said[0].text == "two rats; your fault"
    assert messages(stage, MONITOR, "E-1")


async def test_what_is_decided_is_looked_at_too() -> None:
    stage = await rat_stage()
    escalation = await raise_it(stage, DIRECTOR, DEATH)
    form = form_of(await press_on(stage, MONITOR, escalation, DECIDE))
    said = {TEXT_KEY: "dosing pauses because Deccan messed up"}
    hinted = form_of(await stage.send(MONITOR, form, **said))
    assert await _decided(stage) == []
    await stage.send(MONITOR, hinted, **{TEXT_KEY: "dosing pauses until the necropsy is read"})
    assert await _decided(stage) == ["dosing pauses until the necropsy is read"]


async def _decided(stage: Stage) -> list[str]:
    return [each.what for escalation in await kept(stage) for each in escalation.decisions]
