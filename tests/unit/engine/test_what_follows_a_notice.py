"""What must follow a notice outside of chat, with a method of its own and without one."""

import pytest

from bot.cards.compose.escalations import GIVEN, REOPEN, RESOLVE
from bot.cards.plain import card_text
from bot.domain.escalation import Escalation
from tests.unit.engine.escalating import (
    MELBOURNE,
    kept,
    messages,
    phase1,
    phase1_stage,
    press_on,
    raise_it,
    story,
    until,
)
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import Stage

#: Phone within an hour, then a written record within 24 hours; at any hour.
STOPPING = "stopping_rule"
RECORD = "phone/then"


async def a_stop() -> tuple[Stage, Escalation]:
    """Raised by who gives the notice on Friday 12 February at 23:00 in Melbourne."""
    stage = await phase1_stage()
    giver = phase1(stage, "principal_investigator")
    return stage, await raise_it(stage, giver, STOPPING, typed="stopping criteria")


async def done(stage: Stage, escalation: Escalation, when: str = "now", **named: str) -> None:
    giver = phase1(stage, "principal_investigator")
    form = form_of(await press_on(stage, giver, escalation, GIVEN, **named))
    assert not (await stage.send(giver, form, done=when)).errors


def card(stage: Stage) -> str:
    """The escalation as who gives the notice reads it."""
    return card_text(messages(stage, phase1(stage, "principal_investigator"), "E-1")[0].card)


def about_it(stage: Stage, seat: str) -> list[str]:
    received = stage.received(phase1(stage, seat))
    return [each.card.title for each in received if "(written record)" in each.card.title]


async def notes(stage: Stage, escalation: Escalation) -> list[str]:
    return [
        f"{each.entry.at.astimezone(MELBOURNE):%d %H:%M} {each.entry.kind.rpartition('.')[2]}"
        for each in await story(stage, escalation)
        if each.entry.data.get("what") == "written record"
    ]


async def test_nobody_says_when_the_call_was_so_it_is_counted_from_when_that_is_due() -> None:
    stage, escalation = await a_stop()
    assert "Then: written record; not on record yet, due Sun 14 Feb 2027, 00:00" in card(stage)
    await until(stage, "2027-02-14T00:01", MELBOURNE)
    (reminder,) = about_it(stage, "principal_investigator")
    assert reminder.endswith("a notice (written record) is due")
    assert "Then: written record; not on record yet, was due" in card(stage)
    await until(stage, "2027-02-14T12:00", MELBOURNE)
    (told,) = about_it(stage, "cro_pm")
    assert told.endswith("a notice (written record) is not on record yet")
    assert await notes(stage, escalation) == [
        "13 12:00 notice_reminded",
        "14 00:00 notice_not_on_record",
        "14 12:00 notice_lead_told",
    ]


async def test_it_is_counted_from_when_the_call_was() -> None:
    stage, escalation = await a_stop()
    await until(stage, "2027-02-12T23:40", MELBOURNE)
    await done(stage, escalation, "23:10", notice="phone")
    assert "Then: written record; not on record yet, due Sat 13 Feb 2027, 23:10" in card(stage)
    await until(stage, "2027-02-15T23:00", MELBOURNE)
    # Half of the time from 23:40, when it was said; nothing comes for the time that was replaced.
    assert await notes(stage, escalation) == [
        "13 11:25 notice_reminded",
        "13 23:10 notice_not_on_record",
        "14 11:10 notice_lead_told",
    ]


async def test_a_call_that_is_told_of_late_moves_what_was_reminded_of_already() -> None:
    stage, escalation = await a_stop()
    await until(stage, "2027-02-13T20:00", MELBOURNE)
    assert len(about_it(stage, "principal_investigator")) == 1
    await done(stage, escalation, "13 Feb 2027, 19:00", notice="phone")
    (reminder,) = [
        each.card
        for each in stage.received(phase1(stage, "principal_investigator"))
        if "(written record)" in each.card.title
    ]
    assert "not on record yet, due Sun 14 Feb 2027, 19:00" in card_text(reminder)
    await until(stage, "2027-02-14T07:30", MELBOURNE)
    assert len(about_it(stage, "principal_investigator")) == 2
    assert await notes(stage, escalation) == [
        "13 12:00 notice_reminded",
        "14 07:30 notice_reminded",
    ]


async def test_what_is_said_after_all_times_are_over_leaves_time_to_note_the_rest() -> None:
    stage, escalation = await a_stop()
    await until(stage, "2027-02-14T11:00", MELBOURNE)
    await done(stage, escalation, "12 Feb 2027, 23:05", notice="phone")
    await until(stage, "2027-02-15T12:00", MELBOURNE)
    assert await notes(stage, escalation) == [
        "13 12:00 notice_reminded",
        "14 00:00 notice_not_on_record",
        "14 11:00 notice_not_on_record",
        "14 23:00 notice_lead_told",
    ]


async def test_reopened_what_is_not_on_record_has_its_time_anew() -> None:
    stage, escalation = await a_stop()
    await done(stage, escalation, notice="phone")
    medical = phase1(stage, "sponsor_medical_lead")
    form = form_of(await press_on(stage, medical, escalation, RESOLVE))
    await stage.send(medical, form, met="yes", text="signed", decision="go on")
    await until(stage, "2027-02-15T10:00", MELBOURNE)
    form = form_of(await press_on(stage, medical, escalation, REOPEN))
    await stage.send(medical, form, text="it goes on")
    assert "Then: written record; not on record yet, due Tue 16 Feb 2027, 10:00" in card(stage)
    await until(stage, "2027-02-16T12:00", MELBOURNE)
    assert await notes(stage, escalation) == [
        "15 22:00 notice_reminded",
        "16 10:00 notice_not_on_record",
    ]


async def test_who_gives_it_says_that_it_is_done() -> None:
    stage, escalation = await a_stop()
    (labels,) = [
        [button.label for button in each.card.buttons]
        for each in messages(stage, phase1(stage, "principal_investigator"), "E-1")
    ]
    assert "Done: written record" in labels
    await until(stage, "2027-02-13T12:30", MELBOURNE)
    await done(stage, escalation, "13 Feb 2027, 09:00", notice=RECORD)
    assert "Then: written record; given, said by " in card(stage)
    (reminder,) = about_it(stage, "principal_investigator")
    assert reminder.endswith("the notice (written record) is on record")
    await until(stage, "2027-02-16T12:00", MELBOURNE)
    assert about_it(stage, "cro_pm") == []
    assert await notes(stage, escalation) == ["13 12:00 notice_reminded", "13 12:30 notice_given"]
    (given,) = (await kept(stage))[-1].given
    assert given.notice == RECORD


@pytest.mark.parametrize("name", ["notice", "method"])
async def test_a_card_that_names_a_notice_by_its_method_still_works(name: str) -> None:
    stage, escalation = await a_stop()
    await done(stage, escalation, **{name: "phone"})
    assert [each.notice for each in (await kept(stage))[-1].given] == ["phone"]
