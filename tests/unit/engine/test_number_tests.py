"""The number of a seat is called before it is on call; what nobody answers is a lead's to settle.

Example 1: the study director is on call in the dosing phase, from Mon 11 Jan 2027, 6:00. The study
monitor in San Diego calls three business days of theirs before, on Tue 5 Jan, 16:30.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta

from adapters.console.platform import Shown
from bot.cards.compose import number_tests as cards
from bot.cards.plain import card_text
from bot.cards.words import why_messages
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.seats import ALL, NumberTest, OnCall
from bot.domain.duration import Duration
from bot.domain.instant import instant
from bot.domain.visibility import seated
from bot.engine.inbound import Pressed
from bot.export.extract import extract
from bot.main import advance_to
from tests.unit.engine.escalating import MELBOURNE, at, phase1
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
    seat_address,
)
from tests.unit.engine.test_why_manners import reply

DIRECTOR = seat_address("study_director")
MONITOR = seat_address("study_monitor", "larkspur")
CALL = "Test call to the Study director, on call from Mon 11 Jan 2027"
FAILED = "Nobody answered the test call to the Study director"


def agreed(before: str = "3bd") -> Agreement:
    agreement = example(RAT)
    test = NumberTest(by="study_monitor", before=Duration.parse(before))
    seats = [
        replace(seat, on_call=replace(seat.on_call, test_call=test))
        if seat.on_call and seat.key == "study_director"
        else seat
        for seat in agreement.seats
    ]
    return replace(agreement, seats=tuple(seats))


async def a_stage_tested(begin: str = "2027-01-04T12:00") -> Stage:
    bound = bindings_to(RAT, (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8"))
    return await a_stage_for(agreed(), bound, begin=at(begin))


def about_it(stage: Stage, who: Address, title: str = CALL) -> list[Shown]:
    return [shown for shown in stage.received(who) if shown.card.title.startswith(title)]


async def said(stage: Stage) -> list[str]:
    return [kind for kind in await stage.kinds() if kind.startswith("test_call.")]


async def test_who_calls_is_asked_in_time_with_the_number_and_says_that_it_was_answered() -> None:
    stage = await a_stage_tested()
    await stage.until("2027-01-06T05:59")  # 16:29 in San Diego
    assert about_it(stage, MONITOR) == []
    await stage.until("2027-01-06T06:00")
    (asked,) = about_it(stage, MONITOR)
    assert "Call: Phone +91 40 0000 0101" in card_text(asked.card)
    assert "Hours there: 06:00-22:00" in card_text(asked.card)
    await stage.press(MONITOR, asked, "Reached")
    assert about_it(stage, MONITOR) == []
    assert "The Study director answered the test call" in stage.last_text(MONITOR)
    await stage.until("2027-01-12T12:00")
    assert await said(stage) == ["test_call.asked", "test_call.reached"]
    assert about_it(stage, PM, FAILED) == []


async def test_nobody_answered_is_a_dated_gap_for_a_named_lead_until_somebody_does() -> None:
    stage = await a_stage_tested()
    await stage.until("2027-01-06T06:30")
    (asked,) = about_it(stage, MONITOR)
    await stage.press(MONITOR, asked, "Nobody answered")
    await stage.press(MONITOR, asked, "Nobody answered")  # once is enough
    assert "is asked to settle it by Sat 9 Jan 2027" in stage.last_text(MONITOR)
    await stage.until("2027-01-06T12:00")
    (gap,) = about_it(stage, PM, FAILED)
    assert "To settle by: Sat 9 Jan 2027, 06:00" in card_text(gap.card)
    await stage.say(SPONSOR_PM, "status")
    line = "Study director of Deccan: nobody answered the test call on Wed 6 Jan 2027. "
    assert line in stage.last_text(SPONSOR_PM)
    assert "settles it by Sat 9 Jan 2027." in stage.last_text(SPONSOR_PM).partition(line)[2]
    assert form_of(await stage.press(PM, gap, "Fill the seat")).title
    await stage.until("2027-01-09T12:00")
    assert len(about_it(stage, PM, FAILED)) == 2  # once more, on its day
    await stage.press(MONITOR, asked, "Reached")
    assert about_it(stage, PM, FAILED) == about_it(stage, MONITOR, FAILED) == []
    await stage.say(SPONSOR_PM, "status")
    assert "test call" not in stage.last_text(SPONSOR_PM)
    assert await said(stage) == ["test_call.asked", "test_call.failed", "test_call.reached"]


async def test_where_nothing_is_said_a_lead_of_who_calls_hears_of_it_in_time() -> None:
    stage = await a_stage_tested()
    await stage.until("2027-01-10T12:00")
    (told,) = about_it(stage, SPONSOR_PM)
    assert "Nobody has said yet how it went." in card_text(told.card)
    await stage.press(SPONSOR_PM, told, "Nobody answered")
    assert about_it(stage, MONITOR) == about_it(stage, SPONSOR_PM) == []
    for room in (CRO_ROOM, SPONSOR_ROOM):
        assert about_it(stage, room) == about_it(stage, room, FAILED) == []


async def test_nobody_else_says_how_it_went_and_no_turn_that_is_over_is_answered() -> None:
    stage = await a_stage_tested()
    await stage.until("2027-01-06T06:30")
    (asked,) = about_it(stage, MONITOR)
    await stage.press(DIRECTOR, asked, "Reached")
    assert "Who makes the call says how it went" in stage.last_text(DIRECTOR)
    await stage.until("2027-02-08T12:00")
    await stage.press(MONITOR, asked, "Reached")
    assert "This test call is over" in stage.last_text(MONITOR)
    assert await said(stage) == ["test_call.asked"]


async def test_why_it_came_is_explained_where_it_came() -> None:
    stage = await a_stage_tested()
    await stage.until("2027-01-06T06:30")
    (asked,) = about_it(stage, MONITOR)
    assert why_messages.TEST_CALL in await reply(stage, MONITOR, asked.ref)
    await stage.press(MONITOR, asked, "Nobody answered")
    await stage.until("2027-01-06T12:00")
    (gap,) = about_it(stage, PM, FAILED)
    assert why_messages.TEST_CALL_GAP in await reply(stage, PM, gap.ref)


async def test_of_a_seat_few_may_know_of_only_they_hear_of_its_test_call() -> None:
    agreement = example(PHASE_1)
    test = NumberTest(by="unblinded_statistician", before=Duration.parse("2bd"))
    seats = [
        replace(seat, on_call=OnCall(phases=(ALL,), test_call=test))
        if seat.key == "unblinded_pharmacist"
        else seat
        for seat in agreement.seats
    ]
    agreement = replace(agreement, seats=tuple(seats))
    pharmacist = extract(agreement, seated("unblinded_pharmacist")).seat["unblinded_pharmacist"]
    assert pharmacist.on_call is not None
    assert pharmacist.on_call.test_call == test
    text = (EXAMPLES / "03_bindings.yaml").read_text(encoding="utf-8").replace("slack:", "console:")
    phase = next(p for p in agreement.phases if p.start.isoformat() > "2026-12-01")
    begin = instant(datetime.combine(phase.start, time(12), MELBOURNE) - timedelta(days=6))
    stage = await a_stage_for(agreement, bindings_to(PHASE_1, text), begin=begin)
    await advance_to(stage.accord, stage.clock, instant(begin + timedelta(days=4)))
    caller = phase1(stage, "unblinded_statistician")
    (asked,) = about_it(stage, caller, "Test call to the Unblinded pharmacist")
    await stage.press(caller, asked, "Nobody answered")
    await advance_to(stage.accord, stage.clock, instant(begin + timedelta(days=6)))
    knowing = {phase1(stage, f"unblinded_{each}") for each in ("pharmacist", "statistician")}
    told = {s.to for s in stage.platform.messages.values() if "est call" in s.card.title}
    assert told <= knowing
    blinded = phase1(stage, "clinical_ops_lead")
    await stage.say(blinded, "status")
    assert "test call" not in stage.last_text(blinded)
    await stage.say(caller, "status")
    assert "nobody answered the test call" in stage.last_text(caller)


async def test_from_a_list_of_several_things_it_opens_as_it_stands() -> None:
    stage = await a_stage_tested()
    await stage.until("2027-01-06T06:30")
    (asked,) = about_it(stage, MONITOR)
    assert (await opened(stage, asked)).startswith(CALL)
    await stage.press(MONITOR, asked, "Nobody answered")
    assert (await opened(stage, asked)).startswith(FAILED)
    await stage.press(MONITOR, asked, "Reached")
    assert (await opened(stage, asked)).startswith("The Study director answered the test call")
    for late in ("Reached", "Nobody answered"):  # pressed again where it still stands
        await stage.press(MONITOR, asked, late)
    assert (await said(stage))[-1] == "test_call.reached"
    assert len(await said(stage)) == 3


async def opened(stage: Stage, shown: Shown) -> str:
    value = shown.card.buttons[0].value
    event = Pressed(origin=stage.origin(MONITOR), action=cards.SHOW, value=value)
    await stage.accord.dispatch(event)
    await stage.accord.settle()
    return stage.received(MONITOR)[-1].card.title
