"""Who is on call is asked before the turn begins whether they can be reached.

Example 1: the study director is on call in the dosing phase, from Mon 11 Jan 2027, 6:00 to 22:00.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta

from adapters.console.platform import Shown
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.seats import ALL, OnCall
from bot.domain.duration import Duration
from bot.domain.instant import instant
from bot.main import advance_to
from tests.unit.engine.escalating import MELBOURNE, at, phase1
from tests.unit.engine.examples import PHASE_1, RAT, bindings_to, example
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import (
    CRO_ROOM,
    EXAMPLES,
    PM,
    SPONSOR_ROOM,
    Stage,
    a_stage_for,
    seat_address,
)

DIRECTOR = seat_address("study_director")
TITLE = "You are on call from Mon 11 Jan 2027 to "
LEAD = "Who is on call as Study director from Mon 11 Jan 2027 on?"


def agreed(before: str | None = "2bd") -> Agreement:
    agreement = example(RAT)
    ahead = Duration.parse(before) if before else None
    seats = [
        replace(seat, on_call=replace(seat.on_call, asked_before=ahead))
        if seat.on_call and seat.key == "study_director"
        else seat
        for seat in agreement.seats
    ]
    return replace(agreement, seats=tuple(seats))


async def a_stage_on_call(begin: str = "2027-01-05T12:00", before: str | None = "2bd") -> Stage:
    bound = bindings_to(RAT, (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8"))
    return await a_stage_for(agreed(before), bound, begin=at(begin))


def about_it(stage: Stage, who: Address, title: str = TITLE) -> list[Shown]:
    return [shown for shown in stage.received(who) if shown.card.title.startswith(title)]


async def answers(stage: Stage) -> list[str]:
    return [kind for kind in await stage.kinds() if kind.startswith("on_call.")]


async def test_the_holder_is_asked_in_time_with_the_way_they_are_reached_and_says_yes() -> None:
    stage = await a_stage_on_call()
    await stage.until("2027-01-08T08:59")  # two working days before Monday, six a week
    assert about_it(stage, DIRECTOR) == []
    await stage.until("2027-01-08T09:00")
    (asked,) = about_it(stage, DIRECTOR)
    text = card_text(asked.card)
    assert "Hours: 06:00 to 22:00" in text or "Hours: 06:00-22:00" in text
    assert "Reached by: Phone" in text
    await stage.press(DIRECTOR, asked, "Yes, I can be reached")
    assert stage.last_text(DIRECTOR).startswith("The Study director can be reached on call")
    await stage.until("2027-01-11T12:00")
    assert about_it(stage, PM, LEAD) == []
    assert await answers(stage) == ["on_call.asked", "on_call.confirmed"]


async def test_without_an_answer_a_lead_is_told_while_there_is_time_and_can_answer() -> None:
    stage = await a_stage_on_call()
    await stage.until("2027-01-09T16:59")  # half of the time is over when the office is closed
    assert about_it(stage, PM, LEAD) == []
    await stage.until("2027-01-09T17:00")
    (told,) = about_it(stage, PM, LEAD)
    assert "No answer has come yet." in card_text(told.card)
    assert form_of(await stage.press(PM, told, "Fill the seat")).title
    await stage.press(PM, told, "Yes, I can be reached")
    assert about_it(stage, DIRECTOR) == []
    for room in (CRO_ROOM, SPONSOR_ROOM):
        assert about_it(stage, room) == about_it(stage, room, LEAD) == []


async def test_somebody_else_is_for_a_lead_at_once() -> None:
    stage = await a_stage_on_call()
    await stage.until("2027-01-08T10:00")
    (asked,) = about_it(stage, DIRECTOR)
    await stage.press(DIRECTOR, asked, "Somebody else")
    (told,) = about_it(stage, PM, LEAD)
    assert "The holder says that it is somebody else." in card_text(told.card)
    await stage.until("2027-01-11T12:00")
    assert await answers(stage) == [
        "on_call.asked",
        "on_call.somebody_else",
        "on_call.lead_told",
    ]


async def test_nobody_is_asked_where_it_is_not_agreed_or_the_turn_has_begun() -> None:
    for begin, before in (("2027-01-05T12:00", None), ("2027-01-11T06:00", "2bd")):
        stage = await a_stage_on_call(begin, before)
        await stage.until("2027-01-11T12:00")
        assert await answers(stage) == []


async def test_nobody_else_can_answer() -> None:
    stage = await a_stage_on_call()
    await stage.until("2027-01-08T10:00")
    (asked,) = about_it(stage, DIRECTOR)
    head = seat_address("lab_services_head")
    await stage.press(head, asked, "Yes, I can be reached")
    assert "Who holds the seat answers" in stage.last_text(head)
    assert await answers(stage) == ["on_call.asked"]


async def test_of_a_seat_few_may_know_of_only_they_are_told() -> None:
    agreement = example(PHASE_1)
    seats = [
        replace(seat, on_call=OnCall(phases=(ALL,), asked_before=Duration.parse("2bd")))
        if seat.key == "unblinded_pharmacist"
        else seat
        for seat in agreement.seats
    ]
    agreement = replace(agreement, seats=tuple(seats))
    text = (EXAMPLES / "03_bindings.yaml").read_text(encoding="utf-8").replace("slack:", "console:")
    phase = next(p for p in agreement.phases if p.start.isoformat() > "2026-12-01")
    begin = instant(datetime.combine(phase.start, time(12), MELBOURNE) - timedelta(days=6))
    stage = await a_stage_for(agreement, bindings_to(PHASE_1, text), begin=begin)
    await advance_to(stage.accord, stage.clock, instant(begin + timedelta(days=6)))
    assert (await answers(stage))[:2] == ["on_call.asked", "on_call.lead_told"]
    knowing = {phase1(stage, f"unblinded_{each}") for each in ("pharmacist", "statistician")}
    told = {s.to for s in stage.platform.messages.values() if "on call" in s.card.title}
    assert told == knowing
