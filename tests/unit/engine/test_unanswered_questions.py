"""Questions that wait longer than agreed raise by themselves, and no others do."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.triggers import Operator, Trigger, TriggerType
from bot.domain.duration import Duration, Unit
from bot.domain.instant import Instant, local
from bot.domain.question import Said, Turn
from bot.domain.reply_time import deadlines, later_by
from bot.domain.visibility import is_restricted
from storage.memory import MemoryStorage
from tests.builders import HYDERABAD, at
from tests.unit.engine.escalating import kept, story, until
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
from tests.unit.engine.test_questions import BLINDED, answer

# Wednesday afternoon in Hyderabad; the study director answers within one business day.
WEDNESDAY, DUE = "2026-12-02T14:00", "2026-12-03T14:00"
HOURS_OVER: dict[str, Any] = {"measure": "any", "op": Operator.GREATER, "value": 4.0, "unit": "h"}
DAYS_OVER: dict[str, Any] = {"measure": "any", "op": Operator.GREATER, "value": 2.0, "unit": "bd"}


def watching(**limit: Any) -> Trigger:
    """The first trigger of the example, for questions that wait."""
    first = example(RAT).triggers[0]
    about = replace(
        first.trigger,
        type=TriggerType.UNANSWERED_QUESTION,
        **{"measure": None, "op": None, "value": None, "unit": None, **limit},
    )
    return replace(first, trigger=about)


async def rat_stage(
    wall: str = WEDNESDAY, storage: MemoryStorage | None = None, **limit: Any
) -> Stage:
    rest = example(RAT).triggers[1:]
    agreement = replace(example(RAT), triggers=(watching(**limit), *rest))
    bound = bindings_to(RAT, (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8"))
    return await a_stage_for(agreement, bound, begin=at(wall, HYDERABAD), storage=storage)


async def asked(
    wall: str = WEDNESDAY, text: str = "ask necropsy: which day?", **limit: Any
) -> Stage:
    stage = await rat_stage(wall, **limit)
    await stage.say(SPONSOR_PM, text)
    return stage


# ---- when


@pytest.mark.parametrize(
    ("limit", "wall", "just_before", "then"),
    [
        # Without a limit the agreed time once more: one business day after Thursday.
        ({}, WEDNESDAY, "2026-12-04T13:59", "2026-12-04T14:00"),
        # Four office hours, which end at 18:00; what is over goes on at 9:00.
        (HOURS_OVER, WEDNESDAY, "2026-12-03T17:59", "2026-12-03T18:00"),
        (HOURS_OVER, "2026-12-02T16:00", "2026-12-04T10:59", "2026-12-04T11:00"),
        # Asked at night, it is due when the office has been open for a day.
        (HOURS_OVER, "2026-12-02T23:00", "2026-12-04T12:59", "2026-12-04T13:00"),
        # A day off of the side that is asked counts for nothing: Sankranti, a Friday.
        (DAYS_OVER, "2027-01-13T14:00", "2027-01-18T13:59", "2027-01-18T14:00"),
        # A day off of the other side counts: Christmas Eve is nobody's, Presidents' Day theirs.
        (DAYS_OVER, "2027-02-12T14:00", "2027-02-16T13:59", "2027-02-16T14:00"),
        ({**HOURS_OVER, "value": 0.0}, WEDNESDAY, "2026-12-03T13:59", DUE),
    ],
)
async def test_it_is_raised_once_it_has_waited_so_much_longer(
    limit: dict[str, Any], wall: str, just_before: str, then: str
) -> None:
    stage = await asked(wall, **limit)
    await until(stage, just_before)
    assert await kept(stage) == []
    await until(stage, then)
    (escalation,) = await kept(stage)
    assert escalation.raised_by is None
    assert "Question 1 (Necropsy and organ weights) waits for an answer" in escalation.words
    for room in (SPONSOR_ROOM, CRO_ROOM):
        assert "Question 1 (Necropsy and organ weights)" in stage.last_text(room)
    await until(stage, "2027-03-01T10:00")
    mine = [e for e in await kept(stage) if e.trigger == escalation.trigger]
    assert mine[0].joined == ()
    assert len(mine) == 1


@pytest.mark.parametrize(
    ("measure", "text", "raised"),
    [
        ("necropsy", "ask necropsy: which day?", True),
        ("study_director", "ask necropsy: which day?", True),
        ("study_pathologist", "ask necropsy: which day?", False),
        ("urgent", "ask necropsy: which day?", False),
        ("urgent", "ask urgent necropsy: which day?", True),
    ],
)
async def test_only_the_questions_that_the_trigger_names(
    measure: str, text: str, raised: bool
) -> None:
    stage = await asked(text=text, **{**DAYS_OVER, "measure": measure})
    await until(stage, "2026-12-09T14:00")
    assert bool(await kept(stage)) == raised


# ---- not any more


async def test_what_is_answered_or_taken_back_raises_nothing() -> None:
    stage = await asked(**HOURS_OVER)
    await until(stage, "2026-12-03T17:00")
    await answer(stage)
    await until(stage, "2026-12-09T14:00")
    assert await kept(stage) == []


async def test_a_new_turn_has_a_clock_of_its_own() -> None:
    stage = await asked(**HOURS_OVER)
    await until(stage, "2026-12-03T17:00")
    await answer(stage)
    answered = stage.received(SPONSOR_PM)[-1]
    form = form_of(await stage.press(SPONSOR_PM, answered, "Ask further"))
    await stage.send(SPONSOR_PM, form, text="And at what time?")
    await until(stage, "2026-12-05T11:59")
    assert await kept(stage) == []
    await until(stage, "2026-12-05T12:00")  # due on Friday 17:00; one hour then, three on Saturday
    assert len(await kept(stage)) == 1


async def test_a_pause_raises_nothing_and_after_it_the_time_beyond_begins_anew() -> None:
    stage = await asked(**HOURS_OVER)
    await until(stage, "2026-12-03T16:00")
    await stage.say(PM, "pause")
    await until(stage, "2026-12-08T10:00")
    assert await kept(stage) == []
    await stage.say(PM, "resume")
    await until(stage, "2026-12-08T13:59")
    assert await kept(stage) == []
    await until(stage, "2026-12-08T14:00")
    assert len(await kept(stage)) == 1


async def test_after_a_restart_nobody_is_late_for_what_they_were_not_reminded_of() -> None:
    storage = MemoryStorage()
    before = await rat_stage(storage=storage, **HOURS_OVER)
    await before.say(SPONSOR_PM, "ask necropsy: which day?")
    await before.until("2026-12-02T15:00")
    # Accord is not running until Monday morning.
    before.clock.set(at("2026-12-07T10:00", HYDERABAD))
    await before.accord.settle()
    assert await kept(before) == []
    await until(before, "2026-12-07T13:59")
    assert await kept(before) == []
    await until(before, "2026-12-07T14:00")
    assert len(await kept(before)) == 1


async def test_questions_that_wait_at_the_same_time_are_one_escalation() -> None:
    stage = await asked(**HOURS_OVER)
    await stage.say(SPONSOR_PM, "ask histology slides: when do they come?")
    await until(stage, "2026-12-09T14:00")
    found = await kept(stage)
    reports = [each.text for e in found for each in e.joined]
    assert len(found) + len(reports) == 2
    assert "raised" in (await story(stage, found[0]))[0].entry.kind


async def test_what_was_added_to_an_escalation_is_raised_by_no_later_plan_again() -> None:
    stage = await asked(**HOURS_OVER)
    await stage.say(SPONSOR_PM, "ask necropsy: and in which room?")
    await until(stage, "2026-12-03T16:00")
    await stage.say(PM, "pause")
    await until(stage, "2026-12-03T16:30")
    await stage.say(PM, "resume")  # which plans both anew, for the next day
    await until(stage, "2026-12-09T14:00")
    (escalation,) = await kept(stage)
    assert [each.text.startswith("Question 2") for each in escalation.joined] == [True]
    assert (await stage.kinds()).count("question.raised") == 2


# ---- who may know


@pytest.mark.parametrize("restricted", [False, True])
async def test_a_question_to_a_hidden_seat_is_no_reason_everybody_would_see(
    restricted: bool,
) -> None:
    agreement = example(PHASE_1)
    seats = tuple(
        replace(each, blinded=False) if each.key == "clinical_supplies" else each
        for each in agreement.seats
    )
    agreement = replace(agreement, seats=seats)
    ladder = next(t for t in agreement.triggers if is_restricted(agreement, t) == restricted)
    about = replace(
        watching().trigger, measure="clinical_supplies", op=Operator.GREATER, value=0.0, unit="h"
    )
    trigger = replace(ladder, trigger=about)
    agreement = replace(agreement, triggers=(trigger,))
    stage = await a_stage_for(agreement, BLINDED, begin=at("2027-02-10T00:00"))
    pharmacist = Address("console", "yarra", "pharmacist")
    await stage.say(pharmacist, "ask clinical supplies lead: when does the next box come?")
    async with stage.accord.storage.reading() as tx:
        assert [q.turn.seat for q in await tx.questions.all(stage.collaboration.id)] == [
            "clinical_supplies"
        ]
    await until(stage, "2027-02-20T00:00")
    assert bool(await kept(stage)) == restricted
    room = Address("console", "yarra", "room")
    assert not [s for s in stage.received(room) if "waits for an answer" in card_text(s.card)]


# ---- counting


@settings(max_examples=25, deadline=None)
@given(
    start=st.integers(0, 60 * 24 * 120),
    hours=st.integers(0, 60),
    seat=st.sampled_from(["study_director", "program_manager", "vp_rd"]),
)
def test_office_hours_beyond_the_agreed_time_are_counted_one_by_one(
    start: int, hours: int, seat: str
) -> None:
    agreement = example(RAT)
    begin = Instant(at("2026-11-20T00:00") + timedelta(minutes=start))
    due = deadlines(agreement, seat, begin, urgent=False).due
    said = Said(text="?", person="p", seat=None, at=begin)
    turn = Turn(seat=seat, asked=(said,), since=begin, due=due)
    moment = due
    for _ in range(hours):
        moment = later_by(agreement, turn, moment, Duration(1, Unit.HOURS), urgent=False)
    whole = later_by(agreement, turn, due, Duration(hours, Unit.HOURS), urgent=False)
    party = agreement.party_of(seat)
    wall = local(whole, party.zone)
    assert hours == 0 or whole == moment
    assert party.hours.start <= wall.time() <= party.hours.end
    assert whole >= due
