"""A suggestion to a seat that a later version does not have."""

import json
from dataclasses import replace

from bot.agreement_file.codec import from_document, to_document
from tests.unit.engine.stage import PM, SPONSOR_PM, SPONSOR_ROOM, Stage
from tests.unit.engine.suggesting import shown_to, steps, suggested, the_suggestion


async def test_when_its_seat_is_agreed_no_more_it_is_still_there_and_can_be_taken_back() -> None:
    stage = await suggested("suggest attending vet: one photo", SPONSOR_ROOM)
    assert (await the_suggestion(stage)).turn.seat == "attending_vet"
    await _without(stage, "attending_vet", instead="study_director")
    await stage.until("2026-12-16T12:00")
    for who in (SPONSOR_PM, PM):
        for text in ("suggestions", "status"):
            await stage.say(who, text)
            assert "Suggestion 1, Attending" in stage.last_text(who)
        await stage.say(who, "suggestion 1")
        assert "one photo" in stage.last_text(who)
    await stage.say(SPONSOR_PM, "suggestions mine")
    assert "Suggestion 1" in stage.last_text(SPONSOR_PM)
    await stage.say(SPONSOR_PM, "suggestion 1")
    await stage.press(SPONSOR_PM, shown_to(stage, SPONSOR_PM), "Take it back")
    assert (await steps(stage))[-1] == "withdrawn"


async def _without(stage: Stage, seat: str, *, instead: str) -> None:
    """The next version is in force, without a seat."""
    document = json.loads(json.dumps(to_document(stage.agreement), default=str))
    document["seats"] = [each for each in document["seats"] if each["key"] != seat]
    text = json.dumps(document).replace(f'"{seat}"', f'"{instead}"')
    number = stage.collaboration.version + 1
    agreement = from_document({**json.loads(text), "agreement": {"version": number}})
    async with stage.accord.storage.transaction() as tx:
        id_, now = stage.collaboration.id, stage.clock.now()
        await tx.agreements.add(id_, agreement, now)
        (known,) = (await tx.directory.load()).collaborations
        await tx.directory.save_collaboration(replace(known, version=number))
