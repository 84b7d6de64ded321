"""Pausing, closing and archiving a collaboration, moving it to another room, and its full copy."""

import pytest

from bot.domain.address import Address
from bot.domain.people import CollaborationState
from tests.unit.engine.founding import (
    WEEKLY,
    about,
    accept,
    amendment,
    collaboration,
    edit,
    everything_read_by,
    filled,
    form_of,
    open_part,
    press,
    propose,
    refused,
    stored,
    submit,
)
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    said,
    seat_address,
)
from tests.unit.engine.test_isolation import with_a_second_collaboration

DIRECTOR = seat_address("study_director")
NEW_ROOM = Address("console", "deccan", "new-room")


def asked(stage: Stage) -> int:
    """How many messages about the weekly update its sender has."""
    return sum("Weekly written status" in shown.card.title for shown in stage.received(PM))


async def test_a_pause_stops_nudges_and_resume_goes_on_with_the_next_one() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, "pause", SPONSOR_ROOM)
    for room in (SPONSOR_ROOM, CRO_ROOM):
        assert "paused" in stage.last_text(room)
    await stage.until("2026-12-12T12:00")
    assert asked(stage) == 0
    await stage.say(PM, "resume", CRO_ROOM)
    await stage.until("2026-12-18T16:59")
    assert asked(stage) == 0
    await stage.until("2026-12-18T17:00")
    assert asked(stage) == 1
    assert [k for k in await stage.kinds() if k.startswith("collaboration.")] == [
        "collaboration.paused",
        "collaboration.active",
    ]


async def test_while_paused_the_agreement_can_still_be_changed() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, "pause")
    sent = await propose(stage, PM)
    await accept(stage, SPONSOR_PM, sent)
    now = await collaboration(stage)
    assert (now.version, now.state) == (3, CollaborationState.PAUSED)
    await stage.until("2026-12-12T12:00")
    assert asked(stage) == 0


async def test_what_was_open_when_it_was_paused_can_still_be_answered() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:30")
    await stage.say(SPONSOR_PM, "pause")
    await stage.send(PM, form_of(await stage.say(PM, "update")), **said())
    assert "checkin.answered" in await stage.kinds()


@pytest.mark.parametrize("word", ["pause", "close", "archive"])
async def test_only_a_lead_stops_it(word: str) -> None:
    stage = await a_stage()
    for actor in (DIRECTOR, Address("console", "elsewhere", "stranger")):
        await refused(stage, stage.say(actor, word, CRO_ROOM), "lead", CRO_ROOM)


async def test_after_closing_nothing_is_asked_for_or_changed_and_all_can_be_read() -> None:
    stage = await a_stage()
    sent = await propose(stage, PM)
    form = form_of(await open_part(stage, PM, WEEKLY))
    await stage.say(SPONSOR_PM, "close", SPONSOR_ROOM)
    await stage.until("2027-01-20T12:00")
    assert asked(stage) == 0
    assert await amendment(stage, sent.number) == sent  # neither reminded of nor lapsed
    closed = "This collaboration is closed"
    await refused(stage, open_part(stage, PM, WEEKLY), closed, PM)
    await refused(stage, submit(stage, PM, form, filled(form, {"grace": "9 hours"})), closed, PM)
    for text in ("agreement", "agreement history", "status", "who owns the histo slides?"):
        await stage.say(SPONSOR_PM, text, SPONSOR_ROOM)
    assert "did not work" not in everything_read_by(stage, SPONSOR_ROOM)


async def test_a_proposal_cannot_be_accepted_after_closing() -> None:
    stage = await a_stage()
    sent = await propose(stage, PM)
    await stage.say(PM, "close")
    await refused(stage, accept(stage, SPONSOR_PM, sent), "closed", SPONSOR_PM)


async def test_a_closed_collaboration_is_archived_and_frees_its_rooms() -> None:
    stage = await a_stage()
    await refused(stage, stage.say(PM, "archive"), "lose", PM)
    await stage.say(PM, "close")
    await stage.say(PM, "archive", CRO_ROOM)
    assert (await collaboration(stage)).state is CollaborationState.ARCHIVED
    for room in (CRO_ROOM, SPONSOR_ROOM):
        await stage.say(PM, "status", room)
        assert "is not part of a collaboration" in stage.last_text(room)
    async with stage.accord.storage.reading() as tx:
        kept = await tx.agreements.get(stage.collaboration.id, 2)
    assert kept == stage.agreement


async def test_connect_here_moves_the_own_side_and_leaves_the_other_where_it_is() -> None:
    stage = await a_stage()
    sent = await propose(stage, SPONSOR_PM)
    await stage.say(PM, "connect here", NEW_ROOM)
    async with stage.accord.storage.reading() as tx:
        directory = await stage.accord.directory.current(tx)
    assert directory.rooms(stage.collaboration.id, "cro") == (NEW_ROOM,)
    assert directory.rooms(stage.collaboration.id, "sponsor") == (SPONSOR_ROOM,)
    assert "lives here now" in everything_read_by(stage, NEW_ROOM)
    assert "lives here now" in everything_read_by(stage, CRO_ROOM)
    assert f"proposal {sent.number}" in everything_read_by(stage, NEW_ROOM)
    await stage.say(PM, "who owns the histo slides?", NEW_ROOM)
    assert "Study director" in stage.last_text(NEW_ROOM)
    await stage.say(PM, "who owns the histo slides?", CRO_ROOM)
    assert "Study director" not in stage.last_text(CRO_ROOM)


async def test_nobody_but_a_lead_moves_it_and_not_into_a_room_of_another() -> None:
    stage = await with_a_second_collaboration()
    before = await stored(stage)
    for actor, room, why in (
        (DIRECTOR, NEW_ROOM, "lead"),
        (Address("console", "elsewhere", "stranger"), NEW_ROOM, "lead"),
        (PM, Address("console", "carmel", "room"), "lead"),
        (PM, CRO_ROOM, "already the one of your side"),
        (PM, None, "in the channel where"),
    ):
        await stage.say(actor, "connect here", room)
        assert why in stage.last_text(room or actor)
        assert await stored(stage) == before


async def test_the_full_copy_is_for_members_and_needs_an_address_of_accord() -> None:
    stage = await a_stage()
    stranger = Address("console", "elsewhere", "stranger")
    await stage.say(stranger, "export", CRO_ROOM)
    assert "lead" in stage.last_text(CRO_ROOM)
    await stage.say(PM, "export")
    assert "did not work" in stage.last_text(PM)  # no ACCORD_PUBLIC_URL here: said, not a dead link


async def test_a_button_of_an_archived_collaboration_says_that_it_is_over() -> None:
    stage = await a_stage()
    sent = await propose(stage, PM)
    await edit(stage, PM, ("ground_rules",), {"lines": "Be kind."})
    await stage.say(PM, "close")
    await stage.say(PM, "archive")
    before = await stored(stage)
    await press(stage, SPONSOR_PM, "proposal.accept", about(stage, sent, text=sent.text))
    assert "closed" in stage.last_text(SPONSOR_PM)
    assert await stored(stage) == before
