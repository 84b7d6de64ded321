"""A changed rhythm is said back as dates before anybody else reads it."""

from bot.cards.card import Card
from bot.cards.compose.parts import CHOOSE_PART
from bot.cards.form import Form
from bot.cards.plain import card_text
from bot.domain.amendment import AmendmentState
from bot.engine.response import Response
from tests.unit.engine.founding import about, amendments, filled, form_of, press, submit
from tests.unit.engine.stage import PM, SPONSOR_PM, Stage, a_stage


async def change(stage: Stage, which: str, **values: str) -> Response:
    """The project manager changes a promised update."""
    choose = form_of(await press(stage, PM, CHOOSE_PART, about(stage, change="yes")))
    part = form_of(await submit(stage, PM, choose, {"which": f"cadences:{which}"}))
    return await submit(stage, PM, part, filled(part, values))


def intro(form: Form) -> str:
    return card_text(Card(title=form.title, blocks=form.intro))


async def test_the_next_five_dates_come_back_with_both_clocks_and_days_off_counted_in() -> None:
    stage = await a_stage()

    form = form_of(await change(stage, "weekly_status", rule="every Thursday at 16:00"))

    said = intro(form)
    assert "Weekly written status: the next five" in said
    dates = [line for line in said.splitlines() if "Kolkata" in line]
    assert dates[0] == "- Thu 10 Dec 2026, 16:00 Kolkata time; Thu 02:30 Los Angeles time"
    assert len(dates) == 5


async def test_with_a_reason_it_is_sent_after_the_dates_were_seen() -> None:
    stage = await a_stage()
    answers = {"rule": "every Thursday at 16:00", "because": "Fridays are full"}

    form = form_of(await change(stage, "weekly_status", **answers))

    (draft,) = await amendments(stage)
    assert draft.state is AmendmentState.DRAFT
    assert filled(form, {})["because"] == "Fridays are full"
    await submit(stage, PM, form, {"which": "", "because": "Fridays are full"})
    (sent,) = await amendments(stage)
    assert (sent.state, sent.reason) == (AmendmentState.PROPOSED, "Fridays are full")


async def test_another_day_off_rule_changes_the_dates_and_other_changes_do_not() -> None:
    stage = await a_stage()

    grace = form_of(await change(stage, "weekly_status", grace="6 hours"))
    moved = form_of(await change(stage, "weekly_status", if_day_off="next_working_day"))

    assert "the next five" not in intro(grace)
    assert "- Sat 26 Dec 2026, 17:00 Kolkata time; Sat 03:30 Los Angeles time" in intro(moved)


async def test_the_card_of_a_promised_update_has_its_next_five() -> None:
    stage = await a_stage()

    await stage.say(SPONSOR_PM, "agreement weekly written status")

    card = card_text(stage.received(SPONSOR_PM)[-1].card)
    assert "Next five\n- Fri 4 Dec 2026, 17:00 Kolkata time; Fri 03:30 Los Angeles time" in card
    assert card.count("Kolkata time;") == 5


async def test_an_update_at_milestones_has_no_dates_of_its_own() -> None:
    stage = await a_stage()

    await stage.say(SPONSOR_PM, "agreement clinical pathology, necropsy and TK data release")

    assert "Next five" not in card_text(stage.received(SPONSOR_PM)[-1].card)
