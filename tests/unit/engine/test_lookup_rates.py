"""How often the look-up is right, over questions as people type them."""

from collections.abc import Sequence

import pytest

from tests.unit.engine.evaluation import judge, rates
from tests.unit.engine.labelled_questions import HOLD_OUT, TUNING, Question


# What is wanted of unseen questions: 95 % right, 2 % the wrong thing, 95 % of those without an
# answer recognised. `make eval` prints where it stands; the floors are just below. Raise them.
@pytest.mark.parametrize(
    ("questions", "right", "wrong_thing", "recognised"),
    [(HOLD_OUT, 0.81, 0.04, 0.925), (TUNING, 0.94, 0.01, 0.945)],
    ids=["hold_out", "tuning"],
)
def test_the_lookup_is_right_and_knows_when_it_does_not_know(
    questions: Sequence[Question], right: float, wrong_thing: float, recognised: float
) -> None:
    found = rates(judge(questions))
    assert found.right >= right
    assert found.wrong_thing <= wrong_thing
    assert found.recognised >= recognised
