"""Cards and the form of looking back, and the card of an escalation that was learnt from."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.card import Look
from bot.cards.compose.escalation_lists import in_a_line
from bot.cards.compose.escalations import escalation_card
from bot.cards.compose.looking_back import (
    LIMIT,
    answered_card,
    asked_card,
    look_back_form,
    told_card,
    withdrawn_card,
)
from bot.cards.plain import card_text
from bot.cards.words.looking_back import reason
from bot.domain.deed import Deed
from bot.domain.escalation import Closing, EscalationState
from bot.domain.instant import instant
from bot.domain.ladder import Case
from bot.domain.looking_back import Asked, Judged, Led, Lesson, LookBack
from bot.domain.visibility import seated
from tests.unit.cards.shown import objections
from tests.unit.cards.test_escalation_cards import ALL, LONG, full, shown
from tests.unit.domain.test_ladder import OURS, PHASE1, RAT, START, a_case

LATER = instant(START + timedelta(days=14))


def a_lesson(party: str, text: str = LONG[:LIMIT], judged: Judged | None = Judged.RIGHT) -> Lesson:
    by = Deed(person="p1", party=party, seat=None, at=START)
    return Lesson(by=by, helped=text, change=text, judged=judged)


def a_look_back(*lessons: Lesson, over: bool = True) -> LookBack:
    return LookBack(
        run=1,
        sides=("sponsor", "cro"),
        ends_at=LATER,
        asked=(Asked(party="cro", person="p1", at=START),),
        lessons=lessons,
        over_at=LATER if over else None,
    )


def looked_back_on(case: Case, look_back: LookBack, *led: Led) -> Case:
    closing = Closing(facts=LONG, by=OURS, at=START)
    closed = replace(case.escalation, state=EscalationState.CLOSED, closings=(closing,))
    return case.after(replace(closed, look_backs=(look_back,), led_to=led))


@pytest.mark.parametrize(("of", "trigger"), ALL)
def test_the_card_of_every_trigger_holds_what_was_learnt(of: str, trigger: str) -> None:
    look_back = a_look_back(a_lesson("sponsor"), a_lesson("cro"))
    led = (Led(amendment="a1", number=3, version=4), Led(amendment="a2", number=5))
    case = looked_back_on(full(of, trigger), look_back, *led)
    assert objections(escalation_card(shown(case))) == []


def test_all_cards_and_the_form_fit_both_platforms() -> None:
    look_back = a_look_back(a_lesson("sponsor"), a_lesson("cro"))
    case = looked_back_on(a_case("unexpected_death"), look_back)
    lesson = a_lesson("cro")
    cards = [
        asked_card(shown(case), look_back),
        answered_card(shown(case), look_back, lesson),
        told_card(shown(case), look_back),
        told_card(shown(case), a_look_back()),
        withdrawn_card(shown(case)),
    ]
    for card in cards:
        assert objections(card) == []
    assert objections(look_back_form(shown(case))) == []


def test_what_one_side_said_is_on_no_card_before_it_is_over() -> None:
    look_back = a_look_back(a_lesson("cro", "tell the vet"), over=False)
    case = looked_back_on(a_case("unexpected_death"), look_back)
    assert "tell the vet" not in card_text(escalation_card(shown(case)))
    assert "tell the vet" not in card_text(asked_card(shown(case), look_back))
    over = looked_back_on(case, look_back.over(LATER))
    assert "tell the vet" in card_text(escalation_card(shown(over)))


@pytest.mark.parametrize(
    ("lessons", "look"),
    [
        ((), Look.NORMAL),
        ((a_lesson("cro", ""),), Look.NORMAL),
        ((a_lesson("cro", "a longer limit"),), Look.PRIMARY),
        ((a_lesson("cro", "", Judged.FALSE_ALARM),), Look.PRIMARY),
    ],
)
def test_the_way_to_a_change_stands_out_when_somebody_wants_one(
    lessons: tuple[Lesson, ...], look: Look
) -> None:
    case = looked_back_on(a_case("unexpected_death"), a_look_back(*lessons))
    for card in (escalation_card(shown(case)), told_card(shown(case), a_look_back(*lessons))):
        (button,) = (b for b in card.buttons if b.label == "Change what is agreed")
        assert button.look is look


def test_what_was_learnt_from_a_restricted_one_is_not_for_blinded_people() -> None:
    look_back = a_look_back(a_lesson("cro", "two kits"))
    case = looked_back_on(full(PHASE1, "drug_temperature", restricted=True), look_back)
    blinded = escalation_card(shown(case, seated("clinical_supplies")))
    assert "two kits" not in card_text(blinded)
    still_asked = looked_back_on(case, replace(look_back, over_at=None))
    card = escalation_card(shown(still_asked, seated("clinical_supplies")))
    assert "Look back" not in [b.label for b in card.buttons]
    assert "Look back" in [b.label for b in escalation_card(shown(still_asked)).buttons]


def test_the_list_says_what_it_led_to_last() -> None:
    case = a_case("unexpected_death", RAT)
    led = (Led(amendment="a1", number=3), Led(amendment="a2", number=5, ended=True))
    assert in_a_line(shown(looked_back_on(case, a_look_back(), *led))).endswith(
        "closed; led to proposal 3"
    )
    in_force = Led(amendment="a1", number=3, version=4)
    assert in_a_line(shown(looked_back_on(case, a_look_back(), in_force))).endswith(
        "closed; changed in version 4"
    )


def test_the_reason_names_the_escalation_and_the_words() -> None:
    assert reason("E-1 The lift is stuck", [], []) == "After E-1 The lift is stuck."
    assert reason("E-1 X", [("Deccan", "ring twice")], ["Larkspur", "Deccan"]) == (
        "After E-1 X. Larkspur and Deccan call it a false alarm. Deccan would change: “ring twice”."
    )
