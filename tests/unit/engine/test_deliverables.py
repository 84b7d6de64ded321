"""Dated deliverables: asked about on their day, done, later, and counted when they are late."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.console.platform import Shown
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.parties import Holiday
from bot.domain.deliverables import asked_at, counted, watched_deliverables
from bot.domain.instant import local
from tests.unit.engine.escalating import (
    MELBOURNE,
    at,
    kept,
    phase1,
    phase1_stage,
    rat,
    rat_stage,
    until,
)
from tests.unit.engine.examples import ANTIBODY, PHASE_1, RAT, bindings_to, example
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import (
    CRO_ROOM,
    EXAMPLES,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage_for,
)
from tests.unit.engine.test_escalations_by_themselves import in_force
from tests.unit.engine.test_gaps import PHARMACIST
from tests.unit.engine.test_questions import BLINDED

DIRECTOR, DEPUTY, MONITOR = (
    rat("study_director"),
    rat("deputy_study_director"),
    rat("study_monitor"),
)
CLIN_PATH = "Clinical pathology"
EDC_BUILD = date(2027, 1, 20)
# Clinical pathology is due on Friday 19 February 2027; Deccan closes at 18:00.
ON_ITS_DAY, LATE = "2027-02-19T16:00", "2027-02-23T18:00"


def asks(stage: Stage, who: Address, about: str = CLIN_PATH) -> list[Shown]:
    return [
        shown
        for shown in stage.received(who)
        if shown.card.title.startswith(about) and "Agreed for" in card_text(shown.card)
    ]


async def asked(begin: str = "2027-02-10T12:00") -> Stage:
    stage = await rat_stage(begin)
    await until(stage, ON_ITS_DAY)
    return stage


async def say_later(stage: Stage, when: str, why: str = "") -> None:
    form = form_of(await stage.press(DIRECTOR, asks(stage, DIRECTOR)[-1], "It will be later"))
    answer = await stage.send(DIRECTOR, form, when=when, why=why)
    assert not answer.errors


# ---- asked


async def test_who_answers_for_it_is_asked_once_on_its_day_and_nobody_else() -> None:
    stage = await rat_stage("2027-02-10T12:00")
    await until(stage, "2027-02-19T15:59")
    assert asks(stage, DIRECTOR) == []
    await until(stage, ON_ITS_DAY)
    (shown,) = asks(stage, DIRECTOR)
    assert shown.card.title.endswith("is it there?")
    assert "Agreed for: Fri 19 Feb 2027" in card_text(shown.card)
    assert [button.label for button in shown.card.buttons] == ["Done", "It will be later"]
    await until(stage, "2027-02-22T12:00")
    assert len(asks(stage, DIRECTOR)) == 1
    for other in (DEPUTY, MONITOR, PM, SPONSOR_PM, SPONSOR_ROOM, CRO_ROOM):
        assert asks(stage, other) == []
    assert (await stage.kinds()).count("area.asked") == 1


async def test_done_is_told_to_both_sides_and_raises_nothing() -> None:
    stage = await asked()
    (shown,) = asks(stage, DIRECTOR)
    for _ in range(2):  # pressed twice
        await stage.press(DIRECTOR, shown, "Done")
    for room in (SPONSOR_ROOM, CRO_ROOM):
        assert [s.card.title for s in stage.received(room)].count(f"{CLIN_PATH}: done") == 1
    (shown,) = asks(stage, DIRECTOR)
    assert (shown.card.title, shown.card.buttons) == (f"{CLIN_PATH}: done", ())
    await until(stage, "2027-02-28T12:00")
    assert await kept(stage) == []
    assert (await stage.kinds()).count("area.done") == 1


async def test_what_was_done_before_its_day_is_not_asked_about() -> None:
    stage = await rat_stage("2027-02-10T12:00")
    await stage.say(DIRECTOR, "done clinical pathology")
    await until(stage, "2027-02-28T12:00")
    assert asks(stage, DIRECTOR) == []
    assert await kept(stage) == []


async def test_later_is_an_early_word_and_is_asked_about_on_the_day_that_was_named() -> None:
    stage = await asked()
    await say_later(stage, "22 Feb 2027", "The analyser is being serviced.")
    await until(stage, "2027-02-19T22:30")  # the morning in San Diego
    word = card_text(stage.received(MONITOR)[-1].card)
    said = f"{CLIN_PATH} was agreed for Fri 19 Feb 2027 and is expected on Mon 22 Feb 2027."
    assert f"{said} The analyser is being serviced." in word
    (shown,) = asks(stage, DIRECTOR)
    assert shown.card.title == f"{CLIN_PATH}: expected on Mon 22 Feb 2027"
    assert "The agreed day stays as it is" in card_text(shown.card)
    assert "heads_up.given" in await stage.kinds()
    await until(stage, "2027-02-22T16:00")
    _, again = asks(stage, DIRECTOR)
    assert again.card.title == f"{CLIN_PATH}: is it there?"
    assert "Expected on: Mon 22 Feb 2027" in card_text(again.card)
    # What was agreed for a late one counts from the agreed day all the same.
    await until(stage, LATE)
    assert [each.trigger for each in await kept(stage)] == ["deliverable_late"]


async def test_who_names_another_day_is_asked_on_that_one_alone() -> None:
    stage = await asked()
    await say_later(stage, "23 Feb 2027")
    await say_later(stage, "26 Feb 2027")
    await until(stage, "2027-02-26T15:59")
    assert len(asks(stage, DIRECTOR)) == 1
    await until(stage, "2027-02-26T16:00")
    assert len(asks(stage, DIRECTOR)) == 2
    # A day that is sooner than the one before counts as well: it was said last.
    await say_later(stage, "5 Mar 2027")
    await say_later(stage, "2 Mar 2027")
    await until(stage, "2027-03-02T16:00")
    assert len(asks(stage, DIRECTOR)) == 3


async def test_a_day_that_is_none_or_not_ahead_is_asked_for_again() -> None:
    stage = await asked()
    form = form_of(await stage.press(DIRECTOR, asks(stage, DIRECTOR)[-1], "It will be later"))
    for wrong in ("soon", "19 Feb 2027", "1 Feb 2027", "31 Dec 9999"):
        answer = await stage.send(DIRECTOR, form, when=wrong, why="")
        assert set(answer.errors) == {"when"}
    assert "area.later" not in await stage.kinds()


async def test_only_the_side_that_answers_for_it_says_so() -> None:
    stage = await asked()
    (shown,) = asks(stage, DIRECTOR)
    for label in ("Done", "It will be later"):
        await stage.press(SPONSOR_PM, shown, label)
        assert "is for the Study director to say" in stage.last_text(SPONSOR_PM)
    assert "area.done" not in await stage.kinds()


# ---- manners, days off, pauses


async def test_while_its_owner_is_away_their_deputy_is_asked() -> None:
    stage = await rat_stage("2027-02-18T12:00")
    await stage.say(DIRECTOR, "away from 18 Feb 2027 to 26 Feb 2027")
    shown = stage.received(DIRECTOR)[-1]
    await stage.press(DIRECTOR, shown, shown.card.buttons[0].label)
    await until(stage, ON_ITS_DAY)
    assert asks(stage, DIRECTOR) == []
    assert len(asks(stage, DEPUTY)) == 1


async def test_a_day_off_of_one_side_puts_the_question_off_to_its_next_hours() -> None:
    stage = await rat_stage("2027-02-10T12:00")
    off = Holiday(date=date(2027, 2, 19), name="Founders' day")
    parties = tuple(
        replace(each, holidays=(*each.holidays, off)) if each.key == "cro" else each
        for each in stage.agreement.parties
    )
    in_force(stage, parties=parties)
    await until(stage, "2027-02-20T08:59")
    assert asks(stage, DIRECTOR) == []
    assert "area.asked" not in await stage.kinds()  # what to ask is decided then
    await until(stage, "2027-02-20T09:00")
    assert len(asks(stage, DIRECTOR)) == 1


async def test_a_day_that_passes_in_a_pause_is_asked_about_after_it() -> None:
    stage = await rat_stage("2027-02-10T12:00")
    await stage.say(PM, "pause")
    await until(stage, "2027-02-22T12:00")
    assert asks(stage, DIRECTOR) == []
    await stage.say(PM, "resume")
    await until(stage, "2027-02-22T12:05")
    assert len(asks(stage, DIRECTOR)) == 1


async def test_a_limit_that_passes_in_a_pause_is_raised_once_it_goes_on_unless_it_is_done() -> None:
    for done in (False, True):
        stage = await asked()
        await stage.say(PM, "pause")
        await until(stage, "2027-02-25T10:00")
        assert await kept(stage) == []
        if done:
            await stage.press(DIRECTOR, asks(stage, DIRECTOR)[-1], "Done")
        await stage.say(PM, "resume")
        await until(stage, "2027-02-25T10:05")
        about = [e for e in await kept(stage) if CLIN_PATH in e.words]
        assert [each.trigger for each in about] == ([] if done else ["deliverable_late"])
        await until(stage, "2027-02-28T12:00")
        assert len([e for e in await kept(stage) if CLIN_PATH in e.words]) == len(about)


async def test_after_a_downtime_it_is_asked_about_once() -> None:
    stage = await rat_stage("2027-02-10T12:00")
    stage.clock.set(at("2027-02-20T12:00"))
    await stage.accord.settle()
    await until(stage, "2027-02-22T12:00")
    assert len(asks(stage, DIRECTOR)) == 1


async def test_a_deliverable_that_no_limit_counts_is_not_asked_about() -> None:
    stage = await rat_stage("2027-02-10T12:00")
    triggers = tuple(t for t in stage.agreement.triggers if t.key != "deliverable_late")
    in_force(stage, triggers=triggers)
    await until(stage, "2027-02-28T12:00")
    assert asks(stage, DIRECTOR) == []


# ---- late


async def test_undo_after_the_limit_has_passed_raises_what_is_agreed() -> None:
    stage = await rat_stage("2027-03-20T12:00")
    await stage.say(MONITOR, "done TK analysis")
    undo = stage.received(MONITOR)[-1]
    await until(stage, "2027-03-30T12:00")
    assert await kept(stage) == []
    await stage.press(MONITOR, undo, "Undo")
    (escalation,) = await kept(stage)
    assert "Toxicokinetic parameters was due on Mon 22 Mar 2027" in escalation.words
    await stage.press(MONITOR, undo, "Undo")
    assert "nothing to take back" in stage.last_text(MONITOR)
    assert len(await kept(stage)) == 1


async def test_a_draft_and_a_final_report_are_two_deliverables() -> None:
    stage = await rat_stage("2027-05-03T12:00")
    await stage.say(DIRECTOR, "done final report")
    assert "(final): done" in stage.last_text(DIRECTOR)
    await stage.say(DIRECTOR, "done draft report")
    assert "(draft): done" in stage.last_text(DIRECTOR)
    await stage.say(DIRECTOR, "done draft report")
    assert "recorded as done already" in stage.last_text(DIRECTOR)
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Undo")
    await until(stage, "2027-07-10T12:00")
    late = [each.words for each in await kept(stage) if "report" in each.words]
    assert late == [
        "Draft and final study report (draft) was due on Mon 10 May 2027 and is not said to be done"
    ]


@pytest.mark.parametrize("far", [date(9999, 12, 31), date(1, 1, 1)])
async def test_a_day_that_stands_for_none_stops_nothing(far: date) -> None:
    agreement = example(RAT)
    areas = tuple(
        replace(each, due=tuple(replace(due, date=far) for due in each.due))
        for each in agreement.areas
    )
    bound = bindings_to(RAT, (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8"))
    stage = await a_stage_for(replace(agreement, areas=areas), bound, begin=at("2027-02-10T12:00"))
    await until(stage, ON_ITS_DAY)
    assert asks(stage, DIRECTOR) == []
    assert watched_deliverables(replace(agreement, areas=areas)) == ()


async def test_what_an_unblinded_seat_owes_is_told_to_nobody_blinded() -> None:
    trial = example(PHASE_1)
    build = next(each for each in trial.areas if each.due and each.due[0].date == EDC_BUILD)
    secret = replace(build, accountable="unblinded_pharmacist", responsible="unblinded_pharmacist")
    trial = replace(
        trial,
        areas=tuple(secret if each is build else each for each in trial.areas),
        triggers=tuple(replace(t, restricted=t.key == "late_data") for t in trial.triggers),
    )
    stage = await a_stage_for(trial, BLINDED, begin=at("2027-01-20T00:00"))
    await until(stage, "2027-01-20T20:00")
    question = next(s for s in asks(stage, PHARMACIST, build.title))
    form = form_of(await stage.press(PHARMACIST, question, "It will be later"))
    answer = await stage.send(PHARMACIST, form, when="27 Jan 2027", why="")
    assert answer.card is not None
    assert "expected on Wed 27 Jan 2027" in answer.card.title
    await stage.press(PHARMACIST, question, "Done")
    assert {"area.later", "area.done"} <= set(await stage.kinds())
    directory, id_ = stage.accord.directory.snapshot, stage.collaboration.id
    people = directory.holders(id_, stage.clock.now()).values()
    readers = {*(each for person in people for each in person.addresses), *directory.rooms(id_)}
    for person in people:
        await stage.say(person.addresses[0], "done the moon landing")  # lists what is waited for
    assert "This is waited for" in stage.last_text(PHARMACIST)
    assert build.title in stage.last_text(PHARMACIST)
    known = {r for r in readers for s in stage.received(r) if build.title in card_text(s.card)}
    assert known == {PHARMACIST}


async def test_every_dated_deliverable_of_the_trial_is_counted() -> None:
    stage = await phase1_stage("2027-01-25T12:00")
    cro_pm = phase1(stage, "cro_pm")
    await until(stage, "2027-01-27T23:00", MELBOURNE)
    assert len([s for s in stage.received(cro_pm) if s.card.title.endswith("is it there?")]) == 1
    await until(stage, "2027-02-12T12:00", MELBOURNE)
    found = [each.words for each in await kept(stage) if each.trigger == "late_data"]
    assert any("(live)" in words and "27 Jan 2027" in words for words in found)


@pytest.mark.parametrize("name", [RAT, ANTIBODY, PHASE_1])
def test_every_example_counts_all_its_dated_deliverables(name: str) -> None:
    agreement = example(name)
    dated = [
        (area.key, due.date)
        for area in agreement.areas
        if area.kind.value == "deliverable"
        for due in area.due
        if due.date
    ]
    assert [(d.area.key, d.day) for d in watched_deliverables(agreement)] == dated
    assert len(list(counted(agreement))) == len(dated)
    for found in watched_deliverables(agreement):
        party = agreement.party_of(found.area.accountable)
        closing = datetime.combine(found.day, party.hours.end, ZoneInfo(party.zone))
        asks_at = local(asked_at(agreement, found, found.day), party.zone)
        assert closing - asks_at == timedelta(hours=2)
        assert time(9) <= asks_at.time() <= party.hours.end


async def test_it_waits_for_who_answers_for_it_unless_they_named_a_later_day() -> None:
    stage = await asked()
    waiting = f"{CLIN_PATH}: is it there? It was agreed for Fri 19 Feb 2027."
    for typed in ("due me", "who am I"):
        await stage.say(DIRECTOR, typed)
        assert waiting in stage.last_text(DIRECTOR)
        await stage.say(PM, typed)
        assert waiting not in stage.last_text(PM)
    await say_later(stage, "22 Feb 2027")
    await stage.say(DIRECTOR, "due me")
    assert waiting not in stage.last_text(DIRECTOR)
    await until(stage, "2027-02-22T16:00")
    await stage.say(DIRECTOR, "due me")
    assert waiting in stage.last_text(DIRECTOR)
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], f"Is it there? {CLIN_PATH}")
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Done")
    await stage.say(DIRECTOR, "due me")
    assert waiting not in stage.last_text(DIRECTOR)


async def test_who_named_a_later_day_is_not_said_to_be_silent() -> None:
    stage = await asked()
    await say_later(stage, "22 Feb 2027")
    await until(stage, "2027-02-20T12:00")
    await stage.say(SPONSOR_PM, "status")
    early = "was due on Fri 19 Feb 2027 and is expected on Mon 22 Feb 2027"
    assert early in stage.last_text(SPONSOR_PM)
    await until(stage, "2027-02-23T12:00")
    await stage.say(SPONSOR_PM, "status")
    assert early not in stage.last_text(SPONSOR_PM)
    assert f"{CLIN_PATH} was due on Fri 19 Feb 2027, and nobody has said" in stage.last_text(
        SPONSOR_PM
    )


async def test_what_comes_names_nothing_that_is_done_or_asked_about_already() -> None:
    stage = await rat_stage("2027-02-18T12:00")
    coming = f"Fri 19 Feb 2027: {CLIN_PATH}"
    for who, typed in ((DIRECTOR, "due me"), (SPONSOR_PM, "due")):
        await stage.say(who, typed)
        assert coming in stage.last_text(who)
    await until(stage, ON_ITS_DAY)
    await stage.say(DIRECTOR, "due me")
    assert coming not in stage.last_text(DIRECTOR)
    assert f"{CLIN_PATH}: is it there?" in stage.last_text(DIRECTOR)
    await stage.say(SPONSOR_PM, "due")
    assert coming in stage.last_text(SPONSOR_PM)
    await stage.press(DIRECTOR, asks(stage, DIRECTOR)[0], "Done")
    await stage.say(SPONSOR_PM, "due")
    assert coming not in stage.last_text(SPONSOR_PM)
