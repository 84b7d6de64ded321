"""Numbers and addresses of people are for the members of a collaboration alone."""

import pytest

from bot.agreement_file import dump_yaml
from bot.cards.compose.parts import SHOW_PART
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.visibility import A_ROOM, OUTSIDE, view
from bot.engine.inbound import Pressed
from bot.export.extract import extract
from bot.export.page import printable_page
from tests.builders import HYDERABAD, at
from tests.unit.engine.examples import RAT, example
from tests.unit.engine.founding import propose
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, SPONSOR_ROOM, Stage, a_stage
from tests.unit.engine.test_isolation import STRANGER, with_a_second_collaboration

#: Somebody of an unknown workspace, and somebody who is known in another collaboration alone.
OUTSIDERS = (STRANGER, Address("console", "carmel", "ops"))
ASKED = (
    "reach the vet",
    "reach the study director",
    "who owns the histo slides?",
    "who looks after sick animals?",
    "what if a rat dies",
    "agreement",
    "agreement study director",
    "agreement history",
    "status",
    "seats",
    "export",
    "digest",
    "due",
)


def personal() -> set[str]:
    """Every number, mail address and handle of the agreement."""
    contacts = [seat.contact for seat in example(RAT).seats]
    found = {each for c in contacts for each in (c.phone, c.email, c.handle)}
    return {each for each in found if each}


def told(stage: Stage) -> str:
    """All that anybody can read anywhere."""
    return " ".join(card_text(shown.card) for shown in stage.platform.messages.values())


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_who_is_of_no_party_reads_no_number_or_address(who: Address) -> None:
    stage = await with_a_second_collaboration()
    for text in ASKED:
        for where in (SPONSOR_ROOM, None):
            await stage.say(who, text, where)
    for item in ("study_director", "attending_vet"):
        value = {"collaboration": stage.collaboration.id, "section": "seats", "item": item}
        event = Pressed(origin=stage.origin(who, SPONSOR_ROOM), action=SHOW_PART, value=value)
        await stage.accord.dispatch(event)
        await stage.accord.settle()
    said = told(stage)
    assert "Attending veterinarian" in said  # the answer is shared with them all the same
    assert ": Phone, " in said or ": Phone." in said
    assert [each for each in personal() if each in said] == []


@pytest.mark.parametrize("who", [PM, SPONSOR_PM])
async def test_members_read_them_in_the_same_room(who: Address) -> None:
    stage = await a_stage()
    await stage.say(who, "reach the vet", SPONSOR_ROOM)
    assert "+91 40 0000 0103" in stage.last_text(SPONSOR_ROOM)


async def test_no_digest_or_anything_unasked_in_a_room_holds_them() -> None:
    stage = await a_stage(begin=at("2026-12-04T16:55", HYDERABAD))
    await stage.until("2026-12-15T18:00")
    rooms = [*stage.received(SPONSOR_ROOM), *stage.received(CRO_ROOM)]
    assert any("week" in shown.card.title.casefold() for shown in rooms)
    said = " ".join(card_text(shown.card) for shown in rooms)
    assert [each for each in personal() if each in said] == []


def test_what_is_exported_for_somebody_outside_has_none() -> None:
    agreement, now = example(RAT), at("2026-12-04T12:00")
    outside = printable_page(agreement, OUTSIDE, (), now)
    assert [each for each in personal() if each in outside] == []
    member = printable_page(agreement, A_ROOM, (), now)
    assert [each for each in personal() if each not in member] == []
    assert dump_yaml(extract(agreement, OUTSIDE)).count("phone:") == 0


def test_it_is_made_once_for_each_agreement() -> None:
    agreement = example(RAT)
    assert view(agreement, OUTSIDE).agreement is view(agreement, OUTSIDE).agreement
    assert view(agreement, A_ROOM).agreement is agreement


async def test_nor_does_a_proposal_that_is_looked_at_again() -> None:
    stage = await a_stage(begin=at("2026-12-07T12:00", HYDERABAD))
    number = {"contact.phone": "+91 40 0000 0777"}
    await propose(stage, SPONSOR_PM, ("seats", "study_director"), number)
    for who, read in ((PM, True), (STRANGER, False)):
        await stage.say(who, "propose", SPONSOR_ROOM)
        assert ("0777" in stage.last_text(SPONSOR_ROOM)) is read
