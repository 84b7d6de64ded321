"""`why` about nudges that waited, came early, went elsewhere or were put off, and the rest."""

from dataclasses import replace

import pytest

from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.parties import OfficeHours
from bot.engine.inbound import Typed
from tests.unit.engine.founding import form_of, propose
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    said,
    seat_address,
)
from tests.unit.engine.test_away import DEPUTY, go
from tests.unit.engine.test_isolation import with_a_second_collaboration
from tests.unit.engine.test_manners import a_stage_with, at, prefer, snooze
from tests.unit.engine.test_why import why

DIRECTOR = seat_address("study_director")
SUPERVISOR = seat_address("inlife_supervisor")
WEEKLY = "Weekly written status"


async def reply(stage: Stage, who: Address, ref: str | None, room: Address | None = None) -> str:
    """Type *why* in reply to a message; gives the answer."""
    origin = replace(stage.origin(who, room), about=ref)
    await stage.accord.dispatch(Typed(origin=origin, text="why"))
    await stage.accord.settle()
    return stage.last_text(room or who)


async def test_put_off_and_asked_again() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    await snooze(stage, "30")
    text = await why(stage)
    assert "Put off Fri 4 Dec 2026, 17:00 Kolkata time, until Fri 4 Dec 2026, 17:30" in text
    assert "No reminder before that: it is put off until Fri 4 Dec 2026, 17:30" in text
    await stage.until("2026-12-04T17:40")
    assert "Asked for again Fri 4 Dec 2026, 17:30 Kolkata time." in await why(stage)
    assert "Put off" not in await why(stage, "why weekly status", SPONSOR_PM)


async def test_who_was_asked_while_the_holder_is_away() -> None:
    stage = await a_stage()
    await go(stage, PM, "until Monday")
    await stage.until("2026-12-04T17:00")
    line = "The Client project manager was away until Mon 7 Dec 2026, so Site head was asked."
    assert line in await why(stage, f"why {WEEKLY}", DEPUTY)
    assert line in await why(stage)
    assert "was away" not in await why(stage, f"why {WEEKLY}", SPONSOR_PM)


async def test_asked_ahead_as_the_sender_chose() -> None:
    stage = await a_stage(begin=at("2026-12-04T08:00"))
    await stage.until("2026-12-04T09:00")
    form = form_of(await stage.say(PM, "settings"))
    await stage.send(PM, form, **{**{i.key: i.value for i in form.inputs}, "lead": "240"})
    await stage.until("2026-12-04T13:30")
    asked = "Asked for Fri 4 Dec 2026, 13:00 Kolkata time, ahead of its time"
    assert f"{asked}, as chosen in settings." in await why(stage)


async def test_asked_ahead_because_it_is_due_after_the_working_day() -> None:
    stage = await a_stage(begin=at("2027-01-12T08:00"))
    await stage.until("2027-01-12T17:10")
    text = await why(stage, "why", SUPERVISOR)
    assert (
        "Asked for Tue 12 Jan 2027, 17:00 Kolkata time, ahead of its time: it is due outside the"
        " working hours of the" in text
    )


@pytest.mark.parametrize(
    ("quiet", "because"),
    [("16:30-17:30", "in your quiet hours"), ("16:30-08:00", "in your quiet hours")],
)
async def test_waiting_for_quiet_hours_to_end(quiet: str, because: str) -> None:
    stage = await a_stage(begin=at("2026-12-04T08:00"))
    await prefer(stage, PM, quiet=OfficeHours.parse(quiet))
    await stage.until("2026-12-04T17:10")
    text = await why(stage)
    assert because in text
    # Only its owner is told of quiet hours; for the colleague it is outside the hours.
    other = await why(stage, f"why {WEEKLY}", DIRECTOR)
    assert "quiet" not in other
    assert "outside the working hours of the Client project manager" in other


async def test_one_of_many_on_a_full_day() -> None:
    stage = await a_stage_with(4, at("2026-12-04T08:00"), minutes=5)
    await prefer(stage, PM, budget=2)
    await stage.until("2026-12-04T10:30")
    assert "Asked for Fri 4 Dec 2026, 09:35" in await why(stage, "why status 1")
    text = await why(stage, "why status 3")
    assert "Asked for in one message with other things, Fri 4 Dec 2026, 09:4" in text
    assert "more than 2 messages a day come as one, as chosen in settings" in text
    bundle = stage.received(PM)[1:]
    shown = next(s for s in bundle if "more thing" in s.card.title)
    answer = await reply(stage, PM, shown.ref)
    assert "You take 2 messages a day, and what is more comes as one" in answer


async def test_many_at_once_after_a_downtime() -> None:
    stage = await a_stage_with(3, at("2026-12-04T08:00"))
    stage.clock.set(at("2026-12-04T15:00"))
    await stage.accord.settle()
    text = await why(stage, "why status 1")
    assert "Accord was not running when it was due" in text
    assert "in one message with other things" in text
    assert "several things waited when Accord was back" in text


async def test_what_was_sent_before_it_was_asked_for() -> None:
    stage = await a_stage(begin=at("2026-12-02T10:00"))
    await stage.send(PM, form_of(await stage.say(PM, "update weekly status")), **said())
    await stage.until("2026-12-04T17:30")
    text = await why(stage, "why no nudge today")
    assert "Not asked for: it was sent before I would have asked." in text
    assert "Sent Wed 2 Dec 2026, 10:00 Kolkata time, before it was due." in text
    assert "Accord was not running" not in text


async def test_what_is_not_needed_says_who_said_so_and_not_why() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:30")
    form = form_of(await stage.say(SPONSOR_PM, f"excuse {WEEKLY}"))
    await stage.send(SPONSOR_PM, form, text="A secret between two")
    for who in (PM, SPONSOR_PM):
        text = await why(stage, f"why {WEEKLY}", who)
        assert "The Program manager said that it is not needed this time, Fri 4 Dec" in text
        assert "secret" not in text


async def test_what_is_promised_because_something_is_done() -> None:
    stage = await a_stage(begin=at("2026-12-01T10:00"))
    await stage.say(DIRECTOR, "done necropsy")
    await stage.until("2026-12-03T12:00")
    nudge = next(s for s in stage.received(DIRECTOR) if "data release" in s.card.title)
    line = (
        "It is promised because Necropsy and organ weights is done, since Tue 1 Dec 2026, 10:00"
        " Kolkata time."
    )
    assert line in await reply(stage, DIRECTOR, nudge.ref)
    assert line in await why(stage, "why data release", DIRECTOR)


async def test_messages_about_something_else() -> None:
    stage = await a_stage()
    await propose(stage, PM)
    proposal = next(s for s in stage.received(SPONSOR_PM) if "roposal" in s.card.title)
    text = await reply(stage, SPONSOR_PM, proposal.ref)
    assert "A change to what was agreed is proposed." in text
    assert "without an answer it ends after" in text
    in_room = next(s for s in stage.received(SPONSOR_ROOM) if "roposal" in s.card.title)
    assert "is proposed." in await reply(stage, SPONSOR_PM, in_room.ref, SPONSOR_ROOM)
    await stage.say(DIRECTOR, "done necropsy")
    done = next(s for s in stage.received(CRO_ROOM) if s.card.title.endswith(": done"))
    assert "everybody reads that in the rooms" in await reply(stage, PM, done.ref)
    await stage.say(PM, "status")
    assert "It answers what you typed or pressed." in await reply(
        stage, PM, stage.received(PM)[-1].ref
    )
    await stage.say(SPONSOR_PM, "pause", SPONSOR_ROOM)
    paused = stage.received(CRO_ROOM)[-1]
    assert "every room of it is told" in await reply(stage, PM, paused.ref)


async def test_a_reply_says_which_of_several_collaborations_is_meant() -> None:
    stage = await with_a_second_collaboration()
    other = stage.accord.directory.snapshot.by_key("ph1_abroad")
    person = stage.accord.directory.snapshot.person_at(PM)
    assert other is not None
    assert person is not None
    from bot.domain.people import Holding  # noqa: PLC0415 - a second seat elsewhere

    holding = Holding(
        collaboration=other.id, seat="cro_pm", person=person.id, since=stage.clock.now()
    )
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.appoint(holding)
    await stage.until("2026-12-04T17:00")
    nudge = next(s for s in stage.received(PM) if s.card.title == f"{WEEKLY} is due")
    assert f"Why: {WEEKLY}" in await reply(stage, PM, nudge.ref)
    assert "In which collaboration?" in await reply(stage, PM, None)


async def test_a_press_in_a_room_is_answered_for_who_pressed_alone() -> None:
    stage = await a_stage()
    await stage.until("2026-12-05T09:10")
    nudge = next(s for s in stage.received(PM) if s.card.title == f"{WEEKLY} is late")
    response = await stage.press(PM, nudge, "Why?")
    text = card_text(response.card) if response.card else stage.last_text(PM)
    assert "Reminded Sat 5 Dec 2026, 09:00" in text


async def test_the_agenda_of_a_meeting_in_its_room() -> None:
    stage = await a_stage(begin=at("2026-11-23T10:00"))
    await stage.until("2026-12-02T12:00")  # the call was on 1 December, its minutes are asked for
    agenda = next(s for s in stage.received(CRO_ROOM) if s.card.title.startswith("Agenda: "))
    text = await reply(stage, PM, agenda.ref)
    assert "Its agenda stands in the rooms" in text
    minutes = next(s for s in stage.received(PM) if s.card.title.startswith("Minutes of Fortn"))
    assert "Why: Minutes of Fortnightly project call" in await reply(stage, PM, minutes.ref)
