"""What people do with an escalation: raising, acknowledging, deciding, closing, going on."""

from dataclasses import replace

import pytest

from bot.cards.compose.escalation_forms import (
    CHOICE_KEY,
    DECISION_KEY,
    HAPPENED_KEY,
    KNOWN_KEY,
    MET_KEY,
    TEXT_KEY,
)
from bot.cards.compose.escalations import (
    ACKNOWLEDGE,
    CLIMB,
    DECIDE,
    GIVEN,
    RAISE,
    REOPEN,
    REPORT_FACT,
    RESOLVE,
)
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.duration import Duration
from bot.domain.escalation import Because, Escalation
from bot.engine.inbound import Pressed
from bot.engine.record import broken_links
from bot.engine.response import Response
from tests.unit.engine.escalating import (
    KOLKATA,
    filled,
    kept,
    messages,
    open_form,
    press_on,
    raise_it,
    rat,
    rat_stage,
    story,
    tellings,
    until,
)
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import CRO_ROOM, SPONSOR_ROOM, Stage

DIRECTOR, MONITOR = rat("study_director"), rat("study_monitor")
CRO_PM, SPONSOR_PM = rat("cro_pm"), rat("program_manager")
DEATH = "unexpected_death"
CLOSES = {MET_KEY: "yes", TEXT_KEY: "cause undetermined, dosing goes on, DEV-12 filed"}


async def a_death(stage: Stage) -> Escalation:
    return await raise_it(stage, DIRECTOR, DEATH, typed="two rats found dead")


async def newest(stage: Stage) -> Escalation:
    return (await kept(stage))[-1]


async def fill(
    stage: Stage, actor: Address, escalation: Escalation, action: str, **values: str
) -> Response:
    """Press a button that opens a form, and send that."""
    form = form_of(await press_on(stage, actor, escalation, action))
    return await stage.send(actor, form, **values)


def refusal(stage: Stage, actor: Address, answer: Response) -> str:
    return card_text(answer.card) if answer.card else stage.last_text(actor)


async def kinds(stage: Stage, escalation: Escalation) -> list[str]:
    return [r.entry.kind.removeprefix("escalation.") for r in await story(stage, escalation)]


def with_trigger(stage: Stage, **changes: object) -> Agreement:
    """Let the agreement in force have another trigger in place of the first."""
    first, *others = stage.agreement.triggers
    changed = replace(first, **changes)  # type: ignore[arg-type]  # a builder names only what matters
    agreement = replace(stage.agreement, triggers=(changed, *others))
    stage.agreement = agreement
    key = (stage.collaboration.id, stage.collaboration.version)
    stage.accord.agreements._loaded[key] = agreement
    return agreement


# ---- raising


async def test_words_find_what_was_agreed_and_nothing_is_sent_by_it() -> None:
    stage = await rat_stage()
    answer = await stage.say(DIRECTOR, "raise found dead in group 3", immediate=True)
    assert answer.card is not None
    text = card_text(answer.card)
    assert "What was agreed: Animal found dead or moribund" in text
    assert "Step 3, after 12 hours" in text
    assert answer.card.buttons[0].label == "Raise it"
    assert await kept(stage) == []
    assert stage.received(MONITOR) == []


async def test_several_close_reasons_are_offered() -> None:
    stage = await rat_stage()
    answer = await stage.say(DIRECTOR, "raise delay", immediate=True)
    assert answer.card is not None
    labels = [b.label for b in answer.card.buttons]
    assert len(labels) > 2
    button = answer.card.buttons[0]
    chosen = await stage.accord.dispatch(
        Pressed(origin=stage.origin(DIRECTOR), action=button.action, value=button.value)
    )
    assert chosen.form is None  # what was agreed comes first
    await stage.accord.settle()
    assert f"What was agreed: {button.label}" in stage.last_text(DIRECTOR)


async def test_the_form_asks_exactly_the_agreed_content_and_the_two_moments() -> None:
    stage = await rat_stage()
    form = await open_form(stage, DIRECTOR, DEATH)
    say = stage.agreement.trigger[DEATH].say
    labels = [each.label for each in form.inputs]
    assert [label.casefold() for label in labels[:-2]] == [item.casefold() for item in say]
    assert labels[-2:] == ["When did it happen?", "When did Deccan become aware of it?"]


async def test_every_mistake_of_the_form_is_said_at_once() -> None:
    stage = await rat_stage()
    form = await open_form(stage, DIRECTOR, DEATH)
    wrong = {"say_0": " ", "say_1": "x" * 501, HAPPENED_KEY: "soon", KNOWN_KEY: "21:00 tomorrow"}
    answer = await stage.send(DIRECTOR, form, **filled(form, **wrong))
    assert set(answer.errors) == {"say_0", "say_1", HAPPENED_KEY, KNOWN_KEY}
    early = {HAPPENED_KEY: "19:30", KNOWN_KEY: "19:00"}
    answer = await stage.send(DIRECTOR, form, **filled(form, **early))
    assert set(answer.errors) == {KNOWN_KEY}
    assert await kept(stage) == []


async def test_clock_and_first_notice_are_counted_from_when_it_was_known() -> None:
    stage = await rat_stage()
    escalation = await raise_it(
        stage, DIRECTOR, DEATH, **{HAPPENED_KEY: "yesterday 23:00", KNOWN_KEY: "18:30"}
    )
    assert escalation.clock_start == escalation.known_at
    assert "due Thu 14 Jan 2027, 22:30 Kolkata time" in stage.last_text(CRO_ROOM)


async def test_a_rung_that_is_overdue_when_it_is_raised_is_reached_at_once() -> None:
    stage = await rat_stage()
    escalation = await raise_it(
        stage, DIRECTOR, DEATH, **{HAPPENED_KEY: "yesterday 14:00", KNOWN_KEY: "14:00"}
    )
    steps = [step for _, step, _ in await tellings(stage, escalation, KOLKATA)]
    assert set(steps) == {1, 2}


async def test_sending_a_form_twice_is_one_escalation() -> None:
    stage = await rat_stage()
    form = await open_form(stage, DIRECTOR, DEATH)
    for _ in range(2):
        await stage.send(DIRECTOR, form, **filled(form))
    (escalation,) = await kept(stage)
    assert escalation.joined == ()
    assert (await kinds(stage, escalation)).count("raised") == 1
    assert len(messages(stage, MONITOR, "E-1")) == 1


async def test_the_same_again_within_two_hours_joins_and_rings_once() -> None:
    stage = await rat_stage()
    first = await a_death(stage)
    for minutes in range(1, 4):
        await until(stage, f"2027-01-14T20:0{minutes}")
        form = await open_form(stage, CRO_PM, DEATH)
        for _ in range(2):
            await stage.send(CRO_PM, form, **filled(form, say_0=f"another, {minutes}"))
    (escalation,) = await kept(stage)
    assert escalation.id == first.id
    assert len(escalation.joined) == 3
    again = [s for s in stage.received(MONITOR) if s.card.title.endswith("reported again")]
    assert len(again) == 1
    assert "another, 3" in card_text(again[0].card)
    await until(stage, "2027-01-14T22:04")
    await a_death(stage)
    assert [e.number for e in await kept(stage)] == [1, 2]


async def test_raised_anyway_reaches_all_leads_and_once_more_whoever_has_to_react() -> None:
    stage = await rat_stage("2027-01-13T23:00")  # Wednesday 09:30 in San Diego
    escalation = await raise_it(stage, DIRECTOR, None, typed="the lift is stuck")
    assert escalation.trigger is None
    assert escalation.words == "the lift is stuck"
    assert len(messages(stage, SPONSOR_PM, "E-1")) == 1
    assert messages(stage, CRO_PM, "E-1") == []
    await until(stage, "2027-01-14T09:00")
    assert len(messages(stage, CRO_PM, "E-1")) == 1
    await until(stage, "2027-01-14T22:59")
    assert len(messages(stage, SPONSOR_PM, "E-1")) == 1
    await until(stage, "2027-01-30T12:00")  # one business day later, and never again
    assert len(messages(stage, SPONSOR_PM, "E-1")) == 2
    assert len(messages(stage, CRO_PM, "E-1")) == 1
    await fill(stage, SPONSOR_PM, escalation, RESOLVE, **CLOSES)
    assert not (await newest(stage)).open
    assert "Agree what happens next time" in [
        b.label for b in messages(stage, SPONSOR_PM, "E-1")[0].card.buttons
    ]


async def test_unknown_people_and_closed_collaborations_raise_nothing() -> None:
    stage = await rat_stage()
    stranger = Address("console", "elsewhere", "somebody")
    answer = await stage.say(stranger, "raise freezer alarm", CRO_ROOM, immediate=True)
    assert "no seat in this collaboration" in card_text(answer.card) if answer.card else False
    form = await open_form(stage, DIRECTOR, DEATH)
    await stage.say(CRO_PM, "close")
    answer = await stage.send(DIRECTOR, form, **filled(form))
    assert "closed" in refusal(stage, DIRECTOR, answer)
    assert await kept(stage) == []


async def test_a_pause_stops_no_ladder_and_closing_stops_all() -> None:
    stage = await rat_stage()
    await stage.say(CRO_PM, "pause")
    escalation = await a_death(stage)
    await until(stage, "2027-01-15T01:00")
    assert escalation.reached(1)
    assert (await newest(stage)).reached(2)
    await stage.say(CRO_PM, "close")
    await until(stage, "2027-01-20T01:00")
    assert not (await newest(stage)).reached(3)
    assert (await kinds(stage, escalation))[-1] == "collaboration_closed"


async def test_what_if_leads_to_the_form() -> None:
    stage = await rat_stage()
    answer = await stage.say(DIRECTOR, "what if an animal is found dead", immediate=True)
    assert answer.card is not None
    button = answer.card.buttons[0]
    assert button.label == "Raise it"
    event = Pressed(origin=stage.origin(DIRECTOR), action=button.action, value=button.value)
    form = (await stage.accord.dispatch(event)).form
    assert form is not None
    await stage.send(DIRECTOR, form, **filled(form))
    assert (await newest(stage)).trigger == DEATH


# ---- acknowledging


async def test_one_of_the_side_that_is_told_is_enough_and_the_second_is_told_so() -> None:
    stage = await rat_stage()
    escalation = await a_death(stage)
    await press_on(stage, DIRECTOR, escalation, ACKNOWLEDGE)  # the side that raised it
    assert "waits for Larkspur" in stage.last_text(SPONSOR_ROOM)
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    assert "Sponsor's study monitor (nonclinical lead) has it" in stage.last_text(CRO_ROOM)
    answer = await press_on(stage, SPONSOR_PM, escalation, ACKNOWLEDGE)
    assert "Sponsor's study monitor has it already" in refusal(stage, SPONSOR_PM, answer)
    await until(stage, "2027-01-15T12:00")
    rungs = {r.step: r.because for r in (await newest(stage)).rungs}
    assert rungs == {
        1: Because.START,
        2: Because.ACKNOWLEDGED,
        3: Because.NOT_RESOLVED,
    }
    assert not messages(stage, rat("tox_consultant"), "E-1")


async def test_an_acknowledgement_that_expires_lets_the_ladder_climb_on() -> None:
    stage = await rat_stage()
    with_trigger(stage, acknowledged_for=Duration.parse("6h"))
    escalation = await a_death(stage)
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    await until(stage, "2027-01-15T01:59")
    assert not (await newest(stage)).reached(2)
    await until(stage, "2027-01-15T02:00")
    assert (await newest(stage)).reached(2)
    assert "waits for Larkspur" in stage.last_text(CRO_ROOM)
    assert "acknowledgement_expired" in await kinds(stage, escalation)
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)  # again, from the same card
    assert "has it" in stage.last_text(CRO_ROOM)


async def test_somebody_whose_hours_were_waited_for_is_spared_when_it_is_taken_up() -> None:
    stage = await rat_stage()
    with_trigger(stage, clock=replace(stage.agreement.triggers[0].clock, calendar="cro"))
    escalation = await a_death(stage)  # 20:00; the second step at midnight waits for the morning
    await until(stage, "2027-01-15T01:00")
    assert "waits_for_hours" in await kinds(stage, escalation)
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    await until(stage, "2027-01-18T12:00")
    assert "deputy_study_director" not in [
        s for _, _, s in await tellings(stage, escalation, KOLKATA)
    ]
    assert "not_told" in await kinds(stage, escalation)


# ---- the ladder


async def test_a_reported_fact_leads_to_its_rung_at_once_and_only_once() -> None:
    stage = await rat_stage()
    escalation = await a_death(stage)
    form = form_of(await press_on(stage, DIRECTOR, escalation, REPORT_FACT))
    await stage.send(DIRECTOR, form, **{CHOICE_KEY: "0", TEXT_KEY: "group 3, males"})
    now = await newest(stage)
    assert now.rung(3) is not None
    assert [r.because for r in now.rungs if r.step == 3] == [Because.REPORTED]
    assert len(messages(stage, rat("vp_rd"), "E-1")) == 1
    assert "group 3, males" in stage.last_text(SPONSOR_ROOM)
    answer = await stage.send(DIRECTOR, form, **{CHOICE_KEY: "other", TEXT_KEY: "group 3, males"})
    assert "reported already" in refusal(stage, DIRECTOR, answer)
    await until(stage, "2027-01-16T00:00")
    assert len(messages(stage, rat("vp_rd"), "E-1")) == 1


async def test_a_reported_fact_keeps_a_rung_from_being_reached() -> None:
    stage = await rat_stage()
    escalation = await raise_it(stage, CRO_PM, "key_role_change")
    await fill(stage, CRO_PM, escalation, REPORT_FACT, **{CHOICE_KEY: "0", TEXT_KEY: ""})
    await until(stage, "2027-02-05T12:00")
    assert [r.because for r in (await newest(stage)).rungs if r.step == 2] == [Because.AVERTED]
    assert not messages(stage, rat("vp_rd"), "E-1")


async def test_climbing_by_hand_says_whom_it_tells_and_two_at_once_climb_one_step() -> None:
    stage = await rat_stage()
    escalation = await a_death(stage)
    form = form_of(await press_on(stage, MONITOR, escalation, CLIMB))
    assert "Toxicology consultant" in str(form.intro)
    await stage.send(MONITOR, form, **{TEXT_KEY: "a second cage"})
    answer = await stage.send(DIRECTOR, form, **{TEXT_KEY: "me too"})
    assert "reached already" in refusal(stage, DIRECTOR, answer)
    now = await newest(stage)
    assert now.reached(2)
    assert not now.reached(3)


async def test_a_rung_is_told_again_as_agreed_until_somebody_has_it() -> None:
    stage = await rat_stage()
    first, *others = stage.agreement.triggers[0].ladder
    again = replace(first, repeat_every=Duration.parse("1h"), repeat_at_most=2)
    with_trigger(stage, ladder=(again, *others))
    await a_death(stage)
    await until(stage, "2027-01-14T21:00")
    assert len(messages(stage, MONITOR, "E-1")) == 2
    await until(stage, "2027-01-14T23:30")
    assert len(messages(stage, MONITOR, "E-1")) == 3

    stage = await rat_stage()
    with_trigger(stage, ladder=(again, *others))
    escalation = await a_death(stage)
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    await until(stage, "2027-01-14T23:30")
    assert len(messages(stage, MONITOR, "E-1")) == 1


async def test_an_empty_seat_sends_its_side_to_the_next_rung_and_at_the_end_to_all_leads(
    caplog: pytest.LogCaptureFixture,
) -> None:
    stage = await rat_stage()
    async with stage.accord.storage.transaction() as tx:
        directory = await stage.accord.directory.current(tx)
        for holding in directory.holdings(stage.collaboration.id):
            if holding.seat in ("tox_consultant", "vp_rd"):
                await tx.directory.end_holding(holding, stage.clock.now())
    first, second, third = stage.agreement.triggers[0].ladder
    seats = tuple(
        replace(s, deputy=None) if s.key in ("tox_consultant", "vp_rd") else s
        for s in stage.agreement.seats
    )
    stage.agreement = replace(
        stage.agreement,
        seats=seats,
        parties=tuple(replace(p, days_off_cover=None) for p in stage.agreement.parties),
    )
    with_trigger(stage, ladder=(first, second, third))
    escalation = await a_death(stage)
    await until(stage, "2027-01-15T00:00")
    told = [(t.step, t.seat, t.outcome.value) for t in (await newest(stage)).told if t.step != 1]
    assert (2, "tox_consultant", "nobody") in told
    assert (3, "vp_rd", "nobody") in told
    assert len(messages(stage, SPONSOR_PM, "E-1")) == 1
    assert len(messages(stage, CRO_PM, "E-1")) == 1
    assert "You are told as a lead: nobody could be told" in stage.last_text(SPONSOR_PM)
    assert [r.getMessage() for r in caplog.records if r.levelname == "ERROR"] == [
        "A ladder has nobody left to tell"
    ]
    assert "nobody_left" in await kinds(stage, escalation)
    await until(stage, "2027-01-15T12:00")
    assert len(messages(stage, rat("site_head"), "E-1")) == 1


# ---- notices outside of chat


async def test_what_was_given_outside_of_chat_is_said_by_the_side_that_gives_it() -> None:
    stage = await rat_stage()
    escalation = await a_death(stage)
    answer = await press_on(stage, MONITOR, escalation, GIVEN, notice="phone")
    assert "by the side that gives it" in refusal(stage, MONITOR, answer)
    answer = await press_on(stage, DIRECTOR, escalation, GIVEN, notice="portal")
    assert "I do not know" in refusal(stage, DIRECTOR, answer)
    form = form_of(await press_on(stage, DIRECTOR, escalation, GIVEN, notice="phone"))
    await stage.send(DIRECTOR, form, done="now")
    assert "given by Phone, said by Study director" in stage.last_text(SPONSOR_ROOM)
    answer = await press_on(stage, CRO_PM, escalation, GIVEN, notice="phone")
    assert "already" in refusal(stage, CRO_PM, answer)
    given = [r.entry for r in await story(stage, escalation) if r.entry.kind.endswith("given")]
    assert [(g.data["method"], g.seat) for g in given] == [("phone", "study_director")]


# ---- the hold


async def test_the_hold_stands_until_the_seat_that_may_decide_has_decided() -> None:
    stage = await rat_stage()
    escalation = await a_death(stage)
    hold = stage.agreement.trigger[DEATH].until_decided
    await stage.say(SPONSOR_PM, "status")
    assert f"until decided: {hold}" in stage.last_text(SPONSOR_PM)
    answer = await press_on(stage, DIRECTOR, escalation, DECIDE)
    assert "That is for Sponsor's study monitor" in refusal(stage, DIRECTOR, answer)
    form = form_of(await press_on(stage, MONITOR, escalation, DECIDE))
    await stage.send(MONITOR, form, **{TEXT_KEY: "dosing goes on"})
    answer = await stage.send(SPONSOR_PM, form, **{TEXT_KEY: "stop dosing"})
    assert "decided meanwhile: “dosing goes on”" in refusal(stage, SPONSOR_PM, answer)
    now = await newest(stage)
    assert [d.what for d in now.decisions] == ["dosing goes on"]
    await stage.say(SPONSOR_PM, "status")
    assert hold not in stage.last_text(SPONSOR_PM)
    await fill(stage, MONITOR, escalation, DECIDE, **{TEXT_KEY: "group 3 pauses"})
    decided = [r.entry.data for r in await story(stage, escalation) if "decided" in r.entry.kind]
    assert [(d["was"], d["decided"]) for d in decided] == [
        (None, "dosing goes on"),
        ("dosing goes on", "group 3 pauses"),
    ]


# ---- closing and going on


async def test_it_closes_only_with_what_was_agreed_and_with_a_decision() -> None:
    stage = await rat_stage()
    escalation = await a_death(stage)
    answer = await press_on(stage, DIRECTOR, escalation, RESOLVE)
    assert "not decided yet" in refusal(stage, DIRECTOR, answer)
    answer = await press_on(stage, rat("qau_manager"), escalation, RESOLVE)
    assert "somebody on its ladder" in refusal(stage, rat("qau_manager"), answer)
    form = form_of(await press_on(stage, MONITOR, escalation, RESOLVE))
    assert "cause recorded or marked undetermined" in str(form.intro)
    answer = await stage.send(MONITOR, form, **{MET_KEY: "no", TEXT_KEY: "", DECISION_KEY: ""})
    assert set(answer.errors) == {MET_KEY, TEXT_KEY, DECISION_KEY}
    await stage.send(MONITOR, form, **CLOSES, **{DECISION_KEY: "dosing goes on"})
    now = await newest(stage)
    assert not now.open
    assert now.decision is not None
    answer = await stage.send(DIRECTOR, form, **CLOSES)
    assert "closed it already" in refusal(stage, DIRECTOR, answer)
    await until(stage, "2027-01-20T00:00")
    assert messages(stage, rat("vp_rd"), "E-1") == []
    closed = next(
        r.entry for r in await story(stage, escalation) if r.entry.kind.endswith(".closed")
    )
    assert closed.data["steps_not_needed"] == [2, 3]


async def test_reopened_it_climbs_anew_and_old_cards_say_so() -> None:
    stage = await rat_stage()
    escalation = await a_death(stage)
    await fill(stage, MONITOR, escalation, RESOLVE, **CLOSES, **{DECISION_KEY: "go on"})
    await until(stage, "2027-01-20T10:00")
    await fill(stage, DIRECTOR, escalation, REOPEN, **{TEXT_KEY: "a third animal"})
    now = await newest(stage)
    assert (now.run, now.open) == (2, True)
    assert len(messages(stage, MONITOR, "E-1")) == 2  # told anew, by a message that rings
    answer = await press_on(stage, MONITOR, escalation, ACKNOWLEDGE, run="1")
    assert "reopened since" in refusal(stage, MONITOR, answer)
    await until(stage, "2027-01-20T14:00")
    assert (await newest(stage)).reached(2)
    await until(stage, "2027-01-21T14:00")
    assert [(r.run, r.step) for r in (await newest(stage)).rungs] == [
        (1, 1),
        (2, 1),
        (2, 2),
        (2, 3),
    ]


async def test_what_was_planned_before_it_was_closed_does_not_climb_the_new_run() -> None:
    stage = await rat_stage()
    escalation = await a_death(stage)
    await until(stage, "2027-01-14T21:00")
    await fill(stage, MONITOR, escalation, RESOLVE, **CLOSES, **{DECISION_KEY: "go on"})
    await fill(stage, DIRECTOR, escalation, REOPEN, **{TEXT_KEY: "a third animal"})
    await until(stage, "2027-01-15T00:59")
    assert not (await newest(stage)).reached(2)
    await until(stage, "2027-01-15T01:00")
    assert (await newest(stage)).reached(2)


# ---- the wrong people and the wrong place


async def test_a_guessed_id_and_another_collaboration_are_unknown() -> None:
    stage = await rat_stage()
    escalation = await a_death(stage)
    for id_ in ("", "guess", escalation.id.replace(stage.collaboration.id, "another")):
        answer = await press_on(stage, MONITOR, escalation, ACKNOWLEDGE, escalation=id_)
        assert "I do not know this escalation" in refusal(stage, MONITOR, answer)
    stranger = Address("console", "elsewhere", "somebody")
    await press_on(stage, stranger, escalation, ACKNOWLEDGE)
    assert (await newest(stage)).acknowledgements == ()


async def test_a_button_for_a_trigger_that_is_gone_raises_nothing() -> None:
    stage = await rat_stage()
    value = {"collaboration": stage.collaboration.id, "trigger": "gone"}
    event = Pressed(origin=stage.origin(DIRECTOR), action=RAISE, value=value)
    answer = await stage.accord.dispatch(event)
    assert answer.form is None
    assert await kept(stage) == []


async def test_who_left_reads_no_more_of_it() -> None:
    stage = await rat_stage()
    escalation = await a_death(stage)
    async with stage.accord.storage.transaction() as tx:
        directory = await stage.accord.directory.current(tx)
        for holding in directory.holdings(stage.collaboration.id):
            if holding.seat == "study_monitor":
                await tx.directory.end_holding(holding, stage.clock.now())
    before = stage.last_text(MONITOR)
    await fill(stage, DIRECTOR, escalation, REPORT_FACT, **{CHOICE_KEY: "0", TEXT_KEY: ""})
    assert stage.last_text(MONITOR) == before
    assert "two or more deaths" in stage.last_text(SPONSOR_ROOM)


# ---- the record


async def test_the_record_reads_as_its_story() -> None:
    stage = await rat_stage()
    escalation = await a_death(stage)
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    await fill(stage, MONITOR, escalation, DECIDE, **{TEXT_KEY: "dosing goes on"})
    await fill(stage, MONITOR, escalation, RESOLVE, **CLOSES)
    await fill(stage, DIRECTOR, escalation, REOPEN, **{TEXT_KEY: "a third animal"})
    assert await kinds(stage, escalation) == [
        "raised",
        "step_reached",
        "told",
        "told",
        "acknowledged",
        "decided",
        "closed",
        "reopened",
        "step_reached",
        "told",
        "told",
    ]
    assert list(broken_links(await stage.record())) == []


async def test_the_list_shows_what_runs_and_what_is_over() -> None:
    stage = await rat_stage()
    await stage.say(MONITOR, "escalations")
    assert "Nothing is escalated" in stage.last_text(MONITOR)
    escalation = await a_death(stage)
    await raise_it(stage, rat("lab_services_head"), "sample_loss")
    await fill(stage, MONITOR, escalation, RESOLVE, **CLOSES, **{DECISION_KEY: "go on"})
    await stage.say(MONITOR, "escalations")
    text = stage.last_text(MONITOR)
    assert "E-2 Sample lost, mislabelled or unusable: waits for Larkspur" in text
    assert "E-1 Animal found dead or moribund: closed" in text
    shown = stage.received(MONITOR)[-1]
    answer = await stage.press(MONITOR, shown, "Show E-1")
    assert "DEV-12 filed" in (card_text(answer.card) if answer.card else stage.last_text(MONITOR))
