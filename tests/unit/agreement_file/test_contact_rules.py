"""Contact rules that may stand together: the first leaves something to the second."""

import pytest

from bot.agreement_file.check import read_agreement
from tests.unit.agreement_file.texts import SMALL, changed

WHERE = "    location: portal\n    due: [{phase"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The first seat cannot be reached at every hour.
        ("{seat: vet, method: email}", "{seat: cro_pm, method: email}"),
        # It is for something else.
        ("{seat: cro_pm, method: email, for: formal}", "{seat: vet, method: email}"),
        ("{seat: cro_pm, method: email, for: urgent}", "{seat: vet, method: email}"),
        # It holds at other times, or at those of another seat, whose clock is another.
        (
            '{seat: cro_pm, method: email, hours: "08:00-11:00"}',
            '{seat: cro_pm, method: email, hours: "08:00-12:00"}',
        ),
        (
            '{seat: cro_pm, method: email, hours: "08:00-11:00"}',
            '{seat: monitor, method: email, hours: "08:00-11:00"}',
        ),
        ("{seat: cro_pm, method: email, days: [mon]}", "{seat: cro_pm, method: channel}"),
        (
            "{seat: monitor, method: email, when: on_call}",
            "{seat: monitor, method: email, when: outside_office_hours}",
        ),
    ],
)
def test_a_rule_that_still_counts_is_no_mistake(first: str, second: str) -> None:
    rules = f"    contact_rules: [{first}, {second}]\n"
    agreement = read_agreement(SMALL.replace(WHERE, rules + WHERE))
    assert len(agreement.area["welfare"].contact_rules) == 2


def test_a_rule_of_a_seat_that_not_everybody_may_know_leaves_it_to_the_next() -> None:
    rules = "    contact_rules: [{seat: cro_pm, method: email}, {seat: vet, method: email}]\n"
    text = changed(SMALL, WHERE, rules + WHERE)
    text = changed(text, "  - key: cro_pm\n", "  - key: cro_pm\n    blinded: false\n")
    text = changed(text, "study: {id: small,", "study: {id: small, blinded: true,")
    assert len(read_agreement(text).area["welfare"].contact_rules) == 2
