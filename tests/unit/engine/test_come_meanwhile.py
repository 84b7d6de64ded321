"""What an escalation began for comes after all: that is said on it, once, and nobody is rung."""

from bot.cards.plain import card_text
from bot.domain.escalation import Escalation
from tests.unit.engine import test_access_that_ends as access
from tests.unit.engine import test_deliverables as deliverables
from tests.unit.engine import test_unanswered_questions as questions
from tests.unit.engine.escalating import kept, until
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, SPONSOR_ROOM, Stage
from tests.unit.engine.test_deliverables import DIRECTOR
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
