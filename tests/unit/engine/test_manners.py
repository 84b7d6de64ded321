"""Nudges with manners: hours, snooze, settings, the budget of a day, and a long downtime."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.console.platform import ConsolePlatform
from bot.agreement_file.check import read_agreement, read_bindings
from bot.cards.compose.checkins import SETTINGS, SNOOZE
from bot.cards.plain import card_text
from bot.config import Settings
from bot.domain.address import Address
from bot.domain.agreement.parties import OfficeHours
from bot.domain.instant import Instant, instant
from bot.domain.manners import Hours, Preferences
from bot.engine.importing import import_agreement
from bot.main import advance_to, assemble
from schedules.clock import StandingClock
from storage.memory import MemoryPlatformFacts, MemoryStorage
from storage.memory.state import Queued
from tests.unit.engine.founding import form_of, press
from tests.unit.engine.stage import (
    EXAMPLES,
    KOLKATA,
    PM,
    SPONSOR_PM,
    Stage,
    a_stage,
    said,
    seat_address,
)

TITLE = "Weekly written status"
LOS_ANGELES = ZoneInfo("America/Los_Angeles")
SUPERVISOR = seat_address("inlife_supervisor")


def at(wall: str, zone: ZoneInfo = KOLKATA) -> Instant:
    return instant(datetime.fromisoformat(wall).replace(tzinfo=zone))


async def prefer(stage: Stage, who: Address, **liked: object) -> None:
    """Somebody has chosen this before."""
    async with stage.accord.storage.transaction() as tx:
        directory = await stage.accord.directory.current(tx)
        person = directory.person_at(who)
        assert person is not None
        await tx.directory.save_preferences(Preferences(person=person.id, **liked))  # type: ignore[arg-type]  # by name


def titles(stage: Stage, who: Address = PM) -> list[str]:
    return [shown.card.title for shown in stage.received(who)]


def pushes(stage: Stage) -> list[Queued]:
    """What was put to ring at somebody unasked."""
    storage = stage.accord.storage
    assert isinstance(storage, MemoryStorage)
    return [each for each in storage._state.outbox.values() if each.pushed_at is not None]


# ---- hours


async def test_a_reminder_outside_the_hours_comes_as_what_makes_sense_then() -> None:
    stage = await a_stage()
    await stage.until("2026-12-05T08:59")  # agreed for 19:00 the day before, after the end at 18:00
    assert titles(stage) == [f"{TITLE} is late"]
    await stage.until("2026-12-05T09:00")
    assert titles(stage) == [f"{TITLE} is late", f"{TITLE} is late"]


async def test_nothing_is_said_in_the_morning_about_what_came_in_the_evening() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T20:00")
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Update"))
    await stage.send(PM, form, **said())
    await stage.until("2026-12-07T23:00")
    assert titles(stage) == [f"{TITLE} is sent"]
    assert stage.received(SPONSOR_PM) == []


async def test_the_other_side_is_told_in_its_own_hours() -> None:
    stage = await a_stage()
    await stage.until("2026-12-07T21:59")  # agreed for Saturday, which is no working day there
    assert stage.received(SPONSOR_PM) == []
    await stage.until("2026-12-07T22:00")  # Monday 08:30 in San Diego
    assert titles(stage, SPONSOR_PM) == [f"{TITLE} has not come yet"]


async def test_an_update_due_after_the_end_of_the_day_is_asked_for_before_it() -> None:
    stage = await a_stage(begin=at("2027-01-12T08:00"))  # dosing: a note at 18:30 every day
    await stage.until("2027-01-12T16:59")
    assert titles(stage, SUPERVISOR) == []
    await stage.until("2027-01-12T17:00")
    assert titles(stage, SUPERVISOR) == ["Daily dosing note is due"]
    nudge = stage.received(SUPERVISOR)[-1]
    form = form_of(await stage.press(SUPERVISOR, nudge, "Update"))
    values = {"health": "on_track", "help": "", **{f"item_{n}": "1" for n in range(5)}}
    assert not (await stage.send(SUPERVISOR, form, **values)).errors
    await stage.until("2027-01-13T16:59")
    assert titles(stage, SUPERVISOR) == ["Daily dosing note is sent"]
    notes = [r.entry for r in await stage.record() if "dosing_note" in r.entry.subject]
    assert [note.kind for note in notes] == ["checkin.opened", "checkin.answered"]


@pytest.mark.parametrize(
    "liked",
    [
        {},
        {"quiet": OfficeHours.parse("12:00-14:30"), "lead": timedelta(hours=2)},
        {"quiet": OfficeHours.parse("16:00-10:00"), "zone": "Europe/London"},
    ],
)
async def test_nothing_rings_outside_anybodys_hours_but_what_is_agreed_for_a_day_off(
    liked: Mapping[str, object],
) -> None:
    stage = await a_stage(begin=at("2027-01-09T08:00"))
    for who in (PM, SPONSOR_PM, SUPERVISOR, seat_address("study_director")):
        await prefer(stage, who, **liked)
    await stage.until("2027-01-26T23:00")  # nobody answers anything
    rang = pushes(stage)
    off = ("2027-01-15", "2027-01-17", "2027-01-24", "2027-01-26")
    agreed = tuple(f"dosing_note/{day}T18:30/nudge" for day in off)
    rang = [each for each in rang if not each.message.key.endswith(agreed)]
    assert len(rang) > 20
    directory = stage.accord.directory.snapshot
    for each in rang:
        person = directory.person_at(each.message.to)
        assert person is not None
        (seat,) = directory.seats_of(stage.collaboration.id, person, stage.clock.now())
        party = stage.agreement.party_of(seat).key
        hours = Hours.of(stage.agreement, party, seat, directory.preferences(person))
        assert each.pushed_at is not None
        assert hours.allow(each.pushed_at), each.message.key


# ---- settings


async def test_a_lead_time_asks_earlier_and_only_once() -> None:
    stage = await a_stage(begin=at("2026-12-01T08:00"))
    await stage.until("2026-12-01T10:00")
    form = form_of(await stage.say(PM, "settings"))
    values = {**{i.key: i.value for i in form.inputs}, "lead": "120"}
    await stage.send(PM, form, **values)
    await stage.until("2026-12-04T14:59")
    before = len(stage.received(PM))
    await stage.until("2026-12-04T15:00")
    assert titles(stage)[before:] == [f"{TITLE} is due"]
    await stage.until("2026-12-04T17:30")
    assert titles(stage)[before:] == [f"{TITLE} is due"]


@pytest.mark.parametrize(
    ("changes", "wrong", "sentence"),
    [
        ({"quiet_from": "late"}, "quiet_from", "time"),
        ({"quiet_from": "21:00"}, "quiet_to", "both times"),
        ({"quiet_from": "08:00", "quiet_to": "19:00"}, "quiet_from", "none of your working hours"),
        ({"budget": "51"}, "budget", "1 to 50"),
        ({"budget": "many"}, "budget", "1 to 50"),
        ({"zone": "Atlantis"}, "zone", "large city"),
    ],
)
async def test_settings_that_cannot_be_are_refused_beside_the_question(
    changes: dict[str, str], wrong: str, sentence: str
) -> None:
    stage = await a_stage()
    form = form_of(await stage.say(PM, "quiet"))
    values = {i.key: i.value for i in form.inputs} | changes
    response = await stage.send(PM, form, **values)
    assert sentence in response.errors[wrong]
    async with stage.accord.storage.reading() as tx:
        assert (await tx.directory.load()).preferences == ()


async def test_settings_are_kept_shown_again_and_hold_in_the_form() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    nudge = stage.received(PM)[-1]
    form = form_of(await stage.press(PM, nudge, "Settings"))
    values = {"quiet_from": "12:00", "quiet_to": "1 pm", "zone": "San Diego", "lead": "30"}
    done = await stage.send(PM, form, **values, budget="3")
    assert done.card is not None
    assert "12:00 to 13:00" in card_text(done.card)
    assert [b.label for b in done.card.buttons] == ["Update", "Settings"]
    again = form_of(await stage.press(PM, nudge, "Settings"))
    shown = {i.key: i.value for i in again.inputs}
    zone = "America/Los_Angeles"
    assert shown == {**values, "quiet_to": "13:00", "zone": zone, "budget": "3"}


# ---- snooze


async def snooze(stage: Stage, what: str) -> str:
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Snooze"))
    response = await stage.send(PM, form, **{"for": what})
    return card_text(response.card) if response.card else stage.last_text(PM)


async def test_snoozed_it_asks_again_then_and_is_not_reminded_before() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    assert "I will ask you again Fri 4 Dec 2026, 17:30" in await snooze(stage, "30")
    await stage.until("2026-12-04T17:29")
    assert titles(stage) == [f"{TITLE} is due"]
    await stage.until("2026-12-04T17:30")
    assert titles(stage) == [f"{TITLE} is due", f"{TITLE} is still open"]
    text = await snooze(stage, "morning")
    assert "Sat 5 Dec 2026, 09:00" in text
    await stage.until("2026-12-05T09:00")
    assert len(titles(stage)) == 3  # and no reminder at the same moment
    form = form_of(await stage.press(PM, stage.received(PM)[-1], "Update"))
    await stage.send(PM, form, **said())
    assert titles(stage) == [f"{TITLE} is sent"] * 3
    assert "checkin.snoozed" in await stage.kinds()


async def test_snoozing_outside_the_hours_says_that_it_means_the_next_morning() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    text = await snooze(stage, "120")
    assert "Sat 5 Dec 2026, 09:00" in text
    assert "next working hours" in text


async def test_it_is_never_put_off_past_the_moment_the_other_side_is_told() -> None:
    stage = await a_stage()
    await stage.until("2026-12-05T14:30")  # the sponsor is told at 17:00
    text = await snooze(stage, "120")
    assert "Sat 5 Dec 2026, 16:00" in text
    assert "before the others are told" in text
    await stage.until("2026-12-05T15:55")
    assert "cannot wait any longer" in await snooze(stage, "morning")


async def test_only_the_senders_side_can_put_it_off_and_only_while_it_waits() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    nudge = stage.received(PM)[-1]
    value = next(b.value for b in nudge.card.buttons if b.action == SNOOZE)
    assert (await press(stage, SPONSOR_PM, SNOOZE, value)).form is None
    form = form_of(await stage.press(PM, nudge, "Update"))
    await stage.send(PM, form, **said())
    assert (await press(stage, PM, SNOOZE, value)).form is None
    assert "nothing to put off" in stage.last_text(PM)
    assert (await press(stage, PM, SETTINGS, value)).form is not None


async def test_each_nudge_says_who_agreed_what_and_how_to_stop_it() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    text = stage.last_text(PM)
    study = stage.agreement.study.study_number or stage.agreement.study.id
    assert f"{TITLE} is due" in text
    assert f"Study: {study}" in text
    version = stage.agreement.agreement.version
    line = f"Agreed by Larkspur and Deccan in version {version} of the agreement"
    assert line in text.replace("\n", " ")
    for word in ("propose", "snooze", "settings", "away"):
        assert word in text


# ---- the budget of a day


async def a_stage_with(count: int, begin: Instant, *, minutes: int = 1) -> Stage:
    """The weekly status of the project manager, many times, some minutes apart."""
    clock, platform = StandingClock(begin), ConsolePlatform()
    accord = assemble(
        Settings(),
        clock=clock,
        storage=MemoryStorage(),
        facts=MemoryPlatformFacts(),
        platforms=(platform,),
    )
    agreement = read_agreement((EXAMPLES / "01_rat_tox_in_vivo.yaml").read_bytes())
    weekly = agreement.cadence["weekly_status"]
    cadences = []
    for number in range(count):
        moment = datetime(2026, 1, 1, 9, 30) + timedelta(minutes=number * minutes % 480)  # noqa: DTZ001
        rule = replace(weekly.rule, at=moment.time())
        key = f"status_{number}"
        cadences.append(replace(weekly, key=key, title=f"Status {number}", rule=rule))
    agreement = replace(agreement, cadences=tuple(cadences))
    bindings = read_bindings((EXAMPLES / "01_demo_bindings.yaml").read_bytes(), agreement)
    async with accord.storage.transaction() as tx:
        done = await import_agreement(tx, agreement, bindings, begin)
    await accord.settle()
    return Stage(
        accord=accord,
        clock=clock,
        platform=platform,
        collaboration=done.collaboration,
        agreement=agreement,
    )


async def test_what_is_more_than_the_budget_comes_as_one_message_that_grows() -> None:
    stage = await a_stage_with(8, at("2026-12-04T08:00"), minutes=5)
    await prefer(stage, PM, budget=5)
    await stage.until("2026-12-04T09:50")
    assert titles(stage) == [f"Status {n} is due" for n in range(5)]
    await stage.until("2026-12-04T09:55")
    assert titles(stage)[5:] == ["1 more thing today"]
    await stage.until("2026-12-04T10:05")
    assert titles(stage)[5:] == ["3 more things today"]
    bundle = stage.received(PM)[-1]
    assert bundle.edits == 2
    labels = [b.label for b in bundle.card.buttons]
    assert labels == [*(f"Status {n} is due" for n in (5, 6, 7)), "My updates"]
    form = form_of(await stage.press(PM, bundle, "Status 6 is due"))
    assert form.title == "Status 6"
    await stage.send(PM, form, **said())
    assert "checkin.answered" in await stage.kinds()


async def test_the_next_day_begins_anew_and_reminders_of_the_list_stay_in_a_list() -> None:
    stage = await a_stage_with(7, at("2026-12-04T08:00"))
    await stage.until("2026-12-04T17:59")
    shown = titles(stage)
    assert [t for t in shown if "thing" in t] == ["7 more things today"]
    await stage.until("2026-12-05T10:00")
    assert len([t for t in titles(stage) if "thing" in t]) <= 2


async def test_answers_do_not_count_and_are_never_held_back() -> None:
    stage = await a_stage_with(3, at("2026-12-04T08:00"))
    await prefer(stage, PM, budget=1)
    await stage.until("2026-12-04T10:00")
    for _ in range(3):
        await stage.say(PM, "status")
    assert [t for t in titles(stage) if t.startswith("Status:")] != []
    assert len([each for each in pushes(stage) if each.message.to == PM]) == 1


# ---- a long downtime


@pytest.mark.parametrize(
    ("count", "restart"), [(1000, "2026-11-04T11:00"), (50, "2026-11-04T20:00")]
)
async def test_after_nine_days_over_a_change_of_the_clocks_everything_overdue_comes_as_one(
    count: int, restart: str
) -> None:
    stage = await a_stage_with(count, at("2026-10-26T08:00"))
    await advance_to(stage.accord, stage.clock, at("2026-10-26T08:30"))
    assert stage.received(PM) == []
    stage.clock.set(at(restart))  # the clocks of California went back on 1 November
    await stage.accord.settle()
    await advance_to(stage.accord, stage.clock, at("2026-11-05T09:05"))
    assert titles(stage) == [f"{count} more things today"]
    opened = [r.entry.subject for r in await stage.record() if r.entry.kind == "checkin.opened"]
    assert len(opened) == len(set(opened)) == count
    async with stage.accord.storage.reading() as tx:
        assert len(await tx.checkins.waiting(stage.collaboration.id)) == count
