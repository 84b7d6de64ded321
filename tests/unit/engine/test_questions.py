"""Questions across: to whom, by when, what follows without an answer, and every way to answer."""

from dataclasses import replace

import pytest

from adapters.console.platform import Shown
from bot.agreement_file.check import read_agreement, read_bindings
from bot.cards.form import TextInput
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.question import Question
from bot.engine.importing import import_agreement
from bot.engine.inbound import Pressed, Submitted, Typed
from bot.engine.response import Response
from tests.builders import HYDERABAD, at
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import (
    CRO_ROOM,
    EXAMPLES,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)
from tests.unit.engine.test_isolation import with_a_second_collaboration

DIRECTOR = seat_address("study_director")
DEPUTY = seat_address("deputy_study_director")
PATHOLOGIST = seat_address("study_pathologist")
MONITOR = seat_address("study_monitor", "larkspur")
ASKED = "ask necropsy: which day is it?"


async def asked(
    text: str = ASKED, *, begin: str = "2026-12-02T14:00", room: Address | None = None
) -> Stage:
    """Wednesday afternoon in Hyderabad, half past midnight in San Diego."""
    stage = await a_stage(begin=at(begin, HYDERABAD))
    await stage.say(SPONSOR_PM, text, room)
    return stage


async def the_question(stage: Stage, number: int = 1) -> Question:
    async with stage.accord.storage.reading() as tx:
        found = await tx.questions.numbered(stage.collaboration.id, number, restricted=False)
    assert found is not None
    return found


def question_shown(stage: Stage, who: Address, title: str = "Question 1") -> Shown:
    return next(s for s in reversed(stage.received(who)) if s.card.title.startswith(title))


def labels(shown: Shown) -> list[str]:
    return [button.label for button in shown.card.buttons]


def text_of(response: Response) -> str:
    assert response.card is not None
    return card_text(response.card)


async def answer(stage: Stage, who: Address = DIRECTOR, text: str = "On 8 February") -> Response:
    form = form_of(await stage.press(who, question_shown(stage, who), "Answer"))
    return await stage.send(who, form, text=text)


async def steps(stage: Stage) -> list[str]:
    kinds = [kind for kind in await stage.kinds() if kind.startswith("question.")]
    return [kind.removeprefix("question.") for kind in kinds]


# ---- to whom


@pytest.mark.parametrize(
    ("who", "text", "seat"),
    [
        (SPONSOR_PM, "ask necropsy: which day?", "study_director"),  # the owner, across
        (PM, "ask necropsy: which day?", "study_monitor"),  # its counterpart: the area is our own
        (SPONSOR_PM, "ask study pathologist: is the slide ok?", "study_pathologist"),
        (SPONSOR_PM, "ask the vet: is the rat ok?", "attending_vet"),
        (SPONSOR_PM, "ask when is the necropsy?", "study_director"),  # no colon
        (SPONSOR_PM, "ask urgent necropsy: which day?", "study_director"),
        (SPONSOR_PM, "ask client portal: who gets in?", "cro_pm"),  # a place: who looks after it
        (SPONSOR_PM, "ask weekly written status: why so short?", "cro_pm"),
    ],
)
async def test_it_goes_to_who_is_agreed_for_it_on_the_other_side(
    who: Address, text: str, seat: str
) -> None:
    stage = await a_stage(begin=at("2026-12-02T14:00", HYDERABAD))
    await stage.say(who, text)
    question = await the_question(stage)
    assert question.turn.seat == seat
    assert question.urgent == ("urgent" in text)
    assert "Question 1 is on its way" in stage.last_text(who)


@pytest.mark.parametrize(
    ("who", "wall", "text", "seat"),
    [
        # 8:00 to 11:00 the study director is in the animal rooms; at night the vet is on call.
        (SPONSOR_PM, "2027-01-12T09:30", "ask urgent sick animals: which?", "inlife_supervisor"),
        (SPONSOR_PM, "2027-01-12T12:00", "ask urgent sick animals: which?", "study_director"),
        (SPONSOR_PM, "2027-01-12T23:00", "ask urgent sick animals: which?", "attending_vet"),
        (SPONSOR_PM, "2027-01-12T23:00", "ask sick animals: which?", "study_director"),
        (PM, "2027-01-12T23:00", "ask urgent sick animals: which?", "study_monitor"),  # our own
    ],
)
async def test_it_goes_to_whom_the_contact_rules_name_at_that_hour(
    who: Address, wall: str, text: str, seat: str
) -> None:
    stage = await a_stage(begin=at(wall, HYDERABAD))
    await stage.say(who, text)
    assert (await the_question(stage)).turn.seat == seat


async def test_of_several_that_are_close_the_asker_chooses_and_it_is_sent_once() -> None:
    stage = await asked("ask report: is the format fixed?")
    shown = stage.received(SPONSOR_PM)[-1]
    assert shown.card.title == "Who should get it?"
    assert len(shown.card.buttons) > 1
    await stage.press(SPONSOR_PM, shown, labels(shown)[0])
    await stage.press(SPONSOR_PM, shown, labels(shown)[1])
    assert "This draft is not here any more" in stage.last_text(SPONSOR_PM)
    assert await steps(stage) == ["asked"]


async def test_what_is_not_agreed_is_said_and_offered_to_the_lead_of_the_other_side() -> None:
    stage = await asked("ask coffee machine: is it broken?")
    shown = stage.received(SPONSOR_PM)[-1]
    assert shown.card.title == "Not in the agreement"
    await stage.press(SPONSOR_PM, shown, "Client project manager")
    assert "is it broken?" in stage.last_text(PM)


async def test_a_seat_of_the_own_side_is_written_to_directly() -> None:
    stage = await asked("ask study monitor: all well?")
    assert "is on your own side" in stage.last_text(SPONSOR_PM)
    assert await steps(stage) == []


BLINDED = """
tenants:
  - {party: sponsor, address: "console:carmel"}
  - {party: cro, address: "console:yarra"}
rooms:
  - {party: sponsor, address: "console:carmel/room"}
  - {party: cro, address: "console:yarra/room"}
people:
  - {name: Ops, addresses: ["console:carmel/ops"], seats: [clinical_ops_lead], lead: true}
  - {name: Supplies, addresses: ["console:carmel/supplies"], seats: [clinical_supplies]}
  - {name: Project manager, addresses: ["console:yarra/pm"], seats: [cro_pm], lead: true}
  - {name: Kim, addresses: ["console:yarra/pharmacist"], seats: [unblinded_pharmacist]}
"""


async def test_a_restricted_owner_does_not_exist_for_blinded_people_and_the_lead_gets_it() -> None:
    stage = await a_stage(begin=at("2027-01-06T09:00", "Asia/Jerusalem"))
    agreement = read_agreement((EXAMPLES / "03_phase1_abroad.yaml").read_bytes())
    bindings = read_bindings(BLINDED, agreement)
    async with stage.accord.storage.transaction() as tx:
        done = await import_agreement(tx, agreement, bindings, stage.clock.now())
    stage.collaboration = done.collaboration
    ops, supplies, pharmacist, pm = (
        Address("console", tenant, who)
        for tenant, who in (
            ("carmel", "ops"),
            ("carmel", "supplies"),
            ("yarra", "pharmacist"),
            ("yarra", "pm"),
        )
    )
    await stage.say(ops, "ask unblinded pharmacist: is the kit ready?")
    shown = stage.received(ops)[-1]
    assert shown.card.title == "Not in the agreement"
    await stage.press(ops, shown, labels(shown)[0])
    assert (await the_question(stage)).turn.seat != "unblinded_pharmacist"

    # What an unblinded person asks names their side and not their seat.
    await stage.say(pharmacist, "ask clinical supplies lead: when does the next box come?")
    await stage.until("2027-01-11T12:00")
    read = stage.last_text(supplies)
    assert "when does the next box come?" in read
    assert "From: Yarra" in read
    question = await the_question(stage, 2)
    value = {"question": question.id, "collaboration": question.collaboration}
    await stage.say(pm, "answer 2: yes")
    assert "There is no question 2 for you here" in stage.last_text(pm)
    for action in ("question.edit", "question.withdraw"):
        event = Pressed(origin=stage.origin(pm), action=action, value=value)
        await stage.accord.dispatch(event)
    await stage.say(supplies, "answer 2: on Friday")
    assert "on Friday" in stage.last_text(pharmacist)
    await stage.say(pharmacist, "heads-up the kit may be short")
    await stage.until("2027-02-10T12:00")
    everybody = [ops, supplies, pm]
    everybody += [Address("console", tenant, "room") for tenant in ("carmel", "yarra")]
    texts = [card_text(shown.card) for who in everybody for shown in stage.received(who)]
    assert any("the kit may be short" in text for text in texts)
    assert [text for text in texts if "nblinded" in text] == []


# ---- by when, and what follows


async def test_it_says_by_when_on_the_answerers_clock_and_comes_in_their_hours() -> None:
    stage = await asked(begin="2026-12-02T22:00")  # after hours in Hyderabad
    assert "Answer by: Fri 4 Dec 2026, 09:00 Kolkata time" in stage.last_text(SPONSOR_PM)
    assert stage.received(DIRECTOR) == []
    await stage.until("2026-12-03T09:00")
    shown = question_shown(stage, DIRECTOR)
    assert labels(shown) == ["Answer", "Ask back", "Not mine: pass on"]
    assert "which day is it?" in card_text(shown.card)
    assert stage.received(CRO_ROOM) == []


async def test_without_an_answer_one_nudge_then_the_deputy_then_both_sides_see_it() -> None:
    stage = await asked()  # due on Thursday at 14:00
    await stage.until("2026-12-03T13:59")
    assert await steps(stage) == ["asked"]
    await stage.until("2026-12-03T14:00")
    assert "waits for an answer" in stage.received(DIRECTOR)[-1].card.title
    assert await steps(stage) == ["asked", "nudged"]
    await stage.say(SPONSOR_PM, "status")
    assert "Questions that wait" not in stage.last_text(SPONSOR_PM)
    await stage.say(DIRECTOR, "status")  # their own side sees it from the agreed time on
    assert "Question 1 to the Study director" in stage.last_text(DIRECTOR)
    # Half a working day of nine hours: Friday at 09:30.
    await stage.until("2026-12-04T09:29")
    assert stage.received(DEPUTY) == []
    await stage.until("2026-12-04T09:30")
    assert "waits, and you may answer it" in stage.received(DEPUTY)[-1].card.title
    assert "Also with: Deputy study director" in card_text(question_shown(stage, DIRECTOR).card)
    await stage.until("2026-12-04T14:00")
    assert await steps(stage) == ["asked", "nudged", "offered", "shown_to_both"]
    for reader, room in ((SPONSOR_PM, SPONSOR_ROOM), (PM, CRO_ROOM)):
        await stage.say(reader, "status", room)
        waiting = "Question 1 to the Study director, Necropsy and organ weights: waiting for 18 h"
        assert waiting in stage.last_text(room)
    await stage.until("2026-12-07T22:30")  # Monday morning on both sides: the digest
    for room in (SPONSOR_ROOM, CRO_ROOM):
        shared = question_shown(stage, room, "Weekly digest: 28")
        assert "Question 1 to the Study director" in card_text(shared.card)
    await stage.until("2026-12-12T12:00")
    assert await steps(stage) == ["asked", "nudged", "offered", "shown_to_both"]


async def test_the_deputy_answers_and_the_holder_reads_it() -> None:
    stage = await asked()
    await stage.until("2026-12-04T09:30")
    form = form_of(await stage.press(DEPUTY, stage.received(DEPUTY)[-1], "Answer"))
    await stage.send(DEPUTY, form, text="On 8 February")
    assert "On 8 February" in stage.last_text(SPONSOR_PM)
    for who in (DIRECTOR, DEPUTY):
        for shown in stage.received(who):
            if shown.card.title.startswith("Question"):
                assert "On 8 February" in card_text(shown.card)
                assert labels(shown) == ["Edit"]
    await stage.until("2026-12-10T12:00")
    assert await steps(stage) == ["asked", "nudged", "offered", "answered"]


async def test_who_is_away_is_asked_through_who_stands_in() -> None:
    stage = await a_stage(begin=at("2026-12-02T10:00", HYDERABAD))
    await stage.say(DIRECTOR, "away 3 Dec to 9 Dec")
    offered = stage.received(DIRECTOR)[-1]
    await stage.press(DIRECTOR, offered, labels(offered)[0])
    await stage.until("2026-12-03T10:00")
    await stage.say(SPONSOR_PM, ASKED)
    assert "which day is it?" in stage.last_text(DEPUTY)
    assert "which day is it?" not in " ".join(card_text(s.card) for s in stage.received(DIRECTOR))
    await answer(stage, DEPUTY)
    assert "On 8 February" in stage.last_text(SPONSOR_PM)


async def test_while_paused_nobody_is_nudged_and_after_that_what_fell_due_happens() -> None:
    stage = await asked()
    await stage.say(SPONSOR_PM, "pause")
    await stage.until("2026-12-05T10:00")
    assert await steps(stage) == ["asked"]
    await stage.say(SPONSOR_PM, "ask necropsy: and who cuts?")  # what is written is kept
    await stage.say(SPONSOR_PM, "resume")
    await stage.until("2026-12-05T10:01")
    assert (await steps(stage)).count("nudged") == 1
    await stage.say(SPONSOR_PM, "close")
    await stage.say(SPONSOR_PM, "ask necropsy: is it over?")
    assert "The collaboration is closed" in stage.last_text(SPONSOR_PM)
    await answer(stage)  # what was asked can still be answered
    assert "On 8 February" in stage.last_text(SPONSOR_PM)


async def test_after_a_downtime_each_step_happens_once() -> None:
    stage = await asked()
    stage.clock.set(at("2026-12-09T12:00", HYDERABAD))
    for _ in range(3):
        await stage.accord.settle()
    found = await steps(stage)
    assert sorted(found) == ["asked", "nudged", "offered", "shown_to_both"]


async def test_an_urgent_one_has_the_urgent_time() -> None:
    stage = await asked("ask urgent necropsy: which day?", begin="2026-12-02T10:00")
    question = await the_question(stage)
    assert question.turn.due == at("2026-12-02T12:00", HYDERABAD)  # 2 h
    assert "Urgent: it cannot wait" in card_text(question_shown(stage, DIRECTOR).card)


# ---- every way to answer


async def test_the_answer_comes_to_the_asker_and_to_where_it_was_asked() -> None:
    stage = await asked(room=SPONSOR_ROOM)
    assert "Question 1: Necropsy" in stage.last_text(SPONSOR_ROOM)
    await answer(stage)
    assert "On 8 February" in stage.last_text(SPONSOR_PM)
    assert "On 8 February" in stage.last_text(SPONSOR_ROOM)
    assert stage.received(CRO_ROOM) == []
    first, *_ = stage.received(SPONSOR_ROOM)
    assert "On 8 February" in card_text(first.card)


@pytest.mark.parametrize(
    "typed",
    ["answer 1: On 8 February", "answer On 8 February", "answer question 1 On 8 February"],
)
async def test_it_is_answered_in_words(typed: str) -> None:
    stage = await asked()
    await stage.say(DIRECTOR, typed)
    assert "Your answer is sent" in stage.last_text(DIRECTOR)
    assert "On 8 February" in stage.last_text(SPONSOR_PM)


async def test_words_typed_to_accord_are_offered_as_the_answer_and_not_sent_by_themselves() -> None:
    stage = await asked()
    await stage.say(DIRECTOR, "On 8 February, with both teams")
    shown = stage.received(DIRECTOR)[-1]
    assert "Shall I send this as your answer to question 1" in shown.card.title
    assert await steps(stage) == ["asked"]
    await stage.press(DIRECTOR, shown, "Send as the answer")
    assert "with both teams" in stage.last_text(SPONSOR_PM)


async def reply_to(stage: Stage, who: Address, shown: Shown, text: str) -> None:
    """Somebody writes in the thread of a message."""
    origin = replace(stage.origin(who), about=shown.ref, thread="t")
    await stage.accord.dispatch(Typed(origin=origin, text=text))
    await stage.accord.settle()


async def test_a_reply_in_the_thread_is_the_answer_whatever_word_it_begins_with() -> None:
    stage = await asked()
    await reply_to(stage, DIRECTOR, question_shown(stage, DIRECTOR), "no change, 8 February")
    assert "no change, 8 February" in stage.last_text(SPONSOR_PM)


async def test_a_reply_that_asks_is_a_question_back_and_its_answer_begins_a_new_turn() -> None:
    stage = await asked()
    await reply_to(stage, DIRECTOR, question_shown(stage, DIRECTOR), "main or recovery?")
    back = stage.received(SPONSOR_PM)[-1]
    assert back.card.title.startswith("A question back on question 1")
    assert "main or recovery?" in card_text(back.card)
    await stage.until("2026-12-04T20:00")
    assert await steps(stage) == ["asked", "asked_back"]  # the clock stands still
    await reply_to(stage, SPONSOR_PM, back, "main")
    question = await the_question(stage)
    assert question.waiting
    assert question.turn.due == at("2026-12-07T09:00", HYDERABAD)  # asked in the evening of Friday
    await stage.until("2026-12-05T10:00")
    await answer(stage)
    text = stage.last_text(SPONSOR_PM)
    for said in ("which day is it?", "main or recovery?", "main", "On 8 February"):
        assert said in text


async def test_a_command_in_the_thread_is_still_a_command() -> None:
    stage = await asked()
    await reply_to(stage, DIRECTOR, question_shown(stage, DIRECTOR), "status")
    assert await steps(stage) == ["asked"]


async def test_in_the_thread_of_a_shared_room_whoever_is_asked_answers_there() -> None:
    stage = await a_stage(begin=at("2026-12-02T14:00", HYDERABAD))
    asked_in = replace(stage.origin(SPONSOR_PM, SPONSOR_ROOM), thread="170.1")
    await stage.accord.dispatch(Typed(origin=asked_in, text=ASKED))
    bystander = replace(stage.origin(MONITOR, SPONSOR_ROOM), thread="170.1")
    await stage.accord.dispatch(Typed(origin=bystander, text="I wonder too"))
    assert await steps(stage) == ["asked"]
    answering = replace(stage.origin(DIRECTOR, SPONSOR_ROOM), thread="170.1")
    await stage.accord.dispatch(Typed(origin=answering, text="On 8 February"))
    await stage.accord.settle()
    assert await steps(stage) == ["asked", "answered"]
    assert "On 8 February" in stage.last_text(SPONSOR_ROOM)
    assert stage.received(DIRECTOR)[-1].card.title.startswith("Question 1")


async def test_an_answer_is_edited_with_its_history_and_everybody_reads_the_new_words() -> None:
    stage = await asked(room=SPONSOR_ROOM)
    await answer(stage)
    form = form_of(await stage.press(DIRECTOR, question_shown(stage, DIRECTOR), "Edit"))
    (said,) = form.inputs
    assert isinstance(said, TextInput)
    assert said.value == "On 8 February"
    await stage.send(DIRECTOR, form, text="On 9 February")
    for reader in (SPONSOR_PM, SPONSOR_ROOM):
        assert "On 9 February" in stage.last_text(reader)
        assert "answers (edited)" in stage.last_text(reader)
    entry = (await stage.record())[-1].entry
    assert (entry.data["before"], entry.data["answer"]) == ("On 8 February", "On 9 February")


async def test_it_is_passed_on_to_the_right_seat_whose_clock_begins_then() -> None:
    stage = await asked()
    await stage.until("2026-12-03T10:00")
    form = form_of(
        await stage.press(DIRECTOR, question_shown(stage, DIRECTOR), "Not mine: pass on")
    )
    await stage.send(DIRECTOR, form, seat="study_pathologist", text="You cut, you know")
    shown = question_shown(stage, PATHOLOGIST)
    assert "You cut, you know" in card_text(shown.card)
    assert (await the_question(stage)).turn.due == at("2026-12-05T10:00", HYDERABAD)  # 2bd
    assert "Question 1 is passed on" in stage.received(DIRECTOR)[0].card.title
    assert "To: Study pathologist (Deccan)" in stage.last_text(SPONSOR_PM)
    await answer(stage, PATHOLOGIST)
    assert "On 8 February" in stage.last_text(SPONSOR_PM)
    await stage.until("2026-12-10T10:00")
    assert await steps(stage) == ["asked", "passed_on", "answered"]


async def test_the_asker_rewords_it_takes_it_back_and_asks_further() -> None:
    stage = await asked()
    mine = question_shown(stage, SPONSOR_PM)
    form = form_of(await stage.press(SPONSOR_PM, mine, "Edit"))
    await stage.send(SPONSOR_PM, form, text="which day is the main one?")
    assert "which day is the main one?" in card_text(question_shown(stage, DIRECTOR).card)
    await answer(stage)
    form = form_of(await stage.press(SPONSOR_PM, stage.received(SPONSOR_PM)[-1], "Ask further"))
    await stage.send(SPONSOR_PM, form, text="and the recovery one?")
    assert "and the recovery one?" in card_text(question_shown(stage, DIRECTOR).card)
    await stage.press(SPONSOR_PM, question_shown(stage, SPONSOR_PM), "Take it back")
    assert "nobody waits for an answer" in stage.last_text(DIRECTOR)
    await stage.until("2026-12-10T10:00")
    assert await steps(stage) == ["asked", "edited", "answered", "asked_further", "withdrawn"]


# ---- rights, and two at once


async def test_of_two_answers_the_first_counts_and_the_second_hears_it() -> None:
    stage = await asked()
    shown = question_shown(stage, DIRECTOR)
    lead = form_of(await stage.press(PM, shown, "Answer"))
    director = form_of(await stage.press(DIRECTOR, shown, "Answer"))
    await stage.send(DIRECTOR, director, text="On 8 February")
    second = await stage.send(PM, lead, text="On 9 February")
    assert "has been answered already" in text_of(second)
    assert "On 8 February" in stage.last_text(SPONSOR_PM)
    assert await steps(stage) == ["asked", "answered"]


async def test_only_who_is_asked_answers_and_only_who_asked_changes() -> None:
    stage = await asked()
    shown, mine = question_shown(stage, DIRECTOR), question_shown(stage, SPONSOR_PM)
    for who, label in ((MONITOR, "Answer"), (PATHOLOGIST, "Answer"), (PATHOLOGIST, "Ask back")):
        await stage.press(who, shown, label)
        assert "This question is for the Study director (Deccan)" in stage.last_text(who)
    for label in ("Edit", "Take it back"):
        await stage.press(DIRECTOR, mine, label)
        assert "Only whoever asked this question can do that" in stage.last_text(DIRECTOR)
    await stage.say(PATHOLOGIST, "answer 1: me")
    assert "There is no question 1 for you here" in stage.last_text(PATHOLOGIST)
    await stage.say(DIRECTOR, "answer 7: me")
    assert "There is no question 7 for you here" in stage.last_text(DIRECTOR)
    assert await steps(stage) == ["asked"]


async def test_strangers_and_other_collaborations_reach_nothing() -> None:
    stage = await with_a_second_collaboration()
    await stage.say(SPONSOR_PM, ASKED)
    question = await the_question(stage)
    stranger, ops = seat_address("stranger"), Address("console", "carmel", "ops")
    await stage.say(stranger, ASKED, CRO_ROOM)
    assert "You have no seat in this collaboration yet" in stage.last_text(CRO_ROOM)
    async with stage.accord.storage.reading() as tx:
        every = (await tx.directory.load()).collaborations
    other = next(c.id for c in every if c.id != question.collaboration)
    value = {"question": question.id, "collaboration": other}
    for action in ("question.answer", "question.edit", "question.withdraw", "question.pass_on"):
        event = Pressed(origin=stage.origin(ops), action=action, value=value)
        await stage.accord.dispatch(event)
        await stage.accord.settle()
        assert "not known here any more" in stage.last_text(ops)
    forged = Submitted(
        origin=stage.origin(ops), action="question.answered", values={"text": "x"}, context=value
    )
    assert "not known here any more" in text_of(await stage.accord.dispatch(forged))


async def test_a_very_long_question_is_refused_and_an_empty_answer_too() -> None:
    stage = await asked("ask necropsy: " + "x" * 1600)
    assert "up to 1,500 fit" in stage.last_text(SPONSOR_PM)
    await stage.say(SPONSOR_PM, ASKED)
    response = await answer(stage, text="   ")
    assert "There is no text yet" in text_of(response)
    assert await steps(stage) == ["asked"]


async def test_mentions_and_markup_in_a_question_are_plain_words() -> None:
    stage = await asked("ask necropsy: <!channel> @everyone *now*?")
    (said,) = [
        part
        for block in question_shown(stage, DIRECTOR).card.blocks
        if (parts := getattr(block, "parts", ()))
        for part in parts
        if "channel" in str(part)
    ]
    assert said == "<!channel> @everyone *now*?"


# ---- lists and numbers


async def test_answer_alone_lists_what_waits_and_what_was_asked() -> None:
    stage = await asked()
    await stage.say(SPONSOR_PM, "ask study director: and the vet?")
    await stage.say(DIRECTOR, "answer")
    shown = stage.received(DIRECTOR)[-1]
    assert labels(shown) == ["Answer question 1", "Answer question 2", "Ask a question"]
    await stage.say(DIRECTOR, "answer something")  # which one?
    assert labels(stage.received(DIRECTOR)[-1]) == labels(shown)
    await stage.say(SPONSOR_PM, "questions")
    assert "You asked" in stage.last_text(SPONSOR_PM)
    await stage.say(PATHOLOGIST, "answer")
    assert "No question waits for you" in stage.last_text(PATHOLOGIST)


async def test_both_sides_read_the_same_answer_times() -> None:
    stage = await asked()
    await stage.until("2026-12-03T09:30")
    await answer(stage)  # 4 h on Wednesday, half an hour on Thursday
    await stage.say(SPONSOR_PM, ASKED)
    await stage.until("2026-12-12T10:00")  # this one waits
    for reader, room in ((PM, CRO_ROOM), (SPONSOR_PM, SPONSOR_ROOM)):
        await stage.say(reader, "kept", room)
        line = "Questions answered within the agreed time: 1 of 2 (4 h 30 min of working time)"
        assert line in stage.last_text(room)
