"""A form is sent once, however often somebody presses *Send*; what it held is not lost."""

from bot.cards.plain import card_text
from bot.engine.response import Response
from tests.builders import HYDERABAD, at
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import SPONSOR_PM, Stage, a_stage, seat_address

DIRECTOR = seat_address("study_director")
EARLY = "a rat was found dead in group 3"
ASKED = {"topic": "necropsy", "text": "Which day is it?", "urgent": "no"}


async def begin() -> Stage:
    """Both sides are at work."""
    return await a_stage(begin=at("2026-12-07T22:00", HYDERABAD))


async def count(stage: Stage, kind: str) -> int:
    return (await stage.kinds()).count(kind)


def said(response: Response) -> str:
    assert response.card is not None
    return card_text(response.card)


async def test_a_heads_up_is_given_once_and_the_second_time_its_words_come_back() -> None:
    stage = await begin()
    form = form_of(await stage.say(DIRECTOR, "heads-up"))
    await stage.send(DIRECTOR, form, text=EARLY)
    again = said(await stage.send(DIRECTOR, form, text=EARLY))
    assert "sent already, so nothing was sent again" in again
    assert EARLY in again
    assert await count(stage, "heads_up.given") == 1


async def test_two_forms_with_the_same_words_are_two() -> None:
    stage = await begin()
    for _ in range(2):
        form = form_of(await stage.say(DIRECTOR, "heads-up"))
        await stage.send(DIRECTOR, form, text=EARLY)
    assert await count(stage, "heads_up.given") == 2


async def test_a_question_is_asked_once() -> None:
    stage = await begin()
    form = form_of(await stage.say(SPONSOR_PM, "ask"))
    await stage.send(SPONSOR_PM, form, **ASKED)
    assert "Which day is it?" in said(await stage.send(SPONSOR_PM, form, **ASKED))
    assert await count(stage, "question.asked") == 1


async def test_who_chooses_twice_to_whom_one_form_goes_asks_once() -> None:
    stage = await begin()
    form = form_of(await stage.say(SPONSOR_PM, "ask"))
    chosen = {**ASKED, "topic": "the moon"}
    choices = [form_of(await stage.send(SPONSOR_PM, form, **chosen)) for _ in range(2)]
    await stage.send(SPONSOR_PM, choices[0], to="0")
    assert "sent already" in said(await stage.send(SPONSOR_PM, choices[1], to="0"))
    assert await count(stage, "question.asked") == 1


async def test_a_form_with_hints_is_still_the_same_form() -> None:
    stage = await begin()
    first = form_of(await stage.say(DIRECTOR, "heads-up"))
    text = f"{EARLY}, that is your fault"
    hinted = form_of(await stage.send(DIRECTOR, first, text=text))
    await stage.send(DIRECTOR, hinted, text=text)
    assert "sent already" in said(await stage.send(DIRECTOR, first, text=EARLY))
    assert await count(stage, "heads_up.given") == 1


async def test_a_draft_that_went_out_is_not_sent_by_its_form_as_well() -> None:
    stage = await begin()
    await stage.say(DIRECTOR, f"heads-up {EARLY}, that is your fault")
    hint = stage.received(DIRECTOR)[-1]
    form = form_of(await stage.press(DIRECTOR, hint, "Change it"))
    await stage.press(DIRECTOR, hint, "Send anyway")
    late = said(await stage.send(DIRECTOR, form, text=f"{EARLY}, kindly"))
    assert "This draft is not here any more" in late
    assert f"{EARLY}, kindly" in late
    assert await count(stage, "heads_up.given") == 1


async def test_words_of_a_refused_form_come_back_and_single_choices_do_not() -> None:
    stage = await begin()
    form = form_of(await stage.say(SPONSOR_PM, "ask"))
    await stage.send(SPONSOR_PM, form, **ASKED)
    shown = said(await stage.send(SPONSOR_PM, form, **ASKED))
    assert shown.endswith("So that it is not lost, this is what you wrote:\nWhich day is it?")
