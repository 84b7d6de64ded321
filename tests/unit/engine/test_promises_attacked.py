"""Attempts to break what is promised about nudges, misses and restricted things."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.console.platform import Shown
from bot.agreement_file.check import read_agreement
from bot.domain.address import Address
from bot.domain.instant import instant
from tests.unit.engine.founding import everything_read_by, form_of
from tests.unit.engine.stage import EXAMPLES, Stage, a_stage_for
from tests.unit.engine.test_attacks_on_consent import OPS, OTHER_PM, PHARMACIST
from tests.unit.engine.test_isolation import OTHER_BINDINGS

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
