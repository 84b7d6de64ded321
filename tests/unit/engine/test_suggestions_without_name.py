"""A suggestion without a name: nobody but Accord knows whose it is, and they get the answer."""

import json
from dataclasses import fields

import pytest

from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.engine.agenda import AgendaRow
from bot.engine.outgoing import Message, OnDoubt
from bot.engine.record import exported
from bot.engine.undeliverable import note_unreachable, report_undeliverable
from tests.builders import HYDERABAD, at
from tests.unit.engine.founding import filled, form_of
from tests.unit.engine.stage import (
    CRO_ROOM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)
from tests.unit.engine.suggesting import (
    DIRECTOR,
    MONITOR,
    answer,
    shown_to,
    steps,
    the_suggestion,
    titles,
    without_name,
)

IDEA = "Weigh the organs twice"
#: Whoever made it is called so, in one way or another.
MAKER, WAYS = DIRECTOR, ("study_director", "Study director")
OTHERS = (
    SPONSOR_PM,
    MONITOR,
    seat_address("cro_pm"),
    seat_address("study_pathologist"),
    SPONSOR_ROOM,
    CRO_ROOM,
)
COMMANDS = ("status", "digest", "due", "suggestions", "suggestion 1", "suggestions mine", "kept")


async def made(*, posted: bool) -> Stage:
    """The study director suggests something to the sponsor's study monitor."""
    stage = await a_stage(begin=at("2026-12-02T22:30", HYDERABAD))
    readers = "rooms" if posted else "private"
    await without_name(stage, MAKER, text=IDEA, topic="study monitor", readers=readers)
    return stage


@pytest.mark.parametrize("posted", [False, True])
async def test_whatever_others_read_does_not_say_whose_it_is(*, posted: bool) -> None:
    stage = await made(posted=posted)
    await stage.until("2026-12-12T10:00")  # reminded, late, in a digest
    await answer(stage, "Not now", "After the pilot", MONITOR, again="2026-12-14")
    await stage.until("2026-12-16T23:30")  # it came back
    for who in OTHERS:
        if who not in (SPONSOR_ROOM, CRO_ROOM):
            for text in COMMANDS:
                await stage.say(who, text)
        about = [card_text(s.card) for s in stage.received(who) if "uggestion" in s.card.title]
        about += [
            line
            for shown in stage.received(who)
            for line in card_text(shown.card).splitlines()
            if "Suggestion 1" in line
        ]
        assert about or not posted
        assert not [text for text in about if any(way in text for way in WAYS)]
    assert "Suggested by: the CRO side" in card_text(shown_to(stage, MONITOR).card)
    assert IDEA in card_text(shown_to(stage, MONITOR).card)
    assert {who for who in OTHERS if IDEA in _all(stage, who)} >= {MONITOR}
    assert (IDEA in _all(stage, CRO_ROOM)) == posted
    record = [json.loads(line) for line in exported(await stage.record()).splitlines()]
    mine = [line for line in record if line["kind"] == "suggestion.made"]
    assert [(line["person"], line["seat"], line["source"]) for line in mine] == [(None, None, None)]
    maker = await _person(stage)
    own = [line for line in record if line["kind"].startswith("suggestion.")]
    assert not [line for line in own if maker in json.dumps(line)]
    assert await _with_maker(stage) == {"outbox to", "suggestions.person", "suggestions.wordings"}


def _all(stage: Stage, who: Address) -> str:
    return "\n".join(card_text(shown.card) for shown in stage.received(who))


async def _person(stage: Stage) -> str:
    return (await the_suggestion(stage)).person


async def _with_maker(stage: Stage) -> set[str]:
    """Where in storage something of the suggestion names its maker."""
    found = set[str]()
    id_ = (await the_suggestion(stage)).id
    ways = (await _person(stage), str(MAKER), WAYS[0])
    async with stage.accord.storage.reading() as tx:
        suggestion = await tx.suggestions.get(id_)
        assert suggestion is not None
        pending: list[AgendaRow] = list(await tx.agenda.pending(stage.collaboration.id))
        messages = [
            await tx.outbox.find(f"unnamed/{id_}/{key}") for key in ("made/0", "answered/0")
        ]
    for each in fields(type(suggestion)):
        if any(way in repr(getattr(suggestion, each.name)) for way in ways):
            found.add(f"suggestions.{each.name}")
    if any(way in repr(row) for way in ways for row in pending if id_ in row.key):
        found.add("agenda")
    for message in messages:
        assert message is not None
        if str(message.to) in ways:
            found.add("outbox to")
        if any(way in card_text(message.card) for way in ways):
            found.add("outbox card")
    return found


async def test_who_made_it_reads_the_answer_and_alone_can_change_it() -> None:
    stage = await made(posted=False)
    assert "Nobody is shown that it is yours" in stage.last_text(MAKER)
    mine = shown_to(stage, MAKER)
    await stage.press(seat_address("cro_pm"), mine, "Take it back")
    assert "Only whoever made this suggestion" in stage.last_text(seat_address("cro_pm"))
    await stage.say(MAKER, "suggestions mine")
    assert "Made by you\n- Suggestion 1" in stage.last_text(MAKER)
    await answer(stage, "No", "It would delay the report", MONITOR)
    assert "It would delay the report" in stage.last_text(MAKER)
    assert "Suggested by: the CRO side" in stage.last_text(MAKER)
    assert await steps(stage) == ["made", "declined"]


@pytest.mark.parametrize(
    "text", ["suggest anonymously weigh it twice", "suggest without my name: weigh it twice"]
)
async def test_typed_in_a_room_it_is_not_sent_on_under_a_name(text: str) -> None:
    stage = await a_stage(begin=at("2026-12-02T22:30", HYDERABAD))
    await stage.say(MAKER, text, CRO_ROOM)
    assert await steps(stage) == []
    assert titles(stage, MONITOR) == []
    await stage.say(MAKER, text)  # in their own chat
    found = await the_suggestion(stage)
    assert found.anonymous
    assert found.text == "weigh it twice"


async def test_that_it_cannot_be_delivered_tells_nobody_to_whom() -> None:
    stage = await made(posted=False)
    await answer(stage, "No", "It would delay the report", MONITOR)
    id_ = (await the_suggestion(stage)).id
    async with stage.accord.storage.transaction() as tx:
        message = await tx.outbox.find(f"unnamed/{id_}/answered/0")
        assert isinstance(message, Message)
        assert message.on_doubt is OnDoubt.RESEND
        await note_unreachable(tx, message, stage.clock.now())
        await report_undeliverable(tx, message, "the account is gone", stage.clock.now())
    entries = [recorded.entry for recorded in await stage.record()]
    (failed,) = [each for each in entries if each.kind == "message.undeliverable"]
    assert "to" not in failed.data
    assert str(MAKER) not in repr(failed)
    assert "gap.opened" not in {each.kind for each in entries}


async def test_who_is_one_of_few_is_told_that_it_may_be_guessed() -> None:
    stage = await a_stage(begin=at("2026-12-02T22:30", HYDERABAD))
    form = (await stage.say(MAKER, "suggest")).form
    assert form is not None
    assert not [block for block in form.intro if "may be guessed" in repr(block)]


async def test_that_something_about_it_was_refused_does_not_say_whose_it_is() -> None:
    stage = await made(posted=False)
    mine = shown_to(stage, MAKER)
    edit = form_of(await stage.press(MAKER, mine, "Edit"))
    await answer(stage, "No", "It would delay the report", MONITOR)
    await stage.press(MAKER, mine, "Take it back")  # still open on the phone
    await stage.send(MAKER, edit, text="Weigh them three times")
    form = form_of(await stage.say(MAKER, "suggest"))
    for _ in range(2):  # sent twice
        await stage.send(MAKER, form, **filled(form, {"name": "without", "text": "Another idea"}))
    entries = [each.entry for each in await stage.record()]
    refused = [each for each in entries if each.kind == "request.refused"]
    assert refused, "nothing was refused, so nothing was tested"
    assert (await _person(stage)) not in repr(refused)
    assert str(MAKER) not in repr(refused)
    assert {each.source for each in refused} == {None}
