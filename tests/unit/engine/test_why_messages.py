"""`why` in reply to what happens between the sides: heads-ups, escalations, questions, actions."""

from bot.cards.words import why_messages as words
from bot.domain.address import Address
from tests.builders import HYDERABAD, at
from tests.unit.engine.escalating import messages, raise_it, rat, rat_stage
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, Stage, a_stage, seat_address
from tests.unit.engine.test_looking_back import OURS, THEIRS, at_night, look_back
from tests.unit.engine.test_why_manners import reply

DIRECTOR, MONITOR = rat("study_director"), rat("study_monitor")
PEER = seat_address("peer_pathologist", "larkspur")


async def of_newest(stage: Stage, who: Address) -> str:
    """Why the newest message came to somebody, as they are told in its thread."""
    return await reply(stage, who, stage.received(who)[-1].ref)


async def test_a_heads_up_says_to_each_side_why_it_is_there() -> None:
    stage = await a_stage(begin=at("2026-12-07T20:00", HYDERABAD))
    await stage.say(PM, "heads-up the histo slides may be a week late")
    assert words.HEADS_UP_TO in await of_newest(stage, PEER)
    assert words.HEADS_UP_WRITER in await of_newest(stage, PM)


async def test_a_question_says_so_to_who_is_asked_and_to_who_asked() -> None:
    stage = await a_stage(begin=at("2026-12-07T20:00", HYDERABAD))
    await stage.say(PM, "ask peer-review pathologist: which stain?")
    assert words.QUESTION_TO in await of_newest(stage, PEER)
    assert words.QUESTION_ASKER in await of_newest(stage, PM)


async def test_an_escalation_says_so_in_the_rooms_and_to_who_is_told() -> None:
    stage = await rat_stage()
    await raise_it(stage, DIRECTOR, "unexpected_death")
    in_room = messages(stage, CRO_ROOM, "E-1")[-1]
    assert words.ESCALATION_IN_ROOM in await reply(stage, DIRECTOR, in_room.ref, CRO_ROOM)
    told = messages(stage, MONITOR, "E-1")[-1]
    assert words.ESCALATION in await reply(stage, MONITOR, told.ref)


async def test_looking_back_says_who_is_asked_and_why_the_words_come() -> None:
    stage, escalation = await at_night()
    await stage.until("2027-01-14T22:30")
    asked = messages(stage, DIRECTOR, "Looking back on E-1")[-1]
    assert words.LOOK_BACK in await reply(stage, DIRECTOR, asked.ref)
    await look_back(stage, DIRECTOR, escalation, **OURS)
    await look_back(stage, SPONSOR_PM, escalation, **THEIRS)
    await stage.until("2027-01-16T10:00")
    told = messages(stage, DIRECTOR, "What was learnt from E-1")[-1]
    assert words.LOOKED_BACK in await reply(stage, DIRECTOR, told.ref)


async def test_a_retrospective_says_whom_it_asks_and_what_its_thread_is_for() -> None:
    stage = await rat_stage("2027-01-13T11:00")
    await stage.say(PM, "retrospective start")
    (asked,) = messages(stage, DIRECTOR, "Retrospective 1")
    assert words.RETROSPECTIVE in await reply(stage, DIRECTOR, asked.ref)
    await stage.send(
        DIRECTOR,
        form_of(await stage.press(DIRECTOR, asked, "Answer")),
        worked="the photos",
        named="no",
    )
    await stage.until("2027-01-22T23:00")
    (shown,) = messages(stage, CRO_ROOM, "Retrospective 1")
    assert words.RETROSPECTIVE_IN_ROOM in await reply(stage, DIRECTOR, shown.ref, CRO_ROOM)


async def test_an_action_and_a_decision_say_so() -> None:
    stage = await a_stage(begin=at("2026-12-07T11:00", HYDERABAD))
    await stage.say(PM, "action weigh the animals for study director by Wednesday")
    given = next(s for s in stage.received(DIRECTOR) if "weigh the animals" in s.card.title)
    assert words.ACTION_GIVEN in await reply(stage, DIRECTOR, given.ref)
    await stage.until("2026-12-09T18:00")
    due = next(s for s in stage.received(DIRECTOR) if "is due" in s.card.title)
    assert words.ACTION_DUE in await reply(stage, DIRECTOR, due.ref)
    await stage.say(SPONSOR_PM, "decision dose levels stay as they are")
    check = stage.received(SPONSOR_PM)[-1]
    await stage.press(SPONSOR_PM, check, check.card.buttons[0].label)
    decided = next(s for s in stage.received(CRO_ROOM) if "dose levels stay" in s.card.title)
    assert words.DECISION_IN_ROOM in await reply(stage, PM, decided.ref, CRO_ROOM)
