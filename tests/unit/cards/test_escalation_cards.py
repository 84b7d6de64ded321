"""Cards and forms of escalations on both platforms, for every trigger and at their fullest."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.compose.answer_parts import Telling
from bot.cards.compose.escalation_forms import (
    Raising,
    climb_form,
    decide_form,
    fact_form,
    items_of,
    raise_form,
    reopen_form,
    resolve_form,
)
from bot.cards.compose.escalation_lists import (
    agreed_card,
    choose_card,
    further_report,
    list_card,
    still_waits,
    with_others,
)
from bot.cards.compose.escalation_shown import Shown
from bot.cards.compose.escalations import escalation_card
from bot.cards.plain import card_text
from bot.domain.escalation import (
    Acknowledgement,
    Because,
    By,
    Closing,
    Decision,
    EscalationState,
    Fact,
    Given,
    Joined,
    Reopening,
    Rung,
    Statement,
)
from bot.domain.instant import instant
from bot.domain.ladder import Case
from bot.domain.visibility import EVERYTHING, Reader, seated, view
from tests.unit.cards.shown import objections
from tests.unit.domain.test_ladder import OURS, PHASE1, RAT, START, THEIRS, a_case, example

ALL = [(RAT, key) for key in example(RAT).trigger] + [
    (PHASE1, key) for key in example(PHASE1).trigger
]
#: As long as each input of a form allows.
LONG = "word " * 100


def shown(case: Case, reader: Reader = EVERYTHING) -> Shown:
    return Shown(
        case=case,
        telling=Telling(view=view(case.agreement, reader), holders={}, now=START),
        names={"p1": "Alex Example", "p2": "Chris Example"},
        zone="Asia/Kolkata",
    )


def full(of: str, trigger: str, **changes: object) -> Case:
    """With everything in it that people can say, as long as they can."""
    case = a_case(trigger, of)
    items = items_of(case.trigger)
    later = instant(START + timedelta(hours=1))
    by = By(person="p1", party="sponsor")
    return replace(
        case,
        escalation=replace(
            case.escalation,
            words=LONG[:400],
            said=tuple(Statement(item=item, text=LONG) for item in items),
            rungs=tuple(
                Rung(step=s.step, run=1, at=START, because=Because.NOT_RESOLVED) for s in case.steps
            ),
            acknowledgements=(Acknowledgement(by=by, at=START, run=1),),
            facts=tuple(Fact(text=f"{n}", by=by, at=later, run=1) for n in range(20)),
            joined=tuple(Joined(token=str(n), text="again", at=later) for n in range(20)),
            decisions=(Decision(what=LONG, by=by, at=later),),
            given=tuple(
                Given(notice=n.key, by=THEIRS, at=later, done_at=START) for n in case.notices()
            ),
            **changes,  # type: ignore[arg-type]  # a builder names only what matters
        ),
    )


@pytest.mark.parametrize(("of", "trigger"), ALL)
def test_cards_of_every_trigger_fit_both_platforms(of: str, trigger: str) -> None:
    case = a_case(trigger, of)
    closing = Closing(facts=LONG, by=OURS, at=START)
    over = full(of, trigger, state=EscalationState.CLOSED, closings=(closing,))
    again = full(
        of, trigger, reopenings=(Reopening(reason=LONG, by=OURS, at=START),), clock_start=START
    )
    cards = [
        escalation_card(shown(case), told="You are told as somebody: because."),
        escalation_card(shown(over)),
        escalation_card(shown(again)),
        agreed_card(shown(case).telling, example(of).trigger[trigger], {"x": "y"}, joins="E-1"),
        further_report(shown(case), LONG),
        still_waits(shown(case), "You are told as somebody: because."),
    ]
    for card in cards:
        assert objections(card) == []


@pytest.mark.parametrize(("of", "trigger"), ALL)
def test_forms_of_every_trigger_fit_both_platforms(of: str, trigger: str) -> None:
    case = a_case(trigger, of)
    agreed = example(of).trigger[trigger]
    context = {"collaboration": "c", "trigger": trigger, "words": LONG[:400], "token": "t" * 16}
    forms = [
        raise_form(
            Raising(
                agreement=case.agreement,
                trigger=agreed,
                context=context,
                text=LONG[:400],
                now="14 Jan 2027, 20:00",
                clock="Kolkata time",
                asked_for=items_of(agreed),
            )
        ),
        fact_form(shown(case)),
        decide_form(shown(case)),
        resolve_form(shown(case), decide=True),
        climb_form(shown(case), ["Somebody (Somewhere)"]),
        reopen_form(shown(case)),
    ]
    for form in forms:
        assert objections(form) == []


def test_an_escalation_without_a_trigger_and_the_lists_fit_both_platforms() -> None:
    case = a_case(None, words="The lift is stuck")
    many = [shown(a_case(key)) for key in example(RAT).trigger]
    cards = [
        escalation_card(shown(case)),
        escalation_card(
            shown(
                replace(
                    case,
                    escalation=case.escalation.closed(Closing(facts="done", by=OURS, at=START)),
                )
            )
        ),
        list_card(many, many[:5]),
        list_card([], []),
        choose_card(
            example(RAT).triggers, {"words": LONG[:400]}, title="What is it?", how="Choose."
        ),
        with_others(),
    ]
    for card in cards:
        assert objections(card) == []
    raising = Raising(
        agreement=case.agreement,
        trigger=None,
        context={},
        text="The lift is stuck",
        now="now",
        clock="Kolkata time",
        asked_for=items_of(None),
    )
    assert objections(raise_form(raising)) == []
    assert [each.value for each in raise_form(raising).inputs][:2] == ["The lift is stuck", ""]


def test_what_may_not_be_known_is_on_no_card() -> None:
    case = full(
        PHASE1,
        "drug_temperature",
        restricted=True,
        raised_by=By(person="p2", party="cro", seat="unblinded_pharmacist"),
    )
    blinded = shown(case, seated("clinical_supplies"))
    text = card_text(escalation_card(blinded)).casefold()
    assert "nblinded" not in text
    assert "chris" not in text  # who holds the hidden seat
    assert "raised: yarra" in text
    assert "unblinded pharmacist" in card_text(escalation_card(shown(case))).casefold()


def test_the_hold_is_in_the_notification_until_it_is_decided() -> None:
    case = a_case("unexpected_death")
    assert case.trigger is not None
    assert case.trigger.until_decided in escalation_card(shown(case)).summary
    decided = replace(
        case,
        escalation=case.escalation.decided(Decision(what="go on", by=OURS, at=START)),
    )
    assert case.trigger.until_decided not in card_text(escalation_card(shown(decided)))
