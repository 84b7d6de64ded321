"""The meetings of example 3: days both sides work, filing, approval, and who may not be known."""

from dataclasses import replace

from bot.agreement_file.check import read_bindings
from bot.domain.address import Address
from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.engine.importing import import_agreement
from tests.builders import at
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.founding import everything_read_by
from tests.unit.engine.stage import Stage, a_stage
from tests.unit.engine.test_isolation import OTHER_BINDINGS
from tests.unit.engine.test_meetings import form_of, in_room, told

OPS = Address("console", "carmel", "ops")
TRIAL_PM = Address("console", "yarra", "pm")
PHARMACIST = Address("console", "yarra", "pharmacist")
CARMEL, YARRA = Address("console", "carmel", "room"), Address("console", "yarra", "room")
WEEKLY, STEERING = "Weekly team call", "Monthly steering committee"


async def a_trial(begin: str, agreement: Agreement | None = None) -> Stage:
    """The trial alone, between two rooms."""
    stage = await a_stage(begin=at(begin, "Asia/Kolkata"))
    text = OTHER_BINDINGS.replace('"console:deccan/cro_pm", ', "")
    agreement = agreement or example(PHASE_1)
    async with stage.accord.storage.transaction() as tx:
        bindings = read_bindings(text, agreement)
        done = await import_agreement(tx, agreement, bindings, stage.clock.now())
    await stage.accord.settle()
    stage.collaboration, stage.agreement = done.collaboration, agreement
    return stage


def with_call(**changes: object) -> Agreement:
    """The trial with its weekly call changed."""
    trial = example(PHASE_1)

    def changed(each: Cadence) -> Cadence:
        return replace(each, **changes) if each.key == "weekly_call" else each  # type: ignore[arg-type]  # fields by name

    return replace(trial, cadences=tuple(changed(each) for each in trial.cadences))


def titles(stage: Stage, who: Address, about: str) -> list[str]:
    return [s.card.title for s in stage.received(who) if about in s.card.title]


async def write(stage: Stage, who: Address, title: str, **items: str) -> None:
    form = form_of(await stage.say(who, f"update {title}"))
    values = {each.key: each.value or "none" for each in form.inputs}
    answer = {**values, "health": "on_track", "help": "", **items}
    response = await stage.send(who, form, **answer)
    assert not response.errors, response.errors


async def test_a_call_on_a_day_only_one_side_works_is_moved_to_one_that_both_work() -> None:
    stage = await a_trial("2027-03-05T10:00")  # Monday the 8th is Labour Day in Melbourne
    await stage.until("2027-03-08T10:00")
    for room in (CARMEL, YARRA):
        assert titles(stage, room, WEEKLY) == [f"Agenda: {WEEKLY}, Tue 9 Mar 2027"]
        assert "Moved: from Mon 8 Mar 2027, a day off" in in_room(stage, room, WEEKLY)
    assert "Starts: Tue 9 Mar 2027, 09:30 Jerusalem time" in in_room(stage, CARMEL, WEEKLY)
    assert "Starts: Tue 9 Mar 2027, 18:30 Melbourne time" in in_room(stage, YARRA, WEEKLY)
    await stage.until("2027-03-10T10:00")
    assert titles(stage, TRIAL_PM, "Minutes of") == [f"Minutes of {WEEKLY} are due"]


async def test_minutes_say_where_they_are_filed() -> None:
    stage = await a_trial("2026-12-11T10:00")
    await stage.until("2026-12-15T10:00")
    await write(stage, TRIAL_PM, WEEKLY)
    for room in (CARMEL, YARRA):
        text = stage.last_text(room)
        assert f"Minutes of {WEEKLY}, Mon 14 Dec 2026: on track" in text
        assert "File these minutes in eTMF (etmf.yarra.example/CNM-305-101)." in text


async def test_nobody_reads_of_a_restricted_place_where_minutes_are_filed() -> None:
    trial = with_call()
    places = tuple(replace(x, restricted=x.restricted or x.key == "etmf") for x in trial.locations)
    stage = await a_trial("2026-12-11T10:00", replace(trial, locations=places))
    await stage.until("2026-12-15T10:00")
    await write(stage, TRIAL_PM, WEEKLY)
    assert "Minutes of" in stage.last_text(YARRA)
    assert "File these minutes" not in stage.last_text(YARRA)


async def test_the_minutes_of_one_meeting_are_a_point_of_the_next_until_that_is_written() -> None:
    stage = await a_trial("2026-12-07T12:00")
    await stage.until("2026-12-10T15:00")
    await write(stage, OPS, STEERING)
    assert "At the next meeting; it is a point of its agenda." in stage.last_text(YARRA)
    await stage.until("2027-01-12T15:00")
    approve = "Minutes of Wed 9 Dec 2026: approve"
    assert f"Agenda: {STEERING}, Wed 13 Jan 2027" in stage.last_text(YARRA)
    assert f"- {approve}" in stage.last_text(YARRA)
    await stage.until("2027-01-14T15:00")
    form = form_of(await stage.say(OPS, f"update {STEERING}"))
    assert {each.key: each.value for each in form.inputs}["other_points"] == f"{approve}: "
    await write(stage, OPS, STEERING)  # nothing is written behind it
    await stage.say(OPS, f"agenda {STEERING}")
    assert f"- {approve}" in stage.last_text(OPS)
    assert "- Minutes of Wed 13 Jan 2027: approve" in stage.last_text(OPS)


async def test_a_call_without_minutes_is_no_meeting() -> None:
    stage = await a_trial("2026-12-11T10:00")
    await stage.say(OPS, "agenda out-of-hours test call")
    assert "No minutes are agreed of Out-of-hours test call" in stage.last_text(OPS)


async def test_who_may_not_be_known_adds_a_point_under_the_name_of_their_side() -> None:
    stage = await a_trial("2026-12-11T10:00")
    await stage.say(PHARMACIST, "agenda weekly team call: Fridge alarms, 5 min")
    assert "Your point is on the agenda" in stage.last_text(PHARMACIST)
    await stage.until("2026-12-12T10:00")
    for room in (CARMEL, YARRA):
        assert "Fridge alarms, 5 min (Yarra)" in stage.last_text(room)
    await stage.until("2026-12-15T10:00")
    await write(stage, TRIAL_PM, WEEKLY, other_points="Nothing else")
    assert "Also on the agenda: Fridge alarms, 5 min (Yarra)" in stage.last_text(CARMEL)
    assert "harmacist" not in everything_read_by(stage, CARMEL, YARRA, OPS)


async def test_a_meeting_of_those_who_may_not_be_known_does_not_exist_for_others() -> None:
    stage = await a_trial("2026-12-11T10:00", with_call(from_="unblinded_pharmacist"))
    await stage.until("2026-12-14T12:00")
    assert titles(stage, YARRA, WEEKLY) == []
    response = await stage.say(OPS, "agenda weekly team call")
    assert WEEKLY not in told(stage, response, OPS)
    await stage.say(PHARMACIST, "agenda weekly team call")
    assert WEEKLY in stage.last_text(PHARMACIST)
    form = form_of(await stage.press(PHARMACIST, stage.received(PHARMACIST)[-1], "Add a point"))
    response = await stage.send(OPS, form, text="What is this?")
    text = told(stage, response, OPS)
    assert "not known here any more" in text


async def test_a_seat_nobody_may_know_is_left_out_of_who_a_meeting_is_for() -> None:
    call = example(PHASE_1).cadence["weekly_call"]
    stage = await a_trial("2026-12-11T10:00", with_call(to=(*call.to, "unblinded_pharmacist")))
    await stage.until("2026-12-12T10:00")
    assert "Clinical operations lead" in stage.last_text(YARRA)
    assert "harmacist" not in everything_read_by(stage, CARMEL, YARRA)
