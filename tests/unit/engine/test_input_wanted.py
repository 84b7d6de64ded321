"""What both sides agreed on who decides is said where somebody asks for it otherwise."""

import pytest

from bot.cards.plain import card_text
from bot.domain.address import Address
from tests.builders import HYDERABAD, at
from tests.unit.engine.founding import filled, form_of
from tests.unit.engine.stage import PM, SPONSOR_PM, Stage, a_stage
from tests.unit.engine.test_questions import question_shown, the_question

CONSULT = "Agreed on dose levels: consult. The CRO asks first; the sponsor decides."
DECIDE = (
    "Agreed on animal care and humane endpoints: decide. The Attending veterinarian decides and"
    " tells within 4 hours."
)


async def began() -> Stage:
    return await a_stage(begin=at("2026-12-02T22:00", HYDERABAD))


@pytest.mark.parametrize(
    ("who", "text", "line"),
    [
        (SPONSOR_PM, "ask cro pm: please decide on the dose levels", CONSULT),
        (SPONSOR_PM, "ask dose levels: your call, 30 or 60 mg/kg?", CONSULT),
        (PM, "ask sponsor pm: can we go with your humane endpoints for animal care?", DECIDE),
        (PM, "ask program manager: which report format do you prefer?", ""),  # theirs to decide
        (SPONSOR_PM, "ask cro pm: when are the dose levels in the protocol?", ""),  # no decision
        (SPONSOR_PM, "ask cro pm: please decide on the lunch", ""),  # nothing agreed
    ],
)
async def test_it_is_said_before_a_question_is_sent_and_never_stops_it(
    who: Address, text: str, line: str
) -> None:
    stage = await began()
    await stage.say(who, text)
    shown = stage.received(who)[-1]
    if not line:
        assert "is on its way" in card_text(shown.card)
        return
    assert line in card_text(shown.card)
    assert "You can send it all the same" in card_text(shown.card)
    await stage.press(who, shown, "Send anyway")
    assert "Question 1 is on its way" in stage.last_text(who)
    question = await the_question(stage)
    assert question.turn.question.text in text
    await stage.until("2026-12-03T22:30")  # both sides have begun to work since
    receiver = stage.accord.directory.snapshot.holder(
        stage.collaboration.id, question.turn.seat, stage.clock.now()
    )
    assert receiver is not None
    text = card_text(question_shown(stage, receiver.addresses[0]).card)
    assert line.replace("Agreed on ", "Agreed on: ") in text


async def test_the_form_says_it_once_and_is_sent_as_it_stands() -> None:
    stage = await began()
    form = form_of(await stage.say(SPONSOR_PM, "ask"))
    values = filled(form, {"topic": "cro pm", "text": "Please choose the dose levels"})
    again = form_of(await stage.send(SPONSOR_PM, form, **values))
    assert CONSULT in repr(again.intro)
    await stage.send(SPONSOR_PM, again, **filled(again, {}))
    assert (await the_question(stage)).turn.question.text == "Please choose the dose levels"


async def test_what_waits_for_other_words_is_looked_at_together() -> None:
    stage = await began()
    await stage.say(SPONSOR_PM, "ask cro pm: please decide on dose levels, Deccan forgot to")
    text = stage.last_text(SPONSOR_PM)
    assert CONSULT in text
    assert "can read as blame" in text
    assert text.count("Before this is sent") == 1


async def test_it_is_said_where_a_decision_is_written_down_that_is_not_ones_own() -> None:
    stage = await began()
    await stage.say(PM, "decision dose levels 30 and 60 mg/kg")
    assert CONSULT in stage.last_text(PM)
    await stage.say(SPONSOR_PM, "decision dose levels 30 and 60 mg/kg")
    assert CONSULT not in stage.last_text(SPONSOR_PM)
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Change it"))
    kept = await stage.send(PM, form, **filled(form, {"outcome": "30 mg/kg"}))
    assert kept.card is not None
    assert CONSULT in card_text(kept.card)
