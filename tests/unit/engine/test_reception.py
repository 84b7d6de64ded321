"""Early and prefilled updates, versions, excuses, questions back, numbers, typed replies."""

import pytest

from bot.cards.form import Form, NumberInput, TextInput
from bot.cards.plain import card_text
from bot.domain.checkin import CheckIn, CheckInState
from bot.engine.response import Response
from tests.builders import HYDERABAD, at
from tests.unit.engine.stage import (
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    said,
    seat_address,
)

MONITOR = seat_address("study_monitor", "larkspur")
DIRECTOR = seat_address("study_director")
INLIFE = seat_address("inlife_supervisor")
WEEKLY = "Weekly written status"


def form_of(response: Response) -> Form:
    assert response.form is not None
    return response.form


def values_in(form: Form) -> dict[str, str]:
    return {each.key: each.value for each in form.inputs}


def text_of(response: Response) -> str:
    """What stands in the place of a form that was sent."""
    assert response.card is not None
    return card_text(response.card)


async def sent(stage: Stage, **changes: str) -> None:
    """The weekly status is sent as soon as it is asked for."""
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Update"))
    await stage.send(PM, form, **said(**changes))


async def kept(stage: Stage, wall: str, cadence: str = "weekly_status") -> CheckIn:
    async with stage.accord.storage.reading() as tx:
        found = await tx.checkins.get(f"{stage.collaboration.id}/{cadence}/{wall}")
    assert found is not None
    return found


async def told_late() -> Stage:
    stage = await a_stage()
    await stage.until("2026-12-07T22:00")  # Monday morning in San Diego
    assert stage.received(SPONSOR_PM)[-1].card.title == f"{WEEKLY} has not come yet"
    return stage


async def test_an_early_answer_is_posted_at_once_and_nothing_is_asked_when_it_falls_due() -> None:
    stage = await a_stage(begin=at("2026-12-01T10:00", HYDERABAD))
    form = form_of(await stage.say(PM, "update weekly status"))
    assert "checkin.opened" not in await stage.kinds()
    await stage.send(PM, form, **said())
    assert f"{WEEKLY}, Fri 4 Dec 2026: on track" in stage.last_text(SPONSOR_ROOM)
    assert [s.card.title for s in stage.received(PM)] == [f"{WEEKLY} is sent"]
    await stage.until("2026-12-06T10:00")
    titles = [s.card.title for s in stage.received(PM) if WEEKLY in s.card.title]
    assert titles == [f"{WEEKLY} is sent"]
    assert (await kept(stage, "2026-12-04T17:00")).state is CheckInState.ANSWERED
    opened = [r.entry for r in await stage.record() if r.entry.kind == "checkin.opened"]
    assert [e.data.get("early") for e in opened if "weekly_status" in e.subject] == [True]
    about = [r.entry.kind for r in await stage.record() if "weekly_status" in r.entry.subject]
    assert about == ["checkin.opened", "checkin.answered"]


async def test_only_looking_at_an_early_form_changes_nothing() -> None:
    stage = await a_stage(begin=at("2026-12-01T10:00", HYDERABAD))
    form_of(await stage.say(PM, "update weekly status"))
    await stage.until("2026-12-04T17:00")
    assert stage.received(PM)[-1].card.title == f"{WEEKLY} is due"


async def test_an_early_answer_can_be_edited_and_the_one_before_it_is_then_missed() -> None:
    stage = await a_stage()
    await stage.until("2026-12-09T10:00")  # nobody sent that of the 4th
    await stage.say(PM, "due me")
    open_one, button = stage.received(PM)[-1].card.buttons
    assert open_one.label == f"Update: {WEEKLY}, 4 Dec"
    assert button.label == f"Early: {WEEKLY}, 11 Dec"
    form = form_of(await stage.press(PM, stage.received(PM)[-1], button.label))
    await stage.send(PM, form, **said(item_0="first"))
    assert (await kept(stage, "2026-12-04T17:00")).waiting
    again = form_of(await stage.press(PM, stage.received(PM)[-1], "Edit"))
    assert values_in(again)["item_0"] == "first"
    await stage.until("2026-12-11T17:00")
    assert (await kept(stage, "2026-12-04T17:00")).state is CheckInState.MISSED
    assert (await kept(stage, "2026-12-11T17:00")).state is CheckInState.ANSWERED


async def test_only_the_next_one_can_be_early_and_not_while_it_is_paused() -> None:
    stage = await a_stage(begin=at("2026-12-01T10:00", HYDERABAD))
    form = form_of(await stage.say(PM, "update weekly status"))
    later = {"checkin": form.context["checkin"].replace("12-04", "12-11")}
    from dataclasses import replace  # noqa: PLC0415 - a forged form

    response = await stage.send(PM, replace(form, context=later), **said())
    assert "not known here any more" in text_of(response)
    await stage.say(PM, "pause")
    await stage.send(PM, form, **said())
    assert "checkin.answered" not in await stage.kinds()


async def test_the_form_begins_with_the_last_texts_but_not_with_how_it_stands() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    await sent(stage, item_0="Dosing began", help="A word on the vehicle")
    await stage.until("2026-12-11T17:00")
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Update"))
    values = values_in(form)
    assert (values["health"], values["item_0"]) == ("", "Dosing began")
    assert values["help"] == "A word on the vehicle"
    assert "Filled with what you wrote on Fri 4 Dec 2026" in str(form.intro[0])


async def test_numbers_start_empty_stand_beside_the_one_before_and_are_listed() -> None:
    stage = await a_stage(begin=at("2027-01-11T10:00", HYDERABAD))
    answer = {"health": "on_track", **{f"item_{n}": "none" for n in range(1, 5)}, "help": ""}
    for wall, count in (("2027-01-11T18:30", "78"), ("2027-01-12T18:30", "80")):
        await stage.until(wall)
        form = form_of(await stage.press(INLIFE, stage.received(INLIFE)[-1], "Update"))
        counted = next(each for each in form.inputs if isinstance(each, NumberInput))
        assert counted.value == ""
        await stage.send(INLIFE, form, **answer, item_0=count)
    assert "80 animals (before: 78 animals)" in stage.last_text(SPONSOR_ROOM)
    await stage.say(SPONSOR_PM, "numbers dosing note")
    text = stage.last_text(SPONSOR_PM)
    assert "Tue 12 Jan 2027: 80 animals" in text
    assert text.index("Tue 12 Jan") < text.index("Mon 11 Jan 2027: 78 animals")
    await stage.say(SPONSOR_PM, "numbers weekly status")
    assert "asks for no number. These do: Daily dosing note" in stage.last_text(SPONSOR_PM)


async def test_a_late_one_says_how_late_in_the_senders_working_hours() -> None:
    stage = await a_stage()
    await stage.until("2026-12-07T10:30")  # Fri 1 h, Sat 9 h, Sunday off, Mon 1 h 30 min
    nudge = next(s for s in stage.received(PM) if s.card.title == f"{WEEKLY} is late")
    form = form_of(await stage.press(PM, nudge, "Update"))
    await stage.send(PM, form, **said())
    assert "late, by 11 h 30 min of working time" in stage.last_text(SPONSOR_ROOM)


async def test_an_edit_keeps_every_version_for_who_may_read_it() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    await sent(stage, item_0="first words")
    labels = [b.label for b in stage.received(SPONSOR_ROOM)[-1].card.buttons]
    assert "Show changes" not in labels
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Edit"))
    await stage.send(PM, form, **said(item_0="other words"))
    posted = stage.received(SPONSOR_ROOM)[-1]
    await stage.press(MONITOR, posted, "Show changes")
    text = stage.last_text(MONITOR)
    assert "first words" in text
    assert "other words (before: first words)" in text
    assert "text 1 (before" not in text
    assert text.count("by Client project manager") == 2


async def test_an_excuse_stops_the_nudges_tells_the_sender_and_can_be_taken_back() -> None:
    stage = await told_late()
    shown = stage.received(SPONSOR_PM)[-1]
    form = form_of(await stage.press(SPONSOR_PM, shown, "Not needed this time"))
    assert (await stage.send(SPONSOR_PM, form, text="  ")).errors
    await stage.send(SPONSOR_PM, form, text="The study is on hold until Monday")
    assert (await kept(stage, "2026-12-04T17:00")).state is CheckInState.EXCUSED
    assert stage.received(PM)[0].card.title == f"{WEEKLY} is excused"
    assert stage.received(PM)[0].card.buttons == ()
    assert "The study is on hold until Monday" in stage.last_text(PM)
    told = next(s for s in stage.received(SPONSOR_PM) if "Still expected" in card_text(s.card))
    await stage.press(SPONSOR_PM, told, "Still expected")
    assert (await kept(stage, "2026-12-04T17:00")).state is CheckInState.LATE
    assert "after all" not in stage.last_text(PM)  # it is late in the evening in Hyderabad
    await stage.until("2026-12-08T09:00")
    assert f"{WEEKLY} is expected after all" in stage.last_text(PM)
    kinds = await stage.kinds()
    assert [k for k in kinds if "excused" in k or "again" in k] == [
        "checkin.excused",
        "checkin.expected_again",
    ]


async def test_excused_before_anybody_was_told_nobody_is_reminded_or_told() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:30")
    form = form_of(await stage.say(MONITOR, "excuse weekly status"))
    await stage.send(MONITOR, form, text="We meet tomorrow anyway")
    await stage.say(MONITOR, "excuse")
    excused = stage.received(MONITOR)[-1]
    await stage.until("2026-12-06T17:00")
    assert not {"checkin.reminded", "checkin.late", "checkin.told"} & set(await stage.kinds())
    await stage.until("2026-12-11T17:00")
    assert (await kept(stage, "2026-12-04T17:00")).state is CheckInState.EXCUSED
    await stage.press(MONITOR, excused, "Still expected")
    assert "The next one has come round" in stage.last_text(MONITOR)


@pytest.mark.parametrize("person", [PM, DIRECTOR])
async def test_nobody_excuses_their_own_side(person: object) -> None:
    stage = await told_late()
    from bot.engine.inbound import Pressed  # noqa: PLC0415 - a press of a button not shown

    value = {"checkin": f"{stage.collaboration.id}/weekly_status/2026-12-04T17:00"}
    event = Pressed(origin=stage.origin(person), action="checkin.excuse", value=value)  # type: ignore[arg-type]  # an address
    assert (await stage.accord.dispatch(event)).form is None
    assert (await stage.kinds())[-1] == "request.refused"


async def test_an_excuse_that_crosses_the_answer_is_refused() -> None:
    stage = await told_late()
    form = form_of(
        await stage.press(SPONSOR_PM, stage.received(SPONSOR_PM)[-1], "Not needed this time")
    )
    nudge = next(s for s in stage.received(PM) if s.card.title == f"{WEEKLY} is late")
    await stage.send(PM, form_of(await stage.press(PM, nudge, "Update")), **said())
    response = await stage.send(SPONSOR_PM, form, text="Not needed")
    assert "has come already" in text_of(response)


async def test_useful_counts_each_person_once_and_shows_the_sender_seats_only() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    await sent(stage)
    posted = stage.received(SPONSOR_ROOM)[-1]
    for person in (MONITOR, MONITOR, SPONSOR_PM):
        await stage.press(person, posted, "Useful")
    assert (await stage.kinds()).count("checkin.useful") == 2
    seats = [stage.agreement.seat[key].title for key in ("study_monitor", "program_manager")]
    assert f"Useful: 2 ({', '.join(seats)})" in stage.last_text(PM)
    await stage.press(PM, posted, "Useful")
    assert (await stage.kinds())[-1] == "request.refused"


async def test_one_question_goes_to_the_sender_alone_and_its_answer_under_the_update() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    await sent(stage)
    posted = stage.received(SPONSOR_ROOM)[-1]
    form = form_of(await stage.press(MONITOR, posted, "Ask one question"))
    await stage.send(MONITOR, form, text="Which group slipped?")
    assert "Which group slipped?" not in stage.last_text(SPONSOR_ROOM)
    question = stage.received(PM)[-1]
    assert question.card.title == f"Question 1: {WEEKLY}, Fri 4 Dec 2026"
    assert "Which group slipped?" in card_text(question.card)
    answer = form_of(await stage.press(PM, question, "Answer"))
    await stage.send(PM, answer, text="The top dose, by a day")
    for reader in (MONITOR, SPONSOR_ROOM):
        assert "The top dose, by a day" in stage.last_text(reader)
    assert "Which group slipped?" in stage.last_text(SPONSOR_ROOM)
    assert "answered already" in text_of(await stage.send(PM, answer, text="Something else"))
    another = await stage.send(MONITOR, form, text="And another?")
    assert "You have asked your question" in text_of(another)
    kinds = await stage.kinds()
    assert [k for k in kinds if "question" in k] == [
        "question.asked",
        "question.answered",
    ]


async def test_a_typed_reply_is_offered_as_the_one_open_update_and_never_sent_by_itself() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    await stage.say(PM, "All animals are dosed, nothing new")
    assert f"Shall I send this as your {WEEKLY}?" in stage.last_text(PM)
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Use it"))
    first = next(each for each in form.inputs if isinstance(each, TextInput))
    assert first.value == "All animals are dosed, nothing new"
    assert "checkin.answered" not in await stage.kinds()
    await stage.send(PM, form, **said(item_0=first.value))
    assert "All animals are dosed" in stage.last_text(SPONSOR_ROOM)


async def test_words_are_not_offered_as_an_update_elsewhere_or_when_none_or_others_are_open() -> (
    None
):
    stage = await a_stage()
    words = "All animals are dosed, nothing new"
    await stage.say(PM, words)
    assert "Shall I send" not in stage.last_text(PM)
    await stage.until("2026-12-04T17:00")
    await stage.say(PM, words, SPONSOR_ROOM)
    assert "Shall I send" not in stage.last_text(SPONSOR_ROOM)
    for person, text in ((PM, "udpate"), (PM, "who owns histopathology?"), (MONITOR, words)):
        await stage.say(person, text)
        assert "Shall I send" not in stage.last_text(person)


async def test_a_very_long_reply_is_carried_as_far_as_a_button_can() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    await stage.say(PM, "dosed 😀" * 200)
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Use it"))
    first = next(each for each in form.inputs if isinstance(each, TextInput))
    assert 80 < len(first.value) < 1000
