"""Forms larger than a weekly update, and what comes back of them."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.form import FormSheet
from adapters.teams.http import write_json
from adapters.teams.render_form import render_form, render_sheet
from bot.cards.card import Card, paragraph
from bot.cards.form import ChoiceInput, Form, MultiChoiceInput, Option, TextInput
from bot.engine.inbound import Submitted
from bot.engine.response import Response
from tests.adapters.teams.cards import AREA_FORM, LARGEST_FORM, NUDGE, SEATS
from tests.adapters.teams.world import World
from tests.fakes.teams_server import Shown
from tests.judges.node import need_node
from tests.judges.teams import judge_card, judge_invoke_answer, render_cards

WHO = Form(
    action="setup.who",
    title="Who decides",
    inputs=(
        MultiChoiceInput(key="approvers", label="Approvers", options=SEATS[:5], value="s"),
        ChoiceInput(key="lead", label="Lead", options=SEATS),
    ),
    context={"draft": "d-1"},
)
WHY = Form(
    action="setup.why",
    title="Why",
    inputs=(TextInput(key="reason", label="Reason"),),
    context={"draft": "d-1", "step": "2"},
)


def packed(form: Form) -> dict[str, Any]:
    """The sheet as it travels through a client."""
    card = json.loads(write_json(render_form(form)))
    sheet: dict[str, Any] = card["actions"][0]["data"]["accord"]["form"]
    return sheet


def size(card: dict[str, Any]) -> int:
    return len(write_json(card).encode())


@pytest.fixture
async def nudge(world: World) -> Shown:
    await world.post(world.channel.address, NUDGE)
    return world.teams.activities(world.channel)[0]


async def test_one_form_follows_the_other_until_a_card_takes_their_place(
    world: World, nudge: Shown
) -> None:
    world.dispatch.always(Response(form=WHO))
    who = await world.people.press(nudge, "Update", user=world.ann)
    world.dispatch.always(Response(form=WHY))
    chosen = {"approvers": f"{SEATS[1].value},{SEATS[3].value}", "lead": SEATS[29].value}
    why = await world.people.press(nudge, "Send", user=world.ann, card=who.card, inputs=chosen)
    first = world.dispatch.last
    assert isinstance(first, Submitted)
    assert (first.action, dict(first.values)) == ("setup.who", chosen)

    answer = Card(title="Draft", blocks=(paragraph("This is what stands in it."),))
    world.dispatch.always(Response(card=answer))
    done = await world.people.press(
        nudge, "Send", user=world.ann, card=why.card, inputs={"reason": "a new study"}
    )
    second = world.dispatch.last
    assert isinstance(second, Submitted)
    assert (second.action, dict(second.values)) == ("setup.why", {"reason": "a new study"})
    assert dict(second.context) == {"draft": "d-1", "step": "2"}
    assert "This is what stands in it." in [part.get("text") for part in done.card["body"]]
    for shown in (who, why, done):
        assert judge_invoke_answer("adaptiveCard/action", shown.body) == []


async def test_a_correction_keeps_what_was_chosen(world: World, nudge: Shown) -> None:
    world.dispatch.always(Response(form=WHO))
    form = await world.people.press(nudge, "Update", user=world.ann)
    world.dispatch.always(Response(errors={"lead": "This seat has no holder."}))
    chosen = {"approvers": f"{SEATS[0].value},{SEATS[2].value}", "lead": SEATS[7].value}
    again = await world.people.press(nudge, "Send", user=world.ann, card=form.card, inputs=chosen)
    shown = {part["id"]: part for part in again.card["body"] if "id" in part}
    assert {key: part["value"] for key, part in shown.items()} == chosen
    assert shown["approvers"]["isMultiSelect"] is True
    assert [choice["value"] for choice in shown["lead"]["choices"]] == [o.value for o in SEATS]


@pytest.mark.parametrize(
    ("count", "one", "several"),
    [(3, "expanded", "expanded"), (4, "compact", "compact"), (12, "compact", "compact"),
     (13, "filtered", "compact")],
)  # fmt: skip
def test_a_long_list_can_be_typed_into(count: int, one: str, several: str) -> None:
    form = Form(
        action="a",
        title="T",
        inputs=(
            ChoiceInput(key="one", label="One", options=SEATS[:count]),
            MultiChoiceInput(key="several", label="Several", options=SEATS[:count]),
        ),
    )
    styles = {part["id"]: part["style"] for part in render_form(form)["body"] if "id" in part}
    assert styles == {"one": one, "several": several}


def test_an_input_is_another_one_in_the_next_form_and_the_same_in_a_correction() -> None:
    def keys(card: dict[str, Any]) -> list[str]:
        return [part["key"] for part in card["body"] if "id" in part]

    choosing = {
        count: Form(
            action="choose",
            title="Which one",
            inputs=(ChoiceInput(key="which", label="Which one", options=SEATS[:count]),),
        )
        for count in (5, 6)
    }
    first, second = (keys(render_form(form)) for form in choosing.values())
    assert first != second
    sheet = FormSheet.of(choosing[5], [], []).filled({"which": SEATS[2].value})
    assert keys(render_sheet(sheet, {"which": "Pick another."})) == first
    asked = keys(render_form(AREA_FORM))
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(
    ("hint", "value", "inside"),
    [("For example 4 hours.", "", True), ("For example 4 hours.", "3 hours", False),
     ("From the start of the meeting. For example 4 hours, 2 days.", "", False)],
)  # fmt: skip
def test_a_hint_can_be_read_whole(hint: str, value: str, inside: bool) -> None:
    asked = TextInput(key="grace", label="Grace", hint=hint, value=value)
    _, shown, *below = render_form(Form(action="a", title="T", inputs=(asked,)))["body"]
    assert shown.get("placeholder") == (hint if inside else None)
    assert [part["text"] for part in below] == ([] if inside else [hint])


def test_a_form_of_25_questions_over_30_seats_is_small(world: World) -> None:
    card = render_form(AREA_FORM)
    assert judge_card(card) == []
    assert size(card) < 23_000
    assert size(render_sheet(FormSheet.of(AREA_FORM, [], []), {"seat0": "x" * 100})) < 25_000


def test_the_largest_form_of_60_areas_and_30_seats_fits_into_a_message() -> None:
    card = render_form(LARGEST_FORM)
    assert size(card) < 80_000
    assert [found for found in judge_card(card) if "are safe everywhere" not in found] == []
    need_node()
    (shown,) = render_cards([card])
    assert shown["errors"] == []


def test_equal_lists_are_packed_once() -> None:
    assert [len(options) for options in packed(LARGEST_FORM)["lists"]] == [30, 60]


@pytest.mark.parametrize("form", [WHO, WHY, AREA_FORM, LARGEST_FORM])
def test_what_comes_back_is_what_was_asked(form: Form) -> None:
    sheet = FormSheet.read(packed(form))
    assert sheet is not None
    asked = {one.key: "" for one in form.inputs}
    assert sheet.filled(asked).inputs == FormSheet.of(form, [], []).filled(asked).inputs
    assert dict(sheet.context) == dict(form.context)


TEXT = st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=8)
OPTIONS = st.lists(st.builds(Option, TEXT, TEXT), max_size=4).map(tuple)
INPUTS = st.one_of(
    st.builds(
        TextInput, key=TEXT, label=TEXT, required=st.booleans(), max_length=st.integers(1, 9)
    ),
    st.builds(ChoiceInput, key=TEXT, label=TEXT, options=OPTIONS, hint=TEXT),
    st.builds(MultiChoiceInput, key=TEXT, label=TEXT, options=OPTIONS, hint=TEXT),
)


@settings(deadline=None, max_examples=60)
@given(inputs=st.lists(INPUTS, max_size=6).map(tuple))
def test_any_inputs_come_back_whole(inputs: Any) -> None:
    sheet = FormSheet.read(packed(Form(action="a", title="T", inputs=inputs)))
    assert sheet is not None
    assert sheet.inputs == inputs


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_a_form_that_a_client_changed_is_read_or_refused(data: st.DataObject) -> None:
    changed = copy.deepcopy(packed(WHO))
    node: Any = changed
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(node[key], dict | list) or not node[key] or data.draw(st.booleans()):
            break
        node = node[key]
    node[key] = data.draw(JSON)
    sheet = FormSheet.read(changed)
    if sheet is not None:
        write_json(render_sheet(sheet.filled({"lead": "x"}), {"lead": "wrong"}))


def test_a_changed_form_cannot_be_blown_up() -> None:
    blown = packed(WHO)
    blown["inputs"] = [{**blown["inputs"][1], "key": f"k{n}"} for n in range(1000)]
    assert FormSheet.read(blown) is None
