"""Access that ends: who is asked when, extending it, letting it end, and when nobody chooses."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.console.platform import Shown
from bot.agreement_file.codec import from_document, to_document
from bot.cards.plain import card_text
from bot.domain.access_ends import Ending, asked_at, ends_at, raised_at
from bot.domain.address import Address
from bot.domain.agreement.areas import AccessGrant
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.triggers import Operator, Trigger, TriggerType
from bot.domain.instant import local
from bot.domain.workdays import working_days
from tests.unit.engine.escalating import at, kept, rat, until
from tests.unit.engine.examples import PHASE_1, RAT, bindings_to, example
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import (
    CRO_ROOM,
    EXAMPLES,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage_for,
)
from tests.unit.engine.test_escalations_by_themselves import in_force
from tests.unit.engine.test_questions import BLINDED

MONITOR = rat("study_monitor")
PORTAL, UNTIL = "client_portal", date(2027, 1, 29)
ENDS = re.compile(r"Access ends (soon|on .*): Sponsor's study monitor")
LEFT: dict[str, Any] = {"measure": PORTAL, "op": Operator.LESS, "value": 3.0, "unit": "bd"}
SINCE: dict[str, Any] = {"measure": "any", "op": Operator.GREATER, "value": 2.0, "unit": "cd"}


def with_grant(agreement: Agreement, location: str, seat: str, until: date) -> Agreement:
    grant = AccessGrant(seat=seat, until=until)
    return replace(
        agreement,
        locations=tuple(
            replace(each, access=replace(each.access, grants=(grant,)))
            if each.key == location
            else each
            for each in agreement.locations
        ),
    )


def watching(trigger: Trigger, **limit: Any) -> Trigger:
    about = replace(
        trigger.trigger,
        type=TriggerType.EXPIRING_ACCESS,
        **{"measure": None, "op": None, "value": None, "unit": None, **limit},
    )
    return replace(trigger, trigger=about)


def agreed(until: date = UNTIL, **limit: Any) -> Agreement:
    agreement = with_grant(example(RAT), PORTAL, "study_monitor", until)
    late = [t for t in agreement.triggers if t.key != "deliverable_late"]
    first, *others = late
    return replace(agreement, triggers=(watching(first, **limit), *others))


async def rat_stage(wall: str, agreement: Agreement) -> Stage:
    bound = bindings_to(RAT, (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8"))
    return await a_stage_for(agreement, bound, begin=at(wall))


def asks(stage: Stage, who: Address) -> list[Shown]:
    return [shown for shown in stage.received(who) if ENDS.match(shown.card.title)]


# ---- asked


async def test_the_granting_seat_is_asked_ten_working_days_ahead_and_nobody_else() -> None:
    stage = await rat_stage("2027-01-05T12:00", agreed())
    # Friday 29 January; Republic Day and Sankranti are no working days of Deccan's.
    await until(stage, "2027-01-16T08:59")
    assert asks(stage, PM) == []
    await until(stage, "2027-01-16T09:00")
    (shown,) = asks(stage, PM)
    text = card_text(shown.card)
    assert "Last day: Fri 29 Jan 2027" in text
    assert [button.label for button in shown.card.buttons] == ["Extend", "Let it end"]
    await until(stage, "2027-01-28T12:00")
    assert len(asks(stage, PM)) == 1
    for other in (SPONSOR_PM, MONITOR, SPONSOR_ROOM, CRO_ROOM):
        assert asks(stage, other) == []


async def test_what_ends_sooner_when_it_is_agreed_is_asked_about_at_once() -> None:
    stage = await rat_stage("2027-01-25T12:00", agreed())
    await until(stage, "2027-01-25T12:01")
    assert len(asks(stage, PM)) == 1
    over = await rat_stage("2027-02-03T12:00", agreed())
    await until(over, "2027-02-10T12:00")
    assert asks(over, PM) == []


@pytest.mark.parametrize("far", [date(9999, 12, 31), date(1, 1, 1)])
@pytest.mark.parametrize("limit", [LEFT, {**SINCE, "unit": "bd"}])
async def test_a_last_day_that_stands_for_none_is_waited_for_by_nobody(
    far: date, limit: dict[str, Any]
) -> None:
    # The sponsor's workspace is granted in San Diego, where the year ends behind UTC.
    agreement = with_grant(agreed(far, **limit), "sponsor_workspace", "study_director", far)
    stage = await rat_stage("2027-01-25T12:00", agreement)
    await until(stage, "2027-01-25T12:01")
    assert asks(stage, PM) == []
    assert "unexpected_death" not in [each.trigger for each in await kept(stage)]


async def test_let_it_end_is_on_record_and_nothing_follows() -> None:
    stage = await rat_stage("2027-01-16T09:00", agreed(**LEFT))
    await until(stage, "2027-01-16T09:01")
    (shown,) = asks(stage, PM)
    await stage.press(SPONSOR_PM, shown, "Let it end")
    assert "Whoever grants this access chooses" in stage.last_text(SPONSOR_PM)
    await stage.press(PM, shown, "Let it end")
    assert "ends on Fri 29 Jan 2027" in asks(stage, PM)[0].card.title
    await stage.press(PM, shown, "Extend")
    assert "was chosen already" in stage.last_text(PM)
    await until(stage, "2027-02-10T12:00")
    assert await kept(stage) == []
    assert (await stage.kinds()).count("access.ends") == 1


async def test_extend_is_a_proposal_and_once_it_is_agreed_the_new_day_counts() -> None:
    stage = await rat_stage("2027-01-16T09:00", agreed(**LEFT))
    await until(stage, "2027-01-16T09:01")
    form = form_of(await stage.press(PM, asks(stage, PM)[0], "Extend"))
    inputs = {each.label: each for each in form.inputs}
    assert inputs["Until"].value == "2027-01-29"
    values = {each.key: each.value for each in form.inputs}
    values[inputs["Until"].key] = "2027-06-30"
    because = next(each.key for each in form.inputs if each.key == "because")
    await stage.send(PM, form, **{**values, because: "The monitor stays on."})
    await until(stage, "2027-01-18T22:00")
    proposal = stage.received(SPONSOR_PM)[-1]
    await stage.press(SPONSOR_PM, proposal, "Accept")
    assert "agreement.in_force" in await stage.kinds()
    await until(stage, "2027-02-10T12:00")
    assert await kept(stage) == []
    await until(stage, "2027-06-20T12:00")
    assert "Last day: Wed 30 Jun 2027" in card_text(asks(stage, PM)[-1].card)


async def test_a_day_in_a_pause_is_asked_about_after_it() -> None:
    stage = await rat_stage("2027-01-14T12:00", agreed(**SINCE))
    await stage.say(PM, "pause")
    await until(stage, "2027-01-20T12:00")
    assert asks(stage, PM) == []
    await stage.say(PM, "resume")
    await until(stage, "2027-01-20T12:01")
    assert len(asks(stage, PM)) == 1
    await stage.say(PM, "pause")
    await until(stage, "2027-02-10T12:00")
    assert await kept(stage) == []
    await stage.say(PM, "resume")
    await until(stage, "2027-02-10T12:01")
    assert len(await kept(stage)) == 1


# ---- nobody chose


@pytest.mark.parametrize(
    ("limit", "just_before", "then"),
    [
        ({}, "2027-01-29T17:59", "2027-01-29T18:00"),  # when the last day is over
        (LEFT, "2027-01-25T17:59", "2027-01-25T18:00"),  # Republic Day is the 26th
        (SINCE, "2027-01-31T17:59", "2027-01-31T18:00"),
    ],
)
async def test_nobody_having_chosen_raises_what_is_agreed(
    limit: dict[str, Any], just_before: str, then: str
) -> None:
    stage = await rat_stage("2027-01-16T09:00", agreed(**limit))
    await until(stage, just_before)
    assert await kept(stage) == []
    await until(stage, then)
    (escalation,) = await kept(stage)
    assert escalation.raised_by is None
    assert "has Fri 29 Jan 2027 as its last day, and nobody has chosen" in escalation.words
    await until(stage, "2027-02-28T12:00")
    assert len(await kept(stage)) == 1


async def test_after_a_downtime_it_is_asked_about_once_and_not_when_it_is_over() -> None:
    stage = await rat_stage("2027-01-10T12:00", agreed(**SINCE))
    stage.clock.set(at("2027-01-22T11:00"))
    await stage.accord.settle()
    await stage.accord.settle()
    assert len(asks(stage, PM)) == 1
    late = await rat_stage("2027-01-10T12:00", agreed(**SINCE))
    late.clock.set(at("2027-02-01T11:00"))
    await late.accord.settle()
    assert asks(late, PM) == []
    assert len(await kept(late)) == 1


async def test_what_is_no_longer_agreed_is_neither_asked_nor_raised() -> None:
    stage = await rat_stage("2027-01-10T12:00", agreed(**LEFT))
    in_force(stage, locations=example(RAT).locations)
    await until(stage, "2027-02-10T12:00")
    assert asks(stage, PM) == []
    assert await kept(stage) == []


# ---- who may know


@pytest.mark.parametrize("granted_by", [None, "cro_pm"])
async def test_of_a_restricted_place_only_those_hear_who_may_know_of_it(
    granted_by: str | None,
) -> None:
    """Also where the agreement has access granted by a seat that may not know of it."""
    place = next(each for each in example(PHASE_1).locations if each.restricted)
    agreement = with_grant(example(PHASE_1), place.key, "unblinded_pharmacist", UNTIL)
    agreement = replace(
        agreement,
        locations=tuple(
            replace(each, access=replace(each.access, granted_by=granted_by))
            if each.restricted
            else each
            for each in agreement.locations
        ),
    )
    open_one = next(t for t in agreement.triggers if not t.restricted)
    agreement = replace(agreement, triggers=(watching(open_one), *agreement.triggers[1:]))
    stage = await a_stage_for(agreement, BLINDED, begin=at("2027-01-05T12:00"))
    await until(stage, "2027-02-10T12:00")
    kim, *others = (
        Address("console", tenant, who)
        for tenant, who in (
            ("yarra", "pharmacist"),
            ("yarra", "pm"),
            ("carmel", "ops"),
            ("yarra", "room"),
            ("carmel", "room"),
        )
    )
    for other in others:
        texts = [card_text(shown.card) for shown in stage.received(other)]
        assert not [text for text in texts if place.title in text or "last day" in text.lower()]
    asked = [s for s in stage.received(kim) if "ends soon" in s.card.title]
    # Its owner's seat is empty, so the deputy is asked; nobody, where only others grant it.
    assert len(asked) == (granted_by is None)
    assert [e for e in await kept(stage) if e.trigger == open_one.key] == []


# ---- counting, and the file


@settings(max_examples=25, deadline=None)
@given(
    days=st.integers(0, 500),
    location=st.sampled_from([each.key for each in example(RAT).locations]),
)
def test_it_is_asked_ten_worked_days_ahead_whatever_the_calendar(days: int, location: str) -> None:
    """Against counting the days one by one."""
    until_ = date.fromordinal(date(2026, 12, 1).toordinal() + days)
    agreement = with_grant(example(RAT), location, "study_monitor", until_)
    ending = Ending(
        location=agreement.location[location], grant=agreement.location[location].access.grants[0]
    )
    party = agreement.party_of(ending.granting)
    calendar, asked = working_days(party), asked_at(agreement, ending)
    day, worked = local(asked, party.zone).date(), 0
    assert calendar.is_working(day)
    while day < until_:
        day = date.fromordinal(day.toordinal() + 1)
        worked += calendar.is_working(day)
    # A last day that is none of work counts as the working day before it.
    assert worked == 10
    assert asked < ends_at(agreement, ending)
    before = watching(agreement.triggers[0], **LEFT)
    after = watching(agreement.triggers[0], **SINCE)
    assert raised_at(agreement, before, ending) < ends_at(agreement, ending)
    assert raised_at(agreement, after, ending) > ends_at(agreement, ending)


def test_it_comes_back_from_the_file_as_it_was() -> None:
    agreement = agreed(**LEFT)
    assert from_document(to_document(agreement)) == agreement


async def test_it_waits_for_who_chooses_until_they_did_and_is_said_once() -> None:
    stage = await rat_stage("2027-01-16T09:00", agreed())
    await until(stage, "2027-01-16T09:01")
    for typed in ("due me", "who am I"):
        await stage.say(PM, typed)
        assert "Extend it, or let it end?" in stage.last_text(PM)
        await stage.say(SPONSOR_PM, typed)
        assert "let it end?" not in stage.last_text(SPONSOR_PM)
    await stage.press(PM, asks(stage, PM)[0], "Let it end")
    assert len(asks(stage, PM)) == 1  # what asked says it, and nothing below says it again
    await stage.say(PM, "due me")
    assert "let it end?" not in stage.last_text(PM)


async def test_it_opens_again_from_what_waits() -> None:
    stage = await rat_stage("2027-01-16T09:00", agreed())
    await until(stage, "2027-01-16T09:01")
    await stage.say(PM, "due me")
    await stage.press(
        PM, stage.received(PM)[-1], "Extend or end? Sponsor's study monitor (nonclinical lead)"
    )
    assert [b.label for b in stage.received(PM)[-1].card.buttons] == ["Extend", "Let it end"]
    await stage.press(PM, stage.received(PM)[-1], "Let it end")
    # Where it was asked it says so, and also where it was pressed.
    assert "ends on Fri 29 Jan 2027" in asks(stage, PM)[0].card.title
    assert "ends on Fri 29 Jan 2027" in asks(stage, PM)[-1].card.title
    assert stage.received(PM)[-1].card.buttons == ()


async def test_what_was_a_further_report_is_not_raised_again_by_a_version_that_moves_its_time() -> (
    None
):
    """Two seats lose access on one day: the second is a report to the escalation of the first."""

    def both(**limit: Any) -> Agreement:
        agreement = agreed(**limit)
        grants = tuple(AccessGrant(seat=s, until=UNTIL) for s in ("study_monitor", "dmpk_lead"))
        return replace(
            agreement,
            locations=tuple(
                replace(each, access=replace(each.access, grants=grants))
                if each.key == PORTAL
                else each
                for each in agreement.locations
            ),
        )

    stage = await rat_stage("2027-01-16T09:00", both(**LEFT))
    await until(stage, "2027-01-25T18:30")
    (first,) = await kept(stage)
    assert len(first.joined) == 1
    in_force(stage, triggers=both(**{**LEFT, "value": 1.0}).triggers)
    for typed in ("pause", "resume"):  # what is agreed now is planned anew
        await stage.say(PM, typed)
    await until(stage, "2027-02-03T18:00")
    (same,) = await kept(stage)
    assert same.joined == first.joined
