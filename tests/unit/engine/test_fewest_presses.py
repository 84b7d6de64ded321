"""From a proposal to other wording that is sent back, in as few presses as can be."""

from bot.cards.compose.parts import CHOOSE_PART
from bot.domain.amendment import AmendmentState
from tests.unit.engine.founding import (
    ANN,
    AWAY,
    CY,
    a_code,
    a_draft_stage,
    about,
    amendment,
    amendments,
    filled,
    form_of,
    press,
    propose,
    send,
    submit,
)
from tests.unit.engine.stage import PM, a_stage


async def test_a_change_is_chosen_made_and_sent_with_one_press_and_two_forms() -> None:
    stage = await a_stage()
    choose = form_of(await press(stage, PM, CHOOSE_PART, about(stage, change="yes")))
    part = form_of(await submit(stage, PM, choose, {"which": "cadences:weekly_status"}))
    values = filled(part, {"grace": "6 hours", "because": "We need more time"})
    await submit(stage, PM, part, values)
    (sent,) = await amendments(stage)
    assert sent.state is AmendmentState.PROPOSED
    assert sent.reason == "We need more time"
    assert [change.after for change in sent.changes] == ["6h"]


async def test_other_wording_goes_back_in_the_form_it_was_made_in() -> None:
    stage = await a_draft_stage()
    await stage.say(CY, f"connect {await a_code(stage)}", AWAY)
    await send(stage, ANN, await amendment(stage, 1), "First version")
    first = await amendment(stage, 1)
    choose = form_of(await press(stage, CY, CHOOSE_PART, about(stage, first, change="yes")))
    part = form_of(await submit(stage, CY, choose, {"which": "cadences:weekly_status"}))
    values = filled(part, {"grace": "6 hours", "because": "Our time"})
    await submit(stage, CY, part, values)
    again = await amendment(stage, 1)
    assert (again.state, again.party) == (AmendmentState.PROPOSED, "cro")
    assert again.missing == ("sponsor",)
    assert again.answers == first.changes


async def test_without_a_reason_changes_are_collected() -> None:
    stage = await a_stage()
    await propose(stage, PM)
    choose = form_of(await press(stage, PM, CHOOSE_PART, about(stage, change="yes")))
    part = form_of(await submit(stage, PM, choose, {"which": "ground_rules"}))
    await submit(stage, PM, part, filled(part, {"lines": "Be kind."}))
    drafted = (await amendments(stage))[-1]
    assert drafted.state is AmendmentState.DRAFT


async def test_something_new_is_in_the_list_of_what_can_change() -> None:
    stage = await a_stage()
    choose = form_of(await press(stage, PM, CHOOSE_PART, about(stage, change="yes")))
    part = form_of(await submit(stage, PM, choose, {"which": "areas"}))
    assert part.context["path"] == '["areas"]'
