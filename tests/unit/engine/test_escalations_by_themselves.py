"""What raises by itself: numbers over a limit, missed updates, deliverables that are late."""

from dataclasses import replace

import pytest

from bot.domain.agreement.cadences import ContentItem, ContentType
from bot.domain.agreement.triggers import Operator, TriggerType
from tests.unit.engine.escalating import (
    MELBOURNE,
    kept,
    phase1,
    phase1_stage,
    rat,
    rat_stage,
    story,
    until,
)
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import PM, SPONSOR_ROOM, Stage

LAB = rat("lab_services_head")


def in_force(stage: Stage, **changes: object) -> None:
    """Let another agreement be in force."""
    stage.agreement = replace(stage.agreement, **changes)  # type: ignore[arg-type]  # a builder
    key = (stage.collaboration.id, stage.collaboration.version)
    stage.accord.agreements._loaded[key] = stage.agreement


# ---- numbers


async def test_a_number_over_its_limit_raises_once_and_one_within_is_only_kept() -> None:
    stage = await rat_stage()
    await stage.say(LAB, "report minutes out of range 30")
    assert (
        "Agreed as a reason to raise it: more than 30 minutes. Nothing more happens"
        in stage.last_text(LAB)
    )
    assert await kept(stage) == []
    for _ in range(2):  # the same event again
        await stage.say(LAB, "report minutes_out_of_range: 45 minutes", event_id="again")
    (escalation,) = await kept(stage)
    assert escalation.trigger == "temperature_excursion"
    assert escalation.raised_by is None
    assert (
        "minutes out of range: 45 minutes, agreed as a reason: more than 30 minutes"
        in stage.last_text(SPONSOR_ROOM)
    )
    assert "by itself" in stage.last_text(SPONSOR_ROOM)
    # The seat that gives the first notice did not raise it, so it is told.
    assert [s.card.title for s in stage.received(LAB) if s.card.title.startswith("E-1")]
    first = (await story(stage, escalation))[0].entry
    assert (first.person, first.data["by_itself"]) == (None, True)


async def test_a_further_limit_of_the_same_trigger_counts_too() -> None:
    stage = await rat_stage()
    await stage.say(LAB, "report terminal samples lost 1")
    assert [e.trigger for e in await kept(stage)] == ["sample_loss"]


async def test_what_is_not_measured_is_said_with_what_is() -> None:
    stage = await rat_stage()
    await stage.say(LAB, "report coffee cups 45")
    assert "minutes out of range" in stage.last_text(LAB)
    assert await kept(stage) == []


async def test_report_without_a_number_is_about_the_update() -> None:
    stage = await rat_stage()
    answer = await stage.say(PM, "report weekly status")
    assert answer.form is not None
    assert answer.form.title == "Weekly written status"


@pytest.mark.parametrize("text", ["report minutes out of range 1e999", "report 45", "report x -5"])
async def test_numbers_nobody_can_mean_raise_nothing(text: str) -> None:
    stage = await rat_stage()
    await stage.say(LAB, text)
    assert await kept(stage) == []


async def test_a_limit_for_some_time_waits_for_it() -> None:
    stage = await phase1_stage("2027-03-01T10:00")
    clinic = phase1(stage, "clinic_manager")
    await stage.say(clinic, "report enrolment percent of plan 70")
    assert "for longer than until now" in stage.last_text(clinic)
    await until(stage, "2027-03-08T10:00", MELBOURNE)
    await stage.say(clinic, "report enrolment percent of plan 85")
    await until(stage, "2027-03-15T10:00", MELBOURNE)
    await stage.say(clinic, "report enrolment percent of plan 75")
    assert await kept(stage) == []
    await until(stage, "2027-03-29T10:00", MELBOURNE)
    await stage.say(clinic, "report enrolment percent of plan 74")
    assert [e.trigger for e in await kept(stage)] == ["slow_enrolment"]


async def test_a_number_in_an_update_crosses_a_limit() -> None:
    stage = await rat_stage("2026-12-04T16:55")
    cadences = tuple(
        replace(
            c,
            contents=(
                ContentItem(title="Minutes out of range", type=ContentType.NUMBER, unit="minutes"),
            ),
        )
        if c.key == "weekly_status"
        else c
        for c in stage.agreement.cadences
    )
    in_force(stage, cadences=cadences)
    await until(stage, "2026-12-04T17:00")
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Update"))
    await stage.send(PM, form, health="on_track", item_0="12", help="")
    assert await kept(stage) == []
    await stage.send(PM, form, health="on_track", item_0="45", help="")  # edited
    assert [e.trigger for e in await kept(stage)] == ["temperature_excursion"]


async def test_nothing_begins_in_a_closed_collaboration() -> None:
    stage = await rat_stage()
    await stage.say(PM, "close")
    await stage.say(LAB, "report minutes out of range 45")
    assert "closed" in stage.last_text(LAB)
    assert await kept(stage) == []


# ---- missed updates


@pytest.mark.parametrize(("value", "weeks"), [(None, 1), (2, 2)])
async def test_updates_missed_in_a_row_raise_as_agreed(value: float | None, weeks: int) -> None:
    stage = await rat_stage("2026-12-04T16:55")
    first, *others = stage.agreement.triggers
    about = replace(
        first.trigger,
        type=TriggerType.MISSED_UPDATE,
        measure="weekly_status",
        op=Operator.AT_LEAST if value else None,
        value=value,
    )
    in_force(stage, triggers=(replace(first, trigger=about), *others))
    fridays = ("2026-12-11T17:01", "2026-12-18T17:01")
    await until(stage, fridays[0])
    assert len(await kept(stage)) == (1 if weeks == 1 else 0)
    await until(stage, fridays[1])
    found = [each for each in await kept(stage) if each.trigger == first.key]
    assert "Weekly written status did not come" in found[0].words


# ---- late deliverables


async def test_a_deliverable_that_is_late_by_more_than_agreed_raises() -> None:
    # Clinical pathology is due on Friday 19 February 2027; three business days of Deccan's later
    # are Saturday, Monday and Tuesday, at the end of the office hours.
    stage = await rat_stage("2027-02-10T12:00")
    await until(stage, "2027-02-23T17:59")
    assert await kept(stage) == []
    await until(stage, "2027-02-23T18:00")
    (escalation,) = await kept(stage)
    assert escalation.trigger == "deliverable_late"
    assert "was due on Fri 19 Feb 2027" in escalation.words


async def test_what_is_done_in_time_raises_nothing() -> None:
    stage = await rat_stage("2027-02-10T12:00")
    await until(stage, "2027-02-18T12:00")
    await stage.say(rat("lab_services_head"), "done clinical pathology")
    await until(stage, "2027-02-28T12:00")
    assert [e.words for e in await kept(stage)] == []


async def test_a_late_deliverable_in_a_paused_collaboration_raises_nothing() -> None:
    stage = await rat_stage("2027-02-10T12:00")
    await stage.say(PM, "pause")
    await until(stage, "2027-02-28T12:00")
    assert await kept(stage) == []
