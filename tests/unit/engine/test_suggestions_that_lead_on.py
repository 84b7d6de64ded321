"""What comes of an adopted suggestion: a change of what is agreed, or an action."""

from bot.cards.compose.parts import EDIT_PART
from bot.cards.compose.proposals import ACCEPT, DECLINE
from bot.cards.form import Form
from bot.cards.plain import card_text
from bot.domain.amendment import Amendment
from bot.engine.parts import pack
from bot.engine.response import Response
from tests.unit.engine.founding import about, filled, form_of, press
from tests.unit.engine.stage import PM, SPONSOR_PM, Stage
from tests.unit.engine.suggesting import (
    DIRECTOR,
    answer,
    shown_to,
    steps,
    suggested,
    the_suggestion,
    titles,
)

WHY = "It saves a week"
BECAUSE = f"Suggestion 1, adopted: “one photo of each lesion”. {WHY}"


async def part_chosen(stage: Stage, adopted: Response) -> Form:
    """The necropsy is what shall change."""
    choice = form_of(adopted)
    return form_of(await stage.send(DIRECTOR, choice, which="areas:necropsy"))


async def proposed(stage: Stage) -> Amendment:
    """The study director adopts it as a change of the agreement, and sends the proposal."""
    form = await part_chosen(stage, await answer(stage, "Adopt", WHY, comes="amendment"))
    assert filled(form, {})["because"] == BECAUSE
    await stage.send(DIRECTOR, form, **filled(form, {"title": "Necropsy with photos"}))
    async with stage.accord.storage.reading() as tx:
        (found,) = [a for a in await tx.amendments.all(stage.collaboration.id) if a.base]
    return found


async def yes(stage: Stage, amendment: Amendment) -> None:
    for lead in (PM, SPONSOR_PM):
        await press(stage, lead, ACCEPT, about(stage, amendment, text=amendment.text))


async def test_it_becomes_an_amendment_that_both_sides_accept() -> None:
    stage = await suggested()
    amendment = await proposed(stage)
    assert amendment.reason == BECAUSE
    assert "became proposal 1" in titles(stage, SPONSOR_PM)[-1]
    await yes(stage, amendment)
    assert "Suggestion 1 is agreed: version 3 is in force" in titles(stage, SPONSOR_PM)
    found = await the_suggestion(stage)
    assert [(led.number, led.version) for led in found.led_to] == [(1, 3)]
    assert "Came of it: proposal 1, in force as version 3" in (
        card_text(shown_to(stage, DIRECTOR).card)
    )
    assert await steps(stage) == ["made", "adopted", "led_to_proposal", "led_to_version"]
    sent = next(r.entry for r in await stage.record() if r.entry.kind == "amendment.sent")
    assert sent.data["from"] == [found.id]


async def test_the_maker_reads_that_the_proposal_was_declined() -> None:
    stage = await suggested()
    amendment = await proposed(stage)
    form = form_of(await press(stage, SPONSOR_PM, DECLINE, about(stage, amendment)))
    await stage.send(SPONSOR_PM, form, because="Not in this study")
    assert "did not come into force" in "".join(titles(stage, SPONSOR_PM))
    assert "Came of it: proposal 1, not in force" in card_text(shown_to(stage, DIRECTOR).card)
    assert (await steps(stage))[-1] == "led_to_nothing"


async def test_a_change_can_come_of_it_later_and_only_from_who_may_answer_it() -> None:
    stage = await suggested()
    await answer(stage, "Adopt", WHY)
    card = shown_to(stage, DIRECTOR)
    await stage.press(SPONSOR_PM, card, "Change what is agreed")
    assert "is for the Study director" in stage.last_text(SPONSOR_PM)
    choice = form_of(await stage.press(DIRECTOR, card, "Change what is agreed"))
    assert choice.context["because"] == BECAUSE
    guessed = {
        **about(stage),
        "path": pack(("areas", "necropsy")),
        "after": choice.context["after"],
    }
    form = form_of(await press(stage, SPONSOR_PM, EDIT_PART, guessed))
    assert "after" not in form.context


async def test_it_becomes_an_action_and_the_maker_reads_that_it_is_done() -> None:
    stage = await suggested()
    form = form_of(await answer(stage, "Adopt", WHY, comes="action"))
    values = filled(form, {"owner": "study_director", "by": "2026-12-15"})
    assert values["what"] == "one photo of each lesion"
    await stage.send(DIRECTOR, form, **values)
    assert "Action 1: one photo of each lesion" in card_text(shown_to(stage, SPONSOR_PM).card)
    await stage.say(DIRECTOR, "action 1")
    assert "From: Suggestion 1, Necropsy and organ weights" in stage.last_text(DIRECTOR)
    await stage.say(DIRECTOR, "action 1 done")
    assert titles(stage, SPONSOR_PM)[-1] == "Action 1, which came of suggestion 1, is done"
    await stage.say(DIRECTOR, "action 1 reopen")
    await stage.say(DIRECTOR, "action 1 drop not now")
    assert titles(stage, SPONSOR_PM)[-1].endswith("is not needed any more")
