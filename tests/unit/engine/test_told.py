"""What is told without a command or a question mark is looked up before it is not understood."""

import pytest

from bot.cards.plain import card_text
from tests.unit.engine.stage import PM, SPONSOR_PM, SPONSOR_ROOM, a_stage

NOT_UNDERSTOOD = "I did not understand that"
ESCALATION = "Show the agreed escalation"


@pytest.mark.parametrize(
    ("text", "title", "button"),
    [
        ("one rat was lying dead in its cage", "Animal found dead or moribund", "Raise it"),
        ("reach the attending veterinarian", "Attending veterinarian", None),
        ("clinical pathology, the tables", "Clinical pathology", None),
    ],
)
async def test_what_is_told_gets_what_was_agreed_for_it(
    text: str, title: str, button: str | None
) -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, text, SPONSOR_ROOM)
    answer = stage.received(SPONSOR_ROOM)[-1].card
    assert title in card_text(answer)
    assert button is None or button in [each.label for each in answer.buttons]


async def test_what_is_about_nothing_agreed_is_not_understood() -> None:
    stage = await a_stage()
    await stage.say(PM, "the coffee is cold and bitter")
    assert NOT_UNDERSTOOD in stage.last_text(PM)


async def test_of_a_deliverable_with_a_date_the_agreed_escalation_is_one_press_away() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, "who owns the draft report?")
    await stage.press(SPONSOR_PM, stage.received(SPONSOR_PM)[-1], ESCALATION)
    assert stage.received(SPONSOR_PM)[-1].card.title == "Deliverable overdue"


async def test_what_has_no_date_has_no_escalation_for_being_late() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, "who owns the courier?")
    assert ESCALATION not in [each.label for each in stage.received(SPONSOR_PM)[-1].card.buttons]
