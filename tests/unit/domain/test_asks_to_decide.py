"""What asks somebody to decide, and what only speaks of a decision."""

import pytest

from bot.domain.asks_to_decide import asks_to_decide


@pytest.mark.parametrize(
    "text",
    [
        "please decide",
        "Please let me know soon and pick one of the two.",
        "can you decide on the dose levels by Friday?",
        "could you just choose the vehicle",
        "You should make the call on this one",
        "Decide whether we drop the high dose",
        "30 or 60 mg/kg, you decide",
        "Your call!",
        "it's up to you",
        "we leave it to you",
        "That is for you to decide.",
        "can we go with 30 mg/kg?",
        "May we use the new bottle?",
        "shall we skip the second necropsy",
        "Do you agree with 10 mL/kg?",
        "pls sign off the terms",
        "are you ok with CHO-K1?",
        "Is that fine with you?",
        "which of the two do you prefer?",
        "What should we use for the label?",
        "let us know which you want",
        "We need your go-ahead for the report format",
        "The draft is there. Would you approve it?",
    ],
)
def test_it_asks_for_a_decision(text: str) -> None:
    assert asks_to_decide(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "who decides on the dose levels?",
        "When will you decide?",
        "have you decided on the vehicle",
        "Did you choose the terms?",
        "When do the slides ship?",
        "how many animals are in group 3?",
        "what is the dose volume?",
        "We decided to use the amber bottle.",
        "Who approves the report format?",
        "Has the sponsor signed off the protocol?",
        "which day is the necropsy",
        "do you have the draft?",
        "can you send the draft",
    ],
)
def test_it_asks_for_something_else(text: str) -> None:
    assert not asks_to_decide(text)
