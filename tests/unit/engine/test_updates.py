"""Who may send an update, what a form refuses, and what pressing twice does."""

from bot.cards.form import Form
from bot.domain.checkin import CheckInState
from bot.engine.response import Response
from tests.unit.engine.stage import (
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    said,
    seat_address,
)

DEPUTY = seat_address("site_head")
OTHER = seat_address("study_director")


async def a_due_update() -> Stage:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    return stage


def form_of(response: Response) -> Form:
    assert response.form is not None
    return response.form


async def test_the_holder_the_deputy_and_the_lead_may_send_it() -> None:
    for person in (PM, DEPUTY):
        stage = await a_due_update()
        form = form_of(await stage.press(person, stage.received(PM)[-1], "Update"))
        await stage.send(person, form, **said())
        assert "Weekly written status" in stage.last_text(SPONSOR_ROOM)


async def test_nobody_else_may_and_the_attempt_is_on_record() -> None:
    stage = await a_due_update()
    nudge = stage.received(PM)[-1]
    for person in (OTHER, SPONSOR_PM):
        response = await stage.press(person, nudge, "Update")
        assert response.form is None
        assert "is for the Client project manager to send" in stage.last_text(person)
    assert (await stage.kinds()).count("request.refused") == 2
    assert stage.received(SPONSOR_ROOM) == []


async def test_every_wrong_field_is_named_at_once_and_nothing_is_kept() -> None:
    stage = await a_due_update()
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Update"))
    wrong = await stage.send(
        PM, form, **said(health="splendid", item_0="  ", item_1="x" * 1001, help="y" * 1001)
    )
    assert set(wrong.errors) == {"health", "item_0", "item_1", "help"}
    assert "checkin.answered" not in await stage.kinds()
    assert stage.received(SPONSOR_ROOM) == []


async def test_two_people_sending_it_make_one_message_with_the_second_as_an_edit() -> None:
    stage = await a_due_update()
    nudge = stage.received(PM)[-1]
    first = form_of(await stage.press(PM, nudge, "Update"))
    second = form_of(await stage.press(DEPUTY, nudge, "Update"))
    await stage.send(PM, first, **said(item_0="mine"))
    await stage.send(DEPUTY, second, **said(item_0="theirs"))
    (posted,) = stage.received(SPONSOR_ROOM)
    assert posted.edits == 1
    assert "theirs" in stage.last_text(SPONSOR_ROOM)
    assert [k for k in await stage.kinds() if k.startswith("checkin.a")] == ["checkin.answered"]
    assert "checkin.edited" in await stage.kinds()


async def test_no_change_without_an_earlier_update_opens_the_form_and_says_why() -> None:
    stage = await a_due_update()
    nudge = stage.received(PM)[-1]
    update = next(b for b in nudge.card.buttons if b.label == "Update")
    assert "No change" not in [button.label for button in nudge.card.buttons]
    from bot.engine.inbound import Pressed  # noqa: PLC0415 - a press of a button not shown

    event = Pressed(origin=stage.origin(PM), action="checkin.no_change", value=update.value)
    form = form_of(await stage.accord.dispatch(event))
    assert "no earlier update" in str(form.intro[0])


async def test_a_button_of_another_collaboration_or_of_nothing_is_refused() -> None:
    stage = await a_due_update()
    from bot.engine.inbound import Pressed  # noqa: PLC0415 - forged presses

    for value in ({}, {"checkin": "elsewhere/weekly_status/2026-12-04T17:00"}, {"checkin": "x"}):
        event = Pressed(origin=stage.origin(PM, SPONSOR_ROOM), action="checkin.update", value=value)
        response = await stage.accord.dispatch(event)
        assert response.form is None
    assert "checkin.answered" not in await stage.kinds()


async def test_the_same_event_twice_changes_nothing_the_second_time() -> None:
    stage = await a_due_update()
    await stage.say(PM, "status", event_id="the-same")
    before = len(stage.received(PM))
    await stage.say(PM, "status", event_id="the-same")
    assert len(stage.received(PM)) == before


async def test_update_by_word_opens_the_form_of_the_one_that_is_open() -> None:
    stage = await a_due_update()
    assert form_of(await stage.say(PM, "update")).context["checkin"].endswith("17:00")
    assert form_of(await stage.say(PM, "update weekly stauts")).title == "Weekly written status"


async def test_update_by_word_names_yours_when_the_name_is_unknown() -> None:
    stage = await a_due_update()
    await stage.say(PM, "update lunch menu")
    assert "Yours are: " in stage.last_text(PM)
    assert "status, Fortnightly project call, Body weight" in stage.last_text(
        PM
    )  # a lead's side owes more


async def test_update_when_nothing_is_open_says_when_the_next_one_comes() -> None:
    stage = await a_stage()
    await stage.say(PM, "update")
    text = stage.last_text(PM)
    assert "Nothing is owed by you right now." in text
    assert "Next: Weekly written status: Fri 4 Dec 2026, 17:00" in text


async def test_somebody_who_owes_nothing_is_told_so() -> None:
    stage = await a_due_update()
    await stage.say(seat_address("dmpk_lead", "larkspur"), "update")
    assert "Nothing is owed by you" in stage.last_text(seat_address("dmpk_lead", "larkspur"))


async def test_a_missed_update_can_still_be_sent() -> None:
    stage = await a_due_update()
    nudge = stage.received(PM)[-1]
    await stage.until("2026-12-11T17:00")
    form = form_of(await stage.press(PM, nudge, "Update"))
    await stage.send(PM, form, **said())
    async with stage.accord.storage.reading() as tx:
        checkin = await tx.checkins.get(form.context["checkin"])
    assert checkin is not None
    assert checkin.state is CheckInState.ANSWERED
    assert checkin.answered_late
