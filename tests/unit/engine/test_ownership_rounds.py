"""Rounds that overlap, rounds that a pause kept from asking, and seats that several hold."""

from bot.domain.address import Address
from bot.domain.agreement.ownership import Ownership, Rhythm
from bot.domain.duration import Duration, Unit
from bot.domain.ownership import Unsettled
from bot.domain.people import Holding, Person
from tests.unit.engine.stage import PM, Stage
from tests.unit.engine.test_ownership import (
    DIRECTOR,
    HEAD,
    TITLE,
    a_fresh_stage,
    areas_of,
    confirmed,
    gaps,
    questions,
)

SECOND = Address("console", "deccan", "second_director")
MONTHLY = Ownership(confirmed_every=Rhythm.MONTH, answer_within=Duration(28, Unit.BUSINESS_DAYS))


async def a_second_director(stage: Stage) -> None:
    person = Person(id="second", name="Second director", addresses=(SECOND,))
    holding = Holding(
        collaboration=stage.collaboration.id,
        seat="study_director",
        person=person.id,
        since=stage.clock.now(),
    )
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.save_person(person)
        await tx.directory.appoint(holding)


async def test_everybody_who_holds_a_seat_is_asked_and_the_word_of_one_is_enough() -> None:
    stage = await a_fresh_stage()
    await a_second_director(stage)
    await stage.until("2027-04-01T10:00")
    (asked,) = questions(stage, SECOND)
    assert asked.card.title == TITLE
    assert [shown.card.title for shown in questions(stage)] == [TITLE]
    await stage.press(SECOND, asked, "All still right")
    assert await confirmed(stage) == set(areas_of(stage))
    for holder in (DIRECTOR, SECOND):
        titles = [shown.card.title for shown in questions(stage, holder)]
        assert titles == ["Confirmed on Thu 1 Apr 2027: 13 areas"]
    await stage.until("2027-04-20T12:00")
    assert [gap for gap in await gaps(stage) if gap.seat == "study_director"] == []


async def test_what_nobody_of_several_confirms_is_one_gap_for_each_area() -> None:
    stage = await a_fresh_stage()
    await a_second_director(stage)
    await stage.until("2027-04-20T12:00")
    open_ = [gap.area for gap in await gaps(stage) if gap.seat == "study_director"]
    assert sorted(open_) == sorted(areas_of(stage))


async def test_a_pause_over_the_first_weeks_of_a_round_does_not_skip_it() -> None:
    stage = await a_fresh_stage()
    await stage.say(PM, "pause")
    await stage.until("2027-04-20T10:00")
    await stage.say(PM, "resume")
    await stage.until("2027-04-21T10:00")
    assert [shown.card.title for shown in questions(stage)] == [TITLE]
    await stage.until("2027-05-05T12:00")
    assert len(questions(stage)) == 2  # the question and its reminder
    assert {gap.because for gap in await gaps(stage)} >= {Unsettled.UNCONFIRMED}


async def test_who_was_asked_before_a_pause_is_not_asked_again_after_it() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T10:00")
    await stage.press(HEAD, questions(stage, HEAD)[0], "All still right")
    await stage.say(PM, "pause")
    await stage.until("2027-04-20T10:00")
    await stage.say(PM, "resume")
    await stage.until("2027-05-05T10:00")
    assert len(questions(stage, HEAD)) == 1


async def test_a_time_to_answer_that_reaches_into_the_next_round_is_seen_through() -> None:
    stage = await a_fresh_stage("2027-03-31T12:00", MONTHLY)
    await stage.until("2027-04-30T12:00")
    asked = len(questions(stage))
    await stage.until("2027-05-01T12:00")  # the next round begins, and one question is enough
    assert len(questions(stage)) == asked
    assert await gaps(stage) == []
    await stage.until("2027-05-06T12:00")
    open_ = [gap.area for gap in await gaps(stage) if gap.seat == "study_director"]
    assert sorted(open_) == sorted(areas_of(stage))
    assert len(questions(stage)) == asked + 1  # that of the round it is


async def test_confirmed_late_in_the_next_round_it_counts_for_both() -> None:
    stage = await a_fresh_stage("2027-03-31T12:00", MONTHLY)
    await stage.until("2027-05-01T12:00")
    await stage.press(DIRECTOR, questions(stage)[-1], "All still right")
    asked = len(questions(stage))
    await stage.until("2027-05-12T12:00")
    assert len(questions(stage)) == asked
    assert [gap for gap in await gaps(stage) if gap.seat == "study_director"] == []
