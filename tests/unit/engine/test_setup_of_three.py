"""Set-up with a facilitator in the middle: three companies, two codes, in any order."""

from itertools import permutations

import pytest

from bot.agreement_file import from_document
from bot.cards.compose.general import SETUP
from bot.cards.compose.parts import REMOVE_PART
from bot.domain.address import Address
from bot.domain.changes import applied
from bot.engine.parts import pack
from tests.unit.engine.founding import (
    ANN,
    AWAY,
    CY,
    FAY,
    HOME,
    MIDDLE,
    a_code,
    a_draft_stage,
    a_facilitated_draft,
    about,
    accept,
    amendment,
    collaboration,
    everything_read_by,
    filled,
    form_of,
    in_force,
    press,
    refused,
    send,
    submit,
)
from tests.unit.engine.of_three import ROOMS, joins, led

NEW_ROOM = Address("console", "acme", "another-room")


async def test_one_form_sets_up_three_and_offers_a_code_for_each_of_the_others() -> None:
    stage = await a_facilitated_draft()
    (told,) = [m for m in stage.received(HOME) if "is set up here" in m.card.title]
    assert [b.label for b in told.card.buttons][:2] == ["Invite Labs CRO", "Invite Middle Market"]
    read = everything_read_by(stage, HOME)
    assert "the working agreement of Acme Bio, Labs CRO and Middle Market" in read
    assert "nothing is in force until all have accepted it" in read
    assert (await amendment(stage, 1)).parties == ("sponsor", "cro", "facilitator")
    await stage.press(ANN, told, "Invite Middle Market", HOME)
    assert "A code for Middle Market" in stage.last_text(HOME)


@pytest.mark.parametrize(
    ("side", "parties"),
    [
        ("cro", {"cro": "Acme Bio", "sponsor": "Labs CRO", "facilitator": "Middle Market"}),
        ("facilitator", {"facilitator": "Acme Bio", "sponsor": "Labs CRO", "cro": "Middle Market"}),
    ],
)
async def test_any_of_the_three_can_begin(side: str, parties: dict[str, str]) -> None:
    stage = await a_facilitated_draft({"side": side})
    assert (await led(stage))[side] == ["Ann"]
    drafted = from_document(applied({}, (await amendment(stage, 1)).changes))
    assert {party.key: party.name for party in drafted.parties} == parties


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"template": "managed_by_facilitator"}, {"third_name", "third_place"}),
        ({"third_name": "Middle Market"}, {"third_name"}),
        ({"side": "facilitator"}, {"side"}),
        (
            {
                "template": "managed_by_facilitator",
                "third_name": "labs cro",
                "third_place": "Europe/London",
            },
            {"third_name"},
        ),
    ],
)
async def test_what_does_not_fit_the_kind_of_work_is_said_at_its_input(
    answers: dict[str, str], wrong: set[str]
) -> None:
    stage = await a_draft_stage()
    form = form_of(await press(stage, ANN, SETUP, {}, NEW_ROOM))
    two = {
        "template": "blank",
        "title": "Again",
        "my_name": "Acme Bio",
        "my_place": "America/New_York",
        "their_name": "Labs CRO",
        "their_place": "Asia/Kolkata",
    }
    response = await submit(stage, ANN, form, filled(form, {**two, **answers}), NEW_ROOM)
    assert set(response.errors) == wrong
    assert all(sentence.endswith(".") for sentence in response.errors.values())


@pytest.mark.parametrize("order", list(permutations(("cro", "facilitator", "sent"))))
async def test_in_whatever_order_they_join_nothing_is_in_force_before_the_third_accepts(
    order: tuple[str, ...],
) -> None:
    stage = await a_facilitated_draft()
    for step in order:
        if step == "sent":
            await send(stage, ANN, await amendment(stage, 1), "To begin with")
        else:
            await joins(stage, step)
    await accept(stage, CY, await amendment(stage, 1))
    assert (await collaboration(stage)).version == 0
    assert (await amendment(stage, 1)).missing == ("facilitator",)
    await accept(stage, FAY, await amendment(stage, 1))
    assert (await collaboration(stage)).version == 1
    for room in ROOMS.values():
        assert "Version 1 of the agreement is in force" in everything_read_by(stage, room)


async def test_who_joins_reads_who_is_missing_and_can_invite_them() -> None:
    stage = await a_facilitated_draft()
    await joins(stage, "cro")
    read = everything_read_by(stage, AWAY)
    assert "Middle Market can still be invited" in read
    (told,) = [m for m in stage.received(AWAY) if m.card.title == "Labs CRO has joined"]
    assert "Invite Middle Market" in [button.label for button in told.card.buttons]
    await joins(stage, "facilitator", by="cro")
    (last,) = [m for m in stage.received(HOME) if m.card.title == "Middle Market has joined"]
    assert not [b.label for b in last.card.buttons if b.label.startswith("Invite")]
    assert await led(stage) == {"sponsor": ["Ann"], "cro": ["Cy"], "facilitator": ["Fay"]}


async def test_a_code_without_a_company_asks_for_which() -> None:
    stage = await a_facilitated_draft()
    await refused(stage, stage.say(ANN, "connect code", HOME), "one of Labs CRO, Middle", HOME)
    await stage.say(ANN, "connect code cro", HOME)
    assert "A code for Labs CRO" in stage.last_text(HOME)


async def test_the_code_of_the_facilitator_is_of_no_use_to_the_cro() -> None:
    stage = await a_facilitated_draft()
    await joins(stage, "cro")
    code = await a_code(stage, party="facilitator")
    for room in (AWAY, Address("console", "labs", "empty-room")):
        await refused(
            stage,
            stage.say(CY, f"connect {code}", room),
            "belongs to Labs CRO already, and this code is for another company",
            room,
            recorded="pairing.refused",
        )
    await stage.say(FAY, f"connect {code}", MIDDLE)
    assert (await led(stage))["facilitator"] == ["Fay"]


async def test_who_never_joins_is_taken_out_of_the_first_version_by_those_who_are_here() -> None:
    stage = await a_facilitated_draft()
    await joins(stage, "cro")
    await send(stage, ANN, await amendment(stage, 1), "To begin with")
    await accept(stage, CY, await amendment(stage, 1))
    assert (await collaboration(stage)).version == 0
    path = pack(("parties", "facilitator"))
    await press(stage, ANN, REMOVE_PART, about(stage, await amendment(stage, 1), path=path))
    two = await amendment(stage, 1)
    assert two.parties == ("sponsor", "cro")
    assert two.consents == ()  # what Cy accepted was another text
    await send(stage, ANN, two, "Without the middle")
    await accept(stage, CY, await amendment(stage, 1))
    assert list((await in_force(stage)).party) == ["sponsor", "cro"]
