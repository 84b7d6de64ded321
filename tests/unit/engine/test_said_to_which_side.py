"""Of three parties it has to be clear to which of the others something is said."""

import pytest

from bot.domain.address import Address
from tests.unit.engine.founding import ANN, CY, FAY, HOME, everything_read_by, told
from tests.unit.engine.of_three import all_agreed


@pytest.mark.parametrize(
    ("who", "text", "to"),
    [
        (FAY, "heads-up the final report may slip", "Project manager (Labs CRO)"),
        (
            ANN,
            "heads-up the order may slip",
            "Programme manager of the facilitator (Middle Market)",
        ),
        (CY, "heads-up the samples may be warm", "Scientific lead of the sponsor (Acme Bio)"),
        (CY, "ask contract frame: is it signed?", "Contract manager (Middle Market)"),
        (FAY, "ask final report: will it come in June?", "Project manager (Labs CRO)"),
        (FAY, "ask acceptance: is it done?", "Program manager (Acme Bio)"),
    ],
)
async def test_what_names_its_topic_goes_to_the_side_that_answers_for_it(
    who: Address, text: str, to: str
) -> None:
    stage = await all_agreed()
    response = await stage.say(who, text)
    assert f"To: {to}" in told(stage, response, who)


async def test_what_names_nothing_is_for_one_of_those_they_deal_with_as_much() -> None:
    """The facilitator's programme manager has as many areas with the one as with the other."""
    stage = await all_agreed()
    await stage.say(FAY, "heads-up I shall be slow next week")
    asked = stage.received(FAY)[-1]
    labels = [button.label for button in asked.card.buttons]
    assert labels[:2] == ["Procurement of the sponsor", "Project manager"]
    await stage.press(FAY, asked, "Project manager")
    assert "To: Project manager (Labs CRO)" in stage.last_text(FAY)
    assert "I shall be slow next week" in stage.last_text(CY)
    assert "I shall be slow" not in everything_read_by(stage, ANN, HOME)
