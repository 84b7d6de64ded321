"""`why`: what it says agrees with what happened, and tells nobody what is not theirs to know."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.cards.plain import card_text
from bot.domain.agreement.cadences import Every
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import checkin_id
from bot.domain.explaining import Asked, explain_day
from bot.domain.instant import local
from bot.domain.occurrences import zone_of
from bot.domain.people import Room
from bot.engine.grammar import parse
from bot.engine.inbound import Typed
from tests.unit.engine.founding import everything_read_by, form_of, refused
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
from tests.unit.engine.test_isolation import OTHER_BINDINGS, with_a_second_collaboration


async def why(stage: Stage, text: str = "why", who: object = PM) -> str:
    await stage.say(who, text)  # type: ignore[arg-type]  # an address
    return stage.last_text(who)  # type: ignore[arg-type]  # likewise


async def test_no_nudge_on_a_holiday_of_both_and_where_it_went() -> None:
    stage = await a_stage()
    text = await why(stage, "why no nudge on 25 December?")
    assert text.startswith("Nothing is asked for Weekly written status on Fri 25 Dec 2026")
    assert "It is a holiday of both parties (Christmas)." in text
    assert "So it moved to Thu 24 Dec 2026, 17:00 Kolkata time." in text
    there = await why(stage, "why weekly status on 24 Dec")
    assert "It belongs to Fri 25 Dec 2026, but it is a holiday of both parties" in there


async def test_a_nudge_and_its_reminder_are_explained_with_who_agreed() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T19:30")
    nudge = next(s for s in stage.received(PM) if s.card.title == "Weekly written status is due")
    await stage.press(PM, nudge, "Why?")
    text = stage.last_text(PM)
    assert (
        "Version 2 of the agreement promises it every week on Friday at 17:00 Kolkata time, agreed"
        " by the Program manager (Larkspur) and the Client project manager (Deccan)." in text
    )
    assert "Asked for Fri 4 Dec 2026, 17:00 Kolkata time, when it was due." in text
    assert (
        "If it has not come by then, there is one reminder, Sat 5 Dec 2026, 09:00 Kolkata time, in"
        " the next working hours of the Client project manager: it was time for it 2 hours after it"
        " was due, as agreed." in text
    )
    # It would be agreed for Saturday, when San Diego does not work.
    assert "The Program manager is told Mon 7 Dec 2026, 22:00 Kolkata time" in text
    await stage.until("2026-12-05T09:30")
    assert "Reminded Sat 5 Dec 2026, 09:00 Kolkata time, in the next working" in await why(stage)


async def test_a_plain_reminder_is_half_way_through_the_grace() -> None:
    stage = await a_stage()
    plain = tuple(replace(c, if_late=None) for c in stage.agreement.cadences)
    text = replace(
        stage.agreement,
        cadences=plain,
        agreement=replace(stage.agreement.agreement, version=3),
    )
    async with stage.accord.storage.transaction() as tx:
        await tx.agreements.add(stage.collaboration.id, text, stage.clock.now())
        await tx.directory.save_collaboration(replace(stage.collaboration, version=3))
    await stage.until("2026-12-05T09:30")
    found = await why(stage)
    assert "Reminded Sat 5 Dec 2026, 09:00" in found
    assert "half-way through the grace of 4 hours" in found


async def test_others_are_told_nothing_of_a_reminder_or_a_miss_before_the_agreed_time() -> None:
    stage = await a_stage()
    await stage.until("2026-12-05T09:30")
    assert "Reminded" in await why(stage)
    assert "Counts as late" in await why(stage)
    theirs = await why(stage, "why weekly status", SPONSOR_PM)
    assert "Reminded" not in theirs
    assert "Counts as late" not in theirs
    await stage.say(PM, "why weekly status", CRO_ROOM)
    assert "Counts as late" not in everything_read_by(stage, CRO_ROOM)
    await stage.until("2026-12-07T22:01")
    theirs = await why(stage, "why weekly status", SPONSOR_PM)
    assert "Counts as late from Fri 4 Dec 2026, 21:00" in theirs
    assert "Told to the Program manager Mon 7 Dec 2026, 22:00" in theirs
    assert "Reminded" not in theirs


async def test_an_answer_in_time_needed_no_reminder() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    form = form_of(await stage.say(PM, "update weekly status"))
    await stage.send(PM, form, **said())
    await stage.until("2026-12-06T12:00")
    text = await why(stage, "why no reminder for the weekly status")
    assert "Not reminded: it was sent before the reminder was due." in text
    assert "Sent Fri 4 Dec 2026, 17:00 Kolkata time." in text
    assert "late" not in text


async def test_a_pause_explains_the_silence() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, "pause", SPONSOR_ROOM)
    await stage.until("2026-12-07T12:00")
    still = await why(stage, "why nothing on 4 Dec")
    assert (
        "The collaboration was paused from Fri 4 Dec 2026, 16:55 Kolkata time, and still" in still
    )
    await stage.say(SPONSOR_PM, "resume", SPONSOR_ROOM)
    over = await why(stage, "why nothing on 4 Dec")
    assert "paused from Fri 4 Dec 2026, 16:55 Kolkata time to Mon 7 Dec 2026, 12:00" in over


async def test_a_downtime_explains_the_silence_and_the_delay() -> None:
    stage = await a_stage()
    stage.clock.advance(timedelta(days=14, minutes=10))
    await stage.accord.settle()
    assert "Accord was not running when it was due." in await why(stage, "why nothing on 4 Dec")
    stage.clock.advance(timedelta(days=6, hours=20))
    await stage.accord.settle()
    late = await why(stage)
    assert "Accord was not running when it was due, and asked as soon as it was back" in late


async def test_a_message_that_reached_nobody_is_said_so_on_its_side() -> None:
    stage = await a_stage()
    directory, id_ = stage.accord.directory.snapshot, stage.collaboration.id
    async with stage.accord.storage.transaction() as tx:
        for who in (PM, seat_address("site_head")):
            person = directory.person_at(who)
            assert person is not None
            gone = replace(who, platform="nowhere")
            await tx.directory.save_person(replace(person, addresses=(gone,)))
        await tx.directory.unbind_room(Room(collaboration=id_, party="cro", address=CRO_ROOM))
    await stage.until("2026-12-04T17:10")
    director = seat_address("study_director")
    asked = "why weekly status"
    assert "could not be delivered to anybody agreed" in await why(stage, asked, director)
    assert "delivered" not in await why(stage, asked, SPONSOR_PM)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("why weekly status on 11 December", "Fri 11 Dec 2026"),
        ("why weekly status on December 11th, 2026", "Fri 11 Dec 2026"),
        ("why weekly status on 2026-12-11", "Fri 11 Dec 2026"),
        ("why weekly status on friday", "Fri 11 Dec 2026"),
        ("why did I get no weekly status yesterday?", "Fri 11 Dec 2026"),
        ("why no nudge for the weekly status today", "Sat 12 Dec 2026"),
        ("why weekly status on 1 January", "Fri 1 Jan 2027"),
        ("why weekly status on 29 Feb 2028", "Tue 29 Feb 2028"),
    ],
)
async def test_days_in_the_words_people_use(text: str, day: str) -> None:
    stage = await a_stage()
    await stage.until("2026-12-12T12:00")
    assert day in await why(stage, text)


async def test_what_cannot_be_read_is_answered_with_what_can() -> None:
    stage = await a_stage()
    await refused(
        stage, stage.say(PM, "why on 31 Foo"), "I did not understand the day", PM, recorded=None
    )
    await refused(stage, stage.say(PM, "why zzzz"), "No update here is called", PM, recorded=None)


async def test_in_reply_to_a_message_it_is_about_that_message() -> None:
    stage = await a_stage()
    await stage.until("2026-12-12T12:00")
    async with stage.accord.storage.reading() as tx:
        nudge = await tx.outbox.find(f"{_first(stage)}/nudge")
    assert nudge is not None
    text = await _reply(stage, nudge.native_ref)
    assert "Asked for Fri 4 Dec 2026" in text
    assert "It had not come when the next one was due" in text
    digest = next(s for s in stage.received(CRO_ROOM) if "Weekly digest" in s.card.title)
    assert "This is the weekly digest" in await _reply(stage, digest.ref)


async def test_in_reply_to_a_message_of_elsewhere_nothing_of_it_is_said() -> None:
    stage = await with_a_second_collaboration()
    await stage.until("2026-12-12T12:00")
    others = [s for s in stage.platform.messages.values() if s.to.tenant in ("carmel", "yarra")]
    assert others
    for shown in others:
        assert "Why: Weekly written status" in await _reply(stage, shown.ref)


async def _reply(stage: Stage, ref: str | None) -> str:
    """Type *why* in the thread of a message; gives the answer."""
    origin = replace(stage.origin(PM), about=ref)
    await stage.accord.dispatch(Typed(origin=origin, text="why"))
    await stage.accord.settle()
    return stage.last_text(PM)


def _first(stage: Stage) -> str:
    """The check-in of the first weekly status."""
    wall = datetime(2026, 12, 4, 17, 0)  # noqa: DTZ001 - a wall time is naive
    return checkin_id(stage.collaboration.id, "weekly_status", wall)


async def test_the_digest_is_explained() -> None:
    stage = await a_stage()
    assert "Deccan reads it on Monday at 09:00" in await why(stage, "why digest")


async def test_a_check_in_of_elsewhere_is_not_explained_by_its_id() -> None:
    stage = await with_a_second_collaboration()
    await stage.until("2026-12-12T12:00")
    other = stage.accord.directory.snapshot.by_key("ph1_abroad")
    assert other is not None
    async with stage.accord.storage.reading() as tx:
        waiting = await tx.checkins.waiting(other.id)
    assert waiting
    nudge = next(s for s in stage.received(PM) if any(b.label == "Why?" for b in s.card.buttons))
    button = next(b for b in nudge.card.buttons if b.label == "Why?")
    forged = replace(
        nudge,
        card=replace(nudge.card, buttons=(replace(button, value={"checkin": waiting[0].id}),)),
    )
    response = await stage.press(PM, forged, "Why?")
    text = card_text(response.card) if response.card else stage.last_text(PM)
    assert "I do not know you yet" in text
    assert other.title not in text


def test_why_is_no_question_about_who() -> None:
    found = parse("Why no nudge on 25 December?")
    assert found.word == "why"  # type: ignore[union-attr]  # a command


@pytest.mark.parametrize(
    "file", ["01_rat_tox_in_vivo.yaml", "03_phase1_abroad.yaml"], ids=["example 1", "example 3"]
)
async def test_every_day_of_a_quarter_says_what_the_engine_does(file: str, tmp_path: Path) -> None:
    """What was asked for on each day, with the clock running, is what the explanation says."""
    if file.startswith("03"):
        (tmp_path / "bindings.yaml").write_text(
            OTHER_BINDINGS.replace('"console:deccan/cro_pm", ', ""), encoding="utf-8"
        )
        stage = await a_stage(file, str(tmp_path / "bindings.yaml"))
    else:
        stage = await a_stage(file)
    begin = date(2026, 12, 5)
    days = [begin + timedelta(days=number) for number in range(92)]
    await stage.until(f"{days[-1] + timedelta(days=2)}T23:59")
    asked = await _asked(stage, stage.agreement)
    expected = {
        (cadence.key, day)
        for cadence in stage.agreement.cadences
        if cadence.rule.every is not Every.MILESTONE
        for day in days
        if isinstance(explain_day(stage.agreement, cadence, day), Asked)
    }
    assert expected
    assert {each for each in asked if each[1] in days} == expected


async def _asked(stage: Stage, agreement: Agreement) -> set[tuple[str, date]]:
    """Cadence and day, on its own clock, of everything that was opened."""
    found = set()
    async with stage.accord.storage.reading() as tx:
        for recorded in await tx.record.entries(stage.collaboration.id):
            if recorded.entry.kind != "checkin.opened":
                continue
            checkin = await tx.checkins.get(recorded.entry.subject)
            assert checkin is not None
            zone = zone_of(agreement, agreement.cadence[checkin.cadence])
            found.add((checkin.cadence, local(checkin.due, zone).date()))
    return found
