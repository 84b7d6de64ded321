"""What a form of typed contents accepts, and what it says instead."""

from dataclasses import replace

import pytest

from bot.cards.compose.checkin_form import update_form
from bot.cards.compose.checkins import Promise
from bot.cards.form import ChoiceInput, DateInput, NumberInput
from bot.domain.agreement.cadences import ContentItem, ContentType
from bot.domain.checkin import CheckIn
from bot.engine import update_answers
from tests.builders import a_cadence, an_agreement, at

CONTENTS = (
    ContentItem(title="animals dosed", type=ContentType.NUMBER, unit="animals"),
    ContentItem(title="next dose", type=ContentType.DATE),
    ContentItem(title="room", type=ContentType.CHOICE, choices=("A", "B")),
    ContentItem(title="deviations", type=ContentType.YES_NO),
)
CADENCE = replace(a_cadence(), contents=CONTENTS)
RIGHT = {
    "health": "on_track",
    "item_0": "12.5",
    "item_1": "2026-12-04",
    "item_2": "B",
    "item_3": "no",
    "help": "",
}


def test_right_values_have_no_mistakes() -> None:
    assert update_answers.mistakes(CADENCE, RIGHT) == {}
    assert [i.text for i in update_answers.items(CADENCE, RIGHT)] == [
        "12.5",
        "2026-12-04",
        "B",
        "no",
    ]


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("item_0", "a dozen", "Write a number"),
        ("item_0", "nan", "Write a number"),
        ("item_0", "", "Write a short line"),
        ("item_1", "tomorrow", "Write a day as 2026-12-04."),
        ("item_2", "C", "Choose one of: A, B."),
        ("item_3", "maybe", "Choose one of: yes, no."),
        ("health", "great", "Choose one: on track"),
    ],
)
def test_a_wrong_value_is_answered_with_what_to_write(key: str, value: str, sentence: str) -> None:
    wrong = update_answers.mistakes(CADENCE, {**RIGHT, key: value})
    assert list(wrong) == [key]
    assert sentence in wrong[key]


def test_a_comma_is_a_decimal_point_too() -> None:
    assert update_answers.mistakes(CADENCE, {**RIGHT, "item_0": "12,5"}) == {}


def test_the_form_asks_each_type_in_its_own_way() -> None:
    agreement = an_agreement(cadences=(CADENCE,))
    due = at("2026-12-04T17:00", "Asia/Kolkata")
    checkin = CheckIn(
        id="c",
        collaboration="c",
        cadence=CADENCE.key,
        version=1,
        wall=due.replace(tzinfo=None),
        due=due,
        late_at=due,
        opened_at=due,
    )
    form = update_form(Promise(agreement=agreement, checkin=checkin), values={})
    _, number, date, choice, yes_no, _ = form.inputs
    assert isinstance(number, NumberInput)
    assert number.label == "Animals dosed (animals)"
    assert isinstance(date, DateInput)
    assert isinstance(choice, ChoiceInput)
    assert [option.value for option in choice.options] == ["A", "B"]
    assert isinstance(yes_no, ChoiceInput)
    assert [option.value for option in yes_no.options] == ["yes", "no"]
