"""Who may decide, by what both sides agreed."""

import pytest

from bot.domain.agreement.conduct import InputLevel, InputWanted
from bot.domain.deciding import Decider, decider_on_area, decider_on_topic
from tests.builders import an_agreement

SPONSOR, CRO = Decider(party="sponsor"), Decider(party="cro")
DIRECTOR = Decider(party="cro", seat="study_director")


@pytest.mark.parametrize(
    ("wanted", "decides"),
    [
        ({"level": InputLevel.DECIDE}, CRO),
        ({"level": InputLevel.RECOMMEND}, SPONSOR),
        ({"level": InputLevel.CONSULT}, SPONSOR),
        ({"level": InputLevel.FOLLOW}, SPONSOR),
        (
            {"level": InputLevel.DECIDE, "decided_by": "vp_rd"},
            Decider(party="sponsor", seat="vp_rd"),
        ),
        # The seat that answers for the area, where it is of the side that decides.
        ({"level": InputLevel.DECIDE, "area": "inlife"}, DIRECTOR),
        ({"level": InputLevel.RECOMMEND, "area": "inlife"}, SPONSOR),
        (
            {"level": InputLevel.CONSULT, "area": "change_orders"},
            Decider(party="sponsor", seat="program_manager"),
        ),
        # A body is no seat: who answers for the area puts on record what it decided.
        (
            {"level": InputLevel.RECOMMEND, "body": "safety review committee", "area": "inlife"},
            DIRECTOR,
        ),
        ({"level": InputLevel.RECOMMEND, "body": "safety review committee"}, SPONSOR),
    ],
)
def test_the_named_seat_decides_or_the_side_of_the_level(
    wanted: dict[str, object], decides: Decider
) -> None:
    topic = InputWanted(topic="Dose levels", **wanted)  # type: ignore[arg-type]  # a table
    assert decider_on_topic(an_agreement(input_wanted=(topic,)), topic) == decides


def test_of_an_area_its_topic_says_who_decides_and_else_who_answers_for_it() -> None:
    assert decider_on_area(an_agreement(), "inlife") == DIRECTOR
    asked = InputWanted(topic="In-life", level=InputLevel.CONSULT, area="inlife")
    assert decider_on_area(an_agreement(input_wanted=(asked,)), "inlife") == SPONSOR
