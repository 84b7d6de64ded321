"""What people type beside the box they write in, and the list they choose from."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams import routes, searching, sentences
from adapters.teams.form import FormSheet
from adapters.teams.render_form import render_form, render_sheet
from bot.cards.card import Button, Card, Mention, paragraph
from bot.cards.compose.found import search_form
from bot.cards.compose.general import ASK_IN
from bot.cards.hit import Hit
from bot.domain.address import Address
from bot.engine.inbound import Searched
from bot.engine.response import Response
from tests.adapters.teams.world import World
from tests.judges.node import need_node
from tests.judges.teams import judge_card, judge_invoke_answer, render_cards

MORE = Button("More, for me alone", ASK_IN, {"text": "who owns x", "collaboration": "c1"})
FOUND = tuple(
    Hit(
        id=f"{number:024}",
        group="Owners, DPL-26",
        title=title,
        about="Study director (Deccan)",
        card=Card(title, (paragraph(f"{title}: the study director."),), buttons=(MORE,)),
    )
    for number, title in enumerate(("Histology <slides> & blocks", "Draft *report*", "Necropsy"))
)


def searched(world: World) -> Searched:
    event = world.dispatch.last
    assert isinstance(event, Searched)
    return event


async def test_what_is_typed_is_searched_where_it_is_typed(world: World) -> None:
    world.dispatch.always(Response(found=FOUND))
    await world.people.search(world.channel, world.ann, " histo ", skip=25, count=10)
    event = searched(world)
    assert (event.text, event.skip, event.count, event.to_post) == ("histo", 25, 10, True)
    assert str(event.origin.conversation) == world.channel.address
    assert str(event.origin.actor) == world.ann.address
    assert not event.origin.personal


async def test_before_anything_is_typed_the_words_are_empty(world: World) -> None:
    await world.people.search(world.channel, world.ann, None)
    assert (searched(world).text, searched(world).count) == ("", 25)


async def test_a_list_has_a_preview_and_a_card_for_each(world: World) -> None:
    world.dispatch.always(Response(found=FOUND))
    answer = await world.people.search(world.channel, world.ann, "s")
    assert answer.status == 200
    assert judge_invoke_answer(searching.QUERY, answer.body) == []
    assert [each["preview"]["content"] for each in answer.found][:1] == [
        {
            "title": "Histology \u2039slides\u203a & blocks",
            "text": "Study director (Deccan) \u00b7 Owners, DPL-26",
        }
    ]
    need_node()
    drawn = render_cards([each["content"] for each in answer.found])
    assert [each["errors"] for each in drawn] == [[], [], []]
    assert all("More, for me alone" in each["buttons"] for each in drawn)


async def test_why_there_is_nothing_is_said_in_its_place(world: World) -> None:
    card = Card("Not in this chat", (paragraph("Search elsewhere."),), summary="Search elsewhere.")
    world.dispatch.always(Response(card=card))
    answer = await world.people.search(world.channel, world.ann, "s")
    assert judge_invoke_answer(searching.QUERY, answer.body) == []
    assert answer.none_because == "Search elsewhere."
    world.dispatch.always(Response())
    assert (await world.people.search(world.channel, world.ann, "s", skip=25)).found == []


async def test_alone_with_accord_it_is_personal_and_between_two_people_it_is_not(
    world: World,
) -> None:
    await world.people.search(world.teams.chat_with(world.ann), world.ann, "s")
    assert searched(world).origin.personal
    bob = world.teams.person("Somebody else")
    for kind in ("personal", "groupChat"):
        between = world.teams.room(f"between-{kind}", world.ann, bob, kind=kind)
        between.bot_inside = False
        assert between.id.startswith("19:")
        await world.people.search(between, world.ann, "s")
        assert not searched(world).origin.personal


async def test_a_chat_in_which_it_was_typed_is_not_remembered_as_one_to_write_to(
    world: World,
) -> None:
    await world.people.search(world.channel, world.ann, "s")
    assert world.channel.address not in world.facts.saved


async def test_somebody_nobody_knows_is_handed_on_as_nobody(world: World) -> None:
    stranger = world.teams.person("Eve", tenant="9d2e0000-0000-4000-8000-00000000000e")
    elsewhere = world.teams.room("elsewhere", stranger, kind="groupChat")
    elsewhere.bot_inside = False
    await world.people.search(elsewhere, stranger, "s")
    assert stranger.tenant not in str(searched(world).origin.actor)


async def test_without_the_signature_of_teams_nothing_is_searched(world: World) -> None:
    forged = world.people.searched(world.channel, world.ann, "s")
    assert (await world.people.post(forged, token="forged")).status == 401
    assert (await world.people.post(forged, aud="somebody-else")).status == 401
    assert world.dispatch.events == []


async def test_a_failure_and_something_unknown_are_told_in_the_place_of_the_list(
    world: World,
) -> None:
    other = world.people.searched(world.channel, world.ann, "s")
    other["value"]["commandId"] = "somebody.elses"
    nowhere = world.people.searched(world.channel, world.ann, "s")
    del nowhere["conversation"]
    for activity in (other, nowhere):
        answer = await world.people.post(activity)
        assert answer.none_because == sentences.SEARCH_FAILED
    assert world.dispatch.events == []
    world.dispatch.fails()
    answer = await world.people.search(world.channel, world.ann, "s")
    assert answer.none_because == sentences.SEARCH_FAILED


async def test_what_takes_too_long_is_said_before_teams_gives_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "_SEARCH_SECONDS", 0.05)
    world.dispatch.takes(seconds=10)
    answer = await world.people.search(world.channel, world.ann, "s")
    assert answer.none_because == sentences.SEARCH_FAILED


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"parameters": None}, ("", 0, 25)),
        ({"parameters": [{"name": "other", "value": "x"}, 7]}, ("", 0, 25)),
        ({"parameters": [{"name": "topic", "value": ["x"]}]}, ("", 0, 25)),
        ({"queryOptions": {"skip": -3, "count": 10_000}}, ("s", 0, 25)),
        ({"queryOptions": {"skip": True, "count": "9"}}, ("s", 0, 25)),
        ({"queryOptions": {"skip": 5, "count": 3}}, ("s", 5, 3)),
        ({"queryOptions": []}, ("s", 0, 25)),
    ],
)
def test_whatever_comes_is_a_search(
    changes: dict[str, Any], expected: tuple[str, int, int]
) -> None:
    value = {"commandId": "find.owner", "parameters": [{"name": "topic", "value": "s"}], **changes}
    query = searching.asked(value)
    assert query is not None
    assert (query.text, query.skip, query.count) == expected


@given(st.text(max_size=400), st.text(max_size=400))
def test_no_preview_can_be_read_as_html_and_none_is_empty(title: str, about: str) -> None:
    card = Card("Histology", (paragraph("x"),))
    hit = Hit(id="a", group="Owners", title=f"H{title}", about=about, card=card)
    assert judge_invoke_answer(searching.QUERY, searching.listed(Response(found=(hit,)))) == []


def test_nobody_is_called_by_what_is_posted() -> None:
    person = Mention(Address.parse("teams:t/ann"), "Ann")
    card = Card("Histology", (paragraph("Ask ", person),))
    shown = searching.listed(Response(found=(Hit(id="a", group="g", title="t", card=card),)))
    assert "entities" not in str(shown)


def test_the_form_to_look_something_up_takes_words_and_comes_back_with_them() -> None:
    form = search_form()
    card = render_form(form)
    assert judge_card(card) == []
    (typed,) = [part for part in card["body"] if part["type"].startswith("Input.")]
    assert (typed["type"], typed["id"]) == ("Input.Text", "topic")
    sheet = FormSheet.read(FormSheet.of(form, [], []).pack())
    assert sheet is not None
    assert sheet.inputs == form.inputs
    (again,) = [
        part
        for part in render_sheet(sheet.filled({"topic": "histo"}), {})["body"]
        if part["type"] == "Input.Text"
    ]
    assert again["value"] == "histo"
