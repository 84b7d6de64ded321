"""The rules of ladders, on triggers of the examples: times, reasons, who reacts, who decides."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.agreement_file.check import read_agreement
from bot.domain.agreement.conduct import FollowUp
from bot.domain.agreement.document import Agreement
from bot.domain.duration import Duration
from bot.domain.errors import Refused
from bot.domain.escalation import (
    Because,
    By,
    Closing,
    Decision,
    Escalation,
    Fact,
    Given,
    Reopening,
    Rung,
)
from bot.domain.instant import Instant, instant
from bot.domain.ladder import Case, clock_start
from bot.domain.visibility import A_ROOM, is_restricted, seated, visible_escalation

EXAMPLES = Path(__file__).parents[3] / "examples"
RAT, PHASE1 = "01_rat_tox_in_vivo", "03_phase1_abroad"
OURS = By(person="p1", party="sponsor", seat="study_monitor")
THEIRS = By(person="p2", party="cro", seat="study_director")


@cache
def example(name: str) -> Agreement:
    return read_agreement((EXAMPLES / f"{name}.yaml").read_bytes())


def at(wall: str, zone: str = "Asia/Kolkata") -> Instant:
    return instant(datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)))


ONE_DAY = Duration.parse("24h")
START = at("2027-01-14T20:00")  # Thursday evening in Hyderabad, before its company holiday


def a_case(trigger: str | None, of: str = RAT, **changes: object) -> Case:
    values: dict[str, object] = {
        "id": "c/escalation/1",
        "collaboration": "c",
        "number": 1,
        "version": 2,
        "trigger": trigger,
        "happened_at": START,
        "known_at": START,
        "raised_at": START,
        "raised_by": THEIRS,
        "clock_start": START,
        **changes,
    }
    return Case(agreement=example(of), escalation=Escalation(**values))  # type: ignore[arg-type]  # a builder names only what matters


def with_(case: Case, **changes: object) -> Case:
    return replace(case, escalation=replace(case.escalation, **changes))  # type: ignore[arg-type]  # likewise


def acknowledged(case: Case, by: By = OURS, when: Instant = START) -> Case:
    return replace(case, escalation=case.escalation.acknowledged(by, when))


def dues(case: Case) -> list[Instant]:
    return [case.due(step) for step in case.steps]


# ---- times


@pytest.mark.parametrize(
    ("trigger", "of", "expected"),
    [
        # Clock hours run through the night.
        (
            "unexpected_death",
            RAT,
            [START, at("2027-01-15T00:00"), at("2027-01-15T08:00")],
        ),
        # One business day of the CRO: its holiday on Friday does not count, its Saturday does.
        ("dosing_error", RAT, [START, at("2027-01-16T20:00")]),
        # Two business days of the CRO: Saturday and Monday.
        ("sample_loss", RAT, [START, at("2027-01-18T20:00")]),
        # Days on which both work: not the 15th (CRO), nor the 16th to 18th (sponsor).
        ("supply_delay", RAT, [START, at("2027-01-21T20:00")]),
    ],
)
def test_rungs_are_due_as_counted_by_hand(trigger: str, of: str, expected: list[Instant]) -> None:
    assert dues(a_case(trigger, of)) == expected


@pytest.mark.parametrize(
    ("days", "start", "expected"),
    [
        # Deccan gives the first notice; its Friday is a holiday, its Saturday is not.
        ("cro", "2027-01-14T20:00", "2027-01-16T20:00"),
        ("sponsor", "2027-01-14T20:00", "2027-01-15T20:00"),
        # Monday is a holiday in San Diego, so Tuesday is the first day on which both work.
        ("both", "2027-01-14T20:00", "2027-01-19T20:00"),
        # From Friday to Monday at 06:30 in San Diego, where clocks go forward on Sunday.
        ("sponsor", "2027-03-12T20:00", "2027-03-15T19:00"),
    ],
)
def test_beside_clock_hours_business_days_are_those_of_whom_is_named(
    days: str, start: str, expected: str
) -> None:
    trigger = example(RAT).trigger["dosing_error"]
    trigger = replace(trigger, clock=replace(trigger.clock, business_days=days))
    case = a_case("dosing_error", clock_start=at(start))
    case = replace(case, agreement=replace(case.agreement, triggers=(trigger,)))
    assert dues(case)[1] == at(expected)


def test_calendar_days_keep_the_wall_time_when_the_clocks_change() -> None:
    start = at("2027-04-02T10:00", "Australia/Melbourne")  # clocks go back on the 4th
    case = a_case("serious_breach", PHASE1, clock_start=start)
    assert dues(case)[2] == at("2027-04-05T10:00", "Australia/Melbourne")


@pytest.mark.parametrize(
    ("trigger", "of", "expected"),
    [
        ("unexpected_death", RAT, "known"),
        ("formulation_out_of_range", RAT, "known"),
        ("supply_delay", RAT, "happened"),
        ("stopping_rule", PHASE1, "happened"),
    ],
)
def test_the_clock_starts_where_the_agreement_says(trigger: str, of: str, expected: str) -> None:
    happened, known = at("2027-01-14T08:00"), at("2027-01-14T20:00")
    starts = clock_start(example(of).trigger[trigger], happened, known)
    assert starts == {"happened": happened, "known": known}[expected]


def test_without_a_trigger_the_clock_starts_when_it_was_known() -> None:
    assert clock_start(None, at("2027-01-14T08:00"), START) == START


# ---- who reacts


@pytest.mark.parametrize(
    ("trigger", "of", "raised_by", "expected"),
    [
        ("unexpected_death", RAT, THEIRS, {"sponsor"}),
        ("unexpected_death", RAT, None, {"sponsor"}),
        # The side that is told raised it itself: then the other one has to react.
        ("unexpected_death", RAT, OURS, {"cro"}),
        # From the investigator to the safety desk, both of the CRO: the sponsor has to react.
        ("sae", PHASE1, THEIRS, {"sponsor"}),
        ("sae", PHASE1, None, {"sponsor"}),
        (None, RAT, THEIRS, {"sponsor"}),
    ],
)
def test_who_has_to_react(
    trigger: str | None, of: str, raised_by: By | None, expected: set[str]
) -> None:
    assert a_case(trigger, of, raised_by=raised_by).reacting == expected


def test_only_the_side_that_has_to_react_keeps_the_ladder_from_climbing() -> None:
    case = a_case("unexpected_death")
    second = case.steps[1]
    assert case.verdict(second, START) is Because.NOT_ACKNOWLEDGED
    assert acknowledged(case, THEIRS).verdict(second, START) is Because.NOT_ACKNOWLEDGED
    assert acknowledged(case, OURS).verdict(second, START) is Because.ACKNOWLEDGED
    assert acknowledged(case, OURS).verdict(case.steps[2], START) is Because.NOT_RESOLVED


def test_an_acknowledgement_can_stop_counting() -> None:
    agreement = example(RAT)
    trigger = replace(agreement.trigger["unexpected_death"], acknowledged_for=Duration.parse("2h"))
    agreed = replace(agreement, triggers=(trigger,))
    case = replace(acknowledged(a_case("unexpected_death")), agreement=agreed)
    second = case.steps[1]
    assert case.verdict(second, at("2027-01-14T21:59")) is Because.ACKNOWLEDGED
    assert case.verdict(second, at("2027-01-14T22:00")) is Because.NOT_ACKNOWLEDGED


def test_always_climbs_whoever_has_it() -> None:
    case = acknowledged(a_case("stopping_rule", PHASE1))
    assert case.verdict(case.steps[2], START) is Because.ALWAYS


def test_what_is_reported_leads_to_a_rung_or_keeps_from_it() -> None:
    death = a_case("unexpected_death")
    assert list(death.reported_steps()) == []
    told = with_(
        death, facts=(Fact(text="two or more deaths in one group", by=THEIRS, at=START, run=1),)
    )
    assert [step.step for step in told.reported_steps()] == [3]
    assert told.facts() == ()

    change = a_case("key_role_change")
    second = change.steps[1]
    assert change.verdict(second, START) is Because.NOT_REPORTED
    named = replace(
        change,
        escalation=change.escalation.with_fact("a replacement is named", THEIRS, START),
    )
    assert named.verdict(second, START) is Because.AVERTED


# ---- who decides


@pytest.mark.parametrize(
    ("trigger", "of", "expected"),
    [
        ("unexpected_death", RAT, ("study_monitor",)),
        ("formulation_out_of_range", RAT, ("cmc_lead",)),
        ("drug_temperature", PHASE1, ("clinical_supplies",)),
        # The notice goes to the CRO's own safety desk; what happens is for the sponsor to decide.
        ("sae", PHASE1, ("sponsor_medical_lead",)),
    ],
)
def test_who_may_decide(trigger: str, of: str, expected: tuple[str, ...]) -> None:
    assert a_case(trigger, of).deciders() == expected


def test_a_rung_that_was_reached_may_decide_too() -> None:
    rung = Rung(step=3, run=1, at=START, because=Because.NOT_RESOLVED)
    case = with_(a_case("unexpected_death"), rungs=(rung,))
    assert case.deciders() == ("study_monitor", "vp_rd")


def test_the_agreed_seat_decides_alone() -> None:
    agreement = example(RAT)
    trigger = replace(agreement.trigger["unexpected_death"], decided_by="attending_vet")
    case = replace(a_case("unexpected_death"), agreement=replace(agreement, triggers=(trigger,)))
    assert case.deciders() == ("attending_vet",)


# ---- notices outside of chat


@pytest.mark.parametrize(
    ("trigger", "of", "expected"),
    [
        ("unexpected_death", RAT, {"phone": "2027-01-15T00:00", "email": "2027-01-16T00:00"}),
        ("dosing_error", RAT, {}),
        ("budget_overrun", RAT, {"email": "2027-01-18T20:00"}),
        ("sae", PHASE1, {"safety_mailbox": "2027-01-15T20:00"}),
    ],
)
def test_notices_outside_of_chat(trigger: str, of: str, expected: dict[str, str]) -> None:
    case = a_case(trigger, of)
    assert {n.key: n.due for n in case.notices()} == {k: at(v) for k, v in expected.items()}
    for notice in expected:
        given = Given(notice=notice, by=THEIRS, at=START)
        case = replace(case, escalation=case.escalation.with_given(given))
    assert case.outstanding() == ()


@pytest.mark.parametrize(
    ("follows", "expected"),
    [
        (FollowUp(what="call once more", method="phone"), {"phone": False, "phone/then": False}),
        (FollowUp(what="write it down"), {"phone": False, "phone/then": False}),
        (FollowUp(what="sign it", within=ONE_DAY, method="email"), {"phone": False, "email": True}),
        (FollowUp(what="repeat it", within=ONE_DAY, method="channel"), {"phone": False}),
    ],
)
def test_what_follows_is_a_notice_of_its_own_unless_it_belongs_in_chat(
    follows: FollowUp, expected: dict[str, bool]
) -> None:
    """Expected: the keys, and whether a time is agreed for it once the call is on record."""
    case = a_case("unexpected_death")
    methods = tuple(
        replace(each, follow_up=follows) if each.key == "phone" else each
        for each in case.agreement.methods
    )
    case = replace(case, agreement=replace(case.agreement, methods=methods))
    assert [each.key for each in case.notices()] == list(expected)
    given = case.escalation.with_given(Given(notice="phone", by=THEIRS, at=START))
    left = replace(case, escalation=given).outstanding()
    assert [each.key for each in left] == list(expected)[1:]
    a_day_later = at("2027-01-15T20:00")
    assert [each.due for each in left] == [
        a_day_later if timed else None for key, timed in expected.items() if key != "phone"
    ]


# ---- its life


def test_closed_is_over_and_reopened_is_a_run_of_its_own() -> None:
    closing = Closing(facts="all of it", by=OURS, at=START)
    closed = acknowledged(a_case("unexpected_death")).escalation.closed(closing)
    with pytest.raises(Refused):
        closed.acknowledged(OURS, START)
    with pytest.raises(Refused):
        closed.closed(closing)
    with pytest.raises(Refused):
        closed.with_fact("x", OURS, START)
    with pytest.raises(Refused):
        closed.decided(Decision(what="go on", by=OURS, at=START))
    later = at("2027-01-20T10:00")
    again = closed.reopened(Reopening(reason="a third animal", by=THEIRS, at=later))
    case = replace(a_case("unexpected_death"), escalation=again)
    assert (again.run, again.clock_start, again.closing) == (2, later, None)
    assert case.acknowledgement(later) is None
    assert case.next_step() == case.steps[0]
    with pytest.raises(Refused):
        again.reopened(Reopening(reason="again", by=THEIRS, at=later))


def test_after_two_weeks_it_is_raised_anew() -> None:
    closed = a_case("unexpected_death").escalation.closed(
        Closing(facts="all of it", by=OURS, at=START)
    )
    with pytest.raises(Refused, match="Type raise"):
        closed.reopened(Reopening(reason="late", by=OURS, at=at("2027-01-28T20:01")))


def test_the_same_is_reported_and_given_once() -> None:
    escalation = a_case("unexpected_death").escalation.with_fact("fatal", OURS, START)
    with pytest.raises(Refused, match="already"):
        escalation.with_fact("fatal", THEIRS, START)
    given = escalation.with_given(Given(notice="phone", by=THEIRS, at=START))
    with pytest.raises(Refused, match="already"):
        given.with_given(Given(notice="phone", by=OURS, at=START))


# ---- restricted


def test_what_names_an_unblinded_seat_or_says_so_is_restricted() -> None:
    agreement = example(PHASE1)
    restricted = {t.key for t in agreement.triggers if is_restricted(agreement, t)}
    assert restricted == {"drug_temperature", "accidental_unblinding"}
    assert not any(is_restricted(example(RAT), t) for t in example(RAT).triggers)


def test_a_restricted_escalation_exists_for_who_was_told_and_unblinded_seats() -> None:
    case = a_case("drug_temperature", PHASE1, restricted=True)
    agreement, escalation = case.agreement, case.escalation
    blinded, unblinded = seated("cro_pm"), seated("unblinded_pharmacist")
    assert visible_escalation(agreement, escalation, unblinded, "pharmacist")
    assert visible_escalation(agreement, escalation, blinded, THEIRS.person)  # who raised it
    assert not visible_escalation(agreement, escalation, blinded, "somebody")
    assert not visible_escalation(agreement, escalation, A_ROOM, None)
    assert not visible_escalation(agreement, escalation, unblinded, None)
    open_ = replace(escalation, restricted=False)
    assert visible_escalation(agreement, open_, A_ROOM, None)
