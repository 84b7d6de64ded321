"""What becomes of words typed in a hurry: nothing is accepted, ended or taken by mistake."""

import pytest

from bot.cards.compose.setup import CLAIM_YES
from bot.domain.people import CollaborationState
from tests.unit.engine.founding import amendment, collaboration, propose, with_button
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, a_stage, seat_address

DIRECTOR = seat_address("study_director")
SITE_HEAD = seat_address("site_head")


@pytest.mark.parametrize("said", ["accept proposal 7", "accept the slides", "reject the batch"])
async def test_another_proposal_or_something_else_is_not_accepted_nor_declined(said: str) -> None:
    stage = await a_stage()
    sent = await propose(stage, SPONSOR_PM)
    await stage.say(PM, said)
    assert await amendment(stage, sent.number) == sent


@pytest.mark.parametrize(
    "said", ["accept", "approve it", "accept proposal {0}", "please accept #{0}"]
)
async def test_the_proposal_that_waits_is_accepted_in_these_words(said: str) -> None:
    stage = await a_stage()
    sent = await propose(stage, SPONSOR_PM)
    await stage.say(PM, said.format(sent.number))
    assert (await amendment(stage, sent.number)).version == sent.base + 1


async def test_yes_shows_what_there_is_to_accept() -> None:
    stage = await a_stage()
    sent = await propose(stage, SPONSOR_PM)
    await stage.say(PM, "yes")
    assert (await amendment(stage, sent.number)) == sent
    assert "[Accept]" in stage.last_text(PM)


async def test_the_animal_is_withdrawn_and_the_proposal_is_not() -> None:
    stage = await a_stage()
    sent = await propose(stage, PM)
    await stage.say(PM, "withdraw the animal from group 3")
    assert await amendment(stage, sent.number) == sent


@pytest.mark.parametrize("said", ["end the collaboration", "stop", "close the study", "close it"])
async def test_ending_in_other_words_says_how_and_ends_nothing(said: str) -> None:
    stage = await a_stage()
    await stage.say(PM, said)
    assert "pause|resume|close|archive" in stage.last_text(PM)
    assert (await collaboration(stage)).state is CollaborationState.ACTIVE


async def test_who_holds_a_seat_does_not_sit_down_again() -> None:
    stage = await a_stage()
    for who, seat in ((PM, "cro pm"), (DIRECTOR, "study director")):
        await stage.say(who, f"im the {seat}")
        assert "already" in stage.last_text(who)
    assert "seat.filled" not in await stage.kinds()
    assert "claim.made" not in await stage.kinds()


async def test_two_letters_are_a_seat_of_the_own_side_first() -> None:
    stage = await a_stage()
    # The sponsor's program manager and the CRO's project manager are both called PM.
    await stage.say(SPONSOR_PM, "I'm PM")
    assert "You are the Program manager already" in stage.last_text(SPONSOR_PM)


async def test_a_confirmed_claim_is_told_once() -> None:
    stage = await a_stage()
    await stage.say(SITE_HEAD, "I am the study pathologist", CRO_ROOM)
    before = len(stage.received(SITE_HEAD))
    shown, button = with_button(stage, PM, CLAIM_YES)
    await stage.press(PM, shown, button.label)
    assert len(stage.received(SITE_HEAD)) == before + 1
    assert "It is confirmed" in stage.last_text(SITE_HEAD)


async def test_a_part_nobody_knows_is_said_so_above_all_parts() -> None:
    stage = await a_stage()
    await stage.say(PM, "agreement zzzz")
    assert "I know no part called “zzzz”" in stage.last_text(PM)


async def test_a_party_of_ten_letters_is_no_code() -> None:
    stage = await a_stage()
    await stage.say(PM, "connect code deccan", CRO_ROOM)
    assert "pairing.refused" not in await stage.kinds()
