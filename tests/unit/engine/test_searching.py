"""What is listed while somebody types, for them alone and to be put into a chat."""

import re

import pytest

from adapters.teams.render import render_card
from bot.cards.hit import Hit
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.engine.inbound import Pressed, Searched
from bot.engine.response import Response
from tests.builders import HYDERABAD, at
from tests.judges.card_lint import lint_card
from tests.unit.engine.founding import ANN, HOME, a_draft_stage
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)
from tests.unit.engine.test_isolation import STRANGER, in_two_collaborations

DIRECTOR = seat_address("study_director")
HISTOLOGY = "Histology slides and microscopic evaluation"
#: Everything of the example by which somebody is called or written to.
CONTACTS = re.compile(r"\+\d[\d ]{6,}|@\w+-|\w+@\w+\.|phone|urgent:|reach:", re.IGNORECASE)


async def rat() -> Stage:
    return await a_stage(begin=at("2026-12-02T14:00", HYDERABAD))


async def search(
    stage: Stage,
    who: Address,
    text: str,
    room: Address | None = None,
    *,
    to_post: bool = False,
    skip: int = 0,
    count: int = 25,
) -> Response:
    origin = stage.origin(who, room, immediate=True)
    event = Searched(origin=origin, text=text, skip=skip, count=count, to_post=to_post)
    return await stage.accord.dispatch(event)


async def titles(stage: Stage, who: Address, text: str, **more: object) -> list[str]:
    found = (await search(stage, who, text, **more)).found  # type: ignore[arg-type]  # passed on
    return [each.title for each in found]


@pytest.mark.parametrize(
    "typed", ["his", "histo sli", "slides hist", "who owns the histo", "HISTO"]
)
async def test_the_beginning_of_a_name_is_enough(typed: str) -> None:
    stage = await rat()
    assert (await titles(stage, PM, typed))[0] == HISTOLOGY


async def test_a_line_says_what_it_is_of_which_collaboration_and_whose() -> None:
    stage = await rat()
    found = (await search(stage, PM, "histo")).found
    assert [(each.group, each.title, each.about) for each in found] == [
        ("Owners, DPL-26-0417", HISTOLOGY, "Study director (Deccan)"),
        ("Something else", "Look up: histo", ""),
    ]
    assert all(len(each.id) <= 75 for each in found)
    (vet, *_) = (await search(stage, PM, "attending vet")).found
    assert (vet.group, vet.about) == ("Roles, DPL-26-0417", "Deccan")


async def test_before_anything_is_typed_ones_own_come_first() -> None:
    stage = await rat()
    agreement = stage.agreement
    found = await titles(stage, DIRECTOR, "")
    own = {each.title for each in agreement.areas if each.accountable == "study_director"}
    assert set(found[: len(own)]) == own
    beside = {each.title for each in agreement.areas} - own
    assert beside & set(found[len(own) :])
    assert await titles(stage, STRANGER, "", room=SPONSOR_ROOM)


async def test_pages_follow_each_other_and_leave_nothing_out() -> None:
    stage = await rat()
    for to_post in (False, True):
        whole = await titles(stage, PM, "", count=200, to_post=to_post)
        pages = [await titles(stage, PM, "", skip=n, count=7) for n in range(0, len(whole), 7)]
        assert [each for page in pages for each in page] == whole
        assert {each.title for each in stage.agreement.areas} <= set(whole)
        assert await titles(stage, PM, "", skip=len(whole), to_post=to_post) == []


async def test_what_is_posted_holds_no_way_to_reach_anybody() -> None:
    stage = await rat()
    typed = {word for each in stage.agreement.areas for word in each.title.split()}
    typed |= {each.title for each in stage.agreement.seats}
    typed |= {each.title for each in stage.agreement.triggers}
    typed |= {each.title for each in stage.agreement.cadences}
    posted: dict[str, Hit] = {}
    for text in sorted(typed):
        for each in (await search(stage, PM, text, CRO_ROOM, to_post=True)).found:
            posted[each.id] = each
    assert len(posted) > 50
    for hit in posted.values():
        assert hit.card is not None
        read = card_text(hit.card)
        assert not CONTACTS.search(read.replace("By: Phone", "")), read
        assert lint_card(render_card(hit.card), "$") == []


async def test_its_button_tells_each_who_presses_what_they_may_know() -> None:
    stage = await rat()
    (hit, *_) = (await search(stage, PM, "histo", CRO_ROOM, to_post=True)).found
    assert hit.card is not None
    (more,) = hit.card.buttons
    origin = stage.origin(DIRECTOR, CRO_ROOM, immediate=True)
    event = Pressed(origin=origin, action=more.action, value=more.value)
    answer = (await stage.accord.dispatch(event)).card
    assert answer is not None
    assert "How to reach" in card_text(answer)


async def test_into_a_chat_nobody_knows_nothing_is_put() -> None:
    stage = await rat()
    elsewhere = Address("console", "deccan", "another-chat")
    for who in (PM, STRANGER):
        response = await search(stage, who, "histo", elsewhere, to_post=True)
        assert response.found == ()
        assert response.card is not None
        assert "not connected to a collaboration" in card_text(response.card)


async def test_somebody_nobody_knows_finds_nothing_in_their_own_chat() -> None:
    stage = await rat()
    for to_post in (False, True):
        response = await search(stage, STRANGER, "histo", to_post=to_post)
        assert response.found == ()
        assert "I do not know you yet" in card_text(response.card) if response.card else False


async def test_in_a_room_a_stranger_finds_what_everybody_there_may_know() -> None:
    stage = await rat()
    assert HISTOLOGY in await titles(stage, STRANGER, "histo", room=SPONSOR_ROOM, to_post=True)


async def test_in_a_room_it_is_about_its_collaboration_and_alone_about_all() -> None:
    stage = await in_two_collaborations()
    alone = (await search(stage, PM, "e")).found
    assert {each.group.partition(", ")[2] for each in alone[:-1]} == {
        "DPL-26-0417",
        "CNM-305-101",
    }
    in_room = (await search(stage, PM, "e", CRO_ROOM, to_post=True)).found
    assert {each.group.partition(", ")[2] for each in in_room} == {"DPL-26-0417"}
    ops = Address("console", "carmel", "ops")
    of_one = (await search(stage, ops, "e")).found
    assert {each.group.partition(", ")[2] for each in of_one[:-1]} == {"CNM-305-101"}


async def test_nothing_near_says_what_to_do() -> None:
    stage = await rat()
    response = await search(stage, PM, "sprinklers", CRO_ROOM, to_post=True)
    assert response.card is not None
    assert "Try another word" in card_text(response.card)
    assert await titles(stage, PM, "sprinklers") == ["Look up: sprinklers"]


async def test_nothing_is_found_before_a_version_is_in_force() -> None:
    stage = await a_draft_stage()
    assert await titles(stage, ANN, "report") == ["Look up: report"]
    assert (await search(stage, ANN, "report", HOME, to_post=True)).found == ()


async def test_whatever_is_typed_is_answered() -> None:
    stage = await rat()
    for text in ("x" * 40_000, "<!channel>", "\u202e[a](b)", "\n" * 60, "his " * 9000, " ", "\x00"):
        for to_post in (False, True):
            response = await search(stage, PM, text, CRO_ROOM, to_post=to_post)
            assert response.found or response.card
            assert all(len(each.id) <= 75 for each in response.found)


async def test_a_search_writes_nothing() -> None:
    stage = await rat()
    before = await stage.record()
    await search(stage, PM, "histo", CRO_ROOM, to_post=True)
    await stage.accord.settle()
    assert await stage.record() == before
    assert stage.received(SPONSOR_PM) == []
