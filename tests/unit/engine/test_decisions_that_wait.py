"""A decision that waits for who may decide: one reminder, in their hours, and no more."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cards.plain import card_text
from bot.domain.decisions import DecisionState
from bot.domain.instant import local
from tests.unit.engine.stage import PM, SPONSOR_PM, Stage, a_stage
from tests.unit.engine.test_decisions import the_decision, write

REMINDER = "You are not reminded of it again."


async def proposed() -> Stage:
    """On a Thursday at nine in San Diego."""
    stage = await a_stage()
    await stage.until("2026-12-10T22:30")
    await write(stage, PM, "30 mg/kg in group 3", "Dose levels")
    return stage


def reminders(stage: Stage) -> list[str]:
    shown = [card_text(s.card) for s in stage.received(SPONSOR_PM)]
    return [text for text in shown if "30 mg/kg" in text and REMINDER in text]


async def test_it_is_reminded_of_once_after_two_days_of_who_decides() -> None:
    stage = await proposed()
    await stage.until("2026-12-14T22:29")  # Thursday and Friday, then a week-end
    assert reminders(stage) == []
    await stage.until("2026-12-14T22:31")
    assert len(reminders(stage)) == 1
    assert "decision.reminded" in await stage.kinds()
    await stage.until("2026-12-24T12:00")
    assert len(reminders(stage)) == 1
    assert (await stage.kinds()).count("decision.reminded") == 1


async def test_the_reminder_can_be_pressed_and_shows_then_what_was_decided() -> None:
    stage = await proposed()
    await stage.until("2026-12-14T22:31")
    again = next(s for s in stage.received(SPONSOR_PM) if REMINDER in card_text(s.card))
    await stage.press(SPONSOR_PM, again, "Yes, decided")
    assert (await the_decision(stage)).state is DecisionState.RECORDED
    assert reminders(stage) == []
    titles = [s.card.title for s in stage.received(SPONSOR_PM)]
    assert "Decision 1 to confirm: 30 mg/kg in group 3" not in titles


async def test_what_is_decided_is_not_reminded_of() -> None:
    stage = await proposed()
    asked = next(s for s in stage.received(SPONSOR_PM) if "to confirm" in s.card.title)
    await stage.press(SPONSOR_PM, asked, "Yes, decided")
    await stage.until("2026-12-24T12:00")
    assert "decision.reminded" not in await stage.kinds()


async def test_outside_their_hours_it_waits_until_these_begin() -> None:
    stage = await a_stage()
    await stage.until("2026-12-10T12:00")  # Wednesday, half past ten in the evening in San Diego
    await write(stage, PM, "30 mg/kg in group 3", "Dose levels")
    await stage.until("2026-12-24T12:00")
    (record,) = [r for r in await stage.record() if r.entry.kind == "decision.reminded"]
    # They could read it on Thursday at half past eight; two of their days later is Monday.
    assert local(record.entry.at, "America/Los_Angeles") == datetime(
        2026, 12, 14, 8, 30, tzinfo=ZoneInfo("America/Los_Angeles")
    )


async def test_in_a_pause_it_waits_until_that_is_over() -> None:
    stage = await proposed()
    await stage.say(SPONSOR_PM, "pause")
    await stage.until("2026-12-16T22:31")
    assert reminders(stage) == []
    await stage.say(SPONSOR_PM, "resume")
    await stage.until("2026-12-17T22:31")
    assert len(reminders(stage)) == 1


async def test_in_a_closed_collaboration_nobody_is_reminded() -> None:
    stage = await proposed()
    await stage.say(SPONSOR_PM, "close")
    await stage.until("2026-12-16T22:31")
    assert reminders(stage) == []
