"""`due me`: what waits for somebody now and what comes, in one collaboration and in all of them."""

from adapters.console.platform import Shown
from bot.cards.words.reception import ASK_BACK
from bot.domain.people import Holding
from tests.unit.engine.founding import form_of, propose
from tests.unit.engine.stage import (
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    said,
    seat_address,
)
from tests.unit.engine.test_away import go
from tests.unit.engine.test_isolation import with_a_second_collaboration

WEEKLY = "Weekly written status"
DEPUTY = seat_address("site_head")


async def due_me(stage: Stage, who: object = PM) -> Shown:
    await stage.say(who, "due me")  # type: ignore[arg-type]  # an address
    return stage.received(who)[-1]  # type: ignore[arg-type]  # likewise


async def test_what_is_open_stands_first_and_is_sent_from_there() -> None:
    stage = await a_stage()
    await stage.until("2026-12-05T10:00")
    shown = await due_me(stage)
    text = stage.last_text(PM)
    assert f"Open now\n- {WEEKLY}, from the Client project manager, due since Fri 4 Dec" in text
    assert text.index("Open now") < text.index("Coming in two weeks")
    form = form_of(await stage.press(PM, shown, f"Update: {WEEKLY}, 4 Dec"))
    await stage.send(PM, form, **said())
    await due_me(stage)
    assert "Open now" not in stage.last_text(PM)


async def test_what_was_sent_early_is_not_to_come_any_more() -> None:
    stage = await a_stage()
    shown = await due_me(stage)
    assert "Fri 4 Dec 2026, 17:00" in stage.last_text(PM)
    form = form_of(await stage.press(PM, shown, f"Early: {WEEKLY}, 4 Dec"))
    await stage.send(PM, form, **said())
    for text in ("due me", "due", "status"):
        await stage.say(PM, text)
        assert "Fri 4 Dec 2026, 17:00" not in stage.last_text(PM), text


async def test_a_question_asked_back_waits_for_whoever_sent_it() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    await stage.send(PM, form_of(await stage.say(PM, "update weekly status")), **said())
    posted = stage.received(SPONSOR_ROOM)[-1]
    form = form_of(await stage.press(SPONSOR_PM, posted, ASK_BACK, SPONSOR_ROOM))
    await stage.send(SPONSOR_PM, form, text="Which cohort is that?")
    shown = await due_me(stage)
    assert (
        f"Asked of you\n- {WEEKLY}, Fri 4 Dec 2026, asked by the Program manager: Which cohort is"
        in stage.last_text(PM)
    )
    reply = form_of(await stage.press(PM, shown, "Answer question 1"))
    await stage.send(PM, reply, text="The second one")
    await due_me(stage)
    assert "Asked of you" not in stage.last_text(PM)


async def test_a_proposal_waits_for_the_leads_of_the_side_that_is_asked() -> None:
    stage = await a_stage()
    await propose(stage, PM)
    await due_me(stage, SPONSOR_PM)
    assert "Waits for your side's answer\n- Proposal 1 from Deccan" in stage.last_text(SPONSOR_PM)
    await due_me(stage, PM)
    assert "Proposal 1" not in stage.last_text(PM)


async def test_whoever_stands_in_owes_it_while_the_holder_is_away() -> None:
    stage = await a_stage()
    await due_me(stage, DEPUTY)
    assert WEEKLY not in stage.last_text(DEPUTY)
    await go(stage, PM, "until Tuesday")
    await stage.until("2026-12-04T17:10")
    shown = await due_me(stage, DEPUTY)
    assert f"Open now\n- {WEEKLY}" in stage.last_text(DEPUTY)
    assert f"Update: {WEEKLY}, 4 Dec" in [button.label for button in shown.card.buttons]
    await stage.until("2026-12-08T09:00")
    await due_me(stage, DEPUTY)
    assert WEEKLY not in stage.last_text(DEPUTY)


async def test_in_all_collaborations_each_button_opens_its_own() -> None:
    stage = await with_a_second_collaboration()
    directory = stage.accord.directory.snapshot
    person, other = directory.person_at(PM), directory.by_key("ph1_abroad")
    assert person is not None
    assert other is not None
    holding = Holding(
        collaboration=other.id, seat="cro_pm", person=person.id, since=stage.clock.now()
    )
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.appoint(holding)
    await stage.until("2026-12-07T10:00")
    shown = await due_me(stage)
    for collaboration in (stage.collaboration, other):
        assert collaboration.title in stage.last_text(PM)
    belongs = {str(b.value["checkin"]).partition("/")[0] for b in shown.card.buttons}
    assert belongs == {stage.collaboration.id, other.id}
    for button in shown.card.buttons:
        form = form_of(await stage.press(PM, shown, button.label))
        assert form.context["checkin"] == button.value["checkin"]
