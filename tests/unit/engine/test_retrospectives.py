"""A retrospective: who is asked when, when everybody reads what was said, and what comes of it."""

from bot.cards.compose import actions as action_cards
from bot.cards.compose import retrospectives as cards
from bot.cards.compose.parts import EDIT_PART
from bot.cards.form import ChoiceInput
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.instant import local
from bot.domain.retrospective import Retrospective
from bot.engine.inbound import Pressed
from bot.engine.parts import pack
from bot.engine.response import Response
from tests.unit.engine.escalating import rat, rat_stage
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import CRO_ROOM, SPONSOR_ROOM, Stage

PM, DIRECTOR, SUPERVISOR = rat("program_manager"), rat("study_director"), rat("inlife_supervisor")
CRO_PM, MONITOR = rat("cro_pm"), rat("study_monitor")
LARKSPUR = (PM, MONITOR, rat("cmc_lead"), rat("dmpk_lead"))
DECCAN = (CRO_PM, DIRECTOR, SUPERVISOR, rat("lab_services_head"))
ASKS, REMINDS = "what would you say?", "still open"
#: San Diego begins to work at 08:30 on the first working day after Sunday 3 January, which is 22:00
#: in Hyderabad, where everybody is asked on the next morning.
BEGIN = "2027-01-05T10:00"


async def asked(until: str = BEGIN) -> Stage:
    """Example 1 on the last working day of its first phase, and on until a wall time here."""
    stage = await rat_stage("2027-01-02T12:00")
    await stage.until(until)
    return stage


async def latest(stage: Stage) -> Retrospective:
    async with stage.accord.storage.reading() as tx:
        return (await tx.retrospectives.all(stage.collaboration.id))[-1]


async def press(stage: Stage, who: Address, action: str, room: Address | None = None) -> Response:
    """Press a button of the newest message that has it."""
    for shown in reversed(stage.received(room or who)):
        for button in shown.card.buttons:
            if button.action == action:
                return await stage.press(who, shown, button.label, room)
    raise AssertionError(f"{who} has no {action}")


async def say(
    stage: Stage, who: Address, worked: str = "", change: str = "", name: str = "no"
) -> Response:
    form = form_of(await press(stage, who, cards.ANSWER))
    return await stage.send(who, form, worked=worked, change=change, named=name)


def titles(stage: Stage, who: Address, ending: str) -> list[str]:
    return [s.card.title for s in stage.received(who) if s.card.title.endswith(ending)]


def everything(stage: Stage, *readers: Address) -> str:
    return "\n".join(card_text(s.card) for each in readers for s in stage.received(each))


def card_in(stage: Stage, room: Address) -> str:
    (found,) = [s for s in stage.received(room) if s.card.title.startswith("Retrospective 1")]
    return card_text(found.card)


async def shown(stage: Stage) -> None:
    await say(stage, DIRECTOR, "the photos", "dose notes by 16:00")
    await say(stage, PM, "", "one call a week, not two")
    await stage.until("2027-01-11T22:01")


async def test_the_leads_and_those_the_pulse_asks_are_asked_when_both_sides_work_again() -> None:
    stage = await asked("2027-01-04T21:59")
    assert titles(stage, DIRECTOR, ASKS) == []
    await stage.until(BEGIN)
    for each in (*LARKSPUR, *DECCAN):
        assert len(titles(stage, each, ASKS)) == 1
    for other in (rat("attending_vet"), rat("vp_rd"), CRO_ROOM, SPONSOR_ROOM):
        assert titles(stage, other, ASKS) == []
    assert "Protocol and test article" in titles(stage, PM, ASKS)[0]
    assert [each for each in await stage.kinds() if each.startswith("retrospective")] == [
        "retrospective.begun"
    ]


async def test_nobody_reads_the_other_side_before_the_end_then_both_at_the_same_moment() -> None:
    stage = await asked()
    await say(stage, DIRECTOR, "the photos", "dose notes by 16:00")
    await say(stage, PM, "the weekly call", "one call a week, not two", "yes")
    everybody = (*LARKSPUR, *DECCAN, CRO_ROOM, SPONSOR_ROOM)
    assert "the photos" in everything(stage, DIRECTOR)
    assert "the photos" not in everything(stage, *(e for e in everybody if e != DIRECTOR))
    assert "the weekly call" not in everything(stage, *(e for e in everybody if e != PM))
    assert "photos" not in str([r.entry.data for r in await stage.record()])
    await stage.until("2027-01-11T21:59")
    assert "the photos" not in everything(stage, PM, CRO_ROOM, SPONSOR_ROOM)

    await stage.until("2027-01-11T22:01")
    ours, theirs = card_in(stage, CRO_ROOM), card_in(stage, SPONSOR_ROOM)
    assert ours == theirs
    assert "Deccan: what worked\n- the photos" in ours
    assert "one call a week, not two (Sponsor program manager)" in ours
    assert "irector" not in ours  # nobody is named who did not wish it
    (told,) = [r.entry for r in await stage.record() if r.entry.kind == "retrospective.told"]
    assert told.data["said"]["cro"]["worked"] == ["the photos"]  # type: ignore[index]
    assert told.person is None


async def test_it_ends_when_the_last_of_those_asked_has_answered() -> None:
    stage = await asked("2027-01-05T23:00")
    people = (*LARKSPUR, *DECCAN)
    for each in people[:-1]:
        await say(stage, each, worked="it went well")
    assert (await latest(stage)).open
    await say(stage, people[-1], worked="the last word")
    assert not (await latest(stage)).open
    assert "the last word" in card_in(stage, SPONSOR_ROOM)


async def test_where_nothing_was_said_no_room_is_told_so() -> None:
    stage = await asked("2027-01-11T22:01")
    assert not (await latest(stage)).open
    for room in (CRO_ROOM, SPONSOR_ROOM):
        assert not any("Retrospective" in each.card.title for each in stage.received(room))
    assert "Nothing was said this time" in everything(stage, DIRECTOR)
    await stage.say(DIRECTOR, "retrospective 1: we were all in the vivarium that week")
    assert "we were all in the vivarium" in card_in(stage, SPONSOR_ROOM)


async def test_one_reminder_half_way_to_those_who_have_not_answered() -> None:
    stage = await asked()
    await say(stage, DIRECTOR, worked="the photos")
    await stage.until("2027-01-11T21:00")
    assert titles(stage, DIRECTOR, REMINDS) == []
    assert len(titles(stage, CRO_PM, REMINDS)) == 1
    assert len(titles(stage, PM, REMINDS)) == 1


async def test_an_answer_can_be_changed_until_the_end_and_says_something() -> None:
    stage = await asked()
    empty = await say(stage, DIRECTOR)
    assert "Write a line" in str(empty)
    await say(stage, DIRECTOR, worked="the photos")
    form = form_of(await press(stage, DIRECTOR, cards.ANSWER))
    assert form.inputs[0].value == "the photos"
    await stage.send(DIRECTOR, form, worked="the videos", named="no")
    await stage.until("2027-01-11T22:01")
    assert "the videos" in card_in(stage, CRO_ROOM)
    assert "the photos" not in card_in(stage, CRO_ROOM)
    late = await stage.send(DIRECTOR, form, worked="too late", named="no")
    assert "is over" in str(late)


async def test_the_record_does_not_say_who_was_refused_an_answer() -> None:
    stage = await asked()
    await say(stage, DIRECTOR)  # empty
    (refused,) = [r.entry for r in await stage.record() if r.entry.kind == "request.refused"]
    assert (refused.person, refused.source) == (None, None)
    assert str(DIRECTOR) not in repr(refused)


async def test_who_is_not_asked_reads_that_it_is_gathered() -> None:
    stage = await asked()
    await stage.say(rat("attending_vet"), "retrospective")
    assert "being gathered" in stage.last_text(rat("attending_vet"))
    await stage.say(DIRECTOR, "retro")
    assert ASKS in stage.last_text(DIRECTOR)


async def test_a_phase_that_ends_meanwhile_is_taken_in_and_none_is_asked_about_twice() -> None:
    stage = await asked("2027-01-30T12:00")
    async with stage.accord.storage.reading() as tx:
        found = await tx.retrospectives.all(stage.collaboration.id)
    # Acclimation ends on the 10th, and the one on planning runs until the 11th.
    assert [each.occasions for each in found] == [("phase/planning", "phase/acclimation")]


async def test_what_was_said_becomes_an_action_that_its_card_lists() -> None:
    stage = await asked()
    await shown(stage)
    pick = form_of(await press(stage, CRO_PM, cards.ACTION, CRO_ROOM))
    (which,) = pick.inputs
    assert isinstance(which, ChoiceInput)
    assert [each.label for each in which.options] == [
        "Deccan: dose notes by 16:00",
        "Larkspur: one call a week, not two",
        "Something else",
    ]
    form = form_of(await stage.send(CRO_PM, pick, which="0"))
    assert form.inputs[0].value == "dose notes by 16:00"
    values = {action_cards.WHAT: "dose notes by 16:00", action_cards.OWNER: "inlife_supervisor"}
    await stage.send(CRO_PM, form, **values, **{action_cards.BY: "2027-01-15"})
    for room in (CRO_ROOM, SPONSOR_ROOM):
        assert "Action 1: dose notes by 16:00" in card_in(stage, room)
    await stage.say(SUPERVISOR, "action 1 done")
    assert "done" in card_in(stage, SPONSOR_ROOM)


async def test_what_was_said_becomes_a_proposal_whose_reason_names_the_retrospective() -> None:
    stage = await asked()
    await shown(stage)
    pick = form_of(await press(stage, PM, cards.CHANGE, SPONSOR_ROOM))
    parts = form_of(await stage.send(PM, pick, which="1"))
    (which,) = parts.inputs
    assert isinstance(which, ChoiceInput)
    weekly = next(o.value for o in which.options if o.value.startswith("ground_rules"))
    part = form_of(await stage.send(PM, parts, which=weekly))
    because = next(each.value for each in part.inputs if each.key == "because")
    assert because == (
        "After retrospective 1 (Protocol and test article; Animal arrival and acclimation)."
        " Larkspur would change: “one call a week, not two”"
    )
    rules = "\n".join((*stage.agreement.ground_rules, "One call a week."))
    key = part.inputs[0].key
    await stage.send(PM, part, **{key: rules, "because": because})
    assert "proposal 1" in card_in(stage, CRO_ROOM)
    await stage.say(CRO_PM, "propose 1 accept")
    assert "proposal 1, in force as version" in card_in(stage, SPONSOR_ROOM)
    assert (await latest(stage)).led_to[0].version is not None


async def test_a_point_is_shown_to_both_sides_whatever_way_it_is_said() -> None:
    stage = await asked()
    await say(stage, DIRECTOR, "the photos", "dose notes by 16:00")
    early = await stage.say(DIRECTOR, "retrospective 1: we tried it", CRO_ROOM)
    assert "discussed when everybody can read" in everything(stage, DIRECTOR, CRO_ROOM) + str(early)
    await stage.until("2027-01-11T22:01")
    await stage.say(SUPERVISOR, "retrospective 1: we have tried it since Monday", CRO_ROOM)
    form = form_of(await press(stage, MONITOR, cards.TALK, SPONSOR_ROOM))
    await stage.send(MONITOR, form, text="That helps us")
    for room in (CRO_ROOM, SPONSOR_ROOM):
        text = card_in(stage, room)
        assert "Deccan: we have tried it since Monday" in text
        assert "Larkspur: That helps us" in text


async def test_what_is_still_open_of_an_earlier_one_stands_in_the_next() -> None:
    stage = await asked()
    await shown(stage)
    form = form_of(await press(stage, CRO_PM, cards.ACTION, CRO_ROOM))
    form = form_of(await stage.send(CRO_PM, form, which="0"))
    values = {action_cards.WHAT: "dose notes by 16:00", action_cards.OWNER: "inlife_supervisor"}
    await stage.send(CRO_PM, form, **values, **{action_cards.BY: "2027-03-15"})
    await stage.say(PM, "retrospective start")
    text = next(t for t in (card_text(s.card) for s in reversed(stage.received(PM))) if ASKS in t)
    assert "What we said we would change" in text
    assert "Action 1: dose notes by 16:00" in text


async def test_a_lead_starts_one_by_hand_and_only_one_at_a_time() -> None:
    stage = await rat_stage("2027-01-18T12:00")
    await stage.say(DIRECTOR, "retrospective start")
    assert "A lead of any side can start one" in stage.last_text(DIRECTOR)
    await stage.say(CRO_PM, "retrospective start")
    assert "what would you say?" in stage.last_text(CRO_PM)
    await stage.say(CRO_PM, "retrospective start")
    assert "being gathered already" in stage.last_text(CRO_PM)


async def test_a_paused_collaboration_is_asked_when_it_goes_on() -> None:
    stage = await rat_stage("2027-01-02T12:00")
    await stage.say(CRO_PM, "pause")
    await stage.until("2027-01-06T12:00")
    assert titles(stage, CRO_PM, ASKS) == []
    await stage.say(CRO_PM, "resume")
    assert len(titles(stage, CRO_PM, ASKS)) == 1
    assert str(local((await latest(stage)).begun_at, "Asia/Kolkata").date()) == "2027-01-06"


async def test_at_the_close_those_asked_answer_in_a_closed_collaboration() -> None:
    stage = await rat_stage("2027-01-18T12:00")  # Monday
    await stage.say(CRO_PM, "close")
    await stage.until("2027-01-18T23:00")
    assert titles(stage, CRO_PM, ASKS) == []  # undone within the day it asks nobody
    await stage.until("2027-01-20T10:00")
    assert "The whole collaboration" in titles(stage, CRO_PM, ASKS)[0]
    await say(stage, CRO_PM, worked="the photos", change="one call a week")
    await stage.until("2027-01-29T23:00")
    text = card_in(stage, SPONSOR_ROOM)
    assert "the photos" in text
    assert "Make it an action" not in text
    assert "closing report" in text


async def test_closed_and_opened_again_the_same_day_nobody_is_asked() -> None:
    stage = await rat_stage("2027-01-18T12:00")
    await stage.say(CRO_PM, "close")
    await stage.say(CRO_PM, "resume")
    await stage.until("2027-01-20T23:00")
    assert titles(stage, CRO_PM, ASKS) == []


async def test_a_phase_that_a_version_moved_is_asked_about_at_its_new_end() -> None:
    stage = await rat_stage("2027-01-02T12:00")
    await agreed(stage, end="2027-01-13")
    await stage.until("2027-01-06T12:00")
    assert titles(stage, CRO_PM, ASKS) == []
    await stage.until("2027-01-12T10:00")
    assert (await latest(stage)).occasions == ("phase/acclimation",)
    await stage.until("2027-01-14T22:30")  # taken in by the one that is being gathered
    assert (await latest(stage)).occasions == ("phase/acclimation", "phase/planning")


async def test_a_phase_that_a_version_ended_earlier_is_asked_about_with_that_version() -> None:
    stage = await rat_stage("2026-12-15T12:00")
    await agreed(stage, end="2026-12-11")
    await stage.until("2026-12-16T12:00")
    assert len(titles(stage, CRO_PM, ASKS)) == 1
    await stage.until("2027-01-05T10:00")  # its old end asks nobody again
    assert (await stage.kinds()).count("retrospective.begun") == 1


async def test_a_phase_that_goes_on_after_it_was_asked_about_is_not_asked_about_again() -> None:
    stage = await asked()
    await agreed(stage, end="2027-01-20")
    await stage.until("2027-01-22T12:00")
    async with stage.accord.storage.reading() as tx:
        found = await tx.retrospectives.all(stage.collaboration.id)
    occasions = [occasion for each in found for occasion in each.occasions]
    assert sorted(occasions) == ["phase/acclimation", "phase/planning"]


async def test_where_both_sides_agreed_not_to_look_back_nobody_is_asked() -> None:
    stage = await rat_stage("2027-01-02T12:00")
    await agreed(stage, retrospective="no")
    await stage.until("2027-01-06T12:00")
    assert "retrospective.begun" not in await stage.kinds()
    await stage.say(PM, "agreement phases")
    assert "Sun 3 Jan 2027, not looked back on at its end" in stage.last_text(PM)
    await stage.until("2027-01-12T10:00")
    assert (await latest(stage)).occasions == ("phase/acclimation",)


async def agreed(stage: Stage, **changes: str) -> None:
    """Both sides agree on something else about the first phase."""
    path = {"collaboration": stage.collaboration.id, "path": pack(("phases", "planning"))}
    event = Pressed(origin=stage.origin(CRO_PM), action=EDIT_PART, value=path)
    form = form_of(await stage.accord.dispatch(event))
    values = {each.key: str(getattr(each, "value", "")) for each in form.inputs}
    await stage.send(CRO_PM, form, **{**values, **changes, "because": "The vials."})
    await stage.say(PM, "propose 1 accept")
