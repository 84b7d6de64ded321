"""Notices outside of chat: who is reminded when, what the card says, and what goes on record."""

import pytest

from adapters.console.platform import Shown
from bot.cards.compose.escalations import GIVEN
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.escalation import Escalation
from storage.memory import MemoryStorage
from tests.unit.engine.escalating import (
    KOLKATA,
    at,
    kept,
    press_on,
    raise_it,
    rat,
    rat_stage,
    story,
    until,
)
from tests.unit.engine.examples import RAT, bindings_to, example
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import EXAMPLES, SPONSOR_ROOM, Stage, a_stage_for

DIRECTOR, DEPUTY, MONITOR = (
    rat("study_director"),
    rat("deputy_study_director"),
    rat("study_monitor"),
)
CRO_PM, SPONSOR_PM, FINANCE = rat("cro_pm"), rat("program_manager"), rat("finance_contracts")
DEATH = "unexpected_death"
REMINDS, LATER = "a notice by Phone is due", "a notice by Phone is not on record yet"


def about(stage: Stage, reader: Address, title: str) -> list[Shown]:
    return [shown for shown in stage.received(reader) if title in shown.card.title]


async def a_death(stage: Stage, by: Address = DIRECTOR) -> Escalation:
    return await raise_it(stage, by, DEATH, typed="two rats found dead")


async def done(stage: Stage, escalation: Escalation, when: str = "now") -> None:
    form = form_of(await press_on(stage, DIRECTOR, escalation, GIVEN, notice="phone"))
    answer = await stage.send(DIRECTOR, form, done=when)
    assert not answer.errors


async def notes(stage: Stage, escalation: Escalation, method: str = "phone") -> list[str]:
    return [
        f"{each.entry.at.astimezone(KOLKATA):%d %H:%M} {each.entry.kind.rpartition('.')[2]}"
        for each in await story(stage, escalation)
        if each.entry.data.get("method") == method
    ]


async def test_half_way_who_gives_it_is_reminded_and_after_its_time_their_lead_is_told() -> None:
    stage = await rat_stage("2027-01-14T20:00")
    escalation = await a_death(stage)
    await until(stage, "2027-01-14T21:59")
    assert about(stage, DIRECTOR, REMINDS) == []
    await until(stage, "2027-01-14T22:00")  # at night: what is around the clock does not wait
    (reminder,) = about(stage, DIRECTOR, REMINDS)
    text = card_text(reminder.card)
    assert "given by Phone. What is written here does not take its place." in text
    assert "To: Sponsor's study monitor" in text
    assert "Phone +1" in text
    assert "Phone: not on record yet, due Thu" in stage.last_text(SPONSOR_ROOM)
    await until(stage, "2027-01-15T00:01")
    assert "Phone: not on record yet, was due" in stage.last_text(SPONSOR_ROOM)
    assert about(stage, CRO_PM, LATER) == []
    await until(stage, "2027-01-15T02:00")
    (told,) = about(stage, CRO_PM, LATER)
    assert "It may be done and only not be noted" in card_text(told.card)
    for other in (MONITOR, SPONSOR_PM):
        assert about(stage, other, REMINDS) == about(stage, other, LATER) == []
    await until(stage, "2027-01-20T12:00")
    assert await notes(stage, escalation) == [
        "14 22:00 notice_reminded",
        "15 00:00 notice_not_on_record",
        "15 02:00 notice_lead_told",
    ]


async def test_what_is_on_record_is_spoken_of_no_more_and_the_reminder_says_so() -> None:
    stage = await rat_stage("2027-01-14T20:00")
    escalation = await a_death(stage)
    await until(stage, "2027-01-14T22:30")
    await done(stage, escalation)
    (reminder,) = about(stage, DIRECTOR, "the notice by Phone is on record")
    assert [button.label for button in reminder.card.buttons] == ["Show"]
    await until(stage, "2027-01-15T12:00")
    assert about(stage, CRO_PM, LATER) == []
    assert await notes(stage, escalation) == ["14 22:00 notice_reminded", "14 22:30 notice_given"]


async def test_the_record_keeps_who_said_it_and_when_it_was_done() -> None:
    stage = await rat_stage("2027-01-14T20:00")
    escalation = await a_death(stage)
    await until(stage, "2027-01-14T21:30")
    form = form_of(await press_on(stage, DIRECTOR, escalation, GIVEN, notice="phone"))
    assert [each.value for each in form.inputs] == ["14 Jan 2027, 21:30"]
    for wrong in ("22:30 today", "14 Jan 2027, 19:30", "soon"):
        answer = await stage.send(DIRECTOR, form, done=wrong)
        assert set(answer.errors) == {"done"}
    await stage.send(DIRECTOR, form, done="20:10")
    await stage.send(DIRECTOR, form, done="20:20")  # sent twice
    (given,) = (await kept(stage))[-1].given
    assert (given.at, given.given_at) == (at("2027-01-14T21:30"), at("2027-01-14T20:10"))
    entry = next(e.entry for e in await story(stage, escalation) if "given" in e.entry.kind)
    assert entry.data["done_at"] == at("2027-01-14T20:10").isoformat()
    assert entry.seat == "study_director"


async def test_who_is_away_is_not_reminded_but_who_stands_in() -> None:
    stage = await rat_stage("2027-01-14T20:00")
    await stage.say(DIRECTOR, "away today until 20 January")
    shown = stage.received(DIRECTOR)[-1]
    if shown.card.buttons:
        await stage.press(DIRECTOR, shown, shown.card.buttons[0].label)
    await a_death(stage, DEPUTY)
    await until(stage, "2027-01-14T22:00")
    assert about(stage, DIRECTOR, REMINDS) == []
    assert len(about(stage, DEPUTY, REMINDS)) == 1


@pytest.mark.parametrize("ends", ["closed", "close"])
async def test_what_is_over_reminds_nobody(ends: str) -> None:
    stage = await rat_stage("2027-01-14T20:00")
    escalation = await a_death(stage)
    if ends == "close":
        await stage.say(CRO_PM, "close")
    else:
        form = form_of(await press_on(stage, MONITOR, escalation, "escalation.resolve"))
        await stage.send(MONITOR, form, met="yes", text="undetermined", decision="go on")
    await until(stage, "2027-01-16T20:00")
    assert about(stage, DIRECTOR, REMINDS) == about(stage, CRO_PM, LATER) == []


async def test_a_pause_stops_no_notice() -> None:
    stage = await rat_stage("2027-01-14T20:00")
    await a_death(stage)
    await stage.say(CRO_PM, "pause")
    await until(stage, "2027-01-14T22:00")
    assert len(about(stage, DIRECTOR, REMINDS)) == 1


async def test_one_in_business_days_waits_for_the_hours_of_who_gives_it() -> None:
    # Raised on Thursday evening; Friday is a day off in Hyderabad alone, Monday in San Diego alone.
    stage = await rat_stage("2027-01-14T20:00")
    escalation = await raise_it(stage, CRO_PM, "budget_overrun")
    await until(stage, "2027-01-30T20:00")
    # Half of the time is over on Saturday evening; the lead is in on Wednesday morning again.
    assert await notes(stage, escalation, "email") == [
        "18 09:00 notice_reminded",
        "18 20:00 notice_not_on_record",
        "20 09:00 notice_lead_told",
    ]


async def test_it_goes_on_after_a_restart_and_fires_once() -> None:
    storage = MemoryStorage()
    bound = bindings_to(RAT, (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8"))
    stage = await a_stage_for(example(RAT), bound, begin=at("2027-01-14T20:00"), storage=storage)
    escalation = await a_death(stage)
    stage.clock.set(at("2027-01-15T08:00"))  # nothing ran in the night
    await stage.accord.settle()
    await stage.accord.settle()
    assert sorted(each.partition(" ")[2][6:] for each in await notes(stage, escalation)) == [
        "notice_lead_told",
        "notice_not_on_record",
        "notice_reminded",
    ]
    assert len(about(stage, DIRECTOR, REMINDS)) == len(about(stage, CRO_PM, LATER)) == 1


async def test_reopened_what_is_on_record_stays_so() -> None:
    stage = await rat_stage("2027-01-14T20:00")
    escalation = await a_death(stage)
    await done(stage, escalation)
    form = form_of(await press_on(stage, MONITOR, escalation, "escalation.resolve"))
    await stage.send(MONITOR, form, met="yes", text="undetermined", decision="go on")
    form = form_of(await press_on(stage, MONITOR, escalation, "escalation.reopen"))
    await stage.send(MONITOR, form, text="a third one")
    await until(stage, "2027-01-15T20:00")
    assert about(stage, DIRECTOR, REMINDS) == []
