"""How often the look-up is right, over questions as people type them."""

from collections.abc import Sequence

import pytest

from tests.unit.engine.evaluation import judge, rates
from tests.unit.engine.labelled_questions import HOLD_OUT, TUNING, Question

# What is wanted of unseen questions: 95 % right, 2 % the wrong thing, 2 % answered without an
# answer. The questions of before are there (98, 0.3 and 1 %). Those written in November 2026, for
# three collaborations and by somebody who had not seen the look-up, are much harder: what people
# say happened, in words the agreement does not have. Measured on that day, with the look-up as it
# was: hold-out 57, 5 and 0 %, tuning 80, 1.3 and 1 %. The floors stand just below; raise them.
@pytest.mark.parametrize(
    ("questions", "right", "wrong_thing"),
    [(HOLD_OUT, 0.56, 0.05), (TUNING, 0.79, 0.02)],
    ids=["hold_out", "tuning"],
)
def test_the_lookup_is_right_and_knows_when_it_does_not_know(
    questions: Sequence[Question], right: float, wrong_thing: float
) -> None:
    found = rates(judge(questions))
    assert found.right >= right
    assert found.wrong_thing <= wrong_thing
    assert found.recognised >= 0.98
