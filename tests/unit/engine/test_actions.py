"""Actions: asked for, done, moved, dropped, late, handed on; who may do and read what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cards.compose import actions as cards
from bot.cards.form import Form
from bot.cards.plain import card_text
from bot.domain.actions import Action, ActionState
from bot.domain.address import Address
from bot.domain.instant import local
from bot.domain.manners import Preferences
from bot.domain.people import CollaborationState, Holding
from bot.engine.inbound import Pressed
from bot.engine.response import Response
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)
from tests.unit.engine.test_questions import answer, asked

DIRECTOR = seat_address("study_director")
DEPUTY = seat_address("deputy_study_director")
VET = seat_address("attending_vet")
MONITOR = seat_address("study_monitor", "larkspur")
#: Said on a Friday.
SEND = "action send the dosing plan for study director by Tuesday"


async def the_action(stage: Stage, number: int = 1) -> Action:
    async with stage.accord.storage.reading() as tx:
        found = await tx.actions.get(stage.collaboration.id, number, restricted=False)
    assert found is not None
    return found


async def all_open(stage: Stage) -> list[Action]:
    async with stage.accord.storage.reading() as tx:
        return list(await tx.actions.open(stage.collaboration.id))


def titles(stage: Stage, by: Address) -> list[str]:
    return [shown.card.title for shown in stage.received(by)]


def form_of(response: Response) -> Form:
    assert response.form is not None, response
    return response.form


async def press(stage: Stage, who: Address, name: str, /, **value: str) -> Response:
    """A button as it may still be somewhere on a screen."""
    carried = {"collaboration": stage.collaboration.id, "action": "1", **value}
    event = Pressed(origin=stage.origin(who), action=name, value=carried)
    response = await stage.accord.dispatch(event)
    await stage.accord.settle()
    return response


# ---- adding


async def test_one_line_adds_it_and_its_owner_reads_of_it() -> None:
    stage = await a_stage()  # Friday 16:55 in Hyderabad
    await stage.say(SPONSOR_PM, SEND)
    assert titles(stage, SPONSOR_PM) == ["Action 1: send the dosing plan"]
    action = await the_action(stage)
    assert (action.owner, action.times.day) == ("study_director", date(2026, 12, 8))
    assert f"{local(action.times.due, 'Asia/Kolkata'):%H:%M}" == "18:00"
    assert titles(stage, DIRECTOR) == ["An action for you: send the dosing plan"]
    text = stage.last_text(DIRECTOR)
    assert "Asked for by: Sponsor program manager" in text
    assert "nobody else is told" in text
    assert "action.added" in await stage.kinds()
    assert titles(stage, SPONSOR_ROOM) == titles(stage, CRO_ROOM) == []


@pytest.mark.parametrize(
    ("said", "what", "owner", "day"),
    [
        ("send it by Tuesday for study director", "send it", "study_director", 8),
        ("order slides for review for the pathologist by 10 Dec", "order slides for review",
         "study_pathologist", 10),
        ("check the freezer for me by tomorrow", "check the freezer", "program_manager", 7),
        ("call the vet by noon for SD by end of next week", "call the vet by noon",
         "study_director", 11),
        ("book the room -> client project manager due 2026-12-09", "book the room", "cro_pm", 9),
        ("ask for quotes for CMC and formulation lead by Dec 9", "ask for quotes", "cmc_lead", 9),
    ],
)  # fmt: skip
async def test_it_is_read_the_way_people_write_it(
    said: str, what: str, owner: str, day: int
) -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, f"action {said}")
    action = await the_action(stage)
    assert (action.what, action.owner, action.times.day.day) == (what, owner, day)


async def test_what_is_missing_is_asked_for_in_a_form_that_holds_the_rest() -> None:
    stage = await a_stage()
    form = form_of(await stage.say(PM, "action send the report to the sponsor by Wednesday"))
    filled = {each.key: each.value for each in form.inputs}
    assert filled == {"what": "send the report to the sponsor", "owner": "", "by": "2026-12-09"}
    wrong = await stage.send(PM, form, what="", owner="", by="")
    assert set(wrong.errors) == {"what", "owner", "by"}
    sent = await stage.send(PM, form, what="Send it", owner="cro_pm", by="2026-12-09")
    assert sent.card is not None
    assert sent.card.title == "Action 1: Send it"
    assert "You are asked for it on its day." in card_text(sent.card)
    assert titles(stage, PM) == []  # the answer is in place of the form, and nothing rings


async def test_a_form_sent_twice_asks_once_and_says_so() -> None:
    stage = await a_stage()
    form = form_of(await stage.say(PM, "action"))
    values = {"what": "Send it", "owner": "study_director", "by": "2026-12-09"}
    await stage.send(PM, form, **values)
    again = await stage.send(PM, form, **values)
    assert again.card is not None
    assert "added already" in card_text(again.card)
    assert len(await all_open(stage)) == 1
    assert len(titles(stage, DIRECTOR)) == 1


async def test_a_day_that_is_over_there_is_refused_and_one_that_is_off_is_moved_and_said() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, "action send it for study director by 3 Dec 2026")
    assert "over already where the owner is" in stage.last_text(SPONSOR_PM)
    await stage.say(SPONSOR_PM, "action send it for study director by 3 Dec 2031")
    assert "within the next two years" in stage.last_text(SPONSOR_PM)
    assert await all_open(stage) == []
    await stage.say(SPONSOR_PM, "action send it for study director by Sunday")
    assert "That day is off there, so the next working day counts: Mon 7 Dec 2026." in (
        stage.last_text(SPONSOR_PM)
    )


async def test_who_holds_two_seats_is_asked_in_which_with_one_press() -> None:
    stage = await a_stage()
    person = stage.accord.directory.snapshot.person_at(DIRECTOR)
    assert person is not None
    async with stage.accord.storage.transaction() as tx:
        second = Holding(
            collaboration=stage.collaboration.id,
            seat="site_head",
            person=person.id,
            since=stage.clock.now(),
        )
        old = next(
            h
            for h in stage.accord.directory.snapshot.holdings(stage.collaboration.id)
            if h.seat == second.seat
        )
        await tx.directory.end_holding(old, stage.clock.now())
        await tx.directory.appoint(second)
    await stage.say(PM, f"action send it for @<{DIRECTOR}> by Tuesday")
    choice = stage.received(PM)[-1]
    assert choice.card.title == "Study director holds more than one seat"
    label = next(b.label for b in choice.card.buttons if "(site head)" in b.label)
    await stage.press(PM, choice, label)
    await stage.press(PM, choice, label)
    (action,) = await all_open(stage)
    assert action.owner == "site_head"


async def test_a_number_in_what_is_to_be_done_is_no_order() -> None:
    stage = await a_stage()
    form = form_of(await stage.say(PM, "action 3 animals need water"))
    assert form.inputs[0].value == "3 animals need water"
    form = form_of(await stage.say(PM, "action send 2 tubes"))
    assert form.inputs[0].value == "send 2 tubes"


async def test_mentions_are_names_huge_text_is_refused_and_nothing_is_markup() -> None:
    stage = await a_stage()
    await stage.say(PM, f"action ask @<{VET}> <!channel> *now* for study director by Tuesday")
    assert (await the_action(stage)).what == "ask Attending veterinarian <!channel> *now*"
    await stage.say(PM, f"action {'x' * 600} for study director by Tuesday")
    assert "under 500 characters" in stage.last_text(PM)


# ---- its day, the reminder, and late


async def test_its_owner_is_asked_in_the_morning_reminded_once_and_then_it_is_late() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    await stage.until("2026-12-08T08:59")
    assert titles(stage, DIRECTOR) == ["An action for you: send the dosing plan"]
    await stage.until("2026-12-08T09:00")
    assert titles(stage, DIRECTOR)[1:] == ["Action 1 is due"]
    await stage.until("2026-12-09T08:59")
    assert len(titles(stage, DIRECTOR)) == 2
    await stage.until("2026-12-09T09:01")
    assert titles(stage, DIRECTOR)[2:] == ["Action 1 is still open"]
    assert "Everybody sees it as late from" in stage.last_text(DIRECTOR)

    for who in (SPONSOR_PM, PM, DIRECTOR):  # nobody reads of a miss before the end of the grace
        for text in ("actions", "status"):
            await stage.say(who, text)
            assert "late," not in stage.last_text(who)
    before = {who: len(titles(stage, who)) for who in (SPONSOR_PM, PM, SPONSOR_ROOM, CRO_ROOM)}
    await stage.until("2026-12-09T18:00")
    for who in (SPONSOR_PM, PM):
        for text in ("actions", "actions late", "status"):
            await stage.say(who, text)
            assert "1 send the dosing plan: Study director" in stage.last_text(who)
            assert "1 day late, 5 days old" in stage.last_text(who)
            before[who] += 1
    assert {who: len(titles(stage, who)) for who in before} == before  # and it rings at nobody
    assert "Action 1 is late" in titles(stage, DIRECTOR)
    await stage.until("2026-12-20T18:00")
    assert (await stage.kinds()).count("action.reminded") == 1
    assert (await stage.kinds()).count("action.asked") == 1
    assert (await stage.kinds()).count("action.late") == 1


async def test_who_likes_to_be_asked_early_is_asked_so_long_before_the_end_of_the_day() -> None:
    stage = await a_stage()
    person = stage.accord.directory.snapshot.person_at(DIRECTOR)
    assert person is not None
    async with stage.accord.storage.transaction() as tx:
        lead = Preferences(person=person.id, lead=timedelta(hours=2))
        await tx.directory.save_preferences(lead)
    await stage.say(SPONSOR_PM, SEND)
    await stage.until("2026-12-08T15:59")
    assert "Action 1 is due" not in titles(stage, DIRECTOR)
    await stage.until("2026-12-08T16:00")
    assert "Action 1 is due" in titles(stage, DIRECTOR)


async def test_what_is_asked_for_on_its_own_day_is_asked_for_once() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, "action send it for study director by today")
    await stage.until("2026-12-04T17:59")
    assert titles(stage, DIRECTOR) == ["An action for you: send it"]
    await stage.until("2026-12-05T09:01")
    assert titles(stage, DIRECTOR)[1:] == ["Action 1 is still open"]


async def test_what_is_asked_for_at_night_comes_in_the_morning_of_its_day_once() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T23:00")
    await stage.say(SPONSOR_PM, "action send it for study director by 5 Dec")
    await stage.until("2026-12-05T17:00")
    assert titles(stage, DIRECTOR) == ["An action for you: send it"]


async def test_after_a_downtime_its_owner_gets_one_message_that_says_how_it_stands() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    stage.clock.advance(timedelta(days=5, hours=18))  # Thursday morning, after the grace
    await stage.accord.settle()
    about = [t for t in titles(stage, DIRECTOR) if "Action 1" in t]
    assert about == ["Action 1 is late", "Action 1 is late"]  # the first one was there before
    assert "action.asked" not in await stage.kinds()


# ---- what people do with it


async def test_done_by_press_is_shown_to_who_asked_and_asks_nobody_any_more() -> None:
    stage = await a_stage()
    await stage.say(PM, "done study plan")  # else it is asked about on 11 December
    await stage.say(SPONSOR_PM, SEND)
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[0], "Done")
    assert (await the_action(stage)).state is ActionState.DONE
    await stage.until("2026-12-15T12:00")
    told = [t for t in titles(stage, SPONSOR_PM) if t == "Action 1 is done"]
    assert len(told) == 1
    assert set(titles(stage, DIRECTOR)) == {"Action 1 is done"}
    assert "action.done" in await stage.kinds()
    assert not {"action.asked", "action.reminded", "action.late"} & set(await stage.kinds())


async def test_pressed_twice_or_by_two_at_once_it_is_done_once_and_the_other_reads_so() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    given = stage.received(DIRECTOR)[0]
    await stage.press(DIRECTOR, given, "Done")
    await press(stage, DIRECTOR, cards.DONE)
    assert "Action 1 is done already" in stage.last_text(DIRECTOR)
    await press(stage, DEPUTY, cards.DONE)
    assert "Action 1 is done already" in stage.last_text(DEPUTY)
    assert (await stage.kinds()).count("action.done") == 1


async def test_a_move_needs_a_day_and_a_reason_and_is_shown_to_who_asked() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    form = form_of(await stage.press(DIRECTOR, stage.received(DIRECTOR)[0], "Move"))
    wrong = await stage.send(DIRECTOR, form, by="2026-12-01", reason="The scale is away")
    assert "over already" in wrong.errors["by"]
    wrong = await stage.send(DIRECTOR, form, by="2026-12-10", reason=" ")
    assert set(wrong.errors) == {"reason"}
    await stage.send(DIRECTOR, form, by="2026-12-10", reason="The scale is away")
    moved = await the_action(stage)
    assert (moved.times.day, moved.edits[0].day) == (date(2026, 12, 10), date(2026, 12, 8))

    await stage.until("2026-12-08T12:00")
    assert "Action 1 is due" not in titles(stage, DIRECTOR)
    assert "Action 1 has changed" in titles(stage, SPONSOR_PM)  # on Monday, in their hours
    text = next(
        card_text(s.card)
        for s in stage.received(SPONSOR_PM)
        if s.card.title == "Action 1 has changed"
    )
    assert "The scale is away (before: by Tue 8 Dec 2026), Study director" in text
    assert "Thu 10 Dec 2026, 18:00 Kolkata time" in text
    await stage.until("2026-12-10T09:00")
    assert "Action 1 is due" in titles(stage, DIRECTOR)
    again = await stage.send(DIRECTOR, form, by="2026-12-11", reason="Once more")
    assert again.card is not None
    assert "was changed while your form was open" in card_text(again.card)
    assert len((await the_action(stage)).edits) == 1


async def test_moved_away_and_back_it_is_asked_for_on_the_first_day_again() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    await stage.say(DIRECTOR, "action 1 move 10 Dec because the scale is away")
    await stage.say(DIRECTOR, "move action 1 to Tuesday: it is back")
    action = await the_action(stage)
    assert [e.reason for e in action.edits] == ["the scale is away", "it is back"]
    await stage.until("2026-12-08T09:00")
    assert titles(stage, DIRECTOR)[-1] == "Action 1 is due"


@pytest.mark.parametrize(
    ("said", "state", "reason"),
    [
        ("action 1 done", ActionState.DONE, ""),
        ("action 1 is done, it is in the portal", ActionState.DONE, "it is in the portal"),
        ("done action 1", ActionState.DONE, ""),
        ("action #1 finished.", ActionState.DONE, ""),
        ("mark action 1 as done", ActionState.DONE, ""),
        ("action 1 drop because the study is on hold", ActionState.DROPPED,
         "the study is on hold"),
        ("action 1 not needed any more: found", ActionState.DROPPED, "found"),
        ("action cancel 1 - duplicate", ActionState.DROPPED, "duplicate"),
    ],
)  # fmt: skip
async def test_it_is_ended_in_words(said: str, state: ActionState, reason: str) -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    await stage.say(DIRECTOR, said)
    action = await the_action(stage)
    assert action.state is state
    assert action.ending is not None
    assert action.ending.reason == reason


async def test_dropping_asks_why_and_what_was_ended_can_be_opened_again() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    form = form_of(await stage.say(DIRECTOR, "action 1 drop"))
    wrong = await stage.send(DIRECTOR, form, reason="")
    assert wrong.errors == {"reason": "Write one line, so that the others know why."}
    await stage.send(DIRECTOR, form, reason="Found in the portal")
    await stage.say(SPONSOR_PM, "action 1")
    assert "Reason: Found in the portal" in stage.last_text(SPONSOR_PM)
    await stage.press(SPONSOR_PM, stage.received(SPONSOR_PM)[-1], "Needed after all")
    assert (await the_action(stage)).open
    assert "Action 1 is open again" in titles(stage, DIRECTOR)
    await stage.until("2026-12-08T09:00")
    assert titles(stage, DIRECTOR)[-1] == "Action 1 is due"


async def test_an_edit_gives_it_to_another_seat_and_takes_it_from_the_first() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    form = form_of(await press(stage, DIRECTOR, cards.EDIT))
    values = {"what": "send both plans", "owner": "attending_vet", "by": "2026-12-09"}
    await stage.send(DIRECTOR, form, **values, reason="The vet has them")
    assert titles(stage, VET) == ["An action for you: send both plans"]
    assert titles(stage, DIRECTOR)[0] == "Action 1 has changed"
    assert "no longer for you" in card_text(stage.received(DIRECTOR)[0].card)
    assert not stage.received(DIRECTOR)[0].card.buttons
    await stage.until("2026-12-09T09:00")
    assert titles(stage, VET)[-1] == "Action 1 is due"
    data = next(r.entry.data for r in await stage.record() if r.entry.kind == "action.changed")
    assert data["was"] == {
        "what": "send the dosing plan",
        "for": "study_director",
        "by": "2026-12-08",
    }


# ---- who may, and who reads what


async def test_only_its_side_and_who_asked_may_say_how_it_stands() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    for who in (MONITOR, VET):
        await press(stage, who, cards.DONE)
        assert "Action 1 is for the Study director" in stage.last_text(who)
        form = await press(stage, who, cards.MOVE)
        assert form.form is None
    assert (await the_action(stage)).open
    for who in (DIRECTOR, DEPUTY, PM, SPONSOR_PM):  # owner, deputy, lead of the side, who asked
        await press(stage, who, cards.DONE)
        assert not (await the_action(stage)).open
        await press(stage, who, cards.REOPEN)
        assert (await the_action(stage)).open


async def test_unknown_people_and_numbers_and_other_collaborations_get_nothing() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    stranger = Address("console", "elsewhere", "stranger")
    await stage.say(stranger, "action 1 done")
    assert "I do not know you yet" in stage.last_text(stranger)
    await stage.say(stranger, SEND, SPONSOR_ROOM)
    assert "You have no seat in this collaboration yet" in stage.last_text(SPONSOR_ROOM)
    for label in ("2", "R1", "99999999999"):
        await press(stage, DIRECTOR, cards.DONE, action=label)
        assert "I do not know this action" in stage.last_text(DIRECTOR)
    response = await press(stage, DIRECTOR, cards.DONE, collaboration="another")
    assert response.card is None
    assert (await the_action(stage)).open
    assert len(await all_open(stage)) == 1


async def test_mine_come_first_and_a_thousand_are_paged() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    action = await the_action(stage)
    async with stage.accord.storage.transaction() as tx:
        for number in range(2, 1001):
            more = replace(action, number=number, source=f"s{number}", what=f"thing {number}")
            await tx.actions.add(more)
        later = replace(
            action, number=1001, source="s1001", owner="program_manager", party="sponsor"
        )
        await tx.actions.add(later)
    await stage.say(SPONSOR_PM, "actions")
    shown = stage.received(SPONSOR_PM)[-1]
    text = card_text(shown.card)
    assert text.index("1001 send the dosing plan: Program manager") < text.index("1 send the")
    assert "Page 1 of 101, 1001 in all." in text
    await stage.press(SPONSOR_PM, shown, "More")
    assert "Page 2 of 101" in stage.last_text(SPONSOR_PM)
    await press(stage, SPONSOR_PM, cards.LIST, view="", page="100")
    assert "Page 101 of 101" in stage.last_text(SPONSOR_PM)
    await stage.press(SPONSOR_PM, stage.received(SPONSOR_PM)[-1], "More")
    assert "Page 1 of 101" in stage.last_text(SPONSOR_PM)
    await stage.say(SPONSOR_PM, "actions mine")
    assert "Your open actions" in titles(stage, SPONSOR_PM)
    await stage.say(SPONSOR_PM, "status")
    assert "and 9" in stage.last_text(SPONSOR_PM)


# ---- handed on, away, paused, closed


async def test_a_new_holder_reads_what_is_open_and_is_asked() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    await stage.until("2026-12-07T10:00")
    response = await stage.say(PM, "seats fill study director")
    form = form_of(response)
    (seat,) = form.inputs
    options = {o.label: o.value for o in seat.options}  # type: ignore[union-attr]
    await stage.send(PM, form, **{seat.key: options["Attending veterinarian"]})
    assert "Open actions of your seat, Study director" in titles(stage, VET)
    handed = next(s for s in stage.received(VET) if s.card.title.startswith("Open actions"))
    assert "1 send the dosing plan" in card_text(handed.card)
    await stage.until("2026-12-08T09:00")
    assert titles(stage, VET)[-1] == "Action 1 is due"
    await press(stage, DIRECTOR, cards.DONE)  # who left reads nothing of it any more
    assert "I do not know you yet" in stage.last_text(DIRECTOR)
    assert (await the_action(stage)).open


async def test_while_its_owner_is_away_the_deputy_is_asked() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    await stage.say(DIRECTOR, "away 7 Dec to 9 Dec")
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Yes, I am away")
    await stage.until("2026-12-08T09:00")
    assert titles(stage, DEPUTY) == ["Action 1 is due"]
    assert "is away until" in stage.last_text(DEPUTY)
    await stage.press(DEPUTY, stage.received(DEPUTY)[-1], "Done")
    assert (await the_action(stage)).state is ActionState.DONE


async def stand(stage: Stage, state: CollaborationState) -> None:
    known = stage.accord.directory.snapshot.collaborations[stage.collaboration.id]
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.save_collaboration(replace(known, state=state))


async def test_nothing_is_asked_while_paused_and_all_that_is_open_once_it_goes_on() -> None:
    stage = await a_stage()
    await stage.say(PM, "done study plan")  # else it is asked about on 11 December
    await stage.say(SPONSOR_PM, SEND)
    await stage.say(SPONSOR_PM, "action order slides for study director by 15 Dec")
    await stage.say(SPONSOR_PM, "pause")
    await stage.until("2026-12-14T10:00")
    assert len(titles(stage, DIRECTOR)) == 2
    await stage.say(SPONSOR_PM, "resume")
    await stage.until("2026-12-14T11:00")
    assert titles(stage, DIRECTOR)[2:] == ["Action 1 is late"]  # reminded, and late by then
    await stage.until("2026-12-15T09:00")
    assert titles(stage, DIRECTOR)[3:] == ["Action 2 is due"]
    assert (await stage.kinds()).count("action.late") == 1


async def test_in_a_closed_collaboration_nothing_is_added_or_moved_and_what_is_open_can_end() -> (
    None
):
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    await stand(stage, CollaborationState.CLOSED)
    await stage.say(SPONSOR_PM, SEND)
    assert "The collaboration is closed" in stage.last_text(SPONSOR_PM)
    await press(stage, DIRECTOR, cards.MOVE)
    assert "The collaboration is closed" in stage.last_text(DIRECTOR)
    await press(stage, DIRECTOR, cards.ADD)
    assert "The collaboration is closed" in stage.last_text(DIRECTOR)
    await stage.until("2026-12-15T09:00")
    assert not {"action.asked", "action.late"} & set(await stage.kinds())
    await press(stage, DIRECTOR, cards.DONE)
    assert not (await the_action(stage)).open


async def test_a_day_off_that_is_added_later_moves_its_day() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    from bot.engine.planning import plan_all  # noqa: PLC0415 - what a new version does
    from tests.builders import a_holiday  # noqa: PLC0415 - likewise

    parties = tuple(
        replace(p, holidays=(*p.holidays, a_holiday(date(2026, 12, 8)))) if p.key == "cro" else p
        for p in stage.agreement.parties
    )
    moved = replace(stage.agreement, parties=parties)
    async with stage.accord.storage.transaction() as tx:
        for _ in range(2):
            await plan_all(tx, stage.collaboration.id, moved, stage.clock.now())
    assert (await the_action(stage)).times.day == date(2026, 12, 9)
    await stage.until("2026-12-08T12:00")
    assert "Action 1 is due" not in titles(stage, DIRECTOR)
    await stage.until("2026-12-09T09:00")
    assert titles(stage, DIRECTOR)[-1] == "Action 1 is due"


async def test_due_me_and_due_hold_the_actions() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    await stage.say(DIRECTOR, "due me")
    assert "Your open actions\n- 1 send the dosing plan" in stage.last_text(DIRECTOR)
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "1: send the dosing plan")
    assert titles(stage, DIRECTOR)[-1] == "Action 1: send the dosing plan"
    await stage.say(PM, "due me")
    assert "dosing plan" not in stage.last_text(PM)
    await stage.say(PM, "due")
    assert "action 1, send the dosing plan" in stage.last_text(PM)


async def test_status_offers_to_add_one_and_to_record_a_decision() -> None:
    stage = await a_stage()
    await stage.say(PM, "status")
    shown = stage.received(PM)[-1]
    form = form_of(await stage.press(PM, shown, "Add an action"))
    assert form.action == cards.ADD_FORM
    form = form_of(await stage.press(PM, shown, "Record a decision"))
    assert form.title == "Record a decision"


async def test_the_digest_tells_of_both_sides_actions_with_their_age() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, SEND)
    await stage.until("2026-12-15T12:00")
    for room in (SPONSOR_ROOM, CRO_ROOM):
        digests = [
            card_text(shown.card)
            for shown in stage.received(room)
            if "1 send the dosing plan: Study director" in card_text(shown.card)
        ]
        assert "Open actions" in digests[-1]
        assert "5 days late, 9 days old" in digests[-1]  # on Monday the 14th, 09:00


async def test_minutes_offer_to_leave_one_and_a_guessed_source_is_none() -> None:
    stage = await a_stage()
    await stage.until("2026-12-16T09:30")  # the call was at nine in the evening
    title = "Minutes of Fortnightly project call"
    call = next(s for s in stage.received(PM) if s.card.title == f"{title} are due")
    form = form_of(await stage.press(PM, call, "Update"))
    items = {each.key: "none" for each in form.inputs}
    await stage.send(PM, form, **{**items, "health": "on_track"})
    minutes = next(s for s in stage.received(CRO_ROOM) if s.card.title.startswith(f"{title},"))
    form = form_of(await stage.press(PM, minutes, "Add an action"))
    values = {"what": "Send it", "owner": "cro_pm", "by": "2026-12-17"}
    await stage.send(PM, form, **values)
    assert (await the_action(stage)).about is not None
    await stage.say(SPONSOR_PM, "action 1")
    assert f"From: {title}, Tue 15 Dec 2026" in stage.last_text(SPONSOR_PM)
    for guessed in ({"about": "checkin", "of": "x/y"}, {"about": "moon", "of": "x"}):
        form = form_of(await press(stage, PM, cards.ADD, **guessed))
        await stage.send(PM, form, **values)
    assert [each.about for each in await all_open(stage)].count(None) == 2


async def test_an_answered_question_can_leave_an_action_that_names_it() -> None:
    stage = await asked(room=SPONSOR_ROOM)
    await answer(stage)
    shown = stage.received(SPONSOR_ROOM)[-1]
    leading_on = [button.label for button in shown.card.buttons][-2:]
    assert leading_on == ["Add an action", "Record a decision"]
    form = form_of(await stage.press(SPONSOR_PM, shown, "Add an action", SPONSOR_ROOM))
    values = {"what": "Book the room", "owner": "study_director", "by": "2027-02-05"}
    await stage.send(SPONSOR_PM, form, **values)
    await stage.say(DIRECTOR, "action 1")
    assert "From: Question 1: Necropsy and organ weights" in stage.last_text(DIRECTOR)
