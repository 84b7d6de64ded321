"""Joining with a code: once, in time, by the right side and in the right place; not by guessing."""

from datetime import timedelta

import pytest

from bot.cards.compose.setup import INVITE, JOIN, REVOKE
from bot.domain.address import Address
from bot.domain.joining import PairingCode
from bot.engine.handlers.joining import fingerprint
from tests.unit.engine.founding import (
    ANN,
    AWAY,
    BOB,
    CY,
    DI,
    HOME,
    a_code,
    a_draft_stage,
    about,
    everything_read_by,
    press,
    refused,
    with_button,
)
from tests.unit.engine.stage import PM, SPONSOR_ROOM, Stage
from tests.unit.engine.test_isolation import with_a_second_collaboration

THEIR_OTHER_ROOM = Address("console", "labs", "other-room")
ELSEWHERE = Address("console", "elsewhere", "room")
STRANGER = Address("console", "elsewhere", "stranger")
WRONG = "That code does not work here"


def mistyped(code: str) -> str:
    """The code with another last letter."""
    return code[:-1] + ("2" if code[-1] != "2" else "3")


async def codes(stage: Stage) -> list[PairingCode]:
    async with stage.accord.storage.reading() as tx:
        return list(await tx.joining.codes(stage.collaboration.id))


async def led_by(stage: Stage, party: str) -> list[str]:
    async with stage.accord.storage.reading() as tx:
        directory = await stage.accord.directory.current(tx)
    return [lead.name for lead in directory.leads(stage.collaboration.id, party)]


async def test_a_code_lets_one_person_speak_for_the_other_side_in_their_room() -> None:
    stage = await a_draft_stage()
    code = await a_code(stage)
    await stage.say(CY, f"connect {code.lower().replace('-', ' ')}", AWAY)
    assert await led_by(stage, "cro") == ["Cy"]
    assert "Labs CRO has joined" in everything_read_by(stage, HOME)
    assert "Labs CRO has joined" in everything_read_by(stage, AWAY)
    (used,) = await codes(stage)
    assert used.used_in == AWAY
    async with stage.accord.storage.reading() as tx:
        directory = await tx.directory.load()
    assert {(room.party, room.address) for room in directory.rooms} == {
        ("sponsor", HOME),
        ("cro", AWAY),
    }


async def test_what_looks_alike_is_the_same_letter() -> None:
    assert fingerprint("o0il1-abcde") == fingerprint("00111ABCDE")


async def test_only_a_fingerprint_of_a_code_is_kept_and_it_is_no_bearer() -> None:
    stage = await a_draft_stage()
    code = await a_code(stage)
    (kept,) = await codes(stage)
    assert code not in str(kept)
    assert code.replace("-", "") not in str(await stage.record())
    await refused(
        stage,
        stage.say(CY, f"connect {kept.fingerprint[:10]}", AWAY),
        WRONG,
        AWAY,
        recorded=None,
    )


async def test_a_code_works_once() -> None:
    stage = await a_draft_stage()
    code = await a_code(stage)
    await stage.say(CY, f"connect {code}", AWAY)
    for actor, room in ((CY, AWAY), (DI, THEIR_OTHER_ROOM), (STRANGER, ELSEWHERE)):
        await refused(
            stage,
            stage.say(actor, f"connect {code}", room),
            WRONG,
            room,
            recorded="pairing.refused",
        )


async def test_a_code_that_is_mistyped_or_guessed_is_refused_without_saying_whose_it_is() -> None:
    stage = await a_draft_stage()
    code = await a_code(stage)
    for wrong in (mistyped(code), "00000-00000", "ZZZZZ-ZZZZZ"):
        said = await refused(
            stage, stage.say(CY, f"connect {wrong}", AWAY), WRONG, AWAY, recorded=None
        )
        assert "Acme" not in said
        assert "rat study" not in said
    # In a room that has a collaboration, it is on the record of that one.
    await refused(
        stage,
        stage.say(BOB, f"connect {mistyped(code)}", HOME),
        WRONG,
        HOME,
        recorded="pairing.refused",
    )


async def test_a_code_expires_after_three_days() -> None:
    stage = await a_draft_stage()
    code = await a_code(stage)
    (kept,) = await codes(stage)
    assert kept.expires_at - kept.made_at == timedelta(hours=72)
    stage.clock.advance(timedelta(hours=72))
    await refused(
        stage, stage.say(CY, f"connect {code}", AWAY), WRONG, AWAY, recorded="pairing.refused"
    )


async def test_a_code_works_until_the_last_second() -> None:
    stage = await a_draft_stage()
    code = await a_code(stage)
    stage.clock.advance(timedelta(hours=72) - timedelta(seconds=1))
    await stage.say(CY, f"connect {code}", AWAY)
    assert await led_by(stage, "cro") == ["Cy"]


async def test_a_revoked_code_does_not_work_and_only_a_lead_revokes_it() -> None:
    stage = await a_draft_stage()
    code = await a_code(stage)
    _, button = with_button(stage, HOME, REVOKE)
    await refused(stage, press(stage, BOB, REVOKE, button.value, HOME), WRONG, HOME)
    await press(stage, ANN, REVOKE, button.value, HOME)
    await refused(
        stage, stage.say(CY, f"connect {code}", AWAY), WRONG, AWAY, recorded="pairing.refused"
    )


async def test_a_code_of_another_collaboration_cannot_be_revoked_here() -> None:
    stage = await with_a_second_collaboration()
    other = stage.accord.directory.snapshot.by_key("ph1_abroad")
    assert other is not None
    kept = PairingCode(
        fingerprint=fingerprint("11111-11111"),
        collaboration=other.id,
        party="cro",
        made_by="somebody",
        made_at=stage.clock.now(),
        expires_at=stage.clock.now(),
    )
    async with stage.accord.storage.transaction() as tx:
        await tx.joining.save_code(kept)
    forged = about(stage, code=kept.fingerprint)
    await refused(stage, press(stage, PM, REVOKE, forged, SPONSOR_ROOM), WRONG, SPONSOR_ROOM)


async def test_after_five_wrong_codes_a_person_waits_an_hour() -> None:
    stage = await a_draft_stage()
    code = await a_code(stage)
    for _ in range(5):
        await stage.say(CY, f"connect {mistyped(code)}", AWAY)
        assert WRONG in stage.last_text(AWAY)
        stage.clock.advance(timedelta(minutes=1))
    await refused(
        stage,
        stage.say(CY, f"connect {code}", AWAY),
        "Several codes did not work in the last hour",
        AWAY,
        recorded="pairing.refused",
    )
    stage.clock.advance(timedelta(minutes=56))  # the first was an hour and a minute ago
    await stage.say(CY, f"connect {code}", AWAY)
    assert await led_by(stage, "cro") == ["Cy"]


async def test_after_twenty_wrong_codes_a_whole_workspace_waits_an_hour() -> None:
    stage = await a_draft_stage()
    code = await a_code(stage)
    for number in range(20):
        guesser = Address("console", "labs", f"guesser-{number % 10}")
        await stage.say(guesser, f"connect {mistyped(code)}", AWAY)
    await refused(
        stage,
        stage.say(CY, f"connect {code}", AWAY),
        "Several codes did not work in the last hour",
        AWAY,
        recorded="pairing.refused",
    )
    await stage.say(STRANGER, f"connect {mistyped(code)}", ELSEWHERE)
    assert WRONG in stage.last_text(ELSEWHERE)  # another workspace is not held up by it
    stage.clock.advance(timedelta(hours=1, seconds=1))
    await stage.say(CY, f"connect {code}", AWAY)
    assert await led_by(stage, "cro") == ["Cy"]


async def test_the_side_that_invites_cannot_use_the_code_itself() -> None:
    stage = await a_draft_stage()
    code = await a_code(stage)
    empty = Address("console", "acme", "empty-room")
    for actor, room in ((ANN, HOME), (BOB, HOME), (BOB, empty)):
        await refused(
            stage,
            stage.say(actor, f"connect {code}", room),
            "belongs to Acme Bio already, and this code is for another company",
            room,
            recorded="pairing.refused",
        )
    await stage.say(CY, f"connect {code}", AWAY)
    assert await led_by(stage, "cro") == ["Cy"]


async def test_a_second_code_brings_in_nobody_once_the_other_side_is_there() -> None:
    """Else whoever invites could put somebody of their own choice on the other side."""
    stage = await a_draft_stage()
    first, second = await a_code(stage), await a_code(stage)
    await stage.say(CY, f"connect {first}", AWAY)
    await refused(
        stage,
        stage.say(STRANGER, f"connect {second}", ELSEWHERE),
        "Somebody else has joined with another code already",
        ELSEWHERE,
        recorded="pairing.refused",
    )
    assert await led_by(stage, "cro") == ["Cy"]


async def test_a_code_is_of_no_use_in_a_room_of_another_collaboration() -> None:
    stage = await with_a_second_collaboration()
    draft = await a_draft_stage()
    code = await a_code(draft)
    (kept,) = await codes(draft)
    async with stage.accord.storage.transaction() as tx:
        other = stage.accord.directory.snapshot.by_key("ph1_abroad")
        assert other is not None
        await tx.joining.save_code(
            PairingCode(
                fingerprint=kept.fingerprint,
                collaboration=other.id,
                party="cro",
                made_by=kept.made_by,
                made_at=kept.made_at,
                expires_at=kept.expires_at,
            )
        )
    said = await refused(
        stage,
        stage.say(PM, f"connect {code}", SPONSOR_ROOM),
        "This channel already belongs to a collaboration",
        SPONSOR_ROOM,
        recorded=None,  # it is on the record of the one the code is for
    )
    assert "Carmel" not in said
    async with stage.accord.storage.reading() as tx:
        assert (await tx.record.entries(other.id))[-1].entry.kind == "pairing.refused"


async def test_a_code_is_not_taken_in_a_personal_chat_or_from_a_guest() -> None:
    stage = await a_draft_stage()
    code = await a_code(stage)
    await refused(
        stage,
        stage.say(CY, f"connect {code}"),
        "Please type the code in the channel or team",
        CY,
        recorded="pairing.refused",
    )
    guest = Address("console", "unknown", "guest")
    await refused(
        stage,
        stage.say(guest, f"connect {code}", AWAY),
        "Your account is a guest here",
        AWAY,
        recorded="pairing.refused",
    )
    await stage.say(CY, f"connect {code}", AWAY)
    assert await led_by(stage, "cro") == ["Cy"]


@pytest.mark.parametrize("actor", [BOB, STRANGER])
async def test_only_a_lead_makes_a_code(actor: Address) -> None:
    stage = await a_draft_stage()
    await refused(stage, stage.say(actor, "connect code", HOME), "can invite", HOME)
    await refused(stage, press(stage, actor, INVITE, about(stage), HOME), "can invite", HOME)


async def test_somebody_of_the_own_side_cannot_say_they_work_for_the_other() -> None:
    stage = await a_draft_stage()
    for party in ("cro", "sponsor"):
        response = press(stage, BOB, JOIN, about(stage, party=party), HOME)
        await refused(stage, response, "Your workspace belongs to Acme Bio already", HOME)
    nobody = press(stage, STRANGER, JOIN, about(stage, party="nobody"), HOME)
    await refused(stage, nobody, "Type seats to see how things stand", HOME)
    stranger = press(stage, STRANGER, JOIN, about(stage, party="sponsor"), HOME)
    await refused(stage, stranger, "is here already", HOME)
