"""Suggestions across: to whom, by when, what follows, every answer, and who reads what."""

from dataclasses import replace

import pytest

from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.suggesting import Suggesting
from bot.domain.duration import Duration, Unit
from tests.builders import HYDERABAD, at
from tests.unit.engine.examples import RAT, bindings_to, example
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import (
    CRO_ROOM,
    EXAMPLES,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    a_stage_for,
    seat_address,
)
from tests.unit.engine.suggesting import (
    DEPUTY,
    DIRECTOR,
    IDEA,
    MONITOR,
    PATHOLOGIST,
    answer,
    shown_to,
    steps,
    suggested,
    text_of,
    the_suggestion,
    titles,
)
from tests.unit.engine.test_away import go
from tests.unit.engine.test_unsettled_areas import leaves

# ---- to whom


@pytest.mark.parametrize(
    ("who", "text", "seat", "topic"),
    [
        (SPONSOR_PM, IDEA, "study_director", "Necropsy and organ weights"),  # the owner, across
        (PM, IDEA, "study_monitor", "Necropsy and organ weights"),  # our own: its counterpart
        (SPONSOR_PM, "suggest weigh the organs at necropsy twice", "study_director", "Necropsy"),
        (SPONSOR_PM, "idea: study pathologist: one list", "study_pathologist", "Study pathologist"),
        (
            SPONSOR_PM,
            "suggest to speak more slowly",
            "cro_pm",
            "Client project manager",
        ),  # nobody's
        (SPONSOR_PM, "suggest fewer mails: one a day", "cro_pm", "Client project manager"),
    ],
)
async def test_it_goes_to_who_owns_the_topic_on_the_other_side_else_to_its_lead(
    who: Address, text: str, seat: str, topic: str
) -> None:
    stage = await a_stage(begin=at("2026-12-02T14:00", HYDERABAD))
    await stage.say(who, text)
    found = await the_suggestion(stage)
    assert found.turn.seat == seat
    assert found.topic.startswith(topic)
    assert "Suggestion 1 is on its way" in stage.last_text(who)
    kept_whole = "fewer mails: one a day" if "mails" in text else found.text
    assert found.text == kept_whole


async def test_where_several_are_close_the_maker_chooses() -> None:
    stage = await suggested("suggest slides and blocks: one list of terms")
    asked = stage.received(SPONSOR_PM)[-1]
    assert asked.card.title == "Who should get it?"
    await stage.press(SPONSOR_PM, asked, asked.card.buttons[-1].label)
    assert (await the_suggestion(stage)).text == "one list of terms"


async def test_what_is_for_the_own_side_is_not_sent_across() -> None:
    stage = await suggested("suggest study monitor: one list")
    assert "is on your own side" in stage.last_text(SPONSOR_PM)
    assert await steps(stage) == []


async def test_the_form_asks_who_reads_it_and_from_whom_it_is() -> None:
    stage = await a_stage(begin=at("2026-12-02T14:00", HYDERABAD))
    form = form_of(await stage.say(SPONSOR_PM, "suggest"))
    assert [each.key for each in form.inputs] == ["text", "topic", "readers", "name"]
    await stage.send(SPONSOR_PM, form, text="one photo", topic="necropsy", readers="rooms")
    assert "one photo" in stage.last_text(SPONSOR_ROOM)
    assert "one photo" in stage.last_text(CRO_ROOM)
    again = await stage.send(SPONSOR_PM, form, text="one photo", topic="necropsy")
    assert "sent already" in text_of(again)
    assert await steps(stage) == ["made"]


async def test_words_that_read_as_blame_are_looked_at_before_they_are_sent() -> None:
    stage = await suggested("suggest necropsy: Deccan forgot the photos, take one each")
    hint = stage.received(SPONSOR_PM)[-1]
    assert "can read as blame" in stage.last_text(SPONSOR_PM)
    form = form_of(await stage.press(SPONSOR_PM, hint, "Change it"))
    await stage.send(SPONSOR_PM, form, text="one photo each", topic="necropsy", readers="private")
    assert (await the_suggestion(stage)).text == "one photo each"
    denied = await answer(stage, "No", "You forgot to read the protocol")
    assert denied.form is not None  # the reason as well
    assert (await the_suggestion(stage)).waiting


# ---- by when, and what follows without an answer


async def test_the_answer_is_owed_within_the_agreed_business_days_of_who_gets_it() -> None:
    stage = await suggested()
    default = (await the_suggestion(stage)).turn.due  # Saturday is worked, Sunday is not
    assert default == at("2026-12-08T14:00", HYDERABAD)
    assert "so 5 business days count" in stage.last_text(SPONSOR_PM)
    within = Suggesting(answer_within=Duration(2, Unit.BUSINESS_DAYS))
    agreement = replace(example(RAT), suggestions=within)
    bound = bindings_to(RAT, (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8"))
    stage = await a_stage_for(agreement, bound, begin=at("2026-12-04T14:00", HYDERABAD))
    await stage.say(SPONSOR_PM, IDEA)
    assert (await the_suggestion(stage)).turn.due == at("2026-12-07T14:00", HYDERABAD)
    assert "agreed on an answer within 2 business days" in stage.last_text(SPONSOR_PM)


async def test_who_gets_it_is_reminded_half_way_and_when_due_then_both_sides_see_it() -> None:
    stage = await suggested()
    await stage.until("2026-12-05T13:59")
    assert titles(stage, DIRECTOR) == ["Suggestion 1: Necropsy and organ weights"]
    await stage.until("2026-12-05T14:01")  # a Saturday that is worked, within their hours
    assert titles(stage, DIRECTOR)[-1] == "Suggestion 1 is with you: Necropsy and organ weights"
    await stage.until("2026-12-08T14:01")
    assert titles(stage, DIRECTOR)[-1].startswith("Suggestion 1 waits for an answer")
    await stage.say(SPONSOR_PM, "status")
    waits = "Suggestion 1, Necropsy and organ weights, from the sponsor side, with the Study"
    assert f"{waits} director: 5 working days" in stage.last_text(SPONSOR_PM)
    assert "time is over" not in stage.last_text(SPONSOR_PM)
    await stage.say(PM, "status")  # the side that is asked sees it from the agreed moment on
    assert "the agreed time is over" in stage.last_text(PM)
    await stage.until("2026-12-09T14:01")
    for who in (SPONSOR_PM, PM):
        await stage.say(who, "digest")
        assert f"{waits} director: 6 working days, the agreed time is over for 1 working day" in (
            stage.last_text(who)
        )
        assert "Sponsor program manager" not in stage.last_text(who)
    assert await steps(stage) == ["made", "reminded", "reminded", "shown_to_both"]
    await answer(stage, "Adopt")
    await stage.say(PM, "status")
    assert "Suggestion 1" not in stage.last_text(PM)


async def test_the_oldest_stands_first_with_the_days_it_has_waited() -> None:
    stage = await suggested("suggest study pathologist: one list")
    await stage.until("2026-12-03T11:00")
    await stage.say(SPONSOR_PM, IDEA)
    await stage.say(SPONSOR_PM, "status")
    lines = [line for line in stage.last_text(SPONSOR_PM).splitlines() if "Suggestion" in line]
    assert lines[1].endswith("with the Study pathologist: 1 working day")
    assert lines[2].endswith("with the Study director: came today")
    await stage.say(SPONSOR_PM, "suggestions mine")
    assert ": “one list”, from" in stage.last_text(SPONSOR_PM)  # told apart where they alone read
    assert "one list" not in "".join(lines)


async def test_after_a_pause_what_fell_due_meanwhile_happens_once() -> None:
    stage = await suggested()
    await stage.say(PM, "pause")
    await stage.until("2026-12-10T10:00")
    assert len(titles(stage, DIRECTOR)) == 1
    await stage.say(PM, "resume")
    await stage.until("2026-12-11T10:00")
    await stage.say(PM, "pause")
    await stage.say(PM, "resume")
    await stage.until("2026-12-12T10:00")
    reminded = [title for title in titles(stage, DIRECTOR) if "waits for" in title]
    assert len(reminded) == 1
    assert (await steps(stage)).count("reminded") == 1
    await stage.say(PM, "close")
    await stage.say(SPONSOR_PM, IDEA)
    assert "collaboration is closed" in stage.last_text(SPONSOR_PM)


async def test_while_the_holder_is_away_it_comes_to_who_stands_in() -> None:
    stage = await a_stage(begin=at("2026-12-02T14:00", HYDERABAD))
    await go(stage, DIRECTOR, "until Friday")
    await stage.say(SPONSOR_PM, IDEA)
    assert titles(stage, DIRECTOR) == []
    await answer(stage, "Adopt", who=DEPUTY)
    assert "Deputy study director adopts it" in stage.last_text(SPONSOR_PM)


# ---- the answers


@pytest.mark.parametrize(
    ("label", "title", "step"),
    [
        ("Adopt", "Suggestion 1 is adopted: Necropsy and organ weights", "adopted"),
        ("Not now", "Suggestion 1, not now: Necropsy and organ weights", "not_now"),
        ("No", "Suggestion 1, answered with no: Necropsy and organ weights", "declined"),
    ],
)
async def test_each_answer_comes_with_its_reason_to_who_made_it_alone(
    label: str, title: str, step: str
) -> None:
    stage = await suggested()
    missing = await answer(stage, label, " ")
    assert missing.errors == {"reason": "Write a line why. Whoever suggested it reads it."}
    done = await answer(stage, label, "It costs a week")
    assert "Whoever suggested it has it" in text_of(done)
    assert stage.received(SPONSOR_PM)[-1].card.title == title
    assert "It costs a week" in stage.last_text(SPONSOR_PM)
    for room in (CRO_ROOM, SPONSOR_ROOM):
        assert not [s for s in stage.received(room) if "costs a week" in card_text(s.card)]
    assert await steps(stage) == ["made", step]


async def test_what_was_typed_in_the_room_is_read_and_answered_in_both_rooms() -> None:
    stage = await suggested(room=SPONSOR_ROOM)
    assert titles(stage, SPONSOR_ROOM) == titles(stage, CRO_ROOM)
    assert [b.label for b in shown_to(stage, SPONSOR_ROOM).card.buttons] == ["Edit", "Take it back"]
    await stage.press(DIRECTOR, shown_to(stage, CRO_ROOM), "Not now", CRO_ROOM)
    await answer(stage, "Not now", "After the pilot")
    for room in (SPONSOR_ROOM, CRO_ROOM):
        assert titles(stage, room)[-1].startswith("Suggestion 1, not now")
        assert "After the pilot" in stage.last_text(room)


async def test_on_the_day_named_it_comes_back_with_a_clock_of_its_own() -> None:
    stage = await suggested()
    for day in ("2026-12-02", "2030-01-01", "soon"):
        wrong = await answer(stage, "Not now", again=day)
        assert "Choose a day after today" in wrong.errors["again"]
    await answer(stage, "Not now", "After the pilot", again="2026-12-13")
    assert "Comes back on: Sun 13 Dec 2026" in stage.last_text(SPONSOR_PM)
    await stage.until("2026-12-14T08:00")
    assert len(titles(stage, DIRECTOR)) == 1
    await stage.until("2026-12-14T09:30")  # a Sunday is not worked
    assert titles(stage, DIRECTOR)[-1].startswith("Suggestion 1 is back, as you asked")
    assert "After the pilot" in stage.last_text(DIRECTOR)
    found = await the_suggestion(stage)
    assert found.waiting
    assert found.turn.due > at("2026-12-18T08:00", HYDERABAD)
    await answer(stage, "Adopt", "It worked")
    assert "It worked" in stage.last_text(SPONSOR_PM)
    assert await steps(stage) == ["made", "not_now", "came_back", "adopted"]


async def test_a_no_can_become_a_yes_and_nothing_else() -> None:
    stage = await suggested()
    old = shown_to(stage, DIRECTOR)
    await answer(stage, "No", "Too many photos")
    await stage.press(DIRECTOR, old, "Not now")
    assert "answered already" in stage.last_text(DIRECTOR)
    assert [button.label for button in shown_to(stage, DIRECTOR).card.buttons] == ["Adopt"]
    await answer(stage, "Adopt", "With the new camera")
    told = [t for t in titles(stage, SPONSOR_PM) if "adopted" in t]
    assert told
    assert "With the new camera" in stage.last_text(SPONSOR_PM)
    await stage.press(DIRECTOR, old, "Adopt")
    assert "adopted already" in stage.last_text(DIRECTOR)


async def test_it_is_passed_on_within_the_side_with_a_clock_of_its_own() -> None:
    stage = await suggested()
    await stage.until("2026-12-04T15:00")
    form = form_of(await stage.press(DIRECTOR, shown_to(stage, DIRECTOR), "Not mine: pass on"))
    refused = await stage.send(DIRECTOR, form, seat="program_manager")
    assert refused.errors
    done = await stage.send(DIRECTOR, form, seat="study_pathologist", text="Yours, I think")
    assert "The Study pathologist has it now" in text_of(done)
    assert "Yours, I think" in card_text(shown_to(stage, PATHOLOGIST).card)
    assert shown_to(stage, DIRECTOR).card.buttons == ()
    assert "To: Study pathologist" in card_text(shown_to(stage, SPONSOR_PM).card)
    assert (await the_suggestion(stage)).turn.due > at("2026-12-10T00:00", HYDERABAD)
    await stage.press(DEPUTY, shown_to(stage, PATHOLOGIST), "Adopt")
    assert "is for the Study pathologist" in stage.last_text(DEPUTY)


async def test_it_is_put_another_way_or_taken_back_until_it_is_answered() -> None:
    stage = await suggested()
    mine = shown_to(stage, SPONSOR_PM)
    form = form_of(await stage.press(SPONSOR_PM, mine, "Edit"))
    await stage.send(SPONSOR_PM, form, text="two photos of each lesion")
    assert "two photos of each lesion" in card_text(shown_to(stage, DIRECTOR).card)
    await stage.press(MONITOR, mine, "Take it back")
    assert "Only whoever made this suggestion" in stage.last_text(MONITOR)
    await stage.press(SPONSOR_PM, mine, "Take it back")
    assert shown_to(stage, DIRECTOR).card.title == "Suggestion 1 is taken back"
    await stage.until("2026-12-10T10:00")
    assert len(titles(stage, DIRECTOR)) == 1  # nobody is reminded of it
    assert await steps(stage) == ["made", "edited", "withdrawn"]


async def test_the_answer_to_who_left_goes_to_who_sits_in_their_seat_now() -> None:
    stage = await suggested()
    before = len(stage.received(SPONSOR_PM))
    await leaves(stage, SPONSOR_PM)
    await answer(stage, "Adopt")
    assert len(stage.received(SPONSOR_PM)) == before


# ---- who reads what


async def test_its_words_are_for_those_it_was_with_its_maker_and_the_lead_of_that_side() -> None:
    stage = await suggested()
    for who in (SPONSOR_PM, DIRECTOR, PM):
        await stage.say(who, "suggestion 1")
        assert "one photo of each lesion" in stage.last_text(who)
    for who in (MONITOR, PATHOLOGIST):
        await stage.say(who, "suggestion 1")
        assert "There is no suggestion 1 for you here" in stage.last_text(who)
    await stage.say(MONITOR, "suggestions")
    assert "Waiting for an answer\n- Suggestion 1, Necropsy" in stage.last_text(MONITOR)
    assert "one photo" not in stage.last_text(MONITOR)


async def test_the_list_says_what_waits_for_whom_and_what_became_of_the_others() -> None:
    stage = await suggested()
    await stage.say(DIRECTOR, "suggestions")
    assert "For you to answer\n- Suggestion 1" in stage.last_text(DIRECTOR)
    await stage.say(DIRECTOR, "due me")
    owed = "Suggested to you\n- Necropsy and organ weights, suggested by Sponsor program manager"
    assert owed in stage.last_text(DIRECTOR)
    await stage.say(DIRECTOR, "who am i")
    assert "Suggested to you: Necropsy and organ weights" in stage.last_text(DIRECTOR)
    await stage.say(SPONSOR_PM, "suggestions mine")
    assert "Made by you\n- Suggestion 1" in stage.last_text(SPONSOR_PM)
    await stage.say(MONITOR, "suggestions mine")
    assert "You have made no suggestion yet" in stage.last_text(MONITOR)
    await answer(stage, "No", "Too many")
    await stage.say(MONITOR, "suggestions", SPONSOR_ROOM)
    assert "Answered\n- Suggestion 1, Necropsy and organ weights: no" in (
        stage.last_text(SPONSOR_ROOM)
    )


async def test_strangers_to_the_collaboration_can_neither_make_nor_read_one() -> None:
    stage = await suggested(room=SPONSOR_ROOM)
    stranger = seat_address("nobody", "elsewhere")
    for text in ("suggest necropsy: more", "suggestion 1"):
        await stage.say(stranger, text, SPONSOR_ROOM)
    assert await steps(stage) == ["made"]


async def made_by(stage: Stage) -> list[str | None]:
    return [r.entry.person for r in await stage.record() if r.entry.kind == "suggestion.made"]


async def test_one_with_a_name_is_on_record_with_it() -> None:
    stage = await suggested()
    assert await made_by(stage) != [None]
