"""Attempts to break what is promised about nudges, misses and restricted things."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.console.platform import Shown
from bot.agreement_file.check import read_agreement, read_bindings
from bot.cards.compose.manners import AWAY_CONFIRM
from bot.cards.compose.uncertain_days import LATER, SHOW, YES
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.parties import OfficeHours
from bot.domain.instant import instant
from bot.domain.visibility import EVERYTHING
from bot.engine.importing import import_agreement
from bot.engine.record_shown import shown_so_far
from bot.engine.undeliverable import report_undeliverable
from tests.unit.engine.founding import everything_read_by, form_of, press
from tests.unit.engine.stage import (
    BEGIN,
    EXAMPLES,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    a_stage_for,
)
from tests.unit.engine.test_attacks_on_consent import OPS, OTHER_PM, PHARMACIST
from tests.unit.engine.test_isolation import OTHER_BINDINGS
from tests.unit.engine.test_manners import TITLE, at, prefer

MELBOURNE = ZoneInfo("Australia/Melbourne")
ROOMS = tuple(Address("console", tenant, "room") for tenant in ("carmel", "yarra"))
SECRET = "Randomisation list check"


async def with_a_restricted_update(
    *, tells: bool = False, receiver: Address | None = None
) -> Stage:
    """A blinded study in which an unblinded seat owes an update on Thursdays at 15:00.

    Args:
        tells: whether blinded seats are to be told when it is late.
        receiver: who sits in a seat of the other side that is unblinded, too, and receives it.
    """
    agreement = read_agreement((EXAMPLES / "03_phase1_abroad.yaml").read_bytes())
    weekly = agreement.cadence["weekly_status"]
    secret = replace(weekly, key="list_check", title=SECRET, from_="unblinded_pharmacist")
    secret = secret if tells else replace(secret, if_late=None)
    bindings = OTHER_BINDINGS.replace('"console:deccan/cro_pm", ', "")
    seats = agreement.seats
    if receiver is not None:
        secret = replace(secret, to=("clinical_supplies",))
        seats = tuple(
            replace(each, blinded=False) if each.key == "clinical_supplies" else each
            for each in seats
        )
        bindings += (
            f'  - {{name: Supplies, addresses: ["{receiver}"], seats: [clinical_supplies]}}\n'
        )
    agreement = replace(agreement, seats=seats, cadences=(*agreement.cadences, secret))
    begin = instant(datetime(2026, 12, 2, 12, tzinfo=MELBOURNE))
    return await a_stage_for(agreement, bindings, begin=begin)


def nudge(stage: Stage, who: Address) -> Shown:
    return next(shown for shown in stage.received(who) if SECRET in shown.card.title)


async def melbourne(stage: Stage, wall: str) -> None:
    moment = datetime.fromisoformat(wall).replace(tzinfo=MELBOURNE)
    await stage.until(moment.astimezone(ZoneInfo("Asia/Kolkata")).strftime("%Y-%m-%dT%H:%M"))


async def test_what_an_unblinded_seat_owes_goes_to_nobody_blinded_while_its_holder_is_away() -> (
    None
):
    stage = await with_a_restricted_update()
    await stage.say(PHARMACIST, "away until 20 Dec")
    await stage.press(PHARMACIST, stage.received(PHARMACIST)[-1], "Yes, I am away")
    await melbourne(stage, "2026-12-08T18:00")
    assert SECRET in everything_read_by(stage, PHARMACIST)
    assert SECRET not in everything_read_by(stage, OPS, OTHER_PM, *ROOMS)


async def test_a_restricted_update_is_neither_posted_in_rooms_nor_told_to_somebody_blinded() -> (
    None
):
    stage = await with_a_restricted_update(tells=True)
    await melbourne(stage, "2026-12-03T15:30")
    form = form_of(await stage.press(PHARMACIST, nudge(stage, PHARMACIST), "Update"))
    values = {"health": "on_track", "help": "", **{f"item_{n}": "treatment A" for n in range(5)}}
    assert not (await stage.send(PHARMACIST, form, **values)).errors
    await melbourne(stage, "2026-12-16T18:00")  # the one after it never comes
    assert SECRET in everything_read_by(stage, PHARMACIST)
    read = everything_read_by(stage, OPS, OTHER_PM, *ROOMS)
    assert SECRET not in read
    assert "treatment A" not in read


async def test_an_unblinded_receiver_reads_a_restricted_update_in_their_own_chat() -> None:
    supplies = Address("console", "carmel", "supplies")
    stage = await with_a_restricted_update(receiver=supplies)
    await melbourne(stage, "2026-12-03T15:30")
    form = form_of(await stage.press(PHARMACIST, nudge(stage, PHARMACIST), "Update"))
    values = {"health": "on_track", "help": "", **{f"item_{n}": "treatment A" for n in range(5)}}
    await stage.send(PHARMACIST, form, **values)
    await melbourne(stage, "2026-12-07T20:00")
    assert "treatment A" in everything_read_by(stage, supplies)
    assert "treatment A" not in everything_read_by(stage, OPS, OTHER_PM, *ROOMS)


# ---- what was said to come, and a pause in between


def titles(stage: Stage, who: Address = PM) -> list[str]:
    return [shown.card.title for shown in stage.received(who)]


async def snooze(stage: Stage, what: str) -> str:
    form = form_of(await stage.press(PM, stage.received(PM)[0], "Snooze"))
    response = await stage.send(PM, form, **{"for": what})
    return card_text(response.card) if response.card else stage.last_text(PM)


async def test_who_changes_their_mind_about_when_is_asked_again_once() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    await snooze(stage, "30")
    await snooze(stage, "morning")
    await stage.until("2026-12-05T08:59")
    assert titles(stage) == [f"{TITLE} is late"]
    await stage.until("2026-12-05T09:00")
    assert len(titles(stage)) == 2


async def test_the_same_moment_can_be_chosen_again_after_another() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    for chosen in ("morning", "30", "morning"):
        await snooze(stage, chosen)
    await stage.until("2026-12-05T09:00")
    assert len(titles(stage)) == 2


async def test_who_is_to_be_asked_again_in_a_pause_is_asked_after_it() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    await snooze(stage, "30")
    await stage.say(SPONSOR_PM, "pause", SPONSOR_ROOM)
    await stage.until("2026-12-04T17:40")
    assert len(titles(stage)) == 1
    await stage.say(SPONSOR_PM, "resume", SPONSOR_ROOM)
    await stage.until("2026-12-04T17:41")
    assert titles(stage)[-1] == f"{TITLE} is still open"
    await stage.until("2026-12-04T19:00")
    assert len(titles(stage)) == 2


async def test_a_pause_over_the_end_of_the_grace_hides_no_miss_for_ever() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:05")
    await stage.say(SPONSOR_PM, "pause", SPONSOR_ROOM)
    await stage.until("2026-12-08T10:00")
    assert "checkin.late" not in await stage.kinds()
    await stage.say(SPONSOR_PM, "resume", SPONSOR_ROOM)
    await stage.until("2026-12-09T12:00")
    kinds = await stage.kinds()
    assert kinds.count("checkin.late") == kinds.count("checkin.told") == 1
    assert f"{TITLE} has not come yet" in titles(stage, SPONSOR_PM)


async def test_who_waits_for_their_morning_when_it_is_paused_is_still_asked() -> None:
    quiet = OfficeHours.parse("16:00-23:00")
    stage = await a_stage()
    await prefer(stage, PM, quiet=quiet)
    await stage.until("2026-12-04T20:00")
    assert titles(stage) == []
    await stage.say(SPONSOR_PM, "pause", SPONSOR_ROOM)
    await stage.until("2026-12-07T10:00")
    await stage.say(SPONSOR_PM, "resume", SPONSOR_ROOM)
    await stage.until("2026-12-07T10:01")
    assert titles(stage)[0] == f"{TITLE} is late"


async def test_what_was_asked_for_ahead_and_falls_due_in_a_pause_is_no_miss() -> None:
    stage = await a_stage()
    await prefer(stage, PM, lead=timedelta(hours=2))
    stage.clock.set(at("2026-12-10T12:00"))
    await stage.until("2026-12-11T15:10")
    assert f"{TITLE} is due" in titles(stage)
    await stage.say(SPONSOR_PM, "pause", SPONSOR_ROOM)
    await stage.until("2026-12-11T17:05")
    await stage.say(SPONSOR_PM, "resume", SPONSOR_ROOM)
    await stage.until("2026-12-18T18:00")
    missed = [r.entry.subject for r in await stage.record() if r.entry.kind == "checkin.missed"]
    assert not [each for each in missed if "2026-12-11" in each]


async def test_what_was_asked_for_ahead_and_is_taken_out_meanwhile_is_not_owed_for_ever() -> None:
    stage = await a_stage()
    await prefer(stage, PM, lead=timedelta(hours=2))
    await stage.until("2026-12-11T15:10")
    now = stage.agreement
    less = tuple(each for each in now.cadences if each.title != TITLE)
    version = now.agreement.version + 1
    after = replace(now, cadences=less, agreement=replace(now.agreement, version=version))
    async with stage.accord.storage.transaction() as tx:
        await tx.agreements.add(stage.collaboration.id, after, stage.clock.now())
        await tx.directory.save_collaboration(replace(stage.collaboration, version=version))
    await stage.until("2026-12-11T17:05")
    async with stage.accord.storage.reading() as tx:
        waiting = await tx.checkins.waiting(stage.collaboration.id)
    assert not [each for each in waiting if each.cadence == "weekly_status" and each.early]
    assert "Nothing is owed" in everything_read_by(stage, PM)


# ---- a miss before the agreed time


async def test_the_record_ends_for_the_other_side_before_a_miss_it_is_not_told_of_yet() -> None:
    stage = await a_stage()
    await stage.until("2026-12-05T09:00")  # late since 21:00; the sponsor is told at 17:00
    assert "checkin.late" in await kinds_shown(stage, "cro")
    shown = await kinds_shown(stage, "sponsor")
    assert shown
    assert "checkin.late" not in shown
    await stage.until("2026-12-05T17:00")
    assert await kinds_shown(stage, "sponsor") == await stage.kinds()


async def kinds_shown(stage: Stage, side: str) -> list[str]:
    async with stage.accord.storage.reading() as tx:
        entries = await shown_so_far(
            tx,
            stage.accord.agreements,
            collaboration=stage.collaboration.id,
            reader=EVERYTHING,
            sides={side},
            now=stage.clock.now(),
        )
    return [each.entry.kind for each in entries]


async def test_a_miss_that_the_next_one_overtook_is_shown_to_nobody_else_before_its_time() -> None:
    agreement = read_agreement((EXAMPLES / "01_rat_tox_in_vivo.yaml").read_bytes())
    weekly = agreement.cadence["weekly_status"]
    assert weekly.if_late is not None
    (told,) = weekly.if_late.tell
    patient = replace(told, after=replace(told.after, amount=9))
    weekly = replace(weekly, if_late=replace(weekly.if_late, tell=(patient,)))
    cadences = tuple(weekly if each.key == weekly.key else each for each in agreement.cadences)
    bindings = (EXAMPLES / "01_demo_bindings.yaml").read_text("utf-8")
    stage = await a_stage_for(replace(agreement, cadences=cadences), bindings, begin=BEGIN)
    await stage.until("2026-12-11T17:30")  # the second opened; the first is told of on the 15th
    assert "checkin.missed" in await stage.kinds()
    for text in ("status", "digest", "kept Weekly written status", "why Weekly written status"):
        await stage.say(SPONSOR_PM, text)
        assert "missed" not in stage.last_text(SPONSOR_PM).replace("0 missed", ""), text
    assert "checkin.missed" not in await kinds_shown(stage, "sponsor")
    await stage.until("2026-12-16T17:30")
    await stage.say(SPONSOR_PM, "kept Weekly written status")
    assert "1 missed" in stage.last_text(SPONSOR_PM)


async def test_that_a_late_nudge_reaches_nobody_is_told_to_the_other_side_only_in_time() -> None:
    stage = await a_stage()
    await stage.until("2026-12-05T09:00")
    async with stage.accord.storage.transaction() as tx:
        (waiting,) = await tx.checkins.waiting(stage.collaboration.id)
        message = await tx.outbox.find(f"{waiting.id}/nudge")
        assert message is not None
        await report_undeliverable(tx, message, "They left.", stage.clock.now())
    await stage.accord.settle()
    assert "late" not in everything_read_by(stage, SPONSOR_PM, SPONSOR_ROOM)
    assert "message.undeliverable" in await stage.kinds()


# ---- settings


async def test_a_lead_time_holds_in_the_next_update_of_every_collaboration() -> None:
    stage = await in_two_collaborations()
    await stage.until("2026-12-02T10:00")
    form = form_of(await stage.say(PM, "settings"))
    liked = {**{each.key: each.value for each in form.inputs}, "lead": "120", "budget": "50"}
    context = {**form.context, "collaboration": stage.collaboration.id}
    await stage.send(PM, replace(form, context=context), **liked)
    # The trial's status is due on Thursdays at 15:00 in Melbourne, which is 09:30 in Hyderabad.
    await stage.until("2026-12-03T07:29")
    asked = [text for text in titles(stage) if TITLE in text]
    await stage.until("2026-12-03T07:30")
    assert [text for text in titles(stage) if TITLE in text] == [*asked, f"{TITLE} is due"]


async def in_two_collaborations() -> Stage:
    """The client project manager has the same seat in the trial, too."""
    stage = await a_stage(begin=at("2026-12-02T08:00"))
    agreement = read_agreement((EXAMPLES / "03_phase1_abroad.yaml").read_bytes())
    tenant = '  - {party: cro, address: "console:deccan"}'
    bindings = OTHER_BINDINGS.replace("\nrooms:", f"\n{tenant}\nrooms:")
    async with stage.accord.storage.transaction() as tx:
        bound = read_bindings(bindings, agreement)
        await import_agreement(tx, agreement, bound, stage.clock.now())
    await stage.accord.settle()
    return stage


async def test_settings_are_saved_from_a_message_about_what_is_somebody_elses_by_now() -> None:
    stage = await a_stage()
    form = form_of(await stage.say(PM, "settings"))
    liked = {each.key: each.value for each in form.inputs}
    stale = replace(form, context={**form.context, "checkin": "c/gone/2026-01-01T00:00"})
    response = await stage.send(PM, stale, **{**liked, "budget": "3"})
    assert response.card is not None
    assert "saved" in response.card.title


# ---- forged buttons


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("action", [AWAY_CONFIRM, SHOW, YES, LATER])
async def test_days_that_no_button_ever_carried_are_refused_with_a_sentence(
    action: str, day: str
) -> None:
    stage = await a_stage()
    forged = {
        "collaboration": stage.collaboration.id,
        "first": day,
        "back": day,
        "party": "cro",
        "days": f"{day}/9999-12-31/x",
    }
    before = await stage.kinds()
    await press(stage, PM, action, forged)
    assert stage.received(PM)
    assert await stage.kinds() == [*before, "request.refused"]
