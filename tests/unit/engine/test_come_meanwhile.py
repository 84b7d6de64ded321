"""What an escalation began for comes after all: it is said on it once, and it climbs no further."""

from bot.cards.plain import card_text
from bot.domain.escalation import Escalation
from tests.unit.engine import test_access_that_ends as access
from tests.unit.engine import test_deliverables as deliverables
from tests.unit.engine import test_unanswered_questions as questions
from tests.unit.engine.escalating import kept, raise_it, until
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, SPONSOR_ROOM, Stage
from tests.unit.engine.test_deliverables import DIRECTOR, MONITOR
from tests.unit.engine.test_questions import answer


async def the_one(stage: Stage) -> Escalation:
    """The one escalation there is; it stays open whatever came."""
    (escalation,) = await kept(stage)
    assert escalation.open
    return escalation


async def said(stage: Stage, text: str) -> None:
    """It is reported once, and both rooms read it where they read the escalation."""
    escalation = await the_one(stage)
    assert [fact.text for fact in escalation.facts] == [text]
    for room in (SPONSOR_ROOM, CRO_ROOM):
        newest = [s for s in stage.received(room) if s.card.title.startswith("E-1")][-1]
        assert text in card_text(newest.card)


async def test_a_question_that_is_answered_at_last() -> None:
    stage = await questions.asked(**questions.HOURS_OVER)
    await until(stage, "2026-12-04T10:00")
    assert (await the_one(stage)).facts == ()
    await answer(stage)
    await said(stage, "Question 1 is answered")


async def test_a_deliverable_that_is_done_and_taken_back_and_done_again() -> None:
    stage = await deliverables.asked()
    await until(stage, deliverables.LATE)
    await stage.say(DIRECTOR, "done clin path")
    await said(stage, "Clinical pathology: said to be done")
    undo = stage.received(DIRECTOR)[-1]
    await stage.press(DIRECTOR, undo, "Undo")
    await stage.say(DIRECTOR, "done clin path")
    await said(stage, "Clinical pathology: said to be done")


async def test_access_of_which_somebody_chooses_late() -> None:
    stage = await access.rat_stage("2027-01-16T09:00", access.agreed(**access.LEFT))
    await until(stage, "2027-01-25T18:00")
    assert (await the_one(stage)).facts == ()
    await stage.press(PM, access.asks(stage, PM)[-1], "Let it end")
    await said(stage, "It was chosen to let the access end")


async def test_an_answer_to_another_question_says_nothing_on_it() -> None:
    stage = await questions.asked(**questions.HOURS_OVER)
    await until(stage, "2026-12-04T09:00")
    await stage.say(SPONSOR_PM, "ask study director: how many blocks?")
    other = [s for s in stage.received(DIRECTOR) if "blocks" in card_text(s.card)][-1]
    form = form_of(await stage.press(DIRECTOR, other, "Answer"))
    assert not (await stage.send(DIRECTOR, form, text="Twelve")).errors
    assert "question.answered" in await stage.kinds()
    assert (await the_one(stage)).facts == ()


def rungs(escalation: Escalation) -> dict[int, str]:
    """Why each rung was reached, or was not, as it was decided last."""
    return {rung.step: rung.because.value for rung in escalation.rungs}


def asked_whether_over(stage: Stage) -> list[str]:
    """Who is asked whether it is over."""
    people = {"director": DIRECTOR, "cro pm": PM, "sponsor pm": SPONSOR_PM, "monitor": MONITOR}
    return [
        name
        for name, who in people.items()
        for shown in stage.received(who)
        if shown.card.title.endswith("What it waited for has come. Is it over?")
    ]


async def test_it_climbs_no_further_and_one_person_is_asked_whether_it_is_over() -> None:
    stage = await deliverables.asked()
    await until(stage, deliverables.LATE)
    await until(stage, "2027-02-24T12:00")
    assert rungs(await the_one(stage)) == {1: "start"}
    await stage.say(DIRECTOR, "done clin path")
    await until(stage, "2027-03-10T18:00")
    late = await the_one(stage)
    assert set(rungs(late).values()) == {"start", "came"}
    assert len(asked_whether_over(stage)) == 1
    newest = [s for s in stage.received(CRO_ROOM) if s.card.title.startswith("E-1")][-1]
    assert "no further step follows by itself" in card_text(newest.card)
    assert "Climb now" in [button.label for button in newest.card.buttons]


async def test_who_is_not_told_yet_is_told_that_it_came() -> None:
    stage = await deliverables.asked()
    await until(stage, deliverables.LATE)
    await stage.say(DIRECTOR, "done clin path")
    await until(stage, "2027-02-24T12:00")
    (told,) = [s for s in stage.received(PM) if s.card.title.startswith("E-1")]
    assert "no further step follows by itself" in card_text(told.card)


async def test_what_has_not_come_after_all_lets_it_climb_on() -> None:
    stage = await deliverables.asked()
    await until(stage, deliverables.LATE)
    await stage.say(DIRECTOR, "done clin path")
    undo = stage.received(DIRECTOR)[-1]
    await until(stage, "2027-03-05T12:00")
    passed = {step for step, why in rungs(await the_one(stage)).items() if why == "came"}
    assert passed
    await stage.press(DIRECTOR, undo, "Undo")
    assert passed.isdisjoint(
        step for step, why in rungs(await the_one(stage)).items() if why == "came"
    )
    assert "escalation.waits_again" in await stage.kinds()


async def test_what_somebody_reported_themselves_climbs_on_whatever_came() -> None:
    stage = await deliverables.asked()
    await until(stage, deliverables.LATE)
    await raise_it(stage, MONITOR, (await the_one(stage)).trigger)
    assert len((await the_one(stage)).joined) == 1
    await stage.say(DIRECTOR, "done clin path")
    assert not (await the_one(stage)).waits_no_more
    assert asked_whether_over(stage) == []


async def test_access_that_a_new_version_extends_is_said_on_what_ran_for_it() -> None:
    stage = await access.rat_stage("2027-01-16T09:00", access.agreed(**access.LEFT))
    await until(stage, "2027-01-25T18:00")
    form = form_of(await stage.press(PM, access.asks(stage, PM)[-1], "Extend"))
    values = {each.key: each.value for each in form.inputs}
    await stage.send(PM, form, **{**values, "until": "2027-02-26", "because": "two more weeks"})
    (proposal,) = [s for s in stage.received(SPONSOR_PM) if "proposes a change" in s.card.title]
    assert (await the_one(stage)).facts == ()  # a proposal is no choice yet
    await stage.press(SPONSOR_PM, proposal, "Accept")
    await said(stage, "The access is extended: it ends on Fri 26 Feb 2027")
    assert (await the_one(stage)).waits_no_more
    assert len(asked_whether_over(stage)) == 1
