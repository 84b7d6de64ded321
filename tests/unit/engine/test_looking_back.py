"""Looking back on a closed escalation: who is asked, when, and when the other side reads it."""

import pytest

from bot.cards.compose.escalation_forms import TEXT_KEY
from bot.cards.compose.escalations import ACKNOWLEDGE, DECIDE, REOPEN, RESOLVE, SHOW
from bot.cards.compose.look_back_parts import LOOK_BACK
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.escalation import Escalation
from bot.domain.instant import local
from bot.domain.looking_back import LookBack
from bot.engine.response import Response
from tests.unit.engine.escalating import (
    MELBOURNE,
    PHASE1_ROOM,
    kept,
    phase1,
    phase1_stage,
    press_on,
    raise_it,
    rat,
    rat_stage,
    story,
    until,
)
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import CRO_ROOM, SPONSOR_ROOM, Stage
from tests.unit.engine.test_escalations import (
    CLOSES,
    CRO_PM,
    DIRECTOR,
    MONITOR,
    SPONSOR_PM,
    a_death,
    fill,
    newest,
    refusal,
)

OURS = {"helped": "the call within the hour", "change": "tell the vet as well", "judged": ""}
THEIRS = {"helped": "", "change": "", "judged": "false_alarm"}
ASKS, TOLD = "Looking back on E-1", "What was learnt from E-1"


async def closed(stage: Stage) -> Escalation:
    """Raised and closed by Deccan's study director; acknowledged and decided by Larkspur."""
    escalation = await a_death(stage)
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    await fill(stage, SPONSOR_PM, escalation, DECIDE, **{TEXT_KEY: "dosing goes on"})
    await fill(stage, DIRECTOR, escalation, RESOLVE, **CLOSES)
    return await newest(stage)


async def at_night() -> tuple[Stage, Escalation]:
    stage = await rat_stage("2027-01-13T23:00")  # Wednesday 09:30 in San Diego
    return stage, await closed(stage)


async def look_back(
    stage: Stage, actor: Address, escalation: Escalation, **values: str
) -> Response:
    return await fill(stage, actor, escalation, LOOK_BACK, **values)


def texts(stage: Stage, reader: Address, title: str) -> list[str]:
    found = [shown for shown in stage.received(reader) if shown.card.title.startswith(title)]
    return [card_text(shown.card) for shown in found]


def everything(stage: Stage, *readers: Address) -> str:
    return "\n".join(card_text(s.card) for reader in readers for s in stage.received(reader))


async def standing(stage: Stage) -> LookBack:
    look = (await newest(stage)).look_back
    assert look is not None
    return look


async def test_who_acted_last_is_asked_once_on_their_next_working_morning() -> None:
    stage, escalation = await at_night()
    await until(stage, "2027-01-29T12:00")
    asked = [
        (f"{local(r.entry.at, 'Asia/Kolkata'):%m-%d %H:%M}", r.entry.data["party"])
        for r in await story(stage, escalation)
        if r.entry.kind == "escalation.look_back_asked"
    ]
    # Thursday 09:00 at Deccan, and 08:30 in San Diego, where the program manager decided.
    assert asked == [("01-14 09:00", "cro"), ("01-14 22:00", "sponsor")]
    everybody = (DIRECTOR, CRO_PM, MONITOR, SPONSOR_PM, CRO_ROOM, SPONSOR_ROOM)
    found = [reader for reader in everybody if texts(stage, reader, ASKS)]
    assert found == [DIRECTOR, SPONSOR_PM]
    assert len(texts(stage, DIRECTOR, ASKS)) == 1


async def test_neither_side_writes_after_the_other_and_both_read_the_same_words() -> None:
    stage, escalation = await at_night()
    await until(stage, "2027-01-14T22:30")
    await look_back(stage, DIRECTOR, escalation, **OURS)
    assert "tell the vet" in everything(stage, DIRECTOR)
    others = (MONITOR, SPONSOR_PM, SPONSOR_ROOM, CRO_ROOM)
    assert "tell the vet" not in everything(stage, *others)
    assert "tell the vet" not in str([r.entry.data for r in await stage.record()])
    shown = await press_on(stage, SPONSOR_PM, escalation, SHOW)
    assert "tell the vet" not in refusal(stage, SPONSOR_PM, shown)

    answer = await look_back(stage, SPONSOR_PM, escalation, **THEIRS)
    said = refusal(stage, SPONSOR_PM, answer)
    assert "tell the vet as well" in said
    assert "It was a false alarm" in said
    (told,) = [t for t in texts(stage, DIRECTOR, TOLD) if "Looking back: Larkspur" in t]
    shared = told.partition("\n[")[0]
    assert said.startswith(shared)
    assert "irector" not in shared  # sides, and no names
    for reader in (SPONSOR_ROOM, CRO_ROOM, MONITOR):
        (card,) = texts(stage, reader, "E-1")
        assert "What should we change: tell the vet as well" in card
    (record,) = [r for r in await story(stage, escalation) if r.entry.kind.endswith("_told")]
    assert record.entry.data["all"] is True
    assert [each["party"] for each in record.entry.data["said"]] == [  # type: ignore[attr-defined]
        "sponsor",
        "cro",
    ]
    # Who answered first is told by a message that rings, who answered last has just read it.
    await until(stage, "2027-01-16T10:00")
    assert len(texts(stage, DIRECTOR, TOLD)) == 2
    assert len(texts(stage, SPONSOR_PM, TOLD)) == 1


async def test_not_answering_is_fine_and_what_one_side_said_is_shown_in_the_end() -> None:
    stage, escalation = await at_night()
    await until(stage, "2027-01-15T09:00")
    await look_back(stage, DIRECTOR, escalation, **OURS)
    before = len(stage.received(SPONSOR_PM))
    await until(stage, "2027-01-28T22:59")
    assert (await standing(stage)).open
    assert "tell the vet" not in everything(stage, SPONSOR_PM, MONITOR, SPONSOR_ROOM)
    await until(stage, "2027-01-28T23:01")  # ten working days of the later side
    assert not (await standing(stage)).open
    (told,) = texts(stage, SPONSOR_PM, TOLD)  # in place of the question
    assert "tell the vet as well" in told
    titles = [shown.card.title for shown in stage.received(SPONSOR_PM)[before:]]
    assert not [title for title in titles if "ooking back" in title]  # no reminder
    answer = await press_on(stage, SPONSOR_PM, escalation, LOOK_BACK)
    assert "Looking back on this is over" in refusal(stage, SPONSOR_PM, answer)


async def test_when_nobody_answers_the_question_says_that_it_is_over() -> None:
    stage, _ = await at_night()
    await until(stage, "2027-01-29T09:00")
    for reader in (DIRECTOR, SPONSOR_PM):
        (text,) = texts(stage, reader, "Looking back on E-1")
        assert "is closed" in text
        assert "Nothing was said, which is fine" in text


async def test_reopening_withdraws_the_question_and_closing_again_asks_anew() -> None:
    stage, escalation = await at_night()
    await until(stage, "2027-01-14T10:00")
    opened = form_of(await press_on(stage, DIRECTOR, escalation, LOOK_BACK))
    await fill(stage, SPONSOR_PM, escalation, REOPEN, **{TEXT_KEY: "another one"})
    (text,) = texts(stage, DIRECTOR, ASKS)
    assert "can wait" in text
    assert "nothing to look back on yet" in text
    late = await stage.send(DIRECTOR, opened, **OURS)
    assert "reopened since" in refusal(stage, DIRECTOR, late)
    answer = await press_on(stage, DIRECTOR, escalation, LOOK_BACK)
    assert "not closed yet" in refusal(stage, DIRECTOR, answer)
    await until(stage, "2027-01-14T23:00")  # the morning of Larkspur is no reason any more
    assert texts(stage, SPONSOR_PM, ASKS) == []
    await fill(stage, DIRECTOR, escalation, RESOLVE, **CLOSES)
    assert "Look back" in texts(stage, CRO_ROOM, "E-1")[0]
    await until(stage, "2027-01-16T09:00")
    assert len(texts(stage, DIRECTOR, ASKS)) == 2
    assert [each.run for each in (await newest(stage)).look_backs] == [1, 2]


async def test_a_reopening_after_the_words_were_shown_leaves_them_on_the_card() -> None:
    stage, escalation = await at_night()
    await look_back(stage, DIRECTOR, escalation, **OURS)
    await look_back(stage, SPONSOR_PM, escalation, **THEIRS)
    await fill(stage, SPONSOR_PM, escalation, REOPEN, **{TEXT_KEY: "another one"})
    (card,) = texts(stage, CRO_ROOM, "E-1")
    assert "tell the vet as well" in card
    assert not [r for r in await stage.record() if r.entry.kind.endswith("withdrawn")]


async def test_one_answer_of_a_side_counts_whoever_gives_it() -> None:
    stage, escalation = await at_night()
    form = form_of(await press_on(stage, DIRECTOR, escalation, LOOK_BACK))
    other = form_of(await press_on(stage, CRO_PM, escalation, LOOK_BACK))
    await stage.send(DIRECTOR, form, **OURS)
    for actor, again in ((DIRECTOR, form), (CRO_PM, other)):
        answer = await stage.send(actor, again, helped="", change="other words", judged="")
        assert "Your side has looked back already" in refusal(stage, actor, answer)
    (lesson,) = (await standing(stage)).lessons
    assert lesson.change == "tell the vet as well"
    await until(stage, "2027-01-14T12:00")  # it answered before it was asked
    assert texts(stage, DIRECTOR, ASKS) == []


async def test_who_took_no_part_cannot_answer_and_nothing_written_is_no_answer() -> None:
    stage, escalation = await at_night()
    finance = rat("finance_contracts")
    answer = await press_on(stage, finance, escalation, LOOK_BACK)
    assert "on its ladder" in refusal(stage, finance, answer)
    form = form_of(await press_on(stage, DIRECTOR, escalation, LOOK_BACK))
    answer = await stage.send(DIRECTOR, form, helped=" ", change="", judged="")
    assert "Write a line" in answer.errors["helped"]
    assert (await standing(stage)).lessons == ()


async def test_words_that_blame_are_hinted_at_before_anybody_reads_them() -> None:
    stage, escalation = await at_night()
    blame = {**OURS, "change": "tell us first, it was your fault"}
    answer = await look_back(stage, DIRECTOR, escalation, **blame)
    assert answer.form is not None
    assert (await standing(stage)).lessons == ()
    await stage.send(DIRECTOR, answer.form, **blame)
    assert len((await standing(stage)).lessons) == 1


async def test_a_paused_collaboration_asks_when_it_goes_on_and_a_closed_one_not_at_all() -> None:
    stage, escalation = await at_night()
    await stage.say(CRO_PM, "pause")
    await until(stage, "2027-01-18T11:00")  # Monday, before Larkspur begins
    assert texts(stage, DIRECTOR, ASKS) == []
    await stage.say(CRO_PM, "resume")
    await until(stage, "2027-01-18T11:30")
    assert len(texts(stage, DIRECTOR, ASKS)) == 1
    await stage.say(SPONSOR_PM, "close")
    await until(stage, "2027-01-20T12:00")
    assert texts(stage, SPONSOR_PM, ASKS) == []
    answer = await look_back(stage, DIRECTOR, escalation, **OURS)  # what was asked
    assert "it is kept" in refusal(stage, DIRECTOR, answer)


DRUG, PHARMACIST = "drug_temperature", "unblinded_pharmacist"


async def a_secret(stage: Stage) -> Escalation:
    pharmacist = phase1(stage, PHARMACIST)
    secret = await raise_it(stage, pharmacist, DRUG, typed="fridge at 31 degrees")
    supplies = phase1(stage, "clinical_supplies")
    await fill(stage, supplies, secret, DECIDE, **{TEXT_KEY: "use it"})
    await fill(stage, pharmacist, secret, RESOLVE, **CLOSES)
    (found,) = await kept(stage)
    assert not found.open
    return found


async def test_of_a_restricted_one_no_blinded_person_is_asked_or_reads_what_was_said() -> None:
    stage = await phase1_stage()
    secret = await a_secret(stage)
    await until(stage, "2027-02-16T12:00", MELBOURNE)
    title = "Looking back on R-1"
    asked = [seat for seat in stage.agreement.seat if texts(stage, phase1(stage, seat), title)]
    assert asked == [PHARMACIST]
    pharmacist, supplies = phase1(stage, PHARMACIST), phase1(stage, "clinical_supplies")
    await look_back(stage, pharmacist, secret, **{**OURS, "change": "two kits tell the arm"})
    readers = [phase1(stage, seat) for seat in stage.agreement.seat if seat != PHARMACIST]
    blinded = [r for r in readers if "nblinded" not in str(r).casefold()]
    assert supplies in blinded  # it was told of it, and reads the rest
    assert "R-1" in everything(stage, supplies)
    assert "two kits" not in everything(stage, PHASE1_ROOM, *blinded)


@pytest.mark.parametrize("seat", ["cro_pm", "clinical_supplies", "data_manager"])
async def test_a_guess_at_a_restricted_one_answers_as_if_there_was_none(seat: str) -> None:
    stage = await phase1_stage()
    secret = await a_secret(stage)
    actor = phase1(stage, seat)
    await press_on(stage, actor, secret, LOOK_BACK)
    real = stage.last_text(actor)
    assert "I do not know this escalation" in real
    await press_on(stage, actor, secret, LOOK_BACK, escalation="no such thing", run="1")
    assert stage.last_text(actor) == real
